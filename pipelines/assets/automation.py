"""When the graph runs by itself: a daily schedule, and a sensor on `raw/`.

Belongs here: triggers. Runs are serialised by the instance (`.dagster/dagster.yaml`) and by the publisher's lock.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from dagster import (
    DefaultScheduleStatus,
    DefaultSensorStatus,
    RunRequest,
    ScheduleDefinition,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
    sensor,
)
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines.settings import Home, current_home

# A file changed this recently may still be written to; it waits for the next look.
_SETTLED_AFTER_SECONDS = 2.0
_LOOK_EVERY_SECONDS = 30


def daily_schedule(job: UnresolvedAssetJobDefinition) -> ScheduleDefinition:
    """Run every morning before office hours in Stockholm."""
    return ScheduleDefinition(
        name="daily",
        job=job,
        cron_schedule="30 6 * * *",
        execution_timezone="Europe/Stockholm",
        default_status=DefaultScheduleStatus.RUNNING,
    )


def raw_folder_sensor(job: UnresolvedAssetJobDefinition) -> SensorDefinition:
    """Run when files in `raw/` are new, changed or gone, within a minute."""

    @sensor(
        name="raw_folder",
        job=job,
        minimum_interval_seconds=_LOOK_EVERY_SECONDS,
        default_status=DefaultSensorStatus.RUNNING,
        description="Files in raw/ that are new, changed or gone start a run",
    )
    def raw_folder(context: SensorEvaluationContext) -> RunRequest | SkipReason:
        return look(current_home(), context)

    return raw_folder


def look(home: Home, context: SensorEvaluationContext) -> RunRequest | SkipReason:
    """Compare `raw/` with what the last look saw; the cursor is a digest of names, sizes and times of change."""
    files = list(_files(home.raw_dir))
    newest = max((changed for _, _, changed in files), default=0)
    if time.time() - newest / 1e9 < _SETTLED_AFTER_SECONDS:
        return SkipReason("A file in raw/ was changed just now; it may still be written to.")
    digest = hashlib.sha256(repr(files).encode("utf-8", "surrogateescape")).hexdigest()
    if digest == context.cursor:
        return SkipReason("Nothing in raw/ has changed.")
    context.update_cursor(digest)
    return RunRequest(run_key=digest)


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Give name, size in bytes and time of change (ns) of every file below a folder; links are not followed."""
    for path in sorted(folder.rglob("*")):
        try:
            status = path.lstat()
        except FileNotFoundError:
            continue
        if not path.is_dir() or path.is_symlink():
            yield str(path.relative_to(folder)), status.st_size, status.st_mtime_ns
