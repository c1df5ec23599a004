"""Which channels alerts go by, from the environment.

Belongs here: the variables' names, and what is wrong with their values. The README lists them.

    ANSLAG_ALERT_WEBHOOK_URL      address that alerts are posted to
    ANSLAG_ALERT_WEBHOOK_TOKEN    bearer token
    ANSLAG_ALERT_WEBHOOK_SECRET   signs the body (HMAC-SHA256)
    ANSLAG_ALERT_MAIL_TO          addresses, separated by commas
    ANSLAG_ALERT_MAIL_FROM        sender; the first recipient unless set
    ANSLAG_SMTP_HOST              mail server; localhost unless set
    ANSLAG_SMTP_SECURITY          starttls, ssl or plain; starttls unless set, plain for a server on this machine
    ANSLAG_SMTP_PORT              587, 465 or 25 by security unless set
    ANSLAG_SMTP_USER              name to log in with
    ANSLAG_SMTP_PASSWORD          password to log in with
    ANSLAG_ALERT_REPEAT_HOURS     hours until a trouble that goes on is told again; 24 unless set
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from ipaddress import ip_address

import httpx

from pipelines.operation.channels import Channel
from pipelines.operation.durations import hours
from pipelines.operation.mail import Mail, Security
from pipelines.operation.webhook import Webhook

_REPEAT_HOURS = 24.0
_PORTS = {Security.starttls: 587, Security.ssl: 465, Security.plain: 25}


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Channels and how often they repeat.

    Attributes:
        channels: the channels that are set, and set well.
        repeat_after: how long until a trouble that goes on is told again.
        problems: what is wrong with a variable and how to mend it, one sentence each; never a secret.
    """

    channels: tuple[Channel, ...]
    repeat_after: timedelta
    problems: tuple[str, ...]


class _SettingError(Exception):
    """A variable with a value that cannot be used."""


def alert_settings(environment: Mapping[str, str]) -> AlertSettings:
    """Read the channels from the environment.

    A variable that is set badly costs its own channel only; the others go on.
    """
    channels: list[Channel] = []
    problems: list[str] = []
    for make in (_webhook, _mail):
        try:
            channel = make(environment)
        except _SettingError as error:
            problems.append(str(error))
        else:
            if channel is not None:
                channels.append(channel)
    repeat = timedelta(hours=_REPEAT_HOURS)
    try:
        repeat = hours(environment, "ANSLAG_ALERT_REPEAT_HOURS", _REPEAT_HOURS)
    except ValueError as error:
        problems.append(str(error))
    return AlertSettings(tuple(channels), repeat, tuple(problems))


def _webhook(environment: Mapping[str, str]) -> Webhook | None:
    url = environment.get("ANSLAG_ALERT_WEBHOOK_URL", "").strip()
    token = _secret(environment, "ANSLAG_ALERT_WEBHOOK_TOKEN")
    secret = _secret(environment, "ANSLAG_ALERT_WEBHOOK_SECRET")
    if not url:
        if token or secret:
            raise _SettingError(
                "ANSLAG_ALERT_WEBHOOK_URL is not set, but a token or secret for it is: set the address."
            )
        return None
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise _SettingError(f"ANSLAG_ALERT_WEBHOOK_URL is no address ({error}): set https://…") from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise _SettingError("ANSLAG_ALERT_WEBHOOK_URL is no address of the web: set https://…")
    return Webhook(url, token, secret)


def _mail(environment: Mapping[str, str]) -> Mail | None:
    listed = environment.get("ANSLAG_ALERT_MAIL_TO", "")
    recipients = tuple(_address("ANSLAG_ALERT_MAIL_TO", each) for each in listed.split(",") if each.strip())
    if not recipients:
        if environment.get("ANSLAG_SMTP_HOST", "").strip():
            raise _SettingError("ANSLAG_ALERT_MAIL_TO is not set, but a mail server is: set who gets the alerts.")
        return None
    sender = environment.get("ANSLAG_ALERT_MAIL_FROM", "").strip()
    host = environment.get("ANSLAG_SMTP_HOST", "").strip() or "localhost"
    security = _security(environment, host)
    user = environment.get("ANSLAG_SMTP_USER", "").strip() or None
    if user and security is Security.plain and not _is_here(host):
        raise _SettingError(
            f"ANSLAG_SMTP_SECURITY is plain: the password would go to {host} for all to read. Set starttls or ssl."
        )
    return Mail(
        host=host,
        port=_port(environment, security),
        security=security,
        sender=_address("ANSLAG_ALERT_MAIL_FROM", sender) if sender else recipients[0],
        recipients=recipients,
        user=user,
        password=_secret(environment, "ANSLAG_SMTP_PASSWORD"),
    )


def _security(environment: Mapping[str, str], host: str) -> Security:
    given = environment.get("ANSLAG_SMTP_SECURITY", "").strip().lower()
    if not given:
        return Security.plain if _is_here(host) else Security.starttls
    try:
        return Security(given)
    except ValueError:
        raise _SettingError(f"ANSLAG_SMTP_SECURITY is {given!r}: set starttls, ssl or plain.") from None


def _port(environment: Mapping[str, str], security: Security) -> int:
    given = environment.get("ANSLAG_SMTP_PORT", "").strip()
    if not given:
        return _PORTS[security]
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 65_536:
        raise _SettingError(f"ANSLAG_SMTP_PORT is {given!r}: set a number from 1 to 65535.")
    return int(given)


def _address(variable: str, given: str) -> str:
    wrong = _SettingError(f"{variable} holds {given.strip()!r}, which is no mail address: write name@host, in ASCII.")
    try:
        # The standard library refuses whatever could end a header line.
        address = Address(addr_spec=given.strip())
    except (HeaderParseError, ValueError, IndexError) as error:
        raise wrong from error
    # "=?" begins an encoded word, which could hold anything.
    if not address.domain or not given.isascii() or "=?" in given:
        raise wrong
    return address.addr_spec


def _secret(environment: Mapping[str, str], variable: str) -> str | None:
    value = environment.get(variable, "").strip()
    if not value.isprintable() or (value and not value.isascii() and not variable.startswith("ANSLAG_SMTP")):
        raise _SettingError(f"{variable} holds characters that cannot be sent: copy it anew.")
    return value or None


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
