"""Rows in and out of a warehouse file: dataclasses whose fields are the columns of a table.

Belongs here: the exact passage between Python values and DuckDB types. A drift between a row type and its table is an
error before anything is written, and amounts never pass through floating point.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

T = TypeVar("T")

# Rows held in memory at once while a table is filled.
_CHUNK_ROWS = 100_000

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
    # Rates in prose may be fractions of an öre.
    "DECIMAL(20,4)": (pa.decimal128(20, 4), frozenset({Decimal, int})),
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


def load_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[object]) -> int:
    """Fill a table with rows in one transaction, replacing what it held.

    Args:
        con: a connection to the warehouse being built, with no transaction open.
        table: the table, with its schema.
        rows: dataclass instances of one type, whose fields are the table's columns.

    Returns:
        How many rows were written.

    Raises:
        SchemaDriftError: the row type does not fit the table.
        RowError: a value does not fit its column; the table is as it was.
    """
    return _write(con, table, rows, replace=True)


def append_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[object]) -> int:
    """Add rows to a table in one transaction; see `load_rows`."""
    return _write(con, table, rows, replace=False)


def read_rows(con: duckdb.DuckDBPyConnection, table: str, row_type: type[T], order_by: str) -> list[T]:
    """Read a table into row dataclasses; a list in a column becomes a tuple.

    Args:
        con: any connection.
        table: the table, with its schema.
        row_type: dataclass whose fields are columns of the table, all or some of them, in any order.
        order_by: columns to sort by; callers depend on no other order.
    """
    return list(iterate_rows(con, table, row_type, order_by))


def iterate_rows(con: duckdb.DuckDBPyConnection, table: str, row_type: type[T], order_by: str) -> Iterator[T]:
    """Read a table like `read_rows`, a chunk in memory at a time; the connection may serve other queries meanwhile."""
    names = ", ".join(field.name for field in fields(row_type))  # type: ignore[arg-type]  # T is a dataclass by contract
    cursor = con.cursor()
    cursor.execute(f"SELECT {names} FROM {table} ORDER BY {order_by}")  # noqa: S608 - names from our own code
    while chunk := cursor.fetchmany(_CHUNK_ROWS):
        for values in chunk:
            yield row_type(*(tuple(value) if type(value) is list else value for value in values))


def _write(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[object], *, replace: bool) -> int:
    described = con.execute(f"DESCRIBE {table}").fetchall()
    types = {name: kind for name, kind, *_ in described}
    required = {name for name, _, nullable, *_ in described if nullable == "NO"}
    written = 0
    source = iter(rows)
    con.begin()
    try:
        if replace:
            _empty(con, table)
        while chunk := list(islice(source, _CHUNK_ROWS)):
            for row in {type(row): row for row in chunk}.values():
                _check(table, row, types)
            written += _insert(con, table, chunk, types, required)
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return written


def _empty(con: duckdb.DuckDBPyConnection, table: str) -> None:
    try:
        con.execute(f"DELETE FROM {table}")  # noqa: S608 - the table is named by our own code
    except duckdb.ConstraintException as error:
        problem = f"its rows cannot be replaced while others refer to them; empty those tables first. {error}"
        raise RowError(table, None, None, problem) from error


def _check(table: str, row: object, types: dict[str, str]) -> None:
    names = {field.name for field in fields(row)}  # type: ignore[arg-type]  # rows are dataclass instances by contract
    missing, unknown = sorted(types.keys() - names), sorted(names - types.keys())
    if missing or unknown:
        raise SchemaDriftError(table, missing, unknown)


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, chunk: list[object], types: dict[str, str], required: set[str]
) -> int:
    columns = {name: _column(table, name, kind, chunk) for name, kind in types.items()}
    for name in required:
        if columns[name].null_count:
            row = next(row for row in chunk if getattr(row, name) is None)
            raise RowError(table, name, row, "the value is missing, and the column takes no NULL.")
    con.register("rows_to_insert", pa.table(columns))
    try:
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_insert")  # noqa: S608 - named by our own code
    except duckdb.Error as error:
        raise RowError(table, None, None, str(error)) from error
    finally:
        con.unregister("rows_to_insert")
    return len(chunk)


def _column(table: str, name: str, kind: str, chunk: list[object]) -> "pa.Array[Any]":
    try:
        return _array([getattr(row, name) for row in chunk], kind)
    except _UNFIT as error:
        raise RowError(table, name, _first_bad(chunk, name, kind), str(error)) from error


def _array(values: list[object], kind: str) -> "pa.Array[Any]":
    arrow_type, python_types = _TYPES[kind]
    if strange := {type(value) for value in values} - python_types - {type(None)}:
        raise TypeError(f"a {kind} is not made of {', '.join(sorted(each.__name__ for each in strange))}.")
    return pa.array(values, arrow_type)


def _first_bad(chunk: list[object], name: str, kind: str) -> object | None:
    for row in chunk:
        try:
            _array([getattr(row, name)], kind)
        except _UNFIT:
            return row
    return None
