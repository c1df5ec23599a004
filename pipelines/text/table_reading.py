"""From a grid of cells to a table that means something: roles, units, years, footnotes and status of its columns.

Belongs here: everything about a table that needs more than one of its cells. Finding the grid belongs to `flat_tables`
and `pipe_tables`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.text.blocks import Block
from pipelines.text.cells import cell_unit, looks_like_amount, read_cell
from pipelines.text.headers import Header, find_unit, header_mark, read_header, speaks_of_money, without_emphasis
from pipelines.text.periods import find_periods
from pipelines.text.spans import Span
from pipelines.text.statuses import find_status
from pipelines.text.tables import Cell, Column, Footnote, Grid, Problem, Row, RowKind, Table
from pipelines.text.units import Unit

_TOTAL = re.compile(
    r"(?:summa|totalt?|totalsumma|sammanlagt|tillsammans|hela (?:riket|landet)|riket|samtliga)\b", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"(?:delsumma|varav)\b|.*[,\s]varav:?\Z", re.IGNORECASE)
_GENERIC_HEADING = re.compile(
    r"(?:fördelning(?:en)?(?: av \w+)?|bakgrund|fakta(?:ruta)?|kontakt|tabell(?: \d+)?|bilaga|belopp|översikt|läs mer"
    r"|mer information|så (?:här )?fördelas \w+)\W*\Z",
    re.IGNORECASE,
)
_LABEL_COLUMN = 0
_CROWNS = Unit(Decimal(1), "SEK", names_currency=False)
_SHARE_OF_AMOUNTS = 0.5
_BLOCKS_TO_FOOTNOTE = 12


@dataclass(frozen=True, slots=True)
class _Scene:
    """A grid and what stands around it.

    Attributes:
        text: the document.
        grid: the cells as found.
        before: blocks before the grid.
        after: blocks behind it.
        unit: what a caption, the label header, the block above or any header states for the columns that state none.
        speaks_of_money: whether any of those says that the table is about money.
        years: years that the caption, label header or block above states, and whether they are open-ended.
    """

    text: str
    grid: Grid
    before: Sequence[Block]
    after: Sequence[Block]
    unit: Unit | None
    speaks_of_money: bool
    years: tuple[tuple[int, ...], bool]


def read_table(text: str, grid: Grid, blocks: Sequence[Block], *, published_year: int | None = None) -> Table:
    """Read a grid as a table.

    Args:
        text: the document.
        grid: the cells as found.
        blocks: the document's blocks; the ones around the grid give its title, its unit and its footnotes.
        published_year: year of publication, for "i år" and "nästa år".
    """
    scene = _scene(text, grid, blocks, published_year)
    problems = list(grid.problems)
    columns: list[Column] = []
    for number, spans in enumerate(grid.headers):
        if number == _LABEL_COLUMN:
            columns.append(Column(_joined(text, spans), _covering(spans, grid.span), "label"))
            continue
        column = _column(scene, number, read_header(text, spans, published_year=published_year))
        bound = _with_footnote(scene, column)
        if column.mark and bound.footnote is None:
            problems.append(_footnote_missing(column, number))
        columns.append(bound)
    return Table(
        shape=grid.shape,
        span=grid.span,
        title=_title(scene),
        columns=tuple(columns),
        label_column=_LABEL_COLUMN,
        rows=tuple(_row(text, spans, columns) for spans in grid.rows),
        problems=tuple(problems),
    )


def _scene(text: str, grid: Grid, blocks: Sequence[Block], published_year: int | None) -> _Scene:
    before = blocks[: bisect_right(blocks, grid.span.start, key=lambda block: block.span.end)]
    after = blocks[bisect_left(blocks, grid.span.end, key=lambda block: block.span.start) :]
    around = [grid.caption] if grid.caption else []
    if grid.headers:
        around.extend(grid.headers[_LABEL_COLUMN])
    if before:
        around.append(before[-1].span)
    # A unit that one header states holds for the columns beside it that state none.
    shared = [span.of(text) for span in (*around, *(span for spans in grid.headers for span in spans))]
    return _Scene(
        text,
        grid,
        before,
        after,
        unit=next((unit for words in shared if (unit := find_unit(words)) is not None), None),
        speaks_of_money=any(map(speaks_of_money, shared)),
        years=_years_of(text, around, published_year),
    )


def _column(scene: _Scene, number: int, header: Header) -> Column:
    text, grid = scene.text, scene.grid
    spans = [row[number] for row in grid.rows if number < len(row)]
    own_units = [unit for span in spans if (unit := cell_unit(text, span)) is not None]
    span = _covering(grid.headers[number], grid.span)
    name = _joined(text, grid.headers[number])
    if not _is_money(scene, spans, header, own_units):
        return Column(name, span, "other", mark=header.mark)
    unit = header.unit
    if unit is None and own_units:
        # Cells that print their own unit are multiplied one by one.
        unit = Unit(Decimal(1), own_units[0].currency, names_currency=True)
    if unit is None:
        unit = scene.unit or _CROWNS
    years, open_ended = (header.years, header.open_ended) if header.years else scene.years
    return Column(
        name,
        span,
        "amount",
        multiplier=max(1, int(unit.factor)),
        currency=unit.currency,
        years=years,
        per_year=header.per_year,
        open_ended=open_ended,
        mark=header.mark,
    )


def _is_money(scene: _Scene, spans: Sequence[Span], header: Header, own_units: Sequence[Unit]) -> bool:
    """Tell whether a column holds money: most of its cells are numbers, and something around says that it is money."""
    printed = [span.of(scene.text).strip() for span in spans]
    filled = [cell for cell in printed if cell.strip("-–—. ")]
    amounts = sum(looks_like_amount(cell) for cell in filled)
    if not filled or amounts < _SHARE_OF_AMOUNTS * len(filled) or header.is_count:
        return False
    return header.is_money or bool(own_units) or scene.speaks_of_money


def _years_of(text: str, around: Sequence[Span], published_year: int | None) -> tuple[tuple[int, ...], bool]:
    for span in around:
        periods = find_periods(text, span, published_year=published_year)
        if len(periods) == 1:
            return periods[0].years, periods[0].open_ended
    return (), False


def _with_footnote(scene: _Scene, column: Column) -> Column:
    """Bind the footnote that the header's mark leads to, and read from it how firm the column's amounts are."""
    footnote: Footnote | None = None
    if column.mark:
        footnote = next(
            (
                Footnote(column.mark, block.span)
                for block in scene.after[:_BLOCKS_TO_FOOTNOTE]
                if block.kind in {"footnote", "list_item"} and block.mark == column.mark
            ),
            None,
        )
    if column.role != "amount":
        return replace(column, footnote=footnote)
    status = find_status(scene.text, footnote.span) if footnote else None
    if status is None and scene.before:
        status = find_status(scene.text, scene.before[-1].span)
    return replace(column, footnote=footnote, status=status)


def _footnote_missing(column: Column, number: int) -> Problem:
    return Problem(
        "footnote_missing",
        column.span,
        f"The header “{column.header}” has the mark {column.mark}, but no footnote with that mark follows.",
        "Look for the footnote in the source; without it the amounts lack a condition that it states.",
        number,
    )


def _row(text: str, spans: tuple[Span, ...], columns: Sequence[Column]) -> Row:
    label = _plain(spans[_LABEL_COLUMN].of(text))
    complete = len(spans) == len(columns)
    cells = [
        Cell(span, "label")
        if number == _LABEL_COLUMN
        else _cell(text, span, columns[number] if number < len(columns) else None, complete=complete)
        for number, span in enumerate(spans)
    ]
    return Row(_row_kind(label), label, tuple(cells))


def _cell(text: str, span: Span, column: Column | None, *, complete: bool) -> Cell:
    if column is None or column.role != "amount":
        return Cell(span, "malformed", problem="has no column") if column is None else Cell(span, "other")
    unit = Unit(Decimal(column.multiplier or 1), column.currency or "SEK", names_currency=True)
    cell = read_cell(text, span, unit)
    if not complete and cell.kind == "amount":
        return Cell(span, "malformed", problem="stands in a row whose cells cannot be matched to the columns")
    return cell


def _row_kind(label: str) -> RowKind:
    if _TOTAL.match(label):
        return "total"
    return "subtotal" if _SUBTOTAL.match(label) else "data"


def _title(scene: _Scene) -> str | None:
    if scene.grid.caption:
        return _plain(scene.grid.caption.of(scene.text))
    headings = (_plain(block.span.of(scene.text)) for block in reversed(scene.before) if block.kind == "heading")
    return next((heading for heading in headings if not _GENERIC_HEADING.match(heading)), None)


def _plain(printed: str) -> str:
    without = without_emphasis(printed).replace("\\|", "|")
    mark = header_mark(without)
    return without[: len(without) - len(mark)].rstrip() if mark and without.endswith(mark) else without


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(without_emphasis(span.of(text)).replace("\\|", "|") for span in spans).strip()


def _covering(spans: tuple[Span, ...], fallback: Span) -> Span:
    return Span(spans[0].start, spans[-1].end) if spans else Span(fallback.start, fallback.start)
