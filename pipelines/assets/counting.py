"""Telling how far a long step has come.

Belongs here: counting what passes by. The counts go to Dagster's log of the run, and from there to whoever watches it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# Each is a row in Dagster's event log, so not one a document.
_TELL_EVERY_SECONDS = 1.0


class Progress:
    """Tells once a second how far a step has come.

    Args:
        total: how many there are, as far as is known beforehand.
        done: what has become of those that passed: "files read".
        tell: gets the sentences: "1200 of 44000 files read".
    """

    def __init__(self, total: int, done: str, tell: Callable[[str], None]) -> None:
        self._total, self._done, self._tell = total, done, tell
        self._count = 0
        self._told = time.monotonic()

    def add(self, count: int = 1) -> None:
        """Count what has passed."""
        self._count += count
        if time.monotonic() - self._told >= _TELL_EVERY_SECONDS:
            self._tell(f"{self._count} of {max(self._count, self._total)} {self._done}")
            self._told = time.monotonic()


def counted(items: Iterable[T], total: int, done: str, tell: Callable[[str], None]) -> Iterator[T]:
    """Pass items on, and tell once a second how many have passed; see `Progress`."""
    progress = Progress(total, done, tell)
    for item in items:
        yield item
        progress.add()
