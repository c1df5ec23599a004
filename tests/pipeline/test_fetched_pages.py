"""What a site says of its pages reaches the warehouse, from a fetch to a query."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from misbehaving_site import CODES, FakeClock, Site, entry, serving
from pipeline_runs import Quiet, build

from pipelines.runner import RunReport, run_pipeline
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.g0v import SectionFetch
from pipelines.sources.web import Manners, WebClient, web_root
from pipelines.store.integrity import broken_references
from pipelines.store.schema import list_tables
from pipelines.store.versions import open_published

SECTION = "pressmeddelanden"
A, B = f"/{SECTION}/2026/10/a", f"/{SECTION}/2026/10/b"
FIRST, SECOND = datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)
# What a run says of itself differs from run to run.
OF_THE_RUN = {"quality.run", "quality.expectation_result", "quality.unexpected_row"}
FILED = """
SELECT scheme, code, name_sv FROM core.bridge_document_classification
JOIN core.dim_classification USING (classification_id) JOIN core.dim_document USING (document_id)
WHERE path = ? AND is_current ORDER BY ALL
"""


def fetch(home: Home, site: Site, at: datetime) -> None:
    clock = FakeClock(at)
    with (
        Archive(home.archive) as archive,
        WebClient(web_root(site.root), "anslag/test", Manners(requests_per_second=1e9), clock) as client,
    ):
        assert SectionFetch(archive, client, clock, SECTION).run().is_complete


def ask(home: Home, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with open_published(home) as con:
        return con.execute(sql, values).fetchall()


def rows_of(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    with open_published(home) as con:
        assert broken_references(con) == []
        return {
            table.qualified: sorted(con.execute(f"FROM {table.qualified}").fetchall(), key=repr)
            for table in list_tables(con)
            if not table.is_view and table.qualified not in OF_THE_RUN
        }


@contextmanager
def renamed(code: str, name: str) -> Iterator[None]:
    before = CODES[code]
    CODES[code] = name
    try:
        yield
    finally:
        CODES[code] = before


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Home]:
    """An installation after one fetch, and after a second that found texts, dates, codes and names changed."""
    home, then = Home(tmp_path_factory.mktemp("home")), Home(tmp_path_factory.mktemp("then") / "home")
    with serving() as site:
        site.bodies[f"{A}.md"] = "# Vägar\n\nLunds kommun får 5 miljoner kronor 2026.\n".encode()
        site.bodies[f"{B}.md"] = "# Broar\n\nUmeå kommun får 6 miljoner kronor 2026.\n".encode()
        site.list_pages(
            SECTION,
            entry(f"{A}/", senders=["1285", "2605"], updated="2026-11-19"),
            entry(f"{B}/", title="Fler broar", categories=["1300", "9999"]),
        )
        fetch(home, site, FIRST)
        build(home)
        shutil.copytree(home.root, then.root, symlinks=True)
        site.bodies[f"{A}.md"] = "# Vägar\n\nLunds kommun får 7 miljoner kronor 2026.\n".encode()
        with renamed("1300", "Kultur och medier"):
            site.list_pages(
                SECTION,
                entry(f"{A}/", senders=["1285"], updated="2026-11-21"),
                entry(f"{B}/", title="Fler broar", categories=["1300"], updated="2026-11-20"),
            )
            fetch(home, site, SECOND)
        build(home)
    return home, then


def test_titles_dates_ministries_and_categories_of_a_fetched_page_are_in_the_warehouse(
    lived: tuple[Home, Home],
) -> None:
    _, then = lived
    described = (
        "SELECT title, url, section, publisher, published_on::VARCHAR, updated_on::VARCHAR FROM core.dim_document"
    )
    assert ask(then, f"{described} ORDER BY path") == [
        ("Stöd till vägar", f"https://www.regeringen.se{A}/", SECTION, "Regeringskansliet", "2026-10-01", "2026-11-19"),
        ("Fler broar", f"https://www.regeringen.se{B}/", SECTION, "Regeringskansliet", "2026-10-01", None),
    ]
    assert ask(then, FILED, f"{A[1:]}.md") == [
        ("category", "1274", "Transporter och infrastruktur"),
        ("ministry", "1285", "Finansdepartementet"),
        ("sender", "2605", "Ulf Kristersson"),
        ("type", "2113", "Pressmeddelande"),
    ]
    assert ask(then, FILED, f"{B[1:]}.md") == [
        ("category", "1300", "Medier"),
        ("category", "9999", None),
        ("ministry", "1285", "Finansdepartementet"),
        ("type", "2113", "Pressmeddelande"),
    ]


def test_money_can_be_asked_for_by_ministry(lived: tuple[Home, Home]) -> None:
    by_ministry = """
        SELECT name_sv, sum(amount_low_sek)::INTEGER FROM core.fact_funding
        JOIN core.bridge_document_classification USING (document_id)
        JOIN core.dim_classification USING (classification_id) JOIN core.dim_document USING (document_id)
        WHERE scheme = 'ministry' AND is_current GROUP BY ALL
    """
    assert ask(lived[0], by_ministry) == [("Finansdepartementet", 13_000_000)]


def test_what_a_page_is_filed_under_anew_replaces_what_it_was(lived: tuple[Home, Home]) -> None:
    home, _ = lived
    filed = [(scheme, name) for scheme, _, name in ask(home, FILED, f"{B[1:]}.md")]
    assert filed == [
        ("category", "Kultur och medier"),
        ("ministry", "Finansdepartementet"),
        ("type", "Pressmeddelande"),
    ]
    names = {name for (name,) in ask(home, "SELECT name_sv FROM core.dim_classification WHERE scheme = 'category'")}
    assert names == {"Transporter och infrastruktur", "Kultur och medier"}


def test_an_old_version_keeps_what_was_said_of_it_and_knows_when_the_document_was_first_seen(
    lived: tuple[Home, Home],
) -> None:
    home, _ = lived
    seen = "SELECT version_no, updated_on::VARCHAR, first_seen_at, valid_from FROM core.dim_document"
    (first, second) = ask(home, f"{seen} WHERE path = ? ORDER BY version_no", f"{A[1:]}.md")
    assert (first[:2], second[:2]) == ((1, "2026-11-19"), (2, "2026-11-21"))
    assert first[2] == second[2] == first[3] < second[3]
    senders = ask(
        home,
        "SELECT version_no FROM core.bridge_document_classification JOIN core.dim_classification "
        "USING (classification_id) JOIN core.dim_document USING (document_id) WHERE scheme = 'sender'",
    )
    assert senders == [(1,)]


def test_an_increment_of_fetched_pages_equals_a_rebuild_row_for_row(lived: tuple[Home, Home], tmp_path: Path) -> None:
    home, _ = lived
    assert ask(home, "SELECT kind FROM quality.run ORDER BY finished_at") == [("rebuild",), ("increment",)]
    shutil.copytree(home.raw_dir, tmp_path / "raw")
    rebuilt = Home(tmp_path)
    build(rebuilt)
    lived_rows, rebuilt_rows = rows_of(home), rows_of(rebuilt)
    for table, rows in lived_rows.items():
        assert rows == rebuilt_rows[table], table


def test_a_page_that_a_corpus_brought_and_a_fetch_brings_again_is_one_document(tmp_path: Path) -> None:
    home, text = Home(tmp_path / "home"), "# Vägar\n\nLunds kommun får 5 miljoner kronor 2026.\n"
    pq.write_table(pa.table({"path": [f"{A}/"], "text": [text]}), tmp_path / "pages.parquet")
    corpora = [tmp_path / "pages.parquet"]

    def take_in() -> RunReport:
        return run_pipeline(home, progress=Quiet(), corpora=corpora, corpus_source="g0v")

    take_in()
    described = "SELECT title, version_no, published_precision, is_current FROM core.dim_document"
    assert ask(home, described) == [("Vägar", 1, "month", True)]
    with serving() as site:
        site.bodies[f"{A}.md"] = text.encode()
        site.list_pages(SECTION, entry(f"{A}/"))
        fetch(home, site, SECOND)
    assert take_in().is_new
    assert ask(home, described) == [("Stöd till vägar", 1, "day", True)]
    assert ask(home, "SELECT count(*) FROM core.fact_funding") == [(1,)]
    assert not take_in().is_new
