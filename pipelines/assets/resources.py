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

from pipelines.assets.looking import sources_of
from pipelines.operation.watching import version_damaged
from pipelines.settings import Home, current_home
from pipelines.sources.archive_types import ArchiveState
from pipelines.sources.parquet import CORPUS
from pipelines.sources.types import Source
from pipelines.store.base import PublishedRun, published_run
from pipelines.store.lock import PublisherBusyError, publisher_lock
from pipelines.store.merge import add_to_copy
from pipelines.store.schema import create_schema
from pipelines.store.soundness import restore_sound
from pipelines.store.versions import abandon, quoted, sibling, start_build

_TRY_LOCK_EVERY_SECONDS = 1.0


class WarehouseBuild(ConfigurableResource):  # type: ignore[type-arg]  # Dagster's own generic has no argument to give
    """The warehouse file of this run.

    Attributes:
        home_dir: folder of the installation; empty for the current one (`ANSLAG_HOME`, else the checkout).
        wait_seconds: how long to wait for another run, of whatever process, to end; a run that nobody watches should.
        rebuild: whether to read everything anew, whatever is published.
        hold: whether to leave readers with the version that they have, until a person publishes the new one.
    """

    home_dir: str = ""
    rebuild: bool = False
    hold: bool = False
    wait_seconds: float = 0.0

    _path: Path = PrivateAttr()
    _started_at: datetime = PrivateAttr()
    _base: PublishedRun | None = PrivateAttr(default=None)
    _archive: ArchiveState | None = PrivateAttr(default=None)
    _reviews_digest: str = PrivateAttr(default="")
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
            self._base, self._archive = None, None
            if (set_aside := restore_sound(self.home)) is not None:
                if context.log:
                    context.log.warning(str(set_aside))
                version_damaged(self.home, set_aside)
            self._started_at = datetime.now(UTC)
            self._path = start_build(self.home, context.run.run_id if context.run else "by-hand")
            # Published, it has another name by then.
            held.callback(abandon, self._path)
            held.callback(abandon, sibling(self._path))
            self._con = duckdb.connect(self._path)
            held.callback(self._close)
            create_schema(self._con)
            yield self

    @property
    def base(self) -> PublishedRun | None:
        """The published version that this run adds to; None where it reads everything."""
        return self._base

    @property
    def archive(self) -> ArchiveState:
        """What the archive held when the run looked."""
        if self._archive is None:
            raise RuntimeError("Nothing was read yet: the raw assets come first.")
        return self._archive

    @property
    def reviews_digest(self) -> str:
        """Digest of the log of reviews that this run replays."""
        return self._reviews_digest

    def continue_from(self, archive: ArchiveState, reviews_digest: str) -> int:
        """Take the published version as the one to add to, where it can be.

        Args:
            archive: what the archive holds now.
            reviews_digest: digest of the log of reviews.

        Returns:
            The last observation that the published version has; 0 where everything is to be read.
        """
        published = None if self.rebuild else published_run(self.home)
        fits = published and published.can_be_added_to(archive.archive_id, archive.last_no)
        self._archive, self._base = archive, published if fits else None
        self._reviews_digest = reviews_digest
        return self._base.archive_last_no if self._base else 0

    @contextmanager
    def attached_base(self, con: duckdb.DuckDBPyConnection) -> Iterator[PublishedRun | None]:
        """Attach the version that this run adds to, read-only, as `base`."""
        if self._base is None:
            yield None
            return
        con.execute(f"ATTACH '{quoted(self._base.path)}' AS base (READ_ONLY)")
        try:
            yield self._base
        finally:
            con.execute("DETACH base")

    @contextmanager
    def connect(self, run_id: str) -> Iterator[duckdb.DuckDBPyConnection]:  # noqa: ARG002 - the run is the resource's own
        """Give the connection to the file; it stays open between steps."""
        if self._con is None:
            raise RuntimeError("The warehouse of this run is sealed: nothing may be written after publishing.")
        yield self._con

    def whole(self) -> Path:
        """Close the file, add it to the version that it continues, and give the file that holds everything."""
        self._close()
        if self._base is None:
            return self._path
        whole = sibling(self._path)
        add_to_copy(self._path, self._base.path, whole)
        return whole

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
    """Where documents come from: always `raw/`, and what someone named.

    Attributes:
        home_dir: folder of the installation; empty for the current one.
        paths: files and folders to take in besides.
        corpora: Parquet files of documents to take in besides.
        corpus_source: the source that their documents belong to.
    """

    home_dir: str = ""
    paths: list[str] = []  # noqa: RUF012 - Dagster copies the default
    corpora: list[str] = []  # noqa: RUF012 - as above
    corpus_source: str = CORPUS

    def sources(self) -> list[Source]:
        """Give the sources in the order in which they are looked at."""
        home = Home(Path(self.home_dir)) if self.home_dir else current_home()
        paths, corpora = ([Path(path) for path in named] for named in (self.paths, self.corpora))
        return sources_of(home, paths, corpora, corpus_source=self.corpus_source)
