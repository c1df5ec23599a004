import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from archive_rows import archive_rows

from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveError, Receipt
from pipelines.sources.types import Received, RefusedFile

DAY = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
REFUSED = RefusedFile("folder", "karta.png", 3, "0" * 64, "It is a picture.", "Take it away.")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive with a row or more in each table: documents that changed and vanished, a refusal, receipts."""
    path = tmp_path_factory.mktemp("full") / "archive.sqlite"
    texts = [f"Lunds kommun får {number} miljoner kronor.\n" for number in range(40)]
    with Archive(path) as archive:
        first = [Received(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
        archive.record_listing("folder", first, seen_at=DAY)
        later = [Received(each.path, each.content * 20) for each in first[:30]]
        archive.record_listing("folder", [*later, REFUSED], seen_at=DAY + timedelta(days=1))
        for number in range(10):
            told = Receipt(f"{number}.md", f"http://host/{number}.md", DAY, f"{number:064}", f'"{number}"', None)
            archive.keep_receipt("g0v", told, b"[1, 2]" if number % 2 else None)
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA journal_mode = DELETE")
    return path.read_bytes()


def damage(path: Path) -> str:
    """Tell what is found wrong, by all that there is to look for it."""
    try:
        with Archive(path, read_only=True) as archive:
            archive.verify()
            archive.verify_contents()
    except ArchiveError as error:
        return str(error)
    return ""


def test_a_flipped_bit_is_told_or_changes_no_row(full: bytes, tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(full)
    sound = archive_rows(path)
    assert sound
    assert all(sound.values())
    assert damage(path) == ""
    chance = random.Random(2026)  # noqa: S311 - the same bits in every run
    places = [place for place, byte in enumerate(full) if byte]
    told = 0
    for _ in range(600):
        place, bit = chance.choice(places), chance.randrange(8)
        path.write_bytes(full[:place] + bytes([full[place] ^ 1 << bit]) + full[place + 1 :])
        found = damage(path)
        told += path.name in found
        assert found or archive_rows(path) == sound, f"bit {bit} of byte {place}"
    # The rest are bits of the header, and of the text of the statements that made the tables.
    assert told > 580


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE receipt SET etag = '\"9\"' WHERE path = '1.md'", "a row of its table receipt is not"),
        ("UPDATE receipt SET bytes = CAST('[1, 3]' AS BLOB) WHERE path = '1.md'", "a row of its table receipt is not"),
        ("UPDATE refusal SET remedy = 'Take it.'", "a row of its table refusal is not"),
        ("UPDATE identity SET archive_id = 'x' || substr(archive_id, 2)", "a row of its table identity is not"),
        ("UPDATE identity SET digest = NULL", "a row of its table identity is not"),
        ("DELETE FROM content WHERE sha256 = (SELECT min(sha256) FROM content)", "whose bytes are missing"),
    ],
)
def test_a_row_that_is_not_as_it_was_written_is_told(full: bytes, tmp_path: Path, change: str, problem: str) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(full)
    with closing(sqlite3.connect(path)) as other, other:
        assert other.execute(change).rowcount == 1
    with Archive(path) as archive, pytest.raises(ArchiveError, match=f"is damaged: .*{problem}"):
        archive.verify()


def test_an_archive_from_before_there_were_seals_is_taken_as_it_is(full: bytes, tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(full)
    with Archive(path) as archive:
        before = archive.state(), archive.receipts("g0v"), archive.refusals()
    with closing(sqlite3.connect(path)) as other, other:
        for table in ("identity", "receipt", "refusal"):
            other.execute(f"ALTER TABLE {table} DROP COLUMN digest")
    assert damage(path) == ""
    with Archive(path) as archive:
        assert (archive.state(), archive.receipts("g0v"), archive.refusals()) == before
        archive.clear_refusals()
        archive.record("folder", [REFUSED], seen_at=DAY)
        archive.keep_receipt("g0v", Receipt("1.md", "http://host/1.md", DAY, "1" * 64, None, None), b"[]")
        assert archive.state() == before[0]
    assert damage(path) == ""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE receipt SET etag = '\"9\"' WHERE path = '3.md'")
    assert "a row of its table receipt is not" in damage(path)
