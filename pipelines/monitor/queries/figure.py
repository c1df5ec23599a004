"""What the page of a figure asks besides `pipelines.store.figures`: its column, its versions, what people decided."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import duckdb

from pipelines.monitor.queries.rows import scalar, select

_CELLS = """
SELECT cell.row_no, cell.column_no, row_kind, row_label, cell_text, coalesce(fact.amount, cell.amount) AS amount,
    cell.char_start, cell.char_end, fact.figure_id
FROM staging.table_cell AS cell
LEFT JOIN core.fact_allocation AS fact
    ON fact.table_id = cell.table_id AND fact.row_no = cell.row_no AND fact.column_no = cell.column_no
WHERE cell.table_id = ? ORDER BY cell.row_no, cell.column_no
"""
_COLUMNS = """
SELECT column_no, header_text, role, multiplier, currency, start_year, end_year, per_year, open_ended, status,
    footnote_char_start, footnote_char_end, char_start, char_end
FROM staging.table_column WHERE table_id = ? ORDER BY column_no
"""
_VERSIONS = """
SELECT figure_id, version_no, valid_from, is_current, amount, currency, amount_text, quality FROM mart.figure
WHERE figure_key = ? ORDER BY version_no DESC, figure_id
"""
_KEYS = """
SELECT figure_key, document_id, geography_id, organisation_id, programme_id, period_id, status, review_id FROM (
    SELECT figure_id AS id, * FROM core.fact_allocation
    UNION ALL BY NAME SELECT figure_id AS id, * FROM core.fact_funding
    UNION ALL BY NAME SELECT total_id AS id, * FROM core.fact_total
) WHERE id = ?
"""
_DECISIONS = """
SELECT decided_at, reviewer, decision, value, reason, outcome FROM mart.review
WHERE subject = 'figure' AND subject_key = ? ORDER BY decided_at DESC
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the figure's table, its value after repairs and decisions; the figure that it is, None where none."""

    row_no: int
    column_no: int
    row_kind: str
    row_label: str
    cell_text: str
    amount: Decimal | None
    char_start: int
    char_end: int
    figure_id: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the figure's table, and what its header says."""

    column_no: int
    header_text: str
    role: str
    multiplier: int | None
    currency: str | None
    start_year: int | None
    end_year: int | None
    per_year: bool
    open_ended: bool
    status: str | None
    footnote_char_start: int | None
    footnote_char_end: int | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class FigureVersion:
    """The figure in a version of its document."""

    figure_id: str
    version_no: int
    valid_from: datetime
    is_current: bool
    amount: Decimal | None
    currency: str | None
    amount_text: str | None
    quality: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a fact: its place in the star schema; None for a dimension that its table does not have."""

    figure_key: str
    document_id: str
    geography_id: str | None
    organisation_id: str | None
    programme_id: str | None
    period_id: str
    status: str | None
    review_id: str | None


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision about the figure, and what became of it."""

    decided_at: datetime
    reviewer: str
    decision: str
    value: Decimal | None
    reason: str
    outcome: str


def cells(con: duckdb.DuckDBPyConnection, table_id: str) -> list[Cell]:
    """Give the cells of a table, in order."""
    return select(con, Cell, _CELLS, table_id)


def columns(con: duckdb.DuckDBPyConnection, table_id: str) -> dict[int, Column]:
    """Give the columns of a table by number."""
    return {column.column_no: column for column in select(con, Column, _COLUMNS, table_id)}


def versions(con: duckdb.DuckDBPyConnection, figure_key: str) -> list[FigureVersion]:
    """Give the figure in all versions of its document, the newest first."""
    return select(con, FigureVersion, _VERSIONS, figure_key)


def keys(con: duckdb.DuckDBPyConnection, figure_id: str) -> Keys:
    """Give the keys of a figure that is there."""
    return select(con, Keys, _KEYS, figure_id)[0]


def decisions(con: duckdb.DuckDBPyConnection, figure_key: str) -> list[PastDecision]:
    """Give the decisions about a figure that were replayed, the newest first."""
    # What became of a decision is found among all facts, which takes a third of the page; hardly any figure has one.
    if not scalar(con, "SELECT count(*) FROM quality.review WHERE subject_key = ?", figure_key):
        return []
    return select(con, PastDecision, _DECISIONS, figure_key)
