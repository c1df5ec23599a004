"""How time grows with size, told on a machine that does other things meanwhile."""

import gc
import time
from collections.abc import Callable

_ROUNDS = 6
_LEAST_SECONDS = 0.01


def grows_linearly(work: Callable[[], object], more_work: Callable[[], object], *, factor: int) -> bool:
    """Tell whether so many times the size take about so many times the time, and not the square of it.

    What grows with the square shows it in every round; what does not is let off by its first quiet one.

    Args:
        work: what is done at one size.
        more_work: the same at ``factor`` times the size.
        factor: how many times the size.
    """
    short = long = float("inf")
    for _ in range(_ROUNDS):
        short, long = min(short, _seconds(work)), min(long, _seconds(more_work))
        if long < factor**1.5 * max(short, _LEAST_SECONDS):
            return True
    return False


def _seconds(work: Callable[[], object]) -> float:
    # What the collector looks through is what the whole session holds: nothing of this work.
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()
