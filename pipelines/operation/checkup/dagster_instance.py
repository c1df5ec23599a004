"""Dagster's own storage, and its server and daemon where they are said to run."""

import os
from datetime import datetime

import httpx

from pipelines.operation.checkup.databases import damage
from pipelines.operation.checkup.results import CheckResult, note, ok, wrong
from pipelines.operation.run_history import HistoryError, daemon_lives, daemon_seen_at, storage_files
from pipelines.operation.server_note import is_alive, read_note
from pipelines.settings import Home

_TIMEOUT_SECONDS = 3.0
_START = "Start it: `anslag dev` (or `make dev`)."


def storage(home: Home) -> CheckResult:
    """See whether Dagster's storage can be read and is whole."""
    check = "Run history"
    folder = home.dagster_dir
    away = f"Stop `anslag dev`, then `mv {folder} {folder}.damaged`: the next run makes a new one. "
    away += "It holds nothing of the warehouse."
    if not folder.exists():
        return note(check, "there is none yet", "The first run makes it: `anslag run`.")
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.X_OK):
        return wrong(
            check, f"{folder} is no folder that can be read", f"Move it away or mend its permissions: {folder}"
        )
    files = storage_files(home)
    for path in files:
        if problem := damage(path):
            return wrong(check, f"{path.relative_to(home.root)}: {problem}", away)
    return ok(check, f"{len(files)} databases intact")


def server(home: Home, now: datetime) -> CheckResult:
    """See whether Dagster's server and daemon answer, where they are said to run."""
    check = "Server and daemon"
    said = read_note(home)
    try:
        lives, seen_at = daemon_lives(home, now), daemon_seen_at(home)
    except HistoryError as error:
        return wrong(check, str(error), "Mend the run history first.")
    last = f"the daemon was last heard of {seen_at:%Y-%m-%d %H:%M} UTC" if seen_at else "the daemon was never heard of"
    if said is None:
        if lives:
            return ok(check, "a daemon runs")
        return note(check, "not running: no schedule and no sensor is on", _START)
    if not is_alive(said.pid):
        return wrong(check, f"`anslag dev` of {said.since} is gone without a word (process {said.pid}); {last}", _START)
    try:
        answer = httpx.get(f"{said.address}/server_info", timeout=_TIMEOUT_SECONDS, trust_env=False)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        seen = f"{said.address} does not answer ({error or type(error).__name__}), though process {said.pid} runs"
        return wrong(check, seen, "Stop and start it again: `anslag dev`.")
    if not lives:
        return wrong(check, f"{said.address} answers, but {last}", "Stop and start it again: `anslag dev`.")
    return ok(check, f"{said.address}, daemon running")
