"""`anslag review`: deciding about figures from the shell."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.operation.checkup.folders import reviews as check_of_reviews
from pipelines.operation.overview import overview
from pipelines.settings import Home
from pipelines.store.reviews import read

STOCKHOLM = "95ffadf516b5"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def home(built_home: Home, tmp_path: Path) -> Home:
    """A copy of the installation of the first document."""
    shutil.copytree(built_home.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ANSLAG_HOME", str(home.root))

    def review(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["review", *words])
        return result.exit_code, " ".join(result.output.split())

    return review


def test_what_waits_is_listed(run: Run) -> None:
    code, output = run("list")
    assert code == 0
    assert output.startswith("2 open findings")
    assert f"info repaired_amount {STOCKHOLM}" in output


def test_a_figure_is_accepted_by_the_first_characters_of_its_identifier(run: Run, home: Home) -> None:
    code, output = run("accept", STOCKHOLM[:6], "--reviewer", "Åsa")
    assert code == 0
    assert output == "accept: Stockholm “164 000 00”, by Åsa. Pending the next run: `anslag run`."
    [review] = read(home).reviews
    assert (review.decision, review.figure_id, review.reviewer) == ("accept", STOCKHOLM, "Åsa")
    assert "1 decision pending next run" in run("list")[1]
    seen = overview(home, {}, now=datetime.now(UTC)).published
    assert seen is not None
    assert seen.pending == 1


def test_a_correction_says_what_was_understood(run: Run, home: Home) -> None:
    code, output = run("correct", STOCKHOLM, "164 500 000", "--reason", "Read in the bill.", "--reviewer", "Åsa")
    assert code == 0
    assert "as 164 500 000 SEK" in output
    assert str(read(home).reviews[0].value) == "164500000"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["correct", STOCKHOLM, "mycket", "--reason", "Fel."], "is no sum"),
        (["correct", STOCKHOLM, "5"], "needs a reason"),
        (["reject", STOCKHOLM], "needs a reason"),
        (["reopen", STOCKHOLM], "nothing to take back"),
        (["accept", "ffffffff"], "No figure has the id"),
        (["accept", ""], "No figure has the id"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_written(
    run: Run, home: Home, words: list[str], told: str
) -> None:
    code, output = run(*words)
    assert code == 1
    assert told in output
    assert not home.reviews.exists()


def test_the_doctor_names_a_line_that_is_no_decision(run: Run, home: Home) -> None:
    assert check_of_reviews(home).state == "ok"
    run("accept", STOCKHOLM)
    with home.reviews.open("a") as log:
        log.write("{")
    found = check_of_reviews(home)
    assert found.state == "wrong"
    assert "line 2" in found.seen
    assert "backup" in found.remedy
