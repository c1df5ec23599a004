"""Dagster's broom: a sensor that keeps the run history of a server that is never restarted from growing for ever.

Belongs here: when it is looked at. What is kept stands in `pipelines.operation.pruning`; a run by hand looks as well.
"""

from dagster import DefaultSensorStatus, SensorDefinition, SensorEvaluationContext, SkipReason, sensor

from pipelines.operation.pruning import prune_daily
from pipelines.settings import current_home

_LOOK_EVERY_SECONDS = 600


def pruning_sensor() -> SensorDefinition:
    """Make the sensor that removes old runs, once a day."""

    @sensor(
        name="history_pruning",
        minimum_interval_seconds=_LOOK_EVERY_SECONDS,
        default_status=DefaultSensorStatus.RUNNING,
        description="Once a day, runs of more than 90 days ago, and all but the last 1,000, are removed",
    )
    def history_pruning(context: SensorEvaluationContext) -> SkipReason:
        removed = prune_daily(current_home(), context.instance)
        return SkipReason(f"{removed} old runs were removed.")

    return history_pruning
