"""Anslag: what the Swedish government announces, as money that can be queried.

This package is the pipeline (a Dagster code location) and the `anslag` command. The SQL of the warehouse, the Great
Expectations suites and the documents themselves stand beside it, in warehouse/, expectations/ and raw/.
"""
