"""Checks: every expectation with its history, and one with its rule in words and the rows that broke it."""

import re
from collections import defaultdict
from functools import partial
from typing import Annotated, Literal

import duckdb
from fastapi import APIRouter, HTTPException, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from pipelines.monitor.charts.sparkline import outcome_bars
from pipelines.monitor.language import Speaker
from pipelines.monitor.pages.documents import SearchText
from pipelines.monitor.queries import checks as queries
from pipelines.monitor.rendering import Read, Speak, render
from pipelines.monitor.rules_in_words import rule_in_words

router = APIRouter()
_RUNS_SHOWN = 20
_ROWS_SHOWN = 200
_FIGURE = re.compile(r"[0-9a-f]{12}")
_DOCUMENT = re.compile(r"([0-9a-f]{16})(?:\.\d+)?")


@router.get("/checks")
def show(
    request: Request,
    reading: Read,
    speaker: Speak,
    table: Annotated[str, Query(max_length=80)] = "",
    severity: Literal["", "critical", "warning", "info"] = "",
    state: Literal["", "passed", "failed"] = "",
    search: SearchText = "",
) -> Response:
    """Show every check that fits, those that failed first."""
    cache, con = request.app.state.cache, reading.con
    everything = cache.get(reading.version, "checks", lambda: queries.checks(con))
    bars = cache.get(reading.version, ("check bars", speaker), lambda: _all_bars(con, speaker))
    wanted = search.strip().lower()
    found = [
        check
        for check in everything
        if (not table or check.table_name == table)
        and (not severity or check.severity == severity)
        and (not state or (check.outcome == "passed") == (state == "passed"))
        and (not wanted or wanted in f"{check.expectation_id} {check.reason}".lower())
    ]
    return render(
        request,
        "checks.html",
        version=reading.version,
        checks=found,
        rules={check.expectation_id: _rule(check, speaker) for check in found},
        bars=bars,
        tables=sorted({check.table_name for check in everything}),
        passed=sum(check.outcome == "passed" for check in found),
        table=table,
        severity=severity,
        state=state,
        search=search,
    )


@router.get("/checks/{expectation_id}")
def show_one(request: Request, reading: Read, speaker: Speak, expectation_id: str) -> Response:
    """Show a check with its rule in words, its history and the rows that broke it."""
    con = reading.con
    check = next((each for each in queries.checks(con) if each.expectation_id == expectation_id), None)
    if check is None:
        raise HTTPException(404)
    history = queries.history(con, _RUNS_SHOWN, expectation_id).get(expectation_id, [])
    rows = queries.unexpected_rows(con, expectation_id, _ROWS_SHOWN)
    return render(
        request,
        "check.html",
        version=reading.version,
        check=check,
        rule=_rule(check, speaker),
        bars=_bars(history, speaker),
        history=list(reversed(history)),
        rows=[(row, address_of(check.table_name, row.row_key)) for row in rows],
        most=_ROWS_SHOWN,
    )


def address_of(table_name: str, row_key: str) -> str | None:
    """Give the page that shows a row: its figure's or its document's; None where there is none.

    Args:
        table_name: the table, with its schema.
        row_key: its key values joined with |.
    """
    first = row_key.partition("|")[0]
    if table_name in {"core.fact_allocation", "core.fact_funding", "core.fact_total", "quality.repair"}:
        return f"/figures/{first}" if _FIGURE.fullmatch(first) else None
    document = _DOCUMENT.fullmatch(first)
    return f"/documents/{document[1]}" if document else None


def _all_bars(con: duckdb.DuckDBPyConnection, speaker: Speaker) -> defaultdict[str, Markup]:
    drawn = {name: _bars(outcomes, speaker) for name, outcomes in queries.history(con, _RUNS_SHOWN).items()}
    return defaultdict(partial(_bars, [], speaker), drawn)


def _rule(check: queries.Check, speaker: Speaker) -> str:
    return rule_in_words(check.expectation_type, check.kwargs, speaker)


def _bars(history: list[queries.Outcome], speaker: Speaker) -> Markup:
    told = [
        (each.outcome, f"{speaker.moment(each.finished_at)}: {speaker.term('outcome', each.outcome)}")
        for each in history
    ]
    failed = sum(each.outcome != "passed" for each in history)
    return outcome_bars(told, speaker.t("checks.history_said", runs=len(history), failed=failed))
