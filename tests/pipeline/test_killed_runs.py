"""A run that is killed at any point leaves the last good version readable, and the next run clean."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pipeline_runs import build

from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.store.sums import sum_path
from pipelines.store.versions import current_version, open_published, versions


@pytest.fixture(scope="module")
def home(built_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the built installation, its link still relative."""
    root = tmp_path_factory.mktemp("killed") / "home"
    shutil.copytree(built_home.root, root, symlinks=True)
    return Home(root)


def _kill_after(step: str, home: Home, *options: str) -> None:
    """Start `anslag run` and kill it, with everything that it started, when it has told of a step."""
    run = subprocess.Popen(
        [str(Path(sys.executable).with_name("anslag")), "run", *options],
        env={**os.environ, "ANSLAG_HOME": str(home.root), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    told = [line for line in iter(run.stdout.readline, "") if _is_step(line, step, run.pid)]
    assert told, f"the run never told of {step}"
    assert run.wait() == -signal.SIGKILL


def _is_step(line: str, step: str, group: int) -> bool:
    if line.split() != ["done", *step.split()]:
        return False
    os.killpg(group, signal.SIGKILL)
    return True


def _add_document(home: Home, name: str) -> None:
    (home.raw_dir / f"{name}.txt").write_text(f"Lunds kommun får 3 miljoner kronor till {name}.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("step", "options"),
    [
        ("read sources", []),
        ("read documents", []),
        ("core.fact_allocation", []),
        ("check quality.finding_coverage", []),
        ("core.fact_allocation", ["--rebuild"]),
    ],
)
def test_a_killed_run_changes_nothing_for_readers(home: Home, step: str, options: list[str]) -> None:
    _add_document(home, f"{step} {' '.join(options)}".strip())
    before = current_version(home)
    assert before
    content = before.read_bytes()
    _kill_after(step, home, *options)
    assert current_version(home) == before
    assert before.read_bytes() == content
    with open_published(home) as con:
        assert con.execute("SELECT count(*) FROM core.fact_allocation").fetchone() == (96,)


def test_the_run_after_killed_ones_publishes_what_they_did_not_and_leaves_nothing_unfinished(home: Home) -> None:
    _add_document(home, "skolor")
    _kill_after("read documents", home)
    with Archive(home.archive) as archive:
        archive.verify()
    report = build(home)
    assert report.is_new
    assert current_version(home) == report.published
    kept = versions(home)
    assert sorted(home.versions_dir.iterdir()) == sorted([*kept, *map(sum_path, kept)])
    with open_published(home) as con:
        added = con.execute(
            "SELECT count(*) FROM core.fact_funding JOIN core.dim_document USING (document_id) "
            "WHERE path = 'skolor.txt'"
        ).fetchone()
    assert added == (1,)
