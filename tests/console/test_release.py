"""Reviewing a version before readers have it, and going back to an earlier one."""

import csv
from pathlib import Path

import pytest
from anslag_command import anslag

from pipelines.settings import Home
from pipelines.store.versions import current_version, open_published, versions

BEFORE = "# Skolor\n\nLunds kommun får 5 miljoner kronor 2025.\n\nUmeå kommun får 2 miljoner kronor 2025.\n"
AFTER = "# Skolor\n\nLunds kommun får 7 miljoner kronor 2025.\n\nFalu kommun får 3 miljoner kronor 2025.\n"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with one version that readers have and a later one that is held."""
    home = Home(tmp_path_factory.mktemp("held"))
    home.raw_dir.mkdir()
    (home.raw_dir / "skolor.md").write_text(BEFORE, encoding="utf-8")
    assert anslag(home.root, "run").returncode == 0
    (home.raw_dir / "skolor.md").write_text(AFTER, encoding="utf-8")
    run = anslag(home.root, "run", "--hold")
    assert run.returncode == 0, run.stderr
    assert "Held: readers keep the version they have" in run.stdout
    return home


def amounts(home: Home) -> list[int]:
    with open_published(home) as con:
        rows = con.execute("SELECT amount_sek FROM mart.announced_funding ORDER BY 1").fetchall()
    return [int(row[0]) for row in rows]


def test_a_held_version_is_compared_published_and_taken_back(held: Home, tmp_path: Path) -> None:
    first, second = versions(held)
    assert current_version(held) == first
    assert amounts(held) == [2_000_000, 5_000_000]
    file = tmp_path / "differences.csv"
    told = anslag(held.root, "diff", first.stem, second.stem, "-o", str(file))
    assert told.returncode == 0, told.stderr
    assert "another version of the document, or none" in told.stdout
    with file.open(encoding="utf-8", newline="") as opened:
        rows = {(row["change"], row["former_text"], row["later_text"]) for row in csv.DictReader(opened)}
    assert rows == {
        ("changed", "5 miljoner kronor", "7 miljoner kronor"),
        ("gone", "2 miljoner kronor", ""),
        ("added", "", "3 miljoner kronor"),
    }
    assert anslag(held.root, "publish", second.stem).stdout.strip() == f"Readers have {second.stem} now."
    assert amounts(held) == [3_000_000, 7_000_000]
    assert anslag(held.root, "publish", first.stem).returncode == 0
    assert amounts(held) == [2_000_000, 5_000_000]


def test_the_restatement_says_what_changed_to_what(held: Home) -> None:
    question = (
        "SELECT change, former_text, later_text, difference::INTEGER AS difference "
        "FROM mart.restatement ORDER BY change"
    )
    anslag(held.root, "publish", versions(held)[-1].stem)
    told = anslag(held.root, "sql", question, "--format", "csv")
    assert told.stdout.split() == [
        "change,former_text,later_text,difference",
        *["added,,3", "miljoner", "kronor,", "changed,5", "miljoner", "kronor,7", "miljoner", "kronor,2000000"],
        *["gone,2", "miljoner", "kronor,,"],
    ]


def test_a_version_that_is_not_there_is_told_with_those_that_are(held: Home) -> None:
    told = anslag(held.root, "publish", "1999")
    assert told.returncode == 1
    assert "0 versions are named 1999" in told.stderr
    assert versions(held)[0].stem in told.stderr
    told = anslag(held.root, "publish", str(Path(__file__)))
    assert told.returncode == 1
    assert "is none of the versions" in told.stderr
