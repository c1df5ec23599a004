"""What every table and column means, with one search over all of it."""

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from pipelines.monitor.pages.documents import SearchText
from pipelines.monitor.rendering import Read, render
from pipelines.store.dictionary import Words, keys_of
from pipelines.store.dictionary import search as find
from pipelines.store.integrity import references
from pipelines.store.schema import list_tables
from pipelines.store.star import star_of

router = APIRouter()


@router.get("/dictionary")
def show(request: Request, reading: Read, search: SearchText = "") -> Response:
    """Show the tables and columns whose names or descriptions hold all the words; all of them without words."""
    cache = request.app.state.cache
    tables = cache.get(reading.version, "dictionary", lambda: list_tables(reading.con))
    between = cache.get(reading.version, "references", references)
    star = cache.get(reading.version, "star", lambda: star_of(tables, between, has_own_colours=False))
    words = Words(search)
    return render(
        request,
        "dictionary.html",
        version=reading.version,
        found=find(tables, words),
        keys={table.qualified: keys_of(table, between) for table in tables},
        words=words,
        search=search.strip(),
        star=Markup(star),  # noqa: S704 - drawn by us, all names in it escaped
    )
