"""Figures that keep a sum from adding up: of their row, or of their column.

Belongs here: which figure a difference points to. Whether a column adds up at all is told in `reconciliation`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.missed_totals import LEAST_STEPS
from pipelines.model.slips import slip_between
from pipelines.model.staged import TableCellRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from pipelines.quality.doubts import Suspicion
from pipelines.quality.evidence import is_exact, totals_of
from pipelines.quality.ratios import BesideTest

_LEAST_TERMS = 2
_LEAST_HOLDING_ROWS = 4
# A relation that more rows break than this share of those that keep it is none.
_MOST_BREAKING = 0.25
_SLIPS = {
    "lost_sign": "a lost minus sign",
    "other_unit": "another unit",
    "shifted_comma": "a lost decimal comma",
    "lost_zero": "a lost zero",
    "extra_zero": "a zero too many",
    "swapped_digits": "two digits that changed places",
    "lost_digit": "a lost digit",
    "doubled_digit": "a doubled digit",
}


@dataclass(frozen=True, slots=True)
class _RowSum:
    """A row's sum and its terms, by their cells, and what the sum exceeds them by."""

    cells: tuple[TableCellRow, ...]
    summed: TableCellRow
    excess: Decimal


def broken_row_sums(table: StagedTable) -> Iterator[Suspicion]:
    """Give the figures of rows where one column is not the sum of the others, as it is in nearly all rows.

    Which figure of the row is wrong is not known, so all of them are doubted.
    """
    relation = _relation(table)
    if relation is None:
        return
    broken = [row for row in relation.rows if abs(row.excess) > relation.slack]
    for row in broken:
        for cell in row.cells if row.summed.row_kind == "data" else ():
            yield Suspicion(
                "broken_row_sum",
                cell,
                f"“{cell.row_label}”: column {row.summed.column_no + 1} says {row.summed.cell_text}, which is not the "
                f"sum of the columns beside it, as in the other {len(relation.rows) - len(broken)} rows; doubted here: "
                f"{cell.cell_text}.",
                "Compare the row with the source: one of its figures is misprinted or stands in the wrong column.",
            )


class RowTest:
    """Holds amounts in one figure's place against its row, where one column is the sum of the others."""

    def __init__(self, table: StagedTable, cell: TableCellRow) -> None:
        self._expected: Decimal | None = None
        self._slack = Decimal(0)
        relation = _relation(table)
        if relation is None:
            return
        cells = [table.rows[cell.row_no].get(number) for number in relation.columns if number != cell.column_no]
        amounts = [beside.amount for beside in cells if beside is not None and beside.amount is not None]
        if cell.column_no in relation.columns and len(amounts) == len(relation.columns) - 1:
            # The sum is the last of the columns; a term is what the other terms leave of it.
            is_sum = cell.column_no == relation.columns[-1]
            self._expected = sum(amounts, Decimal(0)) if is_sum else amounts[-1] - sum(amounts[:-1], Decimal(0))
            self._slack = relation.slack

    def fits(self, amount: Decimal) -> bool | None:
        """Tell whether the row adds up with an amount; None where nothing says that it should."""
        return None if self._expected is None else abs(amount - self._expected) <= self._slack


def misfits_of_totals(table: StagedTable, totals: Sequence[TotalRow]) -> Iterator[Suspicion]:
    """Give the figures that one slip, or standing twice, would make the whole difference from a stated total.

    Only a total that is printed as exactly as the figures can point to one of them, or one of very many of their steps,
    which no slip meets by chance; and only where it points to a single one.
    """
    for column in table.amount_columns:
        cells = list(table.figures(column.column_no))
        if any(cell.amount is None for cell in cells):
            continue
        for total in totals_of(totals, table, column.column_no):
            possible = (
                _misfits(cells, total.amount, Decimal(column.multiplier or 1))
                if is_exact(total, table) or _is_fine(table, column.column_no, total)
                else []
            )
            misfits = [misfit for misfit in possible if not _is_confirmed(table, misfit)]
            if len(misfits) == 1:
                yield _pointed_to(misfits[0], total)
                break


