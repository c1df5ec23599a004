"""What the operator hears of runs and of the published data, whoever started the run.

Belongs here: which trouble a failed run is, and which troubles a good one ends. Dagster's sensors and `anslag run` call
these functions; the libraries that send alerts are only imported where there is something to send.
"""
# ruff: noqa: PLC0415 - see above: every run and every process of Dagster imports this module

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines.operation.alert_book import book_path
from pipelines.operation.failure import RunFailedError
from pipelines.operation.freshness import PUBLISHED_SUBJECT, freshness
from pipelines.operation.run_history import WAREHOUSE_JOB
from pipelines.operation.troubles import Trouble, TroubleKind
from pipelines.settings import Home

if TYPE_CHECKING:
    from pipelines.store.soundness import SetAside

# What publishing refuses to publish, as against a fault on the way there.
_REFUSALS = frozenset({"Failure", "SealError"})
_MAX_MESSAGE_CHARACTERS = 8_000


def trouble_of(failure: RunFailedError, *, job: str, run_id: str, publishing_step: str) -> Trouble | None:
    """Give the trouble that a failed run is.

    Args:
        failure: why it failed.
        job: name of the job.
        run_id: Dagster's identifier of the run.
        publishing_step: name of the step that publishes.

    Returns:
        The trouble; None where somebody stopped the run.
    """
    if failure.is_stopped:
        return None
    is_blocked = bool(failure.checks) or (failure.step == publishing_step and failure.error_class in _REFUSALS)
    if is_blocked:
        kind, title = TroubleKind.publish_blocked, "publishing is blocked"
        broken = [f"{check.table}: {check.name}" for check in failure.checks]
        cause = "; ".join(sorted(broken)) or failure.reason
    else:
        kind, title = TroubleKind.run_failed, f"the run failed{f' at {failure.step}' if failure.step else ''}"
        cause = f"{failure.step} {failure.error_class} {failure.reason}"
    return Trouble(
        kind=kind,
        subject=job,
        title=title,
        message=_message(failure, job, run_id),
        remedy=failure.remedy,
        cause=cause,
        occurrence=run_id,
    )


def run_failed(
    home: Home,
    failure: RunFailedError,
    *,
    job: str,
    run_id: str,
    publishing_step: str,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """Tell the operator of a failed run, unless somebody stopped it."""
    from pipelines.operation.alerting import Alerting

    trouble = trouble_of(failure, job=job, run_id=run_id, publishing_step=publishing_step)
    if trouble is not None:
        Alerting(home, environment).report(trouble)


def version_damaged(home: Home, set_aside: "SetAside", *, environment: Mapping[str, str] = os.environ) -> None:
    """Tell the operator that the published version was damaged, and what readers have instead."""
    from pipelines.operation.alerting import Alerting

    Alerting(home, environment).report(
        Trouble(
            kind=TroubleKind.data_damaged,
            subject=PUBLISHED_SUBJECT,
            title="the published version was damaged",
            message=str(set_aside),
            remedy="",
            cause="",
            occurrence=set_aside.damaged.name,
        )
    )


def run_succeeded(home: Home, *, job: str, environment: Mapping[str, str] = os.environ) -> None:
    """Tell the operator that the troubles of a job are over, if there were any, and stale data where it publishes."""
    if not book_path(home).exists():
        return
    from pipelines.operation.alerting import Alerting

    over = {job: [TroubleKind.run_failed, TroubleKind.publish_blocked]}
    if job == WAREHOUSE_JOB:
        over[PUBLISHED_SUBJECT] = [TroubleKind.data_stale, TroubleKind.data_damaged]
    Alerting(home, environment).end(over)


def look(home: Home, *, now: datetime | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """Tell the operator where the published data is stale, or no longer is, and send what waits in the outbox.

    Returns:
        What there was to see, in a sentence.
    """
    from pipelines.operation.alerting import Alerting

    now = now or datetime.now(UTC)
    alerting = Alerting(home, environment, clock=lambda: now)
    trouble = freshness(home, environment).trouble(now)
    if trouble is not None:
        alerting.report(trouble)
    else:
        alerting.end({PUBLISHED_SUBJECT: [TroubleKind.data_stale]})
    return trouble.message if trouble else "The published data is fresh."


def _message(failure: RunFailedError, job: str, run_id: str) -> str:
    at = f" at {failure.step}" if failure.step else ""
    lines = [f"Run {run_id} failed{at}: {failure.reason}", *(f"  {check}" for check in failure.checks)]
    if job == WAREHOUSE_JOB:
        lines.append("Nothing was published; the last good version, if there is one, stays in place.")
    message = "\n".join(lines)
    if len(message) > _MAX_MESSAGE_CHARACTERS:
        return message[:_MAX_MESSAGE_CHARACTERS] + " …"
    return message
