"""All checks, in the order in which a person mends things."""
# ruff: noqa: PLC0415 - a library that is missing or broken must cost its own checks only

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime

from pipelines.operation.checkup.results import CheckResult, wrong
from pipelines.settings import Home

_log = logging.getLogger(__name__)


def examine(home: Home, environment: Mapping[str, str], *, now: datetime, send_test: bool = False) -> list[CheckResult]:
    """Check an installation.

    A check that fails itself is a thing that is wrong; the others go on.

    Args:
        home: the installation.
        environment: where the settings of the alerts are read from.
        now: the time, in UTC.
        send_test: whether to send a test alert by every channel.
    """
    parts = {
        "Software": _software(home, now),
        "Folders": _folders(home),
        "Warehouse": _warehouse(home, now),
        "Dagster": _dagster(home, now),
        "Alerts": _alerts(home, environment, send_test=send_test),
    }
    results: list[CheckResult] = []
    for name, part in parts.items():
        try:
            results.extend(part)
        except ImportError as error:
            remedy = "Set the environment up again: `make clean run`."
            results.append(wrong(name, f"a library cannot be loaded ({error})", remedy))
        except Exception as error:
            _log.debug("A check failed", exc_info=True)
            seen = f"cannot be checked ({type(error).__name__}: {error})"
            results.append(wrong(name, seen, "Mend what it names, or report it."))
    return results


def _software(home: Home, now: datetime) -> Iterator[CheckResult]:
    from pipelines.operation.checkup import software

    yield software.python()
    yield software.packages()
    yield software.time_zone()
    yield software.clock(home, now)


def _folders(home: Home) -> Iterator[CheckResult]:
    from pipelines.operation.checkup import folders

    yield from folders.folders(home)
    yield folders.disk(home)
    yield folders.raw_documents(home)
    yield folders.reviews(home)
    yield folders.population(home)
    yield folders.archive(home)


def _warehouse(home: Home, now: datetime) -> Iterator[CheckResult]:
    from pipelines.operation.checkup import warehouse

    yield from warehouse.published(home)
    yield warehouse.leftovers(home, now)


def _dagster(home: Home, now: datetime) -> Iterator[CheckResult]:
    from pipelines.operation.checkup import dagster_instance

    yield dagster_instance.storage(home)
    yield dagster_instance.server(home, now)


def _alerts(home: Home, environment: Mapping[str, str], *, send_test: bool) -> Iterator[CheckResult]:
    from pipelines.operation.checkup import alerts

    yield from alerts.channels(environment)
    yield alerts.undelivered(home)
    if send_test:
        yield from alerts.sent_test(home, environment)
