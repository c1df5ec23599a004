"""Language and theme, as a reader chose them for this browser."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse

from pipelines.monitor.security import require_csrf

router = APIRouter()


@router.post("/preferences", dependencies=[Depends(require_csrf)], status_code=303, response_class=RedirectResponse)
def choose(
    request: Request,
    back: Annotated[str, Form()] = "/",
    language: Annotated[Literal["sv", "en"] | None, Form()] = None,
    theme: Annotated[Literal["auto", "light", "dark"] | None, Form()] = None,
) -> RedirectResponse:
    """Remember what was chosen, and show the page again."""
    if language:
        request.session["language"] = language
    if theme:
        request.session["theme"] = theme
    return RedirectResponse(own_path(back), 303)


def own_path(address: str) -> str:
    """Give an address to go back to: one of ours, or the first page."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\")) and "\\" not in address
    return address if is_own and address.isprintable() else "/"
