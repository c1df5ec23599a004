"""What the operator was told, and what is still to be told: troubles that go on, and an outbox.

Belongs here: when a trouble is told, told again and called solved; and alerts until they are delivered. One SQLite file
in the installation's state folder, which several processes may use at once. Losing it loses no more than that: a
trouble may be told once more.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.operation.troubles import Alert, Phase, Trouble, TroubleKind
from pipelines.settings import Home

_SCHEMA = """
CREATE TABLE IF NOT EXISTS trouble (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    count INTEGER NOT NULL,
    told_at TEXT,
    channels TEXT NOT NULL,
    PRIMARY KEY (kind, subject, fingerprint)
);
CREATE TABLE IF NOT EXISTS outbox (
    entry_no INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    alert TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    claimed_until TEXT
);
"""
_ENTRY = "entry_no, channel, alert, queued_at, attempts, problem"
_BUSY_SECONDS = 10.0
# Longer than any channel takes: a process that dies while it sends leaves its alert to the others after this.
_CLAIM = timedelta(minutes=2)
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert that waits for its channel.

    Attributes:
        entry_no: its number in the outbox.
        channel: name of the channel.
        alert: the alert.
        queued_at: since when it waits, in UTC.
        attempts: how often it was tried.
        problem: why the last attempt failed; None before the first.
    """

    entry_no: int
    channel: str
    alert: Alert
    queued_at: datetime
    attempts: int
    problem: str | None


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
        with self._writing() as con:
            row = con.execute(
                "SELECT began_at, occurrence, count, told_at, channels FROM trouble "
                "WHERE (kind, subject, fingerprint) = (?, ?, ?)",
                key,
            ).fetchone()
            began_at, occurrence, count, told_at, told_by = row or (_stamp(now), trouble.occurrence, 1, None, "[]")
            if occurrence != trouble.occurrence:
                count += 1
            is_time = bool(channels) and (told_at is None or now - _moment(told_at) >= repeat_after)
            phase = Phase.continues if told_at else Phase.began
            con.execute(
                "INSERT OR REPLACE INTO trouble VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *key,
                    *(_storable(each) for each in (trouble.title, trouble.message, trouble.remedy)),
                    began_at,
                    _stamp(now),
                    trouble.occurrence,
                    count,
                    _stamp(now) if is_time else told_at,
                    json.dumps(list(channels)) if is_time else told_by,
                ],
            )
            if not is_time:
                return None
            alert = make_alert(
                trouble, phase, now=now, began_at=_moment(began_at), count=count, installation=installation
            )
            _queue(con, alert, channels, now)
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
        with self._writing() as con:
            for kind in kinds:
                rows = con.execute(
                    "DELETE FROM trouble WHERE kind = ? AND subject = ? RETURNING fingerprint, title, message, remedy, "
                    "began_at, count, told_at, channels",
                    (kind.value, subject),
                ).fetchall()
                for fingerprint, title, message, remedy, began_at, count, told_at, channels in rows:
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
                        began_at=_moment(began_at),
                        raised_at=now,
                        installation=installation,
                    )
                    _queue(con, alert, json.loads(channels), now)
                    alerts.append(alert)
        return alerts

    def claim(self, channels: Sequence[str], *, now: datetime) -> Entry | None:
        """Take the oldest alert that waits for one of these channels; nobody else gets it for two minutes."""
        if not self._path.exists() or not channels:
            return None
        with self._writing() as con:
            marks = ", ".join("?" * len(channels))
            row = con.execute(
                f"SELECT {_ENTRY} FROM outbox WHERE channel IN ({marks}) "  # noqa: S608 - only marks and our names
                "AND (claimed_until IS NULL OR claimed_until <= ?) ORDER BY entry_no LIMIT 1",
                (*channels, _stamp(now)),
            ).fetchone()
            if row is None:
                return None
            con.execute("UPDATE outbox SET claimed_until = ? WHERE entry_no = ?", (_stamp(now + _CLAIM), row[0]))
            return _entry(row)

    def delivered(self, entry: Entry) -> None:
        """Strike an alert that its channel took."""
        with self._writing() as con:
            con.execute("DELETE FROM outbox WHERE entry_no = ?", (entry.entry_no,))

    def failed(self, entry: Entry, problem: str) -> None:
        """Put an alert back that its channel did not take."""
        with self._writing() as con:
            con.execute(
                "UPDATE outbox SET attempts = attempts + 1, problem = ?, claimed_until = NULL WHERE entry_no = ?",
                (_storable(problem), entry.entry_no),
            )

    def drop_older(self, age: timedelta, *, now: datetime) -> list[Entry]:
        """Strike alerts that have waited longer than that, and give them."""
        if not self._path.exists():
            return []
        with self._writing() as con:
            rows = con.execute(
                f"DELETE FROM outbox WHERE queued_at < ? RETURNING {_ENTRY}",  # noqa: S608 - our own names
                (_stamp(now - age),),
            ).fetchall()
        return [_entry(row) for row in rows]

    def troubles(self) -> list[OpenTrouble]:
        """Give the troubles that go on, oldest first."""
        rows = self._read("SELECT kind, subject, title, began_at, count, told_at FROM trouble ORDER BY began_at")
        return [
            OpenTrouble(kind, subject, title, _moment(began_at), count, told_at is not None)
            for kind, subject, title, began_at, count, told_at in rows
        ]

    def waiting(self) -> list[Entry]:
        """Give the alerts in the outbox, oldest first."""
        rows = self._read(f"SELECT {_ENTRY} FROM outbox ORDER BY entry_no")  # noqa: S608 - our own names
        return [_entry(row) for row in rows]

    def _read(self, sql: str) -> list[tuple[Any, ...]]:
        if not self._path.exists():
            return []
        with closing(
            sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
        ) as con:
            return con.execute(sql).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)) as con:
            con.execute("BEGIN IMMEDIATE")
            try:
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    con.execute(statement)
                yield con
            except BaseException:
                con.execute("ROLLBACK")
                raise
            con.execute("COMMIT")


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


def _queue(con: sqlite3.Connection, alert: Alert, channels: Sequence[str], now: datetime) -> None:
    laid_out = json.dumps(alert.as_json())
    con.executemany(
        "INSERT INTO outbox (channel, alert, queued_at) VALUES (?, ?, ?)",
        [(channel, laid_out, _stamp(now)) for channel in channels],
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    entry_no, channel, alert, queued_at, attempts, problem = row
    return Entry(entry_no, channel, Alert.from_json(json.loads(alert)), _moment(queued_at), attempts, problem)


def _stamp(moment: datetime) -> str:
    # Always as long, so that the order of the texts is the order of the times.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
