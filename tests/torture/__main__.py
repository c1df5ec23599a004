"""`make torture`: every part, two at a time, and a table of what was done and what was lost; in ten minutes at most."""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
# What prints numbers and PDFs for tests stands beside those tests.
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "text"))
sys.path.insert(2, str(Path(__file__).resolve().parents[1] / "sources"))

from torture.installation import Installation
from torture.run_server import run_server
from torture.trial import Trial, trials_of

PARTS = ("crash", "disk", "crowd", "hostile", "errors", "clock", "load")
"""Every part, those that take longest first; the last measures, and is left alone on the machine."""
_MEASURING = "load"
_LANES = 2
# All parts take some nine minutes on two cores where a run that adds one document takes this long.
_RUN_SECONDS = 4.6


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked for.

    Returns:
        0 where nothing was lost, else 1.
    """
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all unless named")
    parser.add_argument(
        "--share", type=float, help="how much of each part to do (default: all of it, less on a slower machine)"
    )
    parser.add_argument(
        "--corpus",
        default=os.environ.get("CORPUS"),
        help="Parquet file of pages, columns path and text: part errors harms their tables too (default: CORPUS)",
    )
    asked = parser.parse_args(arguments)
    if asked.corpus:
        os.environ["CORPUS"] = asked.corpus
    screen = Console()
    begun = time.monotonic()
    share = asked.share or share_for(run_seconds())
    screen.print(f"share {share:.2f}", highlight=False)
    outcomes: list[Trial] = []
    for trials in _in_lanes(asked.parts or PARTS, share):
        outcomes += trials
        for trial in trials:
            screen.print(f"{trial.part}: {trial.done}, {trial.times} times: {len(trial.lost)} lost", highlight=False)
    outcomes.sort(key=lambda trial: PARTS.index(trial.part))
    screen.print(table_of(outcomes))
    for trial in outcomes:
        for loss in trial.lost:
            screen.print(f"LOST  {trial.done}: {loss}", style="red", highlight=False, markup=False)
    screen.print(f"{time.monotonic() - begun:.0f} s")
    return int(any(trial.lost for trial in outcomes))


def run_seconds() -> float:
    """Take the time of a run that adds one document, the shorter of two."""
    with tempfile.TemporaryDirectory(prefix="anslag-torture-") as folder, run_server() as server:
        installation = Installation(Path(folder) / "home")
        server.run(installation.home.root)
        taken = []
        for _ in range(2):
            installation.add_document()
            begun = time.monotonic()
            server.run(installation.home.root)
            taken.append(time.monotonic() - begun)
        return min(taken)


def share_for(seconds: float) -> float:
    """Give how much a machine can do in ten minutes on which a run takes so many seconds; never more than all."""
    return min(1.0, _RUN_SECONDS / seconds)


def _in_lanes(parts: Sequence[str], share: float) -> Iterator[list[Trial]]:
    abreast = [part for part in PARTS if part in parts and part != _MEASURING]
    with ProcessPoolExecutor(_LANES, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for done in as_completed([pool.submit(trials_of, part, share) for part in abreast]):
            yield done.result()
    if _MEASURING in parts:
        yield trials_of(_MEASURING, share)


def table_of(outcomes: Sequence[Trial]) -> Table:
    """Lay the outcomes out."""
    table = Table("part", "what was done", "times", "lost", "measured")
    for trial in outcomes:
        table.add_row(trial.part, trial.done, f"{trial.times:,}", f"{len(trial.lost):,}", trial.told)
    return table


if __name__ == "__main__":
    sys.exit(main())
