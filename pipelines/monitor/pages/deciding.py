"""Deciding: accept, correct, reject or reopen a figure or a finding, and back to where the steward was."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from pipelines.monitor.access import reviewer_of
from pipelines.monitor.pages import figure as figure_page
from pipelines.monitor.pages.preferences import own_path
from pipelines.monitor.rendering import Read, Speak
from pipelines.monitor.security import require_csrf
from pipelines.quality.deciding import (
    DecisionError,
    decide,
    figure_as_it_stands,
    finding_as_it_stands,
    parse_value,
)
from pipelines.store.figures import find_figure

router = APIRouter(dependencies=[Depends(require_csrf)])
Deciding = Annotated[Literal["accept", "correct", "reject", "reopen"], Form()]


@router.post("/figures/{figure_id}/decide", status_code=303, response_class=RedirectResponse)
def decide_figure(
    request: Request,
    reading: Read,
    speaker: Speak,
    figure_id: str,
    decision: Deciding,
    value: Annotated[str, Form(max_length=100)] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Put a decision about a figure into the log; what is missing or wrong is said at the form."""
    figure = find_figure(reading.con, figure_id)
    try:
        decide(
            reading.home,
            figure_as_it_stands(reading.con, figure.id),
            decision,
            value=parse_value(value) if decision == "correct" else None,
            reason=reason,
            reviewer=_reviewer(request),
            now=datetime.now(UTC),
        )
    except DecisionError as error:
        given = {"decision": decision, "value": value, "reason": reason, "back": back}
        return figure_page.page(request, reading, speaker, figure, problem=error.problem, given=given, status_code=422)
    return RedirectResponse(own_path(back) if back else f"/figures/{figure.id}", 303)


@router.post("/findings/{finding_id}/decide", status_code=303, response_class=RedirectResponse)
def decide_finding(
    request: Request,
    reading: Read,
    finding_id: str,
    decision: Annotated[Literal["accept", "reject", "reopen"], Form()],
    back: Annotated[str, Form()] = "/findings",
) -> Response:
    """Accept a finding as seen, with its figure where it has one; answer one that asks; or take that back."""
    try:
        standing = finding_as_it_stands(reading.con, finding_id)
        decide(reading.home, standing, decision, reviewer=_reviewer(request), now=datetime.now(UTC))
    except DecisionError as error:
        raise HTTPException(404 if error.problem == "unknown_finding" else 409) from error
    return RedirectResponse(own_path(back), 303)


def _reviewer(request: Request) -> str:
    reviewer = reviewer_of(request)
    if reviewer is None:
        raise HTTPException(403, "nobody")
    return reviewer
