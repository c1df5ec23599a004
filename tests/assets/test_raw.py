from collections.abc import Sequence
from pathlib import Path

import pytest
from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetRecordsFilter,
    DagsterInstance,
    ExecuteInProcessResult,
    asset,
    materialize,
)
from hypothesis import given
from hypothesis import strategies as st
from published_run import archive_state, publish_run

from pipelines.assets import raw
from pipelines.assets.raw import PUBLISHED, batches, raw_documents
from pipelines.assets.resources import DocumentSources, WarehouseBuild
from pipelines.settings import Home
from pipelines.sources.types import RawDocument

DOCUMENTS = "SELECT source, path, text, sidecar IS NULL FROM raw.document ORDER BY ALL"
VERSIONS = "SELECT path, version_no, is_current FROM raw.document_version ORDER BY ALL"
REFUSED = "SELECT source, path, problem <> '', remedy <> '' FROM raw.refused_file ORDER BY ALL"


class Seen:
    """What a run had to read, and what Dagster was told."""

    def __init__(self, result: ExecuteInProcessResult, answers: dict[str, list[tuple[object, ...]]]) -> None:
        self.result = result
        self.answers = answers

    @property
    def error(self) -> str:
        failure = self.result.failure_data_for_node("raw_documents")
        assert failure
        assert failure.error
        return failure.error.message


def read(
    home: Home, paths: Sequence[Path] = (), *, rebuild: bool = False, instance: DagsterInstance | None = None
) -> Seen:
    answers: dict[str, list[tuple[object, ...]]] = {}

    @asset(deps=[AssetKey(["raw", "document"])], required_resource_keys={"build"})
    def afterwards(context: AssetExecutionContext) -> None:
        with context.resources.build.connect(context.run.run_id) as con:
            answers.update({each: con.execute(each).fetchall() for each in (DOCUMENTS, VERSIONS, REFUSED)})

    result = materialize(
        [raw_documents, afterwards],
        resources={
            "build": WarehouseBuild(home_dir=str(home.root), rebuild=rebuild),
            "sources": DocumentSources(home_dir=str(home.root), paths=[str(path) for path in paths]),
        },
        instance=instance,
        raise_on_error=False,
    )
    return Seen(result, answers)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.raw_dir.mkdir(parents=True)
    return made


def test_every_source_is_read_into_the_warehouse_with_what_was_refused(home: Home, tmp_path: Path) -> None:
    (home.raw_dir / "b.txt").write_text("Ett anslag på 3 kr.", encoding="utf-8")
    (home.raw_dir / "a.md").write_text("# Ett", encoding="utf-8")
    (home.raw_dir / "a.meta.json").write_text('{"title": "Ett"}', encoding="utf-8")
    (home.raw_dir / "empty.txt").touch()
    (tmp_path / "named.text").write_text("Nämnd", encoding="utf-8")
    seen = read(home, [tmp_path / "named.text"])
    assert seen.answers[DOCUMENTS] == [
        ("folder", "a.md", "# Ett", False),
        ("folder", "b.txt", "Ett anslag på 3 kr.", True),
        ("given", "named.text", "Nämnd", True),
    ]
    assert seen.answers[VERSIONS] == [
        ("a.md", 1, True),
        ("b.txt", 1, True),
        ("empty.txt", 1, True),
        ("named.text", 1, True),
    ]
    assert seen.answers[REFUSED] == [("folder", "empty.txt", True, True)]
    told = {
        ".".join(event.asset_key.path): {name: value.value for name, value in event.metadata.items()}
        for event in seen.result.asset_materializations_for_node("raw_documents")
        if event.asset_key
    }
    assert {table: metadata["dagster/row_count"] for table, metadata in told.items()} == {
        "raw.document_version": 4,
        "raw.document": 3,
        "raw.refused_file": 1,
        "raw.supplied_file": 0,
        "quality.review": 0,
    }
    assert told["raw.document"]["sources"] == ["folder", "given"]


