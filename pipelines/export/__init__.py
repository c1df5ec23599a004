"""The published warehouse as files that others can publish: tables, a workbook, and what catalogues want to know.

Belongs here: what `anslag export` writes, and how it takes the place of an earlier export. Nothing here changes a
warehouse. The same warehouse gives the same bytes: no clock, no host, no order that is left to chance.
"""
