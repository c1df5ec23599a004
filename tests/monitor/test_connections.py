"""Who is slow, silent or greedy at the monitor's door is shown out, and everybody else is served."""

import contextlib
import socket
import time
from collections.abc import Iterator

import httpx
import pytest
from served import serving

from pipelines.monitor.connections import PatientConnection
from pipelines.settings import Home

_PATIENCE = 0.6
_ASKED = 100
_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
_POST = b"POST /preferences HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture
def address(built_home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A monitor that is less patient than usual."""
    monkeypatch.setattr(PatientConnection, "patience_seconds", _PATIENCE)
    monkeypatch.setattr(PatientConnection, "most_connections", 12)
    with serving(built_home) as served:
        yield served


@contextlib.contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    with socket.socket() as connection:
        # So that little is kept for whoever does not read.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", int(address.rpartition(":")[2])))
        yield connection


def _rest(connection: socket.socket) -> bytes:
    """Read until the other side ends a connection, which it must before the test gives up."""
    got = b""
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        while part := connection.recv(65_536):
            got += part
    return got


def _is_served(address: str) -> bool:
    return httpx.get(f"{address}/runs", timeout=20).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        b"",
        _HEAD,
        _POST + b"Content-Length: 5000\r\n\r\ncsrf=",
        _POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\ncsrf=\r\n",
    ],
    ids=["nothing", "half a head", "half a body", "half of the chunks"],
)
def test_whoever_stops_in_the_middle_of_a_request_is_cut_off(address: str, said: bytes) -> None:
    with _connected(address) as slow:
        slow.sendall(said)
        assert _is_served(address)
        assert _rest(slow) == b""


def test_whoever_dribbles_a_request_is_cut_off_however_diligently(address: str) -> None:
    begun = time.monotonic()
    with _connected(address) as slow, contextlib.suppress(ConnectionResetError, BrokenPipeError):
        slow.sendall(_HEAD)
        while time.monotonic() < begun + 20:
            slow.sendall(b"X-A: b\r\n")
            time.sleep(_PATIENCE / 10)
    assert time.monotonic() - begun < 20
    assert _is_served(address)


def test_whoever_never_reads_an_answer_is_cut_off(address: str) -> None:
    with _connected(address) as slow:
        # One behind the other, as nothing forbids; more than the machine keeps for whoever does not read.
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            for _ in range(_ASKED):
                slow.sendall(b"GET /dictionary HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert _is_served(address)
        time.sleep(5 * _PATIENCE)
        assert 0 < _rest(slow).count(b"</html>") < _ASKED


def test_whoever_reads_slowly_gets_all_of_an_answer(address: str) -> None:
    got = b""
    with _connected(address) as slow:
        slow.sendall(b"GET /dictionary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        while part := slow.recv(16_384):
            got += part
            time.sleep(_PATIENCE / 10)
    assert got.rstrip().endswith(b"</html>")


def test_a_reader_who_looks_for_a_while_keeps_the_connection(address: str) -> None:
    with httpx.Client(base_url=address, timeout=20) as client:
        first = client.get("/runs").extensions["network_stream"].get_extra_info("client_addr")
        time.sleep(_PATIENCE / 2)
        assert client.get("/runs").extensions["network_stream"].get_extra_info("client_addr") == first


def test_however_many_hold_connections_a_new_one_is_served_and_the_oldest_make_room(address: str) -> None:
    with contextlib.ExitStack() as held:
        silent = [held.enter_context(_connected(address)) for _ in range(40)]
        assert _is_served(address)
        assert all(_rest(connection) == b"" for connection in silent)


def test_a_reader_between_two_pages_does_not_make_room_for_those_who_ask_nothing(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientConnection, "patience_seconds", 60.0)
    with httpx.Client(base_url=address, timeout=20) as client, contextlib.ExitStack() as held:
        first = client.get("/runs").extensions["network_stream"].get_extra_info("client_addr")
        for _ in range(40):
            held.enter_context(_connected(address))
        assert client.get("/runs").extensions["network_stream"].get_extra_info("client_addr") == first


def test_whoever_was_answered_and_stays_does_not_keep_others_out(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientConnection, "patience_seconds", 60.0)
    with contextlib.ExitStack() as held:
        for _ in range(15):
            staying = held.enter_context(_connected(address))
            staying.sendall(b"GET /api/state HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert staying.recv(65_536).startswith(b"HTTP/1.1 200 ")
        assert _is_served(address)


@pytest.mark.parametrize(
    "said",
    [
        _HEAD + b"X-Long: " + b"x" * 40_000 + b"\r\n\r\n",
        b"GET /?" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        _HEAD + b"".join(b"X-%d: y\r\n" % number for number in range(5_000)) + b"\r\n",
        _POST + b"Content-Length: abc\r\n\r\n",
        _POST + b"Content-Length: -5\r\n\r\n",
        _POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\ncsrf=",
        _POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        _HEAD + b"X: \x00\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x80" * 100,
        b"GET / HTTP/1.1\r\n\r\n",
        b"DO SOMETHING\r\n\r\n",
    ],
    ids=[
        *("long header", "long address", "many headers", "size in letters", "negative size", "two sizes", "bad chunk"),
        *("a zero", "another protocol", "no host", "no request"),
    ],
)
def test_what_is_no_request_of_ours_is_refused_with_the_marks_of_every_answer(address: str, said: bytes) -> None:
    with _connected(address) as connection:
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(said)
        answer = _rest(connection)
    # Where more was sent than was read, the machine may take the answer back.
    if answer:
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert head.split()[1] in {b"400", b"414", b"431"}
        assert b"\r\ncontent-security-policy: default-src 'none'" in head
        assert b"\r\nserver:" not in head
    assert _is_served(address)


def test_garbage_behind_a_request_is_refused_after_its_answer(address: str) -> None:
    with _connected(address) as connection:
        connection.sendall(b"GET /api/state HTTP/1.1\r\nHost: localhost\r\n\r\n\x00\x01garbage\r\n\r\n")
        answer = _rest(connection)
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.count(b"HTTP/1.1 ") == 2
    assert b"HTTP/1.1 400 Bad Request" in answer
    assert _is_served(address)


def test_more_than_a_form_is_refused_before_it_is_read(address: str) -> None:
    with _connected(address) as connection:
        connection.sendall(_POST + b"Content-Length: 99999999999\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 413 ")
        _rest(connection)


def test_a_websocket_is_not_begun(address: str) -> None:
    with _connected(address) as connection:
        upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        connection.sendall(_HEAD + upgrade + b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
