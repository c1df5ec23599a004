"""Stated totals beside what their rows add up to."""

from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from reading_pages import links, one, read, words

from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_WRONG = "SELECT total_id FROM mart.table_reconciliation WHERE NOT is_reconciled"


def _found(client: TestClient, query: str = "") -> list[str]:
    return [each.rpartition("/")[2] for each in links(client.get(f"/tables{query}"), "/tables/")]


def test_totals_that_do_not_add_up_come_first_however_the_list_is_sorted(
    doubting: TestClient, doubtful_home: Home
) -> None:
    wrong = one(doubtful_home, _WRONG)
    for sort in ("difference", "share", "document", "stated", "unknown"):
        for order in ("asc", "desc"):
            found = _found(doubting, f"?sort={sort}&order={order}")
            assert found[0] == wrong
            assert len(found) == 5


def test_the_page_begins_with_how_many_do_not_add_up(doubting: TestClient) -> None:
    assert "One of 5 stated totals does not agree with its rows." in words(doubting.get("/tables"))
    swedish = words(doubting.get("/tables?state=reconciled", headers={"accept-language": "sv"}))
    assert "En av 5 angivna summor stämmer inte med sina rader." in swedish


def test_a_line_holds_the_stated_total_against_the_sum(doubting: TestClient) -> None:
    page = words(doubting.get("/tables?state=unreconciled"))
    assert "Belopp 2022 · 2022 · 7 rows SEK 191,000,000 SEK 182,000,000 SEK 9,000,000 4.7%" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=reconciled", 4),
        ("?state=unreconciled", 1),
        ("?search=SEGREGATION", 3),
        ("?search=2020", 1),
        ("?search=_", 0),
        ("?state=unreconciled&search=segregation", 0),
    ],
)
def test_the_list_is_narrowed(doubting: TestClient, query: str, found: int) -> None:
    assert len(_found(doubting, query)) == found


def test_where_every_total_adds_up_the_page_says_so(client: TestClient) -> None:
    assert "All of the 3 stated totals agree with their rows." in words(client.get("/tables"))


def test_the_rows_add_up_one_by_one_to_the_sum(doubting: TestClient, doubtful_home: Home) -> None:
    page = words(doubting.get(f"/tables/{one(doubtful_home, _WRONG)}"))
    assert "The rows add up to SEK 182,000,000; stated is SEK 191,000,000. The difference is SEK 9,000,000." in page
    so_far = Decimal(0)
    for number, (name, millions) in enumerate(
        (("Lund", 20), ("Umeå", 22), ("Falun", 24), ("Borås", 26), ("Kiruna", 28), ("Växjö", 30), ("Kalmar", 32)), 1
    ):
        so_far += millions
        assert f"{number} {name} {millions} 000 000 SEK {millions},000,000 SEK {so_far},000,000" in page
    assert "Difference SEK 9,000,000 (4.7%)" in page


def test_each_row_leads_to_its_figure_and_the_total_to_its_place(doubting: TestClient, doubtful_home: Home) -> None:
    total = one(doubtful_home, _WRONG)
    page = doubting.get(f"/tables/{total}")
    with open_for_questions(doubtful_home) as con:
        figures = con.execute(
            """SELECT '/figures/' || figure_id FROM core.fact_allocation AS held
            JOIN quality.reconciliation AS total USING (table_id, column_no) WHERE total.total_id = ?""",
            [total],
        ).fetchall()
    assert len(figures) == 7
    assert {row[0] for row in figures} <= set(links(page, "/figures/"))
    assert ">191 000 000</mark>" in page.text
    [place] = links(page, "/documents/")[-1:]
    assert ">191 000 000</mark>" in doubting.get(place.partition("#")[0]).text


def test_a_repaired_row_is_shown_as_printed_and_as_read(client: TestClient) -> None:
    found = _found(client, "?search=2019")
    page = words(client.get(f"/tables/{found[0]}"))
    assert "164 000 00 SEK 164,000,000" in page
    assert "repaired" in page


def test_a_total_that_pays_for_more_than_its_rows_says_so_in_both_languages(client: TestClient) -> None:
    [address] = links(client.get("/tables?search=2018*"), "/tables/")
    assert "administration" in words(client.get(address))
    assert "administration" in words(client.get(address, headers={"accept-language": "sv"}))


def test_the_bars_say_in_words_what_they_show(doubting: TestClient, doubtful_home: Home) -> None:
    page = doubting.get(f"/tables/{one(doubtful_home, _WRONG)}")
    assert ("role", "img") in read(page).attributes
    assert "Stated total: SEK 191,000,000" in words(page)
    assert "Rows add up to: SEK 182,000,000" in words(page)


@pytest.mark.parametrize("name", ["000000000000", "x", "..%2F..", "' OR 1=1 --"])
def test_an_unknown_total_is_not_found(doubting: TestClient, name: str) -> None:
    assert doubting.get(f"/tables/{name}").status_code == 404
