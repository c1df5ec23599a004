import json
from dataclasses import replace
from datetime import UTC, date, datetime

from pipelines.model.dimensions import (
    DescribedText,
    describe,
    document_ministers,
    document_organisations,
    document_terms,
    minister_rows,
    published_year,
    strategy_period,
    strategy_row,
    term_rows,
)
from pipelines.model.staged import StagedRows

RULES = "0a1b2c3d4e5f"
SAID = {"title": "Insatser", "published": "2018-06", "publisher": "Regeringskansliet", "section": "artiklar"}


def raw(sidecar: str | None, first_heading: str | None = None, address: str | None = None) -> DescribedText:
    return DescribedText(
        document_id="doc",
        document_key="folder:a/b.txt",
        source="folder",
        path="a/b.txt",
        sha256="ab" * 32,
        sidecar=sidecar,
        address=address,
        version_no=2,
        first_seen_at=datetime(2025, 12, 1, tzinfo=UTC),
        valid_from=datetime(2026, 3, 1, 6, 30, tzinfo=UTC),
        valid_to=None,
        is_current=True,
        line_count=2,
        char_count=16,
        first_heading=first_heading,
    )


def test_a_document_is_described_by_its_sidecar_else_by_its_heading_or_name() -> None:
    row = describe(raw(json.dumps(SAID), "Rubriken"), RULES)
    assert (row.title, row.section, row.publisher) == ("Insatser", "artiklar", "Regeringskansliet")
    assert (row.published_on, row.published_precision) == (date(2018, 6, 1), "month")
    assert (row.line_count, row.char_count) == (2, 16)
    assert describe(raw(None, "Rubriken"), RULES).title == "Rubriken"
    assert describe(raw(None), RULES).title == "b"
    assert describe(raw(None), RULES).published_on is None


def test_a_document_was_published_where_its_sidecar_says_else_where_it_was_fetched() -> None:
    said = json.dumps({"url": "https://www.regeringen.se/a"})
    fetched = "https://g0v.se/a.md"
    assert describe(raw(said, address=fetched), RULES).url == "https://www.regeringen.se/a"
    assert describe(raw(None, address=fetched), RULES).url == fetched
    assert describe(raw(None), RULES).url is None


def test_a_version_is_valid_while_it_was_seen_whatever_its_date_of_publication() -> None:
    ended = replace(raw(json.dumps(SAID)), valid_to=datetime(2026, 4, 1, tzinfo=UTC), is_current=False)
    row = describe(ended, RULES)
    assert (row.version_no, row.valid_from, row.valid_to) == (2, ended.valid_from, ended.valid_to)
    assert (row.is_current, row.rules_version) == (False, RULES)


def test_the_day_of_the_last_update_is_the_sites_and_the_first_look_that_of_the_first_version() -> None:
    row = describe(raw(json.dumps({**SAID, "updated": "2018-07-02"})), RULES)
    assert (row.updated_on, row.first_seen_at) == (date(2018, 7, 2), datetime(2025, 12, 1, tzinfo=UTC))
    assert describe(raw(json.dumps(SAID)), RULES).updated_on is None


def test_the_year_of_publication_is_the_sidecars() -> None:
    assert published_year(json.dumps(SAID)) == 2018
    assert published_year(None) is None
    assert published_year("{}") is None


def test_ministers_and_terms_of_2018_are_listed_once_and_bridged_in_order(segregation: StagedRows) -> None:
    items = segregation.profile_items
    ministers, listings = minister_rows(items), document_ministers(items)
    assert len(ministers) == 10
    assert {listing.minister_id for listing in listings} == {minister.minister_id for minister in ministers}
    assert [listing.position for listing in listings] == list(range(10))
    assert all(listing.portfolio_sv for listing in listings)
    assert len(term_rows(items)) == len(document_terms(items)) == 5 + 6 + 4
    assert minister_rows([*items, *items]) == ministers
    assert term_rows([*items, *items]) == term_rows(items)
    assert "tillvaxtverket" in {row.organisation_id for row in document_organisations(items)}


def test_the_strategy_of_2018_has_period_and_goal(segregation: StagedRows) -> None:
    strategy = strategy_row(describe(raw(json.dumps(SAID)), RULES), segregation.profile_items)
    assert strategy is not None
    assert (strategy.period_id, strategy.period_text, strategy.name_sv) == ("2018-2028", "2018–2028", "Insatser")
    assert (strategy.goal_sv or "").startswith("minskad segregation")
    assert strategy_period(segregation.profile_items).end_year == 2028


def test_a_document_without_strategy_has_none() -> None:
    assert strategy_row(describe(raw(None), RULES), []) is None
    assert strategy_period([]).period_id == "unknown"
