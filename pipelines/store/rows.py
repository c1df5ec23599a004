"""Rows in and out of a warehouse file.

Belongs here: writing rows, in one transaction, and reading them. What fits a table is told in `row_types`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import TypeVar

import duckdb
import pyarrow as pa

from pipelines.store.row_types import RowError, shape_of, to_arrow

T = TypeVar("T")

# Rows held in memory at once while a table is filled.
_CHUNK_ROWS = 100_000


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


def append_arrow(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add rows that `row_types.to_arrow` laid out.

    Raises:
        RowError: a rule of the table is broken: a key, a CHECK, a reference.
    """
    con.register("rows_to_insert", rows)
    try:
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_insert")  # noqa: S608 - named by our own code
    except duckdb.Error as error:
        raise RowError(table, None, None, str(error)) from error
    finally:
        con.unregister("rows_to_insert")


def read_rows(con: duckdb.DuckDBPyConnection, table: str, row_type: type[T], order_by: str) -> list[T]:
    """Read a table into row dataclasses; a list in a column becomes a tuple.

    Args:
        con: any connection.
        table: the table, with its schema, or a join of tables.
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
    shape = shape_of(con, table)
    written = 0
    source = iter(rows)
    con.begin()
    try:
        if replace:
            _empty(con, table)
        while chunk := list(islice(source, _CHUNK_ROWS)):
            append_arrow(con, table, to_arrow(shape, chunk))
            written += len(chunk)
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
