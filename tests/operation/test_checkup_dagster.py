import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from dagster import DagsterInstance
from dagster._daemon.types import DaemonHeartbeat

from pipelines.operation.checkup import State, dagster_instance
from pipelines.operation.server_note import ServerNote, note_path, noted, read_note
from pipelines.runner.instance import open_instance
from pipelines.settings import Home

NOW = datetime.now(UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def instance(home: Home) -> Iterator[DagsterInstance]:
    with open_instance(home) as opened:
        opened.get_runs()
        opened.all_instigator_state()
        yield opened


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server that answers as Dagster's does."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/server_info" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002 - the base class's name

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def beat(instance: DagsterInstance, age: timedelta = timedelta(0)) -> None:
    instance.add_daemon_heartbeat(DaemonHeartbeat((NOW - age).timestamp(), "SENSOR", "id", []))


def test_no_history_yet_is_worth_a_note(home: Home) -> None:
    assert dagster_instance.storage(home).state is State.note


@pytest.mark.usefixtures("instance")
def test_a_sound_history_is_right(home: Home) -> None:
    result = dagster_instance.storage(home)
    assert (result.state, result.seen) == (State.ok, "3 databases intact")


@pytest.mark.parametrize("name", ["history/runs.db", "history/runs/index.db", "schedules/schedules.db"])
@pytest.mark.parametrize("place", [0.0, 0.5])
def test_a_damaged_database_is_named_with_what_to_do(home: Home, name: str, place: float) -> None:
    with open_instance(home) as instance:
        instance.get_runs()
        instance.all_instigator_state()
    path = home.dagster_dir / name
    content = bytearray(path.read_bytes())
    start = int(place * len(content))
    content[start : start + 8192] = b"\xa5" * len(content[start : start + 8192])
    path.write_bytes(content)
    result = dagster_instance.storage(home)
    assert result.state is State.wrong
    assert name in result.seen
    assert f"mv {home.dagster_dir}" in result.remedy


def test_a_file_in_the_place_of_the_history_is_wrong(home: Home) -> None:
    home.dagster_dir.write_text("in the way")
    assert dagster_instance.storage(home).state is State.wrong


def test_nothing_said_to_run_is_worth_a_note(home: Home) -> None:
    result = dagster_instance.server(home, NOW)
    assert (result.state, result.seen) == (State.note, "not running: no schedule and no sensor is on")
    assert "anslag dev" in result.remedy


def test_a_daemon_that_somebody_else_runs_is_right(home: Home, instance: DagsterInstance) -> None:
    beat(instance)
    assert dagster_instance.server(home, NOW).state is State.ok


def test_a_server_and_daemon_that_answer_are_right(home: Home, instance: DagsterInstance, port: int) -> None:
    beat(instance)
    with noted(home, "127.0.0.1", port):
        result = dagster_instance.server(home, NOW)
    assert (result.state, result.seen) == (State.ok, f"http://127.0.0.1:{port}, daemon running")


def test_a_server_on_all_addresses_is_asked_on_this_one(home: Home, instance: DagsterInstance, port: int) -> None:
    beat(instance)
    with noted(home, "0.0.0.0", port):  # noqa: S104 - a note, nobody listens there
        assert dagster_instance.server(home, NOW).state is State.ok


def test_a_server_that_was_killed_is_told(home: Home) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    home.state_dir.mkdir()
    note_path(home).write_text(json.dumps({"pid": process.pid, "host": "::1", "port": 3000, "since": "2026-11-20"}))
    result = dagster_instance.server(home, NOW)
    assert result.state is State.wrong
    assert f"is gone without a word (process {process.pid}); the daemon was never heard of" in result.seen
    assert "Start it" in result.remedy


def test_a_server_that_does_not_answer_is_told(home: Home, instance: DagsterInstance, port: int) -> None:
    beat(instance)
    with noted(home, "127.0.0.1", port):
        note_path(home).write_text(note_path(home).read_text().replace("127.0.0.1", "127.0.0.2"))
        result = dagster_instance.server(home, NOW)
    assert result.state is State.wrong
    assert f"http://127.0.0.2:{port} does not answer" in result.seen
    assert f"process {os.getpid()} runs" in result.seen


def test_a_daemon_that_fell_silent_is_told(home: Home, instance: DagsterInstance, port: int) -> None:
    beat(instance, timedelta(minutes=6))
    with noted(home, "127.0.0.1", port):
        result = dagster_instance.server(home, NOW)
    assert result.state is State.wrong
    assert f"the daemon was last heard of {NOW - timedelta(minutes=6):%Y-%m-%d %H:%M} UTC" in result.seen


def test_a_history_that_cannot_be_read_is_told(home: Home) -> None:
    path = home.dagster_dir / "history" / "runs.db"
    path.parent.mkdir(parents=True)
    path.write_text("no database " * 100)
    assert "runs.db cannot be read" in dagster_instance.server(home, NOW).seen


def test_the_note_stands_while_the_server_runs_and_is_its_own(home: Home) -> None:
    assert read_note(home) is None
    with noted(home, "::", 3000):
        note = read_note(home)
        assert note
        assert (note.pid, note.address) == (os.getpid(), "http://[::1]:3000")
    assert read_note(home) is None
    other = ServerNote(1, "127.0.0.1", 3001, "2026-11-20")
    with noted(home, "127.0.0.1", 3000):
        note_path(home).write_text(json.dumps({"pid": 1, "host": "127.0.0.1", "port": 3001, "since": "2026-11-20"}))
    assert read_note(home) == other


def test_where_no_note_can_be_written_the_server_runs_without(home: Home) -> None:
    home.state_dir.write_text("in the way")
    with noted(home, "127.0.0.1", 3000):
        assert read_note(home) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": 1}'])
def test_a_note_that_makes_no_sense_is_none(home: Home, text: str) -> None:
    home.state_dir.mkdir()
    note_path(home).write_text(text)
    assert read_note(home) is None
