"""What was measured, as a Markdown page.

Belongs here: the machine's description, tables and how figures are printed. No measuring.
"""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.growth import MEGABYTES
from benchmarks.monitor_pages import MonitorMeasures, monitor_section
from benchmarks.scale import ReadersMeasure, ScaleMeasures
from benchmarks.scale_report import scale_section
from benchmarks.sentences import Sentence, SentenceResult
from benchmarks.tables import seconds, table
from benchmarks.timing import Timing
from benchmarks.whole_corpus import ASCII_RIPGREP, EXTRACT, MONEY_PATTERN, PYTHON, RIPGREP

_WHOLE_CORPUS = {
    EXTRACT: "one process: Parquet in, every page read, JSON Lines out",
    RIPGREP: "counts the lines that match the pattern below, in the pages as files",
    ASCII_RIPGREP: "the same for digits of ASCII only, which it has a quicker way for",
    PYTHON: "one process: opens and decodes the pages as files, nothing else",
}
_ABOUT = """\
Written by `make bench`; run it again rather than edit this page. `make bench CORPUS=pages.parquet GOLD=labels.jsonl`
measures on pages of your own (columns `path` and `text`; labels as `anslag eval` reads them), `make bench` alone on
invented ones."""
_ABOUT_WHOLE_CORPUS = f"""\
Wall time of the whole process, start and imports included. The tasks take turns, after one run of each that is not
counted. The pattern is `{MONEY_PATTERN}`, whose digits are those of every script, as in `anslag extract`."""
_ABOUT_SENTENCES = """\
Time of the processor for reading each sentence by itself, imports not counted. “Right” are labelled values among those
given, both ends of a range; “given” is how many values the library found in all. price-parser gives one price a text
and knows no “miljoner”; quantulum3 reads English."""
_ABOUT_GROWTH = """\
Seconds of the processor to read a text that repeats one thing, once each. The last column is how many times as long 8
million characters take as 1 million; 8.0 is linear."""


def page_of_results(
    *,
    pages: str,
    whole_corpus: Mapping[str, Timing],
    sentences: Sequence[Sentence],
    by_library: Mapping[str, SentenceResult],
    growth: Mapping[str, Mapping[int, Timing]],
    scale: ScaleMeasures,
    readers: ReadersMeasure,
    monitor: MonitorMeasures,
    versions: str,
) -> str:
    """Give the page.

    Args:
        pages: what was read, e.g. "10 pages of a corpus, 1.0 million characters".
        whole_corpus: times of reading all pages, by task.
        sentences: that the libraries read.
        by_library: what each made of them.
        growth: times by what is repeated, by millions of characters.
        scale: runs of the whole pipeline.
        readers: readers beside a publisher.
        monitor: the monitor's pages.
        versions: of the tools measured.
    """
    parts = [
        "# Benchmarks",
        _ABOUT,
        f"- {datetime.now(UTC):%Y-%m-%d}, {_machine()}\n- {versions}\n- {pages}",
        "## All pages, one process",
        _whole_corpus(whole_corpus),
        _ABOUT_WHOLE_CORPUS,
        "## Sentences about money",
        _sentences(sentences, by_library),
        _ABOUT_SENTENCES,
        "## Growth",
        _growth(growth),
        _ABOUT_GROWTH,
        scale_section(scale, readers),
        monitor_section(monitor),
    ]
    return "\n\n".join(parts) + "\n"


def _whole_corpus(times: Mapping[str, Timing]) -> str:
    base = times[RIPGREP]
    rows = [
        (name, _WHOLE_CORPUS[name], seconds(taken.least), seconds(taken.median), f"{taken.least / base.least:.2f}")
        for name, taken in times.items()
    ]
    return table(("", "what it does", "least, s", "median, s", "× ripgrep (least)"), rows)


def _sentences(sentences: Sequence[Sentence], by_library: Mapping[str, SentenceResult]) -> str:
    labelled = sum(len(sentence.values) for sentence in sentences if sentence.values is not None)
    rows = [
        (
            name,
            seconds(result.timing.least),
            f"{result.timing.least / max(1, len(sentences)) * 1e6:.0f}",
            f"{result.right} of {labelled} ({result.right / labelled:.1%})" if labelled else "no labels",
            str(result.given),
        )
        for name, result in by_library.items()
    ]
    return table(("", f"{len(sentences)} sentences, s", "µs a sentence", "values right", "values given"), rows)


def _growth(growth: Mapping[str, Mapping[int, Timing]]) -> str:
    first, last = MEGABYTES[0], MEGABYTES[-1]
    rows = [
        (
            name,
            *(seconds(times[size].least) for size in MEGABYTES),
            f"{times[last].least / times[first].least:.1f}",
        )
        for name, times in growth.items()
    ]
    return table(("", *(f"{size} MB" for size in MEGABYTES), f"{last} MB ÷ {first} MB"), rows)


def _machine() -> str:
    processors = Path("/proc/cpuinfo")
    described = processors.read_text(encoding="utf-8") if processors.exists() else ""
    names = re.findall(r"^model name\s*:\s*(.+)$", described, re.MULTILINE)
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
