"""Stated totals of table columns: the table's own sum row, its footnote, or a national frame in prose.

Belongs here: which amounts are totals of which column. Whether the rows add up to them is judged in
`pipelines.quality.reconciliation`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.keys import KeyCounter, normal, total_id
from pipelines.model.missed_totals import TOTAL_WORD, missed_total, printed_rounding
from pipelines.model.periods import period_of
from pipelines.model.staged import MentionRow, TableColumnRow
from pipelines.model.staged_tables import StagedTable

_ADMIN_COSTS = re.compile(r"administrativa\s+kostnader|administrationskostnader|förvaltningskostnader", re.IGNORECASE)
_INCLUDED = re.compile(r"\bingår|\binklusive|\binkl\b|\bomfattar\b", re.IGNORECASE)
# Where neither the table nor a footnote states a total, prose about the same years may: close to the sum of the rows,
# or it speaks of something else. A sum that lacks cells may be further from it.
_LEAST_SHARE_OF_FRAME, _LEAST_SHARE_WITHOUT_CELLS, _GREATEST_SHARE_OF_FRAME = (
    Decimal("0.9"),
    Decimal("0.75"),
    Decimal("1.02"),
)


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
            if TOTAL_WORD.search(before):
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
            missed.append(mention)
    if near:
        nearest = min(near, key=lambda mention: abs(mention.amount_low - summed))
        yield _from_mention(place, nearest, "prose", nearest.purpose)
    elif total := missed_total(place.table, column.column_no, missed):
        yield _from_mention(place, total, "prose", total.purpose)


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
