import multiprocessing
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from receivers import NOON, a_trouble

from pipelines.operation.alert_book import AlertBook
from pipelines.operation.troubles import Alert, Phase, Trouble, TroubleKind

DAY = timedelta(hours=24)
BOTH = ("webhook", "e-mail")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "alerts.sqlite"


@pytest.fixture
def book(path: Path) -> AlertBook:
    return AlertBook(path)


def note(book: AlertBook, trouble: Trouble, now: datetime = NOON, channels: Sequence[str] = BOTH) -> Alert | None:
    return book.note(trouble, channels, now=now, repeat_after=DAY, installation="host:/srv")


def end(book: AlertBook, subject: str = "build_warehouse", now: datetime = NOON) -> list[Alert]:
    return book.end(subject, list(TroubleKind), now=now, installation="host:/srv")


def test_a_new_trouble_is_told_by_every_channel(book: AlertBook) -> None:
    alert = note(book, a_trouble())
    assert alert
    assert (alert.phase, alert.count, alert.began_at, alert.title) == (Phase.began, 1, NOON, "the run failed")
    assert [(entry.channel, entry.alert) for entry in book.waiting()] == [("webhook", alert), ("e-mail", alert)]


def test_the_same_trouble_is_told_once(book: AlertBook) -> None:
    note(book, a_trouble())
    for hour in range(1, 24):
        assert note(book, a_trouble(occurrence=f"run-{hour + 1}"), NOON + timedelta(hours=hour)) is None
    assert len(book.waiting()) == 2


def test_a_trouble_that_goes_on_is_told_again_after_a_day_with_how_often_it_happened(book: AlertBook) -> None:
    note(book, a_trouble())
    note(book, a_trouble(occurrence="run-2"), NOON + timedelta(hours=12))
    alert = note(book, a_trouble(occurrence="run-3", message="disk full again"), NOON + DAY)
    assert alert
    assert (alert.phase, alert.count, alert.began_at, alert.message) == (Phase.continues, 3, NOON, "disk full again")
    assert alert.headline == "Anslag: Still: the run failed (3 times)"
    assert note(book, a_trouble(occurrence="run-4"), NOON + DAY * 1.5) is None
    assert note(book, a_trouble(occurrence="run-5"), NOON + DAY * 2)


def test_the_same_run_seen_twice_counts_once(book: AlertBook) -> None:
    note(book, a_trouble())
    note(book, a_trouble())
    assert [trouble.count for trouble in book.troubles()] == [1]


@pytest.mark.parametrize(
    "other",
    [
        a_trouble(kind=TroubleKind.publish_blocked),
        a_trouble(subject="fetch"),
        a_trouble(cause="core__dim_period: no such table"),
    ],
)
def test_another_kind_subject_or_cause_is_another_trouble(book: AlertBook, other: Trouble) -> None:
    assert note(book, a_trouble())
    assert note(book, other)
    assert len(book.troubles()) == 2


def test_the_end_of_a_trouble_is_told_where_it_was_told_and_forgets_it(book: AlertBook) -> None:
    note(book, a_trouble(), channels=["e-mail"])
    note(book, a_trouble(occurrence="run-2"), NOON + timedelta(hours=1), channels=["webhook"])
    [solved] = end(book, now=NOON + timedelta(hours=2))
    assert (solved.phase, solved.count, solved.began_at) == (Phase.solved, 2, NOON)
    assert solved.headline == "Anslag: Solved: the run failed (2 times)"
    assert [(entry.channel, entry.alert.phase) for entry in book.waiting()] == [
        ("e-mail", Phase.began),
        ("e-mail", Phase.solved),
    ]
    assert book.troubles() == []
    assert end(book) == []
    begun = note(book, a_trouble(occurrence="run-3"), NOON + timedelta(hours=3))
    assert begun
    assert (begun.phase, begun.count) == (Phase.began, 1)


def test_the_end_of_one_subject_leaves_the_others(book: AlertBook) -> None:
    note(book, a_trouble())
    note(book, a_trouble(subject="fetch"))
    end(book, "fetch")
    assert [trouble.subject for trouble in book.troubles()] == ["build_warehouse"]


def test_only_the_kinds_that_ended_are_struck(book: AlertBook) -> None:
    note(book, a_trouble())
    assert book.end("build_warehouse", [TroubleKind.data_stale], now=NOON, installation="") == []
    assert len(book.troubles()) == 1


def test_a_trouble_without_any_channel_is_kept_and_told_once_there_is_one(book: AlertBook) -> None:
    assert note(book, a_trouble(), channels=[]) is None
    assert [(trouble.title, trouble.is_told) for trouble in book.troubles()] == [("the run failed", False)]
    alert = note(book, a_trouble(occurrence="run-2"), NOON + timedelta(hours=1))
    assert alert
    assert (alert.phase, alert.count) == (Phase.began, 2)


