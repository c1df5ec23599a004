"""The star schema's rows, made of what the reader saw.

Each module gives the row types of some tables (a dataclass whose fields are the table's columns) and the pure functions
that make them. Reading text belongs to `pipelines.text`, judging it to `pipelines.quality`, storing it to
`pipelines.store`.
"""
