"""Figures that are printed well but are hardly right: they keep their value and are flagged `suspect`.

Belongs here: what makes a well-formed figure doubtful. Malformed ones belong to `repair`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.model.keys import normal
from pipelines.model.staged import TableCellRow
from pipelines.model.staged_tables import StagedTable
from pipelines.quality.evidence import ColumnRatios

# Columns count as moving together when the greatest ratio of the other rows is at most this times the least; only then
# does a row that breaks ranks by as much again say anything. 2026-11-23: the columns of June 2018 spread by 1.05.
_CLOSE_SPREAD = 1.6
_LEAST_ROWS_FOR_OUTLIER = 8
_MOST_ROWS_TOLD = 10


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A doubt about one well-formed figure.

    Attributes:
        kind: what kind of doubt, as in quality.finding.
        cell: the figure's cell.
        message: what is odd.
        remedy: what a person can do.
    """

    kind: str
    cell: TableCellRow
    message: str
    remedy: str


def suspect_figures(table: StagedTable) -> list[Suspicion]:
    """Give every doubt about the well-formed figures of a table, in order of column and row."""
    return [*_duplicate_rows(table), *_negative(table), *_outliers(table)]


def _figures(table: StagedTable) -> Iterator[TableCellRow]:
    for column in table.amount_columns:
        yield from (cell for cell in table.figures(column.column_no) if cell.amount is not None)


def _duplicate_rows(table: StagedTable) -> Iterator[Suspicion]:
    rows_of: dict[str, set[int]] = defaultdict(set)
    for cell in _figures(table):
        if cell.row_label:
            rows_of[normal(cell.row_label)].add(cell.row_no)
    printed_of = {label: _printed_rows(rows) for label, rows in rows_of.items() if len(rows) > 1}
    for cell in _figures(table):
        printed = printed_of.get(normal(cell.row_label)) if cell.row_label else None
        if printed:
            yield Suspicion(
                "duplicate_row",
                cell,
                f"“{cell.row_label}” names rows {printed} of the table; its money may be counted twice.",
                "Compare the rows with the source and reject the one that does not belong.",
            )


def _printed_rows(rows: set[int]) -> str:
    """Give row numbers as a table of print counts them; of very many the first and how many more."""
    first = [str(row + 1) for row in sorted(rows)[:_MOST_ROWS_TOLD]]
    more = [f"{len(rows) - len(first):,} more"] if len(rows) > len(first) else []
    return " and ".join([*first, *more])


def _negative(table: StagedTable) -> Iterator[Suspicion]:
    for cell in _figures(table):
        if cell.amount is not None and cell.amount < 0:
            yield Suspicion(
                "negative_amount",
                cell,
                f"“{cell.row_label}” has the negative amount {cell.cell_text}.",
                "Check whether it is a cut, which may be negative, or a dash that only stands before the number.",
            )


def _outliers(table: StagedTable) -> Iterator[Suspicion]:
    ratios = {column.column_no: ColumnRatios(table, column.column_no) for column in table.amount_columns}
    for cell in _figures(table):
        if cell.amount is None or cell.amount < 0:
            continue  # told as negative; its ratios say no more
        bands = [
            band
            for band in ratios[cell.column_no].bands(cell.row_no)
            if band.row_count >= _LEAST_ROWS_FOR_OUTLIER and float(band.high / band.low) <= _CLOSE_SPREAD
        ]
        off = [band for band in bands if not band.fits(cell.amount)]
        # With two columns nobody can say which of them is odd; both are flagged. With more, most columns must disagree.
        if bands and len(off) * 2 > len(bands):
            band = off[0]
            yield Suspicion(
                "ratio_outlier",
                cell,
                f"“{cell.row_label}”: {cell.cell_text} is {float(band.ratio(cell.amount)):.2f} times column "
                f"{band.column_no + 1}, in the other {band.row_count} rows between {float(band.low):.2f} and "
                f"{float(band.high):.2f} times.",
                "Look for a lost or doubled digit in the source; correct the figure by a review if it is misprinted.",
            )
