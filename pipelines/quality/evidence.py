"""Evidence on a figure of a table: how a column relates to the columns beside it, how it is rounded, its stated total.

Belongs here: measures taken over the other rows of a table, and what they say of one value. What follows from them is
decided in `repair` and `suspicion`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import gcd
from statistics import median

from pipelines.model.missed_totals import printed_rounding
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow

# With fewer rows to compare with, a ratio says more of chance than of the table.
LEAST_ROWS = 5
_MOST_COLUMNS = 30
# A row may be this much outside what the other rows show, as a share of the band's edge.
_BAND_MARGIN = Decimal("0.10")

# A total outside its table may be of something else. Of so many steps of the figures, and no round number of them, it
# is not near their sum by chance.
_EXACT = 100_000
_ROUND = 1000

# A frame may exceed what is handed out (administration, reserves), not by more than this share, and never fall short.
# 5 % since 2026-11-23: the announcement of June 2018 keeps back 3.4, 1.9 and 1.1 % for administration.
FRAME_TOLERANCE = (0.0, 0.05)


@dataclass(frozen=True, slots=True)
class RatioBand:
    """How a column relates to another over the other rows of the table.

    Attributes:
        column_no: the column compared with.
        beside: this row's value in that column.
        low: least ratio that still fits.
        high: greatest ratio that still fits.
        usual: median ratio.
        row_count: rows that it was measured on.
    """

    column_no: int
    beside: Decimal
    low: Decimal
    high: Decimal
    usual: Decimal
    row_count: int

    def ratio(self, value: Decimal) -> Decimal:
        """Give the ratio that a value would have."""
        return value / self.beside

    def fits(self, value: Decimal) -> bool:
        """Tell whether a value relates to this row's other value as in the other rows."""
        return self.low <= self.ratio(value) <= self.high


class ColumnRatios:
    """How a column relates to the other amount columns of its table, measured once for all of its rows."""

    def __init__(self, table: StagedTable, column_no: int) -> None:
        """Measure a column.

        Args:
            table: the table.
            column_no: the column in question.
        """
        self._table = table
        self._ratios = {other: self._measured(column_no, other) for other in columns_beside(table, column_no)}

    def bands(self, row_no: int) -> list[RatioBand]:
        """Give how the column relates to the others over all rows but one.

        Args:
            row_no: the row in question; it is left out of the measure.

        Returns:
            One band for each other column that has a value in this row and at least `LEAST_ROWS` rows to measure on.
        """
        bands = []
        for other, (by_row, ordered) in self._ratios.items():
            beside = self._table.amount(row_no, other)
            count = len(ordered) - (row_no in by_row)
            if not beside or beside <= 0 or count < LEAST_ROWS:
                continue
            left_out = bisect_left(ordered, by_row[row_no]) if row_no in by_row else count
            low, high, *middle = (ordered[at + (at >= left_out)] for at in (0, count - 1, (count - 1) // 2, count // 2))
            bands.append(
                RatioBand(
                    column_no=other,
                    beside=beside,
                    low=low * (1 - _BAND_MARGIN),
                    high=high * (1 + _BAND_MARGIN),
                    usual=median(set(middle)),
                    row_count=count,
                )
            )
        return bands

    def _measured(self, column_no: int, other: int) -> tuple[dict[int, Decimal], list[Decimal]]:
        """Give the ratio to another column by row, and all ratios in order."""
        by_row = {
            cell.row_no: value / base
            for cell in self._table.figures(column_no)
            if (value := cell.amount) is not None
            and (base := self._table.amount(cell.row_no, other)) is not None
            and value > 0
            and base > 0
        }
        return by_row, sorted(by_row.values())


def columns_beside(table: StagedTable, column_no: int) -> list[int]:
    """Give the amount columns that a column is held against: the nearest, for all of hundreds would take too long."""
    others = [other.column_no for other in table.amount_columns if other.column_no != column_no]
    return sorted(sorted(others, key=lambda other: abs(other - column_no))[:_MOST_COLUMNS])


def rounding_step(table: StagedTable, column_no: int) -> int | None:
    """Give the largest power of ten that all well-formed amounts of a column are multiples of, in currency units.

    None where fewer than `LEAST_ROWS` rows tell, or where the amounts have decimals.
    """
    amounts = [cell.amount for cell in table.figures(column_no) if cell.amount]
    if len(amounts) < LEAST_ROWS or any(amount != amount.to_integral_value() for amount in amounts):
        return None
    common = gcd(*(int(abs(amount)) for amount in amounts))
    step = 1
    while common % (step * 10) == 0:
        step *= 10
    return step


def tolerance(total: TotalRow, table: StagedTable) -> tuple[float, float]:
    """Give the least and greatest share of a stated total that its rows may leave unexplained.

    A frame (footnote or prose) may exceed the sum of its rows by `FRAME_TOLERANCE`, and fall short by its own
    rounding. A table's sum row, and a total printed as exactly as the figures, must equal it but for rounding: half a
    printed step for each row and for the total.
    """
    if not total.amount:
        return 0.0, 0.0
    if not is_exact(total, table):
        rounding = float(printed_rounding(total.amount_text, total.amount) / abs(total.amount))
        return FRAME_TOLERANCE[0] - rounding, FRAME_TOLERANCE[1]
    column = table.columns[total.column_no or 0]
    cells = list(table.figures(column.column_no))
    # Crowns add up to the crown, round as they may be; thousands and millions are rounded one by one.
    step = table.printed_step(column.column_no)
    slack = step * (len(cells) + 1) / 2 if (column.multiplier or 1) > 1 else Decimal(0)
    share = float(slack / abs(total.amount))
    return -share, share


def is_exact(total: TotalRow, table: StagedTable) -> bool:
    """Tell whether a total is a sum of its table: its sum row, or printed as exactly as the figures are.

    A short or round number is a frame, though every zero is printed, and so is one that administration is part of.
    """
    if total.scope == "table_row":
        return True
    if total.includes_admin_costs:
        return False
    step = table.printed_step(total.column_no or 0)
    rounding = printed_rounding(total.amount_text, total.amount)
    return 0 < rounding * 2 <= step and total.amount >= step * _EXACT and total.amount % (step * _ROUND) != 0


def residual_share(total: TotalRow, summed: Decimal) -> float | None:
    """Give what a sum leaves of a stated total, as a share of the total; None for a total of 0."""
    return float((total.amount - summed) / total.amount) if total.amount else None


def within(share: float | None, bounds: tuple[float, float], *, summed: Decimal) -> bool:
    """Tell whether a residual share lies within its tolerance; a total of 0 needs a sum of 0."""
    return summed == 0 if share is None else bounds[0] <= share <= bounds[1]


def totals_of(totals: Sequence[TotalRow], table: StagedTable, column_no: int) -> list[TotalRow]:
    """Give the different stated totals of a column; of equal ones the first (sum row, footnote, prose)."""
    different: dict[Decimal, TotalRow] = {}
    for total in totals:
        if total.table_id == table.table.table_id and total.column_no == column_no:
            different.setdefault(total.amount, total)
    return list(different.values())
