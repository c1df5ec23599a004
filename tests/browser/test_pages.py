"""Each page in a browser: without complaints, accessible, in both languages and themes, on narrow and wide screens."""

from itertools import product

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from served import SCREENSHOTS
from watching import Theme, tab

from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_SERIOUS = frozenset({"serious", "critical"})
_READERS: tuple[tuple[str, Theme], ...] = (("sv", "light"), ("sv", "dark"), ("en", "light"))
_PAGES = (
    "overview",
    "findings",
    "checks",
    "check",
    "documents",
    "document",
    "hostile-document",
    "long-line",
    "compare",
    "tables",
    "table",
    "figure",
    "figure-in-prose",
    "quarantined-figure",
    "money",
    "runs",
    "run",
    "dictionary",
    "dictionary-search",
)


@pytest.fixture(scope="session")
def paths(doubtful_home: Home) -> dict[str, str]:
    """The address of each page, by name."""
    with open_for_questions(doubtful_home) as con:
        return {
            "overview": "/",
            "findings": "/findings",
            "checks": "/checks",
            "check": f"/checks/{_one(con, 'SELECT min(expectation_id) FROM quality.expectation_result')}",
            "documents": "/documents",
            "document": f"/documents/{_document(con, 'regeringens-langsiktiga%')}",
            "hostile-document": f"/documents/{_document(con, 'fientligt%')}",
            "long-line": f"/documents/{_document(con, 'lang-rad%')}",
            "compare": f"/documents/{_document(con, 'mer-till%', 2)}/compare/{_document(con, 'mer-till%', 1)}",
            "tables": "/tables",
            "table": f"/tables/{_one(con, 'SELECT min(total_id) FROM quality.reconciliation WHERE NOT is_reconciled')}",
            "figure": f"/figures/{_figure(con, 'repaired')}",
            "figure-in-prose": f"/figures/{_one(con, 'SELECT min(figure_id) FROM core.fact_funding')}",
            "quarantined-figure": f"/figures/{_figure(con, 'quarantined')}",
            "money": "/money",
            "runs": "/runs",
            "dictionary": "/dictionary",
            "dictionary-search": "/dictionary?search=amount+kronor",
            "run": f"/runs/{_one(con, 'SELECT arg_max(run_id, finished_at) FROM quality.run')}",
        }


def _one(con: duckdb.DuckDBPyConnection, question: str, *values: object) -> str:
    row = con.execute(question, list(values)).fetchone()
    assert row is not None
    assert row[0] is not None, question
    return str(row[0])


def _document(con: duckdb.DuckDBPyConnection, path: str, version_no: int = 1) -> str:
    question = "SELECT document_id FROM core.dim_document WHERE path LIKE ? AND version_no = ?"
    return _one(con, question, path, version_no)


def _figure(con: duckdb.DuckDBPyConnection, quality: str) -> str:
    return _one(con, "SELECT min(figure_id) FROM core.fact_allocation WHERE quality = ?", quality)


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_looks_and_behaves_as_it_should_for_every_reader(
    browser: Browser, address: str, paths: dict[str, str], name: str
) -> None:
    """One tab a reader: screenshots are kept for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for (language, theme), width in product(_READERS, (400, 1600)):
        with tab(browser, language=language, theme=theme, width=width) as page:
            page.goto(address + paths[name])
            assert page.locator("h1").count() == 1
            assert page.locator("html").get_attribute("lang") == language
            too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert too_wide <= 0, f"{name} is {too_wide} px wider than {width}"
            page.screenshot(path=SCREENSHOTS / f"{name}-{language}-{theme}-{width}.png", full_page=name != "long-line")


@pytest.mark.parametrize("name", _PAGES)
def test_axe_finds_no_serious_fault(browser: Browser, address: str, paths: dict[str, str], name: str) -> None:
    themes: tuple[Theme, ...] = ("light", "dark")
    for theme in themes:
        with tab(browser, theme=theme) as page:
            page.goto(address + paths[name])
            found = Axe().run(page).response["violations"]
            faults = [
                f"{each['id']} ({each['impact']}): {node['html'][:200]}"
                for each in found
                if each["impact"] in _SERIOUS
                for node in each["nodes"]
            ]
            assert faults == []
