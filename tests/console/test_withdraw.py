from pathlib import Path

import pytest
from anslag_command import anslag
from pipeline_runs import build

from pipelines.settings import Home
from pipelines.store.versions import open_published


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An installation with a document in raw/ and one that was named."""
    made = Home(tmp_path / "home")
    made.raw_dir.mkdir(parents=True)
    (made.raw_dir / "a.txt").write_text("Lund får 5 miljoner kronor 2025.", encoding="utf-8")
    (tmp_path / "utkast.txt").write_text("Umeå får 6 miljoner kronor 2025.", encoding="utf-8")
    build(made, tmp_path / "utkast.txt")
    return made


def test_a_named_document_is_closed_at_the_next_run_and_kept(home: Home) -> None:
    told = anslag(home.root, "withdraw", "given:utkast.txt")
    assert (told.returncode, told.stderr) == (0, "")
    assert "given:utkast.txt is closed at the next run" in told.stdout
    build(home)
    with open_published(home) as con:
        seen = con.execute("SELECT path, is_current FROM core.dim_document ORDER BY path").fetchall()
        shown = con.execute("SELECT amount_sek::INTEGER FROM mart.announced_funding").fetchall()
    assert seen == [("a.txt", True), ("utkast.txt", False)]
    assert shown == [(5_000_000,)]


def test_a_document_of_the_folder_and_an_unknown_one_are_told_with_a_remedy(home: Home) -> None:
    told = anslag(home.root, "withdraw", "folder:a.txt")
    assert (told.returncode, "remove the file there" in told.stderr) == (2, True)
    told = anslag(home.root, "withdraw", "given:other.txt")
    assert (told.returncode, "There is no document given:other.txt" in told.stderr) == (1, True)
