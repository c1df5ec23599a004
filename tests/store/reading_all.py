"""Started by another Python: prints as JSON which DuckDB it has and a digest of every table and view of a warehouse."""

import hashlib
import json
import sys

import duckdb

_NAMES = """
    SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal AND database_name = current_database()
    UNION ALL
    SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
"""


def read_all(warehouse: str) -> dict[str, object]:
    """Give the version of DuckDB, and for each table and view its columns and a digest of its rows in any order."""
    read = {}
    with duckdb.connect(warehouse, read_only=True) as con:
        for schema, name in con.execute(_NAMES).fetchall():
            answer = con.execute(f'FROM "{schema}"."{name}"')
            columns = [(column[0], str(column[1])) for column in answer.description or []]
            rows = sorted(map(repr, answer.fetchall()))
            read[f"{schema}.{name}"] = [columns, len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()]
    return {"version": duckdb.__version__, "tables": read}


if __name__ == "__main__":
    json.dump(read_all(sys.argv[1]), sys.stdout)
