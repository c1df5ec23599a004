"""What a run has to do, told before it starts: nothing here imports Dagster, so an answer costs no time.

Belongs here: taking in what the sources offer, and holding it against the published version.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.assets.counting import counted
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveState, Changes
from pipelines.sources.folder import FolderSource
from pipelines.sources.given import given_source
from pipelines.sources.observing import observe
from pipelines.sources.parquet import CORPUS, ParquetSource
from pipelines.sources.population import Supplied, supplied_population
from pipelines.sources.types import Received, RefusedFile, Source
from pipelines.store.base import published_run
from pipelines.store.reviews import ReviewLog
from pipelines.store.reviews import read as read_reviews
from pipelines.store.sums import damage_of


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of the sources.

    Attributes:
        changes: what is new, changed or gone.
        state: what the archive holds now.
        reviews: what people have decided.
        supplied: what else lies in `raw/` beside the documents.
        is_published: whether the published version has all of it, read by the rules of today, and is undamaged.
    """

    changes: Changes
    state: ArchiveState
    reviews: ReviewLog
    supplied: Supplied
    is_published: bool


def sources_of(
    home: Home, paths: Sequence[Path] = (), corpora: Sequence[Path] = (), *, corpus_source: str = CORPUS
) -> list[Source]:
    """Give the sources of a run, in the order in which they are looked at: `raw/`, and what someone named.

    Args:
        home: the installation.
        paths: files and folders to take in besides.
        corpora: Parquet files of documents to take in besides.
        corpus_source: the source that their documents belong to, as `ParquetSource` takes it.

    Raises:
        PathNotFoundError: a named path does not exist.
        CorpusError: a named file holds no documents.
    """
    home.raw_dir.mkdir(parents=True, exist_ok=True)
    found: list[Source] = [FolderSource(home.raw_dir)]
    if paths:
        found.append(given_source(paths))
    return [*found, *(ParquetSource(corpus, corpus_source) for corpus in corpora)]


def look(
    home: Home,
    archive: Archive,
    sources: Sequence[Source],
    *,
    seen_at: datetime,
    tell: Callable[[str], None] = lambda _: None,
) -> Look:
    """Store in the archive what the sources offer now, and tell whether there is anything to read.

    Args:
        home: the installation.
        archive: its archive.
        sources: what to look at.
        seen_at: when.
        tell: is told how far it has come.

    Raises:
        ArchiveError: the archive is damaged, so nothing may be added to it or told from it.
    """
    archive.verify()

    def told(offered: Iterable[Received | RefusedFile], total: int) -> Iterable[Received | RefusedFile]:
        return counted(offered, total, "files looked at", tell)

    changes = observe(archive, sources, seen_at=seen_at, counted=told)
    state, reviews, supplied = archive.state(), read_reviews(home), supplied_population(home)
    published = published_run(home)
    files = {file.path: file.sha256 for file in supplied.files}
    done = (
        published is not None
        and published.is_up_to_date(state.archive_id, state.last_no, state.refused, reviews.digest(), files)
        and damage_of(published.path) is None
    )
    return Look(changes, state, reviews, supplied, is_published=done)
