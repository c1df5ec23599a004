"""Running the graph from the command line: the whole of it in this process, or Dagster's own server.

Belongs here: starting Dagster and telling what came of it. What runs stands in `definitions`; how progress looks, in
`pipelines.console.progress`.
"""

import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from dagster import DagsterEvent, DagsterInstance, ExecuteInProcessResult, InitLoggerContext, logger
from sqlalchemy import Engine, event

from pipelines.assets.publish import PUBLISHED
from pipelines.assets.resources import DocumentSources, WarehouseBuild
from pipelines.definitions import JOB_NAME, build_defs
from pipelines.settings import CODE_ROOT, Home

# How long Dagster's processes get to end by themselves before they are killed.
_STOP_SECONDS = 10.0


class Progress(Protocol):
    """Somebody who is told how a run goes."""

    def plan(self, steps: Sequence[str]) -> None:
        """Hear which steps the run has, before the first one."""
        ...

    def start(self, step: str) -> None:
        """Hear that a step begins."""
        ...

    def done(self, step: str, *, ok: bool) -> None:
        """Hear that a step ended."""
        ...


@dataclass(frozen=True, slots=True)
class RunReport:
    """What came of a run.

    Attributes:
        run_id: Dagster's identifier of it.
        seconds: how long it took.
        published: the warehouse file.
        notice: something that the user should know but that stopped nothing; None otherwise.
    """

    run_id: str
    seconds: float
    published: Path
    notice: str | None


class RunFailedError(Exception):
    """A run that published nothing; the last good version is in place.

    Attributes:
        step: the step that failed, None where the run did not get that far.
        reason: why.
        checks: critical checks that failed, as "schema.table: check".
    """

    def __init__(self, step: str | None, reason: str, checks: Sequence[str] = ()) -> None:
        told = [f"The run failed{f' at {step}' if step else ''}: {reason}"]
        if checks:
            told.append("Critical checks that failed:")
            told.extend(f"  {check}" for check in checks)
            told.append("They block publishing: mend the document or the rule in expectations/, then run again.")
        told.append("Nothing was published; the last good version, if there is one, stays in place.")
        super().__init__("\n".join(told))
        self.step = step
        self.reason = reason
        self.checks = list(checks)


def run_pipeline(home: Home, paths: Sequence[Path] = (), *, progress: Progress) -> RunReport:
    """Run the whole graph in this process and publish.

    Args:
        home: the installation.
        paths: files and folders to read besides `raw/`.
        progress: is told of every step.

    Raises:
        RunFailedError: nothing was published.
    """
    began = time.monotonic()
    instance, notice = _instance(home)
    job = build_defs(
        {
            "build": WarehouseBuild(home_dir=str(home.root)),
            "sources": DocumentSources(home_dir=str(home.root), paths=[str(path) for path in paths]),
        },
        loggers={"console": _step_logger(progress)},
    ).resolve_job_def(JOB_NAME)
    progress.plan([node.name for node in job.nodes_in_topological_order])
    with instance:
        result = job.execute_in_process(
            instance=instance, run_config={"loggers": {"console": {}}}, raise_on_error=False
        )
    if not result.success:
        raise _failure(result)
    path = result.asset_materializations_for_node(_node(PUBLISHED.path))[0].metadata["path"].value
    return RunReport(result.run_id, time.monotonic() - began, Path(str(path)), notice)


