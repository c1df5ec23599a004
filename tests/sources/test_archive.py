import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.sources import archive_sql
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveError, Changes, Observation, Receipt
from pipelines.sources.types import Received

DAY = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


def received(**texts: str) -> list[Received]:
    return [Received(path, text.encode()) for path, text in texts.items()]


def test_bytes_come_back_as_received(tmp_path: Path) -> None:
    content = b"Lund f\xe5r 5 miljoner\r\n\0"
    with Archive(tmp_path / "raw" / "archive.sqlite") as archive:
        archive.record("folder", [Received("a.txt", content)], seen_at=DAY)
        seen = archive.current("folder")["a.txt"]
        assert seen.sha256 is not None
        assert archive.content(seen.sha256) == content


def test_only_what_differs_from_the_last_observation_is_noted(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        first = archive.record_listing("folder", received(a="1", b="2", c="3"), seen_at=DAY)
        before = archive.state()
        again = archive.record_listing("folder", received(a="1", b="2", c="3"), seen_at=DAY + timedelta(days=1))
        assert archive.state() == before
        later = archive.record_listing("folder", received(a="1", b="2!", d="4"), seen_at=DAY + timedelta(days=2))
        assert archive.state() != before
    assert first == Changes(added=3)
    assert again == Changes(unchanged=3)
    assert later == Changes(added=1, changed=1, unchanged=1, vanished=1)


def test_a_document_that_vanished_and_came_back_keeps_its_history(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        archive.record_listing("folder", received(a="1"), seen_at=DAY)
        archive.record_listing("folder", [], seen_at=DAY + timedelta(days=1))
        assert archive.current("folder") == {}
        assert archive.record_listing("folder", received(a="1"), seen_at=DAY + timedelta(days=2)) == Changes(added=1)
        seen = [(each.sha256 is not None, each.seen_at.day) for each in archive.observations()]
    assert seen == [(True, 1), (False, 2), (True, 3)]


def test_a_new_description_of_the_same_bytes_is_noted_without_storing_them_again(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        archive.record("g0v", [Received("a", b"1", "http://host/a", {"title": "Förut"})], seen_at=DAY)
        changes = archive.record("g0v", [Received("a", b"1", "http://host/a", {"title": "Nu"})], seen_at=DAY)
        assert changes == Changes(redescribed=1)
        (stored,) = sqlite3.connect(archive.path).execute("SELECT count(*) FROM content").fetchone()
        assert stored == 1
        assert archive.current("g0v")["a"].description == {"title": "Nu"}


def test_sources_do_not_touch_each_other(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        archive.record_listing("folder", received(a="1"), seen_at=DAY)
        archive.record_listing("g0v", received(b="2"), seen_at=DAY)
        assert archive.record_listing("g0v", [], seen_at=DAY) == Changes(vanished=1)
        assert list(archive.current("folder")) == ["a"]


def test_only_documents_that_were_there_can_vanish(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        archive.record("g0v", received(a="1"), seen_at=DAY)
        assert archive.vanish("g0v", ["a", "b"], seen_at=DAY) == 1
        assert archive.vanish("g0v", ["a"], seen_at=DAY) == 0


def test_a_recording_that_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield Received("a", b"1")
        raise OSError("the disk is gone")

    with Archive(tmp_path / "a.sqlite") as archive:
        with pytest.raises(OSError, match="disk"):
            archive.record("folder", broken(), seen_at=DAY)  # type: ignore[arg-type]  # a generator that raises
        assert archive.current("folder") == {}


def test_two_processes_write_one_after_the_other(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from pipelines.sources.archive import Archive, Received
        with Archive(Path(sys.argv[1])) as archive:
            for number in range(50):
                archive.record(sys.argv[2], [Received(str(number), b"x")], seen_at=datetime.now(UTC))
    """)
    path = tmp_path / "a.sqlite"
    writers = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in ("one", "two")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Archive(path) as archive:
        assert [len(archive.current(name)) for name in ("one", "two")] == [50, 50]


def test_a_file_that_is_no_archive_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(ArchiveError, match=r"a\.sqlite cannot be used"):
        Archive(path)


def test_an_archive_that_cannot_be_opened_or_written_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.sqlite").mkdir()
    for path in (tmp_path / "file" / "a.sqlite", tmp_path / "folder.sqlite"):
        with pytest.raises(ArchiveError, match=f"{path} cannot be opened: .*Let the user"):
            Archive(path)
    path = tmp_path / "a.sqlite"
    with Archive(path) as archive:
        archive.record("folder", received(a="1"), seen_at=DAY)
        with sqlite3.connect(path) as con:
            con.execute("DROP TABLE content")
        with pytest.raises(ArchiveError, match=r"a\.sqlite cannot be written: .*Let the user"):
            archive.record("folder", received(a="1", b="2"), seen_at=DAY)
        with sqlite3.connect(path) as con:
            con.execute("CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)")
        archive.record("folder", received(a="1", b="2"), seen_at=DAY)
        assert set(archive.current("folder")) == {"a", "b"}


def test_damage_inside_an_archive_is_told_with_its_name_when_someone_looks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Archive(path) as archive:
        archive.record("folder", received(**{f"a{n}": "x" * 500 for n in range(200)}), seen_at=DAY)
        archive.verify()
    content = bytearray(path.read_bytes())
    content[8_192:20_480] = b"\xff" * 12_288
    path.write_bytes(content)
    with Archive(path) as archive, pytest.raises(ArchiveError, match=r"a\.sqlite is damaged"):
        archive.verify()


def test_stored_bytes_that_changed_are_never_handed_out(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Archive(path) as archive:
        archive.record("folder", received(a="1"), seen_at=DAY)
        sha256 = archive.current("folder")["a"].sha256
        assert sha256 is not None
        with sqlite3.connect(path) as con:
            con.execute("UPDATE content SET bytes = CAST('other' AS BLOB)")
        with pytest.raises(ArchiveError, match=sha256):
            archive.content(sha256)
        with pytest.raises(KeyError):
            archive.content("0" * 64)


def test_an_observation_tells_time_address_and_description(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        archive.record("g0v", [Received("a", b"1", "http://host/a", {"title": "Åre"})], seen_at=DAY)
        (seen,) = archive.observations()
    sha256 = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    assert seen == Observation("g0v", "a", sha256, DAY, "http://host/a", {"title": "Åre"})


def test_a_receipt_takes_the_place_of_the_last_and_leaves_the_state_as_it_was(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.sqlite") as archive:
        before = archive.state()
        archive.keep_receipt("g0v", Receipt("l.json", "http://host/l.json", DAY, "0" * 64, '"1"', None), b"[1]")
        archive.keep_receipt("g0v", Receipt("a.md", "http://host/a.md", DAY, "1" * 64, None, "yesterday"))
        later = Receipt("l.json", "http://host/l.json", DAY + timedelta(days=1), "2" * 64, '"2"', None)
        archive.keep_receipt("g0v", later, b"[1, 2]")
        assert archive.receipts("g0v")["l.json"] == later
        assert archive.received("g0v", "l.json") == b"[1, 2]"
        assert archive.received("g0v", "a.md") is None
        assert archive.received("other", "l.json") is None
        assert archive.receipts("other") == {}
        assert archive.state() == before


def test_the_last_observation_beside_some_sources_is_told_without_writing(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive(path) as archive:
        assert archive.last_beside({"folder"}) is None
        archive.record("folder", [Received("a", b"1")], seen_at=datetime(2026, 3, 1, tzinfo=UTC))
        assert archive.last_beside({"folder"}) is None
        for number, source in enumerate(["g0v", "a-site", "zz"]):
            archive.record(source, [Received("a", b"1")], seen_at=datetime(2026, 3, 2 + number, tzinfo=UTC))
        archive.record("folder", [Received("b", b"1")], seen_at=datetime(2026, 3, 9, tzinfo=UTC))
    with Archive(path, read_only=True) as archive:
        assert archive.last_beside({"folder"}) == (4, datetime(2026, 3, 4, tzinfo=UTC))
        assert archive.last_beside({"folder", "zz"}) == (3, datetime(2026, 3, 3, tzinfo=UTC))
        assert archive.last_beside({"folder", "zz", "a-site", "g0v"}) is None


def test_who_only_looks_waits_for_nobody_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive(path) as archive:
        archive.record("g0v", [Received("a", b"1")], seen_at=datetime(2026, 3, 1, tzinfo=UTC))
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with Archive(path, read_only=True) as archive:
            assert archive.last_beside(()) == (1, datetime(2026, 3, 1, tzinfo=UTC))


def test_the_last_observation_is_found_without_going_through_all(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite"):
        pass
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as con:
        last = "SELECT max(observation_no) FROM observation WHERE source = ?"
        plans = [
            detail
            for statement, values in ((archive_sql.SOURCES, []), (last, ["g0v"]))
            for *_, detail in con.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert any("SEARCH observation" in detail for detail in plans)
    # min() without a condition searches for the first; SQLite calls that a search as well.
    assert [detail for detail in plans if detail.startswith("SCAN observation")] == []


def test_who_only_looks_needs_the_file(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(tmp_path / "none.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


def two_looks(archive: Archive) -> None:
    archive.record_listing("folder", received(a="5 mnkr", b="6 mnkr"), seen_at=DAY)
    archive.record_listing("folder", received(a="7 mnkr"), seen_at=DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE observation SET path = 'c.txt' WHERE observation_no = 1",
        "UPDATE observation SET seen_at = replace(seen_at, '2026', '2025') WHERE observation_no = 2",
        "UPDATE observation SET sha256 = (SELECT min(sha256) FROM content) WHERE observation_no = 3",
        "UPDATE observation SET description = '{}' WHERE observation_no = 4",
        "DELETE FROM observation WHERE observation_no = 2",
        "UPDATE observation SET digest = NULL WHERE observation_no = 4",
    ],
)
def test_an_observation_that_is_not_as_it_was_written_is_told(tmp_path: Path, change: str) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive(path) as archive:
        two_looks(archive)
        archive.verify()
    with sqlite3.connect(path) as other:
        assert other.execute(change).rowcount == 1
    with Archive(path) as archive, pytest.raises(ArchiveError, match=r"is damaged: observation \d .*Put a copy of it"):
        archive.verify()


def test_an_archive_from_before_observations_had_digests_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive(path) as archive:
        two_looks(archive)
        before = list(archive.observations())
    with sqlite3.connect(path) as other:
        other.execute("ALTER TABLE observation DROP COLUMN digest")
    with Archive(path) as archive:
        archive.verify()
        assert list(archive.observations()) == before
        archive.record("folder", received(c="8 mnkr"), seen_at=DAY)
        archive.verify()


def test_two_who_write_in_turn_continue_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive(path) as one, Archive(path) as other:
        for number in range(3):
            one.record("folder", [Received(f"one-{number}", b"5 mnkr")], seen_at=DAY)
            other.record("folder", [Received(f"other-{number}", b"5 mnkr")], seen_at=DAY)
        one.verify()
        assert one.state().last_no == 6
