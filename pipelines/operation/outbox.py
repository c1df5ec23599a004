"""Alerts that wait for their channel.

Belongs here: queueing, claiming and striking them, each within a transaction of the caller's.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pipelines.operation.alert_file import moment, stamp, storable
from pipelines.operation.troubles import Alert

COLUMNS = "entry_no, channel, alert, queued_at, attempts, problem"

# Longer than any channel takes: a process that dies while it sends leaves its alert to the others after this.
_CLAIM = timedelta(minutes=2)


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


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Make an entry of a row of `COLUMNS`."""
    entry_no, channel, alert, queued_at, attempts, problem = row
    return Entry(entry_no, channel, Alert.from_json(json.loads(alert)), moment(queued_at), attempts, problem)


def queue(con: sqlite3.Connection, alert: Alert, channels: Sequence[str], *, now: datetime) -> None:
    """Put an alert into the outbox, once a channel."""
    laid_out = json.dumps(alert.as_json())
    con.executemany(
        "INSERT INTO outbox (channel, alert, queued_at) VALUES (?, ?, ?)",
        [(channel, laid_out, stamp(now)) for channel in channels],
    )


def claim(con: sqlite3.Connection, channels: Sequence[str], *, now: datetime) -> Entry | None:
    """Take the oldest alert that waits for one of these channels, for two minutes."""
    marks = ", ".join("?" * len(channels))
    row = con.execute(
        f"SELECT {COLUMNS} FROM outbox WHERE channel IN ({marks}) "  # noqa: S608 - only marks and our names
        "AND (claimed_until IS NULL OR claimed_until <= ?) ORDER BY entry_no LIMIT 1",
        (*channels, stamp(now)),
    ).fetchone()
    if row is None:
        return None
    con.execute("UPDATE outbox SET claimed_until = ? WHERE entry_no = ?", (stamp(now + _CLAIM), row[0]))
    return entry_of(row)


def strike(con: sqlite3.Connection, entry: Entry) -> None:
    """Strike an alert that its channel took."""
    con.execute("DELETE FROM outbox WHERE entry_no = ?", (entry.entry_no,))


def put_back(con: sqlite3.Connection, entry: Entry, problem: str) -> None:
    """Put an alert back that its channel did not take."""
    con.execute(
        "UPDATE outbox SET attempts = attempts + 1, problem = ?, claimed_until = NULL WHERE entry_no = ?",
        (storable(problem), entry.entry_no),
    )


def strike_older(con: sqlite3.Connection, than: datetime) -> list[Entry]:
    """Strike alerts that were queued before that, and give them."""
    found = con.execute(
        f"DELETE FROM outbox WHERE queued_at < ? RETURNING {COLUMNS}",  # noqa: S608 - our own names
        (stamp(than),),
    ).fetchall()
    return [entry_of(row) for row in found]
