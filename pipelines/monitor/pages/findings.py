"""The queue of findings, with the keyboard."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipelines.monitor.pages.documents import Order, PageNumber, SearchText
from pipelines.monitor.queries import findings as queries
from pipelines.monitor.rendering import Read, render
from pipelines.monitor.starting import run_state
from pipelines.quality.deciding import QUESTIONS, pending

router = APIRouter()
Group = Literal["", "repaired", "suspect", "quarantined", "unreconciled", "unaccounted", "other"]


@router.get("/findings")
def show(
    request: Request,
    reading: Read,
    group: Group = "",
    kind: Annotated[str, Query(max_length=60, pattern=r"^[a-z_]*$")] = "",
    severity: Literal["", "error", "warning", "info"] = "",
    state: Literal["", "open", "pending", "settled", "any"] = "",
    search: SearchText = "",
    sort: str = "severity",
    order: Order = "desc",
    page: PageNumber = 1,
) -> Response:
    """Show a page of the findings; those that are open where nothing else is asked for."""
    undone = pending(reading.con, reading.home)
    keys = {review.subject_key for review in undone}
    asked = queries.Asked(group, kind, severity, {"": "open", "any": ""}.get(state, state), search.strip())
    shown, found = queries.finding_list(reading.con, asked, keys, sort=sort, order=order, page=page)
    cache, ids = request.app.state.cache, tuple(finding.finding_id for finding in found)
    details = cache.get(reading.version, ("finding details", ids), lambda: queries.details(reading.con, ids))
    counts = cache.get(
        reading.version, ("finding groups", tuple(sorted(keys))), lambda: queries.group_counts(reading.con, keys)
    )
    return render(
        request,
        "findings.html",
        version=reading.version,
        asked=asked,
        state=state or "open",
        listing=shown,
        findings=found,
        details=details,
        groups=[*queries.GROUPS, "other"],
        questions=QUESTIONS,
        counts=counts,
        pending=undone,
        run=run_state(reading.home),
    )
