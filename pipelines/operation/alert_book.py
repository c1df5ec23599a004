"""What the operator was told, and what is still to be told: troubles that go on, and an outbox.

Belongs here: when a trouble is told, told again and called solved; and alerts until they are delivered. One SQLite file
in the installation's state folder, which several processes may use at once. Losing it loses no more than that: a
trouble may be told once more.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.operation import outbox
from pipelines.operation.alert_file import moment, rows, stamp, storable, writing
from pipelines.operation.outbox import Entry
from pipelines.operation.troubles import Alert, Phase, Trouble, TroubleKind
from pipelines.settings import Home

_FILE_NAME = "alerts.sqlite"


@dataclass(frozen=True, slots=True)
class OpenTrouble:
    """A trouble that goes on.

    Attributes:
        kind: what kind of trouble.
        subject: what it befell.
        title: what happened, in a few words.
        began_at: when it was first seen, in UTC.
        count: how often it has happened since.
        is_told: whether an alert was made of it.
    """

    kind: str
    subject: str
    title: str
    began_at: datetime
    count: int
    is_told: bool


def book_path(home: Home) -> Path:
    """Give the file of an installation's book."""
    return home.state_dir / _FILE_NAME


class AlertBook:
    """The book of an installation.

    Every method is one transaction of its own. They raise sqlite3.Error or OSError where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        """Take the file's path; it is made by the first method that writes."""
        self._path = path

    def note(
        self, trouble: Trouble, channels: Sequence[str], *, now: datetime, repeat_after: timedelta, installation: str
    ) -> Alert | None:
        """Enter a trouble, and put an alert into the outbox where it is time to tell the operator.

        It is time when the trouble is new, when it was never told for want of a channel, and when it was last told
        `repeat_after` ago or longer.

        Args:
            trouble: what happened.
            channels: names of the channels that alerts go by.
            now: the time.
            repeat_after: how long the operator is left alone with what goes on.
            installation: host and folder, for the alert.

        Returns:
            The alert; None where the operator is not told.
        """
        key = (trouble.kind.value, trouble.subject, trouble.fingerprint)
        with writing(self._path) as con:
            row = con.execute(
                "SELECT began_at, occurrence, count, told_at, channels FROM trouble "
                "WHERE (kind, subject, fingerprint) = (?, ?, ?)",
                key,
            ).fetchone()
            began_at, occurrence, count, told_at, told_by = row or (stamp(now), trouble.occurrence, 1, None, "[]")
            if occurrence != trouble.occurrence:
                count += 1
            is_time = bool(channels) and (told_at is None or now - moment(told_at) >= repeat_after)
            phase = Phase.continues if told_at else Phase.began
            con.execute(
                "INSERT OR REPLACE INTO trouble VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *key,
                    *(storable(each) for each in (trouble.title, trouble.message, trouble.remedy)),
                    began_at,
                    stamp(now),
                    trouble.occurrence,
                    count,
                    stamp(now) if is_time else told_at,
                    json.dumps(list(channels)) if is_time else told_by,
                ],
            )
            if not is_time:
                return None
            alert = make_alert(
                trouble, phase, now=now, began_at=moment(began_at), count=count, installation=installation
            )
            outbox.queue(con, alert, channels, now=now)
            return alert

    def end(self, subject: str, kinds: Sequence[TroubleKind], *, now: datetime, installation: str) -> list[Alert]:
        """Strike the troubles of a subject, and put word into the outbox for those that were told.

        The word goes by the channels that the trouble last went by.

        Returns:
            The alerts that say so.
        """
        if not self._path.exists():
            return []
        alerts = []
        with writing(self._path) as con:
            for kind in kinds:
                ended = con.execute(
                    "DELETE FROM trouble WHERE kind = ? AND subject = ? RETURNING fingerprint, title, message, remedy, "
                    "began_at, count, told_at, channels",
                    (kind.value, subject),
                ).fetchall()
                for fingerprint, title, message, remedy, began_at, count, told_at, channels in ended:
                    if told_at is None:
                        continue
                    alert = Alert(
                        alert_id=uuid.uuid4().hex,
                        phase=Phase.solved,
                        kind=kind.value,
                        subject=subject,
                        fingerprint=fingerprint,
                        title=title,
                        message=message,
                        remedy=remedy,
                        count=count,
                        began_at=moment(began_at),
                        raised_at=now,
                        installation=installation,
                    )
                    outbox.queue(con, alert, json.loads(channels), now=now)
                    alerts.append(alert)
        return alerts

    def claim(self, channels: Sequence[str], *, now: datetime) -> Entry | None:
        """Take the oldest alert that waits for one of these channels; nobody else gets it for two minutes."""
        if not self._path.exists() or not channels:
            return None
        with writing(self._path) as con:
            return outbox.claim(con, channels, now=now)

    def delivered(self, entry: Entry) -> None:
        """Strike an alert that its channel took."""
        with writing(self._path) as con:
            outbox.strike(con, entry)

    def failed(self, entry: Entry, problem: str) -> None:
        """Put an alert back that its channel did not take."""
        with writing(self._path) as con:
            outbox.put_back(con, entry, problem)

    def drop_older(self, age: timedelta, *, now: datetime) -> list[Entry]:
        """Strike alerts that have waited longer than that, and give them."""
        if not self._path.exists():
            return []
        with writing(self._path) as con:
            return outbox.strike_older(con, now - age)

    def troubles(self) -> list[OpenTrouble]:
        """Give the troubles that go on, oldest first."""
        found = rows(self._path, "SELECT kind, subject, title, began_at, count, told_at FROM trouble ORDER BY began_at")
        return [
            OpenTrouble(kind, subject, title, moment(began_at), count, told_at is not None)
            for kind, subject, title, began_at, count, told_at in found
        ]

    def waiting(self) -> list[Entry]:
        """Give the alerts in the outbox, oldest first."""
        found = rows(self._path, f"SELECT {outbox.COLUMNS} FROM outbox ORDER BY entry_no")  # noqa: S608 - our own names
        return [outbox.entry_of(row) for row in found]


def make_alert(
    trouble: Trouble, phase: Phase, *, now: datetime, began_at: datetime, count: int, installation: str
) -> Alert:
    """Make a new alert of a trouble."""
    return Alert(
        alert_id=uuid.uuid4().hex,
        phase=phase,
        kind=trouble.kind.value,
        subject=trouble.subject,
        fingerprint=trouble.fingerprint,
        title=trouble.title,
        message=trouble.message,
        remedy=trouble.remedy,
        count=count,
        began_at=began_at,
        raised_at=now,
        installation=installation,
    )
