"""Clients that take a server's connections and give nothing for them, on this machine.

Belongs here: being slow in every way that HTTP leaves open. Who is disturbed by it is `load`'s matter.
"""

import contextlib
import itertools
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEAD = b"GET /dictionary HTTP/1.1\r\nHost: localhost\r\n"
_FORM = b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
# What is said at once, and what is said again and again.
_SLOW_WAYS = (
    (b"", b""),
    (_HEAD, b"X-A: b\r\n"),
    (_FORM + b"Content-Length: 60000\r\n\r\n", b"x"),
    (_FORM + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
)
# Asked for again and again, never read. Only few do so: many would be a flood, and whatever answers one is slow.
_NEVER_READ = (b"", _HEAD + b"\r\n")
_WAYS = (*_SLOW_WAYS * 6, _NEVER_READ)
_PAUSE_SECONDS = 0.5


@dataclass(slots=True)
class SlowClients:
    """Slow clients at work.

    Attributes:
        cut_off: how many connections the server has ended; a new one is begun for each.
    """

    port: int
    cut_off: int = 0
    _connections: list[tuple[socket.socket, bytes]] = field(default_factory=list)

    def begin(self, count: int) -> None:
        """Begin connections, as many of each way."""
        for way in itertools.islice(itertools.cycle(_WAYS), count):
            self._begin(*way)

    def go_on(self) -> None:
        """Say a little more on every connection."""
        for connection, again in self._connections[:]:
            try:
                if again:
                    connection.send(again)
                elif connection.recv(1) == b"":
                    raise ConnectionResetError
            except BlockingIOError:
                continue
            except OSError:
                self.cut_off += 1
                connection.close()
                self._connections.remove((connection, again))
                self._begin(*next(way for way in _WAYS if way[1] == again))

    def end(self) -> None:
        """Leave."""
        for connection, _ in self._connections:
            connection.close()

    def _begin(self, at_once: bytes, again: bytes) -> None:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        if at_once:
            connection.sendall(at_once)
        connection.setblocking(False)
        self._connections.append((connection, again))


@contextlib.contextmanager
def slow_clients(port: int, count: int) -> Iterator[SlowClients]:
    """Let slow clients hold a server's connections for the time of a block."""
    clients = SlowClients(port)
    clients.begin(count)
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(_PAUSE_SECONDS):
            clients.go_on()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield clients
    finally:
        ended.set()
        worker.join()
        clients.end()
