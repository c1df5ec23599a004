"""When the graph runs by itself: a daily schedule, and a sensor on `raw/` and on what was fetched.

Belongs here: triggers. Runs are serialised by the instance (`.dagster/dagster.yaml`) and by the publisher's lock.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dagster import (
    AssetMaterialization,
    DagsterInstance,
    DagsterRunStatus,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    RunRequest,
    RunsFilter,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
    schedule,
    sensor,
)

from pipelines.assets.looking import look as look_at_sources
from pipelines.assets.looking import sources_of
from pipelines.assets.raw import PUBLISHED
from pipelines.operation.run_history import FETCH_JOB
from pipelines.settings import ARCHIVE_NAME, Home, current_home
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveError
from pipelines.sources.folder import FOLDER
from pipelines.sources.given import GIVEN
from pipelines.sources.parquet import CORPUS

# A file changed this recently may still be written to; it waits for the next look.
_SETTLED_AFTER_SECONDS = 2.0
_LOOK_EVERY_SECONDS = 30
# A fetch by hand asks for a page or two a second; where nothing has come for this long, it has ended. A run for each
# batch of a fetch would find the next one waiting.
_FETCHED_AFTER = timedelta(minutes=2)
# A run observes these itself, so what was observed of them is no reason for another.
_OBSERVED_BY_RUNS = frozenset({FOLDER, GIVEN, CORPUS})
_UNDER_WAY = [DagsterRunStatus.QUEUED, DagsterRunStatus.STARTING, DagsterRunStatus.STARTED]


def daily_schedule(job_name: str) -> ScheduleDefinition:
    """Look at the sources every morning before office hours in Stockholm, and run where something is new."""

    @schedule(
        name="daily",
        job_name=job_name,
        cron_schedule="30 6 * * *",
        execution_timezone="Europe/Stockholm",
        default_status=DefaultScheduleStatus.RUNNING,
        description="Every morning at 06:30 in Stockholm, where something is new",
    )
    def daily(context: ScheduleEvaluationContext) -> RunRequest | SkipReason:
        return due(current_home(), context.instance)

    return daily


def due(home: Home, instance: DagsterInstance) -> RunRequest | SkipReason:
    """Look at the sources, and ask for a run where the published version lacks something.

    Args:
        home: the installation.
        instance: is told that the published version is fresh where nothing is new.
    """
    with Archive(home.archive) as archive:
        seen = look_at_sources(home, archive, sources_of(home), seen_at=datetime.now(UTC))
    if not seen.is_published:
        return RunRequest()
    instance.report_runless_asset_event(AssetMaterialization(PUBLISHED, metadata={"unchanged": True}))
    return SkipReason("Nothing is new since the published version.")


def raw_folder_sensor(job_name: str) -> SensorDefinition:
    """Run when files in `raw/` are new, changed or gone, within a minute, and when a fetch has brought something."""

    @sensor(
        name="raw_folder",
        job_name=job_name,
        minimum_interval_seconds=_LOOK_EVERY_SECONDS,
        default_status=DefaultSensorStatus.RUNNING,
        description="Files in raw/ that are new, changed or gone, and pages that were fetched, start a run",
    )
    def raw_folder(context: SensorEvaluationContext) -> RunRequest | SkipReason:
        fetching = RunsFilter(job_name=FETCH_JOB, statuses=_UNDER_WAY)
        if context.instance.get_runs_count(fetching):
            return SkipReason("A fetch is under way: what it brings is read when it has ended.")
        return look(current_home(), context)

    return raw_folder


def look(home: Home, context: SensorEvaluationContext) -> RunRequest | SkipReason:
    """Compare `raw/` with what the last look saw, by the names, sizes and times of change of its files.

    What was fetched counts as well, by the number of its last observation in the archive. The cursor is how many
    changes were seen and the digest of the last: `3:9f86d0…`.
    """
    files = sorted(_files(home.raw_dir))
    count, _, seen = (context.cursor or "0:").partition(":")
    fetched = _fetched(home)
    if not files and not fetched and not seen:
        return SkipReason("There is nothing in raw/ yet.")
    now = time.time()
    for path, _, changed in files:
        # A time of change that lies ahead says nothing: clocks differ, and files are copied with their times.
        if 0 <= now - changed / 1e9 < _SETTLED_AFTER_SECONDS:
            return SkipReason(f"{path} was changed just now; it may still be written to.")
    if fetched and timedelta(0) <= datetime.now(UTC) - fetched[1] < _FETCHED_AFTER:
        return SkipReason("Something was fetched just now; more may be on its way.")
    digest = hashlib.sha256(repr((files, fetched and fetched[0])).encode("utf-8", "surrogateescape")).hexdigest()
    if digest == seen:
        return SkipReason("Nothing in raw/ has changed, and nothing was fetched.")
    # Dagster runs a key once. With the digest alone, a folder that is changed and put back would keep the change.
    key = f"{int(count) + 1}:{digest}"
    context.update_cursor(key)
    return RunRequest(run_key=key)


def _fetched(home: Home) -> tuple[int, datetime] | None:
    """Give number and time of the last observation in the archive that no run made; None where there is none."""
    if not home.archive.exists():
        return None
    try:
        with Archive(home.archive, read_only=True) as archive:
            return archive.last_beside(_OBSERVED_BY_RUNS)
    except (ArchiveError, sqlite3.Error):
        # The run that this starts fails of the same, and is told; a look that fails is not.
        return None


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Give path, size in bytes and time of change (ns) of every file below a folder.

    Links are not followed, and hidden files are passed over as the source passes them over: programs that save or copy
    a file keep their unfinished work in them. The archive is written by the runs themselves.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in (*names, *links):
            path = Path(place, name)
            if name.startswith((".", ARCHIVE_NAME)):
                continue
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            yield str(path.relative_to(folder)), status.st_size, status.st_mtime_ns
