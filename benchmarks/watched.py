"""Processes watched from outside: how long, and how much memory they and their children hold together.

Belongs here: taking the measure on Linux. Memory is the proportional share (PSS), which counts what processes share
once.
"""

import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK_EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Watched:
    """What a process took.

    Attributes:
        seconds: from its start to its end.
        peak_bytes: the most that it and its children held together at one look.
        output: what it printed.
    """

    seconds: float
    peak_bytes: int
    output: str


def watch(command: Sequence[str], environment: Mapping[str, str]) -> Watched:
    """Run a process to its end and watch it.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment)  # noqa: S603 - our own words
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_held(pid) for pid in _family(process.pid)))
            time.sleep(_LOOK_EVERY_SECONDS)
        seconds = time.perf_counter() - began
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, output.read(), errors.read())
        return Watched(seconds, peak, output.read())


def _family(root: int) -> list[int]:
    """Give a process and all below it."""
    found, left = [], [root]
    while left:
        pid = left.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                left += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
