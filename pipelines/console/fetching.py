"""How fetching from a site looks: a bar while it goes on, then what came of it.

Belongs here: the display only. The fetching is done by the sources.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipelines.console.terminal import count, plain
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.g0v import SectionFetch, Summary, Tracked
from pipelines.sources.web import Clock, WebClient

_FAILURES_SHOWN = 20


def fetch_g0v(
    home: Home,
    client: WebClient,
    clock: Clock,
    sections: Sequence[str],
    since: date | None,
    *,
    recheck: bool,
    screen: Console,
) -> bool:
    """Fetch sections of g0v.se one after the other, and print what came of each, also of one that is broken off.

    Args:
        home: whose archive to fetch into.
        client: asks the site.
        clock: tells when something was received.
        sections: names of the sections.
        since: only pages published or updated on this day or later; None for all.
        recheck: ask for every page, not only for those that the listing gives as new or updated.
        screen: shows the progress and the outcome.

    Returns:
        Whether everything was had.

    Raises:
        ArchiveError: the archive cannot be used.
        KeyboardInterrupt: it was broken off.
    """
    complete = True
    with Archive(home.archive) as archive:
        for section in sections:
            fetch = SectionFetch(archive, client, clock, section, since, recheck=recheck)
            try:
                with _bar(section, screen) as tracked:
                    fetch.run(tracked)
            finally:
                print_summary(fetch.summary, screen)
            complete &= fetch.summary.is_complete
            if fetch.summary.stopped:
                break
    return complete


def print_summary(summary: Summary, screen: Console) -> None:
    """Print what came of fetching a section."""
    asked = f"{count(summary.listed, 'page')} listed, {count(summary.asked)} asked for"
    screen.print(plain(f"{summary.section}: {asked}", "bold"), soft_wrap=True)
    counts = {
        "new": summary.added,
        "changed": summary.changed,
        "described anew": summary.redescribed,
        "unchanged": summary.unchanged,
        "vanished": summary.vanished,
        "failed": len(summary.failed),
    }
    screen.print(plain("  " + ", ".join(f"{count(number)} {what}" for what, number in counts.items())), soft_wrap=True)
    for reason in summary.failed[:_FAILURES_SHOWN]:
        screen.print(plain(f"  failed: {reason}", "red"), soft_wrap=True)
    if len(summary.failed) > _FAILURES_SHOWN:
        screen.print(plain(f"  … and {count(len(summary.failed) - _FAILURES_SHOWN)} more", "red"), soft_wrap=True)
    if summary.stopped:
        screen.print(plain(f"  stopped: {summary.stopped}", "red"), soft_wrap=True)
    if summary.not_asked:
        left = f"  {count(summary.not_asked, 'page')} left for the next fetch"
        screen.print(plain(left, "yellow"), soft_wrap=True)


@contextmanager
def _bar(section: str, screen: Console) -> Iterator[Tracked]:
    """Draw a bar over the pages to ask for; nothing off a terminal."""
    columns = (
        TextColumn(section, markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        yield progress.track
