import hashlib
import json
import os
import sys
from pathlib import Path

import pytest
from source_outcomes import Outcome

from pipelines.sources.files import PathNotFoundError
from pipelines.sources.folder import FolderSource
from pipelines.sources.reading import documents_of
from pipelines.sources.types import RawDocument

TEXT = "Järfälla – kommuner får 12 000 000 kronor"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def test_documents_come_with_the_hash_and_identity_of_their_bytes(root: Path) -> None:
    data = TEXT.encode("cp1252")
    (root / "a.txt").write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    assert list(documents_of(FolderSource(root))) == [
        RawDocument(
            document_id=hashlib.sha256(f"folder:a.txt\0{sha256}".encode()).hexdigest()[:16],
            document_key="folder:a.txt",
            source="folder",
            path="a.txt",
            sha256=sha256,
            size_bytes=len(data),
            encoding="cp1252",
            text=TEXT,
            sidecar=None,
        )
    ]


def test_a_new_version_has_another_id_and_the_same_key(root: Path) -> None:
    ids, keys = set(), set()
    for text in ["en", "två", "en"]:
        (root / "a.txt").write_text(text)
        document = Outcome(FolderSource(root)).documents["a.txt"]
        ids.add(document.document_id)
        keys.add(document.document_key)
    assert (len(ids), len(keys)) == (2, 1)


def test_the_same_bytes_at_two_paths_are_two_documents(root: Path) -> None:
    for name in ["a.txt", "b.txt"]:
        (root / name).write_text(TEXT)
    a, b = Outcome(FolderSource(root)).documents.values()
    assert a.sha256 == b.sha256
    assert a.document_id != b.document_id


