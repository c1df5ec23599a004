"""Two versions of a document side by side."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from pipelines.monitor.comparing import compare_lines, sides
from pipelines.monitor.pages.document import known
from pipelines.monitor.queries.restatements import restated
from pipelines.monitor.rendering import Read, render

router = APIRouter()
_ROWS_SHOWN = 400


@router.get("/documents/{document_id}/compare/{other_id}")
def show(
    request: Request,
    reading: Read,
    document_id: str,
    other_id: str,
    row: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
) -> Response:
    """Show what differs between two versions of one document, the former on the left, from a row on."""
    former, later = sorted((known(reading, document_id), known(reading, other_id)), key=lambda each: each.version_no)
    if former.document_key != later.document_key:
        raise HTTPException(404)
    old, new = former.text.split("\n"), later.text.split("\n")
    rows = request.app.state.cache.get(
        reading.version,
        ("compare", former.document_id, later.document_id),
        lambda: compare_lines(old, new),
    )
    begin = row if row < len(rows) else 0
    return render(
        request,
        "compare.html",
        version=reading.version,
        former=former,
        later=later,
        rows=[(each, sides(each, old, new)) for each in rows[begin : begin + _ROWS_SHOWN]],
        begin=begin,
        step=_ROWS_SHOWN,
        row_count=len(rows),
        restated=restated(reading.con, former.document_id, later.document_id),
    )
