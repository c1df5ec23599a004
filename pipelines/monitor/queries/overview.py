"""What the first page asks: how much there is, how good it is, and how that went over the runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from pipelines.monitor.queries.rows import select

_CURRENT = "(SELECT document_id FROM core.dim_document WHERE is_current)"
_CONTENTS = f"""
SELECT
    (SELECT count(*) FROM core.dim_document WHERE is_current) AS documents,
    (SELECT count(*) FROM core.fact_allocation WHERE document_id IN {_CURRENT}) AS allocations,
    (SELECT count(*) FROM core.fact_funding WHERE amount_low IS NOT NULL AND document_id IN {_CURRENT}) AS funding,
    (SELECT count(*) FROM quality.number_token WHERE document_id IN {_CURRENT}) AS numbers,
    (SELECT count(*) FROM quality.number_token WHERE role = 'unaccounted' AND document_id IN {_CURRENT}) AS unaccounted,
    (SELECT count(*) FROM quality.reconciliation WHERE document_id IN {_CURRENT}) AS totals,
    (SELECT count(*) FROM quality.reconciliation WHERE NOT is_reconciled AND document_id IN {_CURRENT}) AS unreconciled
"""  # noqa: S608 - our own names
_FINDINGS = """
SELECT kind, severity, count(*) AS count FROM mart.open_finding GROUP BY kind, severity
ORDER BY list_position(['error', 'warning', 'info'], severity), count DESC, kind
"""
_SUITES = """
SELECT table_name, count(*) AS total, count(*) FILTER (outcome = 'passed') AS passed,
    bool_or(outcome <> 'passed' AND severity = 'critical') AS is_blocked
FROM mart.expectation GROUP BY table_name ORDER BY passed / total, table_name
"""
_RUNS = """
SELECT run.run_id, kind, started_at, finished_at, read_count, failed_count, document_count,
    count(result.expectation_id) AS checks,
    count(result.expectation_id) FILTER (result.outcome = 'passed') AS checks_passed
FROM quality.run AS run LEFT JOIN quality.expectation_result AS result USING (run_id)
GROUP BY ALL ORDER BY finished_at DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much the warehouse holds of current documents; all are counts.

    Attributes:
        allocations: figures of tables.
        funding: amounts in prose.
        numbers: numbers in the texts.
        unaccounted: those of them that nobody understood.
        totals: stated totals that rows were held against.
        unreconciled: those of them that do not fit.
    """

    documents: int
    allocations: int
    funding: int
    numbers: int
    unaccounted: int
    totals: int
    unreconciled: int

    @property
    def figures(self) -> int:
        """Amounts in tables and prose."""
        return self.allocations + self.funding

    @property
    def accounted_share(self) -> float | None:
        """Share of the numbers that were understood; None without any."""
        return 1 - self.unaccounted / self.numbers if self.numbers else None


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many open findings of a kind and severity there are."""

    kind: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class Suite:
    """The checks of a table.

    Attributes:
        is_blocked: whether one failed that stops publishing.
    """

    table_name: str
    total: int
    passed: int
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that published.

    Attributes:
        kind: rebuild | increment.
        read_count: document versions that it read.
        failed_count: those of them that the reader failed on.
        document_count: documents that were there at its end.
        checks: expectations that judged its rows.
        checks_passed: those of them that passed.
    """

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime
    read_count: int
    failed_count: int
    document_count: int
    checks: int
    checks_passed: int

    @property
    def lasted(self) -> timedelta:
        """From the beginning of building to the sealed file."""
        return self.finished_at - self.started_at


def contents(con: duckdb.DuckDBPyConnection) -> Contents:
    """Count what is there."""
    return select(con, Contents, _CONTENTS)[0]


def finding_counts(con: duckdb.DuckDBPyConnection) -> list[FindingCount]:
    """Count open findings, the gravest first."""
    return select(con, FindingCount, _FINDINGS)


def suites(con: duckdb.DuckDBPyConnection) -> list[Suite]:
    """Give the checks of each table, those that pass least first."""
    return select(con, Suite, _SUITES)


def past_runs(con: duckdb.DuckDBPyConnection, most: int) -> list[PastRun]:
    """Give the last runs, the newest first."""
    return select(con, PastRun, _RUNS, most)
