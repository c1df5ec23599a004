"""How reading time grows with a text that repeats one thing.

Belongs here: the texts and their lengths. That growth is linear is proved, at smaller sizes, among the tests.
"""

import time
from collections.abc import Callable
from functools import partial

from benchmarks.timing import Timing, time_each
from pipelines.text.extraction import extract

MEGABYTES = (1, 2, 4, 8)
_REPEATED = {
    "digits": "1234567890",
    "groups of digits": "1 234 ",
    "“miljon ”": "miljon ",
    "pipes": "|",
    "cells of one row": "| 1 500 ",
    "rows of one table": "| Lund | 1 500 | 12 |\n",
    "prose": "Mötet hölls i Bryssel, där 27 länder enades om gemensamma slutsatser. ",
}


def time_growth() -> dict[str, dict[int, Timing]]:
    """Time reading texts of 1, 2, 4 and 8 million characters, once each.

    Returns:
        By what is repeated, by millions of characters.
    """
    times: dict[str, dict[int, Timing]] = {}
    for name, repeated in _REPEATED.items():
        tasks: dict[str, Callable[[], object]] = {
            str(size): partial(extract, "text.md", (repeated * (size * 10**6 // len(repeated) + 1))[: size * 10**6])
            for size in MEGABYTES
        }
        times[name] = {int(size): timing for size, timing in time_each(tasks, 1, clock=time.process_time).items()}
    return times