def test_the_end_of_what_nobody_was_told_is_not_told(book: AlertBook) -> None:
    note(book, a_trouble(), channels=[])
    assert end(book) == []
    assert (book.troubles(), book.waiting()) == ([], [])


def test_alerts_are_claimed_oldest_first_and_once(book: AlertBook) -> None:
    note(book, a_trouble())
    first, second, third = (book.claim(BOTH, now=NOON) for _ in range(3))
    assert first
    assert second
    assert third is None
    assert (first.channel, second.channel) == BOTH


def test_only_alerts_of_the_named_channels_are_claimed(book: AlertBook) -> None:
    note(book, a_trouble())
    entry = book.claim(["e-mail"], now=NOON)
    assert entry
    assert entry.channel == "e-mail"
    assert book.claim(["e-mail"], now=NOON) is None
    assert book.claim([], now=NOON) is None


def test_a_delivered_alert_is_gone_and_a_failed_one_waits_with_the_reason(book: AlertBook) -> None:
    note(book, a_trouble())
    first, second = book.claim(BOTH, now=NOON), book.claim(BOTH, now=NOON)
    assert first
    assert second
    book.delivered(first)
    book.failed(second, "it answered 500")
    [left] = book.waiting()
    assert (left.entry_no, left.attempts, left.problem) == (second.entry_no, 1, "it answered 500")
    assert book.claim(BOTH, now=NOON) == left


def test_what_a_process_claimed_that_died_can_be_claimed_again_in_two_minutes(book: AlertBook) -> None:
    note(book, a_trouble(), channels=["webhook"])
    assert book.claim(BOTH, now=NOON)
    assert book.claim(BOTH, now=NOON + timedelta(seconds=119)) is None
    assert book.claim(BOTH, now=NOON + timedelta(seconds=120))


def test_old_alerts_are_dropped_and_given(book: AlertBook) -> None:
    note(book, a_trouble(), channels=["webhook"])
    note(book, a_trouble(subject="fetch"), NOON + DAY, channels=["webhook"])
    [dropped] = book.drop_older(DAY, now=NOON + DAY + timedelta(seconds=1))
    assert dropped.alert.subject == "build_warehouse"
    assert [entry.alert.subject for entry in book.waiting()] == ["fetch"]


def test_reading_an_installation_without_a_book_makes_none(book: AlertBook, path: Path) -> None:
    assert (book.troubles(), book.waiting(), end(book), book.claim(BOTH, now=NOON)) == ([], [], [], None)
    assert book.drop_older(DAY, now=NOON) == []
    assert not path.parent.exists()


def test_bytes_that_are_no_utf_8_can_be_kept(book: AlertBook) -> None:
    note(book, a_trouble(title="b\udce5", message="b\udce5", cause="b\udce5"))
    assert book.troubles()[0].title == "b?"
    assert len(book.waiting()) == 2


def test_a_file_that_is_no_book_is_an_error_of_sqlite(book: AlertBook, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database " * 100)
    with pytest.raises(sqlite3.DatabaseError):
        note(book, a_trouble())


def _note_often(path: Path, told: "multiprocessing.Queue[int]") -> None:
    book = AlertBook(path)
    told.put(sum(note(book, a_trouble(occurrence=f"run-{number}")) is not None for number in range(20)))


def _claim_all(path: Path, claimed: "multiprocessing.Queue[list[int]]") -> None:
    book, found = AlertBook(path), []
    while entry := book.claim(BOTH, now=NOON):
        found.append(entry.entry_no)
    claimed.put(found)


def test_two_processes_tell_a_trouble_once(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[int] = spawn.Queue()
    processes = [spawn.Process(target=_note_often, args=(path, told)) for _ in range(2)]
    for process in processes:
        process.start()
    assert sorted(told.get(timeout=60) for _ in processes) == [0, 1]
    for process in processes:
        process.join(60)
    assert len(AlertBook(path).waiting()) == 2


def test_two_processes_send_no_alert_twice(path: Path) -> None:
    book = AlertBook(path)
    for number in range(30):
        note(book, a_trouble(subject=f"job-{number}"))
    spawn = multiprocessing.get_context("spawn")
    claimed: multiprocessing.Queue[list[int]] = spawn.Queue()
    processes = [spawn.Process(target=_claim_all, args=(path, claimed)) for _ in range(2)]
    for process in processes:
        process.start()
    numbers = [number for _ in processes for number in claimed.get(timeout=60)]
    for process in processes:
        process.join(60)
    assert len(numbers) == len(set(numbers)) == 60
