"""Real servers on loopback that alerts are sent to, and an alert to send."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from pipelines.operation.troubles import Alert, Phase, Trouble, TroubleKind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def an_alert(**changed: Any) -> Alert:
    values: dict[str, Any] = {
        "alert_id": "0a1b2c",
        "phase": Phase.began,
        "kind": "run_failed",
        "subject": "build_warehouse",
        "fingerprint": "f00d",
        "title": "the run failed at core__dim_period",
        "message": "disk full på servern – 3 försök",
        "remedy": "Make room, then run again.",
        "count": 1,
        "began_at": NOON,
        "raised_at": NOON,
        "installation": "host:/srv/anslag",
    }
    return Alert(**{**values, **changed})


def a_trouble(**changed: Any) -> Trouble:
    values: dict[str, Any] = {
        "kind": TroubleKind.run_failed,
        "subject": "build_warehouse",
        "title": "the run failed",
        "message": "disk full",
        "remedy": "Make room.",
        "cause": "core__dim_period: disk full",
        "occurrence": "run-1",
    }
    return Trouble(**{**values, **changed})


@dataclass
class Post:
    """A request that arrived: path, headers (names in lower case), JSON body and its bytes."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(self.body))


@dataclass
class WebReceiver:
    """A web server that answers with the given statuses in turn, the last one for ever; 0 leaves the sender hanging."""

    statuses: Sequence[int]
    posts: list[Post] = field(default_factory=list)
    url: str = ""
    closing: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator["WebReceiver"]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                number = len(receiver.posts)
                receiver.posts.append(Post(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                status = receiver.statuses[min(number, len(receiver.statuses) - 1)]
                if status == 0:
                    receiver.closing.wait(10)
                    return
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002 - the base class's name

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            server.shutdown()
            server.server_close()
            thread.join()


class MailReceiver:
    """A mail server's memory: the messages it took, and how."""

    def __init__(self, *, refused: Sequence[str] = ()) -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.envelopes: list[Envelope] = []
        self.logins: list[tuple[str, str]] = []
        self.encrypted: list[bool] = []
        self._refused = refused

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self._refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        content = envelope.content
        assert isinstance(content, bytes)
        self.raw.append(content)
        self.messages.append(message_from_bytes(content, policy=default))
        self.envelopes.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == b"hemligt", handled=False)


class _AnyPort(Controller):
    """A mail server on whatever port is free."""

    def _trigger_server(self) -> None:
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]  # asyncio's own server
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd's


@contextmanager
def mail_server(
    receiver: MailReceiver, *, starttls: SSLContext | None = None, ssl: SSLContext | None = None
) -> Iterator[int]:
    """Run a mail server and give its port; with starttls, one that wants a login."""
    options: dict[str, Any] = {"enable_SMTPUTF8": False, "hostname": "127.0.0.1", "port": 0}
    if starttls:
        options |= {"tls_context": starttls, "require_starttls": True}
        options |= {"authenticator": receiver.authenticate, "auth_required": True}
    if ssl:
        options["ssl_context"] = ssl
    controller = _AnyPort(receiver, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def wait_until(done: Any, seconds: float = 5.0) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)
