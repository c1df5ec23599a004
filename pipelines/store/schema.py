"""The schema of a warehouse file: made from the SQL in `warehouse/`, described from the comments in it.

Belongs here: running that SQL and reading the catalogue. No table or column is named here.
"""

from dataclasses import dataclass

import duckdb

from pipelines.settings import MARTS_DIR, SCHEMA_DIR

SCHEMAS = ("core", "mart", "quality", "staging", "raw")
"""Schemas in the order in which an unqualified name is looked up."""


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """A column.

    Attributes:
        name: its name.
        type: its DuckDB type.
        comment: what it means, and its unit.
        is_nullable: False where it is declared NOT NULL; always True for a view's, which declares nothing.
    """

    name: str
    type: str
    comment: str
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table or view.

    Attributes:
        schema: its schema.
        name: its name within the schema.
        is_view: True for a view.
        comment: what it holds and its grain.
        row_count: rows, counted; None for a view.
        columns: its columns in order.
        primary_key: names of the columns of its primary key; empty where none is declared.
    """

    schema: str
    name: str
    is_view: bool
    comment: str
    row_count: int | None
    columns: tuple[ColumnInfo, ...]
    primary_key: tuple[str, ...]

    @property
    def qualified(self) -> str:
        """Name with schema."""
        return f"{self.schema}.{self.name}"


def create_schema(con: duckdb.DuckDBPyConnection) -> None:
    """Create every schema, table, comment and view in an empty database, in one transaction."""
    files = [*sorted(SCHEMA_DIR.glob("*.sql")), *sorted(MARTS_DIR.glob("*.sql"))]
    con.begin()
    try:
        for file in files:
            con.execute(file.read_text(encoding="utf-8"))
    except duckdb.Error:
        con.rollback()
        raise
    con.commit()


def list_tables(con: duckdb.DuckDBPyConnection) -> list[TableInfo]:
    """Give every table and view with its columns, by schema in the order of `SCHEMAS` and by name."""
    columns: dict[tuple[str, str], list[ColumnInfo]] = {}
    for schema, table, name, kind, comment, is_nullable in con.execute(
        "SELECT schema_name, table_name, column_name, data_type, comment, is_nullable FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() ORDER BY column_index"
    ).fetchall():
        columns.setdefault((schema, table), []).append(ColumnInfo(name, kind, comment or "", is_nullable))
    keys = {
        (schema, table): tuple(names)
        for schema, table, names in con.execute(
            "SELECT schema_name, table_name, constraint_column_names FROM duckdb_constraints() "
            "WHERE constraint_type = 'PRIMARY KEY' AND database_name = current_database()"
        ).fetchall()
    }
    found = con.execute(
        "SELECT schema_name, table_name, false, comment FROM duckdb_tables() WHERE database_name = current_database() "
        "UNION ALL "
        "SELECT schema_name, view_name, true, comment FROM duckdb_views() "
        "WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    tables = [
        TableInfo(
            schema,
            name,
            is_view,
            comment or "",
            None if is_view else _count(con, schema, name),
            tuple(columns.get((schema, name), ())),
            keys.get((schema, name), ()),
        )
        for schema, name, is_view, comment in found
        if schema in SCHEMAS
    ]
    return sorted(tables, key=lambda table: (SCHEMAS.index(table.schema), table.name))


def describe(con: duckdb.DuckDBPyConnection, table: str) -> TableInfo | None:
    """Describe one table or view, named with its schema or without; None where there is none."""
    named = [info for info in list_tables(con) if table.lower() in {info.qualified, info.name}]
    return named[0] if named else None


def _count(con: duckdb.DuckDBPyConnection, schema: str, name: str) -> int:
    row = con.execute(f'SELECT count(*) FROM "{schema}"."{name}"').fetchone()  # noqa: S608 - names from the catalogue
    return int(row[0]) if row else 0
