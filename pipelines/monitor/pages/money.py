"""Money: who gets how much on a map, and what was announced over time; what is shown can be taken away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from pipelines.monitor.charts.announced import announced_chart
from pipelines.monitor.charts.map import STEPS, draw_map
from pipelines.monitor.charts.theme import CATEGORY_COLOURS
from pipelines.monitor.downloads import CSV, PARQUET, csv_file, file_of, parquet_file
from pipelines.monitor.language import Speaker
from pipelines.monitor.published import Reading
from pipelines.monitor.queries import money as queries
from pipelines.monitor.rendering import Read, Speak, render

router = APIRouter()
Level = Literal["municipality", "county"]
Grouping = Literal["status", "section", "ministry", "category"]
Name = Annotated[str, Query(max_length=500)]
Year = Annotated[str, Query(pattern=r"^(\d{4}|together)?$")]
_NO_STATUS = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the map's legend: from the least to the greatest amount in it."""

    number: int
    least: Decimal
    greatest: Decimal


@router.get("/money")
def show(
    request: Request,
    reading: Read,
    speaker: Speak,
    programme: Name = "",
    year: Year = "",
    status: Annotated[str, Query(max_length=40)] = "",
    level: Level = "municipality",
    sort: Literal["code", "name", "amount"] = "amount",
    grouping: Grouping = "status",
) -> Response:
    """Show the map and the table of a programme's year, and announced amounts over time."""
    cache = request.app.state.cache
    programmes = cache.get(reading.version, "programmes", lambda: queries.programmes(reading.con))
    selected, choices = _selected(reading, programmes, programme, year, status)
    shown = ("places", level, selected)
    places = cache.get(reading.version, shown, lambda: queries.places(reading.con, level, selected)) if selected else []
    steps = steps_of([place.amount for place in places if place.amount])
    drawn = cache.get(
        reading.version, (*shown, speaker), lambda: _map(level, places, steps, selected, speaker) if selected else None
    )
    key = ("announced", grouping, speaker.language)
    return render(
        request,
        "money.html",
        version=reading.version,
        programmes=programmes,
        choices=choices,
        selected=selected,
        level=level,
        sort=sort,
        places=sorted(places, key=_order(sort)),
        total=sum((place.amount or Decimal(0) for place in places), Decimal(0)),
        without_value=[place for place in places if place.without_value],
        steps=steps,
        map=drawn,
        grouping=grouping,
        groupings=queries.GROUPINGS,
        announced=cache.get(reading.version, key, lambda: _announced(reading, grouping, speaker)),
    )


@router.get("/money/download.{form}", response_class=Response, responses=file_of(CSV, PARQUET))
def take_away(
    reading: Read,
    form: Literal["csv", "parquet"],
    programme: Name = "",
    year: Year = "",
    status: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Give the rows behind the map as a file."""
    selected, _ = _selected(reading, queries.programmes(reading.con), programme, year, status)
    if selected is None:
        raise HTTPException(404)
    name = f"anslag-{selected.programme[:60]}-{selected.year or queries.NO_YEAR}-{reading.version}"
    rows = queries.shown(reading.con, selected)
    return csv_file(rows, name) if form == "csv" else parquet_file(rows, name)


def steps_of(amounts: Sequence[Decimal]) -> list[Step]:
    """Cut amounts into steps of about as many places each; fewer steps where there are few different amounts."""
    ordered = sorted(set(amounts))
    count = min(STEPS, len(ordered))
    cuts = [ordered[number * len(ordered) // count] for number in range(count)] if count else []
    return [
        Step(
            # The greatest stand out, however few steps there are.
            number=number + 1 + STEPS - count,
            least=least,
            greatest=max(each for each in ordered if number + 1 == count or each < cuts[number + 1]),
        )
        for number, least in enumerate(cuts)
    ]


def _selected(
    reading: Reading, programmes: Sequence[queries.Programme], programme: str, year: str, status: str
) -> tuple[queries.Selected | None, list[queries.Choice]]:
    """Make sense of what was asked for: what is not there is the first that is."""
    if not programmes:
        return None, []
    name = programme if any(each.name == programme for each in programmes) else programmes[0].name
    choices = queries.choices(reading.con, name)
    wanted_year = None if year == queries.NO_YEAR else int(year) if year else choices[0].year
    fitting = [each for each in choices if each.year == wanted_year] or choices[:1]
    wanted_status = None if status == _NO_STATUS else status
    chosen = next((each for each in fitting if each.status == wanted_status), fitting[0])
    return queries.Selected(name, chosen.year, chosen.status), choices


def _map(
    level: Level,
    places: Sequence[queries.PlaceAmount],
    steps: Sequence[Step],
    selected: queries.Selected,
    speaker: Speaker,
) -> Markup:
    by_code = {
        place.code: next(step.number for step in reversed(steps) if step.least <= place.amount)
        for place in places
        if place.amount
    }
    said = {place.code: f"{place.name}: {speaker.money(place.amount)}" for place in places}
    title = speaker.t("money.map", programme=selected.programme)
    description = speaker.t("money.map_said", count=len(by_code))
    return draw_map(level, by_code, said, title=title, description=description)


def _announced(reading: Reading, grouping: Grouping, speaker: Speaker) -> tuple[Markup | None, list[queries.Announced]]:
    rows = queries.announced(reading.con, grouping)
    if not rows:
        return None, []
    counts: dict[str, int] = {}
    for row in rows:
        name = _group_name(row.group_name, grouping, speaker)
        counts[name] = counts.get(name, 0) + row.count
    kept = sorted(counts, key=lambda name: -counts[name])[: len(CATEGORY_COLOURS) - 1]
    rest = speaker.t("money.rest")
    groups = [*kept, rest] if len(counts) > len(kept) else kept
    drawn = [
        (row.year, name if (name := _group_name(row.group_name, grouping, speaker)) in kept else rest, row.count)
        for row in rows
    ]
    title = speaker.t("money.announced")
    chart = announced_chart(
        drawn, groups, title=title, description=speaker.t("money.announced_said"), language=speaker.language
    )
    return chart, rows


def _group_name(name: str | None, grouping: Grouping, speaker: Speaker) -> str:
    if name is None:
        return speaker.t("not_stated")
    return speaker.term("status", name) if grouping == "status" else name


def _order(sort: str) -> Callable[[queries.PlaceAmount], tuple[Any, ...]]:
    if sort == "amount":
        return lambda place: (-(place.amount or Decimal(0)), place.code)
    return (lambda place: (place.name,)) if sort == "name" else (lambda place: (place.code,))
