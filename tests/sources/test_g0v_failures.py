"""Fetching from g0v.se when it fails, lacks pages, or sends something else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from g0v_fetches import KEY, LISTING, SECTION, A, B, C, fetch, held, history, listed
from misbehaving_site import NOON, Site, cut_short, entry, hang_up, serving, status, stay_silent

from pipelines.sources.archive import Archive
from pipelines.sources.g0v import SOURCE, Summary


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
