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
from pipelines.text.cells import cell_unit, looks_like_amount, read_cell, states_nothing
from pipelines.text.headers import (
    Header,
    find_unit,
    label_unit,
    names_count,
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
from pipelines.text.tables import Column, ColumnRole, Footnote, Grid, Problem
from pipelines.text.units import UNIT, Unit, unit_of

_GENERIC_HEADING = re.compile(
    r"(?:fördelning(?:en)?(?:\s+av\s+\w+)?|bakgrund|fakta(?:ruta)?|kontakt|tabell(?:\s+\d+)?|bilaga|belopp|översikt|läs\s+mer"
    r"|mer\s+information|så\s+(?:här\s+)?fördelas\s+\w+)\W*\Z",
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
    """A column of numbers before it is known whether they are money: its filled cells and the unit that they print."""

    number: int
    header: Header
    cells: Sequence[Span]
    own_unit: Unit | None


def scene_of(
    text: str, grid: Grid, blocks: Sequence[Block], *, stated: StatedAmounts, published_year: int | None
) -> Scene:
    """Look around a grid: its neighbours, and which of its columns names the rows."""
    first = bisect_right(blocks, grid.span.start, key=lambda block: block.span.end)
    last = bisect_left(blocks, grid.span.end, key=lambda block: block.span.start)
    before, after = blocks[max(0, first - _BLOCKS_TO_HEADING) : first], blocks[last : last + _BLOCKS_TO_FOOTNOTE]
    label_column = _label_column(text, grid)
    around = [grid.caption] if grid.caption else []
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
    columns: list[Column] = []
    drafts: list[_Draft] = []
    for number, printed in enumerate(scene.grid.headers):
        if number <= scene.label_column:
            role: ColumnRole = "label" if number == scene.label_column else "other"
            columns.append(_unread(scene, number, role, mark=None))
            continue
        header = read_header(scene.text, printed, published_year=scene.published_year)
        columns.append(_unread(scene, number, "other", mark=header.mark))
        draft = _draft(scene, number, header)
        if draft is not None:
            drafts.append(draft)
    shared = _shared(scene, drafts)
    inferred = _inferred_unit(scene, drafts, shared) if shared.unit is None else None
    if inferred is not None:
        shared = shared._replace(unit=inferred.unit, is_money=True)
    for draft in drafts:
        columns[draft.number] = _read(columns[draft.number], draft, shared)
    columns = [_with_footnote(scene, column) for column in columns]
    problems = [
        _footnote_missing(column, number)
        for number, column in enumerate(columns)
        if column.mark and column.footnote is None
    ]
    if inferred is not None:
        problems.append(_unit_implied(scene, inferred))
    if scene.grid.shape == "markdown" and drafts and not any(scene.grid.headers):
        problems.append(_without_header(scene, len(drafts)))
    return columns, problems


def _label_column(text: str, grid: Grid) -> int:
    """Give the first column, or the second where the first only numbers or codes the names in it."""
    # Beside codes and names it has amounts.
    pairs = [(row[0].of(text), row[1].of(text)) for row in grid.rows if min(len(row), len(grid.headers)) > 2]
    first = [without_emphasis(each) for each, _ in pairs if each]
    second = [each for _, each in pairs if each]
    are_codes = all(map(_CODE.match, first)) and not (first and all(map(_YEAR.match, first)))
    # A column of codes lacks them at most in its last row, the total.
    are_named = len(second) == len(pairs) > 1 and not any(map(looks_like_amount, second))
    return int(are_codes and are_named and any(each.isalpha() for name in second for each in name))


def _draft(scene: Scene, number: int, header: Header) -> _Draft | None:
    """Give a column most of whose cells are numbers and whose header names no count; None for another."""
    text = scene.text
    filled = [row[number] for row in scene.grid.rows if number < len(row) and not states_nothing(row[number].of(text))]
    amounts = sum(looks_like_amount(span.of(text)) for span in filled)
    if not filled or amounts < _SHARE_OF_AMOUNTS * len(filled) or header.is_count:
        return None
    own_unit = next((unit for span in filled if (unit := cell_unit(text, span)) is not None), None)
    return _Draft(number, header, filled, own_unit)


def _shared(scene: Scene, drafts: Sequence[_Draft]) -> _Shared:
    text = scene.text
    # A unit that one header states holds for the columns beside it that state none.
    headers = (span for spans in scene.grid.headers for span in spans)
    words = [span.of(text) for span in (*scene.around, *headers)]
    of_rows = _units_of_rows(scene, drafts)
    unit = next(iter(of_rows)) if len(of_rows) == 1 else None
    unit = unit or next((found for each in words if (found := find_unit(each)) is not None), None)
    is_money = unit is not None or any(of_rows) or any(map(speaks_of_money, words))
    return _Shared(unit, is_money, _years_around(scene))


def unit_of_row(scene: Scene, row: Sequence[Span]) -> Unit | None:
    """Give the unit that a row states: in its name, or in a cell that is nothing but a unit; None without one."""
    if len(row) <= scene.label_column:
        return None
    named = label_unit(row[scene.label_column].of(scene.text))
    if named is not None:
        return named
    others = (without_emphasis(span.of(scene.text)) for span in row[scene.label_column + 1 :])
    return next((unit_of(each) for each in others if UNIT.fullmatch(each)), None)


def _units_of_rows(scene: Scene, drafts: Sequence[_Draft]) -> set[Unit | None]:
    """Give the units that rows with amounts state; None among them where a row states none."""
    numbers = [draft.number for draft in drafts]
    units = set()
    for row in scene.grid.rows:
        is_count = names_count(row[scene.label_column].of(scene.text)) if len(row) > scene.label_column else True
        if not is_count and any(at < len(row) and looks_like_amount(row[at].of(scene.text)) for at in numbers):
            units.add(unit_of_row(scene, row))
    return units


def _years_around(scene: Scene) -> tuple[tuple[int, ...], bool]:
    for span in (*scene.around, *((scene.title,) if scene.title else ())):
        periods = find_periods(scene.text, span, published_year=scene.published_year)
        if len(periods) == 1:
            return periods[0].years, periods[0].open_ended
    return scene.stated.period_before(scene.grid.span.start)


def _inferred_unit(scene: Scene, drafts: Sequence[_Draft], shared: _Shared) -> Inference | None:
    """Infer the unit of a table that prints none anywhere."""
    text = scene.text
    if not drafts or any(draft.own_unit for draft in drafts):
        return None
    figures = [
        amount for draft in drafts for span in draft.cells if (amount := read_cell(text, span).amount) is not None
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
    if found is None and on_money and not any(draft.header.is_money for draft in drafts):
        years = [draft.header.years for draft in drafts]
        found = unit_of_budget_table(years, figures, scene.published_year)
    return found


def _unread(scene: Scene, number: int, role: ColumnRole, *, mark: str | None) -> Column:
    spans = scene.grid.headers[number]
    name = " ".join(without_emphasis(span.of(scene.text)).replace("\\|", "|") for span in spans).strip()
    span = Span(spans[0].start, spans[-1].end) if spans else Span(scene.grid.span.start, scene.grid.span.start)
    return Column(name, span, role, mark=mark)


def _read(column: Column, draft: _Draft, shared: _Shared) -> Column:
    """Read a column of numbers as amounts, if they are money."""
    header = draft.header
    if not (header.is_money or draft.own_unit or shared.is_money):
        return column
    unit = header.unit
    if unit is None and draft.own_unit is not None:
        # Cells that print their own unit are multiplied one by one.
        unit = draft.own_unit._replace(factor=Decimal(1))
    if unit is None:
        unit = shared.unit or _CROWNS
    if unit.factor < 1:
        # A column of öre holds prices and tax rates; what it is multiplied by would not be whole.
        return column
    years, open_ended = (header.years, header.open_ended) if header.years else shared.years
    return replace(
        column,
        role="amount",
        multiplier=int(unit.factor),
        currency=unit.currency,
        years=years,
        per_year=header.per_year,
        open_ended=open_ended,
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
        return replace(column, footnote=footnote) if footnote else column
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


def _without_header(scene: Scene, number_columns: int) -> Problem:
    return Problem(
        "table_without_header",
        Span(scene.grid.span.start, scene.grid.span.start),
        f"The table has numbers in {number_columns} of its columns, but no header; their unit and years come from the "
        "text around, where it states any.",
        "Check in the source what the columns mean; without years the amounts cannot be placed in time.",
    )
