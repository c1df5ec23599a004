"""A run that finds the published version damaged goes back to the last sound one, says so, and publishes anew."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.settings import Home
from pipelines.store.sums import damage_of
from pipelines.store.versions import current_version, open_published


@pytest.fixture
def home(built_home: Home, tmp_path: Path) -> Home:
    shutil.copytree(built_home.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def anslag(home: Home, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("anslag")), *arguments]
    environment = {**os.environ, "ANSLAG_HOME": str(home.root), "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_run_says_what_was_damaged_keeps_it_and_publishes_the_same_rows_again(home: Home) -> None:
    damaged = current_version(home)
    assert damaged
    damaged.chmod(0o644)
    with damaged.open("r+b") as file:
        file.seek(damaged.stat().st_size // 2)
        file.write(b"\x00\xff" * 64)
    told = anslag(home, "doctor")
    assert told.returncode == 1
    assert f"damaged: {damaged.name}" in told.stdout
    ran = anslag(home, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "The published version was damaged" in ran.stdout
    current = current_version(home)
    assert current
    assert current != damaged
    assert damage_of(current) is None
    assert damaged.with_name(f"{damaged.name}.damaged").exists()
    with open_published(home) as con:
        assert con.execute("SELECT count(*) FROM core.fact_allocation").fetchone() == (96,)
    assert "Nothing new" in anslag(home, "run").stdout
