"""Pages out of templates: what every template has at hand, and the answer that carries it.

Belongs here: the template environment. What a page shows belongs to `pages`, how it looks to `templates` and `static`.
"""

import functools
import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pipelines.monitor.access import reviewer_of
from pipelines.monitor.charts.sparkline import sparkline
from pipelines.monitor.language import LANGUAGES, Speaker, choose_language
from pipelines.monitor.published import PublishedWarehouse, Reading
from pipelines.monitor.security import csrf_token

STATIC_DIR = Path(__file__).with_name("static")
THEMES = ("auto", "light", "dark")
NAVIGATION = (
    ("overview", "/"),
    ("findings", "/findings"),
    ("checks", "/checks"),
    ("documents", "/documents"),
    ("tables", "/tables"),
    ("money", "/money"),
    ("runs", "/runs"),
    ("dictionary", "/dictionary"),
)
"""Pages of the menu: name of the string, and address."""


LED_ON: dict[int | str, dict[str, Any]] = {303: {"description": "The page is at another address."}}
"""An answer besides the usual ones, for the description of addresses that may lead on."""


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        languages=LANGUAGES,
        navigation=NAVIGATION,
        themes=THEMES,
        code_version=version("anslag"),
        static=static_address,
        sparkline=sparkline,
    )
    return environment


@functools.cache
def static_address(name: str) -> str:
    """Give the address of a file of `static/`; it changes with the file, so browsers may keep what they have."""
    digest = hashlib.sha256((STATIC_DIR / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def speaker_of(request: Request) -> Speaker:
    """Give who speaks the language of a request."""
    return Speaker(choose_language(request.session.get("language"), request.headers.get("accept-language")))


def open_reading(request: Request) -> Any:
    """Open the published version for the time of a request."""
    warehouse: PublishedWarehouse = request.app.state.warehouse
    with warehouse.read() as reading:
        yield reading


Read = Annotated[Reading, Depends(open_reading)]
"""The published version, open for this request."""
Speak = Annotated[Speaker, Depends(speaker_of)]
"""Who speaks the language of this request."""


def render(request: Request, template: str, *, status_code: int = 200, **context: Any) -> HTMLResponse:
    """Make the answer of a page.

    Every template has the speaker's methods (`t`, `number`, `money` …) at hand besides its own context, `here` (path
    and query of the page), `link` (the same page with other parameters) and `csrf` (the token of its forms).

    Args:
        request: the request.
        template: name of the template.
        status_code: of the answer.
        context: what the template shows.
    """
    speaker = speaker_of(request)
    query = f"?{request.url.query}" if request.url.query else ""
    text = (
        _environment()
        .get_template(template)
        .render(
            **{name: getattr(speaker, name) for name in ("t", "term", "number", "money", "share")},
            **{name: getattr(speaker, name) for name in ("day", "moment", "ago", "lasting", "period", "language")},
            path=request.url.path,
            here=f"{request.url.path}{query}",
            link=functools.partial(with_parameters, request.url.path, dict(request.query_params)),
            theme=request.session.get("theme", THEMES[0]),
            csrf=csrf_token(request),
            reviewer=reviewer_of(request),
            may_log_out=request.app.state.access.has_login,
            **context,
        )
    )
    return HTMLResponse(text, status_code)


def with_parameters(path: str, known: Mapping[str, str], **changed: object) -> str:
    """Give an address with some of its parameters changed; None and "" take one away."""
    parameters = {**known, **{name: str(value) for name, value in changed.items() if value is not None}}
    for name, value in changed.items():
        if value in {None, ""}:
            parameters.pop(name, None)
    return f"{path}?{urlencode(parameters)}" if parameters else path
