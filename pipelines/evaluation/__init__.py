"""Measuring the reader against pages labelled by people: labels and readings in, counts and misses out.

Everything here is pure: lines of text and plain records, no files and no reading of documents. How the figures are
printed stands in `pipelines.console`.
"""
