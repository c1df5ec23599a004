"""The list of documents: what is in it, how it is narrowed, sorted and turned over."""

import pytest
from fastapi.testclient import TestClient
from reading_pages import links, read, words

from pipelines.monitor.queries.documents import Asked, counted, document_list
from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_CURRENT = 9


def _found(client: TestClient, query: str = "") -> list[str]:
    return links(client.get(f"/documents{query}"), "/documents/")


def test_every_current_document_is_listed_once(doubting: TestClient, doubtful_home: Home) -> None:
    with open_for_questions(doubtful_home) as con:
        current = con.execute("SELECT '/documents/' || document_id FROM core.dim_document WHERE is_current").fetchall()
    assert len(current) == _CURRENT
    assert sorted(_found(doubting)) == sorted(row[0] for row in current)


def test_a_line_says_what_was_read(doubting: TestClient) -> None:
    page = words(doubting.get("/documents?search=segregation"))
    assert "Regeringens långsiktiga insatser mot segregation" in page
    assert "June 2018 108 2 100%" in page


def test_the_list_speaks_swedish(doubting: TestClient) -> None:
    page = words(doubting.get("/documents?search=segregation", headers={"accept-language": "sv"}))
    assert "1 dokument i sin senaste version." in page
    assert "juni 2018 108 2 100 %" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?search=SEGREGATION", 1),
        ("?search=lang-rad.txt", 1),
        ("?search=%25", 0),
        ("?search=' OR 1=1 --", 0),
        ("?search=", _CURRENT),
        ("?year=2018", 1),
        ("?year=1999", 0),
        ("?source=folder", _CURRENT),
        ("?source=nobody", 0),
        ("?section=nothing", 0),
        ("?state=findings", 6),
        ("?state=figures", _CURRENT),
        ("?state=tables", 5),
        ("?year=2018&state=findings&search=insatser", 1),
    ],
)
def test_the_list_is_narrowed(doubting: TestClient, query: str, found: int) -> None:
    assert len(_found(doubting, query)) == found


@pytest.mark.parametrize("query", ["?year=18", "?year=2018-01", "?state=odd", "?page=0", "?page=x", "?order=up"])
def test_what_no_form_of_ours_sends_is_refused(doubting: TestClient, query: str) -> None:
    assert doubting.get(f"/documents{query}").status_code == 400


def test_where_nothing_fits_the_page_says_so(doubting: TestClient) -> None:
    assert "No document fits." in words(doubting.get("/documents?search=finnsinte"))


def test_an_unknown_column_and_a_page_too_far_are_made_the_best_of(doubting: TestClient) -> None:
    assert len(_found(doubting, "?sort=;drop&page=99")) == _CURRENT


def test_each_column_sorts_both_ways_and_says_so(doubting: TestClient) -> None:
    for column in ("published", "title", "figures", "findings", "accounted"):
        falling = _found(doubting, f"?sort={column}&order=desc")
        rising = _found(doubting, f"?sort={column}&order=asc")
        assert sorted(falling) == sorted(rising)
        page = read(doubting.get(f"/documents?sort={column}&order=asc"))
        assert ("aria-sort", "ascending") in page.attributes


def test_the_least_understood_document_comes_first_when_asked(doubtful_home: Home) -> None:
    with open_for_questions(doubtful_home) as con:
        _, lines = document_list(counted(con), Asked(), sort="accounted", order="asc", page=1)
        worst = con.execute("SELECT path FROM mart.number_coverage ORDER BY accounted_share LIMIT 1").fetchone()
    assert worst is not None
    assert lines[0].path == worst[0] == "fientligt.md"
    assert lines[0].accounted_share == pytest.approx(15 / 16)


def test_a_form_keeps_what_was_chosen(doubting: TestClient) -> None:
    page = doubting.get("/documents?search=sko&state=figures&sort=title&order=asc").text
    assert 'value="sko"' in page
    assert '<option value="figures" selected>' in page
    assert '<input type="hidden" name="sort" value="title">' in page


def test_a_hostile_title_is_only_text(doubting: TestClient) -> None:
    page = doubting.get("/documents?search=<script>")
    assert 'Stöd <script>alert("rubrik")</script> till kommunerna' in words(page)
    assert read(page).tags.count("script") == read(doubting.get("/documents?search=x")).tags.count("script")
