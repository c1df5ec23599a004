from datetime import timedelta

import pytest

from pipelines.operation.alert_settings import alert_settings
from pipelines.operation.mail import Mail, Security
from pipelines.operation.webhook import Webhook

URL = "https://hooks.example.se/x"
MAIL = {"ANSLAG_ALERT_MAIL_TO": "drift@example.se, jour@example.se"}


def test_nothing_set_is_no_channel_and_no_problem() -> None:
    settings = alert_settings({})
    assert (settings.channels, settings.problems, settings.repeat_after) == ((), (), timedelta(hours=24))


def test_a_webhook_takes_its_token_and_secret() -> None:
    given = {"ANSLAG_ALERT_WEBHOOK_URL": URL, "ANSLAG_ALERT_WEBHOOK_TOKEN": "t", "ANSLAG_ALERT_WEBHOOK_SECRET": "s"}
    assert alert_settings(given).channels == (Webhook(URL, "t", "s"),)


def test_several_channels_are_all_used() -> None:
    settings = alert_settings({"ANSLAG_ALERT_WEBHOOK_URL": URL, **MAIL})
    assert [channel.name for channel in settings.channels] == ["webhook", "e-mail"]


def test_mail_goes_by_this_machine_unless_a_server_is_named() -> None:
    [channel] = alert_settings(MAIL).channels
    to = ("drift@example.se", "jour@example.se")
    assert channel == Mail("localhost", 25, Security.plain, "drift@example.se", to)


@pytest.mark.parametrize(("security", "port"), [("", 587), ("starttls", 587), ("SSL", 465), ("plain", 25)])
def test_a_mail_server_is_reached_encrypted_and_on_its_usual_port(security: str, port: int) -> None:
    [channel] = alert_settings(
        {**MAIL, "ANSLAG_SMTP_HOST": "smtp.example.se", "ANSLAG_SMTP_SECURITY": security}
    ).channels
    assert isinstance(channel, Mail)
    assert (channel.security, channel.port) == (Security(security.lower() or "starttls"), port)


def test_mail_takes_sender_port_and_login() -> None:
    given = {
        **MAIL,
        "ANSLAG_ALERT_MAIL_FROM": "anslag@example.se",
        "ANSLAG_SMTP_HOST": "smtp.example.se",
        "ANSLAG_SMTP_PORT": "2525",
        "ANSLAG_SMTP_USER": "anslag",
        "ANSLAG_SMTP_PASSWORD": "hemligt å",
    }
    to = ("drift@example.se", "jour@example.se")
    [channel] = alert_settings(given).channels
    assert channel == Mail("smtp.example.se", 2525, Security.starttls, "anslag@example.se", to, "anslag", "hemligt å")


@pytest.mark.parametrize(
    ("given", "variable", "remedy"),
    [
        ({"ANSLAG_ALERT_WEBHOOK_URL": "hooks.example.se/x"}, "ANSLAG_ALERT_WEBHOOK_URL", "https://"),
        ({"ANSLAG_ALERT_WEBHOOK_URL": "file:///etc/passwd"}, "ANSLAG_ALERT_WEBHOOK_URL", "https://"),
        ({"ANSLAG_ALERT_WEBHOOK_URL": "https://[::1"}, "ANSLAG_ALERT_WEBHOOK_URL", "https://"),
        ({"ANSLAG_ALERT_WEBHOOK_TOKEN": "t"}, "ANSLAG_ALERT_WEBHOOK_URL", "set the address"),
        ({"ANSLAG_ALERT_WEBHOOK_URL": URL, "ANSLAG_ALERT_WEBHOOK_TOKEN": "a\r\nb"}, "WEBHOOK_TOKEN", "copy it anew"),
        ({"ANSLAG_ALERT_MAIL_TO": "drift"}, "ANSLAG_ALERT_MAIL_TO", "name@host"),
        ({"ANSLAG_ALERT_MAIL_TO": "a@b.se\r\nBcc: c@d.se"}, "ANSLAG_ALERT_MAIL_TO", "no mail address"),
        ({"ANSLAG_ALERT_MAIL_TO": "=?utf-8?q?x=0D=0ABcc=3A_c?=@b.se"}, "ANSLAG_ALERT_MAIL_TO", "name@host"),
        ({"ANSLAG_ALERT_MAIL_TO": "å@b.se"}, "ANSLAG_ALERT_MAIL_TO", "ASCII"),
        ({**MAIL, "ANSLAG_ALERT_MAIL_FROM": "a b"}, "ANSLAG_ALERT_MAIL_FROM", "no mail address"),
        ({"ANSLAG_SMTP_HOST": "smtp.example.se"}, "ANSLAG_ALERT_MAIL_TO", "who gets the alerts"),
        ({**MAIL, "ANSLAG_SMTP_SECURITY": "tls"}, "ANSLAG_SMTP_SECURITY", "starttls, ssl or plain"),
        ({**MAIL, "ANSLAG_SMTP_PORT": "0"}, "ANSLAG_SMTP_PORT", "1 to 65535"),
        ({**MAIL, "ANSLAG_SMTP_PORT": "smtp"}, "ANSLAG_SMTP_PORT", "1 to 65535"),
        (
            {**MAIL, "ANSLAG_SMTP_HOST": "smtp.example.se", "ANSLAG_SMTP_SECURITY": "plain", "ANSLAG_SMTP_USER": "a"},
            "ANSLAG_SMTP_SECURITY",
            "starttls or ssl",
        ),
        ({"ANSLAG_ALERT_REPEAT_HOURS": "daily"}, "ANSLAG_ALERT_REPEAT_HOURS", "number of hours"),
        ({"ANSLAG_ALERT_REPEAT_HOURS": "-1"}, "ANSLAG_ALERT_REPEAT_HOURS", "more than 0"),
        ({"ANSLAG_ALERT_REPEAT_HOURS": "nan"}, "ANSLAG_ALERT_REPEAT_HOURS", "more than 0"),
        ({"ANSLAG_ALERT_REPEAT_HOURS": "1e300"}, "ANSLAG_ALERT_REPEAT_HOURS", "number of hours"),
    ],
)
def test_a_bad_value_is_named_with_its_remedy_and_makes_no_channel(
    given: dict[str, str], variable: str, remedy: str
) -> None:
    settings = alert_settings(given)
    [problem] = settings.problems
    assert variable in problem
    assert remedy in problem
    assert all(isinstance(channel, Mail) == ("REPEAT" in variable) for channel in settings.channels)


def test_a_bad_channel_leaves_the_other_at_work() -> None:
    settings = alert_settings({"ANSLAG_ALERT_WEBHOOK_URL": URL, **MAIL, "ANSLAG_SMTP_PORT": "x"})
    assert [channel.name for channel in settings.channels] == ["webhook"]
    assert len(settings.problems) == 1


def test_no_problem_tells_a_secret() -> None:
    given = {
        "ANSLAG_ALERT_WEBHOOK_URL": "ftp://hemligt@example.se/hemligt",
        "ANSLAG_ALERT_WEBHOOK_TOKEN": "hemligt\n1",
        **MAIL,
        "ANSLAG_SMTP_USER": "a",
        "ANSLAG_SMTP_PASSWORD": "hemligt\x01",
    }
    problems = alert_settings(given).problems
    assert len(problems) == 2
    assert "hemligt" not in " ".join(problems)


def test_the_repeat_can_be_set_in_parts_of_an_hour() -> None:
    assert alert_settings({"ANSLAG_ALERT_REPEAT_HOURS": "0.5"}).repeat_after == timedelta(minutes=30)
