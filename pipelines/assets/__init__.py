"""Dagster assets, thin: which rows fill which table, in which order, with which metadata and checks.

Each module is a layer: raw, staging, core, quality, publish. Functions that make rows stand in `pipelines.model` and
`pipelines.quality`; nothing here knows Swedish or arithmetic.
"""
