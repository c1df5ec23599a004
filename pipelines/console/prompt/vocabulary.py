"""What can be named in a question, as the warehouse and DuckDB tell it.

Belongs here: asking for the catalogue that completing looks up.
"""

import duckdb

from pipelines.console.prompt.completion import Catalogue
from pipelines.store.schema import list_tables

# Operators have names too, and some functions are for DuckDB's own use.
_FUNCTIONS = """
SELECT DISTINCT function_name FROM duckdb_functions()
WHERE function_type <> 'pragma' AND regexp_full_match(function_name, '[a-z][a-z0-9_]*') ORDER BY ALL
"""
# Of those that are not reserved only these have a use in questions; the others are of transactions, users and XML.
_KEYWORDS = """
SELECT keyword_name FROM duckdb_keywords()
WHERE keyword_category <> 'unreserved' AND NOT starts_with(keyword_name, 'xml')
   OR keyword_name IN ('exclude', 'explain', 'filter', 'nulls', 'over', 'partition', 'recursive', 'replace')
"""


def catalogue(con: duckdb.DuckDBPyConnection) -> Catalogue:
    """Give the tables, functions and keywords of a connection."""
    functions = tuple(name for (name,) in con.execute(_FUNCTIONS).fetchall())
    keywords = {name for (name,) in con.execute(_KEYWORDS).fetchall()}
    return Catalogue(list_tables(con), functions, sorted(keywords - set(functions)))
