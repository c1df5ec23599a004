"""Keeping Dagster's run history from growing for ever: old runs go, with their events and logs.

Belongs here: what is kept, and how much time a look may take. Versions of the warehouse are pruned where they are
published.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from dagster import DagsterError, DagsterInstance, DagsterRunStatus, RunsFilter
from sqlalchemy.exc import SQLAlchemyError

from pipelines.settings import Home

# Whoever looks into a failure does so within weeks; what a quarter's figures were made by stands in quality.run.
KEPT_FOR = timedelta(days=90)
# A run leaves a database of 1.4 MB: a thousand are what a folder of 1.5 GB holds, and three years of daily runs.
MOST_RUNS = 1_000
_LOOK_EVERY = timedelta(days=1)
# Added to one run a day at most. What is left over when it ends is for the next look.
_MOST_SECONDS = 2.0
_ENDED = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]
_RUNS_AT_ONCE = 100


def note_path(home: Home) -> Path:
    """Give the file that says when the history was last looked through."""
    return home.state_dir / "pruned_at"


def prune_daily(home: Home, instance: DagsterInstance, *, now: datetime | None = None) -> int:
    """Remove old runs, unless that was done within a day. What goes wrong is left for the next look.

    Args:
        home: the installation.
        instance: its Dagster instance.
        now: the time, in UTC.

    Returns:
        How many runs were removed.
    """
    now = now or datetime.now(UTC)
    last = _noted(home)
    if last and timedelta(0) <= now - last < _LOOK_EVERY:
        return 0
    removed, until = 0, time.monotonic() + _MOST_SECONDS
    with suppress(SQLAlchemyError, DagsterError, OSError):
        for run_id in _old_runs(instance, now):
            if time.monotonic() > until:
                return removed
            _remove(home, instance, run_id)
            removed += 1
        _remove_logs(home, instance)
        home.state_dir.mkdir(parents=True, exist_ok=True)
        note_path(home).write_text(now.isoformat(timespec="seconds"), encoding="utf-8")
    return removed


def _noted(home: Home) -> datetime | None:
    try:
        return datetime.fromisoformat(note_path(home).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _old_runs(instance: DagsterInstance, now: datetime) -> Iterator[str]:
    """Give the runs to remove, oldest first; each must be removed before the next is asked for. None that goes on."""
    aged = RunsFilter(statuses=_ENDED, created_before=now - KEPT_FOR)
    while records := instance.get_run_records(aged, limit=_RUNS_AT_ONCE, ascending=True):
        yield from (record.dagster_run.run_id for record in records)
    while (surplus := instance.get_runs_count() - MOST_RUNS) > 0:
        limit = min(surplus, _RUNS_AT_ONCE)
        records = instance.get_run_records(RunsFilter(statuses=_ENDED), limit=limit, ascending=True)
        if not records:
            return
        yield from (record.dagster_run.run_id for record in records)


def _remove(home: Home, instance: DagsterInstance, run_id: str) -> None:
    instance.delete_run(run_id)
    # Dagster empties the database of the run's events, and leaves the file at its size.
    for path in (home.dagster_dir / "history" / "runs").glob(f"{run_id}.db*"):
        path.unlink(missing_ok=True)


def _remove_logs(home: Home, instance: DagsterInstance) -> None:
    """Remove what runs that are no more printed, from when that was kept: a folder a run."""
    storage = home.dagster_dir / "storage"
    for folder in storage.iterdir() if storage.is_dir() else ():
        if _is_run_id(folder.name) and instance.get_run_by_id(folder.name) is None:
            shutil.rmtree(folder)


def _is_run_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
