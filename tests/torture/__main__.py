"""`make torture`: every part, one after the other, and a table of what was done and what was lost."""

import argparse
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
# What prints numbers and PDFs for tests stands beside those tests.
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "text"))
sys.path.insert(2, str(Path(__file__).resolve().parents[1] / "sources"))

from torture.trial import Trial

PARTS = ("crash", "disk", "clock", "crowd", "hostile", "errors", "load")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked for.

    Returns:
        0 where nothing was lost, else 1.
    """
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all unless named")
    parser.add_argument("--share", type=float, default=1.0, help="how much of each part to do (default: all of it)")
    parser.add_argument(
        "--corpus",
        default=os.environ.get("CORPUS"),
        help="Parquet file of pages, columns path and text: part errors harms their tables too (default: CORPUS)",
    )
    asked = parser.parse_args(arguments)
    if asked.corpus:
        os.environ["CORPUS"] = asked.corpus
    screen = Console()
    outcomes: list[Trial] = []
    begun = time.monotonic()
    for part in asked.parts or PARTS:
        trials = importlib.import_module(f"torture.{part}").trials
        with tempfile.TemporaryDirectory(prefix="anslag-torture-") as folder:
            for trial in trials(asked.share, Path(folder)):
                outcomes.append(trial)
                screen.print(
                    f"{trial.part}: {trial.done}, {trial.times} times: {len(trial.lost)} lost", highlight=False
                )
    screen.print(table_of(outcomes))
    for trial in outcomes:
        for loss in trial.lost:
            screen.print(f"LOST  {trial.done}: {loss}", style="red", highlight=False, markup=False)
    screen.print(f"{time.monotonic() - begun:.0f} s")
    return int(any(trial.lost for trial in outcomes))


def table_of(outcomes: Sequence[Trial]) -> Table:
    """Lay the outcomes out."""
    table = Table("part", "what was done", "times", "lost", "measured")
    for trial in outcomes:
        table.add_row(trial.part, trial.done, f"{trial.times:,}", f"{len(trial.lost):,}", trial.told)
    return table


if __name__ == "__main__":
    sys.exit(main())
