"""What Dagster's storage in `.dagster/` tells of runs, automation and the daemon, without Dagster.

Belongs here: reading it. Importing Dagster takes most of a second, which somebody who asks for the status should not
wait for; its tables are those of the one version that the lock file names, and a test holds them against Dagster's own
answers.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.settings import Home

WAREHOUSE_JOB = "build_warehouse"
FETCH_JOB = "fetch_g0v"
PUBLISHED_ASSET = ("published", "warehouse")

# The daemon tells that it lives twice a minute; Dagster itself gives it five.
_DAEMON_SILENT_AFTER = timedelta(minutes=5)
_BUSY_SECONDS = 2.0


class HistoryError(Exception):
    """Run history that cannot be read.

    Attributes:
        path: the file.
        problem: what is wrong with it.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"The run history {path} cannot be read ({problem}). `anslag doctor` says more.")
        self.path = path
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the warehouse's job.

    Attributes:
        run_id: Dagster's identifier.
        status: Dagster's word for its state: SUCCESS, FAILURE, CANCELED, STARTED, QUEUED …
        started_at: when it began, in UTC; None where it has not.
        ended_at: when it ended, in UTC; None while it has not.
        launched_by: what started it: schedule or sensor by name; None for a person.
    """

    run_id: str
    status: str
    started_at: datetime | None
    ended_at: datetime | None
    launched_by: str | None

    @property
    def seconds(self) -> float | None:
        """How long it took; None where it has not ended."""
        if self.started_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class Automation:
    """A schedule or sensor that Dagster's daemon has seen.

    Attributes:
        name: its name.
        kind: schedule | sensor.
        is_on: whether the daemon looks at it.
        ticked_at: when it last did, in UTC; None for never.
        failed: whether that look failed.
    """

    name: str
    kind: str
    is_on: bool
    ticked_at: datetime | None
    failed: bool


def storage_files(home: Home) -> list[Path]:
    """Give the databases of the installation's Dagster instance that every run and tick writes to."""
    folder = home.dagster_dir
    files = [
        folder / "history" / "runs.db",
        folder / "history" / "runs" / "index.db",
        folder / "schedules" / "schedules.db",
    ]
    return [path for path in files if path.exists()]


def last_run(home: Home) -> Run | None:
    """Give the last run of the warehouse's job; None where there is none.

    Raises:
        HistoryError: the history cannot be read.
    """
    with _reading(home.dagster_dir / "history" / "runs.db") as con:
        if con is None:
            return None
        row = con.execute(
            "SELECT run_id, status, start_time, end_time FROM runs WHERE pipeline_name = ? ORDER BY id DESC LIMIT 1",
            (WAREHOUSE_JOB,),
        ).fetchone()
        if row is None:
            return None
        run_id, status, started, ended = row
        tags = dict(con.execute("SELECT key, value FROM run_tags WHERE run_id = ?", (run_id,)).fetchall())
    launched_by = tags.get("dagster/schedule_name") or tags.get("dagster/sensor_name")
    return Run(run_id, status, _moment(started), _moment(ended), launched_by)


def asset_seen_at(home: Home, path: Sequence[str]) -> datetime | None:
    """Give when an asset was last made, or found to be as it should be, in UTC; None where it never was.

    Raises:
        HistoryError: the history cannot be read.
    """
    with _reading(home.dagster_dir / "history" / "runs" / "index.db") as con:
        row = (
            con
            and con.execute(
                "SELECT last_materialization_timestamp FROM asset_keys WHERE asset_key = ?", (json.dumps(list(path)),)
            ).fetchone()
        )
    return _moment(row[0]) if row else None


def daemon_seen_at(home: Home) -> datetime | None:
    """Give when Dagster's daemon last told that it lives, in UTC; None where it never did.

    Raises:
        HistoryError: the history cannot be read.
    """
    with _reading(home.dagster_dir / "history" / "runs.db") as con:
        row = con.execute("SELECT max(timestamp) FROM daemon_heartbeats").fetchone() if con else None
    return _moment(row[0]) if row else None


def daemon_lives(home: Home, now: datetime) -> bool:
    """Tell whether Dagster's daemon runs, and with it schedules and sensors.

    Raises:
        HistoryError: the history cannot be read.
    """
    seen = daemon_seen_at(home)
    return seen is not None and now - seen < _DAEMON_SILENT_AFTER


def automations(home: Home) -> list[Automation]:
    """Give the schedules and sensors that the daemon has seen, by name.

    Raises:
        HistoryError: they cannot be read.
    """
    found = []
    with _reading(home.dagster_dir / "schedules" / "schedules.db") as con:
        if con is None:
            return []
        rows = con.execute("SELECT selector_id, status, instigator_type, instigator_body FROM instigators").fetchall()
        for selector, status, kind, body in rows:
            tick = con.execute(
                "SELECT timestamp, status FROM job_ticks WHERE selector_id = ? ORDER BY id DESC LIMIT 1", (selector,)
            ).fetchone()
            name = json.loads(body)["origin"]["job_name"]
            ticked_at, outcome = (_moment(tick[0]), tick[1]) if tick else (None, "")
            found.append(Automation(name, kind.lower(), status != "STOPPED", ticked_at, outcome == "FAILURE"))
    return sorted(found, key=lambda each: each.name)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Open one of Dagster's databases for reading; give None where there is none."""
    if not path.exists():
        yield None
        return
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS)) as con:
            yield con
    except (sqlite3.Error, ValueError, KeyError, OSError) as error:
        raise HistoryError(path, str(error)) from error


def _moment(value: Any) -> datetime | None:
    """Give a time of Dagster's: seconds since 1970 or, without a zone, UTC."""
    if value is None:
        return None
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    return datetime.fromisoformat(value).replace(tzinfo=UTC)
