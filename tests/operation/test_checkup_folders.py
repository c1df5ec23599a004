import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_warehouse import publish_small

from pipelines.operation.checkup import State, folders
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.types import Received

GIB = 1024**3


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.raw_dir.mkdir(parents=True)
    return made


def states(home: Home) -> list[State]:
    return [result.state for result in folders.folders(home)]


def test_folders_that_are_there_or_can_be_made_are_right(home: Home) -> None:
    assert states(home) == [State.ok]
    assert [path.name for path in home.root.iterdir()] == ["raw"]


def test_a_file_in_the_place_of_a_folder_is_named(home: Home) -> None:
    home.warehouse_dir.write_text("in the way")
    first, second = folders.folders(home)
    assert first.state is second.state is State.wrong
    assert str(home.warehouse_dir) in first.seen
    assert "Move" in first.remedy


def test_a_link_that_leads_nowhere_is_no_folder(home: Home) -> None:
    home.state_dir.symlink_to(home.root / "gone")
    [result] = folders.folders(home)
    assert "state is not a folder" in result.seen


def test_a_folder_that_cannot_be_written_to_is_named(home: Home) -> None:
    home.raw_dir.chmod(0o555)
    try:
        if os.access(home.raw_dir, os.W_OK):
            pytest.skip("this user may write everywhere")
        [result] = folders.folders(home)
    finally:
        home.raw_dir.chmod(0o755)
    assert f"{home.raw_dir} cannot be written to" in result.seen
    assert "chown" in result.remedy


def test_a_file_system_that_takes_no_file_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    results = folders.folders(home)
    assert {result.state for result in results} == {State.wrong}
    assert "No space left on device" in results[0].seen


def test_a_gibibyte_of_room_is_enough_for_a_small_warehouse(home: Home) -> None:
    assert folders.disk(home, lambda _: GIB).state is State.ok
    result = folders.disk(home, lambda _: GIB - 1)
    assert result.state is State.wrong
    assert result.seen == f"1024 MiB free at {home.root}, 1.0 GiB needed"
    assert "Make room" in result.remedy


def test_a_great_warehouse_needs_three_times_its_size(home: Home) -> None:
    os.truncate(publish_small(home), GIB)
    assert folders.disk(home, lambda _: 3 * GIB).state is State.ok
    assert folders.disk(home, lambda _: 2 * GIB).state is State.wrong


def test_the_room_is_that_of_the_disk_that_the_warehouse_is_on(home: Home) -> None:
    asked: list[Path] = []
    folders.disk(home, lambda path: len(asked.append(path) or []) + GIB)  # type: ignore[func-returns-value]  # remembers
    assert asked == [home.root]
    assert folders.disk(home).seen.endswith("free")


def test_documents_are_counted_and_refused_files_told(home: Home) -> None:
    (home.raw_dir / "2018").mkdir()
    (home.raw_dir / "2018" / "a.txt").write_text("Lund får 3 miljoner kronor.")
    (home.raw_dir / "b.md").write_text("text")
    assert folders.raw_documents(home).seen == "2 in raw/"
    (home.raw_dir / "c.exe").write_text("text")
    assert folders.raw_documents(home).seen == "2 in raw/, 1 files refused by name"


def test_an_empty_raw_folder_is_wrong_until_something_is_published(home: Home) -> None:
    result = folders.raw_documents(home)
    assert result.state is State.wrong
    assert "Put a document" in result.remedy
    publish_small(home)
    assert folders.raw_documents(home).state is State.note


def test_a_missing_raw_folder_is_wrong(home: Home) -> None:
    home.raw_dir.rmdir()
    result = folders.raw_documents(home)
    assert result.state is State.wrong
    assert f"mkdir {home.raw_dir}" in result.remedy


def test_a_damaged_archive_is_told_and_a_sound_one_is_right(home: Home) -> None:
    assert folders.archive(home).state is State.note
    with Archive(home.archive) as archive:
        offered = [Received(f"{number}.txt", b"5 mnkr " * number) for number in range(500)]
        archive.record("folder", offered, seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert folders.archive(home).state is State.ok
    content = bytearray(home.archive.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    home.archive.write_bytes(content)
    result = folders.archive(home)
    assert result.state is State.wrong
    assert home.archive.name in result.seen
    assert "backup" in result.remedy


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("UPDATE content SET bytes = CAST('6 mnkr' AS BLOB)", "other bytes than"),
        ("UPDATE observation SET path = 'b.txt'", "observation 1"),
    ],
)
def test_an_archive_that_says_what_nobody_told_it_is_damaged(home: Home, fault: str, told: str) -> None:
    with Archive(home.archive) as archive:
        archive.record("folder", [Received("a.txt", b"5 mnkr")], seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    with closing(sqlite3.connect(home.archive)) as con:
        con.execute(fault)
        con.commit()
    result = folders.archive(home)
    assert result.state is State.wrong
    assert told in result.seen


def test_an_installation_without_a_file_of_inhabitants_is_right(home: Home) -> None:
    assert folders.population(home).state is State.ok


def test_a_file_of_inhabitants_that_can_be_used_is_right(home: Home) -> None:
    home.population.write_text("code,year,inhabitants,source\n0180,2017,949761,SCB\n", encoding="utf-8")
    result = folders.population(home)
    assert (result.state, "population.csv can be used" in result.seen) == (State.ok, True)


def test_a_wrong_line_of_the_file_of_inhabitants_is_told(home: Home) -> None:
    home.population.write_text("code,year,inhabitants,source\n180,2017,949761,SCB\n", encoding="utf-8")
    result = folders.population(home)
    assert result.state is State.wrong
    assert "population.csv:2" in result.seen
    assert "leading zero" in result.seen
    assert result.remedy
