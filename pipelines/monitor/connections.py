"""Connections to the monitor: how long it waits for whoever is slow, and how many it keeps.

Belongs here: what happens below a request, and how the server is set up for it. What a request may ask belongs to
`security`.
"""

import asyncio
import time
from pathlib import Path
from typing import Final

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from pipelines.monitor.security import HEADERS

PATIENCE_SECONDS: Final = 20.0
"""How long a whole request may take to arrive, and a reader may take for the next part of an answer."""
MOST_CONNECTIONS: Final = 256
_KEEP_ALIVE_SECONDS = 15
_SHUTDOWN_SECONDS = 5
_MOST_HEAD_BYTES = 16_384
# Who reads an answer at less than this in the time of our patience reads it to keep the connection.
_LEAST_TAKEN_BYTES = 16_384


class PatientConnection(H11Protocol):
    """A connection that is ended where the other side keeps it waiting for too long.

    Uvicorn's own limit of connections answers 503 to everybody once slow ones have taken all of them. Here a new one is
    let in, and one that keeps us waiting makes room: the one that has done so the longest, of those that have asked for
    nothing whole so far if there are any.
    """

    patience_seconds = PATIENCE_SECONDS
    most_connections = MOST_CONNECTIONS

    _waits_since: float | None = None
    _unsent_bytes = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: object) -> None:
        """Wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]  # as it comes
        self._wait()
        if len(self.connections) > self.most_connections:
            others = (each for each in self.connections if isinstance(each, PatientConnection) and each is not self)
            waiting = (each for each in others if each._waits_since)
            gives_way = min(waiting, key=lambda each: (each._has_been_answered, each._waits_since or 0.0), default=self)
            self.connections.discard(gives_way)
            gives_way.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._go_on()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Wait no more once a request is whole."""
        super().handle_events()
        self._go_on_if_we_can()

    def on_response_complete(self) -> None:
        """Wait for the answer to be taken, and for the next request."""
        self._wait()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Wait for what was written to be taken."""
        self._wait()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on with the answer."""
        super().resume_writing()
        self._go_on_if_we_can()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, in an answer that is marked like every other."""
        sent = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        marked = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            answer = h11.Response(status_code=400, headers=[*sent, *marked], reason=b"Bad Request")
            parts = (answer, h11.Data(data=msg.encode()), h11.EndOfMessage())
            self.transport.write(b"".join(self.conn.send(part) or b"" for part in parts))
        self.transport.close()

    @property
    def _has_been_answered(self) -> bool:
        return self.cycle is not None and self.cycle.response_complete

    def _wait(self) -> None:
        self._go_on()
        self._waits_since = time.monotonic()
        self._unsent_bytes = self.transport.get_write_buffer_size()
        self._deadline = self.loop.call_later(self.patience_seconds, self._look)

    def _go_on_if_we_can(self) -> None:
        is_asked = self.cycle is not None and not self.cycle.more_body and not self.cycle.response_complete
        if is_asked and not self.flow.write_paused:
            self._go_on()

    def _go_on(self) -> None:
        self._waits_since = None
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _look(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        if unsent and self._unsent_bytes - unsent >= _LEAST_TAKEN_BYTES:
            self._wait()
        else:
            # Closing would wait until what is written has been taken.
            self.transport.abort()


def server_config(app: FastAPI, *, certificate: Path | None = None, key: Path | None = None) -> uvicorn.Config:
    """Give how the monitor is served.

    Args:
        app: the monitor.
        certificate: certificate (PEM), to serve by https.
        key: its private key (PEM).
    """
    return uvicorn.Config(
        app,
        http=PatientConnection,
        ws="none",
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        h11_max_incomplete_event_size=_MOST_HEAD_BYTES,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
