"""Telling the operator: a trouble goes into the book, what is to be told goes out by the channels.

Belongs here: the passage from one to the other, which never fails the work that it speaks of: whatever goes wrong with
an alert is logged, and the alert waits in the outbox.
"""

import logging
import os
import socket
import sqlite3
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from pipelines.operation.alert_book import AlertBook, book_path, make_alert
from pipelines.operation.alert_settings import AlertSettings, alert_settings
from pipelines.operation.channels import Channel, DeliveryError
from pipelines.operation.troubles import Alert, Phase, Trouble, TroubleKind
from pipelines.settings import Home

# Dagster ends a sensor after a minute, and a person at a terminal waits for the command.
_BUDGET_SECONDS = 25.0
# An alert that nobody could be told for so long is history; what goes on is told anew.
_KEPT = timedelta(days=7)

_log = logging.getLogger(__name__)


def now_utc() -> datetime:
    """Give the time, in UTC."""
    return datetime.now(UTC)


class Alerting:
    """The alerts of an installation.

    Attributes:
        settings: channels and how often they repeat.
    """

    def __init__(
        self,
        home: Home,
        environment: Mapping[str, str] = os.environ,
        *,
        settings: AlertSettings | None = None,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        """Make the alerts of an installation.

        Args:
            home: the installation.
            environment: where the settings are read from.
            settings: settings to use in place of the environment's.
            clock: gives the time, in UTC.
        """
        self.settings = settings or alert_settings(environment)
        self._book = AlertBook(book_path(home))
        self._clock = clock
        self._installation = f"{socket.gethostname()}:{home.root}"

    def report(self, trouble: Trouble) -> None:
        """Enter a trouble, and tell the operator where it is time to.

        Where the book cannot be kept, as on a full disk, the operator is told at once and perhaps more than once;
        but of stale data, which is seen again and again, not at all.
        """
        for problem in self.settings.problems:
            _log.error("%s", problem)
        now = self._clock()
        try:
            self._book.note(
                trouble,
                self._names,
                now=now,
                repeat_after=self.settings.repeat_after,
                installation=self._installation,
            )
        except (sqlite3.Error, OSError) as error:
            _log.exception("The book of alerts cannot be kept: %s", error)
            if trouble.kind is not TroubleKind.data_stale:
                began = make_alert(
                    trouble, Phase.began, now=now, began_at=now, count=1, installation=self._installation
                )
                self._send_now(began)
            return
        self.deliver()

    def end(self, ended: Mapping[str, Sequence[TroubleKind]]) -> None:
        """Strike troubles that are over, and tell the operator of those that were told.

        Args:
            ended: kinds of trouble by the subject that they had befallen.
        """
        try:
            for subject, kinds in ended.items():
                self._book.end(subject, kinds, now=self._clock(), installation=self._installation)
        except (sqlite3.Error, OSError) as error:
            _log.exception("The book of alerts cannot be kept: %s", error)
            return
        self.deliver()

    def deliver(self) -> int:
        """Send what waits in the outbox.

        A channel that fails is left alone until the next time.

        Returns:
            How many alerts were delivered.
        """
        until = time.monotonic() + _BUDGET_SECONDS
        working = {channel.name: channel for channel in self.settings.channels}
        delivered = 0
        try:
            for old in self._book.drop_older(_KEPT, now=self._clock()):
                _log.error("Never delivered by %s, and given up: %s", old.channel, old.alert.headline)
            while time.monotonic() < until and (entry := self._book.claim(list(working), now=self._clock())):
                problem = _sent(working[entry.channel], entry.alert)
                if problem is None:
                    self._book.delivered(entry)
                    delivered += 1
                else:
                    self._book.failed(entry, problem)
                    del working[entry.channel]
        except (sqlite3.Error, OSError) as error:
            _log.exception("The book of alerts cannot be kept: %s", error)
        return delivered

    def send_test(self) -> list[tuple[str, str | None]]:
        """Send a test alert by every channel.

        Returns:
            The channels' names, each with why it failed, None where it did not.
        """
        now = self._clock()
        test = Alert(
            alert_id=uuid.uuid4().hex,
            phase=Phase.test,
            kind="test",
            subject="alerts",
            fingerprint="",
            title="alerts reach you",
            message="Somebody asked for this test with `anslag doctor --send-test`.",
            remedy="",
            count=1,
            began_at=now,
            raised_at=now,
            installation=self._installation,
        )
        return [(channel.name, _sent(channel, test)) for channel in self.settings.channels]

    @property
    def _names(self) -> list[str]:
        return [channel.name for channel in self.settings.channels]

    def _send_now(self, alert: Alert) -> None:
        for channel in self.settings.channels:
            _sent(channel, alert)


def _sent(channel: Channel, alert: Alert) -> str | None:
    """Send an alert and give why that failed, None where it did not."""
    try:
        channel.send(alert)
    except DeliveryError as error:
        _log.error("%s", error)
        return error.problem
    except Exception as error:
        # Alerts speak of failures and must not add to them.
        _log.exception("The %s failed on an alert", channel.name)
        return f"{type(error).__name__}: {error}"
    return None
