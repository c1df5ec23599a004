"""What the catalogue of a published warehouse says about the tables to export, keys and allowed values included.

Belongs here: opening the warehouse for an export and reading its catalogue. Writing rows belongs to `tables`; no table
is named here.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import expressions as exp
from sqlglot.errors import SqlglotError

from pipelines.settings import Home
from pipelines.store.integrity import references
from pipelines.store.schema import TableInfo, list_tables
from pipelines.store.versions import open_published, quoted

SCHEMAS = ("core", "mart")
"""Schemas that are exported: the star, and the views for people."""

_CATALOG = "published"


@dataclass(frozen=True, slots=True, order=True)
class ForeignKey:
    """Columns whose values are found in another exported table, or in their own.

    Attributes:
        columns: the referring columns; a row where they are NULL refers to nothing.
        target: the table referred to, with its schema.
        keys: its columns, in the order of `columns`.
    """

    columns: tuple[str, ...]
    target: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table or view to export.

    Attributes:
        info: its name, comment, columns and primary key.
        foreign_keys: what refers to exported tables.
        allowed: by column, the only values that it may have besides NULL, where a rule lists them.
    """

    info: TableInfo
    foreign_keys: tuple[ForeignKey, ...]
    allowed: dict[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        """Name with schema, as files and resources are named."""
        return self.info.qualified

    @property
    def is_mart(self) -> bool:
        """Whether it is one of the views for people."""
        return self.info.schema == "mart"


@contextmanager
def opened_for_export(home: Home, temporary: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published warehouse so that nothing but its rows decides what is read, and in which order.

    The warehouse is attached to a database of the export's own: settings are a whole process's for one file, and
    questions from people, who may read it at the same time, lock theirs.

    Args:
        home: the installation.
        temporary: a folder for what does not fit in memory; DuckDB makes it when it needs it.

    Raises:
        NoWarehouseError: nothing is published, or the current version cannot be opened.
    """
    with open_published(home) as published:
        row = published.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone()
    # One thread: with more, which rows come first is a race.
    con = duckdb.connect(config={"threads": 1, "temp_directory": str(temporary)})
    try:
        path = Path(row[0]) if row else home.link
        con.execute(f"ATTACH '{quoted(path)}' AS {_CATALOG} (READ_ONLY)")
        con.execute(f"USE {_CATALOG}")
        con.execute("SET TimeZone = 'UTC'")
        yield con
    finally:
        con.close()


def exported_tables(con: duckdb.DuckDBPyConnection) -> list[ExportedTable]:
    """Give the tables and views to export, by schema and name."""
    infos = [info for info in list_tables(con) if info.schema in SCHEMAS]
    constraints = _constraints(con)
    stated = _stated_references(infos)
    exported = []
    for info in infos:
        foreign_keys = set(stated[info.qualified])
        allowed: dict[str, tuple[str, ...]] = {}
        for constraint in constraints[info.qualified]:
            if constraint.kind == "FOREIGN KEY":
                # A foreign key leads to its own schema in DuckDB.
                target = f"{info.schema}.{constraint.target}"
                foreign_keys.add(ForeignKey(constraint.columns, target, constraint.keys))
            elif listed := _listed_values(constraint.expression):
                allowed[listed[0]] = listed[1]
        exported.append(ExportedTable(info, tuple(sorted(foreign_keys)), allowed))
    return exported


@dataclass(frozen=True, slots=True)
class _Constraint:
    kind: str
    columns: tuple[str, ...]
    expression: str
    target: str
    keys: tuple[str, ...]


def _constraints(con: duckdb.DuckDBPyConnection) -> defaultdict[str, list[_Constraint]]:
    found: defaultdict[str, list[_Constraint]] = defaultdict(list)
    for schema, table, kind, columns, expression, target, keys in con.execute(
        "SELECT schema_name, table_name, constraint_type, constraint_column_names, expression, referenced_table, "
        "referenced_column_names FROM duckdb_constraints() WHERE database_name = current_database() "
        "AND constraint_type IN ('FOREIGN KEY', 'CHECK') ORDER BY ALL"
    ).fetchall():
        constraint = _Constraint(kind, tuple(columns), expression or "", target or "", tuple(keys or ()))
        found[f"{schema}.{table}"].append(constraint)
    return found


def _stated_references(infos: list[TableInfo]) -> defaultdict[str, set[ForeignKey]]:
    """Give the references of the schema's SQL that the warehouse has: a warehouse of earlier rules may lack some."""
    columns = {info.qualified: {column.name for column in info.columns} for info in infos}
    found: defaultdict[str, set[ForeignKey]] = defaultdict(set)
    for at in references():
        if at.column in columns.get(at.table, ()) and at.key in columns.get(at.target, ()):
            found[at.table].add(ForeignKey((at.column,), at.target, (at.key,)))
    return found


def _listed_values(rule: str) -> tuple[str, tuple[str, ...]] | None:
    """Give the column and the texts of a rule of the form `column IN ('a', 'b')`; None for any other rule."""
    try:
        parsed = sqlglot.parse_one(rule, read="duckdb").unnest()
    except SqlglotError:
        return None
    if not isinstance(parsed, exp.In) or not isinstance(parsed.this, exp.Column):
        return None
    values = parsed.expressions
    if not values or not all(isinstance(value, exp.Literal) and value.is_string for value in values):
        return None
    return parsed.this.name, tuple(value.name for value in values)
