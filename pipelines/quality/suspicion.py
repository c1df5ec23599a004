"""Figures that are printed well but are hardly right: they keep their value and are flagged `suspect`.

Belongs here: which doubts there are of a well-formed figure, and those that need no measure. Measures across columns
stand in `ratios`, within a column in `magnitudes`, sums in `sums`. Malformed figures belong to `repair`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.model.keys import normal
from pipelines.model.staged import TableCellRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from pipelines.quality.doubts import Suspicion
from pipelines.quality.magnitudes import odd_forms, outlying_magnitudes
from pipelines.quality.ratios import lone_figures, ratio_outliers
from pipelines.quality.sums import broken_row_sums, misfits_of_totals

_LEAST_NEGATIVE_BESIDE = 2
_MOST_ROWS_TOLD = 10


def suspect_figures(table: StagedTable, totals: Sequence[TotalRow]) -> list[Suspicion]:
    """Give every doubt about the well-formed figures of a table, by kind, column and row.

    Args:
        table: the table.
        totals: the stated totals of the document's tables.
    """
    return [
        *_duplicate_rows(table),
        *_signs(table),
        *ratio_outliers(table),
        *lone_figures(table),
        *outlying_magnitudes(table),
        *odd_forms(table),
        *broken_row_sums(table),
        *misfits_of_totals(table, totals),
    ]


def _duplicate_rows(table: StagedTable) -> Iterator[Suspicion]:
    rows_of: dict[str, set[int]] = defaultdict(set)
    for cell in table.values():
        if cell.row_label:
            rows_of[normal(cell.row_label)].add(cell.row_no)
    printed_of = {label: _printed_rows(rows) for label, rows in rows_of.items() if len(rows) > 1}
    for cell in table.values():
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


def _signs(table: StagedTable) -> Iterator[Suspicion]:
    for cell in table.values():
        if cell.amount is None or not cell.amount:
            continue
        if cell.amount < 0:
            yield Suspicion(
                "negative_amount",
                cell,
                f"“{cell.row_label}” has the negative amount {cell.cell_text}.",
                "Check whether it is a cut, which may be negative, or a dash that only stands before the number.",
            )
        elif _is_alone_among_negative(table, cell):
            yield Suspicion(
                "odd_sign",
                cell,
                f"“{cell.row_label}” has {cell.cell_text}, above zero, while its other amounts are below.",
                "Check in the source whether a minus sign is lost.",
            )


def _is_alone_among_negative(table: StagedTable, cell: TableCellRow) -> bool:
    beside = [
        amount
        for column in table.amount_columns
        if column.column_no != cell.column_no and (amount := table.amount(cell.row_no, column.column_no))
    ]
    return len(beside) >= _LEAST_NEGATIVE_BESIDE and all(amount < 0 for amount in beside)
