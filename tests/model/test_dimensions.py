import json
from datetime import date

from pipelines.model.dimensions import (
    RawText,
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

SAID = {"title": "Insatser", "published": "2018-06", "publisher": "Regeringskansliet", "section": "artiklar"}


def raw(sidecar: str | None, text: str = "En rad.\nEn till.") -> RawText:
    return RawText("doc", "folder:a/b.txt", "folder", "a/b.txt", "ab" * 32, text, sidecar)


def test_a_document_is_described_by_its_sidecar_else_by_its_heading_or_name() -> None:
    row = describe(raw(json.dumps(SAID)), "Rubriken")
    assert (row.title, row.section, row.publisher) == ("Insatser", "artiklar", "Regeringskansliet")
    assert (row.published_on, row.published_precision) == (date(2018, 6, 1), "month")
    assert (row.line_count, row.char_count) == (2, 16)
    assert describe(raw(None), "Rubriken").title == "Rubriken"
    assert describe(raw(None), None).title == "b"
    assert describe(raw(None), None).published_on is None


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
    strategy = strategy_row(describe(raw(json.dumps(SAID)), None), segregation.profile_items)
    assert strategy is not None
    assert (strategy.period_id, strategy.period_text, strategy.name_sv) == ("2018-2028", "2018–2028", "Insatser")
    assert (strategy.goal_sv or "").startswith("minskad segregation")
    assert strategy_period(segregation.profile_items).end_year == 2028


def test_a_document_without_strategy_has_none() -> None:
    assert strategy_row(describe(raw(None), None), []) is None
    assert strategy_period([]).period_id == "unknown"
