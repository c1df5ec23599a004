"""What each run read and added."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from pipelines.monitor.queries.rows import select

_RUN = """
SELECT run_id, kind, started_at, finished_at, code_version, rules_version, archive_last_no, read_count, failed_count,
    document_count FROM quality.run WHERE run_id = ?
"""
_OUTCOMES = """
SELECT expectation_id, table_name, severity, outcome, row_count, unexpected_count FROM quality.expectation_result
WHERE run_id = ? ORDER BY (outcome = 'passed'), table_name, expectation_id
"""
_JUDGED = """
SELECT table_name, max(row_count) AS row_count FROM quality.expectation_result WHERE run_id = ?
GROUP BY table_name HAVING max(row_count) > 0 ORDER BY table_name
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A run that published, as quality.run has it."""

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime
    code_version: str
    rules_version: str
    archive_last_no: int
    read_count: int
    failed_count: int
    document_count: int


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What the run made of an expectation."""

    expectation_id: str
    table_name: str
    severity: str
    outcome: str
    row_count: int
    unexpected_count: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """How many rows of a table the run made and judged."""

    table_name: str
    row_count: int


def find_run(con: duckdb.DuckDBPyConnection, run_id: str) -> Run | None:
    """Give a run; None where there is none."""
    found = select(con, Run, _RUN, run_id)
    return found[0] if found else None


def outcomes(con: duckdb.DuckDBPyConnection, run_id: str) -> list[CheckOutcome]:
    """Give what the run made of each expectation, failures first."""
    return select(con, CheckOutcome, _OUTCOMES, run_id)


def judged(con: duckdb.DuckDBPyConnection, run_id: str) -> list[Judged]:
    """Give how many rows of each table the run made and judged."""
    return select(con, Judged, _JUDGED, run_id)
