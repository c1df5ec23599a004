"""A document's page: its text to the character, what was read of it, its versions, and its files."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from fastapi.testclient import TestClient
from reading_pages import document_of, links, one, read, words

from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.language import strings
from pipelines.monitor.rendering import STATIC_DIR
from pipelines.settings import Home

_BDI = re.compile(r"<bdi>(.*?)</bdi>", re.DOTALL)


def _lines(client: TestClient, address: str) -> list[str]:
    """The text as the page shows it, a piece of a line each, unseen characters by their numbers."""
    page = client.get(address)
    assert page.status_code == 200
    shown = page.text[page.text.index('class="source lines"') : page.text.index("<aside")]
    unescaped = [re.sub(r"<[^>]*>", "", each) for each in _BDI.findall(shown)]
    named = {"&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&"}
    for name, character in named.items():
        unescaped = [each.replace(name, character) for each in unescaped]
    return unescaped


def _address(home: Home, path: str, version_no: int = 1) -> str:
    return f"/documents/{document_of(home, path, version_no)}"


def test_the_text_is_shown_to_the_character(doubting: TestClient, doubtful_home: Home) -> None:
    text = (doubtful_home.raw_dir / "regeringens-langsiktiga-insatser-mot-segregation.txt").read_text("utf-8")
    assert "\n".join(_lines(doubting, _address(doubtful_home, "regeringens"))) == text.removesuffix("\n")


def test_each_figure_is_a_link_where_it_stands(doubting: TestClient, doubtful_home: Home) -> None:
    page = doubting.get(_address(doubtful_home, "mer-till-skolan", 2)).text
    for recipient, printed in (("Skolverket", "55"), ("Umeå universitet", "6")):
        figure = one(
            doubtful_home,
            """SELECT figure_id FROM mart.figure WHERE recipient_text = ? AND is_current AND kind = 'funding'
            AND starts_with(path, 'mer-till')""",
            recipient,
        )
        assert f'<a class="marked" href="/figures/{figure}"><mark class="figure-link quality-ok role-figure"' in page
        assert f">{printed}</mark>" in page


def test_numbers_say_what_they_are_in_the_readers_language(doubting: TestClient, doubtful_home: Home) -> None:
    address = _address(doubtful_home, "fientligt")
    assert ("title", "unaccounted") in read(doubting.get(address)).attributes
    swedish = doubting.get(address, headers={"accept-language": "sv"})
    assert ("title", "oförklarat") in read(swedish).attributes
    assert "93,75 %" in words(swedish)


def test_the_legend_counts_every_number_and_can_hide_each_kind(doubting: TestClient, doubtful_home: Home) -> None:
    page = words(doubting.get(_address(doubtful_home, "fientligt")))
    for told in ("amount 6", "year 4", "unaccounted 1"):
        assert told in page
    style = (STATIC_DIR / "source.css").read_text("utf-8")
    for name in strings("en"):
        if name.startswith("role."):
            assert f"main:has(#show-{name[5:]}:not(:checked)) .lines mark.role-{name[5:]}" in style


def test_findings_lead_to_their_figure_and_line(doubting: TestClient, doubtful_home: Home) -> None:
    page = doubting.get(_address(doubtful_home, "trasigt-belopp"))
    figure = one(doubtful_home, "SELECT figure_id FROM core.fact_allocation WHERE quality = 'quarantined'")
    assert f"/figures/{figure}" in links(page, "/figures/")
    assert "1 finding error quarantined amount line 7" in words(page)
    [place] = links(page, f"{_address(doubtful_home, 'trasigt-belopp')}?at=")[:1]
    assert place.endswith("#at")
    assert 'id="at"' in doubting.get(place.partition("#")[0]).text


def test_a_hostile_text_stays_text(doubting: TestClient, doubtful_home: Home) -> None:
    address = _address(doubtful_home, "fientligt")
    page = read(doubting.get(address))
    assert "img" not in page.tags[page.tags.index("main") :]
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if link.lower().startswith(("javascript:", "data:"))]
    assert not [name for name, value in page.attributes if name == "style" and value]
    shown = "\n".join(_lines(doubting, address))
    assert '<script>alert("rubrik")</script>' in shown
    assert '=HYPERLINK("http://example.invalid")' in shown


def test_characters_that_turn_the_text_around_are_shown_by_name(doubting: TestClient, doubtful_home: Home) -> None:
    answer = doubting.get(_address(doubtful_home, "fientligt"))
    main = answer.text[answer.text.index('class="source lines"') :]
    assert not set(main) & set("\u202e\u2066\u2069")
    assert ("title", "U+202E RIGHT-TO-LEFT OVERRIDE") in read(answer).attributes


def test_a_line_of_a_megabyte_is_shown_a_part_at_a_time(doubting: TestClient, doubtful_home: Home) -> None:
    address = _address(doubtful_home, "lang-rad")
    text = (doubtful_home.raw_dir / "lang-rad.txt").read_text("utf-8")
    shown = ""
    following: str | None = address
    while following:
        page = doubting.get(following)
        assert len(page.text) < 200_000
        shown += "".join(_lines(doubting, following))
        ahead = re.search(r'<a rel="next" href="([^"]+)"', page.text)
        following = ahead[1] if ahead else None
    assert shown == text.removesuffix("\n")


def test_a_link_to_a_character_opens_its_part_and_names_its_place(doubting: TestClient, doubtful_home: Home) -> None:
    start = one(doubtful_home, "SELECT char_start FROM mart.figure WHERE path = 'lang-rad.txt'")
    page = doubting.get(f"{_address(doubtful_home, 'lang-rad')}?at={start}").text
    assert re.search(r'<a id="at"[^>]*></a><a class="marked" href="/figures/\w+"><mark [^>]*>7</mark>', page)


@pytest.mark.parametrize("at", ["-1", "x", "1.5", ""])
def test_a_place_that_is_no_number_is_refused(doubting: TestClient, doubtful_home: Home, at: str) -> None:
    assert doubting.get(f"{_address(doubtful_home, 'fientligt')}?at={at}").status_code == 400


def test_a_place_beyond_the_end_is_the_end(doubting: TestClient, doubtful_home: Home) -> None:
    assert "Falun" in words(doubting.get(f"{_address(doubtful_home, 'fientligt')}?at=99999999"))


@pytest.mark.parametrize("name", ["0" * 16, "x", "../../etc/passwd", "%00", "' OR 1=1 --"])
@pytest.mark.parametrize("beyond", ["", "/raw", "/text", "/compare/0000000000000000"])
def test_an_unknown_document_is_not_found(doubting: TestClient, name: str, beyond: str) -> None:
    assert doubting.get(f"/documents/{name}{beyond}").status_code == 404


def test_the_file_is_given_as_received_and_never_shown(doubting: TestClient, doubtful_home: Home) -> None:
    answer = doubting.get(f"{_address(doubtful_home, 'fientligt')}/raw")
    assert answer.content == (doubtful_home.raw_dir / "fientligt.md").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="fientligt.md"')
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_former_version_keeps_its_file(doubting: TestClient, doubtful_home: Home) -> None:
    answer = doubting.get(f"{_address(doubtful_home, 'mer-till-skolan', 1)}/raw")
    assert "40 miljoner" in answer.content.decode("utf-8")


def test_the_text_is_given_as_a_file(doubting: TestClient, doubtful_home: Home) -> None:
    answer = doubting.get(f"{_address(doubtful_home, 'fientligt')}/text")
    assert answer.text == (doubtful_home.raw_dir / "fientligt.md").read_text("utf-8")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_file_that_the_archive_has_lost_is_not_found_and_no_archive_is_made(
    doubtful_home: Home, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    shutil.copytree(doubtful_home.root / "warehouse", tmp_path / "warehouse", symlinks=True)
    with TestClient(create_app(home, Access("Åsa Steward")), base_url="http://localhost") as asking:
        assert asking.get(f"{_address(doubtful_home, 'fientligt')}/raw").status_code == 404
    assert not home.archive.exists()


def test_versions_lead_to_each_other(doubting: TestClient, doubtful_home: Home) -> None:
    former, later = (_address(doubtful_home, "mer-till-skolan", number) for number in (1, 2))
    page = doubting.get(former)
    assert "This is a former version" in words(page)
    assert {later, f"{former}/compare/{later.rpartition('/')[2]}"} <= set(links(page, "/documents/"))


def test_two_versions_stand_side_by_side_whichever_is_named_first(doubting: TestClient, doubtful_home: Home) -> None:
    former, later = (document_of(doubtful_home, "mer-till-skolan", number) for number in (1, 2))
    for address in (f"/documents/{former}/compare/{later}", f"/documents/{later}/compare/{former}"):
        page = doubting.get(address)
        assert "changed Skolverket SEK 40,000,000 SEK 55,000,000" in words(page)
        assert '<mark class="gone">40</mark>' in page.text
        assert '<mark class="added">55</mark>' in page.text
        assert "Umeå universitet SEK" not in words(page)


def test_a_version_is_not_compared_with_another_document(doubting: TestClient, doubtful_home: Home) -> None:
    other = document_of(doubtful_home, "fientligt")
    assert doubting.get(f"{_address(doubtful_home, 'mer-till-skolan')}/compare/{other}").status_code == 404


def test_a_figure_whose_amount_stands_but_not_its_status_says_what_changed(doubtful_home: Home, tmp_path: Path) -> None:
    home = Home(tmp_path)
    shutil.copytree(doubtful_home.root / "warehouse", tmp_path / "warehouse", symlinks=True)
    former, later = (document_of(home, "mer-till-skolan", number) for number in (1, 2))
    published = home.link.resolve()
    published.chmod(0o600)
    with duckdb.connect(published) as con:
        con.execute("UPDATE core.fact_funding SET status = 'proposed' WHERE document_id = ?", [former])
        con.execute("UPDATE core.fact_funding SET status = 'decided' WHERE document_id = ?", [later])
    with TestClient(create_app(home, Access("Åsa Steward")), base_url="http://localhost") as asking:
        page = words(asking.get(f"/documents/{former}/compare/{later}", headers={"accept-language": "en"}))
    assert "changed Umeå universitet SEK 6,000,000 proposed SEK 6,000,000 decided" in page
