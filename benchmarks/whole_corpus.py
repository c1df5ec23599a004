"""All pages at once: `anslag extract`, ripgrep and plain Python, each a process of its own.

Belongs here: the commands that are timed.
"""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.timing import Timing, run_process, time_each

EXTRACT = "anslag extract"
RIPGREP = r"ripgrep -j1, \d"
ASCII_RIPGREP = "ripgrep -j1, [0-9]"
PYTHON = "plain Python"
MONEY_PATTERN = r"\d[\d\s.,]*(?:miljon|miljard|mnkr|mdkr|mkr|tkr|kronor|kr\b|SEK|euro|dollar)"
ASCII_MONEY_PATTERN = MONEY_PATTERN.replace("[\\d", "[0-9").replace("\\d", "[0-9]")
_READ_ALL = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            file.read()
"""


class MissingToolError(Exception):
    """A program to compare with is not installed; the message says how to get it."""


def find_ripgrep() -> str:
    """Give where ripgrep is.

    Raises:
        MissingToolError: it is nowhere on the path.
    """
    found = shutil.which("rg")
    if found is None:
        raise MissingToolError("ripgrep (rg) is not installed. Install it, e.g. with: sudo apt-get install ripgrep")
    return found


def time_whole_corpus(corpus: Path, folder: Path, output: Path, runs: int) -> dict[str, Timing]:
    """Time reading all pages.

    Args:
        corpus: the pages in one Parquet file.
        folder: the same pages, a file each.
        output: the file that the extract writes.
        runs: how often each; one more goes before, unmeasured, so that all find the files in memory.

    Returns:
        The times by task: `EXTRACT`, `RIPGREP`, `ASCII_RIPGREP`, `PYTHON`.

    Raises:
        MissingToolError: ripgrep is not installed.
    """
    anslag = str(Path(sys.executable).with_name("anslag"))
    ripgrep = [find_ripgrep(), "-j1", "--no-config", "--no-ignore", "--count"]
    commands = {
        EXTRACT: [anslag, "extract", "--corpus", str(corpus), "--output", str(output)],
        RIPGREP: [*ripgrep, "-e", MONEY_PATTERN, str(folder)],
        ASCII_RIPGREP: [*ripgrep, "-e", ASCII_MONEY_PATTERN, str(folder)],
        PYTHON: [sys.executable, "-c", _READ_ALL, str(folder)],
    }
    tasks: dict[str, Callable[[], object]] = {name: partial(run_process, words) for name, words in commands.items()}
    time_each(tasks, 1)
    return time_each(tasks, runs)
