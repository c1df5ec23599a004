from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from dagster import AssetKey, ConfigurableResource, ExecuteInProcessResult, Failure, materialize
from hypothesis import given
from hypothesis import strategies as st

from pipelines.assets import raw
from pipelines.assets.raw import batches, raw_documents
from pipelines.assets.resources import DocumentSources
from pipelines.settings import Home
from pipelines.sources.types import RawDocument
from pipelines.store.schema import create_schema


class KeptBuild(ConfigurableResource[None]):
    path: str

    @contextmanager
    def connect(self, run_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
        assert run_id
        with duckdb.connect(self.path) as con:
            yield con


def read(home: Home, paths: list[Path]) -> tuple[ExecuteInProcessResult, Path]:
    file = home.root / "build.duckdb"
    with duckdb.connect(file) as con:
        create_schema(con)
    sources = DocumentSources(home_dir=str(home.root), paths=[str(path) for path in paths])
    result = materialize([raw_documents], resources={"build": KeptBuild(path=str(file)), "sources": sources})
    return result, file


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
    result, file = read(home, [tmp_path / "named.text"])
    with duckdb.connect(file) as con:
        documents = con.execute("SELECT source, path, text, sidecar IS NULL FROM raw.document ORDER BY ALL").fetchall()
        refused = con.execute("SELECT source, path, problem <> '', remedy <> '' FROM raw.refused_file").fetchall()
    assert documents == [
        ("folder", "a.md", "# Ett", False),
        ("folder", "b.txt", "Ett anslag på 3 kr.", True),
        ("given", "named.text", "Nämnd", True),
    ]
    assert refused == [("folder", "empty.txt", True, True)]
    [document] = result.asset_materializations_for_node("raw_documents")[:1]
    assert document.asset_key == AssetKey(["raw", "document"])
    told = {name: value.value for name, value in document.metadata.items()}
    assert (told["dagster/row_count"], told["size_bytes"], told["sources"]) == (3, 31, ["folder", "given"])


def test_documents_of_many_batches_are_all_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "_BATCH_BYTES", 25)
    for number in range(9):
        (home.raw_dir / f"{number}.txt").write_text(f"Text nummer {number}", encoding="utf-8")
    _, file = read(home, [])
    with duckdb.connect(file) as con:
        assert con.execute("SELECT count(*), count(DISTINCT text) FROM raw.document").fetchone() == (9, 9)


def test_with_nothing_to_read_the_run_ends_and_says_what_to_do(home: Home) -> None:
    with pytest.raises(Failure, match=r"No document was read\..*anslag run PATH"):
        read(home, [])


def test_with_nothing_but_refused_files_the_run_ends(home: Home) -> None:
    (home.raw_dir / "empty.txt").touch()
    with pytest.raises(Failure, match=r"No document was read\."):
        read(home, [])


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
