"""What a run needs besides its assets: the warehouse file that it builds, and the documents that it reads.

Belongs here: resources, with the lifetime of one run. The in-process executor sets resources up once a run, so the
publisher's lock and the unfinished file belong to the run as a whole and go with it, however it ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from dagster import ConfigurableResource, InitResourceContext
from pydantic import PrivateAttr

from pipelines.settings import Home, current_home
from pipelines.sources.folder import FolderSource
from pipelines.sources.given import given_source
from pipelines.sources.types import Source
from pipelines.store.lock import publisher_lock
from pipelines.store.schema import create_schema
from pipelines.store.versions import abandon, start_build


class WarehouseBuild(ConfigurableResource):  # type: ignore[type-arg]  # Dagster's own generic has no argument to give
    """The warehouse file of this run.

    Attributes:
        home_dir: folder of the installation; empty for the current one (`ANSLAG_HOME`, else the checkout).
    """

    home_dir: str = ""

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
        with publisher_lock(self.home):
            self._started_at = datetime.now(UTC)
            self._path = start_build(self.home, context.run_id or "manual")
            self._con = duckdb.connect(self._path)
            try:
                create_schema(self._con)
                yield self
            finally:
                self._close()
                # Published, it has another name by now.
                abandon(self._path)

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
