"""One pipeline run in a process of its own, which tells what each stage took: `python -m benchmarks.measured_run`.

Belongs here: what only the process of the run can know. Wall time and memory are taken by whoever starts it.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipelines.runner import run_pipeline
from pipelines.settings import Home


class Stages:
    """Hears of the steps of a run, and keeps the seconds that each took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began: dict[str, float] = {}

    def plan(self, steps: Sequence[str]) -> None:
        """Hear which steps there are."""

    def start(self, step: str) -> None:
        """Note when a step begins."""
        self._began[step] = time.perf_counter()

    def tell(self, step: str, message: str) -> None:
        """Hear how far a step has come."""

    def done(self, step: str, *, ok: bool) -> None:  # noqa: ARG002 - as the pipeline tells it
        """Note how long a step took."""
        self.seconds[step] = time.perf_counter() - self._began[step]


def main(root: str, corpus: str) -> None:
    """Run the pipeline in a folder on a corpus, and print the seconds of each step as JSON."""
    stages = Stages()
    report = run_pipeline(Home(Path(root)), progress=stages, corpora=[Path(corpus)])
    print(json.dumps({"new": report.is_new, "bytes": report.published.stat().st_size, "steps": stages.seconds}))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(*sys.argv[1:])
