"""Runs: what each read, added and cost, and what differs between two published versions."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from pipelines.monitor.listing import PAGE_ROWS, listing
from pipelines.monitor.pages.documents import PageNumber
from pipelines.monitor.queries import runs as queries
from pipelines.monitor.queries.overview import past_runs
from pipelines.monitor.rendering import Read, render
from pipelines.monitor.starting import run_state
from pipelines.quality.deciding import pending
from pipelines.settings import Home
from pipelines.store.compare import Comparison, ComparisonError, compare
from pipelines.store.versions import versions

router = APIRouter()
_RUNS_SHOWN = 100


@router.get("/runs")
def show(request: Request, reading: Read) -> Response:
    """Show the last runs, the versions that are kept, and whether a run goes on."""
    kept = [path.stem for path in reversed(versions(reading.home))]
    return render(
        request,
        "runs.html",
        version=reading.version,
        runs=past_runs(reading.con, _RUNS_SHOWN),
        kept=kept,
        pending=pending(reading.con, reading.home),
        run=run_state(reading.home),
    )


@router.get("/runs/compare")
def show_difference(
    request: Request,
    reading: Read,
    former: Annotated[str, Query(max_length=100)],
    later: Annotated[str, Query(max_length=100)],
    page: PageNumber = 1,
) -> Response:
    """Show what differs between two versions that are kept, figure by figure."""
    one, other = sorted((_kept(reading.home, former), _kept(reading.home, later)))
    try:
        compared: Comparison = request.app.state.cache.get(
            reading.version, ("versions", one, other), lambda: compare(one, other)
        )
    except ComparisonError as error:
        return render(request, "error.html", status_code=409, problem="conflict", detail=str(error))
    found = compared.differences
    shown = listing(found.table.num_rows, {"place": ""}, sort="place", order="asc", page=page)
    lines = found.table.slice(shown.offset, PAGE_ROWS).to_pylist()
    return render(
        request,
        "versions.html",
        version=reading.version,
        former=one.stem,
        later=other.stem,
        counts=compared.counts,
        listing=shown,
        lines=lines,
    )


@router.get("/runs/{run_id}")
def show_one(request: Request, reading: Read, run_id: str) -> Response:
    """Show a run with its checks."""
    run = queries.find_run(reading.con, run_id)
    if run is None:
        raise HTTPException(404)
    return render(
        request,
        "run.html",
        version=reading.version,
        run=run,
        outcomes=queries.outcomes(reading.con, run_id),
        judged=queries.judged(reading.con, run_id),
    )


def _kept(home: Home, name: str) -> Path:
    """Give a kept version by its name; never another file, whatever the name looks like."""
    found = next((path for path in versions(home) if path.stem == name), None)
    if found is None:
        raise HTTPException(404)
    return found
