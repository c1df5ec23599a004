"""What keeps the monitor safe in a browser: which hosts it answers for, what pages may load, who may post.

Belongs here: rules that hold for every answer. Who a reviewer is belongs to `access`; escaping, to the templates.
"""

import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names that lead to this machine alone; any other could be made to lead here by whoever owns it."""
_MOST_POSTED_BYTES = 65_536
_MOST_ADDRESS_BYTES = 8_192
_MOST_HEADER_BYTES = 16_384
_MOST_SIZE_DIGITS = 20
_TOO_MUCH = "More was posted than any form here sends."
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_CSRF = "csrf"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer tells browsers."""
_ONLY_ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}


class GuardMiddleware:
    """Refuses what no page of ours would send, and marks every answer with what a browser may do with it."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Guard an application.

        Args:
            app: the application.
            hosts: names that it answers to, without ports.
        """
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = _name(f"//{Headers(scope=scope).get('host', '')}")
        # Browsers keep to https for a name at every port, and other servers of this machine may not have it.
        keeps_to_https = scope["scheme"] == "https" and name not in LOOPBACK_NAMES
        marked = _marking(send, {**HEADERS, **(_ONLY_ENCRYPTED if keeps_to_https else {})})
        if refusal := self._refusal(scope, name):
            await refusal(scope, receive, marked)
        else:
            await self._app(scope, _limited(receive), marked)

    def _refusal(self, scope: Scope, host: str | None) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if len(scope["raw_path"]) + len(scope["query_string"]) > _MOST_ADDRESS_BYTES:
            return PlainTextResponse("The address is longer than any of ours.", 414)
        if sum(len(key) + len(value) for key, value in scope["headers"]) > _MOST_HEADER_BYTES:
            return PlainTextResponse("The headers are longer than any browser's.", 431)
        if host not in self._hosts:
            return PlainTextResponse("The monitor does not answer to this host name.", 421)
        if scope["method"] in _SAFE_METHODS:
            return None
        origin = headers.get("origin")
        if headers.get("sec-fetch-site", "same-origin") != "same-origin" or (
            origin and _host(origin) != headers.get("host")
        ):
            return PlainTextResponse("Posts from other sites are refused.", 403)
        told = headers.get("content-length", "0")
        if not (told.isascii() and told.isdigit()):
            return PlainTextResponse("The size of what was posted is no number.", 400)
        # A number of thousands of digits is not worth reading.
        if len(told) > _MOST_SIZE_DIGITS or int(told) > _MOST_POSTED_BYTES:
            return PlainTextResponse(_TOO_MUCH, 413)
        return None


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return None


def _marking(send: Send, marks: Mapping[str, str]) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in marks.items():
                headers[name] = value
            # A page shows the version of the moment; a copy kept by anybody would not.
            headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return marked


def _limited(receive: Receive) -> Callable[[], Awaitable[Message]]:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > _MOST_POSTED_BYTES:
            raise HTTPException(413, _TOO_MUCH)
        return message

    return limited


def csrf_token(request: Request) -> str:
    """Give the token that forms of this session carry, and begin one where there is none."""
    return str(request.session.setdefault(_CSRF, secrets.token_urlsafe(32)))


def require_csrf(request: Request, csrf: Annotated[str, Form()] = "") -> None:
    """Refuse a post whose form was not made for this session.

    Raises:
        HTTPException: 403.
    """
    known = str(request.session.get(_CSRF, ""))
    if not known or not secrets.compare_digest(known.encode(), csrf.encode()):
        raise HTTPException(403, "csrf")
