import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.operation.checkup import State, dagster_instance
from pipelines.operation.run_history import automations
from pipelines.operation.server_note import AlreadyServedError, noted, read_note, served_alone
from pipelines.runner import InstanceError, PortTakenError, dev_server
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock

_START = """
import sys
from pathlib import Path
from pipelines.runner import dev_server
from pipelines.settings import Home
sys.exit(dev_server(Home(Path(sys.argv[1])), port=int(sys.argv[2])))
"""
_AUTOMATION = """{ repositoriesOrError { ... on RepositoryConnection { nodes {
  schedules { name scheduleState { status } futureTicks(limit: 1) { results { timestamp } } }
  sensors { name sensorState { status } }
} } } }"""
_RUNS = "{ runsOrError { ... on Runs { results { status tags { key value } } } } }"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, query: str) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own server
        return json.load(answer)["data"]


def wait_for(what: str, look: Callable[[], Any], seconds: float) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found := look():
                return found
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.3)
    return pytest.fail(f"{what} did not come within {seconds} s")


def processes_of(home: Home) -> list[int]:
    """Give every process that was started for a home, whoever its parent is by now."""
    mark = f"ANSLAG_HOME={home.root}\0".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if (
                mark in (place / "environ").read_bytes()
                and (place / "stat").read_text().split(")")[1].split()[0] != "Z"
            ):
                found.append(int(place.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_the_server_has_schedule_and_sensor_on_runs_what_lies_in_raw_and_ends_whole(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.raw_dir.mkdir()
    document = home.raw_dir / "a.txt"
    document.write_text("Lunds universitet får 7 miljoner kronor 2023.\n", encoding="utf-8")
    os.utime(document, (0, 0))
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        # As in the background of a script: SIGINT ignored, and what is started inherits that.
        usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            server = subprocess.Popen([sys.executable, "-c", _START, str(home.root), str(port)], stdout=log, stderr=log)
        finally:
            signal.signal(signal.SIGINT, usual)
    try:
        [location] = wait_for(
            "an answer", lambda: ask(port, _AUTOMATION)["repositoriesOrError"].get("nodes"), seconds=90
        )
        [run] = wait_for("a run", lambda: ask(port, _RUNS)["runsOrError"]["results"], seconds=60)
        wait_for("the run's process", lambda: list(home.versions_dir.glob(".building-*")), seconds=90)
        assert len(processes_of(home)) > 3
        checked = dagster_instance.server(home, datetime.now(UTC))
        assert (checked.state, checked.seen) == (State.ok, f"http://127.0.0.1:{port}, daemon running")
        assert {"raw_folder", "daily"} <= {each.name for each in automations(home) if each.is_on}
        stopped = time.monotonic()
        server.terminate()
        assert server.wait(15) == 0
        wait_for("the end of all processes", lambda: not processes_of(home), seconds=15)
        assert time.monotonic() - stopped < 15
        assert read_note(home) is None
    finally:
        server.kill()
        for process in processes_of(home):
            os.kill(process, signal.SIGKILL)
    schedules = {each["name"]: each for each in location["schedules"]}
    sensors = {each["name"]: each["sensorState"]["status"] for each in location["sensors"]}
    # Where no section is named, there is nothing to fetch.
    states = {name: each["scheduleState"]["status"] for name, each in schedules.items()}
    assert states == {"daily": "RUNNING", "fetch_g0v": "STOPPED"}
    assert len(schedules["daily"]["futureTicks"]["results"]) == 1
    on = ("raw_folder", "failure_alerts", "recovery_alerts", "freshness_alerts", "history_pruning")
    assert sensors == dict.fromkeys(on, "RUNNING")
    assert {"key": "dagster/sensor_name", "value": "raw_folder"} in run["tags"]
    with publisher_lock(home):
        pass


def test_a_port_that_is_taken_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"port {port} .*--port"):
            dev_server(Home(tmp_path), port=port)
    assert processes_of(Home(tmp_path)) == []


def test_an_address_that_is_not_ours_is_told(tmp_path: Path) -> None:
    with pytest.raises(PortTakenError, match=r"203\.0\.113\.1"):
        dev_server(Home(tmp_path), host="203.0.113.1", port=free_port())


def test_a_second_server_of_an_installation_says_which_one_runs_and_starts_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with served_alone(home), noted(home, "127.0.0.1", 3000):
        with pytest.raises(AlreadyServedError, match=rf"process {os.getpid()}, .* http://127\.0\.0\.1:3000"):
            dev_server(home, port=free_port())
        assert read_note(home) is not None
        assert processes_of(home) == []
    # Another installation, or the same one once the first has ended, may be served.
    with served_alone(Home(tmp_path / "other")), served_alone(home):
        pass


def test_without_a_place_for_its_history_the_server_does_not_start(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.dagster_dir.write_text("in the way")
    with pytest.raises(InstanceError, match=r"\.dagster cannot be written"):
        dev_server(home, port=free_port())
