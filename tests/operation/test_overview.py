import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from receivers import NOON, a_trouble
from small_warehouse import BUILT, publish_small

from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.operation.overview import Overview, overview
from pipelines.operation.server_note import note_path, noted
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def look(home: Home, now: datetime | None = None, **environment: str) -> Overview:
    return overview(home, environment, now=now or datetime.now(UTC))


def test_a_home_where_nothing_ever_was_has_nothing_and_is_left_as_it_is(home: Home) -> None:
    seen = look(home)
    assert (seen.published, seen.last_run, seen.building, seen.automations, seen.problems) == (None, None, None, [], [])
    assert (seen.is_stale, seen.daemon_lives, seen.pages) == (False, False, None)
    assert list(home.root.iterdir()) == []


def test_a_built_home_tells_what_is_in_it(built_home: Home) -> None:
    seen = look(built_home)
    assert seen.published
    assert seen.published.name == built_home.link.resolve().name
    assert seen.published.size_bytes == built_home.link.stat().st_size
    assert (seen.published.documents, seen.published.figures) == (1, 108)
    assert (seen.published.quarantined, seen.published.refused) == (0, 0)
    assert seen.published.findings == {"error": 0, "warning": 0, "info": 2}
    assert seen.last_run
    assert seen.last_run.status == "SUCCESS"
    assert not seen.is_stale
    assert seen.freshness.confirmed_at
    assert timedelta(0) <= datetime.now(UTC) - seen.freshness.confirmed_at < timedelta(hours=3)


def test_what_is_built_becomes_stale(built_home: Home) -> None:
    assert look(built_home, datetime.now(UTC) + timedelta(hours=27)).is_stale
    time.sleep(0.01)
    assert look(built_home, ANSLAG_STALE_AFTER_HOURS="0.000001").is_stale


def test_a_run_under_way_is_told_with_its_process(home: Home) -> None:
    with publisher_lock(home):
        assert (look(home).building or {})["pid"] == str(os.getpid())


def test_alerts_and_troubles_are_told(home: Home) -> None:
    AlertBook(book_path(home)).note(a_trouble(), ["webhook"], now=NOON, repeat_after=timedelta(1), installation="")
    seen = look(home, ANSLAG_ALERT_WEBHOOK_URL="https://hooks.example.se/x")
    assert (seen.alerts.channels, seen.alerts.undelivered) == (["webhook"], 1)
    assert [each.title for each in seen.alerts.troubles] == ["the run failed"]


def test_pages_are_told_while_their_process_lives(home: Home) -> None:
    with noted(home, "127.0.0.1", 3000):
        assert look(home).pages == "http://127.0.0.1:3000"
        note = json.loads(note_path(home).read_text())
        note_path(home).write_text(json.dumps({**note, "pid": 2**22 + 1}))
        assert look(home).pages is None


def test_whatever_cannot_be_read_is_told_and_the_rest_goes_on(home: Home) -> None:
    publish_small(home)
    history = home.dagster_dir / "history" / "runs.db"
    history.parent.mkdir(parents=True)
    home.state_dir.mkdir()
    for path in (history, book_path(home)):
        path.write_text("no database " * 100)
    seen = look(home, ANSLAG_ALERT_MAIL_TO="nobody")
    assert seen.published is None
    assert seen.freshness.confirmed_at == BUILT
    told = " ".join(seen.problems)
    assert len(seen.problems) == 4
    for name in ("550d3dc5.duckdb", "runs.db", "ANSLAG_ALERT_MAIL_TO", "alerts.sqlite"):
        assert name in told