def test_nested_text_and_markdown_files_come_in_the_order_of_their_paths(root: Path) -> None:
    names = ["b/c/d.md", "a.txt", "a-b.TXT", "a/z.Md", "a/b.txt", "B.txt", "å.txt", "b/c.txt"]
    for name in reversed(names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(TEXT)
    source = FolderSource(root)
    assert [row.path for row in documents_of(source)] == sorted(names)
    assert list(documents_of(source)) == list(documents_of(source))
    assert source.count() == len(names)


def test_reading_is_lazy(root: Path) -> None:
    for name in ["a.txt", "b.txt"]:
        (root / name).write_text(TEXT)
    rows = documents_of(FolderSource(root))
    assert next(rows).path == "a.txt"
    (root / "b.txt").unlink()
    refused = next(rows)
    assert (refused.path, "vanished" in getattr(refused, "problem", "")) == ("b.txt", True)


def test_what_is_no_document_by_agreement_is_passed_over(root: Path) -> None:
    for name in ["README.md", "reviews.jsonl", ".hidden.txt", "a.txt", "a.meta.json", "sub/readme.md", ".git/b.txt"]:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("{}")
    outcome = Outcome(FolderSource(root))
    assert (list(outcome.documents), outcome.refused) == (["a.txt"], {})


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a.pdf", "PDF cannot be opened"),
        ("a.HTML", "holds no text"),
        ("a.docx", "whose names end in .txt, .md"),
        ("a", "whose names end in .txt, .md"),
        ("sub/reviews.jsonl", "whose names end in .txt, .md"),
        ("a.meta.json", "no document beside it"),
        ("README.meta.json", "no document beside it"),
    ],
)
def test_every_other_file_is_refused_with_a_remedy(root: Path, name: str, problem: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("<br>" if name.endswith("HTML") else "%PDF-1.7" if name.endswith("pdf") else "{}")
    (root / "good.txt").write_text(TEXT)
    (root / "README.md").write_text(TEXT)
    outcome = Outcome(FolderSource(root))
    assert list(outcome.documents) == ["good.txt"]
    assert list(outcome.refused) == [name]
    assert problem in outcome.refused[name].problem
    assert outcome.refused[name].remedy


def test_files_that_are_no_text_are_refused_and_the_others_go_through(root: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    (root / "empty.txt").touch()
    (root / "picture.txt").write_bytes(picture)
    (root / "good.txt").write_bytes(TEXT.encode("utf-16"))
    outcome = Outcome(FolderSource(root))
    assert outcome.documents["good.txt"].text == TEXT
    assert set(outcome.refused) == {"empty.txt", "picture.txt"}
    refused = outcome.refused["picture.txt"]
    assert "a PNG image" in refused.problem
    assert (refused.size_bytes, refused.sha256) == (108, hashlib.sha256(picture).hexdigest())
    assert outcome.refused["empty.txt"].size_bytes == 0


def test_a_text_of_50_mb_is_read_as_one_document(root: Path) -> None:
    line = f"{TEXT} till år 2027.\n"
    (root / "a.txt").write_text(line * (50_000_000 // len(line.encode()) + 1), encoding="utf-8")
    document = Outcome(FolderSource(root)).documents["a.txt"]
    assert document.size_bytes >= 50_000_000
    assert document.text.endswith(line)


def test_a_link_out_of_the_folder_is_refused_and_its_target_not_read(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT)
    (root / "file.txt").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(outside)
    (root / "nowhere.txt").symlink_to("missing.txt")
    outcome = Outcome(FolderSource(root))
    assert not outcome.documents
    assert set(outcome.refused) == {"file.txt", "folder", "nowhere.txt"}
    assert "out of the folder" in outcome.refused["file.txt"].problem
    assert "out of the folder" in outcome.refused["folder"].problem
    assert "does not exist" in outcome.refused["nowhere.txt"].problem


def test_links_in_a_circle_are_refused_and_end(root: Path) -> None:
    (root / "sub").mkdir()
    (root / "sub" / "a.txt").write_text(TEXT)
    (root / "sub" / "up").symlink_to("..")
    (root / "self.txt").symlink_to("self.txt")
    outcome = Outcome(FolderSource(root))
    assert list(outcome.documents) == ["sub/a.txt"]
    assert set(outcome.refused) == {"sub/up", "self.txt"}


def test_a_link_to_a_document_of_the_folder_is_not_read_a_second_time(root: Path) -> None:
    (root / "a.txt").write_text(TEXT)
    (root / "latest.txt").symlink_to("a.txt")
    outcome = Outcome(FolderSource(root))
    assert list(outcome.documents) == ["a.txt"]
    assert "count twice" in outcome.refused["latest.txt"].problem


def test_a_link_to_a_hidden_file_of_the_folder_is_read_under_its_own_name(root: Path) -> None:
    # How a mounted Kubernetes config map shows its files.
    (root / "..2026_01").mkdir()
    (root / "..2026_01" / "a.txt").write_text(TEXT)
    (root / "..2026_01" / "a.meta.json").write_text('{"title": "Hej"}')
    (root / "..data").symlink_to("..2026_01")
    for name in ["a.txt", "a.meta.json"]:
        (root / name).symlink_to(f"..data/{name}")
    outcome = Outcome(FolderSource(root))
    assert outcome.documents["a.txt"].sidecar == '{"title":"Hej"}'
    assert not outcome.refused


def test_the_folder_itself_may_be_a_link(root: Path, tmp_path: Path) -> None:
    (root / "a.txt").write_text(TEXT)
    (tmp_path / "link").symlink_to(root)
    assert list(Outcome(FolderSource(tmp_path / "link")).documents) == ["a.txt"]


def test_a_pipe_is_refused_without_waiting(root: Path) -> None:
    os.mkfifo(root / "a.txt")
    assert "a pipe" in Outcome(FolderSource(root)).refused["a.txt"].problem


def test_a_file_that_may_not_be_read_does_not_stop_the_others(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["a.txt", "b.txt"]:
        (root / name).write_text(TEXT)
    real_open = os.open

    def refuse_a(path: Path, flags: int) -> int:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real_open(path, flags)

    monkeypatch.setattr(os, "open", refuse_a)  # root may read any file, so that file modes alone prove nothing
    outcome = Outcome(FolderSource(root))
    assert list(outcome.documents) == ["b.txt"]
    assert "chmod" in outcome.refused["a.txt"].remedy


def test_a_folder_that_may_not_be_listed_does_not_stop_the_others(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["a/a.txt", "b/b.txt"]:
        (root / name).parent.mkdir()
        (root / name).write_text(TEXT)
    real_scandir = os.scandir

    def refuse_a(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr(os, "scandir", refuse_a)
    outcome = Outcome(FolderSource(root))
    assert list(outcome.documents) == ["b/b.txt"]
    assert "cannot be listed: Permission denied" in outcome.refused["a/"].problem


def test_names_that_are_not_utf8_have_a_path_that_can_be_stored_and_stay_apart(root: Path) -> None:
    for name in [b"j\xe4.txt", b"j\\xe4.txt", "jä.txt".encode(), b"\xff.docx"]:
        (root / os.fsdecode(name)).write_text(TEXT)
    outcome = Outcome(FolderSource(root))
    assert set(outcome.documents) == {r"j\xe4.txt", r"j\\xe4.txt", "jä.txt"}
    assert set(outcome.refused) == {r"\xff.docx"}


def test_the_longest_possible_name_is_read(root: Path) -> None:
    name = "a" * 251 + ".txt"  # its sidecar's name would be longer than a file name may be
    (root / name).write_text(TEXT)
    assert list(Outcome(FolderSource(root)).documents) == [name]


def test_folders_nested_deeper_than_python_recurses_are_read(root: Path) -> None:
    folders = [root]
    for _ in range(sys.getrecursionlimit() + 100):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    file = folders[-1] / "a.txt"
    file.write_text(TEXT)
    try:
        assert list(Outcome(FolderSource(root)).documents) == [file.relative_to(root).as_posix()]
    finally:
        file.unlink()  # what tidies up after the tests does recurse
        for folder in reversed(folders):
            folder.rmdir()


def test_a_sidecar_goes_with_its_document(root: Path) -> None:
    (root / "a.txt").write_text(TEXT)
    (root / "a.meta.json").write_text('{\n "title": "Åtgärder",\n "published": "2018-06"\n}', encoding="utf-8")
    outcome = Outcome(FolderSource(root))
    assert json.loads(outcome.documents["a.txt"].sidecar or "") == {"title": "Åtgärder", "published": "2018-06"}
    assert not outcome.refused


def test_a_broken_sidecar_is_told_once_and_its_documents_go_through_without_it(root: Path) -> None:
    broken = b'{"titel": "x"}'
    (root / "sub").mkdir()
    for name in ["a.txt", "a.md"]:
        (root / "sub" / name).write_text(TEXT)
    (root / "sub" / "a.meta.json").write_bytes(broken)
    outcome = Outcome(FolderSource(root))
    assert {document.sidecar for document in outcome.documents.values()} == {None}
    assert set(outcome.documents) == {"sub/a.txt", "sub/a.md"}
    refused = outcome.refused["sub/a.meta.json"]
    assert 'Key "titel"' in refused.problem
    assert (refused.size_bytes, refused.sha256) == (len(broken), hashlib.sha256(broken).hexdigest())


def test_a_sidecar_that_leads_out_of_the_folder_or_is_no_file_is_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text('{"title": "x"}')
    for name in ["a.txt", "b.txt"]:
        (root / name).write_text(TEXT)
    (root / "a.meta.json").symlink_to(tmp_path / "outside.json")
    os.mkfifo(root / "b.meta.json")
    outcome = Outcome(FolderSource(root))
    assert {document.sidecar for document in outcome.documents.values()} == {None}
    assert "out of the folder" in outcome.refused["a.meta.json"].problem
    assert "a pipe" in outcome.refused["b.meta.json"].problem


def test_a_folder_that_does_not_exist_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match="nowhere") as caught:
        FolderSource(tmp_path / "nowhere")
    assert "put documents" in caught.value.remedy
    (tmp_path / "file").touch()
    with pytest.raises(PathNotFoundError):
        FolderSource(tmp_path / "file")


def test_an_empty_folder_gives_nothing(root: Path) -> None:
    assert list(documents_of(FolderSource(root))) == []
    assert FolderSource(root).count() == 0
