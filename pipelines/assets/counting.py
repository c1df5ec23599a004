"""Telling how far a long step has come.

Belongs here: counting what passes by. The counts go to Dagster's log of the run, and from there to whoever watches it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# Each is a row in Dagster's event log, so not one a document.
_TELL_EVERY_SECONDS = 1.0


def counted(items: Iterable[T], total: int, done: str, tell: Callable[[str], None]) -> Iterator[T]:
    """Pass items on, and tell once a second how many have passed.

    Args:
        items: what is worked through.
        total: how many there are, as far as is known beforehand.
        done: what has become of those that passed: "files read".
        tell: gets the sentences: "1200 of 44000 files read".
    """
    told = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - told >= _TELL_EVERY_SECONDS:
            tell(f"{number} of {max(number, total)} {done}")
            told = time.monotonic()
        yield item
