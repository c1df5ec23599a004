"""Timing functions and processes, several times each.

Belongs here: how a time is taken. What is timed and how it is printed stand elsewhere.
"""

import gc
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that something took, each time.

    Attributes:
        seconds: of each run.
    """

    seconds: tuple[float, ...]

    @property
    def least(self) -> float:
        """The shortest run: what is left when nothing else disturbs it."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)


def time_each(
    tasks: Mapping[str, Callable[[], object]], runs: int, *, clock: Callable[[], float] = time.perf_counter
) -> dict[str, Timing]:
    """Time tasks in turns, so that whatever else the machine does meets all of them.

    Args:
        tasks: what to do, by name.
        runs: how often each.
        clock: gives seconds; `time.process_time` leaves out what other processes take from this one.
    """
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            gc.collect()
            started = clock()
            task()
            seconds[name].append(clock() - started)
    return {name: Timing(tuple(taken)) for name, taken in seconds.items()}


def run_process(command: Sequence[str]) -> str:
    """Run a process to its end and give what it printed.

    Raises:
        subprocess.CalledProcessError: it failed; `stderr` says why.
    """
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words
