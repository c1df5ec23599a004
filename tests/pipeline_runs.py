"""Running the pipeline in a folder of its own, as a new user runs it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipelines.runner import RunReport, run_pipeline
from pipelines.settings import CODE_ROOT, Home


class Quiet:
    """A progress display that shows nothing and remembers the steps."""

    def __init__(self) -> None:
        self.planned: list[str] = []
        self.finished: list[tuple[str, bool]] = []

    def plan(self, steps: Sequence[str]) -> None:
        self.planned = list(steps)

    def start(self, step: str) -> None: ...

    def tell(self, step: str, message: str) -> None: ...

    def done(self, step: str, *, ok: bool) -> None:
        self.finished.append((step, ok))


def home_with_the_document(root: Path) -> Home:
    """Make an installation whose raw/ is the repository's."""
    shutil.copytree(CODE_ROOT / "raw", root / "raw", ignore=shutil.ignore_patterns("archive.sqlite*"))
    return Home(root)


def build(home: Home, *paths: Path, rebuild: bool = False) -> RunReport:
    """Run the pipeline without a display."""
    return run_pipeline(home, paths, progress=Quiet(), rebuild=rebuild)