def _is_fine(table: StagedTable, column_no: int, total: TotalRow) -> bool:
    """Tell whether a round total is of very many steps of the figures, and off by more than their rounding."""
    cells = list(table.figures(column_no))
    step = table.usual_step(column_no)
    left = total.amount - sum((cell.amount for cell in cells if cell.amount is not None), Decimal(0))
    return total.amount >= step * LEAST_STEPS and abs(left) > step * len(cells) / 2


@dataclass(frozen=True, slots=True)
class _Misfit:
    """A figure that would explain a difference, what it would have to be (None: nothing), and how."""

    cell: TableCellRow
    meant: Decimal | None
    how: str


def _misfits(cells: Sequence[TableCellRow], total: Decimal, multiplier: Decimal) -> list[_Misfit]:
    """Give the figures that explain a difference; none where the total itself may be the misprint."""
    left = total - sum((cell.amount for cell in cells if cell.amount is not None), Decimal(0))
    if not left or slip_between((total - left) / multiplier, total / multiplier):
        return []
    found = []
    for cell in cells:
        amount = cell.amount or Decimal(0)
        slip = slip_between((amount + left) / multiplier, amount / multiplier)
        if slip:
            found.append(_Misfit(cell, amount + left, _SLIPS[slip]))
        elif amount == -left:
            found.append(_Misfit(cell, None, "it is counted twice or is no part of the total"))
    return found


def _is_confirmed(table: StagedTable, misfit: _Misfit) -> bool:
    """Tell whether the columns beside a figure speak against another value: by a sum of the row, or by a ratio."""
    if misfit.meant is None:
        return False
    in_row = RowTest(table, misfit.cell).fits(misfit.meant)
    return in_row is False or BesideTest(table, misfit.cell).fits(misfit.meant) is False


def _pointed_to(misfit: _Misfit, total: TotalRow) -> Suspicion:
    cell = misfit.cell
    return Suspicion(
        "misfit_of_total",
        cell,
        f"“{cell.row_label}”: {cell.cell_text} alone would make the whole difference from the stated total "
        f"“{total.amount_text}”: {misfit.how}.",
        "Compare the figure with the source, then the total; correct it by a review if it is misprinted.",
    )


@dataclass(frozen=True, slots=True)
class _Relation:
    """One column is the sum of the others: the columns, the sum last; the rows; how far rounding may move a sum."""

    columns: tuple[int, ...]
    rows: list[_RowSum]
    slack: Decimal


def _relation(table: StagedTable) -> _Relation | None:
    """Give the relation that nearly all rows keep, of the first column that is such a sum; None where there is none."""
    for column in table.amount_columns:
        relation = _row_sums(table, column.column_no)
        broken = sum(abs(row.excess) > relation.slack for row in relation.rows)
        holding = len(relation.rows) - broken
        if holding >= _LEAST_HOLDING_ROWS and broken <= max(1, holding * _MOST_BREAKING):
            return relation
    return None


def _row_sums(table: StagedTable, column_no: int) -> _Relation:
    """Hold a column against the sum of all others of its currency, in the rows in which none of them is missing."""
    currency = table.columns[column_no].currency
    others = [
        column.column_no
        for column in table.amount_columns
        if column.column_no != column_no and column.currency == currency
    ]
    rows = []
    for cells in table.rows.values() if len(others) >= _LEAST_TERMS else ():
        summed = cells.get(column_no)
        terms = [cells[number] for number in others if number in cells]
        amounts = [cell.amount for cell in terms if cell.amount is not None]
        if summed is not None and summed.amount is not None and len(amounts) == len(others):
            rows.append(_RowSum((*terms, summed), summed, summed.amount - sum(amounts, Decimal(0))))
    numbers = (*others, column_no)
    is_rounded = any((table.columns[number].multiplier or 1) > 1 for number in numbers)
    steps = sum((table.printed_step(number) for number in numbers), Decimal(0))
    return _Relation(numbers, rows, steps / 2 if is_rounded else Decimal(0))
