"""When the published warehouse is stale: nothing has confirmed or replaced it for too long.

Belongs here: how old is too old, and telling. Who looks at the sources and finds nothing new confirms what is
published, so the age of the file alone says nothing.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.operation.durations import hours
from pipelines.operation.run_history import PUBLISHED_ASSET, HistoryError, asset_seen_at
from pipelines.operation.troubles import Trouble, TroubleKind
from pipelines.settings import Home
from pipelines.store.versions import built_at, current_version

PUBLISHED_SUBJECT = "published_warehouse"
STALE_AFTER_VARIABLE = "ANSLAG_STALE_AFTER_HOURS"

# The schedule runs daily; two hours are for waiting runs and slow machines.
_STALE_AFTER_HOURS = 26.0


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh the published warehouse is.

    Attributes:
        confirmed_at: when it was last published or confirmed, in UTC; None where nothing is published.
        stale_after: how old is too old.
    """

    confirmed_at: datetime | None
    stale_after: timedelta

    def is_stale(self, now: datetime) -> bool:
        """Tell whether it is too old; where nothing is published, nothing is."""
        return self.confirmed_at is not None and now - self.confirmed_at > self.stale_after

    def trouble(self, now: datetime) -> Trouble | None:
        """Give what the operator should hear, None where all is well. It happens once more with every time missed."""
        if self.confirmed_at is None or not self.is_stale(now):
            return None
        age = now - self.confirmed_at
        ago = f"{age / timedelta(hours=1):.0f} hours ago"
        allowed = f"{self.stale_after / timedelta(hours=1):g} hours"
        return Trouble(
            kind=TroubleKind.data_stale,
            subject=PUBLISHED_SUBJECT,
            title="the published data is stale",
            message=f"Nothing has replaced or confirmed it since {self.confirmed_at:%Y-%m-%d %H:%M} UTC, {ago}; "
            f"{allowed} are allowed ({STALE_AFTER_VARIABLE}).",
            remedy="`anslag status` says what runs and `anslag doctor` what is broken; `anslag run` builds it now.",
            cause="stale",
            occurrence=str(age // self.stale_after),
        )


def stale_after(environment: Mapping[str, str] = os.environ) -> timedelta:
    """Give how old the published warehouse may be; 26 hours unless set, and where it is set badly."""
    try:
        return hours(environment, STALE_AFTER_VARIABLE, _STALE_AFTER_HOURS)
    except ValueError:
        return timedelta(hours=_STALE_AFTER_HOURS)


def freshness(home: Home, environment: Mapping[str, str] = os.environ) -> Freshness:
    """Look how fresh the published warehouse of an installation is."""
    return Freshness(confirmed_at(home), stale_after(environment))


def published_built_at(home: Home) -> datetime | None:
    """Give when the published version was built, in UTC; None where nothing is published."""
    version = current_version(home)
    return built_at(version) if version else None


def confirmed_at(home: Home) -> datetime | None:
    """Give when what is published was last replaced or confirmed, in UTC; None where nothing is."""
    built = published_built_at(home)
    if built is None:
        return None
    try:
        confirmed = asset_seen_at(home, PUBLISHED_ASSET)
    except HistoryError:
        # Whoever publishes leaves the time in the version's name; only a confirmation is lost.
        confirmed = None
    return max(built, confirmed) if confirmed else built
