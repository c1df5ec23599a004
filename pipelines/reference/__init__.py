"""Reference data: places, organisations and countries, their official codes, and the names that texts call them by.

Belongs here: the registers (data/, with their sources) and the recognition of names. What a named recipient receives is
the business of `pipelines.text`.
"""
