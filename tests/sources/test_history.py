from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import Changes
from pipelines.sources.history import DocumentVersion, document_versions
from pipelines.sources.observing import observe
from pipelines.sources.types import Received, RefusedFile

FIRST = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
BROKEN = RefusedFile("folder", "b.txt", None, None, "It may not be opened.", "Let it be read.")


def day(number: int) -> datetime:
    return FIRST + timedelta(days=number)


@dataclass
class Shelf:
    """A source that offers what it is told to."""

    offered: list[Received | RefusedFile]
    name: str = "folder"
    is_complete: bool = True

    def count(self) -> int:
        return len(self.offered)

    def offers(self) -> Iterator[Received | RefusedFile]:
        return iter(self.offered)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.sqlite") as opened:
        yield opened


def text(path: str, said: str, **description: str) -> Received:
    return Received(path, said.encode(), description=description or None)


def history(archive: Archive) -> list[tuple[str, int, int, int | None, bool]]:
    return [
        (
            version.path,
            version.version_no,
            (version.valid_from - FIRST).days,
            None if version.valid_to is None else (version.valid_to - FIRST).days,
            version.is_current,
        )
        for version in document_versions(archive.observations())
    ]


def test_a_changed_document_has_a_further_version_from_the_day_of_the_change(archive: Archive) -> None:
    observe(archive, [Shelf([text("a.txt", "5 mnkr")])], seen_at=day(0))
    observe(archive, [Shelf([text("a.txt", "5 mnkr")])], seen_at=day(1))
    observe(archive, [Shelf([text("a.txt", "6 mnkr")])], seen_at=day(2))
    assert history(archive) == [("a.txt", 1, 0, 2, False), ("a.txt", 2, 2, None, True)]


def test_a_clock_that_was_set_back_ends_no_version_before_it_began(archive: Archive) -> None:
    observe(archive, [Shelf([text("a.txt", "5 mnkr")])], seen_at=day(9))
    observe(archive, [Shelf([text("a.txt", "6 mnkr")])], seen_at=day(2))
    observe(archive, [Shelf([text("a.txt", "7 mnkr")])], seen_at=day(4))
    observe(archive, [Shelf([text("a.txt", "8 mnkr")])], seen_at=day(12))
    assert history(archive) == [
        ("a.txt", 1, 9, 9, False),
        ("a.txt", 2, 9, 9, False),
        ("a.txt", 3, 9, 12, False),
        ("a.txt", 4, 12, None, True),
    ]


def test_a_document_that_vanishes_is_closed_and_opened_again_when_it_comes_back(archive: Archive) -> None:
    observe(archive, [Shelf([text("a.txt", "5 mnkr"), text("b.txt", "7 mnkr")])], seen_at=day(0))
    assert observe(archive, [Shelf([text("b.txt", "7 mnkr")])], seen_at=day(3)).vanished == 1
    assert history(archive)[0] == ("a.txt", 1, 0, 3, False)
    observe(archive, [Shelf([text("a.txt", "5 mnkr"), text("b.txt", "7 mnkr")])], seen_at=day(5))
    assert history(archive) == [("a.txt", 1, 0, 3, False), ("a.txt", 2, 5, None, True), ("b.txt", 1, 0, None, True)]


def test_bytes_that_come_back_are_a_further_version_with_an_identifier_of_its_own(archive: Archive) -> None:
    for number, said in enumerate(["5 mnkr", "6 mnkr", "5 mnkr"]):
        observe(archive, [Shelf([text("a.txt", said)])], seen_at=day(number))
    versions = list(document_versions(archive.observations()))
    assert [version.version_no for version in versions] == [1, 2, 3]
    assert versions[0].sha256 == versions[2].sha256
    assert len({version.document_id for version in versions}) == 3
    assert len({version.document_key for version in versions}) == 1


def test_a_new_description_makes_no_version_and_the_last_one_holds(archive: Archive) -> None:
    observe(archive, [Shelf([text("a.txt", "5 mnkr", title="Förut")])], seen_at=day(0))
    changes = observe(archive, [Shelf([text("a.txt", "5 mnkr", title="Nu")])], seen_at=day(1))
    (version,) = document_versions(archive.observations())
    assert changes == Changes(redescribed=1)
    assert (version.valid_from, version.sidecar) == (day(0), '{"title":"Nu"}')


def test_a_source_that_is_not_complete_closes_nothing(archive: Archive) -> None:
    observe(archive, [Shelf([text("a.txt", "5 mnkr")], name="given", is_complete=False)], seen_at=day(0))
    observe(archive, [Shelf([text("b.txt", "7 mnkr")], name="given", is_complete=False)], seen_at=day(1))
    assert [version.is_current for version in document_versions(archive.observations())] == [True, True]


def test_a_file_that_cannot_be_taken_now_has_not_vanished(archive: Archive) -> None:
    observe(archive, [Shelf([text("b.txt", "7 mnkr")])], seen_at=day(0))
    assert observe(archive, [Shelf([BROKEN])], seen_at=day(1)) == Changes(refused=1)
    assert history(archive) == [("b.txt", 1, 0, None, True)]
    assert archive.refusals() == [BROKEN]


def test_refusals_are_those_of_the_last_look_and_change_the_state(archive: Archive) -> None:
    observe(archive, [Shelf([BROKEN])], seen_at=day(0))
    before = archive.state()
    observe(archive, [Shelf([BROKEN])], seen_at=day(1))
    assert archive.state() == before
    observe(archive, [Shelf([])], seen_at=day(2))
    assert archive.refusals() == []
    assert archive.state() != before


def test_only_documents_observed_since_are_told_but_with_all_their_versions(archive: Archive) -> None:
    observe(archive, [Shelf([text("a.txt", "5 mnkr"), text("b.txt", "7 mnkr")])], seen_at=day(0))
    before = archive.state().last_no
    observe(archive, [Shelf([text("a.txt", "6 mnkr"), text("b.txt", "7 mnkr")])], seen_at=day(1))
    told = list(document_versions(archive.observations(since_no=before)))
    assert [(version.path, version.version_no) for version in told] == [("a.txt", 1), ("a.txt", 2)]


def test_an_archive_that_was_begun_anew_has_another_identity(tmp_path: Path) -> None:
    with Archive(tmp_path / "one.sqlite") as one, Archive(tmp_path / "other.sqlite") as other:
        assert one.state().archive_id != other.state().archive_id
    with Archive(tmp_path / "one.sqlite") as again:
        assert len(again.state().archive_id) == 32


def test_versions_are_the_same_however_often_they_are_told(archive: Archive) -> None:
    for number, said in enumerate(["5 mnkr", "6 mnkr"]):
        observe(archive, [Shelf([text("a.txt", said), text("c.txt", "8 mnkr")])], seen_at=day(number))
    told: list[list[DocumentVersion]] = [list(document_versions(archive.observations())) for _ in range(2)]
    assert told[0] == told[1]
