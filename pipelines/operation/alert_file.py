"""The SQLite file that alerts are kept in.

Belongs here: its tables, opening it, and times as it stores them. What is kept stands in `alert_book` and `outbox`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
_BUSY_SECONDS = 10.0


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for one transaction, and make it where there is none; other processes wait.

    Raises:
        sqlite3.Error: the file cannot be used.
        OSError: its folder cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as con:
        con.execute("BEGIN IMMEDIATE")
        try:
            for statement in filter(str.strip, _SCHEMA.split(";")):
                con.execute(statement)
            yield con
        except BaseException:
            con.execute("ROLLBACK")
            raise
        con.execute("COMMIT")


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Give the rows of an answer, none where there is no file.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)) as con:
        return con.execute(sql).fetchall()


def stamp(moment: datetime) -> str:
    """Give a time as it is stored: in UTC and always as long, so that the order of the texts is that of the times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stored: str) -> datetime:
    """Give the time that was stored."""
    return datetime.fromisoformat(stored)


def storable(text: str) -> str:
    """Give a text without the halves of characters that file names may hold and SQLite refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")
