"""What a run needs besides its assets: the warehouse file that it builds, and the documents that it reads.

Belongs here: resources, with the lifetime of one run. The in-process executor sets resources up once a run, so the
publisher's lock and the unfinished file belong to the run as a whole and go with it, however it ends.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from dagster import ConfigurableResource, InitResourceContext
from pydantic import PrivateAttr

from pipelines.settings import Home, current_home
from pipelines.sources.folder import FolderSource
from pipelines.sources.given import given_source
from pipelines.sources.types import Source
from pipelines.store.lock import PublisherBusyError, publisher_lock
from pipelines.store.schema import create_schema
from pipelines.store.versions import abandon, start_build

_TRY_LOCK_EVERY_SECONDS = 1.0


class WarehouseBuild(ConfigurableResource):  # type: ignore[type-arg]  # Dagster's own generic has no argument to give
    """The warehouse file of this run.

    Attributes:
        home_dir: folder of the installation; empty for the current one (`ANSLAG_HOME`, else the checkout).
        wait_seconds: how long to wait for another run, of whatever process, to end; a run that nobody watches should.
    """

    home_dir: str = ""
    wait_seconds: float = 0.0

    _path: Path = PrivateAttr()
    _started_at: datetime = PrivateAttr()
    _con: duckdb.DuckDBPyConnection | None = PrivateAttr(default=None)

    @property
    def home(self) -> Home:
        """The installation that is built for."""
        return Home(Path(self.home_dir)) if self.home_dir else current_home()

    @property
    def started_at(self) -> datetime:
        """When building began, in UTC."""
        return self._started_at

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator["WarehouseBuild"]:
        """Hold the publisher's lock and an empty warehouse file for the length of a run.

        Raises:
            PublisherBusyError: another run holds the lock.
        """
        with ExitStack() as held:
            self._take_lock(held)
            self._started_at = datetime.now(UTC)
            self._path = start_build(self.home, context.run.run_id if context.run else "by-hand")
            # Published, it has another name by then.
            held.callback(abandon, self._path)
            self._con = duckdb.connect(self._path)
            held.callback(self._close)
            create_schema(self._con)
            yield self

    @contextmanager
    def connect(self, run_id: str) -> Iterator[duckdb.DuckDBPyConnection]:  # noqa: ARG002 - the run is the resource's own
        """Give the connection to the file; it stays open between steps."""
        if self._con is None:
            raise RuntimeError("The warehouse of this run is sealed: nothing may be written after publishing.")
        yield self._con

    def seal(self) -> Path:
        """Close the file for good and give its path, ready to be published."""
        self._close()
        return self._path

    def _take_lock(self, held: ExitStack) -> None:
        until = time.monotonic() + self.wait_seconds
        while True:
            try:
                held.enter_context(publisher_lock(self.home))
                return
            except PublisherBusyError:
                if time.monotonic() >= until:
                    raise
            time.sleep(_TRY_LOCK_EVERY_SECONDS)

    def _close(self) -> None:
        if self._con is not None:
            self._con.close()
            self._con = None


class DocumentSources(ConfigurableResource):  # type: ignore[type-arg]  # as above
    """Where this run's documents come from: always `raw/`, and the paths that someone named.

    Attributes:
        home_dir: folder of the installation; empty for the current one.
        paths: files and folders to read besides.
    """

    home_dir: str = ""
    paths: list[str] = []  # noqa: RUF012 - Dagster copies the default

    def sources(self) -> list[Source]:
        """Give the sources in the order in which they are read."""
        home = Home(Path(self.home_dir)) if self.home_dir else current_home()
        home.raw_dir.mkdir(parents=True, exist_ok=True)
        found: list[Source] = [FolderSource(home.raw_dir)]
        if self.paths:
            found.append(given_source([Path(path) for path in self.paths]))
        return found
