from pathlib import Path

import pytest

from pipelines.export.folder import DESCRIPTOR_NAME, ExportFolderError, replaced
from pipelines.export.sums import measured, write_sums


def _write(to: Path, word: str) -> None:
    (to / "csv").mkdir()
    (to / "csv" / "words.csv").write_text(f"word\r\n{word}\r\n", encoding="utf-8")
    (to / DESCRIPTOR_NAME).write_text('{"name": "anslag"}', encoding="utf-8")
    write_sums(to, [measured(to, path) for path in sorted(to.rglob("*")) if path.is_file()])


def _export(folder: Path, word: str) -> None:
    with replaced(folder) as to:
        _write(to, word)


def _word(folder: Path) -> str:
    return (folder / "csv" / "words.csv").read_text(encoding="utf-8").split()[1]


def _everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    _export(tmp_path / "a" / "b", "ett")
    assert _word(tmp_path / "a" / "b") == "ett"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _export(tmp_path / "out", "ett")
    assert _word(tmp_path / "out") == "ett"


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path: Path) -> None:
    with replaced(tmp_path / "out") as to:
        (to / "old.csv").write_bytes(b"x\r\n")
        _write(to, "ett")
    _export(tmp_path / "out", "två")
    assert _word(tmp_path / "out") == "två"
    assert not (tmp_path / "out" / "old.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_readers_have_the_earlier_export_until_the_next_is_whole(tmp_path: Path) -> None:
    _export(tmp_path / "out", "ett")
    with replaced(tmp_path / "out") as to:
        _write(to, "två")
        assert _word(tmp_path / "out") == "ett"


def test_an_export_that_fails_leaves_the_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    _export(tmp_path / "out", "ett")
    with pytest.raises(ZeroDivisionError), replaced(tmp_path / "out") as to:
        _write(to, str(1 / 0))
    assert _word(tmp_path / "out") == "ett"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["notes.txt", "csv/notes.txt", ".hidden", "deep/er/notes.txt"])
def test_files_of_others_are_kept_and_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    _export(folder, "ett")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("mine", encoding="utf-8")
    before = _everything(folder)
    with pytest.raises(ExportFolderError) as told, replaced(folder):
        pytest.fail("nothing is to be written")
    assert told.value.foreign == (name,)
    assert name in str(told.value)
    assert _everything(folder) == before


def test_an_empty_folder_of_others_is_kept(tmp_path: Path) -> None:
    _export(tmp_path / "out", "ett")
    (tmp_path / "out" / "mine").mkdir()
    with pytest.raises(ExportFolderError, match="mine"), replaced(tmp_path / "out"):
        pytest.fail("nothing is to be written")
    assert (tmp_path / "out" / "mine").is_dir()


def test_a_link_into_another_folder_is_kept(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "notes.txt").write_text("mine", encoding="utf-8")
    _export(tmp_path / "out", "ett")
    (tmp_path / "out" / "link").symlink_to(tmp_path / "theirs")
    with pytest.raises(ExportFolderError, match="link"), replaced(tmp_path / "out"):
        pytest.fail("nothing is to be written")
    assert (tmp_path / "theirs" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_of_ours_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    _export(tmp_path / "out", "ett")
    (tmp_path / "out" / "csv" / "words.csv").write_text("my own\r\n", encoding="utf-8")
    with pytest.raises(ExportFolderError, match=r"changed since .*words\.csv"), replaced(tmp_path / "out"):
        pytest.fail("nothing is to be written")
    assert (tmp_path / "out" / "csv" / "words.csv").read_text(encoding="utf-8") == "my own\n"


def test_files_that_come_while_an_export_is_written_are_kept(tmp_path: Path) -> None:
    _export(tmp_path / "out", "ett")

    def export_while_they_write() -> None:
        with replaced(tmp_path / "out") as to:
            _write(to, "två")
            (tmp_path / "out" / "late.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ExportFolderError, match=r"late\.txt"):
        export_while_they_write()
    assert _word(tmp_path / "out") == "ett"
    assert (tmp_path / "out" / "late.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("descriptor", [None, "{", "[]", '{"name": "another"}'])
def test_a_folder_with_files_that_is_no_export_is_left_alone(tmp_path: Path, descriptor: str | None) -> None:
    folder = tmp_path / "out"
    _export(folder, "ett")
    (folder / DESCRIPTOR_NAME).unlink()
    if descriptor is not None:
        (folder / DESCRIPTOR_NAME).write_text(descriptor, encoding="utf-8")
    before = _everything(folder)
    with pytest.raises(ExportFolderError, match="no earlier export"), replaced(folder):
        pytest.fail("nothing is to be written")
    assert _everything(folder) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportFolderError, match="is a file"), replaced(tmp_path / "out"):
        pytest.fail("nothing is to be written")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_link_to_an_export_stays_a_link(tmp_path: Path) -> None:
    _export(tmp_path / "data", "ett")
    (tmp_path / "out").symlink_to(tmp_path / "data")
    _export(tmp_path / "out", "två")
    assert (tmp_path / "out").is_symlink()
    assert _word(tmp_path / "data") == "två"


def test_two_exports_to_one_folder_do_not_meet(tmp_path: Path) -> None:
    with replaced(tmp_path / "out") as to:
        with pytest.raises(ExportFolderError, match="another export"), replaced(tmp_path / "out"):
            pytest.fail("nothing is to be written")
        _write(to, "ett")
    assert _word(tmp_path / "out") == "ett"


def test_an_export_that_was_killed_between_two_names_is_put_back(tmp_path: Path) -> None:
    _export(tmp_path / "out", "ett")
    (tmp_path / "out").rename(tmp_path / ".out.former-export")
    with pytest.raises(ZeroDivisionError), replaced(tmp_path / "out") as to:
        _write(to, str(1 / 0))
    assert _word(tmp_path / "out") == "ett"


def test_the_root_of_all_folders_is_refused() -> None:
    with pytest.raises(ExportFolderError, match="folder below it"), replaced(Path("/")):
        pytest.fail("nothing is to be written")


@pytest.mark.parametrize("closed", [".", "deep"])
def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_one(tmp_path: Path, closed: str) -> None:
    (tmp_path / "out" / "deep").mkdir(parents=True)
    (tmp_path / "out" / "deep" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / closed).chmod(0)
    try:
        # Who may read everything is told what is there.
        with pytest.raises((ExportFolderError, PermissionError)), replaced(tmp_path / "out"):
            pytest.fail("nothing is to be written")
    finally:
        (tmp_path / "out" / closed).chmod(0o755)
    assert (tmp_path / "out" / "deep" / "notes.txt").read_text(encoding="utf-8") == "mine"
