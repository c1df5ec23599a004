"""The list of documents."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipelines.monitor.queries import documents as queries
from pipelines.monitor.rendering import Read, render

router = APIRouter()
SearchText = Annotated[str, Query(max_length=200)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
Order = Literal["asc", "desc"]


@router.get("/documents")
def show(
    request: Request,
    reading: Read,
    search: SearchText = "",
    source: Annotated[str, Query(max_length=100)] = "",
    section: Annotated[str, Query(max_length=100)] = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    state: Literal["", "findings", "figures", "tables"] = "",
    sort: str = "published",
    order: Order = "desc",
    page: PageNumber = 1,
) -> Response:
    """Show a page of the documents that are there now."""
    asked = queries.Asked(search.strip(), source, section, int(year) if year else None, state)
    cache, con = request.app.state.cache, reading.con
    documents = cache.get(reading.version, "documents", lambda: queries.counted(con))
    shown, lines = queries.document_list(documents, asked, sort=sort, order=order, page=page)
    choices = cache.get(reading.version, "document choices", lambda: queries.choices(con))
    return render(
        request,
        "documents.html",
        version=reading.version,
        asked=asked,
        listing=shown,
        lines=lines,
        choices=choices,
    )
