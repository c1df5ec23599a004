"""What `anslag run` tells the operator; the graph is the small one of `test_runner`."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from test_runner import Watcher, Work, fail, nothing, small_graph

from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.runner import RunFailedError, run, run_pipeline
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What a webhook on loopback is told."""
    posts: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(404 if self.path == "/down" else 200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002 - the base class's name

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("ANSLAG_ALERT_WEBHOOK_URL", f"http://127.0.0.1:{server.server_port}/")
    yield posts
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def start(home: Home, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def start(work: Work = nothing, *, passes: bool = True) -> None:
        monkeypatch.setattr(run, "build_defs", small_graph(work, passes=passes))
        run_pipeline(home, progress=Watcher())

    return start


def test_a_failed_run_is_told_once_and_the_next_good_one_tells_its_end(
    start: Callable[..., None], told: list[dict[str, Any]]
) -> None:
    for _ in range(2):
        with pytest.raises(RunFailedError):
            start(fail)
    start()
    start()
    assert [(each["phase"], each["kind"], each["count"]) for each in told] == [
        ("began", "run_failed", 1),
        ("solved", "run_failed", 2),
    ]
    assert "a.txt" in told[0]["message"]


def test_a_blocked_publish_is_told_with_its_checks(start: Callable[..., None], told: list[dict[str, Any]]) -> None:
    with pytest.raises(RunFailedError):
        start(passes=False)
    [alert] = told
    assert alert["kind"] == "publish_blocked"
    assert "core.dim_period: period_known – A period is a year. (3 rows)" in alert["message"]
    assert "They block publishing" in alert["remedy"]


def test_that_another_run_is_under_way_is_told_to_nobody_else(
    start: Callable[..., None], home: Home, told: list[dict[str, Any]]
) -> None:
    with publisher_lock(home), pytest.raises(RunFailedError, match="is being built"):
        start()
    assert told == []


def test_a_channel_that_is_down_changes_nothing_about_the_run(
    start: Callable[..., None],
    home: Home,
    told: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("ANSLAG_ALERT_WEBHOOK_URL", os.environ["ANSLAG_ALERT_WEBHOOK_URL"] + "down")
    with pytest.raises(RunFailedError, match=r"a\.txt"):
        start(fail)
    assert "webhook did not take the alert: it answered 404" in caplog.text
    start()
    # A channel is tried once a run, the oldest alert first.
    assert [each["phase"] for each in told] == ["began", "began"]
    phases = [entry.alert.phase.value for entry in AlertBook(book_path(home)).waiting()]
    assert phases == ["began", "solved"]
