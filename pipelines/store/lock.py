"""One publisher at a time: a lock on the warehouse folder that dies with its process.

Belongs here: the lock. What is done under it stands in `versions` and in the assets.
"""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pipelines.settings import Home

_LOCK_NAME = ".lock"
# Who looks whether the lock is held holds it for that moment.
_LOOK_SECONDS = 0.2


class PublisherBusyError(Exception):
    """Another process is building this warehouse.

    Attributes:
        holder: pid, host and start time of the process that holds the lock; empty where it left none.
    """

    def __init__(self, home: Home, holder: dict[str, str]) -> None:
        who = f"process {holder['pid']} on {holder['host']}, since {holder['since']}" if holder else "another process"
        super().__init__(
            f"The warehouse in {home.warehouse_dir} is being built by {who}. "
            "Wait until it is done and run again; the lock ends with that process."
        )
        self.holder = holder


@contextmanager
def publisher_lock(home: Home) -> Iterator[None]:
    """Hold the lock of a warehouse folder.

    Raises:
        PublisherBusyError: somebody else holds it, this process included; it is raised within a moment.
    """
    home.warehouse_dir.mkdir(parents=True, exist_ok=True)
    # Advisory and bound to the open file, so the kernel frees it however the process ends.
    handle = os.open(home.warehouse_dir / _LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        until = time.monotonic() + _LOOK_SECONDS
        while not _locked(handle, fcntl.LOCK_EX):
            if time.monotonic() >= until:
                raise PublisherBusyError(home, _holder(handle))
            time.sleep(_LOOK_SECONDS / 10)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        told = json.dumps({"pid": str(os.getpid()), "host": socket.gethostname(), "since": since})
        os.ftruncate(handle, 0)
        os.pwrite(handle, told.encode(), 0)
        yield
    finally:
        os.close(handle)


def lock_holder(home: Home) -> dict[str, str] | None:
    """Tell who holds the lock of a warehouse folder.

    Returns:
        pid, host and start time of the process, empty where it left none; None where nobody holds the lock.
    """
    try:
        handle = os.open(home.warehouse_dir / _LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return None if _locked(handle, fcntl.LOCK_SH) else _holder(handle)
    finally:
        os.close(handle)


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> dict[str, str]:
    try:
        told = json.loads(os.pread(handle, 4096, 0))
        return {key: str(told[key]) for key in ("pid", "host", "since")}
    except (ValueError, KeyError, TypeError):
        return {}
