"""The archive: every document as it was received, in every version, and when it was seen to change or vanish.

Belongs here: storing and recalling bytes and observations. What there is to observe is the sources' own matter; what a
document says is nobody's here.

One SQLite file in `raw/`, which several processes may write to and which a crash leaves whole. No document and no
observation in it is ever changed or removed: the warehouse, with all its history, can be built anew from it. Only of
files that could not be taken at all (refusals) and of what a site said of its answers (receipts), the last look alone
is kept.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipelines.sources import archive_seals
from pipelines.sources.archive_chain import BEGINNING, first_broken, link
from pipelines.sources.archive_sql import (
    CHAIN,
    CHANGED,
    CURRENT,
    IDENTIFY,
    LAST_LINK,
    RECEIVE,
    REFUSE,
    SCHEMA,
    SOURCES,
    UNCHAINED,
)
from pipelines.sources.archive_types import ArchiveError, ArchiveState, Changes, Observation, Receipt
from pipelines.sources.types import Received, RefusedFile

_BUSY_SECONDS = 60.0
_ACCESS = "Let the user that runs Anslag write to it and to its folder, and see that the disk has room."
_REMEDY = "Put a copy of it in its place, or remove it: what is in raw/ and on the web is then read anew."
_WAIT = "Another process holds it: wait for that one to end, or end it."


class Archive:
    """An open archive.

    Args:
        path: the file; made, with its folder, where there is none.
        read_only: only look, without waiting for anybody who writes; the file must be there.

    Raises:
        ArchiveError: the file is damaged or no archive, or cannot be opened.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._last: tuple[int, str] | None = None
        try:
            if read_only:
                self._con = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
                archive_seals.teach(self._con)
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            # Transactions are begun by hand: sqlite3's own begin too late to read and write as one.
            self._con = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(path, f"cannot be opened: {error}.", _ACCESS) from error
        archive_seals.teach(self._con)
        try:
            _log_ahead(self._con)
            self._con.execute("PRAGMA synchronous = FULL")
            self._con.executescript(SCHEMA)
            if self._con.execute(UNCHAINED).fetchone()[0]:
                self._chain()
            if archive_seals.are_missing(self._con):
                with self._writing():
                    archive_seals.put_on(self._con)
            self._con.execute(IDENTIFY)
        except (sqlite3.Error, UnicodeError) as error:
            self._con.close()
            is_busy = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            raise ArchiveError(path, f"cannot be used: {error}.", _WAIT if is_busy else _REMEDY) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the archive cannot be used afterwards."""
        self._con.close()

    def verify(self) -> None:
        """Look for damage everywhere but in the bytes of documents; takes as long as reading the file.

        Raises:
            ArchiveError: there is some: SQLite's own pages and indexes, an observation that is not as it was written or
                that no document belongs to, a receipt or refusal that is not as it was written.
        """
        with self._telling_damage():
            # Its quicker form does not compare indexes with their tables, and what is current is found by an index.
            (verdict,) = self._con.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise self._damaged(str(verdict).strip().partition("\n")[0])
            if not self._con.execute(UNCHAINED).fetchone()[0] and (broken := first_broken(self._con.execute(CHAIN))):
                number, source, path, *_ = broken
                told = f"observation {number} ({source}: {path}) is not as it was written, or the one before is missing"
                raise self._damaged(told)
            if self._con.execute("PRAGMA foreign_key_check(observation)").fetchone():
                raise self._damaged("an observation tells of a document whose bytes are missing")
            if table := archive_seals.first_broken(self._con):
                raise self._damaged(f"a row of its table {table} is not as it was written")

    def verify_contents(self) -> None:
        """Hold the bytes of every document against their hash.

        Raises:
            ArchiveError: some are not as they were received.
        """
        with self._telling_damage():
            for sha256, stored in self._con.execute("SELECT sha256, bytes FROM content"):
                self._held_against(sha256, stored)

    @contextmanager
    def _telling_damage(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, told: str) -> ArchiveError:
        return ArchiveError(self.path, f"is damaged: {told}.", _REMEDY)

    def record(self, source: str, offered: Iterable[Received | RefusedFile], *, seen_at: datetime) -> Changes:
        """Store what was received, all of it or nothing; only what differs from the last observation is written.

        Args:
            source: name of the source.
            offered: documents, and files that could not be taken: of these, what was known before stays as it was.
                A path that comes twice counts as the last of them.
            seen_at: when they were received.
        """
        with self._writing():
            changes, _ = self._take(source, offered, _stamp(seen_at))
        return changes

    def record_copies(self, source: str, offered: Iterable[Received | RefusedFile], *, seen_at: datetime) -> Changes:
        """Store copies of unknown age, like `record`.

        Documents that were fetched from their address, or seen to vanish, stay as they are: whoever looked there knows
        better what they came to be.
        """
        with self._writing():
            changes, _ = self._take(source, offered, _stamp(seen_at), are_copies=True)
        return changes

    def record_listing(self, source: str, offered: Iterable[Received | RefusedFile], *, seen_at: datetime) -> Changes:
        """Store all that a source holds, like `record`; what it held before and holds no more has vanished."""
        with self._writing():
            changes, seen = self._take(source, offered, _stamp(seen_at))
            gone = [path for path in self.current(source) if path not in seen]
            self._vanish(source, gone, _stamp(seen_at))
        return replace(changes, vanished=len(gone))

    def clear_refusals(self) -> None:
        """Forget which files could not be taken, before all sources are looked at anew."""
        with self._writing():
            self._con.execute("DELETE FROM refusal")

    def refusals(self) -> list[RefusedFile]:
        """Give the files that could not be taken at the last look."""
        rows = self._con.execute(
            "SELECT source, path, size_bytes, sha256, problem, remedy FROM refusal ORDER BY source, path"
        )
        return [RefusedFile(*row) for row in rows]

    def vanish(self, source: str, paths: Iterable[str], *, seen_at: datetime) -> int:
        """Note that documents are no longer where they were; gives how many were there before."""
        with self._writing():
            known = self.current(source)
            gone = [path for path in paths if path in known]
            self._vanish(source, gone, _stamp(seen_at))
        return len(gone)

    def keep_receipt(self, source: str, receipt: Receipt, content: bytes | None = None) -> None:
        """Keep what a site's answer came with, in place of its last answer for the path.

        Args:
            source: name of the source.
            receipt: what it came with.
            content: its bytes, where it is no document: a listing, a key to codes.
        """
        with self._writing():
            self._con.execute(
                RECEIVE,
                [
                    source,
                    receipt.path,
                    receipt.address,
                    _stamp(receipt.received_at),
                    receipt.sha256,
                    receipt.etag,
                    receipt.last_modified,
                    content,
                ],
            )

    def receipts(self, source: str) -> dict[str, Receipt]:
        """Give, by path, what a site's last answers came with."""
        rows = self._con.execute(
            "SELECT path, address, received_at, sha256, etag, last_modified FROM receipt WHERE source = ?", [source]
        )
        return {path: Receipt(path, address, datetime.fromisoformat(at), *rest) for path, address, at, *rest in rows}

    def received(self, source: str, path: str) -> bytes | None:
        """Give the bytes of a site's last answer for a path that is no document; None where there was none."""
        row = self._con.execute("SELECT bytes FROM receipt WHERE source = ? AND path = ?", [source, path]).fetchone()
        return bytes(row[0]) if row and row[0] is not None else None

    def current(self, source: str) -> dict[str, Observation]:
        """Give, by path, the last observation of every document that a source holds now."""
        return {row[1]: _observation(row) for row in self._con.execute(CURRENT, [source])}

    def observations(self, *, since_no: int = 0) -> Iterator[Observation]:
        """Give the observations of every document, each document's in the order of time.

        Args:
            since_no: only documents that were observed after this observation, but of them all observations.
        """
        for row in self._con.execute(CHANGED, [since_no]):
            yield _observation(row)

    def state(self) -> ArchiveState:
        """Tell what the archive holds, in short: two equal states hold the same."""
        (archive_id,) = self._con.execute("SELECT archive_id FROM identity").fetchone()
        (last_no,) = self._con.execute("SELECT coalesce(max(observation_no), 0) FROM observation").fetchone()
        refused = hashlib.sha256(repr(self.refusals()).encode()).hexdigest()[:16]
        return ArchiveState(archive_id, last_no, refused)

    def last_beside(self, sources: Collection[str]) -> tuple[int, datetime] | None:
        """Give number and time of the last observation of other sources than these; None where there is none."""
        last = [
            self._con.execute("SELECT max(observation_no) FROM observation WHERE source = ?", [source]).fetchone()[0]
            for (source,) in self._con.execute(SOURCES)
            if source not in sources
        ]
        if not last:
            return None
        (stamp,) = self._con.execute("SELECT seen_at FROM observation WHERE observation_no = ?", [max(last)]).fetchone()
        return max(last), datetime.fromisoformat(stamp)

    def content(self, sha256: str) -> bytes:
        """Give the bytes of a hash.

        Raises:
            KeyError: nothing with this hash was received.
            ArchiveError: what is stored is not what was received.
        """
        row = self._con.execute("SELECT bytes FROM content WHERE sha256 = ?", [sha256]).fetchone()
        if row is None:
            raise KeyError(sha256)
        return self._held_against(sha256, row[0])

    def _held_against(self, sha256: str, stored: object) -> bytes:
        # One flipped bit makes text of bytes.
        if not isinstance(stored, bytes) or hashlib.sha256(stored).hexdigest() != sha256:
            raise ArchiveError(self.path, f"holds other bytes than {sha256} stands for.", "Put a copy in its place.")
        return stored

    def _take(
        self, source: str, offered: Iterable[Received | RefusedFile], stamp: str, *, are_copies: bool = False
    ) -> tuple[Changes, set[str]]:
        counts = {"added": 0, "changed": 0, "redescribed": 0, "unchanged": 0, "refused": 0}
        seen: set[str] = set()
        for each in offered:
            seen.add(each.path)
            if isinstance(each, RefusedFile):
                counts["refused"] += 1
                self._con.execute(REFUSE, astuple(each))
            else:
                counts[self._record(source, each, stamp, is_copy=are_copies)] += 1
        return Changes(**counts), seen

    def _record(self, source: str, document: Received, stamp: str, *, is_copy: bool) -> str:
        sha256 = hashlib.sha256(document.content).hexdigest()
        description = json.dumps(document.description, sort_keys=True) if document.description else None
        last = self._con.execute(
            "SELECT sha256, address, description FROM observation WHERE source = ? AND path = ? "
            "ORDER BY observation_no DESC LIMIT 1",
            [source, document.path],
        ).fetchone()
        if last == (sha256, document.address, description):
            return "unchanged"
        if is_copy and last and (last[0] is None or last[1] is not None):
            return "unchanged"
        self._con.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", [sha256, document.content])
        self._observe(source, document.path, sha256, stamp, document.address, description)
        if last is None or last[0] is None:
            return "added"
        return "changed" if last[0] != sha256 else "redescribed"

    def _vanish(self, source: str, paths: list[str], stamp: str) -> None:
        for path in paths:
            self._observe(source, path, None, stamp, None, None)

    def _observe(self, *told: str | None) -> None:
        if self._last is None:
            self._last = self._con.execute(LAST_LINK).fetchone() or (0, BEGINNING)
        number, before = self._last
        row = (number + 1, *told)
        self._last = number + 1, link(before, row)
        self._con.execute("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*row, self._last[1]])

    def _chain(self) -> None:
        with self._writing():
            self._con.execute("ALTER TABLE observation ADD COLUMN digest TEXT")
            before = BEGINNING
            for *told, _ in self._con.execute(CHAIN).fetchall():
                before = link(before, tuple(told))
                self._con.execute("UPDATE observation SET digest = ? WHERE observation_no = ?", [before, told[0]])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._con.execute("BEGIN IMMEDIATE")
            # Another process may have written since.
            self._last = None
            try:
                yield
            except BaseException:
                # A full disk makes SQLite roll back by itself.
                if self._con.in_transaction:
                    self._con.execute("ROLLBACK")
                raise
            self._con.execute("COMMIT")
        except sqlite3.Error as error:
            raise ArchiveError(self.path, f"cannot be written: {error}.", _ACCESS) from error


def _log_ahead(con: sqlite3.Connection) -> None:
    # For this change of a new file SQLite does not wait while another process makes the same one.
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            con.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _observation(row: tuple[str, str, str | None, str, str | None, str | None]) -> Observation:
    source, path, sha256, seen_at, address, description = row
    known = json.loads(description) if description else None
    return Observation(source, path, sha256, datetime.fromisoformat(seen_at), address, known)
