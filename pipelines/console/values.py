"""The values of an answer as text and as JSON: exact decimals, ISO dates, nothing invented for NULL.

Belongs here: one value at a time. Columns, rows and files belong to `sheet` and `sql`.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

import pyarrow as pa


class UnprintableError(Exception):
    """An answer with a value that has no printed form here."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(
            f"The column {column} holds a value that cannot be printed ({problem}). Cast it: {column}::VARCHAR."
        )
        self.column = column


def rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """Give the rows of an answer, by position: two of its columns may have the same name.

    Raises:
        UnprintableError: a date or time lies outside the years 1 to 9999.
    """
    for batch in table.to_batches():
        yield from zip(*(_column(batch, number) for number in range(batch.num_columns)), strict=True)


def _column(batch: pa.RecordBatch, number: int) -> list[Any]:
    try:
        return batch.column(number).to_pylist(maps_as_pydicts="strict")
    except (OverflowError, ValueError) as error:
        raise UnprintableError(batch.schema.field(number).name, str(error)) from error


def text_of(value: Any) -> str:
    """Give a value as text; NULL is empty."""
    if value is None:
        return ""
    return next((form(value) for kind, form in _FORMS if isinstance(value, kind)), str(value))


def json_of(value: Any) -> str:
    """Give a value as JSON: decimals as numbers with all their digits, NULL and NaN as null."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(map(json_of, value))}]"
    if isinstance(value, dict):
        return json_object(value.keys(), value.values())
    if isinstance(value, Decimal):
        # By way of a float, as json would take it, digits could be lost.
        return f"{value:f}"
    return json.dumps(value if isinstance(value, bool | int | float | str) else text_of(value), ensure_ascii=False)


def json_object(names: Any, values: Any) -> str:
    """Give names and values as a JSON object, in their order."""
    pairs = zip(names, values, strict=True)
    return (
        "{" + ", ".join(f"{json.dumps(str(name), ensure_ascii=False)}: {json_of(value)}" for name, value in pairs) + "}"
    )


def _duration(value: pa.MonthDayNano) -> str:
    """Give an interval in the form of ISO 8601: P1M3DT2.5S."""
    time = timedelta(microseconds=value.nanoseconds // 1000).total_seconds()
    parts = [f"{number}{unit}" for number, unit in ((value.months, "M"), (value.days, "D")) if number]
    if time or not parts:
        parts.append(f"T{time:f}".rstrip("0").rstrip(".") + "S")
    return "P" + "".join(parts)


# In this order: a datetime is a date too.
_FORMS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (Decimal, lambda value: f"{value:f}"),
    (datetime, lambda value: value.isoformat(sep=" ")),
    (date, date.isoformat),
    (pa.MonthDayNano, _duration),
    (bytes, bytes.hex),
    (list, json_of),
    (dict, json_of),
)
