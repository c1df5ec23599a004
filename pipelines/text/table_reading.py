"""From a grid of cells to a table that means something: its title, its columns, its rows and what kind of row each is.

Belongs here: rows, and what more than one row tells. Columns belong to `column_reading`; finding the grid belongs to
`flat_tables` and `pipe_tables`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipelines.text.blocks import Block
from pipelines.text.cells import cell_unit, read_cell
from pipelines.text.column_reading import Scene, read_columns, scene_of, unit_of_row
from pipelines.text.headers import header_mark, names_count, without_emphasis
from pipelines.text.spans import Span
from pipelines.text.stated_amounts import StatedAmounts
from pipelines.text.tables import Cell, Column, Grid, Row, RowKind, Table
from pipelines.text.units import Unit

_TOTAL = re.compile(
    r"(?:summa|slutsumma|s:a|total(?:t|a|en)?|totalsumma|sammanlagt|tillsammans|hela\s+(?:riket|landet)|riket|samtliga)"
    r"\b",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"(?:delsumma|varav)\b|.*[,\s]varav:?\Z", re.IGNORECASE)


def read_table(
    text: str,
    grid: Grid,
    blocks: Sequence[Block],
    *,
    stated: StatedAmounts | None = None,
    published_year: int | None = None,
) -> Table:
    """Read a grid as a table.

    Args:
        text: the document.
        grid: the cells as found.
        blocks: the document's blocks; the ones around the grid give its title, its unit and its footnotes.
        stated: amounts that the text states outside its tables; they tell the unit of a table that prints none.
        published_year: year of publication, for "i år" and "nästa år".
    """
    scene = scene_of(text, grid, blocks, stated=stated or StatedAmounts(), published_year=published_year)
    columns, problems = read_columns(scene)
    return Table(
        shape=grid.shape,
        span=grid.span,
        title=_title(scene),
        columns=tuple(columns),
        label_column=scene.label_column,
        rows=tuple(_with_sections([_row(scene, spans, columns) for spans in grid.rows])),
        problems=(*grid.problems, *problems),
    )


def _row(scene: Scene, spans: tuple[Span, ...], columns: Sequence[Column]) -> Row:
    text, number_of_label = scene.text, scene.label_column
    printed = spans[number_of_label].of(text) if number_of_label < len(spans) else ""
    label = _plain(printed)
    unit = unit_of_row(scene, spans)
    is_count = unit is None and names_count(printed)
    complete = len(spans) == len(columns)
    cells = [
        Cell(span, "label")
        if number == number_of_label
        else Cell(span, "other")
        if is_count
        else _cell(text, span, columns[number] if number < len(columns) else None, unit, complete=complete)
        for number, span in enumerate(spans)
    ]
    return Row(_row_kind(label), label, tuple(cells))


def _cell(text: str, span: Span, column: Column | None, row_unit: Unit | None, *, complete: bool) -> Cell:
    if column is None or column.role != "amount":
        return Cell(span, "malformed", problem="has no column") if column is None else Cell(span, "other")
    currency = column.currency or "SEK"
    cell = read_cell(text, span, row_unit or Unit(Decimal(column.multiplier or 1), currency, names_currency=True))
    unit = cell_unit(text, span) or row_unit
    if cell.kind == "amount" and unit and unit.names_currency and unit.currency != currency:
        return Cell(span, "malformed", problem=f"is in {unit.currency}, and its column in {currency}")
    if not complete and cell.kind == "amount":
        return Cell(span, "malformed", problem="stands in a row whose cells cannot be matched to the columns")
    return cell


def _row_kind(label: str) -> RowKind:
    if _TOTAL.match(label):
        return "total"
    return "subtotal" if _SUBTOTAL.match(label) else "data"


def _with_sections(rows: list[Row]) -> list[Row]:
    """Tell the sums of sections from the total: they have rows and another sum after them.

    Between two sums a row that is the sum so far, in every column, carries it on ("Nya medel" after what is taken off).
    """
    totals = [at for at, row in enumerate(rows) if row.kind == "total"]
    result = list(rows)
    for first, second in pairwise(totals):
        if not any(row.kind == "data" and _amounts(row) for row in rows[first + 1 : second]):
            continue
        result[first] = replace(rows[first], kind="subtotal")
        running = _amounts(rows[first])
        for at in range(first + 1, second):
            amounts = _amounts(rows[at])
            if len(amounts) > 1 and amounts == running:
                result[at] = replace(rows[at], kind="subtotal")
            elif rows[at].kind == "data":
                running = {number: running.get(number, Decimal(0)) + amount for number, amount in amounts.items()}
    return result


def _amounts(row: Row) -> dict[int, Decimal]:
    return {number: cell.amount for number, cell in enumerate(row.cells) if cell.amount is not None}


def _title(scene: Scene) -> str | None:
    return _plain(scene.title.of(scene.text)) if scene.title else None


def _plain(printed: str) -> str:
    without = without_emphasis(printed).replace("\\|", "|")
    mark = header_mark(without)
    return without[: len(without) - len(mark)].rstrip() if mark and without.endswith(mark) else without
