"""That `anslag dev` serves an installation: a note of it for whoever looks after it, and a lock against a second one.

Belongs here: the lock, and writing and reading the note. It says what is said to run, not what does.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.settings import Home

# Addresses that mean every one of this machine.
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - read, not listened on


@dataclass(frozen=True, slots=True)
class ServerNote:
    """A server that is said to run.

    Attributes:
        pid: its process.
        host: address that it listens on.
        port: port that it listens on.
        since: when it was started, in UTC, as ISO 8601.
    """

    pid: int
    host: str
    port: int
    since: str

    @property
    def address(self) -> str:
        """Where its pages are, from this machine."""
        host = _ANY.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


class AlreadyServedError(Exception):
    """Another server looks after the schedules of this installation.

    Attributes:
        note: what it says of itself; None where it left no note.
    """

    def __init__(self, home: Home, note: ServerNote | None) -> None:
        who = f"process {note.pid}, since {note.since}, with its pages at {note.address}" if note else "another process"
        super().__init__(
            f"`anslag dev` already runs for {home.root}: {who}. Two of them would both start whatever is due. Stop "
            "that one first, or leave it running."
        )
        self.note = note


@contextmanager
def served_alone(home: Home) -> Iterator[None]:
    """Let no second server look after an installation while this one does.

    Where no lock can be kept there is none: the server is worth more.

    Raises:
        AlreadyServedError: another one does; it is raised at once.
    """
    try:
        home.state_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(home.state_dir / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield
        return
    try:
        # Bound to the open file, so the kernel frees it however the process ends.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise AlreadyServedError(home, read_note(home)) from None
    try:
        yield
    finally:
        os.close(handle)


def note_path(home: Home) -> Path:
    """Give the file of the note."""
    return home.state_dir / "server.json"


@contextmanager
def noted(home: Home, host: str, port: int) -> Iterator[None]:
    """Keep a note that this process serves the installation, for as long as it does.

    Where none can be written there is none: the server is worth more than its note.
    """
    note = ServerNote(os.getpid(), host, port, datetime.now(UTC).isoformat(timespec="seconds"))
    with suppress(OSError):
        home.state_dir.mkdir(parents=True, exist_ok=True)
        note_path(home).write_text(json.dumps(asdict(note)), encoding="utf-8")
    try:
        yield
    finally:
        if read_note(home) == note:
            with suppress(OSError):
                note_path(home).unlink()


def read_note(home: Home) -> ServerNote | None:
    """Give the note, None where there is none that can be read."""
    try:
        return ServerNote(**json.loads(note_path(home).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_alive(pid: int) -> bool:
    """Tell whether a process of this machine is there."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
