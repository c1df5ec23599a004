"""Evidence on a figure of a table: how a column relates to the columns beside it, how it is rounded, its stated total.

Belongs here: measures taken over the other rows of a table, and what they say of one value. What follows from them is
decided in `repair` and `suspicion`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import gcd
from statistics import median

from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow, printed_rounding

# With fewer rows to compare with, a ratio says more of chance than of the table.
LEAST_ROWS = 5
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


def ratio_bands(table: StagedTable, row_no: int, column_no: int) -> list[RatioBand]:
    """Measure how a column relates to every other amount column, over all rows but one.

    Args:
        table: the table.
        row_no: the row in question; it is left out of the measure.
        column_no: the column in question.

    Returns:
        One band for each other column that has a value in this row and at least `LEAST_ROWS` rows to measure on.
    """
    bands = []
    for other in table.amount_columns:
        beside = table.amount(row_no, other.column_no)
        if other.column_no == column_no or not beside or beside <= 0:
            continue
        ratios = sorted(
            value / base
            for cell in table.figures(column_no)
            if cell.row_no != row_no
            and (value := cell.amount) is not None
            and (base := table.amount(cell.row_no, other.column_no)) is not None
            and value > 0
            and base > 0
        )
        if len(ratios) >= LEAST_ROWS:
            bands.append(
                RatioBand(
                    column_no=other.column_no,
                    beside=beside,
                    low=ratios[0] * (1 - _BAND_MARGIN),
                    high=ratios[-1] * (1 + _BAND_MARGIN),
                    usual=median(ratios),
                    row_count=len(ratios),
                )
            )
    return bands


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


def usual_step(table: StagedTable, column_no: int) -> Decimal:
    """Give the power of ten that the amounts of a column are rounded to, in currency units, but for one in ten.

    Unlike `rounding_step` it knows decimals, and a misprint or two do not hide it.
    """
    amounts = [cell.amount for cell in table.figures(column_no) if cell.amount]
    step = max(table.printed_step(column_no), Decimal("0.01"))
    allowed = max(1, len(amounts) // 10) if len(amounts) >= LEAST_ROWS else 0
    while amounts and sum(amount % (step * 10) != 0 for amount in amounts) <= allowed:
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