def test_documents_of_many_batches_are_all_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "_BATCH_BYTES", 25)
    for number in range(9):
        (home.raw_dir / f"{number}.txt").write_text(f"Text nummer {number}", encoding="utf-8")
    texts = [row[2] for row in read(home).answers[DOCUMENTS]]
    assert texts == [f"Text nummer {number}" for number in range(9)]


def test_every_version_that_the_archive_has_is_read_and_one_that_is_there_no_more_is_not_current(home: Home) -> None:
    (home.raw_dir / "a.txt").write_text("Ett", encoding="utf-8")
    (home.raw_dir / "b.txt").write_text("Annat", encoding="utf-8")
    read(home)
    (home.raw_dir / "a.txt").write_text("Två", encoding="utf-8")
    (home.raw_dir / "b.txt").unlink()
    seen = read(home)
    assert [row[2] for row in seen.answers[DOCUMENTS]] == ["Ett", "Två", "Annat"]
    assert seen.answers[VERSIONS] == [("a.txt", 1, False), ("a.txt", 2, True), ("b.txt", 1, False)]


def test_what_was_named_once_is_read_without_being_named_again(home: Home, tmp_path: Path) -> None:
    (home.raw_dir / "a.txt").write_text("Ett", encoding="utf-8")
    (tmp_path / "named.txt").write_text("Nämnd", encoding="utf-8")
    read(home, [tmp_path / "named.txt"])
    assert ("given", "named.txt", "Nämnd", True) in read(home).answers[DOCUMENTS]


def test_with_nothing_new_nothing_is_read_and_what_would_follow_is_skipped(home: Home) -> None:
    (home.raw_dir / "a.txt").write_text("Ett", encoding="utf-8")
    assert read(home).answers
    publish_run(home, archive_state(home))
    with DagsterInstance.ephemeral() as instance:
        seen = read(home, instance=instance)
        assert seen.result.success
        assert seen.answers == {}
        assert seen.result.get_asset_materialization_events() == []
        assert len(instance.fetch_materializations(AssetRecordsFilter(asset_key=PUBLISHED), limit=9).records) == 1


def test_a_rebuild_reads_everything_although_nothing_is_new(home: Home) -> None:
    (home.raw_dir / "a.txt").write_text("Ett", encoding="utf-8")
    read(home)
    publish_run(home, archive_state(home))
    assert [row[2] for row in read(home, rebuild=True).answers[DOCUMENTS]] == ["Ett"]


def test_only_what_is_new_is_read_where_the_version_before_can_be_added_to(home: Home) -> None:
    (home.raw_dir / "a.txt").write_text("Ett", encoding="utf-8")
    read(home)
    publish_run(home, archive_state(home))
    (home.raw_dir / "b.txt").write_text("Annat", encoding="utf-8")
    assert [row[1] for row in read(home).answers[DOCUMENTS]] == ["b.txt"]
    publish_run(home, archive_state(home), rules="others")
    assert [row[1] for row in read(home).answers[DOCUMENTS]] == ["a.txt", "b.txt"]


def test_with_nothing_to_read_the_run_ends_and_says_what_to_do(home: Home) -> None:
    seen = read(home)
    assert not seen.result.success
    assert "No document was read. There is no file to read." in seen.error
    assert "anslag run PATH" in seen.error


def test_with_nothing_but_refused_files_the_run_ends_and_names_them(home: Home) -> None:
    (home.raw_dir / "empty.txt").touch()
    seen = read(home)
    assert not seen.result.success
    assert "No document was read. 1 files were refused. empty.txt" in seen.error


@given(st.lists(st.integers(0, 40)), st.integers(1, 60))
def test_batches_keep_every_document_in_order_and_no_batch_grows_past_its_last_document(
    sizes: list[int], limit: int
) -> None:
    documents = [
        RawDocument(f"{at}", f"folder:{at}", "folder", f"{at}", "0" * 64, size, "utf-8", "", None)
        for at, size in enumerate(sizes)
    ]
    made = list(batches(documents, limit))
    assert [document for batch in made for document in batch] == documents
    assert all(batch for batch in made)
    assert all(sum(document.size_bytes for document in batch[:-1]) < limit for batch in made)
    assert all(sum(document.size_bytes for document in batch) >= limit for batch in made[:-1])
