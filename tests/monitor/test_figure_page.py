"""The page of a figure: its characters, what was understood, the evidence, and deciding about it."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from forms import send
from reading_pages import one, words

from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.understanding import understood_in_prose
from pipelines.settings import Home
from pipelines.store import reviews

_STOCKHOLM = "SELECT figure_id FROM core.fact_allocation WHERE amount_text = '164 000 00'"
_BROKEN = "SELECT figure_id FROM core.fact_allocation WHERE quality = 'quarantined'"
_PROSE = "SELECT figure_id FROM core.fact_funding WHERE amount_text LIKE '55 miljoner%'"
_WITH_A_FINDING = """
SELECT figure.figure_id FROM quality.finding JOIN mart.figure ON figure.document_id = finding.document_id
    AND figure.char_start < finding.char_end AND figure.char_end > finding.char_start
WHERE finding.kind = ? ORDER BY figure.amount_text = '164 000 00' DESC LIMIT 1
"""
_FINDING = "SELECT finding_id FROM quality.finding WHERE kind = 'unaccounted_number'"


def test_a_repaired_figure_shows_its_value_its_characters_and_the_evidence(
    doubting: TestClient, doubtful_home: Home
) -> None:
    page = doubting.get(f"/figures/{one(doubtful_home, _STOCKHOLM)}")
    said = words(page)
    assert "SEK 164,000,000 repaired" in said
    assert "Stockholm · 2019 · calculation example · printed 164 000 00" in said
    assert page.text.count('<mark class="figure">164 000 00</mark>') == 1
    for part in ("a lost zero", "3.23 × “Belopp 2018*”", "passes all of it", "24 more readings fail alike", "adds up"):
        assert part in said
    assert page.text.count('class="evidence"') == 3
    assert "core.fact_allocation" in said
    assert "municipality:0180" in said


def test_an_amount_in_prose_marks_where_each_thing_was_read(doubting: TestClient, doubtful_home: Home) -> None:
    said = words(doubting.get(f"/figures/{one(doubtful_home, _PROSE)}"))
    assert "Recipient Skolverket → Skolverket (marked in the source)" in said
    assert "Years 2023 (marked in the source)" in said
    assert "Version 1 : SEK 40,000,000" in said


def test_the_places_of_an_amount_are_its_own_characters() -> None:
    text = "Regeringen satsar. Under 2023 får Skolverket högst 40 miljoner kronor till läromedel."
    start = text.index("40")
    places = understood_in_prose(text, start, start + len("40 miljoner kronor"), 2022)
    found = {place.what: text[place.start : place.end] for place in places}
    assert found["number"] == "40"
    assert found["unit"] == "miljoner kronor"
    assert found["years"] == "2023"
    assert found["recipient"] == "Skolverket"
    assert found["sentence"].startswith("Under 2023")


def test_the_first_characters_of_an_identifier_lead_to_the_figure(doubting: TestClient, doubtful_home: Home) -> None:
    figure = one(doubtful_home, _STOCKHOLM)
    answer = doubting.get(f"/figures/{figure[:8]}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/figures/{figure}")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("doubtful_commitment", "may be the same money as"),
        ("quarantined_amount", "cannot be read for certain and has no value."),
        ("repaired_amount", "the printed “164 000 00” is read as SEK 164,000,000, taking it for a lost zero."),
        ("unreconciled_total", "but the total is stated as"),
    ],
)
def test_what_was_found_about_a_figure_is_said_in_the_words_of_the_queue(
    doubting: TestClient, doubtful_home: Home, kind: str, said: str
) -> None:
    figure = one(doubtful_home, _WITH_A_FINDING, kind)
    assert said in words(doubting.get(f"/figures/{figure}"))


@pytest.mark.parametrize("figure_id", ["ffffffffffff", "0", "%20", "'--"])
def test_a_figure_that_is_not_there_is_told(doubting: TestClient, figure_id: str) -> None:
    assert doubting.get(f"/figures/{figure_id}").status_code == 404


@pytest.fixture
def deciding(doubtful_home: Home, tmp_path: Path) -> Iterator[tuple[TestClient, Home]]:
    """A steward at a copy of the installation."""
    home = Home(tmp_path / "home")
    shutil.copytree(doubtful_home.root, home.root, symlinks=True)
    app = create_app(home, Access("Åsa Steward"))
    with TestClient(app, base_url="http://localhost", headers={"accept-language": "en"}) as client:
        yield client, home


def test_a_decision_is_kept_with_the_figure_as_it_stood_and_shown_as_pending(
    deciding: tuple[TestClient, Home],
) -> None:
    client, home = deciding
    page = f"/figures/{one(home, _STOCKHOLM)}"
    answer = send(client, page, f"{page}/decide", decision="accept", back="/findings?group=repaired")
    assert (answer.status_code, answer.headers["location"]) == (303, "/findings?group=repaired")
    [review] = reviews.read(home).reviews
    assert (review.decision, review.reviewer, review.amount, review.quality) == (
        "accept",
        "Åsa Steward",
        Decimal(164_000_000),
        "repaired",
    )
    assert review.source_text == "Stockholm | Belopp 2019** | 164 000 00"
    assert "pending next run" in words(client.get(page))
    assert "1 decision waits for the next run" in words(client.get("/findings"))
    assert "Stockholm" in words(client.get("/findings?state=pending"))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"decision": "correct", "value": "mycket", "reason": "Fel."}, "The amount could not be understood"),
        ({"decision": "correct", "value": "", "reason": "Fel."}, "The amount could not be understood"),
        ({"decision": "correct", "value": "12 000 000", "reason": ""}, "Write why"),
        ({"decision": "reject", "value": "", "reason": " "}, "Write why"),
    ],
)
def test_what_is_missing_is_said_at_the_form_and_what_was_written_is_kept(
    deciding: tuple[TestClient, Home], fields: dict[str, str], told: str
) -> None:
    client, home = deciding
    page = f"/figures/{one(home, _BROKEN)}"
    answer = send(client, page, f"{page}/decide", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{fields["value"]}"' in answer.text
    assert not home.reviews.exists()


def test_a_finding_without_a_figure_is_accepted_as_seen(deciding: tuple[TestClient, Home]) -> None:
    client, home = deciding
    finding = one(home, _FINDING)
    assert send(client, "/findings", f"/findings/{finding}/decide", decision="accept").status_code == 303
    [review] = reviews.read(home).reviews
    assert (review.subject, review.decision) == ("finding", "accept")
    assert "Nobody knows what the number" in review.source_text


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("/findings/ffffffffffff/decide", {"decision": "accept"}, 404),
        ("/findings/ffffffffffff/decide", {"decision": "correct"}, 400),
        ("/figures/ffffffffffff/decide", {"decision": "accept"}, 404),
    ],
)
def test_a_decision_about_nothing_is_refused(
    deciding: tuple[TestClient, Home], action: str, fields: dict[str, str], status: int
) -> None:
    client, home = deciding
    assert send(client, "/findings", action, **fields).status_code == status
    assert not home.reviews.exists()
