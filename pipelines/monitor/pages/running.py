"""The button that starts a run, and the state that pages look at while one goes on."""

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, RedirectResponse

from pipelines.monitor.rendering import Read
from pipelines.monitor.security import require_csrf
from pipelines.monitor.starting import AlreadyRunningError, run_state, start_run

router = APIRouter()


class State(BaseModel):
    """What is published, and whether a run goes on."""

    version: str
    running: bool


@router.post("/runs/start", dependencies=[Depends(require_csrf)], status_code=303, response_class=RedirectResponse)
def start(request: Request) -> RedirectResponse:
    """Start a run, and show the queue, which tells how it goes."""
    try:
        start_run(request.app.state.home)
    except AlreadyRunningError as error:
        raise HTTPException(409) from error
    return RedirectResponse("/findings", 303)


@router.get("/api/state", response_class=JSONResponse)
def state(reading: Read) -> State:
    """Tell which version is published and whether a run goes on."""
    return State(version=reading.version, running=run_state(reading.home).is_running)
