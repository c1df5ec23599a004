"""What g0v.se says of its pages."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving_site import CODES, entry

from pipelines.sources.g0v_listing import UnusableError, describe, is_section, read_codes, read_listing
from pipelines.sources.sidecar import checked

URL = "/pressmeddelanden/2026/10/stod-till-vagar/"


def listing(*entries: object) -> bytes:
    return json.dumps(entries).encode()


def described(**changed: Any) -> dict[str, Any]:
    (listed,) = read_listing(listing(entry(URL, **changed))).entries
    return describe(listed, read_codes(json.dumps(CODES).encode()))


def test_a_page_is_described_with_the_names_of_its_codes() -> None:
    said = described(
        updated="2026-10-03", senders=["1285", "2605", "1293", "1285"], categories=["1274", "1300", "9999"]
    )
    assert said == {
        "title": "Stöd till vägar",
        "url": "https://www.regeringen.se/pressmeddelanden/2026/10/stod-till-vagar/",
        "publisher": "Regeringskansliet",
        "section": "pressmeddelanden",
        "published": "2026-10-01",
        "updated": "2026-10-03",
        "types": [{"code": "2113", "name": "Pressmeddelande"}],
        "ministries": [
            {"code": "1285", "name": "Finansdepartementet"},
            {"code": "1293", "name": "Statsrådsberedningen"},
        ],
        "senders": [{"code": "2605", "name": "Ulf Kristersson"}],
        "categories": [
            {"code": "1274", "name": "Transporter och infrastruktur"},
            {"code": "1300", "name": "Medier"},
            {"code": "9999", "name": None},
        ],
    }


def test_what_a_sidecar_may_say_is_said_as_a_sidecar_says_it() -> None:
    shared = {key: value for key, value in described().items() if isinstance(value, str)}
    assert json.loads(checked(shared).as_json()) == shared


def test_what_is_not_known_is_not_said() -> None:
    said = described(title=None, published=None, updated="", types=None, senders=[], categories=[])
    assert said == {
        "url": "https://www.regeringen.se/pressmeddelanden/2026/10/stod-till-vagar/",
        "publisher": "Regeringskansliet",
        "section": "pressmeddelanden",
    }


def test_a_title_is_one_line_without_control_characters() -> None:
    assert described(title=" Stöd\n till\x1b[31m \tvägar\0 ")["title"] == "Stöd till [31m vägar"


def test_a_time_of_day_is_left_out() -> None:
    assert described(published="2026-10-01T08:30:00+02:00")["published"] == "2026-10-01"


@pytest.mark.parametrize(
    ("url", "path", "route"),
    [
        ("/tal/2026/01/a/", "tal/2026/01/a.md", "tal/2026/01/a.md"),
        ("/tal/2026/01/a", "tal/2026/01/a.md", "tal/2026/01/a.md"),
        (
            "/artiklar/2016/04/EU--nytt-v.-29/",
            "artiklar/2016/04/EU--nytt-v.-29.md",
            "artiklar/2016/04/EU--nytt-v.-29.md",
        ),
        ("/tal/2026/01/m%C3%A5l/", "tal/2026/01/mål.md", "tal/2026/01/m%C3%A5l.md"),
        ("/tal/2026/01/mål/", "tal/2026/01/mål.md", "tal/2026/01/m%C3%A5l.md"),
    ],
)
def test_a_page_has_its_path_on_the_copied_site_as_a_path(url: str, path: str, route: str) -> None:
    (listed,) = read_listing(listing(entry(url))).entries
    assert (listed.path, listed.route) == (path, route)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.se/tal/a/",
        "//elsewhere.se/tal/a/",
        "tal/a/",
        "/../../etc/passwd",
        "/tal/../../x/",
        "/tal/./x",
        "/tal/%2e%2e/x/",
        "/tal/%2E%2E%2Fx/",
        "/tal/..%5cx/",
        "/tal\\..\\x/",
        "/tal//x/",
        "/tal/x?a=b",
        "/tal/x#a",
        "/tal/x%00/",
        "/tal/x\r\nHost: b/",
        "/tal/x y/",
        "/@elsewhere.se:80/",
        "/" + "x" * 1_001,
        "/" + "å" * 900,
        "/",
        "",
        None,
        7,
        ["/tal/x/"],
        "/\ud800/",
    ],
)
def test_what_leads_out_of_the_site_is_rejected_and_costs_no_other_page(url: object) -> None:
    read = read_listing(listing(entry(URL), {**entry(URL), "url": url}))
    assert [each.path for each in read.entries] == ["pressmeddelanden/2026/10/stod-till-vagar.md"]
    assert len(read.rejected) == 1
    assert len(read.rejected[0]) < 300
    assert read.rejected[0].isprintable()  # what a terminal could act on, or could not be stored, is told in ASCII


@pytest.mark.parametrize(
    "broken", ["text", None, 5, {}, {"url": URL, "published": "i höstas"}, {"url": URL, "types": 5}]
)
def test_an_entry_that_is_none_is_rejected_and_told(broken: object) -> None:
    read = read_listing(listing(broken, entry("/tal/2026/10/b/")))
    assert [each.path for each in read.entries] == ["tal/2026/10/b.md"]
    assert len(read.rejected) == 1


def test_a_page_listed_twice_is_one_page() -> None:
    read = read_listing(listing(entry(URL, title="Först"), entry(URL.removesuffix("/"), title="Sedan")))
    assert [each.title for each in read.entries] == ["Först"]
    assert read.rejected == ()


def test_the_later_of_publication_and_update_dates_a_page() -> None:
    read = read_listing(listing(entry("/a/b/", updated="2026-10-05"), entry("/a/c/"), entry("/a/d/", published=None)))
    assert [each.dated for each in read.entries] == [date(2026, 10, 5), date(2026, 10, 1), None]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (listing(entry(URL))[:-20], "no valid JSON: line 1, column"),
        (b"", "no valid JSON"),
        (json.dumps([entry(URL)], ensure_ascii=False).encode("latin-1"), "not JSON in UTF-8: byte "),
        (b"{}", "no JSON list"),
        (b"[]", "empty"),
        (b"[" * 100_000, "no usable JSON"),
        (b"[" + b"9" * 5_000 + b"]", "no usable JSON"),
        (b"<!doctype html>", "no valid JSON"),
    ],
)
def test_a_listing_that_is_not_whole_is_none(data: bytes, problem: str) -> None:
    with pytest.raises(UnusableError, match=problem):
        read_listing(data)


@pytest.mark.parametrize("data", [b"[]", b'{"1": "a"', b"null", '{"1": "ö"}'.encode("latin-1")])
def test_a_key_to_the_codes_that_is_not_whole_is_none(data: bytes) -> None:
    with pytest.raises(UnusableError):
        read_codes(data)


def test_a_code_without_a_name_has_none() -> None:
    assert read_codes(b'{"1": "a", "2": null, "3": ["b"], "4": " "}') == {"1": "a"}


@given(st.text(max_size=40))
def test_no_path_of_a_listing_escapes(text: str) -> None:
    read = read_listing(listing({"url": f"/{text}"}, entry(URL)))
    for each in read.entries:
        assert each.route.isascii()
        assert not set(each.route) & set("\\?#: ")
        assert not {"", ".", ".."} & set(each.path.split("/"))


def test_a_section_is_a_path_of_plain_words() -> None:
    assert is_section("pressmeddelanden")
    assert is_section("rattsliga-dokument/proposition")
    assert not any(map(is_section, ["", "/tal", "tal/", "../tal", "tal/../x", "Tal", "tal.json", "a b", "tal\n"]))
