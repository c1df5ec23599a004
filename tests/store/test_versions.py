import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Home
from pipelines.store import versions as store_versions
from pipelines.store.sums import sum_path
from pipelines.store.versions import (
    NoWarehouseError,
    SealError,
    abandon,
    built_at,
    current_version,
    next_built_at,
    open_published,
    publish,
    start_build,
    versions,
)

FIRST_BUILT = datetime(2018, 6, 25, 9, 30, tzinfo=UTC)


def publish_number(home: Home, number: int, at: datetime | None = None) -> Path:
    build = start_build(home, f"{number:08d}-6204-340d")
    with duckdb.connect(build) as con:
        con.execute(f"CREATE TABLE generation AS SELECT {number} AS number")
    return publish(home, build, built_at=at or FIRST_BUILT + timedelta(minutes=number))


def number_in(con: duckdb.DuckDBPyConnection) -> int:
    row = con.execute("SELECT number FROM generation").fetchone()
    assert row is not None
    return int(row[0])


def published_number(home: Home) -> int:
    with open_published(home) as con:
        return number_in(con)


def unfinished(home: Home) -> list[str]:
    return sorted(path.name for path in home.versions_dir.iterdir() if path.name.startswith("."))


def test_what_is_published_is_what_readers_open(home: Home) -> None:
    version = publish_number(home, 1)
    assert published_number(home) == 1
    assert current_version(home) == version
    assert versions(home) == [version]
    assert unfinished(home) == []


def test_a_version_is_named_by_when_it_was_built_in_utc_and_by_its_run(home: Home) -> None:
    in_stockholm = datetime(2018, 6, 25, 11, 30, 0, 7, tzinfo=timezone(timedelta(hours=2)))
    assert publish_number(home, 7, in_stockholm).name == "20180625T093000.000007Z-00000007.duckdb"


def test_the_link_leads_to_its_target_from_where_it_stands_so_the_folder_can_be_moved(
    home: Home, tmp_path: Path
) -> None:
    version = publish_number(home, 1)
    assert home.link.is_symlink()
    assert home.link.readlink() == Path("versions") / version.name
    home.root.rename(tmp_path / "moved")
    assert published_number(Home(tmp_path / "moved")) == 1


