"""The warehouse as files: building, publishing, reading.

Belongs here: everything about DuckDB files, connections and rows. Which rows there are is the business of
`pipelines.model`; what the tables mean stands in `warehouse/schema/`.
"""