def dev_server(home: Home, host: str = "127.0.0.1", port: int = 3000) -> int:
    """Run Dagster's UI and daemon until they end or someone stops them, and give the exit code.

    Args:
        home: the installation; its `.dagster/` keeps the run history.
        host: address to listen on.
        port: port to listen on.
    """
    _prepare_instance(home)
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home.dagster_dir),
        "ANSLAG_HOME": str(home.root),
        "GX_ANALYTICS_ENABLED": "false",
    }
    command = [
        str(Path(sys.executable).with_name("dagster")),
        "dev",
        "--module-name",
        "pipelines.definitions",
        "--host",
        host,
        "--port",
        str(port),
    ]
    server: subprocess.Popen[bytes] | None = None

    def stop(_number: int, _frame: object) -> None:
        if server is not None:
            _stop(server)

    # Before the server starts: in the background of a script we ignore SIGINT, and so would it. A signal that we handle
    # is set back to its default in a new program.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    server = subprocess.Popen(command, cwd=CODE_ROOT, env=environment, start_new_session=True)  # noqa: S603 - our own
    return server.wait()


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server and all its children: politely, and after `_STOP_SECONDS` for good."""
    with suppress(subprocess.TimeoutExpired):
        # Dagster's own handler ends its daemon and web server; only the leader is told, or they would race.
        server.send_signal(signal.SIGINT)
        server.wait(_STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def _instance(home: Home) -> tuple[DagsterInstance, str | None]:
    """Open the installation's run history, or do without where it cannot be written."""
    try:
        _prepare_instance(home)
        event.listen(Engine, "connect", _write_without_waiting)
        return DagsterInstance.from_config(str(home.dagster_dir)), None
    except OSError as error:
        return (
            DagsterInstance.ephemeral(),
            f"The run history in {home.dagster_dir} cannot be written ({error.strerror}).",
        )


def _write_without_waiting(connection: Any, _record: object) -> None:
    # Dagster commits hundreds of events a run, each waiting for the disk: two of nine seconds. Its history may lose the
    # last run in a power cut; the warehouse is synced by `store.versions` and never goes this way.
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def _prepare_instance(home: Home) -> None:
    home.dagster_dir.mkdir(parents=True, exist_ok=True)
    settings = home.dagster_dir / "dagster.yaml"
    if not settings.exists():
        shutil.copyfile(CODE_ROOT / ".dagster" / "dagster.yaml", settings)
    if not os.access(home.dagster_dir, os.W_OK):
        raise PermissionError(13, "permission denied", str(home.dagster_dir))


class _StepHandler(logging.Handler):
    """Passes step events on to the progress display and drops everything else; Dagster's event log has it all."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        # Dagster hands every event of a run to the run's loggers: the public way to follow a run in process.
        happened = (getattr(record, "dagster_meta", None) or {}).get("dagster_event")
        if not isinstance(happened, DagsterEvent) or happened.step_key is None:
            return
        if happened.is_step_start:
            self._progress.start(happened.step_key)
        elif happened.is_step_success or happened.is_step_failure:
            self._progress.done(happened.step_key, ok=happened.is_step_success)


def _step_logger(progress: Progress):  # type: ignore[no-untyped-def]  # Dagster's decorator has no public return type
    @logger
    def steps(_context: InitLoggerContext) -> logging.Logger:
        made = logging.Logger("anslag.steps")
        made.addHandler(_StepHandler(progress))
        return made

    return steps


def _failure(result: ExecuteInProcessResult) -> RunFailedError:
    checks = [
        f"{'.'.join(check.asset_key.path)}: {check.check_name}"
        for check in result.get_asset_check_evaluations()
        if check.blocking and not check.passed
    ]
    for happened in result.all_events:
        if happened.is_step_failure:
            error = happened.step_failure_data.error
            reason = "critical checks failed" if checks else _root(error)
            return RunFailedError(happened.step_key, reason, checks)
        if happened.event_type_value in {"RESOURCE_INIT_FAILURE", "PIPELINE_INIT_FAILURE"}:
            error = getattr(happened.event_specific_data, "error", None)
            return RunFailedError(None, _root(error) if error else happened.message or happened.event_type_value)
    return RunFailedError(None, "Dagster gives no reason", checks)


def _root(error: object) -> str:
    """Give the message of the error at the root of a chain of causes."""
    while (cause := getattr(error, "cause", None)) is not None:
        error = cause
    message = str(getattr(error, "message", error)).strip()
    # Dagster prefixes the class's full name; people need the sentence.
    _, _, sentence = message.partition("Error: ")
    return sentence or message


def _node(path: Sequence[str]) -> str:
    return "__".join(path)
