"""References between tables: declared foreign keys, and those across schemas, which DuckDB cannot declare.

Belongs here: collecting references and finding rows that break them. References across schemas stand in the schema's
SQL as trailing comments, `-- REFERENCES schema.table (column)`, beside the column that they are about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from pipelines.settings import SCHEMA_DIR

_TABLE = re.compile(r"CREATE TABLE (?P<table>\w+\.\w+) \(")
_REFERENCE = re.compile(r"^\s+(?P<column>\w+)\s.*REFERENCES (?P<target>\w+\.\w+) \((?P<key>\w+)\)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values must be found in another table's column.

    Attributes:
        table: the referring table, with its schema.
        column: the referring column; NULL refers to nothing.
        target: the table referred to, with its schema.
        key: its column.
    """

    table: str
    column: str
    target: str
    key: str


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """A reference with values that are not found.

    Attributes:
        reference: the reference.
        row_count: rows that refer to nothing.
        example: one of the values.
    """

    reference: Reference
    row_count: int
    example: str

    def __str__(self) -> str:
        """Say it for a person."""
        at = self.reference
        return (
            f"{at.table}.{at.column} has {self.row_count} rows that {at.target}.{at.key} lacks, e.g. {self.example!r}"
        )


def references() -> list[Reference]:
    """Give every reference that the schema's SQL states, declared or in a comment."""
    return [reference for file in sorted(SCHEMA_DIR.glob("*.sql")) for reference in _in(file.read_text("utf-8"))]


def broken_references(con: duckdb.DuckDBPyConnection) -> list[BrokenReference]:
    """Give the references of a warehouse that have values which are not found."""
    broken = []
    for at in references():
        row = con.execute(
            f"SELECT count(*), min(referring.{at.column}) FROM {at.table} AS referring "  # noqa: S608 - from our schema
            f"ANTI JOIN {at.target} AS target ON referring.{at.column} = target.{at.key} "
            f"WHERE referring.{at.column} IS NOT NULL"
        ).fetchone()
        if row and row[0]:
            broken.append(BrokenReference(at, int(row[0]), str(row[1])))
    return broken


def _in(sql: str) -> Iterator[Reference]:
    table = ""
    for line in sql.splitlines():
        if opening := _TABLE.match(line):
            table = opening["table"]
        elif (match := _REFERENCE.match(line)) and table:
            yield Reference(table, match["column"], match["target"], match["key"])
