"""Answers to questions in SQL: where and in which form they are written, and the list of what can be asked.

Belongs here: the forms of a whole answer. Tables for people are laid out by `sheet`, single values by `values`.
"""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.sheet import print_sheet
from pipelines.console.terminal import console, count, plain, visible
from pipelines.console.values import json_object, rows, text_of
from pipelines.store.integrity import Reference
from pipelines.store.query import QueryResult
from pipelines.store.schema import TableInfo


def write_csv(result: QueryResult, to: TextIO) -> None:
    """Write an answer as CSV (RFC 4180, lines end in CR LF) with a header; NULL is an empty field."""
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(result.columns)
    for row in rows(result.table):
        writer.writerow(text_of(value) for value in row)


def write_json(result: QueryResult, to: TextIO) -> None:
    """Write an answer as a JSON array of objects, one a line; decimals are numbers with all their digits."""
    names = _distinct(result.columns)
    opening = "[\n"
    for row in rows(result.table):
        to.write(opening + json_object(names, row))
        opening = ",\n"
    to.write("\n]\n" if result.table.num_rows else "[]\n")


_WRITERS: dict[str, Callable[[QueryResult, TextIO], None]] = {"csv": write_csv, "json": write_json}


def write(result: QueryResult, output_format: str, output: Path | None, most_rows: int | None) -> None:
    """Write an answer to a file or to standard output.

    Args:
        result: the answer.
        output_format: table | csv | json | parquet.
        output: the file; None for standard output, which Parquet cannot go to.
        most_rows: rows of a table to print at the most: 0 is all, None is what suits the place.

    Raises:
        OSError: the file cannot be written.
        UnprintableError: a value has no printed form.
    """
    if output_format == "parquet" and output is not None:
        pq.write_table(result.table.rename_columns(_distinct(result.columns)), output)
    elif output is not None:
        with output.open("w", encoding="utf-8", newline="") as file:
            if output_format == "table":
                print_sheet(result, Console(file=file, force_terminal=False, highlight=False), most_rows)
            else:
                _WRITERS[output_format](result, file)
    elif output_format == "table":
        print_sheet(result, console(), most_rows)
    elif sys.stdout.isatty():
        sys.stdout.write(shown(result, output_format))
    else:
        with _standard_output() as file:
            _WRITERS[output_format](result, file)


def shown(result: QueryResult, output_format: str) -> str:
    """Give an answer as csv or json for a terminal: nothing in it acts there.

    Raises:
        UnprintableError: a value has no printed form.
    """
    written = io.StringIO(newline="")
    _WRITERS[output_format](result, written)
    return visible(written.getvalue().replace("\r\n", "\n"))


def _distinct(names: Sequence[str]) -> list[str]:
    """Give names of which no two are alike: a, a_1, a_2."""
    distinct: list[str] = []
    for name in names:
        free = (each for number in range(len(names) + 1) if (each := f"{name}_{number}" if number else name))
        distinct.append(next(each for each in free if each not in distinct))
    return distinct


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Give standard output for data: UTF-8 and the writer's own line ends."""
    data = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        yield data
        data.flush()
    finally:
        # Else the wrapper would close standard output with itself.
        data.detach()


def print_tables(tables: Sequence[TableInfo], screen: Console, more: str) -> None:
    """List tables and views by schema with their row counts and comments.

    Args:
        tables: the tables.
        screen: where to print.
        more: how people ask for the columns of one, where they ask.
    """
    listing = Table(box=None, header_style="bold", pad_edge=False)
    listing.add_column("table", no_wrap=True)
    listing.add_column("rows", justify="right", no_wrap=True)
    listing.add_column("what it holds", overflow="fold")
    schema = ""
    for info in tables:
        if schema and info.schema != schema:
            listing.add_row()
        schema = info.schema
        number = "view" if info.row_count is None else count(info.row_count)
        listing.add_row(Text(info.qualified, style="cyan"), number, plain(info.comment))
    screen.print(listing)
    screen.print(Text(f"\n{more} lists columns. Schemas may be left out of names in questions.", "dim"))


def print_columns(info: TableInfo, references: Sequence[Reference], screen: Console) -> None:
    """List the columns of a table with their types, keys and comments.

    Args:
        info: the table.
        references: every reference of the schema; the table's own are shown.
        screen: where to print.
    """
    screen.print(Text(info.qualified, style="bold cyan"), plain(f" {info.comment}"), sep="")
    targets = {at.column: f"{at.target}.{at.key}" for at in references if at.table == info.qualified}
    listing = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("column", "type", "meaning"):
        listing.add_column(name, overflow="fold", no_wrap=name == "column")
    for column in info.columns:
        key = "primary key. " if column.name in info.primary_key else ""
        refers = f" → {targets[column.name]}" if column.name in targets else ""
        meaning = Text(key, "bold") + plain(column.comment) + Text(refers, "cyan")
        listing.add_row(Text(column.name, style="cyan"), plain(column.type), meaning)
    screen.print(listing)


def time_told(seconds: float) -> str:
    """Say how long an answer took, the printing left out."""
    return f"Answered in {seconds:.3f} s"
