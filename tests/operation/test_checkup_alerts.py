import sys
from datetime import timedelta
from pathlib import Path

import pytest
from receivers import NOON, WebReceiver, a_trouble

from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.operation.checkup import CheckResult, State, alerts
from pipelines.operation.checkup.examination import examine
from pipelines.settings import Home

URL = {"ANSLAG_ALERT_WEBHOOK_URL": "https://hooks.example.se/x"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_channels_that_are_set_are_named() -> None:
    assert alerts.channels({**URL, "ANSLAG_ALERT_MAIL_TO": "a@b.se"}) == [
        CheckResult("Alerts", State.ok, "by webhook and e-mail")
    ]


def test_no_channel_at_all_is_worth_a_note_with_the_variables() -> None:
    [result] = alerts.channels({})
    assert result.state is State.note
    assert "nobody hears of failures" in result.seen
    assert "ANSLAG_ALERT_WEBHOOK_URL" in result.remedy


def test_every_bad_setting_is_told() -> None:
    results = alerts.channels({**URL, "ANSLAG_ALERT_MAIL_TO": "a", "ANSLAG_STALE_AFTER_HOURS": "soon"})
    assert [result.state for result in results] == [State.wrong, State.wrong]
    assert "ANSLAG_ALERT_MAIL_TO" in results[0].seen
    assert "ANSLAG_STALE_AFTER_HOURS" in results[1].seen


def test_alerts_that_no_channel_took_are_told_with_the_reason(home: Home) -> None:
    assert alerts.undelivered(home).state is State.ok
    book = AlertBook(book_path(home))
    book.note(a_trouble(), ["webhook"], now=NOON, repeat_after=timedelta(1), installation="")
    assert alerts.undelivered(home).state is State.ok
    entry = book.claim(["webhook"], now=NOON)
    assert entry
    book.failed(entry, "it answered 500")
    result = alerts.undelivered(home)
    assert result.state is State.wrong
    assert result.seen == "1 since 2026-11-20 12:00 UTC; webhook: it answered 500"
    assert "--send-test" in result.remedy


def test_a_damaged_book_is_told(home: Home) -> None:
    home.state_dir.mkdir()
    book_path(home).write_text("no database " * 100)
    result = alerts.undelivered(home)
    assert result.state is State.wrong
    assert f"rm {book_path(home)}" in result.remedy


def test_a_test_is_sent_only_when_asked_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with WebReceiver([200, 404]).running() as web:
        environment = {"ANSLAG_ALERT_WEBHOOK_URL": web.url}
        examine(home, environment, now=NOON)
        assert web.posts == []
        assert examine(home, environment, now=NOON, send_test=True)[-1] == CheckResult(
            "Test by webhook", State.ok, "sent"
        )
        assert web.posts[0].json["phase"] == "test"
        [failed] = alerts.sent_test(home, environment)
    assert (failed.state, failed.seen) == (State.wrong, "it answered 404")


def test_a_test_without_a_channel_is_wrong(home: Home) -> None:
    assert [result.state for result in alerts.sent_test(home, {})] == [State.wrong]


def test_a_check_that_fails_itself_is_wrong_and_the_others_go_on(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("on purpose")

    monkeypatch.setattr("pipelines.operation.checkup.folders.disk", broken)
    results = {result.check: result for result in examine(home, {}, now=NOON)}
    assert results["Folders"].state is State.wrong
    assert "KeyError: 'on purpose'" in results["Folders"].seen
    assert {"Python", "Packages", "Warehouse", "Run history", "Alerts", "Undelivered alerts"} <= results.keys()


def test_a_library_that_is_missing_costs_its_own_checks_only(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pipelines.operation.checkup.warehouse", None)
    monkeypatch.delattr("pipelines.operation.checkup.warehouse", raising=False)
    results = examine(home, {}, now=NOON)
    [lost] = [result for result in results if "library cannot be loaded" in result.seen]
    assert lost.state is State.wrong
    assert "make clean run" in lost.remedy
    assert {"Packages", "Run history"} <= {result.check for result in results}
