import os
import shutil
from pathlib import Path

import pytest
from anslag_command import Installation, anslag
from rich.console import Console

from pipelines.console.doctor import print_examination
from pipelines.operation.checkup import CheckResult, State
from pipelines.settings import Home


def printed(*results: CheckResult) -> str:
    screen = Console(width=120, record=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - written to nowhere
    print_examination(results, screen)
    return screen.export_text()


def test_every_check_is_printed_with_its_state_and_remedy() -> None:
    text = printed(
        CheckResult("Disk", State.ok, "9 GiB free"),
        CheckResult("Alerts", State.note, "no channel", "Set one."),
        CheckResult("Warehouse", State.wrong, "it is damaged", "Build it again."),
    )
    rows = [line.split() for line in text.splitlines()]
    assert rows[0] == ["check", "state", "what", "there", "is", "remedy"]
    assert rows[1] == ["Disk", "ok", "9", "GiB", "free"]
    assert rows[2] == ["Alerts", "note", "no", "channel", "Set", "one."]
    assert rows[3] == ["Warehouse", "wrong", "it", "is", "damaged", "Build", "it", "again."]
    assert rows[4] == ["1", "thing", "wrong"]


def test_where_all_is_well_it_says_so() -> None:
    assert printed(CheckResult("Disk", State.note, "a", "b")).splitlines()[-1] == "Nothing is wrong."


def test_no_file_name_is_taken_for_markup_or_escape() -> None:
    assert "[red]x[/red]␛[2J" in printed(CheckResult("Disk", State.ok, "[red]x[/red]\x1b[2J"))


def test_an_installation_that_was_just_built_has_nothing_wrong(installation: Installation) -> None:
    answer = anslag(installation.root, "doctor", columns=160)
    assert answer.stderr == ""
    assert "Nothing is wrong." in answer.stdout, answer.stdout
    assert answer.returncode == 0
    for check in ("Python", "Packages", "Disk", "Warehouse", "Contents", "Run history", "Server and daemon", "Alerts"):
        assert any(line.startswith(f"{check} ") for line in answer.stdout.splitlines())


def test_a_damaged_warehouse_is_told_and_ends_with_1(installation: Installation, tmp_path: Path) -> None:
    shutil.copytree(installation.root, tmp_path / "home", symlinks=True)
    version = Home(tmp_path / "home").link.resolve()
    version.chmod(0o644)
    os.truncate(version, version.stat().st_size // 2)
    answer = anslag(tmp_path / "home", "doctor", columns=160)
    assert answer.returncode == 1
    assert "1 thing wrong" in answer.stdout
    assert "`anslag run` goes back to the last sound version" in answer.stdout
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("arguments", [[], ["--send-test"]])
def test_an_empty_home_is_told_what_it_lacks(tmp_path: Path, arguments: list[str]) -> None:
    answer = anslag(tmp_path, "doctor", *arguments, columns=160)
    assert answer.returncode == 1
    assert "mkdir" in answer.stdout
    assert ("there is no channel to send it by" in answer.stdout) == bool(arguments)
    assert list(tmp_path.iterdir()) == []
