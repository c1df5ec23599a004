"""Two of Dagster's daemons at one installation, started past `anslag dev`, which would have refused the second.

Belongs here: starting them, and looking at what came of a document that both saw. Two `anslag dev` are of `crowd`.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster import DagsterInstance, RunsFilter

from pipelines.settings import CODE_ROOT
from torture.installation import Installation
from torture.trial import Trial

_DAEMONS = 2
# The sensor looks every half minute; a daemon takes a quarter of a minute to start.
_WAIT_SECONDS = 240.0
# So long both go on after the document is there: a second run for it would come now.
_AFTERWARDS_SECONDS = 40.0


def two_daemons(installation: Installation) -> Trial:
    """Let two daemons see one new document."""
    home = installation.home
    with DagsterInstance.from_config(str(home.dagster_dir)) as instance:
        before = instance.get_runs_count(RunsFilter())
    lost: list[str] = []
    with _daemons(installation, home.root / "daemons"):
        name = installation.add_document()
        until = time.monotonic() + _WAIT_SECONDS
        while name not in installation.published and time.monotonic() < until:
            time.sleep(2)
            lost += installation.losses()
        time.sleep(_AFTERWARDS_SECONDS)
    lost += [f"{name} was never published"] * (name not in installation.published)
    lost += installation.losses()
    with DagsterInstance.from_config(str(home.dagster_dir)) as instance:
        runs = instance.get_runs_count(RunsFilter()) - before
    warned = sum("Another SENSOR daemon" in each.read_text("utf-8") for each in home.root.glob("daemons-*.log"))
    told = f"{runs} runs for the document; {warned} of them said that there is another"
    return Trial("crowd", "two daemons past `anslag dev`", 1, tuple(dict.fromkeys(lost)), told)


@contextmanager
def _daemons(installation: Installation, log: Path) -> Iterator[None]:
    home = installation.home
    environment = {
        **os.environ,
        "ANSLAG_HOME": str(home.root),
        "DAGSTER_HOME": str(home.dagster_dir),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }
    command = [sys.executable, "-m", "dagster._daemon", "run", "-m", "pipelines.definitions"]
    running = []
    for number in range(_DAEMONS):
        with log.with_name(f"{log.name}-{number}.log").open("w", encoding="utf-8") as told:
            running.append(
                subprocess.Popen(
                    command, cwd=CODE_ROOT, env=environment, stdout=told, stderr=told, start_new_session=True
                )
            )
    try:
        yield
    finally:
        for process in running:
            process.send_signal(signal.SIGINT)
        for process in running:
            process.wait(60)
