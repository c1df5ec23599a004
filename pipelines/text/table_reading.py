"""From a grid of cells to a table that means something: roles, units, years, footnotes and status of its columns.

Belongs here: everything about a table that needs more than one of its cells. Finding the grid belongs to `flat_tables`
and `pipe_tables`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.text.blocks import Block
from pipelines.text.cells import cell_unit, looks_like_amount, read_cell
from pipelines.text.headers import Header, find_unit, header_mark, read_header, speaks_of_money, without_emphasis
from pipelines.text.periods import find_per_year, find_periods
from pipelines.text.spans import Span
from pipelines.text.statuses import find_status
from pipelines.text.tables import Cell, Column, Footnote, Grid, Problem, Row, RowKind, Table
from pipelines.text.units import Unit

_TOTAL = re.compile(
    r"(?:summa|totalt?|totalsumma|sammanlagt|tillsammans|hela (?:riket|landet)|riket|samtliga)\b", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"(?:delsumma|varav)\b|.*[,\s]varav:?\Z", re.IGNORECASE)
_GENERIC_HEADING = re.compile(
    r"(?:fördelning(?:en)?(?: av \w+)?|bakgrund|fakta(?:ruta)?|kontakt|tabell(?: \d+)?|bilaga|belopp|översikt|läs mer|mer "
    r"information|så (?:här )?fördelas \w+)\W*\Z",
    re.IGNORECASE,
)
_SHARE_OF_AMOUNTS = 0.5
_BLOCKS_TO_FOOTNOTE = 12


def read_table(text: str, grid: Grid, blocks: Sequence[Block], *, published_year: int | None = None) -> Table:
    """Read a grid as a table.

    Args:
        text: the document.
        grid: the cells as found.
        blocks: the document's blocks; the ones around the grid give its title, its unit and its footnotes.
        published_year: year of publication, for "i år" and "nästa år".
    """
    before = [block for block in blocks if block.span.end <= grid.span.start]
    after = [block for block in blocks if block.span.start >= grid.span.end]
    label_column = 0
    width = len(grid.headers)
    headers = [read_header(text, spans, published_year=published_year) for spans in grid.headers]
    # A unit that one header states holds for the columns beside it that state none.
    around = _shared_context(text, grid, before)
    context_years = _years_of(text, around, published_year)
    shared = (*around, *(span for spans in grid.headers for span in spans))
    problems = list(grid.problems)
    columns = [
        _column(text, grid, number, headers[number], shared, context_years)
        if number != label_column
        else Column(_joined(text, grid.headers[number]), _covering(grid.headers[number], grid.span), "label")
        for number in range(width)
    ]
    columns = [_with_footnote(text, column, number, after, before, problems) for number, column in enumerate(columns)]
    rows = tuple(_row(text, spans, columns, label_column) for spans in grid.rows)
    return Table(grid.shape, grid.span, _title(text, grid, before), tuple(columns), label_column, rows, tuple(problems))


def _shared_context(text: str, grid: Grid, before: Sequence[Block]) -> tuple[Span, ...]:
    """Give the places that may state a unit or year for every column: the caption and the block just above."""
    spans = [grid.caption] if grid.caption else []
    if grid.headers and grid.headers[0]:
        spans.extend(grid.headers[0])
    if before:
        spans.append(before[-1].span)
    return tuple(spans)


def _column(
    text: str,
    grid: Grid,
    number: int,
    header: Header,
    shared: tuple[Span, ...],
    context_years: tuple[tuple[int, ...], bool],
) -> Column:
    spans = [row[number] for row in grid.rows if number < len(row)]
    printed = [span.of(text).strip() for span in spans]
    filled = [cell for cell in printed if cell.strip("-–—. ")]
    amounts = sum(looks_like_amount(cell) for cell in filled)
    own_units = [unit for span in spans if (unit := cell_unit(text, span)) is not None]
    unit = header.unit or (own_units[0] if own_units else None)
    context_unit = next((found for span in shared if (found := find_unit(span.of(text))) is not None), None)
    is_money = (
        bool(filled)
        and amounts >= _SHARE_OF_AMOUNTS * len(filled)
        and not header.is_count
        and (header.is_money or bool(own_units) or any(speaks_of_money(span.of(text)) for span in shared))
    )
    span = _covering(grid.headers[number], grid.span)
    name = _joined(text, grid.headers[number])
    if not is_money:
        return Column(name, span, "other", mark=header.mark)
    if unit is None or not unit.names_currency:
        unit = unit or context_unit
    elif own_units and not header.unit:
        # Cells that print their own unit are multiplied one by one.
        unit = Unit(Decimal(1), unit.currency, names_currency=True)
    years, per_year, open_ended = header.years, header.per_year, header.open_ended
    if not years:
        years, open_ended = context_years
    return Column(
        name,
        span,
        "amount",
        multiplier=int(unit.factor) if unit and unit.factor >= 1 else 1,
        currency=unit.currency if unit else "SEK",
        years=years,
        per_year=per_year or any(find_per_year(text, place) for place in grid.headers[number]),
        open_ended=open_ended,
        mark=header.mark,
    )


def _years_of(text: str, shared: tuple[Span, ...], published_year: int | None) -> tuple[tuple[int, ...], bool]:
    for span in shared:
        periods = find_periods(text, span, published_year=published_year)
        if len(periods) == 1:
            return periods[0].years, periods[0].open_ended
    return (), False


def _with_footnote(
    text: str,
    column: Column,
    number: int,
    after: Sequence[Block],
    before: Sequence[Block],
    problems: list[Problem],
) -> Column:
    """Bind the footnote that the header's mark leads to, and read from it how firm the column's amounts are."""
    footnote: Footnote | None = None
    if column.mark:
        for block in after[:_BLOCKS_TO_FOOTNOTE]:
            if block.kind in {"footnote", "list_item"} and block.mark == column.mark:
                footnote = Footnote(column.mark, block.span)
                break
        if footnote is None:
            problems.append(
                Problem(
                    "footnote_missing",
                    column.span,
                    f"The header “{column.header}” has the mark {column.mark}, but no footnote with that mark follows.",
                    "Look for the footnote in the source; without it the amounts lack a condition that it states.",
                    number,
                )
            )
    if column.role != "amount":
        return replace(column, footnote=footnote)
    status = find_status(text, footnote.span) if footnote else None
    if status is None and before:
        status = find_status(text, before[-1].span)
    return replace(column, footnote=footnote, status=status)


def _row(text: str, spans: tuple[Span, ...], columns: Sequence[Column], label_column: int) -> Row:
    label = _plain(spans[label_column].of(text)) if label_column < len(spans) else ""
    complete = len(spans) == len(columns)
    cells: list[Cell] = []
    for number, span in enumerate(spans):
        if number == label_column:
            cells.append(Cell(span, "label"))
            continue
        column = columns[number] if number < len(columns) else None
        cells.append(_cell(text, span, column, complete=complete))
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


def _title(text: str, grid: Grid, before: Sequence[Block]) -> str | None:
    if grid.caption:
        return _plain(grid.caption.of(text))
    headings = [_plain(block.span.of(text)) for block in before if block.kind == "heading"]
    return next((heading for heading in reversed(headings) if not _GENERIC_HEADING.match(heading)), None)


def _plain(printed: str) -> str:
    without = without_emphasis(printed)
    mark = header_mark(without)
    return without[: len(without) - len(mark)].rstrip() if mark and without.endswith(mark) else without


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(without_emphasis(span.of(text)) for span in spans).strip()


def _covering(spans: tuple[Span, ...], fallback: Span) -> Span:
    return Span(spans[0].start, spans[-1].end) if spans else Span(fallback.start, fallback.start)
