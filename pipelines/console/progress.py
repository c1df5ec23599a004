"""How a run's progress looks: a bar on a terminal, one line a step elsewhere.

Belongs here: the display only. It is told of steps by `pipelines.runner`.
"""

from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipelines.console.terminal import plain


class ProgressDisplay:
    """Shows which step runs and how many are done; use it as a context manager."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=None)

    def __enter__(self) -> "ProgressDisplay":
        """Begin to draw."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the display."""
        self._bar.stop()

    def plan(self, steps: Sequence[str]) -> None:
        """Learn how many steps there are."""
        self._bar.update(self._task, total=len(steps))

    def start(self, step: str) -> None:
        """Show the step that runs."""
        self._bar.update(self._task, description=spoken(step))

    def tell(self, step: str, message: str) -> None:
        """Show how far the step has come."""
        self._bar.update(self._task, description=f"{spoken(step)}: {plain(message)}")

    def done(self, step: str, *, ok: bool) -> None:
        """Count a step; off a terminal, print it."""
        self._bar.advance(self._task)
        if not self._console.is_terminal:
            self._console.print(f"{'done  ' if ok else 'FAILED'} {spoken(step)}", highlight=False, markup=False)


def spoken(step: str) -> str:
    """Give a step's name for people: core__fact_total -> core.fact_total."""
    if step.startswith("expectations_"):
        return f"check {step.removeprefix('expectations_').replace('_', '.', 1)}"
    return {"raw_documents": "read sources", "reading": "read documents"}.get(step, step.replace("__", "."))
