"""The queue of findings: what waits, found, sorted and said in the reader's language."""

import pytest
from fastapi.testclient import TestClient
from reading_pages import links, words

from pipelines.settings import Home


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("", ["repaired amount", "quarantined amount", "unaccounted number", "unreadable file"], []),
        ("?group=repaired", ["Stockholm", "Göteborg", "a lost zero"], ["Falun"]),
        ("?group=quarantined", ["Falun: the printed “12 0?0 000” cannot be read for certain"], ["Stockholm"]),
        (
            "?group=unreconciled",
            ["SEK 182,000,000", "SEK 191,000,000", "SEK 9,000,000 is left"],
            ["Falun"],
        ),
        ("?group=unaccounted", ["No rule explains the number", "7 x 13 x 5 utan"], ["Stockholm"]),
        ("?group=other", ["unknown place", "unreadable file"], ["Stockholm"]),
        ("?severity=info", ["Stockholm"], ["Falun"]),
        ("?search=GÖTEBORG", ["Göteborg"], ["Stockholm"]),
        ("?state=settled", ["No finding fits"], ["Stockholm"]),
    ],
)
def test_the_queue_holds_what_is_asked_for(
    doubting: TestClient, query: str, seen: list[str], unseen: list[str]
) -> None:
    page = words(doubting.get(f"/findings{query}"))
    assert [each for each in seen if each not in page] == []
    assert [each for each in unseen if each in page] == []


def test_the_gravest_come_first_and_last_when_asked(doubting: TestClient) -> None:
    first = words(doubting.get("/findings"))
    assert first.index("quarantined amount Falun") < first.index("unknown place “Umee”") < first.index("Stockholm:")
    turned = words(doubting.get("/findings?order=asc"))
    assert turned.index("Stockholm:") < turned.index("unknown place “Umee”")


def test_a_swedish_reader_reads_swedish(doubting: TestClient) -> None:
    page = words(doubting.get("/findings?group=repaired", headers={"accept-language": "sv"}))
    assert "Stockholm: det tryckta ”164 000 00” läses som 164 000 000 kr, som om det vore en tappad nolla." in page


def test_findings_lead_to_their_figures_their_tables_and_their_place(doubting: TestClient, doubtful_home: Home) -> None:
    page = doubting.get("/findings")
    assert len(links(page, "/figures/")) >= 3
    assert len(links(page, "/tables/")) == 1
    assert any("#L" in each for each in links(page, "/documents/"))
    assert doubtful_home.archive.exists()


@pytest.mark.parametrize("query", ["?page=0", "?severity=grave", "?group=x", "?kind=DROP TABLE", "?page=x"])
def test_what_makes_no_sense_is_told(doubting: TestClient, query: str) -> None:
    answer = doubting.get(f"/findings{query}")
    assert answer.status_code == 400
    assert "could not be understood" in answer.text


def test_a_column_that_does_not_exist_sorts_nothing(doubting: TestClient) -> None:
    assert doubting.get("/findings?sort=message;drop&page=999").status_code == 200


def test_money_that_may_be_the_same_is_asked_about_with_both_sentences(doubting: TestClient) -> None:
    page = doubting.get("/findings?kind=doubtful_commitment")
    assert "may be the same money as" in words(page)
    for told in ("Regeringen satsar 40 miljoner kronor på hamnar", "slussar och hamnar går 40 miljoner kronor."):
        assert told in words(page)
    assert "Until somebody decides, both are counted." in words(page)
    [other] = [link for link in links(page, "/documents/") if "at=" in link and link.endswith("#at")]
    assert "40 miljoner kronor" in words(doubting.get(other))
    swedish = words(doubting.get("/findings?kind=doubtful_commitment", headers={"accept-language": "sv"}))
    assert "Tills någon beslutar räknas båda." in swedish
