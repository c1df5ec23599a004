"""Row dataclasses as Arrow tables that fit a table of the warehouse exactly.

Belongs here: the passage between Python values and DuckDB types. A drift between a row type and its table is an error
before anything is written, and amounts never pass through floating point. No connection is used here but to ask what
the columns are, so rows can be laid out in another process than the one that writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

# For each type of column, the Arrow type and the Python types that it takes. Arrow alone would cut 1.5 to 1 in a whole
# number, read a number as days since 1970, and take a name for a list of one.
_TYPES: dict[str, tuple[pa.DataType, frozenset[type]]] = {
    "VARCHAR": (pa.string(), frozenset({str})),
    "JSON": (pa.string(), frozenset({str})),
    "INTEGER": (pa.int32(), frozenset({int})),
    "BIGINT": (pa.int64(), frozenset({int})),
    "DOUBLE": (pa.float64(), frozenset({float, int})),
    "BOOLEAN": (pa.bool_(), frozenset({bool})),
    "DATE": (pa.date32(), frozenset({date})),
    "TIMESTAMP WITH TIME ZONE": (pa.timestamp("us", tz="UTC"), frozenset({datetime})),
    "VARCHAR[]": (pa.list_(pa.string()), frozenset({list, tuple})),
    "DECIMAL(18,2)": (pa.decimal128(18, 2), frozenset({Decimal, int})),
    "DECIMAL(9,2)": (pa.decimal128(9, 2), frozenset({Decimal, int})),
    # Rates in prose may be fractions of an öre.
    "DECIMAL(24,6)": (pa.decimal128(24, 6), frozenset({Decimal, int})),
}
_UNFIT = (pa.ArrowException, TypeError, ValueError, OverflowError)


class SchemaDriftError(Exception):
    """A row type whose fields are not the columns of its table.

    Attributes:
        table: the table, with its schema.
        missing: columns that the row type lacks.
        unknown: fields that the table lacks.
    """

    def __init__(self, table: str, missing: list[str], unknown: list[str]) -> None:
        parts = [f"lacks {', '.join(missing)}"] if missing else []
        parts += [f"has {', '.join(unknown)} that the table lacks"] if unknown else []
        super().__init__(
            f"The rows for {table} do not fit it: the row type {' and '.join(parts)}. "
            "Change the dataclass and warehouse/schema/ together."
        )
        self.table = table
        self.missing = missing
        self.unknown = unknown


class RowError(Exception):
    """A value that its column cannot take.

    Attributes:
        table: the table, with its schema.
        column: the column, None where a rule of the table is broken: a key, a CHECK, a reference.
        row: the row that holds the value, None likewise.
    """

    def __init__(self, table: str, column: str | None, row: object | None, problem: str) -> None:
        place = f"{table}.{column}" if column else table
        super().__init__(f"{place} cannot take a row: {problem}" + (f" Row: {row}" if row is not None else ""))
        self.table = table
        self.column = column
        self.row = row


@dataclass(frozen=True, slots=True)
class TableShape:
    """What rows of a table must look like.

    Attributes:
        table: the table, with its schema.
        types: DuckDB type by column.
        required: columns that take no NULL.
    """

    table: str
    types: dict[str, str]
    required: frozenset[str]


def shape_of(con: duckdb.DuckDBPyConnection, table: str) -> TableShape:
    """Ask a warehouse what rows of a table must look like."""
    described = con.execute(f"DESCRIBE {table}").fetchall()
    return TableShape(
        table,
        {name: kind for name, kind, *_ in described},
        frozenset(name for name, _, nullable, *_ in described if nullable == "NO"),
    )


def to_arrow(shape: TableShape, rows: Sequence[object]) -> pa.Table:
    """Lay out rows as they are written.

    Args:
        shape: of their table.
        rows: dataclass instances whose fields are the table's columns.

    Raises:
        SchemaDriftError: a row type does not fit the table.
        RowError: a value does not fit its column.
    """
    for row in {type(row): row for row in rows}.values():
        _check(shape, row)
    columns = {name: _column(shape.table, name, kind, rows) for name, kind in shape.types.items()}
    for name in shape.required:
        if columns[name].null_count:
            row = next(row for row in rows if getattr(row, name) is None)
            raise RowError(shape.table, name, row, "the value is missing, and the column takes no NULL.")
    return pa.table(columns)


def _check(shape: TableShape, row: object) -> None:
    names = {field.name for field in fields(row)}  # type: ignore[arg-type]  # rows are dataclass instances by contract
    missing, unknown = sorted(shape.types.keys() - names), sorted(names - shape.types.keys())
    if missing or unknown:
        raise SchemaDriftError(shape.table, missing, unknown)


def _column(table: str, name: str, kind: str, rows: Sequence[object]) -> "pa.Array[Any]":
    try:
        return _array([getattr(row, name) for row in rows], kind)
    except _UNFIT as error:
        raise RowError(table, name, _first_bad(rows, name, kind), str(error)) from error


def _array(values: list[object], kind: str) -> "pa.Array[Any]":
    arrow_type, python_types = _TYPES[kind]
    if strange := {type(value) for value in values} - python_types - {type(None)}:
        raise TypeError(f"a {kind} is not made of {', '.join(sorted(each.__name__ for each in strange))}.")
    return pa.array(values, arrow_type)


def _first_bad(rows: Sequence[object], name: str, kind: str) -> object | None:
    for row in rows:
        try:
            _array([getattr(row, name)], kind)
        except _UNFIT:
            return row
    return None
