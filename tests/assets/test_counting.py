import pytest

from pipelines.assets.counting import counted


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_items_pass_unchanged_and_a_quick_step_tells_nothing(clock: list[float]) -> None:
    assert clock
    told: list[str] = []
    assert list(counted("abc", 3, "files read", told.append)) == ["a", "b", "c"]
    assert told == []


def test_a_long_step_tells_once_a_second_how_many_have_passed(clock: list[float]) -> None:
    told: list[str] = []
    for _ in counted(range(10), 10, "files read", told.append):
        clock[0] += 0.4
    assert told == ["3 of 10 files read", "6 of 10 files read", "9 of 10 files read"]


def test_more_items_than_foreseen_are_counted_as_they_come(clock: list[float]) -> None:
    told: list[str] = []
    for _ in counted(range(4), 1, "files read", told.append):
        clock[0] += 2
    assert told == ["1 of 1 files read", "2 of 2 files read", "3 of 3 files read", "4 of 4 files read"]
