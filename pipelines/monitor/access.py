"""Who looks and who decides.

Belongs here: how a request is told to be someone's. What someone decided belongs to the log of reviews.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from pipelines.monitor.security import LOOPBACK_NAMES
from pipelines.settings import Home


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the monitor, and by which names it is reached.

    Attributes:
        reviewer: in whose name decisions are made where nobody has to log in.
        hosts: names that the monitor answers to, without ports.
    """

    reviewer: str
    hosts: frozenset[str] = LOOPBACK_NAMES


def reviewer_of(request: Request) -> str:
    """Give the name that a request's decisions are made in."""
    access: Access = request.app.state.access
    return access.reviewer


def session_secret(home: Home) -> str:
    """Give the key that sessions are signed with: made once an installation, readable by its owner alone."""
    path = home.state_dir / "monitor_secret"
    if not path.exists():
        home.state_dir.mkdir(parents=True, exist_ok=True)
        _write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


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
