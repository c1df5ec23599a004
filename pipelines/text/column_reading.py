"""The columns of a table: which one names the rows, which ones hold money, in what unit, for which years, how firm.

Belongs here: everything that holds for all cells of a column. Rows belong to `table_reading`, the words of a header to
`headers`, inference where no unit is printed to `implied_units`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipelines.text.blocks import Block
from pipelines.text.cells import cell_unit, looks_like_amount, read_cell
from pipelines.text.headers import (
    Header,
    find_unit,
    label_unit,
    read_header,
    speaks_of_counts,
    speaks_of_money,
    without_emphasis,
)
from pipelines.text.implied_units import Inference, misspelt_unit, unit_of_budget_table, unit_of_equals
from pipelines.text.periods import find_periods
from pipelines.text.spans import Span
from pipelines.text.stated_amounts import StatedAmounts
from pipelines.text.statuses import find_status
from pipelines.text.tables import Column, Footnote, Grid, Problem
from pipelines.text.units import Unit

_GENERIC_HEADING = re.compile(
    r"(?:fördelning(?:en)?(?: av \w+)?|bakgrund|fakta(?:ruta)?|kontakt|tabell(?: \d+)?|bilaga|belopp|översikt|läs mer"
    r"|mer information|så (?:här )?fördelas \w+)\W*\Z",
    re.IGNORECASE,
)
_CROWNS = Unit(Decimal(1), "SEK", names_currency=False)
_SHARE_OF_AMOUNTS = 0.5
_BLOCKS_TO_FOOTNOTE = 12
# All blocks above, for each of many tables, would take time with the square of their number.
_BLOCKS_TO_HEADING = 200
_BLOCKS_ON_MONEY = 5
# Codes of counties and municipalities, ranks; years name their rows themselves.
_CODE = re.compile(r"\d{1,4}\.?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class Scene:
    """A grid and what stands around it.

    Attributes:
        text: the document.
        grid: the cells as found.
        label_column: position of the column that names the rows.
        before: blocks before the grid, the last ones.
        after: blocks behind it, the next ones.
        title: the caption or the nearest heading above that is not generic, None where there is none.
        around: caption, label header and the block above: what they say holds for the whole table.
        published_year: year of publication.
        stated: amounts that the text states outside its tables.
    """

    text: str
    grid: Grid
    label_column: int
    before: Sequence[Block]
    after: Sequence[Block]
    title: Span | None
    around: tuple[Span, ...]
    published_year: int | None
    stated: StatedAmounts


class _Shared(NamedTuple):
    """What holds for every column that says nothing else: unit, whether money is spoken of, years and open end."""

    unit: Unit | None
    is_money: bool
    years: tuple[tuple[int, ...], bool]


class _Draft(NamedTuple):
    """A column before its unit is settled; `is_numbers` where it may hold money as far as its cells and header tell."""

    number: int
    header: Header
    cells: tuple[Span, ...]
    own_unit: Unit | None
    is_numbers: bool


def scene_of(
    text: str, grid: Grid, blocks: Sequence[Block], *, stated: StatedAmounts, published_year: int | None
) -> Scene:
    """Look around a grid: its neighbours, and which of its columns names the rows."""
    first = bisect_right(blocks, grid.span.start, key=lambda block: block.span.end)
    last = bisect_left(blocks, grid.span.end, key=lambda block: block.span.start)
    before, after = blocks[max(0, first - _BLOCKS_TO_HEADING) : first], blocks[last : last + _BLOCKS_TO_FOOTNOTE]
    label_column = _label_column(text, grid)
    around = [grid.caption] if grid.caption else []
    if grid.headers:
        around.extend(grid.headers[label_column])
    if before:
        around.append(before[-1].span)
    headings = (block.span for block in reversed(before) if block.kind == "heading")
    title = grid.caption or next(
        (span for span in headings if not _GENERIC_HEADING.match(without_emphasis(span.of(text)))), None
    )
    return Scene(text, grid, label_column, before, after, title, tuple(around), published_year, stated)


def read_columns(scene: Scene) -> tuple[list[Column], list[Problem]]:
    """Read every column of a grid.

    Returns:
        The columns, and what did not fit: footnotes that lack, a unit that had to be inferred.
    """
    drafts = [_draft(scene, number) for number in range(len(scene.grid.headers))]
    shared = _shared(scene, drafts)
    inferred = _inferred_unit(scene, drafts, shared) if shared.unit is None else None
    if inferred is not None:
        shared = shared._replace(unit=inferred.unit, is_money=True)
    columns: list[Column] = []
    problems: list[Problem] = []
    for draft in drafts:
        column = _with_footnote(scene, _column(scene, draft, shared))
        if column.mark and column.footnote is None:
            problems.append(_footnote_missing(column, draft.number))
        columns.append(column)
    if inferred is not None and any(column.role == "amount" for column in columns):
        problems.append(_unit_implied(scene, inferred))
    if scene.grid.shape == "markdown" and any(draft.is_numbers for draft in drafts) and not any(scene.grid.headers):
        problems.append(_without_header(scene, [draft.number for draft in drafts if draft.is_numbers]))
    return columns, problems


def _label_column(text: str, grid: Grid) -> int:
    """Give the first column, or the second where the first only numbers or codes the names in it."""
    pairs = [(row[0].of(text), row[1].of(text)) for row in grid.rows if len(row) > 2]
    first = [without_emphasis(each) for each, _ in pairs if each]
    second = [each for _, each in pairs if each]
    are_codes = all(map(_CODE.match, first)) and not (first and all(map(_YEAR.match, first)))
    # A column of codes lacks them at most in its last row, the total.
    are_named = len(second) == len(pairs) > 1 and not any(map(looks_like_amount, second))
    return int(are_codes and are_named and any(each.isalpha() for name in second for each in name))


def _draft(scene: Scene, number: int) -> _Draft:
    text, grid = scene.text, scene.grid
    spans = tuple(row[number] for row in grid.rows if number < len(row))
    if number <= scene.label_column:
        header = read_header(text, ())
        return _Draft(number, header, spans, own_unit=None, is_numbers=False)
    header = read_header(text, grid.headers[number], published_year=scene.published_year)
    own_unit = next((unit for span in spans if (unit := cell_unit(text, span)) is not None), None)
    filled = [cell for span in spans if (cell := span.of(text).strip()).strip("-–—. ")]
    amounts = sum(map(looks_like_amount, filled))
    is_numbers = bool(filled) and amounts >= _SHARE_OF_AMOUNTS * len(filled) and not header.is_count
    return _Draft(number, header, spans, own_unit, is_numbers)


def _shared(scene: Scene, drafts: Sequence[_Draft]) -> _Shared:
    text = scene.text
    # A unit that one header states holds for the columns beside it that state none.
    headers = (span for spans in scene.grid.headers for span in spans)
    words = [span.of(text) for span in (*scene.around, *headers)]
    unit = _unit_of_rows(scene, drafts) or next(
        (found for each in words if (found := find_unit(each)) is not None), None
    )
    return _Shared(unit, unit is not None or any(map(speaks_of_money, words)), _years_around(scene))


def _unit_of_rows(scene: Scene, drafts: Sequence[_Draft]) -> Unit | None:
    """Give the unit that the name of every row with numbers states, None where one states none or another."""
    units = {
        label_unit(row[scene.label_column].of(scene.text))
        for row in scene.grid.rows
        if any(draft.number < len(row) and looks_like_amount(row[draft.number].of(scene.text)) for draft in drafts[1:])
    }
    return units.pop() if len(units) == 1 else None


def _years_around(scene: Scene) -> tuple[tuple[int, ...], bool]:
    for span in (*scene.around, *((scene.title,) if scene.title else ())):
        periods = find_periods(scene.text, span, published_year=scene.published_year)
        if len(periods) == 1:
            return periods[0].years, periods[0].open_ended
    return scene.stated.period_before(scene.grid.span.start)


def _inferred_unit(scene: Scene, drafts: Sequence[_Draft], shared: _Shared) -> Inference | None:
    """Infer the unit of a table that prints none anywhere."""
    text = scene.text
    open_drafts = [draft for draft in drafts if draft.is_numbers and draft.own_unit is None]
    if not open_drafts or len(open_drafts) < sum(draft.is_numbers for draft in drafts):
        return None
    figures = [
        amount for draft in open_drafts for span in draft.cells if (amount := read_cell(text, span).amount) is not None
    ]
    around = [span.of(text) for span in scene.around]
    is_of_counts = not shared.is_money and any(map(speaks_of_counts, around))
    if is_of_counts:
        return None
    headers = (span.of(text) for spans in scene.grid.headers for span in spans)
    found = unit_of_equals(figures, scene.stated) or next(filter(None, map(misspelt_unit, (*around, *headers))), None)
    on_money = shared.is_money or any(
        speaks_of_money(block.span.of(text)) for block in scene.before[-_BLOCKS_ON_MONEY:]
    )
    # Columns that are called amounts ("Belopp 2026") are in crowns where no unit is printed.
    if found is None and on_money and not any(draft.header.is_money for draft in open_drafts):
        years = [draft.header.years for draft in open_drafts]
        found = unit_of_budget_table(years, figures, scene.published_year)
    return found


def _column(scene: Scene, draft: _Draft, shared: _Shared) -> Column:
    header, spans = draft.header, scene.grid.headers[draft.number]
    name = " ".join(without_emphasis(span.of(scene.text)).replace("\\|", "|") for span in spans).strip()
    span = Span(spans[0].start, spans[-1].end) if spans else Span(scene.grid.span.start, scene.grid.span.start)
    if draft.number == scene.label_column:
        return Column(name, span, "label")
    if not draft.is_numbers or not (header.is_money or draft.own_unit or shared.is_money):
        return Column(name, span, "other", mark=header.mark)
    unit = header.unit
    if unit is None and draft.own_unit is not None:
        # Cells that print their own unit are multiplied one by one.
        unit = Unit(Decimal(1), draft.own_unit.currency, names_currency=True)
    if unit is None:
        unit = shared.unit or _CROWNS
    years, open_ended = (header.years, header.open_ended) if header.years else shared.years
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


def _with_footnote(scene: Scene, column: Column) -> Column:
    """Bind the footnote that the header's mark leads to, and read from it how firm the column's amounts are."""
    footnote: Footnote | None = None
    if column.mark:
        footnote = next(
            (
                Footnote(column.mark, block.span)
                for block in scene.after
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


def _unit_implied(scene: Scene, inferred: Inference) -> Problem:
    return Problem(
        "implied_unit",
        scene.grid.span,
        f"The table prints no unit that is known. Its figures are taken times {inferred.unit.factor:,} "
        f"{inferred.unit.currency}: {inferred.reason}.",
        "Check the unit in the source; if it is another, every amount of the table is wrong.",
    )


def _without_header(scene: Scene, numbers: Sequence[int]) -> Problem:
    return Problem(
        "table_without_header",
        Span(scene.grid.span.start, scene.grid.span.start),
        f"The table has numbers in {len(numbers)} of its columns, but no header; their unit and years come from the "
        "text around, where it states any.",
        "Check in the source what the columns mean; without years the amounts cannot be placed in time.",
    )
