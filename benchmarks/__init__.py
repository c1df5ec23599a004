"""How long reading takes beside other tools, in one run on one machine: `make bench`.

Belongs here: pages to measure on, what is measured, and the report that it writes to docs/benchmarks.md. Whether the
reader is right is `pipelines.evaluation`'s matter.
"""
