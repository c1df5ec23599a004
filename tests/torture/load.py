"""Many people at the monitor's pages at once.

Belongs here: how many, for how long, and what is expected. The warehouse is that of `ANSLAG_LOAD_HOME` where it is set,
else one of invented pages.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline_runs import Quiet

from benchmarks.monitor_pages import addresses
from benchmarks.pages import invented_pages, write_parquet
from pipelines.monitor.connections import MOST_CONNECTIONS
from pipelines.runner import run_pipeline
from pipelines.settings import Home
from torture.monitor_process import Monitor, monitor_process
from torture.slow_clients import slow_clients
from torture.trial import MUCH, Trial, times_of
from torture.walking import Walk, Walked, percentile, walk

_PART = "load"
_PEOPLE = 50
_SECONDS = 25.0
_THOUGHT = (1.0, 5.0)
_WARMING_SECONDS = 8.0
_WITHOUT_THOUGHT_SECONDS = 12.0
_MOST_SECONDS = 0.3
_FEW_PEOPLE = 10
_SLOW = MOST_CONNECTIONS + 50
_MOST_GROWN_BYTES = 200_000_000
_INVENTED_PAGES = 3_000
_OF_EACH_KIND = 40


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Let people walk through the pages: as they do, then without a pause, then among slow clients."""
    named = os.environ.get("ANSLAG_LOAD_HOME")
    home = Home(Path(named)) if named else _invented_home(folder, times_of(_INVENTED_PAGES, share))
    pages = addresses(home, _OF_EACH_KIND)
    with monitor_process(home, folder) as monitor:
        # Somebody has been there before: what is kept for a version is computed once, whoever comes.
        walk(Walk(monitor.address, pages, 1, max(2.0, _WARMING_SECONDS * share)))
        least, most = _THOUGHT
        worked = monitor.worked_seconds()
        seen = walk(Walk(monitor.address, pages, _PEOPLE, max(4.0, _SECONDS * share), least, most))
        worked = (monitor.worked_seconds() - worked) / max(1, seen.requests)
        slow = seen.percentile(0.95)
        # A few seconds on a machine that has other things to do are no measure.
        lost = [f"5 % of the pages took more than {slow * 1_000:.0f} ms"] * (share >= MUCH and slow > _MOST_SECONDS)
        done = f"{_PEOPLE} people read pages, {least:.0f} to {most:.0f} s each"
        measured = f"{worked * 1_000:.0f} ms of a processor each, {told(seen)}"
        yield Trial(_PART, done, seen.requests, (*_errors(seen), *lost), measured)
        hurried = walk(Walk(monitor.address, pages, _PEOPLE, max(3.0, _WITHOUT_THOUGHT_SECONDS * share)))
        yield Trial(
            _PART, f"{_PEOPLE} people ask without a pause", hurried.requests, _errors(hurried), told(hurried, monitor)
        )
        yield _besieged(monitor, pages, share)


def _besieged(monitor: Monitor, pages: Mapping[str, Sequence[str]], share: float) -> Trial:
    """Let people read while slow clients hold more connections than the monitor keeps."""
    held, files = monitor.held_bytes(), monitor.open_files()
    least, most = _THOUGHT
    with slow_clients(monitor.port, _SLOW) as slow:
        seen = walk(Walk(monitor.address, pages, _FEW_PEOPLE, max(5.0, _SECONDS * share), least, most))
        grown, opened = monitor.held_bytes() - held, monitor.open_files() - files
        cut_off = slow.cut_off
    lost = [f"it holds {grown / 1e6:.0f} MB more than before"] * (grown > _MOST_GROWN_BYTES)
    lost += [f"it has {opened} connections open"] * (opened > MOST_CONNECTIONS + _FEW_PEOPLE)
    lost += ["no slow client was cut off"] * (cut_off == 0)
    done = f"{_FEW_PEOPLE} people read among {_SLOW} slow clients"
    what = f"{cut_off} slow ones cut off, {opened} connections, {grown / 1e6:+.0f} MB; {told(seen)}"
    return Trial(_PART, done, seen.requests, (*_errors(seen), *lost), what)


def told(walked: Walked, monitor: Monitor | None = None) -> str:
    """Tell how many pages there were and how long they took, with the slowest kinds."""
    waits = ", ".join(f"{share:.0%} within {walked.percentile(share) * 1_000:.0f} ms" for share in (0.5, 0.95, 0.99))
    kinds = sorted(walked.waited.items(), key=lambda kind: -percentile(kind[1], 0.95))[:3]
    slowest = ", ".join(f"{kind} {percentile(waits, 0.95) * 1_000:.0f} ms" for kind, waits in kinds)
    held = f"; it holds {monitor.held_bytes() / 1e6:.0f} MB" if monitor else ""
    return f"{walked.requests / walked.seconds:.0f} pages a second, {waits}; slowest at 95 %: {slowest}{held}"


def _errors(walked: Walked) -> tuple[str, ...]:
    more = walked.error_count - len(walked.errors)
    return (*walked.errors, *([f"and {more} more"] if more > 0 else []))


def _invented_home(folder: Path, pages: int) -> Home:
    home = Home(folder / "home")
    home.raw_dir.mkdir(parents=True)
    corpus = folder / "pages.parquet"
    write_parquet(invented_pages(pages), corpus)
    run_pipeline(home, corpora=[corpus], progress=Quiet())
    return home
