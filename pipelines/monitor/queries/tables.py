"""Stated totals of tables and what their rows add up to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from pipelines.monitor.listing import Listing, listing
from pipelines.monitor.queries.rows import select

SORTS = {
    "difference": "abs(residual_amount)",
    "share": "abs(residual_share)",
    "document": "lower(title)",
    "stated": "stated_amount",
}
_TOTALS = """
SELECT held.total_id, held.document_id, document.title, document.published_on, document.published_precision,
    table_column.header_text, period.label AS period, held.currency, stated_amount, summed_amount, residual_amount,
    residual_share, tolerance_low_share, tolerance_high_share, figure_count, repaired_count, quarantined_count,
    is_reconciled, total.includes_admin_costs, total.scope, total.amount_text, total.char_start, total.char_end,
    held.table_id, held.column_no, document.is_current
FROM quality.reconciliation AS held
JOIN core.fact_total AS total USING (total_id)
JOIN core.dim_document AS document ON document.document_id = held.document_id
JOIN core.dim_period AS period ON period.period_id = held.period_id
JOIN staging.table_column AS table_column
    ON table_column.table_id = held.table_id AND table_column.column_no = held.column_no
"""
_WANTED = """
WHERE is_current AND ($state = '' OR is_reconciled = ($state = 'reconciled'))
    AND ($search = '' OR contains(lower(title), lower($search)) OR contains(lower(header_text), lower($search)))
"""
_ROWS = """
SELECT figure_id, row_no, recipient_text AS recipient, amount_text, amount, quality FROM core.fact_allocation
WHERE table_id = ? AND column_no = ? ORDER BY row_no
"""


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total of a table column, what its rows add up to, and where it is stated; shares of the stated total."""

    total_id: str
    document_id: str
    title: str
    published_on: date | None
    published_precision: str | None
    header_text: str
    period: str
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
    includes_admin_costs: bool
    scope: str
    amount_text: str
    char_start: int
    char_end: int
    table_id: str
    column_no: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class RowFigure:
    """A row's figure in the column."""

    figure_id: str
    row_no: int
    recipient: str
    amount_text: str
    amount: Decimal | None
    quality: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many stated totals of current documents there are, and how many of them do not add up."""

    total: int
    unreconciled: int


def verdicts(con: duckdb.DuckDBPyConnection) -> Verdicts:
    """Count the stated totals of current documents by whether they add up."""
    question = """SELECT count(*) AS total, count(*) FILTER (NOT is_reconciled) AS unreconciled
        FROM mart.table_reconciliation"""
    return select(con, Verdicts, question)[0]


def total_list(
    con: duckdb.DuckDBPyConnection, *, state: str, search: str, sort: str, order: str, page: int
) -> tuple[Listing, list[Total]]:
    """Give a page of the stated totals, those that do not add up first.

    Args:
        con: the warehouse.
        state: reconciled | unreconciled; empty for both.
        search: characters of the title or the column's header.
        sort: one of `SORTS`.
        order: asc | desc.
        page: which page, from 1.
    """
    parameters = {"state": state, "search": search}
    question = f"FROM ({_TOTALS}) {_WANTED}"
    row = con.execute(f"SELECT count(*) {question}", parameters).fetchone() or (0,)
    shown = listing(row[0], SORTS, sort=sort, order=order, page=page)
    ordered = shown.order(SORTS, "total_id").replace("ORDER BY", "ORDER BY is_reconciled,", 1)
    lines = con.execute(f"SELECT * {question} {ordered}", parameters).fetchall()
    return shown, [Total(*line) for line in lines]


def find_total(con: duckdb.DuckDBPyConnection, total_id: str) -> Total | None:
    """Give a stated total that rows were held against; None where there is none."""
    found = select(con, Total, f"{_TOTALS} WHERE held.total_id = ?", total_id)
    return found[0] if found else None


def figures_of(con: duckdb.DuckDBPyConnection, total: Total) -> list[RowFigure]:
    """Give the figures of the column, in the order of its rows."""
    return select(con, RowFigure, _ROWS, total.table_id, total.column_no)


def passage_of(con: duckdb.DuckDBPyConnection, total: Total, around: int) -> tuple[str, int]:
    """Give the characters around the place where a total is stated, and where in the text they begin."""
    start = max(0, total.char_start - around)
    row = con.execute(
        "SELECT substring(text, ?, ?) FROM raw.document WHERE document_id = ?",
        [start + 1, total.char_end + around - start, total.document_id],
    ).fetchone()
    return (str(row[0]) if row else "", start)