def test_a_link_stands_at_every_moment_of_a_switch(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_number(home, 1)
    seen = []

    def watched(path: Path, change: str) -> None:
        if path.parent == home.warehouse_dir:
            seen.append(change)
            assert published_number(home) == 1

    for change in ("symlink_to", "unlink", "replace", "rename"):
        original = getattr(Path, change)

        def watching(
            path: Path, *args: object, change: str = change, original: object = original, **kw: object
        ) -> object:
            watched(path, change)
            return original(path, *args, **kw)  # type: ignore[operator]  # a method of Path

        monkeypatch.setattr(Path, change, watching)
    publish_number(home, 2)
    assert seen[-2:] == ["symlink_to", "replace"]
    assert published_number(home) == 2


def test_a_file_that_somebody_put_in_the_links_place_gives_way_to_the_link(home: Home) -> None:
    publish_number(home, 1)
    home.link.unlink()
    home.link.write_bytes(b"copied here")
    publish_number(home, 2)
    assert home.link.is_symlink()
    assert published_number(home) == 2


def test_a_published_file_is_read_only_and_has_its_sum_beside_it_and_nothing_else(home: Home) -> None:
    version = publish_number(home, 1)
    assert stat.S_IMODE(version.stat().st_mode) == 0o444
    assert sorted(home.versions_dir.iterdir()) == [version, sum_path(version)]


def test_nobody_can_write_to_what_is_opened(home: Home) -> None:
    publish_number(home, 1)
    with open_published(home) as con, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        con.execute("UPDATE generation SET number = 2")


def test_changes_that_only_stand_in_the_builds_log_are_in_the_published_file(home: Home) -> None:
    build = start_build(home, "a" * 8)
    with duckdb.connect(build, config={"checkpoint_threshold": "1GB"}) as con:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        con.execute("CREATE TABLE generation AS SELECT 5 AS number")
    assert build.with_name(build.name + ".wal").exists()
    publish(home, build, built_at=FIRST_BUILT)
    assert published_number(home) == 5
    assert not list(home.versions_dir.glob("*.wal")) + list(home.versions_dir.glob(".*.wal"))


def test_a_build_whose_log_stays_is_not_published(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_number(home, 1)
    build = start_build(home, "b" * 8)
    build.with_name(build.name + ".log").write_bytes(b"unwritten")
    monkeypatch.setattr(store_versions, "_wal", lambda path: path.with_name(path.name + ".log"))
    with pytest.raises(SealError, match=r"b\.duckdb cannot be published") as caught:
        publish(home, build, built_at=FIRST_BUILT)
    assert caught.value.build == build
    assert build.exists()
    assert published_number(home) == 1
    assert len(versions(home)) == 1


def test_five_versions_are_kept(home: Home) -> None:
    published = [publish_number(home, number) for number in range(8)]
    assert versions(home) == published[-5:]
    assert published_number(home) == 7


def test_the_current_version_is_kept_even_where_clocks_make_it_the_oldest(home: Home) -> None:
    for number in range(6):
        publish_number(home, number)
    oldest = publish_number(home, 9, FIRST_BUILT - timedelta(days=365))
    assert versions(home)[0] == oldest == current_version(home)
    assert published_number(home) == 9


def test_a_version_comes_after_all_others_whatever_the_clock_says(home: Home) -> None:
    now = FIRST_BUILT + timedelta(days=1)
    assert next_built_at(home, now) == now
    last = publish_number(home, 1, now)
    assert next_built_at(home, now - timedelta(days=400)) == built_at(last) + timedelta(microseconds=1)
    assert next_built_at(home, now + timedelta(seconds=1)) == now + timedelta(seconds=1)


def test_an_open_reader_keeps_its_version_while_twenty_others_are_published(home: Home) -> None:
    version = publish_number(home, 0)
    with open_published(home) as reader:
        for number in range(1, 21):
            publish_number(home, number)
            assert number_in(reader) == 0
            assert published_number(home) == number
        assert not version.exists()
        assert number_in(reader.cursor()) == 0
    assert published_number(home) == 20


def test_versions_of_duckdb_that_readers_may_have_can_open_the_file(home: Home) -> None:
    version = publish_number(home, 1)
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{version}' AS published (READ_ONLY)")
        tags = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'published'").fetchone()
    assert tags is not None
    assert tags[0]["storage_version"].startswith("v1.5")


def test_a_folder_with_a_quote_in_its_name_can_hold_a_warehouse(tmp_path: Path) -> None:
    home = Home(tmp_path / "Umeå's o'hara")
    publish_number(home, 1)
    assert published_number(home) == 1


def test_nothing_published_says_how_to_build(home: Home) -> None:
    with pytest.raises(NoWarehouseError, match=r"No warehouse yet.*anslag run") as caught:
        open_published(home)
    assert caught.value.home == home
    assert current_version(home) is None
    assert versions(home) == []


def test_a_link_to_a_version_that_is_gone_says_so_and_how_to_build(home: Home) -> None:
    version = publish_number(home, 1)
    version.unlink()
    with pytest.raises(NoWarehouseError, match=rf"{version.name}, where there is no file.*anslag run"):
        open_published(home)
    assert current_version(home) is None
    publish_number(home, 2)
    assert published_number(home) == 2


@pytest.mark.parametrize("target", ["anslag.duckdb", "versions", "elsewhere/anslag.duckdb", "notes.txt/anslag.duckdb"])
def test_a_link_that_leads_astray_says_how_to_build_and_is_mended_by_the_next_version(home: Home, target: str) -> None:
    publish_number(home, 1)
    (home.warehouse_dir / "notes.txt").write_text("a file, not a folder", encoding="utf-8")
    home.link.unlink()
    home.link.symlink_to(target)
    with pytest.raises(NoWarehouseError, match="anslag run"):
        open_published(home)
    publish_number(home, 2)
    assert published_number(home) == 2


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000, None], ids=["empty", "other", "cut short"])
def test_a_damaged_version_says_which_and_how_to_build(home: Home, content: bytes | None) -> None:
    version = publish_number(home, 1)
    version.chmod(0o644)
    version.write_bytes(version.read_bytes()[:5000] if content is None else content)
    with pytest.raises(NoWarehouseError, match=rf"{version.name} cannot be opened.*anslag run"):
        open_published(home)
    publish_number(home, 2)
    assert published_number(home) == 2


def test_what_killed_builds_left_is_removed_by_the_next(home: Home) -> None:
    publish_number(home, 1)
    dead = start_build(home, "dead")
    dead.with_name(dead.name + ".wal").write_bytes(b"log")
    spilled = dead.with_name(dead.name + ".tmp")
    spilled.mkdir()
    (spilled / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"spilled")
    (home.warehouse_dir / f".{home.link.name}.4711").symlink_to("versions/half.duckdb")
    build = start_build(home, "next")
    assert unfinished(home) == [build.name]
    assert sorted(path.name for path in home.warehouse_dir.iterdir()) == ["anslag.duckdb", "versions"]
    assert published_number(home) == 1


def test_an_abandoned_build_leaves_nothing(home: Home) -> None:
    build = start_build(home, "a" * 8)
    build.with_name(build.name + ".wal").write_bytes(b"log")
    spilled = build.with_name(build.name + ".tmp")
    spilled.mkdir()
    (spilled / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"spilled")
    abandon(build)
    assert list(home.versions_dir.iterdir()) == []
    abandon(build)
