"""Two versions of a document side by side."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from pipelines.monitor.comparing import compare_texts
from pipelines.monitor.pages.document import known
from pipelines.monitor.queries.restatements import restated
from pipelines.monitor.rendering import Read, render

router = APIRouter(include_in_schema=False)


@router.get("/documents/{document_id}/compare/{other_id}")
def show(request: Request, reading: Read, document_id: str, other_id: str) -> Response:
    """Show what differs between two versions of one document, the former on the left."""
    former, later = sorted((known(reading, document_id), known(reading, other_id)), key=lambda each: each.version_no)
    if former.document_key != later.document_key:
        raise HTTPException(404)
    rows = request.app.state.cache.get(
        reading.version,
        ("compare", former.document_id, later.document_id),
        lambda: compare_texts(former.text, later.text),
    )
    return render(
        request,
        "compare.html",
        version=reading.version,
        former=former,
        later=later,
        rows=rows,
        restated=restated(reading.con, former.document_id, later.document_id),
    )
