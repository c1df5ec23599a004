"""Telling Dagster that what is published holds, where a look at the sources found nothing new.

Belongs here: a confirmation without a run. How fresh the data is, from publishing and confirmations, stands in
`pipelines.operation.freshness`.
"""

from dagster import AssetMaterialization

from pipelines.assets.raw import PUBLISHED
from pipelines.runner.instance import InstanceError, open_instance
from pipelines.settings import Home


def confirm_published(home: Home) -> None:
    """Tell it; where the history cannot be written, nobody is told, as with a run."""
    try:
        with open_instance(home) as instance:
            instance.report_runless_asset_event(AssetMaterialization(PUBLISHED, metadata={"unchanged": True}))
    except InstanceError:
        return
