"""The quality monitor: web pages where a steward sees, checks and settles every doubt.

Belongs here: pages, what they ask of the published warehouse, how they look and speak. A page is a thin function in
`pages` over a question in `queries` and a template. The monitor reads the warehouse and appends reviews; it builds
nothing.
"""
