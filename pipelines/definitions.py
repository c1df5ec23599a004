"""Everything that Dagster sees, on one screen."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from dagster import (
    AssetsDefinition,
    AssetSelection,
    Definitions,
    LoggerDefinition,
    define_asset_job,
    definitions,
    in_process_executor,
    load_assets_from_modules,
)

# Great Expectations sends usage data unless told not to before it is imported.
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

from pipelines.assets import commitments, core, describing, quality, raw, staging
from pipelines.assets.automation import daily_schedule, raw_folder_sensor
from pipelines.assets.checks import build_expectation_checks
from pipelines.assets.fetching import fetch_job, fetch_schedule
from pipelines.assets.housekeeping import pruning_sensor
from pipelines.assets.metadata import view_specs
from pipelines.assets.publish import published_warehouse
from pipelines.assets.resources import DocumentSources, WarehouseBuild
from pipelines.assets.watch import watch_sensors
from pipelines.operation.run_history import WAREHOUSE_JOB
from pipelines.quality.expectations import load_suites
from pipelines.settings import EXPECTATIONS_DIR

JOB_NAME = WAREHOUSE_JOB

# For a run from the command line to end: nobody is there to start a scheduled one again.
_WAIT_SECONDS = 600.0


def build_defs(
    resource_overrides: Mapping[str, Any] | None = None, *, loggers: Mapping[str, LoggerDefinition] | None = None
) -> Definitions:
    """Assemble the code location.

    Args:
        resource_overrides: resources to use in place of the usual `build` and `sources`.
        loggers: loggers in place of Dagster's console logger.
    """
    suites = load_suites(EXPECTATIONS_DIR)
    tables: Sequence[AssetsDefinition] = [
        asset
        for asset in load_assets_from_modules([raw, staging, core, describing, commitments, quality])
        if isinstance(asset, AssetsDefinition)
    ]
    published = published_warehouse([key for table in tables for key in table.keys], suites)
    # One process and one connection: the graph takes seconds, starting processes would take longer.
    job = define_asset_job(JOB_NAME, selection=AssetSelection.all(), executor_def=in_process_executor)
    fetch = fetch_job()
    return Definitions(
        assets=[*tables, published],
        asset_checks=build_expectation_checks(suites),
        jobs=[job, fetch],
        schedules=[fetch_schedule(), daily_schedule(JOB_NAME)],
        sensors=[raw_folder_sensor(JOB_NAME), *watch_sensors(job, fetch), pruning_sensor()],
        resources={
            "build": WarehouseBuild(wait_seconds=_WAIT_SECONDS),
            "sources": DocumentSources(),
            **(resource_overrides or {}),
        },
        loggers=loggers,
        executor=in_process_executor,
    )


@definitions
def defs() -> Definitions:
    """Give Dagster the code location, when it asks for it: with the views, which a run has no use for."""
    return Definitions.merge(build_defs(), Definitions(assets=view_specs()))
