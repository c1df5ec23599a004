"""One publisher at a time: a lock on the warehouse folder that dies with its process.

Belongs here: the lock. What is done under it stands in `versions` and in the assets.
"""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pipelines.settings import Home

_LOCK_NAME = ".lock"


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
        PublisherBusyError: somebody else holds it, this process included; it is raised at once.
    """
    home.warehouse_dir.mkdir(parents=True, exist_ok=True)
    # Advisory and bound to the open file, so the kernel frees it however the process ends.
    handle = os.open(home.warehouse_dir / _LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublisherBusyError(home, _holder(handle)) from None
        since = datetime.now(UTC).isoformat(timespec="seconds")
        told = json.dumps({"pid": str(os.getpid()), "host": socket.gethostname(), "since": since})
        os.ftruncate(handle, 0)
        os.pwrite(handle, told.encode(), 0)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> dict[str, str]:
    try:
        told = json.loads(os.pread(handle, 4096, 0))
        return {key: str(told[key]) for key in ("pid", "host", "since")}
    except (ValueError, KeyError, TypeError):
        return {}
