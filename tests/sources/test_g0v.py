"""Fetching from g0v.se into the archive, against a real server that misbehaves."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from misbehaving_site import CODES, NOON, FakeClock, Site, cut_short, entry, hang_up, serving, status, stay_silent

from pipelines.sources.archive import Archive, Observation
from pipelines.sources.g0v import SOURCE, Question, SectionFetch, Summary
from pipelines.sources.g0v_listing import describe, read_listing
from pipelines.sources.reading import document_from_bytes
from pipelines.sources.types import RawDocument, Received
from pipelines.sources.web import Manners, WebClient, web_root

EAGER = Manners(requests_per_second=1e9, timeout_seconds=0.2)
SECTION = "pressmeddelanden"
LISTING, KEY = f"/{SECTION}.json", "/api/codes.json"
A, B, C = (f"{SECTION}/2026/10/{name}.md" for name in "abc")


def listed(path: str, **changed: Any) -> dict[str, Any]:
    return entry(f"/{path.removesuffix('.md')}/", **changed)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Three pages of one section."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as site:
        for path in (A, B, C):
            site.bodies[f"/{path}"] = f"# {path}\n\nVi satsar 5 miljoner kronor.\n".encode()
        site.list_pages(SECTION, *map(listed, (A, B, C)))
        yield site


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "raw" / "archive.sqlite") as archive:
        yield archive


def fetch(
    site: Site,
    archive: Archive,
    *,
    at: datetime = NOON,
    since: date | None = None,
    recheck: bool = False,
    section: str = SECTION,
) -> Summary:
    clock = FakeClock(at)
    with WebClient(web_root(site.root), "anslag/test", EAGER, clock) as client:
        return SectionFetch(archive, client, clock, section, since, recheck=recheck).run()


def held(archive: Archive) -> dict[str, bytes]:
    return {path: archive.content(seen.sha256 or "") for path, seen in archive.current(SOURCE).items()}


def history(archive: Archive, path: str) -> list[Observation]:
    return [seen for seen in archive.observations() if seen.path == path]


def test_pages_are_stored_as_received_with_address_time_and_what_the_listing_says(site: Site, archive: Archive) -> None:
    assert fetch(site, archive) == Summary(SECTION, listed=3, asked=3, added=3)
    assert held(archive) == {path: site.bodies[f"/{path}"] for path in (A, B, C)}
    seen = archive.current(SOURCE)[A]
    assert (seen.address, seen.seen_at) == (f"{site.root}/{A}", NOON)
    assert seen.description is not None
    assert seen.description["title"] == "Stöd till vägar"
    assert seen.description["ministries"] == [{"code": "1285", "name": "Finansdepartementet"}]
    assert site.asked() == [KEY, LISTING, f"/{A}", f"/{B}", f"/{C}"]


def test_the_routes_are_kept_as_received_too(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    assert archive.received(SOURCE, f"{SECTION}.json") == site.bodies[LISTING]
    assert archive.received(SOURCE, "api/codes.json") == site.bodies[KEY]
    receipt = archive.receipts(SOURCE)[f"{SECTION}.json"]
    assert (receipt.address, receipt.received_at) == (f"{site.root}{LISTING}", NOON)
    assert {seen.path for seen in archive.observations()} == {A, B, C}


def test_nothing_new_costs_two_questions_and_writes_nothing(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    before = archive.state()
    site.requests.clear()
    again = fetch(site, archive, at=NOON + timedelta(days=1))
    assert again == Summary(SECTION, listed=3, unchanged=3)
    assert [("if-none-match" in each.headers, each.path) for each in site.requests] == [(True, KEY), (True, LISTING)]
    assert archive.state() == before


def test_a_page_that_the_listing_gives_as_updated_gets_a_new_version(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    old, new = site.bodies[f"/{B}"], b"# B\n\nVi satsar 7 miljoner kronor.\n"
    site.bodies[f"/{B}"] = new
    site.list_pages(SECTION, listed(A), listed(B, updated="2026-11-20"), listed(C))
    site.requests.clear()
    later = fetch(site, archive, at=NOON + timedelta(hours=1))
    assert later == Summary(SECTION, listed=3, asked=1, unchanged=2, changed=1)
    assert site.asked() == [KEY, LISTING, f"/{B}"]
    assert [archive.content(seen.sha256 or "") for seen in history(archive, B)] == [old, new]


def test_a_page_updated_in_the_listing_alone_is_described_anew_and_not_sent_again(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    site.list_pages(SECTION, listed(A, updated="2026-11-19"), listed(B, title="Nytt"), listed(C))
    later = fetch(site, archive)
    assert later == Summary(SECTION, listed=3, asked=1, unchanged=1, redescribed=2)
    assert [seen.sha256 for seen in history(archive, A)] == [history(archive, A)[0].sha256] * 2
    said = {path: seen.description or {} for path, seen in archive.current(SOURCE).items()}
    assert said[A]["updated"] == "2026-11-19"
    assert said[B]["title"] == "Nytt"
    assert archive.current(SOURCE)[B].address == f"{site.root}/{B}"


def test_a_page_is_asked_for_until_the_day_of_its_last_update_is_well_past(site: Site, archive: Archive) -> None:
    site.list_pages(SECTION, listed(A, published="2026-11-20"), listed(B, published="2026-11-01"))
    fetch(site, archive)
    site.asked()
    site.bodies[f"/{A}"] = b"# A, the same day"
    same_day = fetch(site, archive, at=NOON + timedelta(hours=3))
    assert same_day == Summary(SECTION, listed=2, asked=1, unchanged=1, changed=1)
    assert site.requests[-1].headers["if-none-match"]
    assert fetch(site, archive, at=NOON + timedelta(days=2)).asked == 1
    past = fetch(site, archive, at=NOON + timedelta(days=3))
    assert past == Summary(SECTION, listed=2, asked=1, unchanged=2)
    site.asked()
    assert fetch(site, archive, at=NOON + timedelta(days=4)) == Summary(SECTION, listed=2, unchanged=2)
    assert site.asked() == [KEY, LISTING]


def test_a_recheck_asks_for_every_page_and_finds_silent_changes(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    site.bodies[f"/{C}"] = b"# C, corrected in silence"
    assert fetch(site, archive).changed == 0
    site.requests.clear()
    assert fetch(site, archive, recheck=True) == Summary(SECTION, listed=3, asked=3, unchanged=2, changed=1)
    assert all("if-none-match" in each.headers for each in site.requests)
    assert held(archive)[C] == b"# C, corrected in silence"


def test_without_etags_the_bytes_tell_what_has_changed(site: Site, archive: Archive) -> None:
    site.validates = False
    fetch(site, archive)
    before = archive.state()
    assert fetch(site, archive, recheck=True) == Summary(SECTION, listed=3, asked=3, unchanged=3)
    assert archive.state() == before


def test_only_pages_of_the_time_asked_for_are_fetched(site: Site, archive: Archive) -> None:
    site.list_pages(
        SECTION,
        listed(A, published="2024-12-31"),
        listed(B, published="2024-12-31", updated="2025-01-01"),
        listed(C, published=None),
    )
    assert fetch(site, archive, since=date(2025, 1, 1)) == Summary(SECTION, listed=2, asked=2, added=2)
    assert set(held(archive)) == {B, C}
    assert fetch(site, archive).added == 1
    assert fetch(site, archive, since=date(2025, 1, 1)).vanished == 0


def test_what_may_be_over_in_a_moment_costs_no_page(site: Site, archive: Archive) -> None:
    site.misbehave(KEY, status(500))
    site.misbehave(LISTING, cut_short, status(503, Retry_After="3"))
    site.misbehave(f"/{A}", status(500), status(502))
    site.misbehave(f"/{B}", stay_silent(5), hang_up)
    site.misbehave(f"/{C}", cut_short, status(429, Retry_After="2"))
    assert fetch(site, archive) == Summary(SECTION, listed=3, asked=3, added=3)
    assert held(archive) == {path: site.bodies[f"/{path}"] for path in (A, B, C)}


def test_a_page_that_fails_is_told_and_fetched_the_next_time(site: Site, archive: Archive) -> None:
    site.misbehave(f"/{B}", *[status(500)] * 5)
    first = fetch(site, archive)
    assert replace(first, failed=[]) == Summary(SECTION, listed=3, asked=3, added=2)
    assert first.failed == [f"{site.root}/{B}: it answered 500, 5 times"]
    assert not first.is_complete
    site.asked()
    assert fetch(site, archive) == Summary(SECTION, listed=3, asked=1, added=1, unchanged=2)
    assert site.asked() == [KEY, LISTING, f"/{B}"]


def test_a_page_cut_short_every_time_is_never_stored(site: Site, archive: Archive) -> None:
    site.misbehave(f"/{B}", *[cut_short] * 5)
    assert len(fetch(site, archive).failed) == 1
    assert set(held(archive)) == {A, C}


@pytest.mark.parametrize("body", [b"", b"  \n", b"<!DOCTYPE html><p>Paus</p>", b"\n<HTML>"])
def test_what_stands_in_for_a_page_does_not_take_its_place(site: Site, archive: Archive, body: bytes) -> None:
    fetch(site, archive)
    real = held(archive)[A]
    site.bodies[f"/{A}"] = body
    assert len(fetch(site, archive, recheck=True).failed) == 1
    assert held(archive)[A] == real


def test_a_page_that_is_gone_is_closed_and_not_deleted_and_may_come_back(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    body = site.bodies.pop(f"/{B}")
    gone = fetch(site, archive, at=NOON + timedelta(days=1), recheck=True)
    assert gone == Summary(SECTION, listed=3, asked=3, unchanged=2, vanished=1)
    assert set(held(archive)) == {A, C}
    assert [(seen.sha256 is None, seen.seen_at) for seen in history(archive, B)] == [
        (False, NOON),
        (True, NOON + timedelta(days=1)),
    ]
    site.bodies[f"/{B}"] = body
    assert fetch(site, archive, at=NOON + timedelta(days=2)).added == 1
    assert held(archive)[B] == body


def test_a_page_that_is_listed_but_never_was_there_is_a_failure(site: Site, archive: Archive) -> None:
    del site.bodies[f"/{B}"]
    summary = fetch(site, archive)
    assert summary.failed == [f"{site.root}/{B}: it is listed, but it answered 404"]
    assert (summary.added, summary.vanished) == (2, 0)


def test_a_page_listed_no_more_is_closed_only_if_its_address_says_so(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    site.list_pages(SECTION, listed(A))
    del site.bodies[f"/{C}"]
    said = archive.current(SOURCE)[B].description
    later = fetch(site, archive)
    assert later == Summary(SECTION, listed=1, asked=2, unchanged=2, vanished=1)
    assert set(held(archive)) == {A, B}
    assert archive.current(SOURCE)[B].description == said


def test_the_pages_of_another_section_are_left_alone(site: Site, archive: Archive) -> None:
    site.list_pages("tal", entry("/tal/2026/10/t/"))
    site.bodies["/tal/2026/10/t.md"] = b"# Tal"
    fetch(site, archive, section="tal")
    site.asked()
    fetch(site, archive)
    assert site.asked() == [KEY, LISTING, f"/{A}", f"/{B}", f"/{C}"]
    assert len(held(archive)) == 4


@pytest.mark.parametrize(
    "broken",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda _: b"",
        lambda _: b"[]",
        lambda _: b"{}",
        lambda _: b"<html>Paus</html>",
        lambda whole: whole.decode().encode("latin-1"),
    ],
)
def test_a_listing_that_is_not_whole_closes_nothing_and_asks_for_nothing(
    site: Site, archive: Archive, broken: Any
) -> None:
    fetch(site, archive)
    state = archive.state()
    whole = site.bodies[LISTING]
    site.bodies[LISTING] = broken(whole)
    site.bodies.pop(f"/{A}")
    site.asked()
    summary = fetch(site, archive)
    assert len(summary.failed) == 1
    assert replace(summary, failed=[]) == Summary(SECTION)
    assert site.asked() == [KEY, *[LISTING] * 5]
    assert archive.state() == state
    # Its ETag must not make the next fetch take it for known.
    assert len(fetch(site, archive).failed) == 1
    site.bodies[LISTING] = whole
    assert fetch(site, archive) == Summary(SECTION, listed=3, unchanged=3)


def test_a_section_that_is_not_there_is_a_failure_and_closes_nothing(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    state = archive.state()
    del site.bodies[LISTING]
    assert fetch(site, archive).failed == [f"{site.root}{LISTING}: it answered 404"]
    assert archive.state() == state


def test_listed_addresses_that_lead_elsewhere_are_told_and_not_asked_for(site: Site, archive: Archive) -> None:
    with serving() as other:
        site.list_pages(SECTION, listed(A), entry(f"{other.root}/x/"), entry("/../secret/"), entry("//127.0.0.1/x/"))
        summary = fetch(site, archive)
        assert other.requests == []
    assert len(summary.failed) == 3
    assert all(reason.startswith("listed, but no page: ") for reason in summary.failed)
    assert site.asked() == [KEY, LISTING, f"/{A}"]


def test_bytes_in_any_encoding_are_stored_as_received_and_read_later(site: Site, archive: Archive) -> None:
    text = "# Åtgärder för skärgården\r\n\r\nRegeringen föreslår 5 miljoner kronor."
    site.bodies[f"/{A}"] = text.encode("cp1252")
    site.headers[f"/{A}"] = {"Content-Type": "text/markdown; charset=utf-8"}
    site.bodies[f"/{B}"] = text.encode("utf-16")
    fetch(site, archive)
    for path, encoding in ((A, "cp1252"), (B, "utf-16")):
        assert held(archive)[path] == text.encode(encoding)
        document = document_from_bytes(SOURCE, path, held(archive)[path])
        assert isinstance(document, RawDocument)
        assert document.text == text


def test_a_fetch_that_is_broken_off_is_taken_up_where_it_was(site: Site, archive: Archive) -> None:
    clock = FakeClock()

    def broken_off(questions: Sequence[Question]) -> Iterable[Question]:
        yield from questions[:2]
        raise KeyboardInterrupt

    with WebClient(web_root(site.root), "anslag/test", EAGER, clock) as client:
        broken = SectionFetch(archive, client, clock, SECTION)
        with pytest.raises(KeyboardInterrupt):
            broken.run(broken_off)
    assert broken.summary == Summary(SECTION, listed=3, asked=2, added=2, not_asked=1)
    with Archive(archive.path) as reopened:
        assert set(held(reopened)) == {A, B}
    site.asked()
    assert fetch(site, archive) == Summary(SECTION, listed=3, asked=1, added=1, unchanged=2)
    assert site.asked() == [KEY, LISTING, f"/{C}"]


def test_a_page_whose_receipt_was_not_kept_is_asked_for_whole_once_more(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    state = archive.state()
    con = sqlite3.connect(archive.path)
    with con:
        con.execute("DELETE FROM receipt WHERE path = ?", [A])
    con.close()
    site.requests.clear()
    assert fetch(site, archive) == Summary(SECTION, listed=3, asked=1, unchanged=3)
    assert "if-none-match" not in site.requests[-1].headers
    assert archive.state() == state
    site.requests.clear()
    assert fetch(site, archive).asked == 0


def test_a_page_whose_receipt_is_of_other_bytes_is_asked_for_whole(site: Site, archive: Archive) -> None:
    """As when a fetch was killed between writing a page and its receipt, and the page was changed back."""
    fetch(site, archive)
    was = site.bodies[f"/{A}"]
    archive.record(SOURCE, [Received(A, b"# Meanwhile", f"{site.root}/{A}")], seen_at=NOON)
    site.requests.clear()
    assert fetch(site, archive).changed == 1
    assert "if-none-match" not in site.requests[-1].headers
    assert held(archive)[A] == was


def test_an_etag_holds_until_another_is_given(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    site.misbehave(f"/{A}", status(304))
    fetch(site, archive, recheck=True)
    site.requests.clear()
    assert fetch(site, archive, recheck=True).unchanged == 3
    assert all("if-none-match" in each.headers for each in site.requests)


def test_another_copy_of_the_site_is_asked_for_what_the_first_was_not(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    with serving() as copy:
        copy.bodies.update(site.bodies)
        fetch(copy, archive, recheck=True)
        assert not any("if-none-match" in each.headers for each in copy.requests)
    assert len(history(archive, A)) == 2
    assert history(archive, A)[0].sha256 == history(archive, A)[1].sha256


def test_a_site_that_wants_to_be_left_alone_is(site: Site, archive: Archive) -> None:
    site.misbehave(f"/{B}", status(429, Retry_After="86400"))
    summary = fetch(site, archive)
    assert summary.stopped is not None
    assert "left alone for 86400 s" in summary.stopped
    assert replace(summary, stopped=None) == Summary(SECTION, listed=3, asked=1, added=1, not_asked=2)
    assert not summary.is_complete
    assert site.asked() == [KEY, LISTING, f"/{A}", f"/{B}"]
    site.misbehave(LISTING, status(503, Retry_After="86400"))
    assert fetch(site, archive).stopped is not None


def test_a_site_that_is_out_of_order_is_not_asked_for_the_rest(site: Site, archive: Archive) -> None:
    paths = [f"{SECTION}/2026/10/p{number}.md" for number in range(20)]
    site.list_pages(SECTION, *map(listed, paths))
    for path in paths:
        site.misbehave(f"/{path}", *[status(500)] * 5)
    summary = fetch(site, archive)
    assert (summary.asked, summary.not_asked, len(summary.failed)) == (5, 15, 5)
    assert summary.stopped == "5 pages failed one after the other"


def test_failures_with_successes_between_them_do_not_stop_a_fetch(site: Site, archive: Archive) -> None:
    paths = [f"{SECTION}/2026/10/p{number}.md" for number in range(9)]
    site.list_pages(SECTION, *map(listed, paths))
    site.bodies[f"/{paths[4]}"] = b"# Page"
    for path in paths:
        if path != paths[4]:
            site.misbehave(f"/{path}", status(403))
    summary = fetch(site, archive)
    assert (summary.added, len(summary.failed), summary.stopped) == (1, 8, None)


def test_a_site_whose_addresses_have_changed_closes_nothing(site: Site, archive: Archive) -> None:
    paths = [f"{SECTION}/2026/10/p{number}.md" for number in range(11)]
    site.list_pages(SECTION, *map(listed, paths))
    for path in paths:
        site.bodies[f"/{path}"] = path.encode()
    assert fetch(site, archive).added == 11
    for path in paths:
        del site.bodies[f"/{path}"]
    summary = fetch(site, archive, recheck=True)
    assert len(held(archive)) == 11
    assert summary.vanished == 0
    assert len(summary.failed) == 1
    assert "11 of 11 pages that were there are not" in summary.failed[0]
    site.list_pages(SECTION, listed(A))
    assert "nothing was closed" in fetch(site, archive).failed[0]
    assert len(held(archive)) == 12


def test_without_the_key_pages_come_with_codes_and_get_their_names_later(site: Site, archive: Archive) -> None:
    key = site.bodies.pop(KEY)
    assert fetch(site, archive).failed == [f"{site.root}{KEY}: it answered 404"]
    said = archive.current(SOURCE)[A].description or {}
    assert said["senders"] == [{"code": "1285", "name": None}]
    site.bodies[KEY] = key
    assert fetch(site, archive).redescribed == 3
    assert (archive.current(SOURCE)[A].description or {})["ministries"] == [
        {"code": "1285", "name": "Finansdepartementet"}
    ]


def test_a_key_that_cannot_be_had_now_takes_no_names_away(site: Site, archive: Archive) -> None:
    fetch(site, archive)
    state = archive.state()
    site.bodies[KEY] = site.bodies[KEY][:-10]
    for _ in range(2):
        summary = fetch(site, archive)
        assert len(summary.failed) == 1
        assert summary.unchanged == 3
    assert archive.state() == state


def test_two_fetches_at_once_harm_neither(site: Site, archive: Archive) -> None:
    """A schedule and a person: the second finds what the first has brought."""
    with Archive(archive.path) as other:
        clock = FakeClock()
        with WebClient(web_root(site.root), "anslag/test", EAGER, clock) as client:
            late = SectionFetch(other, client, clock, SECTION)
            fetch(site, archive)
            assert late.run() == Summary(SECTION, listed=3, asked=3, unchanged=3)
    assert len(history(archive, A)) == 1


def test_thirty_five_thousand_entries_are_compared_in_seconds_and_not_written_again(
    site: Site, archive: Archive
) -> None:
    count = 35_000
    site.list_pages(SECTION, *(listed(f"{SECTION}/2026/10/sida-{number}.md") for number in range(count)))
    entries = read_listing(site.bodies[LISTING]).entries
    pages = [
        Received(each.path, each.path.encode(), f"{site.root}/{each.path}", describe(each, CODES)) for each in entries
    ]
    archive.record(SOURCE, pages, seen_at=NOON)
    con = sqlite3.connect(archive.path)
    with con:
        con.execute(
            "INSERT INTO receipt SELECT source, path, address, seen_at, sha256, NULL, NULL, NULL FROM observation"
        )
    con.close()
    state = archive.state()
    begun = time.process_time()  # what other processes do meanwhile takes none of it
    assert fetch(site, archive) == Summary(SECTION, listed=count, unchanged=count)
    assert time.process_time() - begun < 10
    assert archive.state() == state
