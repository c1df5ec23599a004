"""Figures that do not look like the others of their own column: in size, in rounding, in decimals.

Belongs here: measures within one column. Those across columns belong to `ratios`.
"""

import re
from collections.abc import Iterator, Sequence
from math import log

from pipelines.model.staged import TableCellRow
from pipelines.model.staged_tables import StagedTable, printed_decimals
from pipelines.quality.doubts import Suspicion

_LEAST_OTHERS = 7
_LEAST_SHOWING = 4
# How far beyond all others a figure must be: so many times, and half the span from the least to the greatest of them
# (in logarithms). A digit too many or too few makes ten times. 2026-11-26: the greatest county is never so far off.
_LEAST_FACTOR = 3.0
_SHARE_OF_SPAN = 0.5
# Amounts that all end in fewer zeros than this are not rounded, only chance; a 5 before the zeros is half a step.
_LEAST_ZEROS = 2
_ROUNDED = re.compile(r"(?P<last>\d)(?P<zeros>0*)\Z")


def outlying_magnitudes(table: StagedTable) -> Iterator[Suspicion]:
    """Give the figures that are far greater or smaller than all others of their column.

    A row that is so in another column too is what it is: one slip does not strike twice.
    """
    found = [each for column in table.amount_columns for each in _beyond(table, column.column_no)]
    rows = [cell.row_no for cell, _ in found]
    for cell, others in found:
        if rows.count(cell.row_no) == 1:
            yield Suspicion(
                "odd_magnitude",
                cell,
                f"“{cell.row_label}”: {cell.cell_text} is far from the other {len(others)} figures of its column, "
                f"which go from {others[0].cell_text} to {others[-1].cell_text}.",
                "Look in the source for a digit too many or too few, a lost decimal comma or another unit.",
            )


def odd_forms(table: StagedTable) -> Iterator[Suspicion]:
    """Give the figures that are rounded otherwise, or printed with other decimals, than all others of their column."""
    for column in table.amount_columns:
        cells = [cell for cell in table.figures(column.column_no) if cell.amount]
        for number in _extremes(cells):
            cell, others = cells[number], [other.cell_text for other in cells[:number] + cells[number + 1 :]]
            odd = _odd_rounding(cell.cell_text, others) or _odd_decimals(cell.cell_text, others)
            if odd:
                yield Suspicion(
                    "odd_form",
                    cell,
                    f"“{cell.row_label}”: {cell.cell_text} {odd}, unlike the other {len(others)} figures of its "
                    "column.",
                    "Look in the source for a digit that is lost, doubled or in the wrong place.",
                )


def _extremes(cells: Sequence[TableCellRow]) -> list[int]:
    """Give the only figures that can stand alone: of fewest zeros, and of most and fewest decimals."""
    zeros = [-1 if (each := _zeros(cell.cell_text)) is None else each for cell in cells]
    decimals = [printed_decimals(cell.cell_text) for cell in cells]
    at = range(len(cells))
    return (
        sorted({min(at, key=zeros.__getitem__), max(at, key=decimals.__getitem__), min(at, key=decimals.__getitem__)})
        if cells
        else []
    )


def _beyond(table: StagedTable, column_no: int) -> Iterator[tuple[TableCellRow, list[TableCellRow]]]:
    """Give the least and the greatest figure of a column if they are far off, each with the others by size."""
    cells = sorted(
        (cell for cell in table.figures(column_no) if cell.amount is not None and cell.amount > 0),
        key=lambda cell: cell.amount or 0,
    )
    if len(cells) <= _LEAST_OTHERS:
        return
    sizes = [log(cell.amount or 1) for cell in cells]
    for own, others in ((0, slice(1, None)), (-1, slice(None, -1))):
        low, high = sizes[others][0], sizes[others][-1]
        margin = max(log(_LEAST_FACTOR), _SHARE_OF_SPAN * (high - low))
        if max(sizes[own] - high, low - sizes[own]) > margin:
            yield cells[own], cells[others]


def _odd_rounding(printed: str, others: Sequence[str]) -> str | None:
    own, beside = _zeros(printed), [_zeros(other) for other in others]
    known = [zeros for zeros in beside if zeros is not None]
    if (
        own is None
        or len(beside) < _LEAST_OTHERS
        or len(known) < len(beside)
        or min(known) < _LEAST_ZEROS
        or own >= min(known)
    ):
        return None
    match = _ROUNDED.search(_digits(printed))
    if match and match["last"] == "5" and own == min(known) - 1:
        return None
    return f"is not rounded to {10 ** min(known):,}".replace(",", " ")


def _odd_decimals(printed: str, others: Sequence[str]) -> str | None:
    own, beside = printed_decimals(printed), [printed_decimals(other) for other in others]
    if len(beside) >= _LEAST_OTHERS and own > max(beside) > 0:
        return f"has {own} decimals"
    # Where a decimal is printed even though it is 0, it is printed always.
    shows_zeros = any(
        decimals and other.rstrip("* ").endswith("0") for other, decimals in zip(others, beside, strict=True)
    )
    is_odd = len(beside) >= _LEAST_SHOWING and own < min(beside) and shows_zeros
    return f"has {own} decimals" if is_odd else None


def _zeros(printed: str) -> int | None:
    """Give how many zeros a whole number ends in; None for one with decimals."""
    match = _ROUNDED.search(_digits(printed))
    return len(match["zeros"]) if match and not printed_decimals(printed) else None


def _digits(printed: str) -> str:
    return re.sub(r"\D", "", printed)
