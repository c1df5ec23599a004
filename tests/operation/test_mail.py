import socket
import ssl
import time
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from receivers import MailReceiver, an_alert, mail_server

from pipelines.operation.channels import DeliveryError
from pipelines.operation.mail import Mail, Security, message_of

TO = ("drift@example.se", "jour@example.se")


def mail(port: int, security: Security = Security.plain, host: str = "127.0.0.1", **settings: str) -> Mail:
    return Mail(host, port, security, "anslag@example.se", TO, **settings, timeout_seconds=2.0)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


def test_a_message_arrives_in_plain_text_with_swedish_letters() -> None:
    receiver = MailReceiver()
    alert = an_alert(title="körningen föll")
    with mail_server(receiver) as port:
        mail(port).send(alert)
    [message], [envelope] = receiver.messages, receiver.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("anslag@example.se", list(TO))
    assert message["From"] == "anslag@example.se"
    assert message["To"] == "drift@example.se, jour@example.se"
    assert message["Subject"] == "Anslag: körningen föll"
    assert message["Date"].datetime == alert.raised_at
    assert "0a1b2c" in message["Message-ID"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert (message.get_content_type(), message.get_content_charset()) == ("text/plain", "utf-8")
    assert message.get_content().replace("\r\n", "\n").strip() == alert.text
    assert "disk full på servern – 3 försök" in message.get_content()


def test_the_message_needs_no_more_than_seven_bits_and_lines_of_a_thousand() -> None:
    receiver = MailReceiver()
    with mail_server(receiver) as port:
        mail(port).send(an_alert(message="åäö " * 2000))
    assert receiver.raw[0].isascii()
    assert max(map(len, receiver.raw[0].splitlines())) < 998
    assert "åäö " * 2000 in receiver.messages[0].get_content()


@pytest.mark.parametrize(
    "hostile",
    [
        "late\r\nBcc: evil@example.com",
        "late\nBcc: evil@example.com\n\nOther text",
        "late\rBcc: evil@example.com",
        "late\x0bBcc: evil@example.com",
        "late\x85Bcc: evil@example.com",
        "late\u2028Bcc: evil@example.com",
        "late\x00Bcc: evil@example.com",
        "late\udc0aBcc: evil@example.com",
        "=?utf-8?q?late=0D=0ABcc=3A_evil=40example.com?=",
        "å" * 500 + "\r\nBcc: evil@example.com",
    ],
)
def test_no_title_can_begin_a_header(hostile: str) -> None:
    receiver = MailReceiver()
    with mail_server(receiver) as port:
        mail(port).send(an_alert(title=hostile, message="the body"))
    [message], [envelope] = receiver.messages, receiver.envelopes
    expected = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding"}  # fmt: skip
    assert {name for name in message if name != "X-Peer"} <= expected | {"X-MailFrom", "X-RcptTo"}
    assert message["Bcc"] is None
    assert envelope.rcpt_tos == list(TO)
    assert "the body" in message.get_content()


def test_a_message_text_cannot_end_the_message_early() -> None:
    receiver = MailReceiver()
    with mail_server(receiver) as port:
        mail(port).send(an_alert(message="one\r\n.\r\nMAIL FROM:<evil@example.com>\r\n"))
    assert len(receiver.messages) == 1
    assert "MAIL FROM:<evil@example.com>" in receiver.messages[0].get_content()


@pytest.mark.usefixtures("trusted")
def test_with_starttls_login_and_message_are_encrypted(server_side: ssl.SSLContext) -> None:
    receiver = MailReceiver()
    with mail_server(receiver, starttls=server_side) as port:
        mail(port, Security.starttls, "localhost", user="anslag", password="hemligt").send(an_alert())  # noqa: S106 - a test's own
    assert receiver.logins == [("anslag", "hemligt")]
    assert receiver.encrypted == [True]


@pytest.mark.usefixtures("trusted")
def test_with_ssl_the_connection_is_encrypted_from_the_start(server_side: ssl.SSLContext) -> None:
    receiver = MailReceiver()
    with mail_server(receiver, ssl=server_side) as port:
        mail(port, Security.ssl, "localhost").send(an_alert())
        with pytest.raises(DeliveryError):
            mail(port, Security.plain, "localhost").send(an_alert())
    assert len(receiver.messages) == 1


@pytest.mark.parametrize("security", [Security.starttls, Security.ssl])
def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_nothing(
    server_side: ssl.SSLContext, security: Security
) -> None:
    receiver = MailReceiver()
    early, late = (server_side, None) if security is Security.ssl else (None, server_side)
    with (
        mail_server(receiver, starttls=late, ssl=early) as port,
        pytest.raises(DeliveryError, match=r"(?i)certificate"),
    ):
        mail(port, security, "localhost").send(an_alert())
    assert receiver.messages == []


def test_a_server_without_encryption_gets_nothing_where_it_is_demanded() -> None:
    receiver = MailReceiver()
    with mail_server(receiver) as port, pytest.raises(DeliveryError, match="STARTTLS"):
        mail(port, Security.starttls).send(an_alert())
    assert receiver.messages == []


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_told_without_the_password(server_side: ssl.SSLContext) -> None:
    receiver = MailReceiver()
    with mail_server(receiver, starttls=server_side) as port, pytest.raises(DeliveryError, match="535") as caught:
        mail(port, Security.starttls, "localhost", user="anslag", password="fel ord").send(an_alert())  # noqa: S106 - a test's own
    assert "fel ord" not in str(caught.value)
    assert receiver.messages == []
    assert "fel ord" not in repr(mail(25, password="fel ord"))  # noqa: S106 - a test's own


def test_one_recipient_that_is_refused_keeps_it_from_nobody_else() -> None:
    receiver = MailReceiver(refused=[TO[0]])
    with mail_server(receiver) as port:
        mail(port).send(an_alert())
    assert receiver.envelopes[0].rcpt_tos == [TO[1]]


def test_no_recipient_accepted_is_a_failure() -> None:
    receiver = MailReceiver(refused=TO)
    with mail_server(receiver) as port, pytest.raises(DeliveryError, match=r"drift@example\.se"):
        mail(port).send(an_alert())


def test_a_port_where_nobody_listens_is_named() -> None:
    receiver = MailReceiver()
    with mail_server(receiver) as port:
        pass
    with pytest.raises(DeliveryError, match=f"127.0.0.1, port {port}"):
        mail(port).send(an_alert())


def test_a_server_that_says_nothing_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        channel = replace(mail(silent.getsockname()[1]), timeout_seconds=0.2)
        began = time.monotonic()
        with pytest.raises(DeliveryError, match="timed out"):
            channel.send(an_alert())
    assert time.monotonic() - began < 2


def test_the_subject_is_one_short_line() -> None:
    message = message_of(an_alert(title="x" * 1000), "a@example.se", TO)
    assert len(message["Subject"]) == 200
