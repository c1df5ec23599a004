"""Rows of an answer as objects with named fields."""

from dataclasses import fields
from typing import TypeVar

import duckdb

T = TypeVar("T")


def select(con: duckdb.DuckDBPyConnection, row_type: type[T], sql: str, *parameters: object) -> list[T]:
    """Ask a question, and give its rows as objects.

    Args:
        con: the warehouse.
        row_type: a dataclass; the answer must have its fields as columns, in any order, and no other.
        sql: the question.
        parameters: for its question marks.
    """
    answer = con.execute(sql, list(parameters))
    names = [column[0] for column in answer.description or []]
    expected = {field.name for field in fields(row_type)}  # type: ignore[arg-type]  # a dataclass, see above
    if set(names) != expected:
        raise TypeError(f"{row_type.__name__} has {sorted(expected)}, the answer {sorted(names)}")
    return [row_type(**dict(zip(names, row, strict=True))) for row in answer.fetchall()]


def scalar(con: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> int:
    """Ask for one number."""
    row = con.execute(sql, list(parameters)).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
