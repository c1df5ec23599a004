"""The version that pages show: the published one, whole, for as long as a page needs it."""

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from published_run import FINISHED, archive_state, publish_run

from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.cache import VersionCache
from pipelines.monitor.published import PublishedWarehouse
from pipelines.settings import Home
from pipelines.store.versions import NoWarehouseError


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def warehouse(home: Home) -> Iterator[PublishedWarehouse]:
    opened = PublishedWarehouse(home)
    yield opened
    opened.close()


def publish_at(home: Home, hours: int) -> str:
    return publish_run(home, archive_state(home), finished=FINISHED + timedelta(hours=hours)).stem


def test_a_version_is_shown_as_soon_as_it_is_published(home: Home, warehouse: PublishedWarehouse) -> None:
    for hours in range(3):
        name = publish_at(home, hours)
        with warehouse.read() as reading:
            assert reading.version == name


def test_a_page_keeps_the_version_that_it_began_with(home: Home, warehouse: PublishedWarehouse) -> None:
    first = publish_at(home, 0)
    ask = "SELECT finished_at FROM quality.run"
    with warehouse.read() as early:
        second = publish_at(home, 1)
        with warehouse.read() as late:
            assert (early.version, late.version) == (first, second)
            assert early.con.execute(ask).fetchone() == (FINISHED,)
            assert late.con.execute(ask).fetchone() == (FINISHED + timedelta(hours=1),)
        # Pruned as well, for a reader that is slow.
        (home.versions_dir / f"{first}.duckdb").unlink()
        assert early.con.execute(ask).fetchone() == (FINISHED,)


def test_where_nothing_is_published_pages_say_so_until_something_is(home: Home, warehouse: PublishedWarehouse) -> None:
    with pytest.raises(NoWarehouseError), warehouse.read():
        pytest.fail("nothing to read")
    publish_at(home, 0)
    with warehouse.read() as reading:
        assert reading.con.execute("SELECT count(*) FROM quality.run").fetchone() == (1,)


def test_questions_cannot_write_or_reach_files(home: Home, warehouse: PublishedWarehouse) -> None:
    publish_at(home, 0)
    with warehouse.read() as reading:
        for refused in (
            "DELETE FROM quality.run",
            "FROM read_text('/etc/hostname')",
            "SET enable_external_access=true",
        ):
            with pytest.raises(Exception, match=r"read-only|disabled|locked|Cannot"):
                reading.con.execute(refused)


def test_what_was_computed_is_kept_for_its_version_alone() -> None:
    cache, made = VersionCache(), []

    def compute() -> int:
        made.append(1)
        return len(made)

    assert [cache.get("a", "key", compute), cache.get("a", "key", compute)] == [1, 1]
    assert cache.get("b", "key", compute) == 2
    # A page that still shows the version before neither sees nor spoils what is kept of the next.
    assert cache.get("b", "key", compute) == 2


def test_where_many_ask_at_once_it_is_computed_once() -> None:
    cache, made = VersionCache(), []
    everybody_asks = threading.Barrier(8)

    def compute() -> str:
        made.append(1)
        time.sleep(0.05)
        return "made"

    def ask(_number: int) -> str:
        everybody_asks.wait(10)
        return cache.get("a", "key", compute)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == ["made"] * 8
    assert len(made) == 1


def test_what_could_not_be_computed_is_tried_again() -> None:
    cache = VersionCache()
    with pytest.raises(ZeroDivisionError):
        cache.get("a", "key", lambda: 1 // 0)
    assert cache.get("a", "key", lambda: 1) == 1


def test_a_home_without_a_warehouse_gives_a_page_that_says_what_to_do(tmp_path: Path) -> None:
    home = Home(tmp_path / "empty")
    shutil.rmtree(home.root, ignore_errors=True)
    with TestClient(create_app(home, Access("Åsa")), base_url="http://localhost") as client:
        answer = client.get("/findings")
    assert answer.status_code == 503
    assert "anslag run" in answer.text
