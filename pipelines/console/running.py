"""`anslag run`: look at the sources, run the graph where anything is new, and report either way.

Belongs here: the order of it, and what is said at the end. Dagster is imported only where there is something to do.
"""
# ruff: noqa: PLC0415 - see above: an answer that nothing is new must not wait for Dagster

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from pipelines.assets.looking import look, sources_of
from pipelines.console.progress import ProgressDisplay
from pipelines.console.report import print_report
from pipelines.console.terminal import plain
from pipelines.operation.freshness import confirmed_at
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.parquet import CORPUS
from pipelines.sources.types import Source
from pipelines.store.base import PublishedRun, published_run
from pipelines.store.versions import open_published

if TYPE_CHECKING:
    from pipelines.runner import RunReport

# Imports and definitions make half a million objects that live until the end of a run. Looking through them for garbage
# again and again took a fifth of a small one.
_OBJECTS_BETWEEN_COLLECTIONS = 500_000
# Dagster alone keeps the time of a confirmation, and importing it takes longer than the rest: not at every look.
_CONFIRM_AFTER = timedelta(hours=1)
_LOOK = "raw_documents"
"""Step of the graph that looks at the sources, as the progress display names it."""


class NotPublishedError(Exception):
    """A run that failed: nothing was published. Its message says where and why, and the remedy."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended.

    Attributes:
        told: in a sentence.
        is_new: whether it published a version.
        notice: something that the user should know but that stopped nothing; None otherwise.
    """

    told: str
    is_new: bool
    notice: str | None = None


def run_where_new(
    home: Home,
    paths: Sequence[Path],
    corpora: Sequence[Path],
    *,
    corpus_source: str = CORPUS,
    rebuild: bool,
    hold: bool,
    screen: Console,
) -> Ending:
    """Take in what the sources offer, and build and publish where anything of it is new.

    Args:
        home: the installation.
        paths: files and folders to take in besides `raw/`.
        corpora: Parquet files of documents to take in besides.
        corpus_source: the source that their documents belong to.
        rebuild: whether to read everything anew, whatever is published.
        hold: whether to leave readers with the version that they have.
        screen: where to show how far it has come.

    Raises:
        PathNotFoundError: a named path does not exist.
        CorpusError: a named corpus holds no documents.
        ArchiveError: the archive cannot be used.
        NotPublishedError: the run failed.
    """
    sources = sources_of(home, paths, corpora, corpus_source=corpus_source)
    with ProgressDisplay(screen) as progress:
        if not rebuild and (published := _up_to_date(home, sources, progress)):
            return _nothing_new(published)
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        from pipelines.runner import RunFailedError, run_pipeline

        try:
            report = run_pipeline(
                home,
                paths,
                corpora=corpora,
                corpus_source=corpus_source,
                rebuild=rebuild,
                hold=hold,
                progress=progress,
            )
        except RunFailedError as error:
            raise NotPublishedError(str(error)) from error
    return _ended(home, report, hold=hold)


def conclude(ending: Ending, home: Home, screen: Console) -> None:
    """Print the report of the published warehouse, and how the run ended.

    Raises:
        NoWarehouseError: the published version was removed meanwhile.
    """
    with open_published(home) as con:
        print_report(con, home, screen)
    if ending.notice:
        screen.print(plain(ending.notice, "yellow"), soft_wrap=True)
    screen.print(plain(ending.told, "dim"), soft_wrap=True)
    if not ending.is_new:
        _confirm(home)


def _up_to_date(home: Home, sources: Sequence[Source], progress: ProgressDisplay) -> PublishedRun | None:
    """Look at the sources; give the run that published all there is, None where something is to be read."""
    with Archive(home.archive) as archive:
        tell = partial(progress.tell, _LOOK)
        seen = look(home, archive, sources, seen_at=datetime.now(UTC), tell=tell)
    return published_run(home) if seen.is_published else None


def _ended(home: Home, report: "RunReport", *, hold: bool) -> Ending:
    # Another run may have read meanwhile what this one was started for.
    if not report.is_new and (published := published_run(home)):
        return replace(_nothing_new(published), notice=report.notice)
    if hold:
        name = report.published.stem
        told = f"Held: readers keep the version they have. See `anslag diff`, then `anslag publish {name}`"
        return Ending(told, is_new=True, notice=report.notice)
    return Ending(f"Published in {report.seconds:.1f} s", is_new=True, notice=report.notice)


def _nothing_new(published: PublishedRun) -> Ending:
    since = published.finished_at.astimezone(UTC)
    return Ending(f"Nothing new since {since:%Y-%m-%d %H:%M} UTC: the warehouse stays as it is", is_new=False)


def _confirm(home: Home) -> None:
    """Tell Dagster, which watches how fresh the data is, that what is published holds, unless it heard so just now."""
    confirmed = confirmed_at(home)
    if confirmed and datetime.now(UTC) - confirmed < _CONFIRM_AFTER:
        return
    from pipelines.runner import confirm_published

    confirm_published(home)
