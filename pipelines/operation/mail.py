"""Alerts as e-mail.

Belongs here: one message in plain text, handed to an SMTP server.
"""

import smtplib
import ssl
import unicodedata
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum

from pipelines.operation.channels import DeliveryError
from pipelines.operation.troubles import Alert

_MAX_SUBJECT_CHARACTERS = 200


class Security(StrEnum):
    """How the connection to the mail server is kept private."""

    starttls = "starttls"
    ssl = "ssl"
    plain = "plain"


@dataclass(frozen=True, slots=True)
class Mail:
    """Sends alerts by way of one SMTP server.

    Attributes:
        host: the mail server.
        port: its port.
        security: how the connection is kept private; certificates are verified.
        sender: address that the messages come from.
        recipients: addresses that they go to.
        user: name to log in with; None for no login.
        password: password to log in with.
        timeout_seconds: longest wait for each answer of the server.
    """

    host: str
    port: int
    security: Security
    sender: str
    recipients: tuple[str, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_seconds: float = 10.0

    @property
    def name(self) -> str:
        """The name that the outbox knows it by."""
        return "e-mail"

    def send(self, alert: Alert) -> None:
        """Hand a message to the server.

        Raises:
            DeliveryError: the server cannot be reached, refuses the login, or accepts none of the recipients.
        """
        try:
            with self._connected() as server:
                if self.user is not None:
                    server.login(self.user, self.password or "")
                server.send_message(message_of(alert, self.sender, self.recipients))
        except smtplib.SMTPRecipientsRefused as error:
            raise DeliveryError(self.name, f"{self.host} refuses {', '.join(error.recipients)}") from error
        except smtplib.SMTPResponseException as error:
            answer = error.smtp_error
            said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
            raise DeliveryError(self.name, f"{self.host} answered {error.smtp_code} {said}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(self.name, f"{self.host}, port {self.port}: {error or type(error).__name__}") from error

    def _connected(self) -> smtplib.SMTP:
        if self.security is Security.ssl:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout_seconds, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_seconds)
        if self.security is Security.starttls:
            try:
                server.starttls(context=ssl.create_default_context())
            except (smtplib.SMTPException, OSError):
                server.close()
                raise
        return server


def message_of(alert: Alert, sender: str, recipients: tuple[str, ...]) -> EmailMessage:
    """Lay an alert out as a message in plain text, UTF-8; no character of it can begin a header."""
    # Mail servers that take only seven bits are still about.
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Subject"] = _header(alert.headline)
    message["Date"] = format_datetime(alert.raised_at)
    message["Message-ID"] = f"<{alert.alert_id}@anslag.invalid>"
    # Tells programs that answer mail by themselves to keep quiet.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_storable(alert.text), charset="utf-8")
    return message


def _header(text: str) -> str:
    shown = "".join(" " if unicodedata.category(each)[0] in {"C", "Z"} else each for each in _storable(text))
    # The standard library decodes what looks encoded, line ends among it, and writes them out as they are.
    return " ".join(shown.replace("=?", "= ?").split())[:_MAX_SUBJECT_CHARACTERS]


def _storable(text: str) -> str:
    # File names may hold bytes that are no UTF-8; Python keeps them as characters that cannot be sent.
    return text.encode("utf-8", "replace").decode("utf-8")
