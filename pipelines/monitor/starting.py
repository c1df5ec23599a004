"""Starting a run from the monitor: a process of its own, which goes on whatever becomes of the monitor.

Belongs here: starting it and telling how it goes. What a run does is told elsewhere; whether one goes on is told by the
publisher's lock.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import Home
from pipelines.store.lock import lock_holder

_TOLD_LINES = 15
_MOST_LOG_BYTES = 20_000


class AlreadyRunningError(Exception):
    """A run goes on; another would only wait for it."""


@dataclass(frozen=True, slots=True)
class RunState:
    """How the last run that was started here goes.

    Attributes:
        is_running: whether a run goes on, whoever started it.
        failure: the last lines that a failed one said; empty where the last one did not fail.
    """

    is_running: bool
    failure: str


# Children of this process, to be waited for, so that none is left as a zombie.
_started: dict[Path, subprocess.Popen[bytes]] = {}


def log_path(home: Home) -> Path:
    """Give the file that a run started here writes what it says to."""
    return home.state_dir / "monitor_run.log"


def start_run(home: Home) -> None:
    """Start a run of the pipeline.

    Raises:
        AlreadyRunningError: one goes on.
    """
    if run_state(home).is_running:
        raise AlreadyRunningError
    home.state_dir.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", "from pipelines.cli import app; app()", "run"]
    environment = {**os.environ, "ANSLAG_HOME": str(home.root), "NO_COLOR": "1"}
    with log_path(home).open("wb") as log:
        _started[home.root] = subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )


def run_state(home: Home) -> RunState:
    """Tell whether a run goes on, and how the last one that was started here ended."""
    process = _started.get(home.root)
    ended = process.poll() if process else None
    if process and ended is None:
        return RunState(is_running=True, failure="")
    return RunState(is_running=lock_holder(home) is not None, failure=_last_lines(home) if ended else "")


def _last_lines(home: Home) -> str:
    with log_path(home).open("rb") as log:
        log.seek(0, os.SEEK_END)
        log.seek(max(0, log.tell() - _MOST_LOG_BYTES))
        text = log.read().decode("utf-8", "replace")
    return "\n".join(text.rstrip().splitlines()[-_TOLD_LINES:])
