"""Fetching from g0v.se into the archive: what is asked for, and what is stored."""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from g0v_fetches import EAGER, KEY, LISTING, SECTION, A, B, C, fetch, held, history, listed
from misbehaving_site import CODES, NOON, FakeClock, Site, entry, serving, status

from pipelines.sources import archive_seals
from pipelines.sources.archive import Archive
from pipelines.sources.g0v import SOURCE, Question, SectionFetch, Summary
from pipelines.sources.g0v_listing import describe, read_listing
from pipelines.sources.reading import document_from_bytes
from pipelines.sources.types import RawDocument, Received
from pipelines.sources.web import WebClient, web_root


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


def test_the_pages_of_another_section_are_left_alone(site: Site, archive: Archive) -> None:
    site.list_pages("tal", entry("/tal/2026/10/t/"))
    site.bodies["/tal/2026/10/t.md"] = b"# Tal"
    fetch(site, archive, section="tal")
    site.asked()
    fetch(site, archive)
    assert site.asked() == [KEY, LISTING, f"/{A}", f"/{B}", f"/{C}"]
    assert len(held(archive)) == 4


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
    archive_seals.teach(con)
    told = "source, path, address, seen_at, sha256, NULL, NULL, NULL"
    with con:
        con.execute(f"INSERT INTO receipt SELECT {told}, seal({told}) FROM observation")
    con.close()
    state = archive.state()
    begun = time.process_time()  # what other processes do meanwhile takes none of it
    assert fetch(site, archive) == Summary(SECTION, listed=count, unchanged=count)
    assert time.process_time() - begun < 10
    assert archive.state() == state
