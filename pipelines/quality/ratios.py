"""Figures that break ranks with the columns beside them.

Belongs here: when the ratio of a figure to its neighbour in the row is too far from what the other rows show. The wider
bands that any repair must keep to belong to `evidence`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log
from statistics import median

from pipelines.model.staged import TableCellRow
from pipelines.model.staged_tables import StagedTable
from pipelines.quality.doubts import Suspicion
from pipelines.quality.evidence import ColumnRatios, columns_beside

# Columns count as moving together when the greatest ratio of the other rows is at most this times the least; only then
# does a row that breaks ranks by as much again say anything. 2026-11-23: the columns of June 2018 spread by 1.05.
_CLOSE_SPREAD = 1.6
_LEAST_ROWS_FOR_OUTLIER = 8
# Columns that one key shares out are proportional but for rounding. There a few rows may be left out of the measure, so
# that two amounts that changed places do not hide each other. With few rows the columns must be closer still.
_CLOSE_WIDTH = 0.2
_PROPORTIONAL_WIDTH = 0.02
_LEAST_ROWS_FOR_PROPORTION = 5
_LEAST_MARGIN = 0.005
_ROWS_PER_LEFT_OUT = 7
_MOST_LEFT_OUT = 2
# Columns that state the same in this share of the rows are years of a budget that goes on, not shares by one key: there
# the other rows may change as they please. 2026-11-26: columns that a key shared out never state the same.
_CONSTANT_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class _Ratio:
    """The ratio of two amounts as a natural logarithm, and how far rounding may have moved it."""

    value: float
    slack: float


@dataclass(frozen=True, slots=True)
class CloseBand:
    """The ratios of a column to another that it moves closely with.

    Attributes:
        column_no: the other column.
        low: logarithm of the least ratio that the rows need, as far as rounding leaves it open.
        high: logarithm of the greatest.
        row_count: rows that it is measured on.
    """

    column_no: int
    low: float
    high: float
    row_count: int

    def holds(self, ratio: _Ratio) -> bool:
        """Tell whether a ratio is as near as the others are to each other."""
        margin = _LEAST_MARGIN + (self.high - self.low) / 2 + ratio.slack
        return self.low - margin <= ratio.value <= self.high + margin


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two columns, held against each other row by row."""

    ratios: Mapping[int, _Ratio]
    band: CloseBand | None


def ratio_outliers(table: StagedTable) -> Iterator[Suspicion]:
    """Give the figures that most of the columns that move with theirs speak against.

    With two columns nobody can say which of them is odd; both are flagged.
    """
    steps = {column.column_no: table.usual_step(column.column_no) for column in table.amount_columns}
    for number in steps:
        pairs = {other: _pair(table, number, other, steps) for other in columns_beside(table, number)}
        wide = ColumnRatios(table, number)
        for cell in table.figures(number):
            # What is below zero is told as negative; its ratios say no more.
            verdicts = list(_verdicts(cell, pairs, wide)) if cell.amount is not None and cell.amount > 0 else []
            off = [verdict for verdict in verdicts if verdict is not None]
            if verdicts and len(off) * 2 > len(verdicts):
                yield Suspicion(
                    "ratio_outlier",
                    cell,
                    f"“{cell.row_label}”: {cell.cell_text} is {off[0]}.",
                    "Look for a lost or doubled digit in the source; "
                    "correct the figure by a review if it is misprinted.",
                )


def lone_figures(table: StagedTable) -> Iterator[Suspicion]:
    """Give the figures that have nothing beside them in a column that theirs moves with closely in all other rows."""
    steps = {column.column_no: table.usual_step(column.column_no) for column in table.amount_columns}
    for number in steps:
        for other in columns_beside(table, number):
            alone = [
                cell
                for cell in table.figures(number)
                if cell.amount
                and (beside := table.rows[cell.row_no].get(other)) is not None
                and beside.cell_kind == "empty"
            ]
            if len(alone) != 1:
                continue
            pair = _pair(table, number, other, steps)
            if pair.band is not None and len(pair.ratios) >= _LEAST_ROWS_FOR_OUTLIER:
                yield Suspicion(
                    "lone_figure",
                    alone[0],
                    f"“{alone[0].row_label}”: {alone[0].cell_text} has nothing beside it in column "
                    f"{other + 1}, which moves with its own in the other {len(pair.ratios)} rows.",
                    "Look in the source whether a cell is lost or the row has slipped by a column.",
                )


