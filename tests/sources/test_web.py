"""Asking a site: pace, patience, and what an answer may be."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from misbehaving_site import NOON, FakeClock, Site, cut_short, drip, hang_up, serving, status, stay_silent

from pipelines.sources.web import (
    Answer,
    FetchError,
    Known,
    LeftAloneError,
    Manners,
    WebClient,
    user_agent,
    web_root,
)

PAGE = "/tal/2026/10/a.md"
BODY = b"# Tal\n\nVi satsar 5 miljoner kronor.\n"
# As fast as the clock allows: only waits for another attempt are noted.
EAGER = Manners(requests_per_second=1e9, timeout_seconds=0.2)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as site:
        site.bodies[PAGE] = BODY
        yield site


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def ask(site: Site, clock: FakeClock, manners: Manners = EAGER, path: str = PAGE, **options: object) -> Answer:
    with WebClient(web_root(site.root), "anslag/test", manners, clock) as client:
        return client.get(path[1:], **{"max_bytes": 1_000_000, **options})  # type: ignore[arg-type] # options of get


def test_the_bytes_come_as_they_were_sent_with_what_to_ask_again_with(site: Site, clock: FakeClock) -> None:
    site.bodies[PAGE] = "# Måste".encode("latin-1") + b"\r\n\0"
    site.headers[PAGE] = {"Last-Modified": "Thu, 19 Nov 2026 06:00:00 GMT", "Content-Type": "text/markdown"}
    answer = ask(site, clock)
    assert (answer.status, answer.content) == (200, site.bodies[PAGE])
    assert answer.last_modified == "Thu, 19 Nov 2026 06:00:00 GMT"
    assert answer.etag is not None
    again = ask(site, clock, known=Known(answer.etag, answer.last_modified))
    assert again.is_unchanged
    assert again.content == b""
    assert site.requests[-1].headers["if-modified-since"] == answer.last_modified
    assert site.requests[-1].headers["user-agent"] == "anslag/test"


@pytest.mark.parametrize("misdeed", [status(500), status(502), cut_short, hang_up, stay_silent(5)])
def test_what_may_be_over_in_a_moment_is_asked_for_again(site: Site, clock: FakeClock, misdeed: object) -> None:
    site.misbehave(PAGE, misdeed, misdeed)  # type: ignore[arg-type] # pytest gives parameters no type
    assert ask(site, clock).content == BODY
    assert len(clock.waits) == 2


def test_waits_double_and_differ_by_chance_and_attempts_end(site: Site, clock: FakeClock) -> None:
    site.misbehave(PAGE, *[status(503)] * 9)
    with pytest.raises(FetchError, match=r"/tal/2026/10/a\.md: it answered 503, 5 times"):
        ask(site, clock)
    assert len(site.requests) == 5
    assert [least <= wait <= least + 1 for wait, least in zip(clock.waits, (1, 2, 4, 8), strict=True)] == [True] * 4
    assert len({wait % 1 for wait in clock.waits}) == 4


@pytest.mark.parametrize("code", [429, 503])
def test_a_site_that_asks_for_time_in_seconds_gets_it(site: Site, clock: FakeClock, code: int) -> None:
    site.misbehave(PAGE, status(code, Retry_After="47"))
    assert ask(site, clock).content == BODY
    assert clock.waits == [47]


def test_a_site_that_asks_for_time_until_a_date_gets_it(site: Site, clock: FakeClock) -> None:
    until = format_datetime(NOON + timedelta(seconds=90), usegmt=True)
    site.misbehave(PAGE, status(429, Retry_After=until))
    assert ask(site, clock).content == BODY
    assert clock.waits == [90]


@pytest.mark.parametrize("said", ["soon", "-5", "0", "Fri, 99 Nov 2026 99:00:00 GMT", format_datetime(NOON)])
def test_a_retry_after_that_says_nothing_leaves_the_usual_wait(site: Site, clock: FakeClock, said: str) -> None:
    site.misbehave(PAGE, status(429, Retry_After=said))
    assert ask(site, clock).content == BODY
    assert len(clock.waits) == 1
    assert 1 <= clock.waits[0] <= 2


@pytest.mark.parametrize("said", ["601", "9" * 5_000, format_datetime(NOON + timedelta(hours=3))])
def test_a_site_that_asks_for_more_time_than_that_is_left_alone(site: Site, clock: FakeClock, said: str) -> None:
    site.misbehave(PAGE, status(429, Retry_After=said))
    with pytest.raises(LeftAloneError, match="asks to be left alone"):
        ask(site, clock)
    assert len(site.requests) == 1
    assert clock.waits == []


def test_requests_keep_their_distance(site: Site, clock: FakeClock) -> None:
    begun: list[float] = []
    with WebClient(web_root(site.root), "anslag/test", Manners(requests_per_second=4), clock) as client:
        for _ in range(4):
            client.get(PAGE[1:], max_bytes=1_000)
            begun.append(clock.monotonic())
    assert len(clock.waits) == 3
    assert all(0 < wait <= 0.25 for wait in clock.waits)
    assert all(later - earlier > 0.2 for earlier, later in pairwise(begun))


def test_an_answer_that_drips_in_is_given_up(site: Site, clock: FakeClock) -> None:
    site.misbehave(PAGE, *[drip] * 2)
    manners = Manners(requests_per_second=1e9, attempts=2, longest_answer_seconds=0.1)
    with pytest.raises(FetchError, match=r"took longer than 0\.1 s, 2 times"):
        ask(site, clock, manners)


def test_a_body_larger_than_allowed_is_refused_packed_or_not(site: Site, clock: FakeClock) -> None:
    site.bodies[PAGE] = b"x" * 1_001
    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        ask(site, clock, max_bytes=1_000)
    site.bodies[PAGE] = gzip.compress(b"x" * 1_000_000)
    site.headers[PAGE] = {"Content-Encoding": "gzip"}
    with pytest.raises(FetchError, match="larger than 100,000 bytes"):
        ask(site, clock, max_bytes=100_000)
    assert len(site.requests) == 2


def test_a_packed_body_is_unpacked_and_a_broken_one_asked_for_again(site: Site, clock: FakeClock) -> None:
    site.bodies[PAGE] = b"not gzip at all"
    site.headers[PAGE] = {"Content-Encoding": "gzip"}
    with pytest.raises(FetchError, match="5 times"):
        ask(site, clock)
    site.bodies[PAGE] = gzip.compress(BODY)
    assert ask(site, clock).content == BODY


@pytest.mark.parametrize("code", [404, 410])
def test_that_there_is_nothing_is_an_answer(site: Site, clock: FakeClock, code: int) -> None:
    site.misbehave(PAGE, status(code))
    assert ask(site, clock).is_gone
    assert clock.waits == []


@pytest.mark.parametrize("code", [400, 403, 204, 206])
def test_any_other_answer_is_a_failure_at_once(site: Site, clock: FakeClock, code: int) -> None:
    site.misbehave(PAGE, status(code))
    with pytest.raises(FetchError, match=f"it answered {code}$"):
        ask(site, clock)
    assert len(site.requests) == 1


def test_unchanged_is_no_answer_to_who_knows_nothing(site: Site, clock: FakeClock) -> None:
    site.misbehave(PAGE, status(304))
    with pytest.raises(FetchError, match=r"it answered 304$"):
        ask(site, clock)


def test_a_redirection_is_told_and_not_followed(site: Site, clock: FakeClock) -> None:
    with serving() as other:
        other.bodies[PAGE] = b"elsewhere"
        site.misbehave(PAGE, status(302, Location=f"{other.root}{PAGE}"))
        with pytest.raises(FetchError, match=f"points to {other.root}"):
            ask(site, clock)
        assert other.requests == []


def test_a_body_that_cannot_be_used_is_asked_for_again(site: Site, clock: FakeClock) -> None:
    bodies: list[bytes] = []

    def use(answer: Answer) -> None:
        bodies.append(answer.content)
        if len(bodies) < 3:
            raise ValueError("half of it")

    assert ask(site, clock, use=use).content == BODY
    assert bodies == [BODY] * 3


def test_a_server_that_is_not_there_is_a_failure(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as site:
        pass
    with pytest.raises(FetchError, match="5 times"):
        ask(site, clock)


@pytest.mark.parametrize("etag", ["x" * 1_001, "å"])
def test_an_etag_that_could_not_be_sent_back_is_dropped(site: Site, clock: FakeClock, etag: str) -> None:
    site.validates = False
    site.headers[PAGE] = {"ETag": etag}
    assert ask(site, clock).etag is None


def test_a_root_may_have_a_path() -> None:
    assert web_root("https://host") == "https://host/"
    assert web_root("http://host:8080/copy/") == "http://host:8080/copy/"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://host",
        "file:///etc/passwd",
        "host",
        "",
        "https://",
        "https://me:secret@host",
        "https://host/?a",
        "http://h#a",
        "http://host:x",
        "http://ho st",
        "http://[1",
    ],
)
def test_what_is_no_root_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="write https://host"):
        web_root(address)


def test_a_user_agent_names_program_and_contact() -> None:
    assert user_agent("drift@example.se").startswith("anslag/")
    assert user_agent("drift@example.se").endswith(" (+drift@example.se)")
    assert "(" not in user_agent(None)


@pytest.mark.parametrize("contact", ["a\r\nHost: b", "å@b.se", "a)b"])
def test_a_contact_that_cannot_be_sent_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        user_agent(contact)
