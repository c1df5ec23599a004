"""All checks, in the order in which a person mends things."""

from collections.abc import Mapping
from datetime import datetime

from pipelines.operation.checkup import alerts, dagster_instance, folders, software, warehouse
from pipelines.operation.checkup.results import CheckResult
from pipelines.settings import Home


def examine(home: Home, environment: Mapping[str, str], *, now: datetime, send_test: bool = False) -> list[CheckResult]:
    """Check an installation.

    Args:
        home: the installation.
        environment: where the settings of the alerts are read from.
        now: the time, in UTC.
        send_test: whether to send a test alert by every channel.
    """
    return [
        software.python(),
        software.packages(),
        software.time_zone(),
        software.clock(home, now),
        *folders.folders(home),
        folders.disk(home),
        folders.raw_documents(home),
        *warehouse.published(home),
        warehouse.leftovers(home, now),
        dagster_instance.storage(home),
        dagster_instance.server(home, now),
        *alerts.channels(environment),
        alerts.undelivered(home),
        *(alerts.sent_test(home, environment) if send_test else []),
    ]
