import json
import os
import shutil
from datetime import datetime, timedelta
from functools import reduce
from operator import xor
from pathlib import Path

import duckdb
import pytest
from small_warehouse import BUILT, RUN_ID, publish_small

from pipelines.operation.checkup import CheckResult, State, warehouse
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def the_only(results: list[CheckResult]) -> CheckResult:
    [result] = results
    return result


def mixed(content: bytearray) -> int:
    """Give what bytes add to the checksum of DuckDB's header: its words multiplied, and held against each other."""
    words = (int.from_bytes(content[at : at + 8], "little") for at in range(0, len(content), 8))
    return reduce(xor, (word * 0xBF58476D1CE4E5B9 % 2**64 for word in words))


def test_a_sound_version_is_read_through(home: Home) -> None:
    version = publish_small(home)
    first, second = warehouse.published(home)
    assert (first.state, second.state) == (State.ok, State.ok)
    assert version.name in first.seen
    assert duckdb.__version__ in first.seen
    assert second.seen.startswith("2 tables read through")


def test_nothing_published_is_worth_a_note(home: Home) -> None:
    result = the_only(warehouse.published(home))
    assert (result.state, result.remedy) == (State.note, "Build it: `anslag run`.")


def test_a_link_to_a_version_that_is_gone_is_wrong(home: Home) -> None:
    publish_small(home).unlink()
    result = the_only(warehouse.published(home))
    assert result.state is State.wrong
    assert "where there is no file" in result.seen
    assert "anslag run" in result.remedy


def test_a_file_of_another_kind_is_wrong(home: Home) -> None:
    publish_small(home).write_text("no database")
    assert "is no DuckDB file" in the_only(warehouse.published(home)).seen


def test_a_version_of_a_newer_duckdb_is_told_with_the_format(home: Home) -> None:
    version = publish_small(home)
    content = bytearray(version.read_bytes())
    before = mixed(content[8:24])
    content[12:20] = (9999).to_bytes(8, "little")
    checksum = int.from_bytes(content[:8], "little") ^ before ^ mixed(content[8:24])
    content[:8] = checksum.to_bytes(8, "little")
    version.write_bytes(content)
    result = the_only(warehouse.published(home))
    assert result.state is State.wrong
    assert f"DuckDB {duckdb.__version__} cannot read {version.name}, which has format 9999" in result.seen
    assert "lock file" in result.remedy


def test_a_version_that_was_cut_short_is_damaged(home: Home) -> None:
    version = publish_small(home)
    os.truncate(version, version.stat().st_size // 2)
    result = warehouse.published(home)[0]
    assert result.state is State.wrong
    assert version.name in result.seen
    assert "Build it again" in result.remedy


def test_a_single_changed_byte_of_a_text_is_found(home: Home) -> None:
    version = publish_small(home)
    content = bytearray(version.read_bytes())
    with duckdb.connect(version, read_only=True) as con:
        blocks = con.execute(
            "SELECT DISTINCT block_id FROM pragma_storage_info('texts') WHERE block_id >= 0"
        ).fetchall()
        [(block_size,)] = con.execute("SELECT block_size FROM pragma_database_size()").fetchall()
    place = 3 * 4096 + blocks[0][0] * block_size + block_size // 4
    content[place] ^= 0xFF
    version.write_bytes(content)
    result = the_only(warehouse.published(home))
    assert result.state is State.wrong
    assert "is damaged" in result.seen


@pytest.mark.parametrize(
    "name",
    [
        f"{BUILT:%Y%m%dT%H%M%S.%fZ}-0000aaaa.duckdb",
        f"{BUILT + timedelta(days=1):%Y%m%dT%H%M%S.%fZ}-{RUN_ID[:8]}.duckdb",
    ],
)
def test_a_version_under_the_name_of_another_is_found(home: Home, name: str) -> None:
    version = publish_small(home)
    home.link.unlink()
    home.link.symlink_to(version.rename(version.with_name(name)))
    result = warehouse.published(home)[0]
    assert result.state is State.wrong
    assert f"was built by run {RUN_ID[:8]} at 2026-11-20 06:30 UTC" in result.seen


def test_a_version_that_no_run_signed_is_found(home: Home) -> None:
    version = publish_small(home)
    with duckdb.connect(version) as con:
        con.execute("DELETE FROM quality.run")
    assert "does not say which run built it" in warehouse.published(home)[0].seen


def test_a_warehouse_without_leftovers_is_right(home: Home) -> None:
    publish_small(home)
    assert warehouse.leftovers(home, BUILT) == CheckResult("Unfinished runs", State.ok, "none")


@pytest.mark.parametrize(
    "name", ["versions/.building-1.duckdb", "versions/.building-1.duckdb.wal", ".anslag.duckdb.4711"]
)
def test_what_a_killed_run_left_is_found(home: Home, name: str) -> None:
    publish_small(home)
    (home.warehouse_dir / name).touch()
    result = warehouse.leftovers(home, BUILT)
    assert result.state is State.wrong
    assert "1 left by runs that were killed" in result.seen
    assert "anslag run" in result.remedy


def test_what_a_run_under_way_builds_is_no_leftover(home: Home) -> None:
    publish_small(home)
    (home.versions_dir / ".building-1.duckdb").touch()
    with publisher_lock(home):
        result = warehouse.leftovers(home, datetime.now().astimezone())
    assert (result.state, result.seen.partition(" on ")[0]) == (State.ok, f"process {os.getpid()}")


def test_a_run_that_does_not_end_is_found(home: Home) -> None:
    with publisher_lock(home):
        result = warehouse.leftovers(home, datetime.now().astimezone() + timedelta(hours=7))
    assert result.state is State.wrong
    assert f"process {os.getpid()} on" in result.seen
    assert "has been building since" in result.seen


def test_a_log_beside_a_published_version_is_found(home: Home) -> None:
    version = publish_small(home)
    log = version.with_name(version.name + ".wal")
    log.touch()
    result = warehouse.leftovers(home, BUILT)
    assert result.state is State.wrong
    assert log.name in result.seen
    assert f"rm {log}" in result.remedy


def test_checking_changes_nothing(home: Home) -> None:
    publish_small(home)
    before = {path: path.lstat().st_mtime_ns for path in home.root.rglob("*")}
    warehouse.published(home)
    warehouse.leftovers(home, BUILT)
    assert {path: path.lstat().st_mtime_ns for path in home.root.rglob("*")} == before
    shutil.rmtree(home.warehouse_dir)
    assert json.dumps(warehouse.leftovers(home, BUILT).seen) == '"none"'
