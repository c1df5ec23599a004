"""What became of an expectation, and its keeping in the warehouse.

Belongs here: the outcome as rows of quality.expectation_result and quality.unexpected_row. How it comes about is told
in `gx_judge`.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Literal

import duckdb

MAX_UNEXPECTED_ROWS = 200
"""Rows kept of those that broke one expectation: enough to see the pattern, few enough to keep for every run."""


@dataclass(frozen=True)
class UnexpectedRow:
    """A row that broke an expectation: a row of quality.unexpected_row but for the run.

    Attributes:
        expectation_id: the expectation.
        row_key: the row's key values joined with |.
        value_text: the value that broke the rule; None where it was NULL or the rule is about several columns.
    """

    expectation_id: str
    row_key: str
    value_text: str | None


@dataclass(frozen=True)
class ExpectationOutcome:
    """An expectation and its outcome: a row of quality.expectation_result but for the run, and the rows that broke it.

    Attributes:
        expectation_id: unique among all suites.
        table_name: table that it is about, with its schema.
        expectation_type: Great Expectations type.
        column_name: column that it is about; None where it is about the table or several columns.
        severity: critical | warning | info.
        outcome: passed | failed | error (it could not be judged).
        row_count: rows of the frame that was judged.
        unexpected_count: rows that broke the rule; None where it does not count rows.
        observed_value: JSON of what was seen, where the rule is about a single value.
        kwargs: JSON of the rule's parameters.
        reason: why the rule is there and since when its threshold applies.
        error_text: why it could not be judged; None otherwise.
        unexpected_rows: rows that broke the rule, at most `MAX_UNEXPECTED_ROWS`; some may although it passed, within
            its tolerance.
    """

    expectation_id: str
    table_name: str
    expectation_type: str
    column_name: str | None
    severity: Literal["critical", "warning", "info"]
    outcome: Literal["passed", "failed", "error"]
    row_count: int
    unexpected_count: int | None
    observed_value: str | None
    kwargs: str
    reason: str
    error_text: str | None
    unexpected_rows: tuple[UnexpectedRow, ...] = ()


def save_outcomes(con: duckdb.DuckDBPyConnection, run_id: str, outcomes: Sequence[ExpectationOutcome]) -> None:
    """Put a run's outcomes into quality.expectation_result and quality.unexpected_row, in place of earlier ones of it.

    All in one transaction.
    """
    con.begin()
    try:
        for outcome in outcomes:
            con.execute(
                "DELETE FROM quality.unexpected_row WHERE run_id = ? AND expectation_id = ?",
                [run_id, outcome.expectation_id],
            )
            *result, unexpected_rows = (getattr(outcome, field.name) for field in fields(outcome))
            con.execute(
                "INSERT OR REPLACE INTO quality.expectation_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [run_id, *result],
            )
            if unexpected_rows:
                con.executemany(
                    "INSERT INTO quality.unexpected_row VALUES (?, ?, ?, ?)",
                    [(run_id, *astuple(row)) for row in unexpected_rows],
                )
        con.commit()
    except BaseException:
        con.rollback()
        raise
