"""How long the monitor's pages take on the server, and which question to the warehouse is the slowest.

Belongs here: asking and timing. The answers stand in docs/benchmarks.md.
"""

import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
from fastapi.testclient import TestClient

from benchmarks.tables import table
from pipelines.monitor import published
from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.published import Reading
from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_SEED = 20261123
_TIMES = 15
_IDS = {
    "/figures/{}": "SELECT figure_id FROM mart.figure WHERE is_current ORDER BY figure_id",
    "/documents/{}": "SELECT document_id FROM core.dim_document WHERE is_current ORDER BY document_id",
    "/tables/{}": "SELECT total_id FROM quality.reconciliation ORDER BY total_id",
    "/checks/{}": "SELECT DISTINCT expectation_id FROM quality.expectation_result ORDER BY 1",
    "/runs/{}": "SELECT run_id FROM quality.run ORDER BY run_id",
}
_LISTS = (
    "/",
    "/findings",
    "/findings?search=kronor&state=any",
    "/checks",
    "/documents",
    "/documents?search=skola&sort=findings&order=desc",
    "/tables",
    "/money",
    "/money?grouping=section",
    "/money/download.csv",
    "/runs",
    "/dictionary",
    "/dictionary?search=kronor",
)


_ABOUT = """\
Time on the server for a whole page, {times} requests each, every one for another figure, document or table, on a
warehouse of {documents} documents. The longest is the first of a version, before anything is kept."""


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """How long a page took, in milliseconds: the middle one of many requests, and the longest."""

    address: str
    median_ms: float
    longest_ms: float


@dataclass(frozen=True, slots=True)
class MonitorMeasures:
    """All pages, and the slowest question that any of them asked."""

    documents: int
    pages: Sequence[PageMeasure]
    slowest_ms: float
    slowest_question: str


class _Timed:
    """A connection that remembers its slowest question."""

    slowest: tuple[float, str] = (0.0, "")

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def execute(self, question: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        began = time.perf_counter()
        answer = self._con.execute(question, parameters) if parameters is not None else self._con.execute(question)
        _Timed.slowest = max(_Timed.slowest, ((time.perf_counter() - began) * 1_000, question))
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)


def addresses(home: Home, times: int) -> Mapping[str, Sequence[str]]:
    """Give addresses to ask for by kind of page: so many of each, every one another figure, document or table.

    Args:
        home: an installation with a published warehouse.
        times: how many of each kind; none of a kind of which the warehouse has nothing.
    """
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    with open_for_questions(home) as con:
        ids = {address: [row[0] for row in con.execute(question).fetchall()] for address, question in _IDS.items()}
    return {address: [address] * times for address in _LISTS} | {
        address: [address.format(each) for each in rng.choices(known, k=times)]
        for address, known in ids.items()
        if known
    }


def measure_pages(home: Home) -> MonitorMeasures:
    """Ask for each page many times, each time another figure, document or table.

    Args:
        home: an installation with a published warehouse.
    """
    asked = addresses(home, _TIMES)
    with open_for_questions(home) as con:
        (documents,) = con.execute("SELECT count(*) FROM core.dim_document").fetchone() or (0,)
    with _timed_questions(), TestClient(create_app(home, Access("nobody")), base_url="http://localhost") as client:
        pages = [_measure(client, address, asked[address]) for address in asked]
    return MonitorMeasures(documents, pages, *_Timed.slowest)


def monitor_section(measures: MonitorMeasures) -> str:
    """Give what was measured as a section of the benchmarks page."""
    rows = [(each.address, f"{each.median_ms:.0f}", f"{each.longest_ms:.0f}") for each in measures.pages]
    question = " ".join(measures.slowest_question.split())[:200]
    return "\n\n".join(
        [
            "## The monitor's pages",
            table(("page", "median, ms", "longest, ms"), rows),
            _ABOUT.format(times=_TIMES, documents=f"{measures.documents:,}"),
            f"The slowest question took {measures.slowest_ms:.0f} ms: `{question} …`",
        ]
    )


def _measure(client: TestClient, label: str, addresses: Sequence[str]) -> PageMeasure:
    taken = []
    for address in addresses:
        began = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1_000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} gave {answer.status_code}")
    return PageMeasure(label, statistics.median(taken), max(taken))


@contextmanager
def _timed_questions() -> Iterator[None]:
    original = published.PublishedWarehouse.read

    @contextmanager
    def read(self: published.PublishedWarehouse) -> Iterator[Reading]:
        with original(self) as reading:
            yield Reading(_Timed(reading.con), reading.version, reading.home)  # type: ignore[arg-type]  # stands in

    published.PublishedWarehouse.read = read  # type: ignore[method-assign]  # for the time of the measure
    try:
        yield
    finally:
        published.PublishedWarehouse.read = original  # type: ignore[method-assign]  # as above
