"""One document: its text with everything that was read of it, its versions, and the file as received."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from pipelines.monitor.downloads import attachment
from pipelines.monitor.marking import mark
from pipelines.monitor.pages.document_marks import marks_of
from pipelines.monitor.parts_of_text import Part, part_at
from pipelines.monitor.queries import documents as queries
from pipelines.monitor.rendering import Read, Speak, render
from pipelines.sources.archive import Archive

router = APIRouter(include_in_schema=False)


def known(reading: Read, document_id: str) -> queries.Document:
    """Give a document version.

    Raises:
        HTTPException: 404, there is none.
    """
    document = queries.find_document(reading.con, document_id)
    if document is None:
        raise HTTPException(404)
    return document


@router.get("/documents/{document_id}")
def show(
    request: Request, reading: Read, speaker: Speak, document_id: str, at: Annotated[int, Query(ge=0)] = 0
) -> Response:
    """Show a document, or the part of a long one that holds a character."""
    document = known(reading, document_id)
    con = reading.con
    part: Part = part_at(document.text, at)
    roles = queries.role_counts(con, document_id)
    numbers = sum(roles.values())
    marks = marks_of(
        queries.tokens(con, document_id, part.start, part.end),
        queries.figures(con, document_id, part.start, part.end),
        speaker,
    )
    return render(
        request,
        "document.html",
        version=reading.version,
        document=document,
        part=part,
        lines=[(line, mark(document.text, marks, start=line.start, end=line.end)) for line in part.lines],
        roles=roles,
        accounted=1 - roles.get("unaccounted", 0) / numbers if numbers else None,
        findings=queries.findings(con, document_id),
        tables=queries.tables(con, document_id),
        filed=queries.filed_under(con, document_id),
        versions=queries.versions(con, document.document_key),
        figure_count=queries.figure_count(con, document_id),
    )


@router.get("/documents/{document_id}/raw")
def raw(reading: Read, document_id: str) -> Response:
    """Give the file as received, to be kept, never to be opened in the page's place."""
    document = known(reading, document_id)
    with Archive(reading.home.archive) as archive:
        content = archive.content(document.sha256)
    return attachment(content, document.path.rpartition("/")[2], "application/octet-stream")


@router.get("/documents/{document_id}/text")
def text(reading: Read, document_id: str) -> Response:
    """Give the text that was read, whose characters every figure counts."""
    document = known(reading, document_id)
    name = document.path.rpartition("/")[2].rpartition(".")[0] or document.document_id
    return attachment(document.text.encode("utf-8"), f"{name}.utf8.txt", "text/plain; charset=utf-8")
