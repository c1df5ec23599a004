import subprocess
from pathlib import Path

from pipelines.export.sums import SUMS_NAME, measured, read_sums, write_sums


def test_sums_of_an_export_are_those_that_sha256sum_finds(exported: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS_NAME], cwd=exported, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    files = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert {line.removesuffix(": OK") for line in checked.stdout.splitlines()} == files - {SUMS_NAME}


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "å b.csv").write_bytes(b"abc")
    file = measured(tmp_path, tmp_path / "å b.csv")
    assert (file.byte_count, file.sha256[:8]) == (3, "ba7816bf")
    write_sums(tmp_path, [file])
    assert read_sums(tmp_path) == {"å b.csv": file.sha256}


def test_another_file_of_that_name_lists_no_sums(tmp_path: Path) -> None:
    assert read_sums(tmp_path) == {}
    (tmp_path / SUMS_NAME).write_text("0123  a\n", encoding="utf-8")
    assert read_sums(tmp_path) == {}
    (tmp_path / SUMS_NAME).write_bytes(b"\xff\xfe")
    assert read_sums(tmp_path) == {}
