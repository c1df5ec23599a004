"""Tables that add up and tables that do not: every stated total beside the sum of its rows."""

from decimal import Decimal
from itertools import accumulate
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from pipelines.monitor.marking import Mark, mark
from pipelines.monitor.pages.documents import Order, PageNumber, SearchText
from pipelines.monitor.parts_of_text import whole_words
from pipelines.monitor.queries import tables as queries
from pipelines.monitor.rendering import Read, Speak, render

router = APIRouter()
_CHARACTERS_AROUND = 120


@router.get("/tables")
def show(
    request: Request,
    reading: Read,
    state: Literal["", "reconciled", "unreconciled"] = "",
    search: SearchText = "",
    sort: str = "difference",
    order: Order = "desc",
    page: PageNumber = 1,
) -> Response:
    """Show a page of the stated totals, those that do not add up first."""
    shown, totals = queries.total_list(
        reading.con, state=state, search=search.strip(), sort=sort, order=order, page=page
    )
    return render(
        request,
        "tables.html",
        version=reading.version,
        listing=shown,
        totals=totals,
        verdicts=request.app.state.cache.get(reading.version, "tables", lambda: queries.verdicts(reading.con)),
        state=state,
        search=search,
    )


@router.get("/tables/{total_id}")
def show_one(request: Request, reading: Read, speaker: Speak, total_id: str) -> Response:
    """Show a stated total with each row and the sum so far."""
    total = queries.find_total(reading.con, total_id)
    if total is None:
        raise HTTPException(404)
    figures = queries.figures_of(reading.con, total)
    sums = accumulate((each.amount or Decimal(0) for each in figures), initial=Decimal(0))
    passage, begin = queries.passage_of(reading.con, total, _CHARACTERS_AROUND)
    # What is cut off begins and ends with whole words, on lines of their own where there are any.
    start, end = whole_words(passage, total.char_start - begin, total.char_end - begin)
    here = Mark(total.char_start - begin, total.char_end - begin, "figure", title=speaker.t("figure.a_total"))
    return render(
        request,
        "table.html",
        version=reading.version,
        total=total,
        rows=list(zip(figures, list(sums)[1:], strict=True)),
        source=mark(passage, [here], start=start, end=end),
        scale=max(abs(total.stated_amount), abs(total.summed_amount)) or Decimal(1),
    )
