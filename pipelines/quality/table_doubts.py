"""Doubts about rows, columns and whole tables: what is missing, what changed places, what is in another unit.

Belongs here: doubts that flag no figure, because no figure is the wrong one. Those about figures belong to `suspicion`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from pipelines.model.allocation import row_labels, row_places
from pipelines.model.missed_totals import is_in_other_unit, printed_rounding
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from pipelines.quality.doubts import TableDoubt
from pipelines.quality.evidence import totals_of
from pipelines.reference.geography import all_geographies

_LEAST_ROWS_IN_ORDER = 8
_LEAST_ROWS_FOR_UNIT = 3
# Two columns of one table differ by years or purposes, seldom by more than this; thousands and crowns differ by more.
_UNIT_APART = 250
# The state spends some 1 400 billion a year (2025): no table shares out more.
_WHOLE_BUDGET = 2_000_000_000_000
_COUNTED = re.compile(
    r"(?<![\d,.–-])(?P<count>\d{2,3})\s+(?:[a-zåäö]+\s)?"
    r"(?P<what>kommuner(?:na)?|län(?:en)?|regioner(?:na)?|lärosäten(?:a)?|myndigheter(?:na)?)\b",
    re.IGNORECASE,
)
_KINDS = {"kommun": "municipality", "län": "county", "region": "region"}
_MOST_ROWS_OFF = 2
_WHOLE_KINDS = ("county", "region")
_ALPHABET = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e", "-": " "})


def table_doubts(table: StagedTable, totals: Sequence[TotalRow], text: str) -> list[TableDoubt]:
    """Give every doubt about a table that is none about a single figure.

    Args:
        table: the table.
        totals: the stated totals of the document's tables.
        text: the document.
    """
    if not table.amount_columns:
        return []
    return [
        *_changed_places(table),
        *_missing_places(table),
        *_uncounted_rows(table, text),
        *_units_of_columns(table),
        *_units_of_totals(table, totals),
    ]


def _changed_places(table: StagedTable) -> Iterator[TableDoubt]:
    """Give two rows that stand in each other's places: exchanged, all names would be in order."""
    labels = row_labels(table)
    if len(labels) < _LEAST_ROWS_IN_ORDER or len(set(labels.values())) < len(labels):
        return
    places = row_places(table)
    codes = [places.get(row, "") for row in labels]
    orders: list[tuple[str, list[str]]] = [("alphabetical", [_alphabetical(label) for label in labels.values()])]
    if all(codes):
        orders.append(("official", codes))
    rows = list(labels)
    for name, keys in orders:
        exchanged = _exchanged(keys)
        if exchanged is None:
            continue
        first, second = (rows[at] for at in exchanged)
        cell = next(iter(table.rows[first].values()))
        yield TableDoubt(
            "changed_places",
            (cell.char_start, cell.char_end),
            f"“{labels[first]}” and “{labels[second]}” would be in {name} order in each other's places, like the other "
            f"{len(rows) - 2} rows.",
            "Compare both rows with the source: their names may have changed places, and with them their amounts.",
        )
        return


def _exchanged(keys: Sequence[str]) -> tuple[int, int] | None:
    """Give the two positions, not next to each other, whose exchange puts everything in order; None where none does."""
    in_order = sorted(keys)
    off = [at for at, (key, wanted) in enumerate(zip(keys, in_order, strict=True)) if key != wanted]
    if len(off) != 2 or off[1] - off[0] < 2:
        return None
    return off[0], off[1]


def _alphabetical(label: str) -> str:
    return label.lower().translate(_ALPHABET)


def _missing_places(table: StagedTable) -> Iterator[TableDoubt]:
    """Give the one county or region that a table of all of them lacks."""
    places = set(row_places(table).values())
    for kind in _WHOLE_KINDS:
        known = {place.geography_id: place.name_sv for place in all_geographies() if place.kind == kind}
        lacking = set(known) - places
        if len(lacking) == 1 and len(places & set(known)) == len(known) - 1:
            yield TableDoubt(
                "missing_place",
                (table.table.char_start, table.table.char_end),
                f"The table names {len(known) - 1} of the {len(known)} places of its kind; "
                f"{known[lacking.pop()]} is missing.",
                "Look in the source whether its row is lost; if it gets nothing, nothing is wrong.",
            )


def _uncounted_rows(table: StagedTable, text: str) -> Iterator[TableDoubt]:
    """Tell a table whose rows are nearly, but not quite, as many as the text counts."""
    labels, places = row_labels(table), row_places(table)
    kinds = Counter(place.partition(":")[0] for place in places.values())
    for word, kind in _KINDS.items():
        if kinds[kind] * 2 <= len(labels):
            continue
        counts = {int(match["count"]) for match in _COUNTED.finditer(text) if match["what"].lower().startswith(word)}
        off = min((count - len(labels) for count in counts), key=abs, default=0)
        if off and abs(off) <= _MOST_ROWS_OFF:
            yield TableDoubt(
                "uncounted_rows",
                (table.table.char_start, table.table.char_end),
                f"The table has {len(labels)} rows, the text speaks of {len(labels) + off}.",
                "Compare the rows with the source: one may be missing or stand twice.",
            )


def _units_of_columns(table: StagedTable) -> Iterator[TableDoubt]:
    """Tell a column whose amounts are about a thousand times those beside it, or a thousandth."""
    columns = table.amount_columns
    for one, other in pairwise(columns):
        if one.currency != other.currency:
            continue
        ratios = [
            float(cell.amount / base)
            for cell in table.figures(one.column_no)
            if cell.amount and (base := table.amount(cell.row_no, other.column_no))
        ]
        if len(ratios) < _LEAST_ROWS_FOR_UNIT:
            continue
        usual = abs(median(ratios))
        if usual and max(usual, 1 / usual) >= _UNIT_APART:
            yield _unit_doubt(
                (one.char_start, one.char_end),
                f"Columns “{one.header_text}” and “{other.header_text}” differ by about "
                f"{_spaced(round(max(usual, 1 / usual)))} times in the same rows.",
            )


def _units_of_totals(table: StagedTable, totals: Sequence[TotalRow]) -> Iterator[TableDoubt]:
    """Tell a column that adds up to a thousand times its stated total, or to a thousandth of it."""
    for column in table.amount_columns:
        amounts = [cell.amount for cell in table.figures(column.column_no) if cell.amount is not None]
        summed = sum(amounts, Decimal(0))
        where = (column.char_start, column.char_end)
        told = f"Column “{column.header_text}” adds up to {_spaced(summed)} {column.currency}"
        if column.currency == "SEK" and summed > _WHOLE_BUDGET:
            yield _unit_doubt(where, f"{told}, more than the state spends in a year.")
        for total in totals_of(totals, table, column.column_no):
            if is_in_other_unit(summed, total.amount, printed_rounding(total.amount_text, total.amount)):
                yield _unit_doubt(
                    where, f"{told}, its stated total is {_spaced(total.amount)}: a thousand times apart."
                )


def _spaced(value: Decimal | int) -> str:
    return f"{value:,.0f}".replace(",", " ")


def _unit_doubt(span: tuple[int, int], message: str) -> TableDoubt:
    return TableDoubt(
        "unit_mismatch",
        span,
        message,
        "Check in the source what the amounts are printed in: crowns under one header may be thousands under another.",
    )
