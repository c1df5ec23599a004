"""Checks and runs: each rule in words, the rows that break it, what runs read, and what versions differ in."""

import json
import re

import pytest
from fastapi.testclient import TestClient
from reading_pages import links, one, words

from pipelines.monitor.language import Speaker
from pipelines.monitor.pages.checks import address_of
from pipelines.monitor.rules_in_words import rule_in_words
from pipelines.quality.expectations import load_suites
from pipelines.settings import EXPECTATIONS_DIR, Home
from pipelines.store.versions import versions


def test_every_rule_of_the_suites_has_a_sentence_in_both_languages() -> None:
    for path in sorted(EXPECTATIONS_DIR.glob("*.json")):
        for expectation in json.loads(path.read_text(encoding="utf-8"))["expectations"]:
            for language in ("sv", "en"):
                said = rule_in_words(expectation["type"], json.dumps(expectation["kwargs"]), Speaker(language))
                assert said.partition(" – ")[0] != expectation["type"]
                assert "(" not in said.partition(" – ")[0] or "regex" in expectation["type"]
                assert str(expectation["kwargs"].get("column", "")) in said


def test_a_rule_says_which_rows_it_is_for_and_how_many_may_break_it() -> None:
    kwargs = (
        '{"column": "status", "mostly": 0.8, "row_condition": {"type": "comparison", "column": {"name": "kind"}, '
        '"operator": "==", "parameter": "funding"}}'
    )
    said = rule_in_words("expect_column_values_to_not_be_null", kwargs, Speaker("en"))
    assert said == "status must be filled in – where kind = funding – in at least 80% of the rows"


def test_a_type_that_nobody_has_put_into_words_is_said_as_it_is() -> None:
    said = rule_in_words("expect_column_kurtosis_to_be_between", '{"column": "a", "min_value": 1}', Speaker("sv"))
    assert said == "column kurtosis to be between (column = a, min_value = 1)"


def test_failed_checks_come_first_and_filters_leave_what_is_asked_for(doubting: TestClient) -> None:
    page = words(doubting.get("/checks"))
    assert "148" in page
    assert page.rindex("failed since") < page.index("county_code must be one of")
    failed = words(doubting.get("/checks?state=failed"))
    assert "county_code must be one of" not in failed
    assert "quality.number_token" in failed
    assert "core.dim_geography ·" not in words(doubting.get("/checks?table=core.dim_document"))


def test_a_check_shows_the_rows_that_break_it_with_links(doubting: TestClient, doubtful_home: Home) -> None:
    page = doubting.get("/checks/dim_document_published_known")
    assert "published_on must be filled in" in words(page)
    assert "En okänd kommun NULL" in words(page)
    broken = links(page, "/documents/")
    assert len(broken) >= 6
    assert all(doubting.get(each).status_code == 200 for each in broken[:2])
    run = one(doubtful_home, "SELECT arg_max(run_id, finished_at) FROM quality.run")
    assert f"/runs/{run}" in links(page, "/runs/")


@pytest.mark.parametrize(
    ("table", "key", "address"),
    [
        ("core.fact_allocation", "95ffadf516b5", "/figures/95ffadf516b5"),
        ("core.dim_document", "a25209d1627a17ff", "/documents/a25209d1627a17ff"),
        ("staging.table_cell", "a25209d1627a17ff.0|3|2", "/documents/a25209d1627a17ff"),
        ("core.dim_geography", "municipality:0180", None),
        ("core.fact_allocation", "../x", None),
    ],
)
def test_a_row_leads_to_the_page_that_shows_it(table: str, key: str, address: str | None) -> None:
    assert address_of(table, key) == address


def test_runs_say_what_they_read_and_lead_to_their_checks(doubting: TestClient, doubtful_home: Home) -> None:
    page = doubting.get("/runs")
    assert re.search(r"only what was new was read 1 0 10", words(page))
    [run] = {each for each in links(page, "/runs/") if each.endswith(_last_run(doubtful_home))}
    assert "It took" in words(doubting.get(run))


def _last_run(home: Home) -> str:
    return one(home, "SELECT arg_max(run_id, finished_at) FROM quality.run")


def test_two_versions_differ_in_the_figure_that_was_restated(doubting: TestClient, doubtful_home: Home) -> None:
    former, later = (path.stem for path in versions(doubtful_home))
    page = words(doubting.get(f"/runs/compare?former={later}&later={former}"))
    assert "mer-till-skolan.md Skolverket SEK 40,000,000 SEK 55,000,000" in page


@pytest.mark.parametrize("name", ["../../../etc/passwd", "x", "", "anslag"])
def test_no_other_file_is_compared(doubting: TestClient, doubtful_home: Home, name: str) -> None:
    later = versions(doubtful_home)[-1].stem
    assert doubting.get("/runs/compare", params={"former": name, "later": later}).status_code == 404


@pytest.mark.parametrize("path", ["/checks/no-such-check", "/runs/no-such-run"])
def test_what_is_not_there_is_told(doubting: TestClient, path: str) -> None:
    assert doubting.get(path).status_code == 404


def test_the_suites_are_those_that_the_pipeline_judges() -> None:
    assert sum(len(suite.expectations) for suite in load_suites(EXPECTATIONS_DIR)) == 148
