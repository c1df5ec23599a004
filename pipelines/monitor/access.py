"""Who looks and who decides.

Belongs here: how a request is told to be someone's. What someone decided belongs to the log of reviews; the passwords,
to `reviewers`.
"""

import ipaddress
import os
import secrets
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import HTTPException, Request

from pipelines.monitor.reviewers import Reviewers
from pipelines.monitor.security import LOOPBACK_NAMES
from pipelines.settings import Home

LOGIN_PATH = "/login"
_OPEN_PATHS = frozenset({LOGIN_PATH, "/preferences"})
_NAME, _MARK = "reviewer", "mark"
_PREFERENCES = frozenset({"language", "theme"})


class LoginRequiredError(Exception):
    """A page that only reviewers see was asked for by nobody in particular."""


class Attempts:
    """Counts failed logins, so that passwords cannot be tried out."""

    _MOST = 5
    _SECONDS = 300.0

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: dict[str, list[float]] = defaultdict(list)

    def begin(self, *keys: str) -> int:
        """Begin an attempt; it counts as failed until it succeeds, so that many at once are no more than one by one.

        Returns:
            0, or how many seconds none of the keys may try again; then nothing is counted.
        """
        now = time.monotonic()
        with self._lock:
            for key in [key for key, times in self._failed.items() if not times or now - times[-1] > self._SECONDS]:
                del self._failed[key]
            waits = [0.0]
            for key in keys:
                recent = [each for each in self._failed.get(key, []) if now - each < self._SECONDS]
                if len(recent) >= self._MOST:
                    waits.append(recent[-self._MOST] + self._SECONDS - now)
            if max(waits):
                return round(max(waits) + 0.5)
            for key in keys:
                self._failed[key].append(now)
        return 0

    def succeeded(self, *keys: str) -> None:
        """Take back that the last attempt of the keys failed."""
        with self._lock:
            for key in keys:
                if self._failed[key]:
                    self._failed[key].pop()


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the monitor, and by which names it is reached.

    Attributes:
        reviewer: in whose name decisions are made where nobody has to log in; None where somebody has to.
        hosts: names that the monitor answers to, without ports.
        reviewers: who may log in; None where nobody has to, or where a proxy tells.
        proxy_header: header in which a trusted proxy tells who asks; None where none does.
        trusted_proxies: addresses whose header is believed.
        is_encrypted: whether browsers come by https, and may be told to send the session by nothing else.
        attempts: failed logins.
    """

    reviewer: str | None
    hosts: frozenset[str] = LOOPBACK_NAMES
    reviewers: Reviewers | None = None
    proxy_header: str | None = None
    trusted_proxies: frozenset[str] = frozenset()
    is_encrypted: bool = False
    attempts: Attempts = field(default_factory=Attempts)

    @property
    def has_login(self) -> bool:
        """Whether reviewers log in here."""
        return self.reviewers is not None


def reviewer_of(request: Request) -> str | None:
    """Give the name that a request's decisions are made in, None where nobody is known to ask."""
    access: Access = request.app.state.access
    if access.proxy_header:
        told = _as_sent(request.headers.get(access.proxy_header, "")).strip()
        is_trusted = request.client is not None and _is_one_of(request.client.host, access.trusted_proxies)
        return told if is_trusted and told and told.isprintable() else None
    if access.reviewers:
        name = request.session.get(_NAME)
        mark = access.reviewers.mark_of(name) if isinstance(name, str) else None
        return name if mark and mark == request.session.get(_MARK) else None
    return access.reviewer


def require_reviewer(request: Request) -> None:
    """Let only reviewers see pages, where anybody else could reach them.

    Raises:
        LoginRequiredError: nobody has logged in.
        HTTPException: 403, no trusted proxy tells who asks.
    """
    if request.url.path in _OPEN_PATHS or reviewer_of(request) is not None:
        return
    access: Access = request.app.state.access
    if access.has_login:
        raise LoginRequiredError
    raise HTTPException(403, "nobody")


def log_in(request: Request, name: str, password: str) -> bool:
    """Begin a reviewer's session, if the password is right; a new one, so that nobody else knows its cookie."""
    access: Access = request.app.state.access
    if access.reviewers is None or not access.reviewers.check(name, password):
        return False
    kept = {key: value for key, value in request.session.items() if key in _PREFERENCES}
    request.session.clear()
    request.session.update({**kept, _NAME: name, _MARK: access.reviewers.mark_of(name)})
    return True


def log_out(request: Request) -> None:
    """End a session."""
    request.session.clear()


def session_secret(home: Home) -> str:
    """Give the key that sessions are signed with: made once an installation, readable by its owner alone."""
    path = home.state_dir / "monitor_secret"
    if not path.exists():
        home.state_dir.mkdir(parents=True, exist_ok=True)
        _write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def _as_sent(header: str) -> str:
    # Headers are read as Latin-1, proxies write UTF-8.
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return header


def _is_one_of(address: str, trusted: frozenset[str]) -> bool:
    try:
        asking = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asking in ipaddress.ip_network(each, strict=False) for each in trusted)


def _write_private(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    try:
        # Two monitors that start at once must agree: the first one's key stays.
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
