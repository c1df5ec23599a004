"""Reading Swedish government text: characters in, blocks, tables, amounts, periods and number roles out.

Everything here is pure: a function takes text and gives values whose spans point back into that text. No files, no
database, no Dagster. What a figure is worth believing is decided in `pipelines.quality`, not here.
"""
