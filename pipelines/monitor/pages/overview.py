"""The first page: is the warehouse healthy and fresh, and what waits for somebody?"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from pipelines.monitor.queries import overview as queries
from pipelines.monitor.rendering import Read, render
from pipelines.operation.overview import Overview, overview

router = APIRouter()
_RUNS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the first sentence says.

    Attributes:
        tone: good | warn | bad.
        reasons: why it is not good: name of the string, a number for it, and where to look.
    """

    tone: Literal["good", "warn", "bad"]
    reasons: tuple[tuple[str, int, str], ...]


@router.get("/")
def show(request: Request, reading: Read) -> Response:
    """Show the state of everything."""
    cache, con = request.app.state.cache, reading.con
    contents = cache.get(reading.version, "contents", lambda: queries.contents(con))
    findings = cache.get(reading.version, "finding counts", lambda: queries.finding_counts(con))
    suites = cache.get(reading.version, "suites", lambda: queries.suites(con))
    runs = cache.get(reading.version, "runs", lambda: queries.past_runs(con, _RUNS_SHOWN))
    seen = overview(reading.home, os.environ, now=datetime.now(UTC))
    counts = {severity: sum(each.count for each in findings if each.severity == severity) for severity in _SEVERITIES}
    return render(
        request,
        "overview.html",
        version=reading.version,
        verdict=verdict(seen, contents, counts, suites),
        contents=contents,
        findings=findings,
        counts=counts,
        suites=suites,
        runs=runs,
        seen=seen,
        trends=_trends(list(reversed(runs))),
    )


_SEVERITIES = ("error", "warning", "info")


def verdict(seen: Overview, contents: queries.Contents, counts: dict[str, int], suites: list[queries.Suite]) -> Verdict:
    """Judge the warehouse: green only where nothing at all is wrong.

    Args:
        seen: what the installation is doing.
        contents: what the warehouse holds.
        counts: open findings by severity.
        suites: the checks of each table.
    """
    blocked = sum(suite.is_blocked for suite in suites)
    failed = sum(suite.total - suite.passed for suite in suites)
    published = seen.published
    bad = [
        ("stale", int(seen.is_stale), "/runs"),
        ("blocked", blocked, "/checks?state=failed"),
        ("errors", counts["error"], "/findings?severity=error"),
        ("unreadable", published.quarantined if published else 0, "/findings?kind=unreadable_document"),
        ("troubles", len(seen.alerts.troubles), "/runs"),
    ]
    doubtful = [
        ("failed", failed - blocked, "/checks?state=failed"),
        ("unreconciled", contents.unreconciled, "/tables"),
        ("warnings", counts["warning"], "/findings?severity=warning"),
        ("problems", len(seen.problems), "/runs"),
    ]
    reasons = tuple(each for each in [*bad, *doubtful] if each[1] > 0)
    tone: Literal["good", "warn", "bad"] = "bad" if any(each[1] > 0 for each in bad) else "warn" if reasons else "good"
    return Verdict(tone, reasons)


def _trends(runs: list[queries.PastRun]) -> dict[str, list[float]]:
    return {
        "documents": [run.document_count for run in runs],
        "seconds": [run.lasted.total_seconds() for run in runs],
        "passed": [run.checks_passed / run.checks for run in runs if run.checks],
    }
