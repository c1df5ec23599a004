"""Dagster's ear for trouble: sensors that hand failures, recoveries and the clock to `pipelines.operation`.

Belongs here: what Dagster knows of a run. What the operator is told of it stands in `pipelines.operation.watching`.
"""

from typing import TYPE_CHECKING

from dagster import (
    DagsterRunStatus,
    DefaultSensorStatus,
    JobDefinition,
    RunFailureSensorContext,
    RunStatusSensorContext,
    SensorDefinition,
    SkipReason,
    run_failure_sensor,
    run_status_sensor,
    sensor,
)

from pipelines.assets.raw import PUBLISHED
from pipelines.operation import watching
from pipelines.operation.failure import failure_of
from pipelines.settings import current_home

if TYPE_CHECKING:
    # What `define_asset_job` gives has no public name.
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

PUBLISHING_STEP = "__".join(PUBLISHED.path)

_LOOK_EVERY_SECONDS = 60


def watch_sensors(*jobs: "UnresolvedAssetJobDefinition | JobDefinition") -> list[SensorDefinition]:
    """Make the sensors that tell the operator of the jobs' failures, of their end, and of stale data."""

    @run_failure_sensor(
        name="failure_alerts",
        monitored_jobs=list(jobs),
        default_status=DefaultSensorStatus.RUNNING,
        description="Failed runs and blocked publishes reach the operator",
    )
    def failure_alerts(context: RunFailureSensorContext) -> None:
        run = context.dagster_run
        entries = context.instance.all_logs(run.run_id)
        failure = failure_of([entry.dagster_event for entry in entries if entry.dagster_event])
        watching.run_failed(
            current_home(), failure, job=run.job_name, run_id=run.run_id, publishing_step=PUBLISHING_STEP
        )

    @run_status_sensor(
        name="recovery_alerts",
        run_status=DagsterRunStatus.SUCCESS,
        monitored_jobs=list(jobs),
        default_status=DefaultSensorStatus.RUNNING,
        description="The end of a trouble reaches the operator",
    )
    def recovery_alerts(context: RunStatusSensorContext) -> None:
        watching.run_succeeded(current_home(), job=context.dagster_run.job_name)

    @sensor(
        name="freshness_alerts",
        minimum_interval_seconds=_LOOK_EVERY_SECONDS,
        default_status=DefaultSensorStatus.RUNNING,
        description="Stale data reaches the operator, and alerts that could not be delivered are sent again",
    )
    def freshness_alerts() -> SkipReason:
        return SkipReason(watching.look(current_home()))

    return [failure_alerts, recovery_alerts, freshness_alerts]
