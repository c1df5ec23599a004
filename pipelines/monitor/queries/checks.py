"""Expectations with their history over runs, and the rows that broke them."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from pipelines.monitor.queries.rows import select

_CHECKS = """
SELECT expectation.expectation_id, expectation.table_name, expectation.severity, expectation.outcome, reason,
    row_count, unexpected_count, last.expectation_type, last.column_name, last.kwargs, last.error_text,
    first_failed, last_passed
FROM mart.expectation AS expectation
JOIN (
    SELECT expectation_id, arg_max(expectation_type, finished_at) AS expectation_type,
        arg_max(column_name, finished_at) AS column_name, arg_max(kwargs, finished_at) AS kwargs,
        arg_max(error_text, finished_at) AS error_text,
        min(finished_at) FILTER (outcome <> 'passed') AS first_failed,
        max(finished_at) FILTER (outcome = 'passed') AS last_passed
    FROM quality.expectation_result JOIN quality.run USING (run_id) GROUP BY expectation_id
) AS last USING (expectation_id)
ORDER BY (expectation.outcome = 'passed'), list_position(['critical', 'warning', 'info'], expectation.severity),
    expectation.table_name, expectation.expectation_id
"""
_HISTORY = """
SELECT expectation_id, run_id, finished_at, outcome, row_count, unexpected_count
FROM quality.expectation_result JOIN quality.run USING (run_id)
WHERE finished_at >= (SELECT min(finished_at) FROM (
    SELECT finished_at FROM quality.run ORDER BY finished_at DESC LIMIT ?
)) AND (? = '' OR expectation_id = ?)
ORDER BY finished_at
"""
_ROWS = """
SELECT broken.run_id, broken.row_key, broken.value_text,
    coalesce(nullif(concat_ws(' ', figure.recipient_text, figure.amount_text), ''), document.title) AS label
FROM (
    SELECT run_id, row_key, value_text, finished_at FROM quality.unexpected_row JOIN quality.run USING (run_id)
    WHERE expectation_id = ? ORDER BY finished_at DESC, row_key LIMIT ?
) AS broken
LEFT JOIN mart.figure AS figure ON figure.figure_id = split_part(row_key, '|', 1)
LEFT JOIN core.dim_document AS document ON document.document_id = regexp_extract(row_key, '^[0-9a-f]{16}')
ORDER BY broken.finished_at DESC, broken.row_key
"""


@dataclass(frozen=True, slots=True)
class Check:
    """An expectation and how it stands; `kwargs` as JSON, times of runs."""

    expectation_id: str
    table_name: str
    severity: str
    outcome: str
    reason: str
    row_count: int
    unexpected_count: int | None
    expectation_type: str
    column_name: str | None
    kwargs: str
    error_text: str | None
    first_failed: datetime | None
    last_passed: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run made of an expectation."""

    expectation_id: str
    run_id: str
    finished_at: datetime
    outcome: str
    row_count: int
    unexpected_count: int | None


@dataclass(frozen=True, slots=True)
class UnexpectedRow:
    """A row that broke an expectation: its key values joined with |, the value, and what it is about, where known."""

    run_id: str
    row_key: str
    value_text: str | None
    label: str | None


def checks(con: duckdb.DuckDBPyConnection) -> list[Check]:
    """Give every expectation, those that failed first."""
    return select(con, Check, _CHECKS)


def history(con: duckdb.DuckDBPyConnection, runs: int, expectation_id: str = "") -> dict[str, list[Outcome]]:
    """Give outcomes over the last runs by expectation, the oldest first; of all, or of one."""
    found: dict[str, list[Outcome]] = {}
    for outcome in select(con, Outcome, _HISTORY, runs, expectation_id, expectation_id):
        found.setdefault(outcome.expectation_id, []).append(outcome)
    return found


def unexpected_rows(con: duckdb.DuckDBPyConnection, expectation_id: str, most: int) -> list[UnexpectedRow]:
    """Give rows that broke an expectation, those of the last runs first."""
    return select(con, UnexpectedRow, _ROWS, expectation_id, most)
