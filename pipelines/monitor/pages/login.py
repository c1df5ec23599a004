"""Logging in and out, where the monitor can be reached from other machines."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from pipelines.monitor.access import LOGIN_PATH, Access, log_in, log_out
from pipelines.monitor.pages.preferences import own_path
from pipelines.monitor.rendering import LED_ON, render
from pipelines.monitor.security import require_csrf

router = APIRouter()


@router.get(LOGIN_PATH, responses=LED_ON)
def ask(request: Request, back: str = "/") -> Response:
    """Ask for name and password; where nobody has to log in, show the page asked for."""
    access: Access = request.app.state.access
    if not access.has_login:
        return RedirectResponse(own_path(back), 303)
    return render(request, "login.html", back=own_path(back), name="", problem=None)


@router.post(LOGIN_PATH, dependencies=[Depends(require_csrf)], status_code=303, response_class=RedirectResponse)
def enter(
    request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session and show the page asked for, or ask again."""
    access: Access = request.app.state.access
    keys = (f"name {name}", f"address {request.client.host if request.client else ''}")
    if seconds := access.attempts.begin(*keys):
        answer = render(
            request, "login.html", status_code=429, back=own_path(back), name=name, problem="wait", seconds=seconds
        )
        answer.headers["Retry-After"] = str(seconds)
        return answer
    if not log_in(request, name, password):
        return render(request, "login.html", status_code=401, back=own_path(back), name=name, problem="wrong")
    access.attempts.succeeded(*keys)
    return RedirectResponse(own_path(back), 303)


@router.post("/logout", dependencies=[Depends(require_csrf)], status_code=303, response_class=RedirectResponse)
def leave(request: Request) -> RedirectResponse:
    """End the session."""
    log_out(request)
    return RedirectResponse(LOGIN_PATH, 303)
