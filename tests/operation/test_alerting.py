import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from receivers import NOON, MailReceiver, WebReceiver, a_trouble, mail_server

from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.operation.alert_settings import AlertSettings
from pipelines.operation.alerting import Alerting
from pipelines.operation.channels import Channel
from pipelines.operation.mail import Mail, Security
from pipelines.operation.troubles import Alert, TroubleKind
from pipelines.operation.webhook import Webhook
from pipelines.settings import Home

KINDS = list(TroubleKind)


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def alerting(home: Home, *channels: Channel, clock: Clock | None = None) -> Alerting:
    settings = AlertSettings(channels, timedelta(hours=24), ())
    return Alerting(home, settings=settings, clock=clock or Clock())


def webhook(receiver: WebReceiver) -> Webhook:
    return Webhook(receiver.url, timeout_seconds=0.3, first_wait_seconds=0.01)


def test_a_trouble_and_its_end_reach_every_channel_once(home: Home) -> None:
    mails = MailReceiver()
    with WebReceiver([200]).running() as web, mail_server(mails) as port:
        mail = Mail("127.0.0.1", port, Security.plain, "a@example.se", ("b@example.se",))
        alerts = alerting(home, webhook(web), mail)
        for run in ("run-1", "run-2", "run-3"):
            alerts.report(a_trouble(occurrence=run))
        alerts.end({"build_warehouse": KINDS})
        alerts.end({"build_warehouse": KINDS})
    assert [post.json["phase"] for post in web.posts] == ["began", "solved"]
    assert [message["Subject"] for message in mails.messages] == [
        "Anslag: the run failed",
        "Anslag: Solved: the run failed (3 times)",
    ]
    assert AlertBook(book_path(home)).waiting() == []


def test_a_failing_channel_is_logged_keeps_the_alert_and_gets_it_next_time(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    with WebReceiver([500, 500, 500, 200]).running() as web:
        alerts = alerting(home, webhook(web))
        with caplog.at_level(logging.ERROR):
            alerts.report(a_trouble())
        assert "it answered 500" in caplog.text
        [waiting] = AlertBook(book_path(home)).waiting()
        assert (waiting.attempts, waiting.problem) == (1, "it answered 500, 3 times")
        assert alerting(home, webhook(web)).deliver() == 1
    assert len({post.json["alert_id"] for post in web.posts}) == 1
    assert AlertBook(book_path(home)).waiting() == []


def test_one_channel_that_fails_keeps_nothing_from_the_other(home: Home) -> None:
    mails = MailReceiver()
    with WebReceiver([404]).running() as web, mail_server(mails) as port:
        mail = Mail("127.0.0.1", port, Security.plain, "a@example.se", ("b@example.se",))
        alerts = alerting(home, webhook(web), mail)
        alerts.report(a_trouble())
        alerts.report(a_trouble(subject="fetch"))
    assert len(mails.messages) == 2
    assert [entry.channel for entry in AlertBook(book_path(home)).waiting()] == ["webhook", "webhook"]


def test_a_channel_that_failed_is_left_alone_until_the_next_time(home: Home) -> None:
    with WebReceiver([404]).running() as web:
        quiet = alerting(home, webhook(web))
        for number in range(3):
            AlertBook(book_path(home)).note(
                a_trouble(subject=f"job-{number}"), ["webhook"], now=NOON, repeat_after=timedelta(1), installation=""
            )
        quiet.deliver()
    assert len(web.posts) == 1


def test_a_channel_with_a_fault_of_its_own_stops_nothing(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        name = "broken"

        def send(self, alert: Alert) -> None:
            raise KeyError(alert.title)

    alerting(home, Broken()).report(a_trouble())
    [waiting] = AlertBook(book_path(home)).waiting()
    assert waiting.problem == "KeyError: 'the run failed'"
    assert "The broken failed" in caplog.text


def test_a_trouble_is_told_again_after_the_set_time(home: Home) -> None:
    clock = Clock()
    with WebReceiver([200]).running() as web:
        alerts = alerting(home, webhook(web), clock=clock)
        alerts.report(a_trouble())
        clock.time += timedelta(hours=25)
        alerts.report(a_trouble(occurrence="run-2"))
    assert [(post.json["phase"], post.json["count"]) for post in web.posts] == [("began", 1), ("continues", 2)]


def test_an_alert_that_nobody_took_for_a_week_is_given_up_and_logged(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    with WebReceiver([404]).running() as web:
        alerts = alerting(home, webhook(web), clock=clock)
        alerts.report(a_trouble())
        clock.time += timedelta(days=8)
        alerts.deliver()
    assert AlertBook(book_path(home)).waiting() == []
    assert "Never delivered by webhook" in caplog.text


def test_where_the_book_cannot_be_kept_a_failure_is_told_all_the_same(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    home.state_dir.write_text("in the way of the folder")
    with WebReceiver([200]).running() as web:
        alerts = alerting(home, webhook(web))
        alerts.report(a_trouble())
        alerts.report(a_trouble(kind=TroubleKind.data_stale))
        alerts.end({"build_warehouse": KINDS})
        assert alerts.deliver() == 0
    assert [post.json["kind"] for post in web.posts] == ["run_failed"]
    assert "book of alerts" in caplog.text


def test_a_book_that_is_damaged_fails_nothing(home: Home) -> None:
    home.state_dir.mkdir()
    book_path(home).write_text("no database " * 100)
    with WebReceiver([200]).running() as web:
        alerting(home, webhook(web)).report(a_trouble())
    assert len(web.posts) == 1


def test_the_channels_come_from_the_environment_and_their_problems_are_logged(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    with WebReceiver([200]).running() as web:
        environment = {"ANSLAG_ALERT_WEBHOOK_URL": web.url, "ANSLAG_ALERT_MAIL_TO": "nobody"}
        Alerting(home, environment).report(a_trouble())
    assert len(web.posts) == 1
    assert "ANSLAG_ALERT_MAIL_TO" in caplog.text


def test_a_test_alert_goes_by_every_channel_and_past_the_book(home: Home) -> None:
    with WebReceiver([200]).running() as web, WebReceiver([404]).running() as wrong:
        outcome = alerting(home, webhook(web), webhook(wrong)).send_test()
    assert outcome == [("webhook", None), ("webhook", "it answered 404")]
    assert web.posts[0].json["phase"] == "test"
    assert not home.state_dir.exists()
