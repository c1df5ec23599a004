"""An answer as a table for people: aligned columns where they fit, wrapped text where it must, else one record a block.

Belongs here: layout. How a value is written stands in `values`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.terminal import count, one_line, plain
from pipelines.console.values import rows, text_of
from pipelines.store.query import QueryResult

_ROWS_ON_A_TERMINAL = 100
_MOST_CHARACTERS = 300
_LEAST_TEXT_WIDTH = 14
_GAP = "  "
_NULL = "NULL"
_PLAN = ("explain_key", "explain_value")


@dataclass(frozen=True, slots=True)
class Ways:
    """How people ask for more than a table shows, where they ask.

    Attributes:
        rows: for all rows.
        texts: for whole texts.
    """

    rows: str = "--rows 0"
    texts: str = "--format csv or json"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column ready to print: its cells on one line each, None for NULL."""

    name: str
    is_number: bool
    cells: tuple[str | None, ...]

    @property
    def width(self) -> int:
        """Character cells of a terminal that it fills when nothing wraps."""
        return max(cell_len(self.name), *(cell_len(_NULL if cell is None else cell) for cell in self.cells), 1)

    @property
    def least_width(self) -> int:
        """Character cells that it needs: all of a number or code, a few words of a text."""
        if not any(" " in cell for cell in self.cells if cell):
            return self.width
        return max(cell_len(self.name), min(self.width, _LEAST_TEXT_WIDTH))

    def text(self, row: int) -> Text:
        """Give a cell; NULL is dim, unlike a text that says so."""
        cell = self.cells[row]
        return Text(_NULL, "dim") if cell is None else Text(cell)


def print_sheet(
    result: QueryResult, screen: Console, most_rows: int | None, *, ways: Ways = Ways(), expanded: bool = False
) -> None:
    """Print an answer as a table, and say how many rows of it; a plan as the drawing that it is.

    Args:
        result: the answer.
        screen: where to print. A file or pipe gets lines as long as they need to be.
        most_rows: rows to print; 0 is all, None is a hundred on a terminal and all elsewhere.
        ways: how to see the rest.
        expanded: whether to print a value a line even where the columns fit side by side.

    Raises:
        UnprintableError: a value has no printed form.
    """
    if is_plan(result):
        for _, drawing in rows(result.table):
            screen.print(plain(drawing), soft_wrap=True)
        return
    if most_rows is None:
        most_rows = _ROWS_ON_A_TERMINAL if screen.is_terminal else 0
    total = result.table.num_rows
    shown = min(total, most_rows) if most_rows else total
    columns = _columns(result, shown)
    if expanded:
        _records(columns, shown, screen)
    elif not screen.is_terminal or _width([column.width for column in columns]) <= screen.width:
        _aligned(columns, shown, screen)
    elif _width([column.least_width for column in columns]) <= screen.width:
        _wrapped(columns, shown, screen)
    else:
        _records(columns, shown, screen)
    told = f"{count(shown)} of {count(total)} rows; {ways.rows} shows all" if shown < total else count(total, "row")
    if any(cell and len(cell) > _MOST_CHARACTERS for column in columns for cell in column.cells):
        told += f"; texts ending in … are cut, {ways.texts} gives them whole"
    screen.print(Text(f"({told})", "dim"), soft_wrap=True)


def is_plan(result: QueryResult) -> bool:
    """Tell whether an answer is a plan, as EXPLAIN gives it: a drawing of many lines, whatever form answers have."""
    return result.columns == _PLAN


def _columns(result: QueryResult, shown: int) -> list[_Column]:
    taken = list(rows(result.table.slice(0, shown)))
    return [
        _Column(
            name=one_line(name),
            is_number=_is_number(result.table.schema.field(number).type),
            cells=tuple(_cell(row[number]) for row in taken),
        )
        for number, name in enumerate(result.columns)
    ]


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _cell(value: object) -> str | None:
    if value is None:
        return None
    text = one_line(text_of(value))
    return text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + "…"


def _width(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _aligned(columns: Sequence[_Column], shown: int, screen: Console) -> None:
    widths = [column.width for column in columns]
    heads = [Text(column.name, "bold") for column in columns]
    lines = [_line(columns, heads, widths)]
    lines += [_line(columns, [column.text(row) for column in columns], widths) for row in range(shown)]
    if screen.is_terminal:
        screen.print(*lines, sep="\n", soft_wrap=True)
    else:
        # No styles there: a hundred times as quick.
        screen.file.write("".join(f"{line.plain}\n" for line in lines))


def _line(columns: Sequence[_Column], cells: Sequence[Text], widths: Sequence[int]) -> Text:
    line = Text()
    for column, cell, width in zip(columns, cells, widths, strict=True):
        padding = " " * (width - cell_len(cell.plain))
        line.append(padding if column.is_number else "").append_text(cell)
        line.append(("" if column.is_number else padding) + _GAP)
    line.rstrip()
    return line


def _wrapped(columns: Sequence[_Column], shown: int, screen: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, len(_GAP), 0, 0))
    for column in columns:
        rigid = column.least_width == column.width
        table.add_column(
            Text(column.name),
            justify="right" if column.is_number else "left",
            no_wrap=rigid,
            min_width=column.least_width,
            overflow="fold",
        )
    for row in range(shown):
        table.add_row(*(column.text(row) for column in columns))
    screen.print(table)


def _records(columns: Sequence[_Column], shown: int, screen: Console) -> None:
    for row in range(shown):
        record = Table.grid(padding=(0, len(_GAP), 0, 0))
        record.add_column(no_wrap=True, style="cyan")
        record.add_column(overflow="fold")
        for column in columns:
            record.add_row(Text(column.name), column.text(row))
        screen.print(Text(f"— row {row + 1} —", "bold"), record, sep="\n")
