"""The published warehouse as the monitor reads it: always the version that the link names, never a half of another.

Belongs here: opening and closing versions. What is asked of them stands in `queries`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.settings import Home
from pipelines.store.query import open_for_questions
from pipelines.store.versions import NoWarehouseError, current_version


@dataclass(frozen=True, slots=True)
class Reading:
    """A published version, open for one request.

    Attributes:
        con: a read-only connection of the request's own.
        version: name of the version; what was computed from it holds for as long as that is current.
        home: the installation.
    """

    con: duckdb.DuckDBPyConnection
    version: str
    home: Home


@dataclass(slots=True)
class _Open:
    path: Path
    con: duckdb.DuckDBPyConnection
    users: int = 0


class PublishedWarehouse:
    """Opens a version when it is first asked for after the link was switched, and closes it after its last reader.

    A request keeps the version that it began with: all of its page is of one version, whatever is published meanwhile.
    """

    def __init__(self, home: Home) -> None:
        self.home = home
        self._lock = threading.Lock()
        self._current: _Open | None = None

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Open the current version for the time of a request.

        Raises:
            NoWarehouseError: nothing is published.
        """
        opened = self._take()
        try:
            with opened.con.cursor() as cursor:
                yield Reading(cursor, opened.path.stem, self.home)
        finally:
            self._give_back(opened)

    def close(self) -> None:
        """Close what no request uses any more."""
        with self._lock:
            former, self._current = self._current, None
            if former and not former.users:
                former.con.close()

    def _take(self) -> _Open:
        with self._lock:
            path = current_version(self.home)
            if self._current is None or self._current.path != path:
                con = open_for_questions(self.home)
                former, self._current = self._current, _Open(_path_of(con, self.home), con)
                if former and not former.users:
                    former.con.close()
            self._current.users += 1
            return self._current

    def _give_back(self, opened: _Open) -> None:
        with self._lock:
            opened.users -= 1
            if not opened.users and opened is not self._current:
                opened.con.close()


def _path_of(con: duckdb.DuckDBPyConnection, home: Home) -> Path:
    # The link may have been switched between looking and opening: what was opened is what counts.
    row = con.execute("SELECT path FROM duckdb_databases() WHERE database_name = current_database()").fetchone()
    if row is None or row[0] is None:
        raise NoWarehouseError(home, "The published version has no file.")
    return Path(row[0])
