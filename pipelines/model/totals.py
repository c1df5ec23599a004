"""Stated totals of table columns: the table's own sum row, its footnote, or a national frame in prose.

Belongs here: which amounts are totals of which column. Whether the rows add up to them is judged in
`pipelines.quality.reconciliation`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.keys import KeyCounter, normal, total_id
from pipelines.model.periods import period_of
from pipelines.model.slips import slip_between
from pipelines.model.staged import MentionRow, TableColumnRow
from pipelines.model.staged_tables import StagedTable

_TOTAL_WORD = re.compile(r"\b(?:totalt|sammanlagt|tillsammans|summa|ram(?:en)?)\b", re.IGNORECASE)
_ADMIN_COSTS = re.compile(r"administrativa\s+kostnader|administrationskostnader|förvaltningskostnader", re.IGNORECASE)
_INCLUDED = re.compile(r"\bingår|\binklusive|\binkl\b|\bomfattar\b", re.IGNORECASE)
# Where neither the table nor a footnote states a total, prose about the same years may: close to the sum of the rows,
# or it speaks of something else. A sum that lacks cells may be further from it.
_LEAST_SHARE_OF_FRAME, _LEAST_SHARE_WITHOUT_CELLS, _GREATEST_SHARE_OF_FRAME = (
    Decimal("0.9"),
    Decimal("0.75"),
    Decimal("1.02"),
)
# A total farther off is known by its exactness alone.
_LEAST_FIGURES = 3
_UNIT = 1000
_ROUND = 1000
_LEAST_STEPS = 100_000
_MOST_ROUNDING = Decimal("0.02")
_FARTHEST = 2
_FIRST_NUMBER = re.compile(r"\d[\d\s.]*(?:,(?P<decimals>\d+))?")


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of core.fact_total."""

    total_id: str
    figure_key: str
    document_id: str
    table_id: str | None
    column_no: int | None
    scope: str
    period_id: str
    amount_sek: Decimal | None
    amount: Decimal
    currency: str
    amount_text: str
    includes_admin_costs: bool
    char_start: int
    char_end: int


def includes_admin_costs(note: str) -> bool:
    """Tell whether a header, footnote or sentence says that administrative costs are included."""
    return bool(_ADMIN_COSTS.search(note) and _INCLUDED.search(note))


def printed_rounding(amount_text: str, amount: Decimal) -> Decimal:
    """Give how far an amount may be from what it was rounded from: half a unit of its last printed digit.

    Args:
        amount_text: the amount as printed ("4,3 miljarder kronor").
        amount: its value in currency units.

    Returns:
        Currency units (50 million for the example); 0 for a number in words.
    """
    match = _FIRST_NUMBER.search(amount_text)
    digits = re.sub(r"\D", "", match.group()) if match else ""
    return abs(amount) / int(digits) / 2 if digits.strip("0") else Decimal(0)


def find_totals(document_key: str, tables: Sequence[StagedTable], mentions: Sequence[MentionRow]) -> list[TotalRow]:
    """Find the stated totals of every amount column of a document's tables.

    Args:
        document_key: identifier that the versions of the document share.
        tables: the document's tables.
        mentions: the document's amounts outside table cells.

    Returns:
        Totals by table and column; within a column the sum row first, then the footnote, then prose.
    """
    keys = KeyCounter()
    totals: list[TotalRow] = []
    for table in tables:
        for column in table.amount_columns:
            place = _Place(table, column, document_key, keys)
            found = [*_sum_rows(place), *_footnotes(place, mentions)]
            found += _frames(place, mentions, [total.amount for total in found])
            totals.extend(found)
    return totals


@dataclass(frozen=True, slots=True)
class _Place:
    """The column whose totals are looked for, and what their keys are made of."""

    table: StagedTable
    column: TableColumnRow
    document_key: str
    keys: KeyCounter

    def key(self, scope: str) -> str:
        """Give the key of the column's next total of a scope."""
        title = normal(self.table.table.title or "")
        return self.keys.key(self.document_key, scope, title, normal(self.column.header_text))


def _sum_rows(place: _Place) -> Iterator[TotalRow]:
    for _, cells in sorted(place.table.rows.items()):
        cell = cells.get(place.column.column_no)
        if cell and cell.row_kind == "total" and cell.amount is not None:
            yield _total(
                place,
                "table_row",
                (cell.amount, place.column.currency or "SEK", cell.cell_text),
                (cell.char_start, cell.char_end),
                note=cell.row_label,
            )


def _footnotes(place: _Place, mentions: Sequence[MentionRow]) -> Iterator[TotalRow]:
    column = place.column
    start, end = column.footnote_char_start, column.footnote_char_end
    if start is None or end is None or column.footnote_text is None:
        return
    for mention in mentions:
        if start <= mention.char_start and mention.char_end <= end:
            before = column.footnote_text[: mention.char_start - start]
            if _TOTAL_WORD.search(before):
                yield _from_mention(place, mention, "footnote", column.footnote_text)
                return


