"""What a table in a text is: cells with their spans, columns with their meaning, rows with their names.

Only the types belong here. How a table is found in the text is told in `flat_tables` and `pipe_tables`, what a header
says in `headers`, what a cell says in `cells`, and how a grid of cells becomes a table in `table_reading`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.text.spans import Span

Shape = Literal["flattened", "markdown"]
CellKind = Literal["label", "amount", "malformed", "empty", "other"]
RowKind = Literal["data", "total", "subtotal"]
ColumnRole = Literal["label", "amount", "other"]
Status = Literal["indicative", "calculation_example", "proposed", "decided", "paid"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a document that a person should look at.

    Attributes:
        kind: what kind of problem, as in quality.finding.
        span: where it is.
        message: what is wrong, in words.
        remedy: what a person can do.
        column_no: column of the table that it is about, None for a row or the whole table.
    """

    kind: str
    span: Span
    message: str
    remedy: str
    column_no: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as found: spans of cells, nothing read yet.

    Attributes:
        shape: how it is printed.
        span: the whole table, headers included.
        headers: spans of the header cells of each column (several where headers have several rows), label first.
        rows: spans of the cells of each data row, label first; shorter or longer than the headers where cells are
            missing or too many.
        caption: a title printed within the table, None where there is none.
        problems: what did not fit while it was found.
    """

    shape: Shape
    span: Span
    headers: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[Span, ...], ...]
    caption: Span | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read.

    Attributes:
        span: its characters.
        kind: label | amount | malformed (meant as an amount, not a valid number) | empty | other.
        amount: whole currency units, the column's unit applied; None unless the kind is amount.
        problem: what is wrong with a malformed cell.
    """

    span: Span
    kind: CellKind
    amount: Decimal | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote bound to a table: its mark and the characters of its text."""

    mark: str
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its header, unit and footnote say of every cell in it.

    Attributes:
        header: the header as printed, several rows joined with a space.
        span: characters of the header; empty where it has none.
        role: label | amount | other.
        multiplier: whole currency units in a printed 1; None unless amount.
        currency: ISO 4217; None unless amount.
        years: years that the amounts are for, ascending; empty where not stated.
        per_year: True where each amount is a sum per year.
        open_ended: True for a period with no stated end.
        status: how firm the amounts are; None where the text does not say.
        mark: footnote mark in the header.
        footnote: the footnote that the mark leads to.
    """

    header: str
    span: Span
    role: ColumnRole
    multiplier: int | None = None
    currency: str | None = None
    years: tuple[int, ...] = ()
    per_year: bool = False
    open_ended: bool = False
    status: Status | None = None
    mark: str | None = None
    footnote: Footnote | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: its kind, its name as printed, and one cell for each column that it has."""

    kind: RowKind
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read.

    Attributes:
        shape: how it is printed.
        span: the whole table, headers included.
        title: what it is about: its caption or the nearest heading above that is not generic; None where there is none.
        columns: every column, the label column among them.
        label_column: position of the column that names the rows.
        rows: data rows in order, totals among them.
        problems: what did not fit.
    """

    shape: Shape
    span: Span
    title: str | None
    columns: tuple[Column, ...]
    label_column: int
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