class BesideTest:
    """Holds amounts in one figure's place against the columns that move closely with its own."""

    def __init__(self, table: StagedTable, cell: TableCellRow) -> None:
        self._held: list[tuple[Decimal, tuple[Decimal, Decimal], CloseBand]] = []
        for other in columns_beside(table, cell.column_no):
            beside = table.amount(cell.row_no, other)
            if beside is None or beside <= 0:
                continue
            steps = table.usual_step(cell.column_no), table.usual_step(other)
            ratios = _ratios(table, cell.column_no, other, steps)
            ratios.pop(cell.row_no, None)
            band = _band(other, list(ratios.values()), _left_out(len(ratios)))
            if band is not None:
                self._held.append((beside, steps, band))

    def fits(self, amount: Decimal) -> bool | None:
        """Tell whether an amount fits all of them; None where there is none."""
        if not self._held or amount <= 0:
            return None
        return all(band.holds(_ratio((amount, beside), steps)) for beside, steps, band in self._held)


def _verdicts(cell: TableCellRow, pairs: Mapping[int, _Pair], ratios: ColumnRatios) -> Iterator[str | None]:
    """Give for each column that moves with the figure's what is odd, or None where they fit."""
    held = {number: pair for number, pair in pairs.items() if cell.row_no in pair.ratios}
    for number, pair in held.items():
        if pair.band is not None:
            ratio, band = pair.ratios[cell.row_no], pair.band
            told = _odd(exp(ratio.value), number, band.row_count, exp(band.low), exp(band.high))
            yield None if band.holds(ratio) else told
    if all(pair.band is not None for pair in held.values()):
        return
    for wide in ratios.bands(cell.row_no):
        is_close = wide.row_count >= _LEAST_ROWS_FOR_OUTLIER and float(wide.high / wide.low) <= _CLOSE_SPREAD
        if cell.amount is not None and is_close and held[wide.column_no].band is None:
            ratio_to = float(wide.ratio(cell.amount))
            told = _odd(ratio_to, wide.column_no, wide.row_count, float(wide.low), float(wide.high))
            yield None if wide.fits(cell.amount) else told


def _odd(ratio: float, column_no: int, row_count: int, low: float, high: float) -> str:
    usual = f"between {low:.2f} and {high:.2f} times"
    return f"{ratio:.2f} times column {column_no + 1}, in the other {row_count} rows {usual}"


def _pair(table: StagedTable, column_no: int, other_no: int, steps: Mapping[int, Decimal]) -> _Pair:
    ratios = _ratios(table, column_no, other_no, (steps[column_no], steps[other_no]))
    # The figure that is asked about is one of those left out, if it is odd.
    return _Pair(ratios, _band(other_no, list(ratios.values()), _left_out(len(ratios) - 1) + 1))


def _left_out(row_count: int) -> int:
    return min(_MOST_LEFT_OUT, row_count // _ROWS_PER_LEFT_OUT)


def _band(column_no: int, ratios: Sequence[_Ratio], left_out: int) -> CloseBand | None:
    """Give the narrowest band that meets every ratio as far as rounding leaves it open, but for those farthest off.

    None where too few are left, where they are too far apart, or where the columns go on unchanged.
    """
    unchanged = sum(ratio.value == 0 for ratio in ratios)
    count = len(ratios) - left_out
    if count < _LEAST_ROWS_FOR_PROPORTION - 1 or unchanged > _CONSTANT_SHARE * len(ratios):
        return None
    usual = median(ratio.value for ratio in ratios)
    kept = sorted(ratios, key=lambda ratio: abs(ratio.value - usual) - ratio.slack)[:count]
    low, high = sorted((min(each.value + each.slack for each in kept), max(each.value - each.slack for each in kept)))
    is_enough = count >= _LEAST_ROWS_FOR_OUTLIER
    return (
        CloseBand(column_no, low, high, count)
        if high - low <= (_CLOSE_WIDTH if is_enough else _PROPORTIONAL_WIDTH)
        else None
    )


def _ratios(table: StagedTable, column_no: int, other_no: int, steps: tuple[Decimal, Decimal]) -> dict[int, _Ratio]:
    return {
        cell.row_no: _ratio((value, base), steps)
        for cell in table.figures(column_no)
        if (value := cell.amount) is not None
        and (base := table.amount(cell.row_no, other_no)) is not None
        and value > 0
        and base > 0
    }


def _ratio(amounts: tuple[Decimal, Decimal], steps: tuple[Decimal, Decimal]) -> _Ratio:
    slack = sum(float(step / amount) for amount, step in zip(amounts, steps, strict=True)) / 2
    return _Ratio(log(amounts[0] / amounts[1]), slack)
