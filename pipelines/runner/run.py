"""One run of the whole graph in this process.

Belongs here: starting it, following it, and reporting what it published.
"""

import importlib
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dagster import DagsterEvent, DagsterInstance, InitLoggerContext, LoggerDefinition, logger
from sqlalchemy.exc import SQLAlchemyError

from pipelines.assets.raw import PUBLISHED
from pipelines.assets.resources import DocumentSources, WarehouseBuild
from pipelines.assets.watch import PUBLISHING_STEP
from pipelines.definitions import JOB_NAME, build_defs
from pipelines.operation.checkup import State
from pipelines.operation.checkup.folders import disk
from pipelines.operation.failure import RunFailedError, failure_of
from pipelines.operation.pruning import prune_daily
from pipelines.operation.watching import run_failed, run_succeeded
from pipelines.runner.instance import InstanceError, open_instance
from pipelines.settings import Home
from pipelines.sources.parquet import CORPUS
from pipelines.store.lock import PublisherBusyError
from pipelines.store.versions import NoWarehouseError, current_version


class Progress(Protocol):
    """Somebody who is told how a run goes."""

    def plan(self, steps: Sequence[str]) -> None:
        """Hear which steps the run has, before the first one."""
        ...

    def start(self, step: str) -> None:
        """Hear that a step begins."""
        ...

    def tell(self, step: str, message: str) -> None:
        """Hear how far a step has come."""
        ...

    def done(self, step: str, *, ok: bool) -> None:
        """Hear that a step ended."""
        ...


@dataclass(frozen=True, slots=True)
class RunReport:
    """What came of a run.

    Attributes:
        run_id: Dagster's identifier of it; empty where its history was lost.
        seconds: how long it took.
        published: the warehouse file.
        is_new: whether the run published it; False where nothing was new.
        notice: something that the user should know but that stopped nothing; None otherwise.
    """

    run_id: str
    seconds: float
    published: Path
    is_new: bool
    notice: str | None


def run_pipeline(
    home: Home,
    paths: Sequence[Path] = (),
    *,
    progress: Progress,
    corpora: Sequence[Path] = (),
    corpus_source: str = CORPUS,
    rebuild: bool = False,
    hold: bool = False,
) -> RunReport:
    """Run the whole graph in this process and publish, where there is anything new.

    Args:
        home: the installation.
        paths: files and folders to take in besides `raw/`.
        progress: is told of every step.
        corpora: Parquet files of documents to take in besides.
        corpus_source: the source that their documents belong to.
        rebuild: whether to read everything anew.
        hold: whether to leave readers with the version that they have.

    Raises:
        RunFailedError: nothing was published.
    """
    began = time.monotonic()
    # Both use it, and importing it in two threads at once leaves one with half of it.
    importlib.import_module("sqlalchemy.orm")
    # The checks need it a second from now; its import takes two, and Dagster and DuckDB wait for the disk meanwhile.
    threading.Thread(target=importlib.import_module, args=("great_expectations",), daemon=True).start()
    warnings: list[str] = []
    job = build_defs(
        {
            "build": WarehouseBuild(home_dir=str(home.root), rebuild=rebuild, hold=hold),
            "sources": DocumentSources(
                home_dir=str(home.root),
                paths=list(map(str, paths)),
                corpora=list(map(str, corpora)),
                corpus_source=corpus_source,
            ),
        },
        loggers={"console": _step_logger(progress, warnings)},
    ).resolve_job_def(JOB_NAME)
    progress.plan([node.name for node in job.nodes_in_topological_order])
    instance, notice = _instance(home)
    before = current_version(home)
    with instance:
        try:
            result = job.execute_in_process(
                instance=instance, run_config={"loggers": {"console": {}}}, raise_on_error=False
            )
        except SQLAlchemyError as error:
            # What is published holds whatever becomes of the history; a full disk takes the history first.
            lost = InstanceError(home, str(error.__cause__ or error))
            path = current_version(home)
            if path is None or path == before:
                raise RunFailedError(None, str(lost), error_class=InstanceError.__name__) from error
            return RunReport("", time.monotonic() - began, path, True, f"This run is not whole in the history. {lost}")
        if result.success and not notice:
            prune_daily(home, instance)
    if not result.success:
        failure = _with_room_told(failure_of(result.all_events), home)
        # Whoever started the run sees that another one is under way; it is nobody else's trouble.
        if failure.error_class != PublisherBusyError.__name__:
            run_failed(home, failure, job=JOB_NAME, run_id=result.run_id, publishing_step=PUBLISHING_STEP)
        raise failure
    run_succeeded(home, job=JOB_NAME)
    published = result.asset_materializations_for_node("__".join(PUBLISHED.path))
    path = Path(str(published[0].metadata["path"].value)) if published else current_version(home)
    if path is None:
        raise NoWarehouseError(home, "The published version was removed while the run looked for something new.")
    notices = [*warnings, *([notice] if notice else [])]
    return RunReport(result.run_id, time.monotonic() - began, path, bool(published), "\n".join(notices) or None)


def _with_room_told(failure: RunFailedError, home: Home) -> RunFailedError:
    # A full disk makes itself felt in whatever is written first, in words that seldom name it.
    room = disk(home)
    if failure.checks or room.state is State.ok:
        return failure
    told = f"The disk may be why: {room.seen}. {room.remedy}"
    return RunFailedError(failure.step, failure.reason, told, error_class=failure.error_class)


def _instance(home: Home) -> tuple[DagsterInstance, str | None]:
    """Open the installation's run history, or do without where it cannot be written."""
    try:
        return open_instance(home), None
    except InstanceError as error:
        return DagsterInstance.ephemeral(), f"This run is in no history. {error}"


class _StepHandler(logging.Handler):
    """Passes steps and what they tell on to the progress display; Dagster's event log has everything else."""

    def __init__(self, progress: Progress, warnings: list[str]) -> None:
        super().__init__()
        self._progress = progress
        self._warnings = warnings

    def emit(self, record: logging.LogRecord) -> None:
        # Dagster hands every event and message of a run to the run's loggers: the public way to follow it in process.
        told = getattr(record, "dagster_meta", None) or {}
        event, step = told.get("dagster_event"), told.get("step_key")
        if isinstance(event, DagsterEvent):
            if event.step_key and event.is_step_start:
                self._progress.start(event.step_key)
            elif event.step_key and (event.is_step_success or event.is_step_failure):
                self._progress.done(event.step_key, ok=event.is_step_success)
        elif record.levelno == logging.WARNING:
            self._warnings.append(told["orig_message"])
        elif step and record.levelno == logging.INFO:
            self._progress.tell(step, told["orig_message"])


def _step_logger(progress: Progress, warnings: list[str]) -> LoggerDefinition:
    @logger
    def steps(_context: InitLoggerContext) -> logging.Logger:
        made = logging.Logger("anslag.steps")
        made.addHandler(_StepHandler(progress, warnings))
        return made

    return steps
