import os
from itertools import permutations
from pathlib import Path

import pytest
from growth import grows_linearly
from source_outcomes import Outcome

from pipelines.sources.files import PathNotFoundError
from pipelines.sources.given import given_source
from pipelines.sources.reading import documents_of

TEXT = "Malmö får 5 miljoner kronor"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ["p/a/x.txt", "p/a/sub/y.md", "q/a/x.txt", "q/z.dat", "q/x.md"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def _documents(*paths: Path) -> list[str]:
    outcome = Outcome(given_source(paths))
    assert not outcome.refused
    return list(outcome.documents)


def test_a_file_is_stored_under_its_name_and_a_folder_with_its_own(tree: Path) -> None:
    assert _documents(tree / "q" / "x.md", tree / "p" / "a") == ["a/sub/y.md", "a/x.txt", "x.md"]


def test_the_document_key_tells_that_the_path_was_given(tree: Path) -> None:
    document = Outcome(given_source([tree / "q" / "x.md"])).documents["x.md"]
    assert document.document_key == "given:x.md"


def test_the_path_is_the_same_however_the_file_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "p" / "a")
    assert _documents(Path()) == _documents(Path("../a")) == _documents(tree / "p" / "a") == ["a/sub/y.md", "a/x.txt"]
    assert _documents(Path("sub/..")) == ["a/sub/y.md", "a/x.txt"]
    assert _documents(Path("sub/../x.txt")) == ["x.txt"]


def test_names_that_clash_are_told_apart_by_the_folders_above_in_any_order(tree: Path) -> None:
    paths = [tree / "p/a/x.txt", tree / "q/a/x.txt", tree / "q/z.dat"]
    for order in permutations(paths):
        assert _documents(*order) == ["p/a/x.txt", "q/a/x.txt", "z.dat"]
    assert _documents(tree / "q" / "a", tree / "p" / "a") == ["p/a/sub/y.md", "p/a/x.txt", "q/a/x.txt"]


def test_the_sidecars_of_files_with_like_stems_are_told_apart_too(tree: Path) -> None:
    for folder in ["p/a", "q"]:
        (tree / folder / "x.meta.json").write_text("{")
    outcome = Outcome(given_source([tree / "p/a/x.txt", tree / "q/x.md"]))
    assert set(outcome.documents) == {"a/x.txt", "q/x.md"}
    assert set(outcome.refused) == {"a/x.meta.json", "q/x.meta.json"}


def test_a_label_never_falls_into_another_named_folder(tree: Path) -> None:
    # q/a/x.txt needs its folder's name to differ from p/a/x.txt, and then looks like a file of the folder r/a.
    (tree / "r" / "a").mkdir(parents=True)
    (tree / "r" / "a" / "x.txt").write_text(TEXT)
    named = [tree / "q/x.md", tree / "q/a/x.txt", tree / "r/a"]
    for order in permutations(named):
        paths = _documents(*order)
        assert len(paths) == len(set(paths)) == 3


def test_a_file_named_with_any_suffix_is_tried_as_text(tree: Path) -> None:
    (tree / "README.md").write_text(TEXT)
    (tree / ".hidden").write_text(TEXT)
    (tree / "picture.dat").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    names = ["q/z.dat", "README.md", ".hidden", "picture.dat"]
    outcome = Outcome(given_source([tree / name for name in names]))
    assert set(outcome.documents) == {"z.dat", "README.md", ".hidden"}
    assert "PNG" in outcome.refused["picture.dat"].problem


def test_what_is_named_twice_is_read_once(tree: Path) -> None:
    (tree / "link.txt").symlink_to("p/a/x.txt")
    named = [tree / "p", tree / "p/a", tree / "p/a/x.txt", tree / "p/../p/a/x.txt", tree / "link.txt"]
    assert _documents(*named) == ["p/a/sub/y.md", "p/a/x.txt"]
    assert given_source(named).count() == 2


def test_a_file_that_its_folder_would_refuse_is_read_when_it_is_named_as_well(tree: Path) -> None:
    (tree / "q" / "z.meta.json").write_text('{"title": "Hej"}')
    assert set(Outcome(given_source([tree / "q"])).refused) == {"q/z.dat", "q/z.meta.json"}
    outcome = Outcome(given_source([tree / "q", tree / "q/z.dat"]))
    assert outcome.documents["q/z.dat"].sidecar == '{"title":"Hej"}'
    assert not outcome.refused


def test_a_hidden_folder_is_read_when_it_is_named_beside_the_one_that_holds_it(tree: Path) -> None:
    (tree / "q" / ".old").mkdir()
    (tree / "q" / ".old" / "w.txt").write_text(TEXT)
    outcome = Outcome(given_source([tree / "q", tree / "q" / ".old"]))
    assert ".old/w.txt" in outcome.documents


def test_all_files_of_a_folder_may_be_named_by_a_wildcard(tree: Path) -> None:
    folder = tree / "r"
    folder.mkdir()
    for name in ["a.txt", "a.meta.json", "b.meta.json", "population.csv", "reviews.jsonl"]:
        (folder / name).write_text('{"title": "Hej"}')
    outcome = Outcome(given_source(sorted(folder.iterdir())))
    assert outcome.documents["a.txt"].sidecar == '{"title":"Hej"}'
    assert set(outcome.documents) == {"a.txt"}
    assert {path: file.problem for path, file in outcome.refused.items()} == {
        "b.meta.json": "This is a sidecar, which describes a document, not a document.",
        "population.csv": "This is the file of inhabitants, not a document.",
        "reviews.jsonl": "This is the log of reviews, not a document.",
    }


def test_a_named_link_is_followed_and_keeps_its_name(tree: Path) -> None:
    (tree / "p" / "latest.txt").symlink_to(tree / "q" / "x.md")
    assert _documents(tree / "p" / "latest.txt") == ["latest.txt"]


def test_a_link_out_of_a_named_folder_is_refused(tree: Path) -> None:
    (tree / "p" / "out.txt").symlink_to(tree / "q" / "x.md")
    assert "out of the folder" in Outcome(given_source([tree / "p"])).refused["p/out.txt"].problem


def test_a_named_pipe_is_refused_without_waiting(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    assert "a pipe" in Outcome(given_source([tree / "pipe"])).refused["pipe"].problem


@pytest.mark.parametrize("name", ["missing.txt", "broken", "circle", "q/x.md/below"])
def test_a_path_that_does_not_exist_stops_everything_before_it_begins(tree: Path, name: str) -> None:
    (tree / "broken").symlink_to("missing")
    (tree / "circle").symlink_to("circle")
    with pytest.raises(PathNotFoundError, match=name) as caught:
        given_source([tree / "q", tree / name])
    assert caught.value.path == tree / name
    assert "Check the spelling" in caught.value.remedy


def test_no_paths_give_nothing() -> None:
    assert list(documents_of(given_source([]))) == []


def test_thousands_of_named_files_with_like_names_take_no_quadratic_time(tmp_path: Path) -> None:
    for folder in ["a", "b"]:
        (tmp_path / folder).mkdir()
        for n in range(2_000):
            (tmp_path / folder / f"{n}.txt").touch()

    def counting(names: int) -> None:
        named = [tmp_path / folder / f"{n}.txt" for folder in ["a", "b"] for n in range(names)]
        assert given_source(named).count() == 2 * names

    assert grows_linearly(lambda: counting(500), lambda: counting(2_000), factor=4)
