"""One document: its text with everything that was read of it, its versions, and the file as received."""

import sqlite3
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from pipelines.monitor.downloads import attachment, file_of
from pipelines.monitor.marking import mark_each
from pipelines.monitor.pages.document_marks import marks_of, reached_at
from pipelines.monitor.parts_of_text import Part, part_at
from pipelines.monitor.queries import documents as queries
from pipelines.monitor.rendering import Read, Speak, render
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveError

router = APIRouter()
_AS_RECEIVED = "application/octet-stream"
_TEXT = "text/plain; charset=utf-8"


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
    if at:
        marks = reached_at(marks, min(at, len(document.text) - 1))
    pieces = mark_each(document.text, marks, ((line.start, line.end) for line in part.lines))
    return render(
        request,
        "document.html",
        version=reading.version,
        document=document,
        part=part,
        lines=zip(part.lines, pieces, strict=True),
        roles=roles,
        accounted=1 - roles.get("unaccounted", 0) / numbers if numbers else None,
        findings=queries.findings(con, document_id),
        finding_count=queries.finding_count(con, document_id),
        tables=queries.tables(con, document_id),
        filed=queries.filed_under(con, document_id),
        versions=queries.versions(con, document.document_key),
        figure_count=queries.figure_count(con, document_id),
    )


@router.get("/documents/{document_id}/raw", response_class=Response, responses=file_of(_AS_RECEIVED))
def raw(reading: Read, document_id: str) -> Response:
    """Give the file as received, to be kept, never to be opened in the page's place.

    Raises:
        HTTPException: 404, the archive that had it is gone or is another one.
    """
    document = known(reading, document_id)
    try:
        with Archive(reading.home.archive, read_only=True) as archive:
            content = archive.content(document.sha256)
    except (ArchiveError, KeyError, sqlite3.Error) as error:
        raise HTTPException(404) from error
    return attachment(content, document.path.rpartition("/")[2], _AS_RECEIVED)


@router.get("/documents/{document_id}/text", response_class=Response, responses=file_of(_TEXT))
def text(reading: Read, document_id: str) -> Response:
    """Give the text that was read, whose characters every figure counts."""
    document = known(reading, document_id)
    name = document.path.rpartition("/")[2].rpartition(".")[0] or document.document_id
    return attachment(document.text.encode("utf-8"), f"{name}.utf8.txt", _TEXT)