def _frames(place: _Place, mentions: Sequence[MentionRow], stated: Sequence[Decimal]) -> Iterator[TotalRow]:
    """Give the prose amount that equals a total already found, or is the column's sum, or is near it.

    One that is only near must be for the column's years, or undated where cells lack a value; one that is the sum as
    far as it is printed may be undated, or dated where the column is not. The nearest counts.
    """
    column = place.column
    figures = [cell.amount for cell in place.table.figures(column.column_no)]
    known = [amount for amount in figures if amount is not None]
    summed, lacks_cells = sum(known, Decimal(0)), len(known) < len(figures)
    least = _LEAST_SHARE_WITHOUT_CELLS if lacks_cells else _LEAST_SHARE_OF_FRAME
    near: list[MentionRow] = []
    missed: list[MentionRow] = []
    for mention in mentions:
        in_footnote = column.footnote_char_start is not None and column.footnote_char_start <= mention.char_start < (
            column.footnote_char_end or 0
        )
        if in_footnote or mention.kind != "funding" or mention.currency != (column.currency or "SEK"):
            continue
        same_years = column.start_year is not None and _period_id(mention) == _period_id(column)
        may_be = same_years or (len(known) > 1 and (mention.start_year is None or column.start_year is None))
        if stated:
            is_total = same_years and mention.amount_low in stated
        else:
            rounding = printed_rounding(mention.quote, mention.amount_low)
            is_total = may_be and abs(mention.amount_low - summed) <= rounding
        if is_total:
            yield _from_mention(place, mention, "prose", mention.purpose)
            return
        low, high = mention.amount_low * least, mention.amount_low * _GREATEST_SHARE_OF_FRAME
        may_be_near = same_years or (lacks_cells and mention.start_year is None)
        if not stated and may_be_near and low <= summed <= high:
            near.append(mention)
        elif not stated and not lacks_cells and may_be:
            missed.extend([mention] if _is_missed(place, mention, known) else [])
    if near:
        nearest = min(near, key=lambda mention: abs(mention.amount_low - summed))
        yield _from_mention(place, nearest, "prose", nearest.purpose)
    elif len(missed) == 1:
        yield _from_mention(place, missed[0], "prose", missed[0].purpose)


def _is_missed(place: _Place, mention: MentionRow, figures: Sequence[Decimal]) -> bool:
    """Tell whether an amount that is far from a column's sum is its total all the same, by what kept it from adding up.

    One slip in one figure, or another unit for all of them, explains the whole difference; or the sentence calls it a
    total, and it is printed as exactly as the figures. A short or round number would be met by chance.
    """
    stated, summed = mention.amount_low, sum(figures, Decimal(0))
    rounding = printed_rounding(mention.quote, stated)
    if len(figures) < _LEAST_FIGURES:
        return False
    if rounding and rounding <= stated * _MOST_ROUNDING and is_in_other_unit(summed, stated, rounding):
        return True
    step = place.table.printed_step(place.column.column_no)
    if rounding * 2 > step or not stated % (step * _ROUND) or stated < step * _LEAST_STEPS:
        return False
    multiplier = Decimal(place.column.multiplier or 1)
    slips = sum(
        slip_between((figure + stated - summed) / multiplier, figure / multiplier) is not None for figure in figures
    )
    is_called_total = _TOTAL_WORD.search(mention.purpose) is not None
    return slips == 1 or (is_called_total and stated / _FARTHEST <= summed <= stated * _FARTHEST)


def is_in_other_unit(summed: Decimal, stated: Decimal, rounding: Decimal) -> bool:
    """Tell whether a sum is a thousand times what is stated, or a thousandth, as far as that is rounded."""
    far = abs(summed * _UNIT - stated) <= rounding or abs(summed / _UNIT - stated) <= rounding
    return bool(summed) and bool(stated) and far


def _from_mention(place: _Place, mention: MentionRow, scope: str, note: str) -> TotalRow:
    stated = (mention.amount_low, mention.currency, mention.quote)
    return _total(place, scope, stated, (mention.char_start, mention.char_end), note=note)


def _total(
    place: _Place, scope: str, stated: tuple[Decimal, str, str], span: tuple[int, int], *, note: str
) -> TotalRow:
    amount, currency, printed = stated
    table = place.table.table
    return TotalRow(
        total_id=total_id(table.document_id, table.table_id, place.column.column_no, span[0]),
        figure_key=place.key(scope),
        document_id=table.document_id,
        table_id=table.table_id,
        column_no=place.column.column_no,
        scope=scope,
        period_id=_period_id(place.column),
        amount_sek=amount if currency == "SEK" else None,
        amount=amount,
        currency=currency,
        amount_text=printed,
        includes_admin_costs=includes_admin_costs(note),
        char_start=span[0],
        char_end=span[1],
    )


def _period_id(stated: TableColumnRow | MentionRow) -> str:
    return period_of(
        stated.start_year, stated.end_year, per_year=stated.per_year, open_ended=stated.open_ended
    ).period_id
