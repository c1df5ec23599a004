"""Reconciliation: what the rows of a column add up to, against the total that the document states.

Belongs here: the sums and whether they are within their tolerance. The tolerance itself stands in `evidence`; what a
person is told stands in `findings`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from pipelines.quality.evidence import residual_share, tolerance, totals_of, within


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """A row of quality.reconciliation."""

    total_id: str
    document_id: str
    table_id: str
    column_no: int
    period_id: str
    currency: str
    stated_amount: Decimal
    summed_amount: Decimal
    residual_amount: Decimal
    residual_share: float | None
    tolerance_low_share: float
    tolerance_high_share: float
    figure_count: int
    repaired_count: int
    quarantined_count: int
    is_reconciled: bool


@dataclass(frozen=True, slots=True)
class SettledFigure:
    """What became of a figure: its value, None where it has none, and its quality in core.fact_allocation."""

    amount: Decimal | None
    quality: str


def reconcile_table(
    table: StagedTable, totals: Sequence[TotalRow], settled: Mapping[tuple[int, int], SettledFigure]
) -> list[ReconciliationRow]:
    """Hold every amount column of a table against its stated totals.

    Args:
        table: the table.
        totals: the stated totals of the document's tables.
        settled: what became of the table's malformed cells, and of those that people decided about, by row and column
            number.

    Returns:
        One row a column and different stated total; a column without one gives none.
    """
    rows = []
    for column in table.amount_columns:
        cells = list(table.figures(column.column_no))
        known = [settled.get((cell.row_no, cell.column_no), SettledFigure(cell.amount, "ok")) for cell in cells]
        summed = sum((figure.amount for figure in known if figure.amount is not None), Decimal(0))
        quarantined = sum(figure.quality == "quarantined" for figure in known)
        for total in totals_of(totals, table, column.column_no):
            bounds = tolerance(total, table)
            share = residual_share(total, summed)
            rows.append(
                ReconciliationRow(
                    total_id=total.total_id,
                    document_id=total.document_id,
                    table_id=table.table.table_id,
                    column_no=column.column_no,
                    period_id=total.period_id,
                    currency=total.currency,
                    stated_amount=total.amount,
                    summed_amount=summed,
                    residual_amount=total.amount - summed,
                    residual_share=share,
                    tolerance_low_share=bounds[0],
                    tolerance_high_share=bounds[1],
                    figure_count=len(cells),
                    repaired_count=sum(figure.quality == "repaired" for figure in known),
                    quarantined_count=quarantined,
                    is_reconciled=not quarantined and within(share, bounds, summed=summed),
                )
            )
    return rows
