import os
import socket
from pathlib import Path

import pytest

from pipelines.sources.files import UnreadableFileError, read_file, resolve_link


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x00\xffabc")
    assert read_file(tmp_path / "a") == b"\x00\xffabc"


def test_a_file_at_the_limit_is_read_and_one_beyond_refused_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_file(tmp_path / "a", limit_bytes=5) == b"12345"
    with pytest.raises(UnreadableFileError, match="5 bytes, and at most 4") as caught:
        read_file(tmp_path / "a", limit_bytes=4)
    assert caught.value.size_bytes == 5
    assert "Split" in caught.value.remedy


def test_a_file_of_more_than_200_mb_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(200_000_001)  # sparse: takes no room
    with pytest.raises(UnreadableFileError, match="at most 200,000,000"):
        read_file(tmp_path / "a")


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(UnreadableFileError, match="a pipe"):
        read_file(tmp_path / "a")


def test_a_pipe_that_took_a_files_place_at_the_last_moment_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    regular = (tmp_path / "file").lstat()
    os.mkfifo(tmp_path / "a")
    monkeypatch.setattr(Path, "lstat", lambda _: regular)
    with pytest.raises(UnreadableFileError, match="a pipe"):
        read_file(tmp_path / "a")


def test_a_socket_and_a_device_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a")
        with pytest.raises(UnreadableFileError, match="a socket"):
            read_file(Path("a"))
    with pytest.raises(UnreadableFileError, match="a device"):
        read_file(Path(os.devnull))


def test_a_link_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text")
    (tmp_path / "link").symlink_to("a")
    with pytest.raises(UnreadableFileError, match="a link"):
        read_file(tmp_path / "link")


def test_a_vanished_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="vanished"):
        read_file(tmp_path / "a")


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (PermissionError(13, "Permission denied"), "may not be read by the user"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
    ],
)
def test_a_file_that_the_system_refuses_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, problem: str
) -> None:
    (tmp_path / "a").write_text("text")

    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)  # root may read any file, so that file modes alone prove nothing
    with pytest.raises(UnreadableFileError, match=problem) as caught:
        read_file(tmp_path / "a")
    assert caught.value.remedy


def test_a_link_is_followed_within_its_root_only(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a").touch()
    (tmp_path / "outside").touch()
    (root / "in").symlink_to("a")
    (root / "out").symlink_to("../outside")
    (root / "out_by_way_of_another").symlink_to("out")
    (root / "nowhere").symlink_to("missing")
    (root / "circle").symlink_to("circle")
    assert resolve_link(root / "in", root) == root / "a"
    for name, problem in [
        ("out", "out of the folder"),
        ("out_by_way_of_another", "out of the folder"),
        ("nowhere", "does not exist"),
        ("circle", "in a circle"),
    ]:
        with pytest.raises(UnreadableFileError, match=problem) as caught:
            resolve_link(root / name, root)
        assert "Remove the link" in caught.value.remedy


def test_a_sibling_whose_name_begins_like_the_root_is_outside(tmp_path: Path) -> None:
    root = tmp_path / "raw"
    root.mkdir()
    (tmp_path / "raw2").touch()
    (root / "a").symlink_to("../raw2")
    with pytest.raises(UnreadableFileError, match="out of the folder"):
        resolve_link(root / "a", root)
