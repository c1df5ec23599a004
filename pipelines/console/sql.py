"""Answers to questions in SQL: as a table, CSV, JSON or Parquet, and the list of what can be asked.

Belongs here: the form of answers. Asking belongs to `pipelines.store.query`.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.terminal import console, plain
from pipelines.store.query import QueryResult
from pipelines.store.schema import TableInfo

_WIDTH_OF_FILES = 200
_NUMBERS = ("INT", "DECIMAL", "DOUBLE", "FLOAT", "NUMBER")


def print_table(result: QueryResult, screen: Console, most_rows: int) -> None:
    """Print an answer as a table, at most so many rows of it (0: all), and say how many there are."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, kind in zip(result.columns, result.types, strict=True):
        is_number = any(word in kind.upper() for word in _NUMBERS)
        table.add_column(plain(name), justify="right" if is_number else "left", overflow="fold")
    count = result.table.num_rows
    shown = result.table.slice(0, most_rows) if most_rows else result.table
    for row in _rows(shown):
        table.add_row(*(_shown(value) for value in row))
    screen.print(table)
    cut = f"{shown.num_rows} of {count} rows; --rows 0 shows all" if shown.num_rows < count else _count(count, "row")
    screen.print(Text(f"({cut})", style="dim"))


def write_csv(result: QueryResult, to: TextIO) -> None:
    """Write an answer as CSV (RFC 4180) with a header; NULL is an empty field."""
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(result.columns)
    for row in _rows(result.table):
        writer.writerow("" if value is None else _text(value) for value in row)


def write_json(result: QueryResult, to: TextIO) -> None:
    """Write an answer as a JSON array of objects, one a line; amounts keep their exact decimals."""
    to.write("[")
    for number, row in enumerate(_rows(result.table)):
        to.write(",\n " if number else "\n ")
        fields = (f"{json.dumps(name, ensure_ascii=False)}: {_json(value)}" for name, value in _named(result, row))
        to.write("{" + ", ".join(fields) + "}")
    to.write("\n]\n" if result.table.num_rows else "]\n")


def write_parquet(result: QueryResult, to: Path) -> None:
    """Write an answer as a Parquet file."""
    pq.write_table(result.table, to)


_WRITERS: dict[str, Callable[[QueryResult, TextIO], None]] = {"csv": write_csv, "json": write_json}


def write(result: QueryResult, output_format: str, output: Path | None, most_rows: int) -> None:
    """Write an answer to a file or to standard output.

    Args:
        result: the answer.
        output_format: table | csv | json | parquet.
        output: the file; None for standard output, which Parquet cannot go to.
        most_rows: rows of a table to print at the most; 0 prints all.
    """
    if output_format == "parquet" and output is not None:
        write_parquet(result, output)
    elif output is not None:
        with output.open("w", encoding="utf-8", newline="") as file:
            if output_format == "table":
                print_table(result, Console(file=file, width=_WIDTH_OF_FILES, highlight=False), most_rows)
            else:
                _WRITERS[output_format](result, file)
    elif output_format == "table":
        print_table(result, console(), most_rows)
    else:
        # The writers give their own line ends; standard output must not translate them.
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False) as file:
            _WRITERS[output_format](result, file)


def print_tables(tables: list[TableInfo], screen: Console) -> None:
    """List tables and views by schema with their row counts and comments."""
    listing = Table(box=None, header_style="bold", pad_edge=False)
    listing.add_column("table", no_wrap=True)
    listing.add_column("rows", justify="right", no_wrap=True)
    listing.add_column("what it holds", overflow="fold")
    schema = ""
    for info in tables:
        if schema and info.schema != schema:
            listing.add_row()
        schema = info.schema
        rows = "view" if info.is_view else str(info.row_count)
        listing.add_row(Text(info.qualified, style="cyan"), rows, plain(info.comment))
    screen.print(listing)
    screen.print(
        Text("\nanslag sql --describe TABLE lists columns. Schemas may be left out of names in questions.", "dim")
    )


def print_columns(info: TableInfo, screen: Console) -> None:
    """List the columns of a table with their types and comments."""
    screen.print(Text(info.qualified, style="bold cyan"), plain(f" {info.comment}"), sep="")
    listing = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("column", "type", "meaning"):
        listing.add_column(name, overflow="fold", no_wrap=name == "column")
    for column in info.columns:
        listing.add_row(Text(column.name, style="cyan"), plain(column.type), plain(column.comment))
    screen.print(listing)


def broken_pipe() -> None:
    """Leave quietly when the reader of our output has gone away (`| head`)."""
    # Python would report the error once more when it flushes standard output at exit.
    sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the process ends


def _rows(table: Any) -> Iterator[tuple[Any, ...]]:
    # By position: two columns of an answer may have the same name.
    for batch in table.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _named(result: QueryResult, row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    return zip(result.columns, row, strict=True)


def _shown(value: Any) -> Text:
    return Text("NULL", style="dim") if value is None else plain(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return _json(value)
    return str(value)


def _json(value: Any) -> str:
    if isinstance(value, Decimal):
        # As a number with its own digits: json would only take it by way of a float.
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_json(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {_json(each)}" for key, each in value.items()) + "}"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(_text(value), ensure_ascii=False)


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
