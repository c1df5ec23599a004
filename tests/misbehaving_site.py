"""A real server on loopback with the routes of g0v.se, misbehaving as it is told to; a clock that does not wait."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pipelines.sources.web import Clock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CODES = {
    "1285": "Finansdepartementet",
    "1293": "Statsrådsberedningen",
    "2605": "Ulf Kristersson",
    "1274": "Transporter och infrastruktur",
    "1300": "Medier ",
    "2113": "Pressmeddelande",
}

Misdeed = Callable[["Handler"], None]


class FakeClock(Clock):
    """A clock that is set forward in place of waiting, and notes how long each wait would have been."""

    def __init__(self, now: datetime = NOON) -> None:
        self.waits: list[float] = []
        self._now = now

    def now(self) -> datetime:
        return self._now + timedelta(seconds=sum(self.waits))

    def monotonic(self) -> float:
        return time.monotonic() + sum(self.waits)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@dataclass
class Request:
    """A request that arrived: path and headers, names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """What the server serves.

    Attributes:
        root: its address.
        bodies: what it answers, by path.
        headers: further headers of an answer, by path.
        misdeeds: what to do in place of the next answers for a path, one after the other.
        requests: what it was asked, in order.
        validates: whether it gives ETags and answers 304 to them.
    """

    root: str
    bodies: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    misdeeds: dict[str, deque[Misdeed]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    validates: bool = True

    def list_pages(self, section: str, *entries: dict[str, Any]) -> None:
        """Make the listing of a section, and the key to the codes."""
        self.bodies["/api/codes.json"] = json.dumps(CODES).encode()
        self.bodies[f"/{section}.json"] = json.dumps(entries, ensure_ascii=False).encode()

    def misbehave(self, path: str, *misdeeds: Misdeed) -> None:
        """Do these in place of the next answers for a path."""
        self.misdeeds[path] = deque(misdeeds)

    def asked(self) -> list[str]:
        """Give the paths that were asked for since the last time, in order."""
        paths = [each.path for each in self.requests]
        self.requests.clear()
        return paths


def entry(url: str, **changed: Any) -> dict[str, Any]:
    """Give an entry of a listing."""
    return {
        "title": "Stöd till vägar",
        "url": url,
        "published": "2026-10-01",
        "updated": None,
        "types": ["2113"],
        "senders": ["1285"],
        "summary": "",
        "id": None,
        "shortcuts": [],
        "attachments": [],
        "categories": ["1274"],
        **changed,
    }


def status(code: int, **headers: str) -> Misdeed:
    """Answer with a status and headers (Retry_After for Retry-After)."""

    def misdeed(handler: "Handler") -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return misdeed


def cut_short(handler: "Handler") -> None:
    """Send half of the body that was announced, and hang up."""
    body = handler.site.bodies[handler.path]
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def hang_up(handler: "Handler") -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


def stay_silent(seconds: float) -> Misdeed:
    """Answer only after a time."""

    def misdeed(handler: "Handler") -> None:
        handler.patience.wait(seconds)
        handler.close_connection = True

    return misdeed


def drip(handler: "Handler") -> None:
    """Send a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(1_000):
        handler.wfile.write(b"x")
        if handler.patience.wait(0.01):
            return


class Handler(BaseHTTPRequestHandler):
    """Answers one client."""

    protocol_version = "HTTP/1.1"
    site: Site
    patience: threading.Event

    def do_GET(self) -> None:
        self.site.requests.append(Request(self.path, {name.lower(): value for name, value in self.headers.items()}))
        waiting = self.site.misdeeds.get(self.path)
        if waiting:
            try:
                waiting.popleft()(self)
            except OSError:  # the client has left, as it should
                self.close_connection = True
            return
        body = self.site.bodies.get(self.path)
        if body is None:
            status(404)(self)
            return
        etag = f'"{sha256(body).hexdigest()[:16]}"' if self.site.validates else None
        is_known = etag is not None and self.headers.get("If-None-Match") == etag
        self.send_response(304 if is_known else 200)
        for name, value in self.site.headers.get(self.path, {}).items():
            self.send_header(name, value)
        if etag:
            self.send_header("ETag", etag)
        if not is_known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site on a free port of loopback."""
    patience = threading.Event()
    handler = type("Bound", (Handler,), {"patience": patience})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    handler.site = site  # type: ignore[attr-defined] # made just above
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        patience.set()
        server.shutdown()
        server.server_close()
        thread.join()
