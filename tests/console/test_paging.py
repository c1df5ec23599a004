"""The pager that is chosen and what it gets, and the file that remembers questions."""

import os
import stat
import sys
from pathlib import Path

import pytest

from pipelines.console.paging import pager, show
from pipelines.console.prompt.history import history, history_file


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"PAGER": "more -s"}, ["more", "-s"]),
        ({"PAGER": "more", "ANSLAG_PAGER": "less -S"}, ["less", "-S"]),
        ({"PAGER": "more", "ANSLAG_PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": ""}, []),
        ({"PAGER": "less 'x"}, []),
        ({"TERM": "dumb"}, []),
    ],
)
def test_the_pager_is_the_one_that_the_user_names(environment: dict[str, str], command: list[str]) -> None:
    assert pager(environment) == command


def test_without_a_named_pager_less_is_taken_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pager({}) == []
    (tmp_path / "less").touch(0o755)
    assert pager({}) == ["less"]


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a pager leaves what it got, on a screen of ten lines."""
    paging = tmp_path / "pager.py"
    paging.write_text(
        f"import sys, shutil\nshutil.copyfileobj(sys.stdin.buffer, open({str(tmp_path / 'seen')!r}, 'wb'))"
    )
    monkeypatch.setenv("ANSLAG_PAGER", f"{sys.executable} {paging}")
    monkeypatch.setenv("LINES", "10")
    return tmp_path / "seen"


def test_only_what_is_longer_than_the_screen_goes_to_the_pager(seen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short, long = "Åre\n" * 9, "Åre\n" * 10
    show(short)
    assert not seen.exists()
    assert capsys.readouterr().out == short
    show(long)
    assert seen.read_text(encoding="utf-8") == long
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["/no/such/pager", "''"])
def test_a_pager_that_cannot_be_started_is_done_without(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANSLAG_PAGER", command)
    show("Åre\n" * 100)
    assert capsys.readouterr().out == "Åre\n" * 100


def test_a_pager_that_is_left_early_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSLAG_PAGER", "true")
    show("Åre\n" * 1_000_000)


def test_questions_are_remembered_in_the_folder_for_state() -> None:
    home = {"HOME": "/home/anna"}
    usual = Path("/home/anna/.local/state/anslag/sql_history")
    assert history_file(home) == usual
    assert history_file(home | {"XDG_STATE_HOME": "/state"}) == Path("/state/anslag/sql_history")
    assert history_file(home | {"XDG_STATE_HOME": "relative"}) == usual
    assert history_file(home | {"XDG_STATE_HOME": ""}) == usual
    assert history_file({}) is None


def test_nobody_else_may_read_what_was_asked(tmp_path: Path) -> None:
    file = tmp_path / "state" / "anslag" / "sql_history"
    before = os.umask(0)
    try:
        history(file).append_string("SELECT 'Åre';")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(history(file).load_history_strings()) == ["SELECT 'Åre';"]


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "sql_history"
    file.touch(0o644)
    history(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_prompt_without_a_place_for_its_history_remembers_while_it_lasts(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way of the folder")
    for remembered in (history(tmp_path / "state" / "anslag" / "sql_history"), history(None)):
        remembered.append_string("SELECT 1;")
        assert remembered.get_strings() == ["SELECT 1;"]


def test_a_history_that_can_no_longer_be_written_does_not_stop_the_prompt(tmp_path: Path) -> None:
    remembered = history(tmp_path / "anslag" / "sql_history")
    (tmp_path / "anslag" / "sql_history").unlink()
    (tmp_path / "anslag").rmdir()
    remembered.append_string("SELECT 1;")
    assert remembered.get_strings() == ["SELECT 1;"]
