import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import publisher_loop
import pytest
from publisher_loop import build_generation, published_generation

from pipelines.settings import Home
from pipelines.store.sums import damage_of, sum_path
from pipelines.store.versions import current_version, versions

SCRIPT = Path(publisher_loop.__file__)
CHANCE = random.Random(2018)  # noqa: S311 - the same moments in every run
AT_A_POINT = [
    "schema created",
    "first table loaded",
    "second table loaded",
    "publish",
    *(f"{change}:{side}" for change in ("chmod", "rename", "symlink_to", "replace") for side in ("before", "after")),
]
# Sealing and switching take some milliseconds from here.
WHILE_PUBLISHING = [f"publish+{CHANCE.uniform(0, 0.03):.4f}" for _ in range(7)]
BY_ANOTHERS_HAND = [CHANCE.uniform(0, 0.5) for _ in range(7)]


@pytest.fixture(scope="module")
def home_with_a_version(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("anslag"))
    build_generation(home, 1)
    return home


@pytest.fixture(scope="module")
def publishers(home_with_a_version: Home) -> Iterator["subprocess.Popen[str]"]:
    """A process that starts publishers on demand."""
    with subprocess.Popen(
        [sys.executable, str(SCRIPT), str(home_with_a_version.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        yield process


def start(publishers: "subprocess.Popen[str]", point: str) -> int:
    assert publishers.stdin is not None
    assert publishers.stdout is not None
    publishers.stdin.write(f"{point}\n")
    publishers.stdin.flush()
    return int(publishers.stdout.readline())


def assert_killed(publishers: "subprocess.Popen[str]") -> None:
    assert publishers.stdout is not None
    assert int(publishers.stdout.readline()) == -signal.SIGKILL


def assert_unharmed(home: Home, before: int) -> None:
    """The last good version opens and is whole, and the next build works and clears up."""
    survived = published_generation(home)
    assert survived >= before
    build_generation(home, survived + 1)
    assert published_generation(home) == survived + 1
    kept = versions(home)
    assert sorted(home.versions_dir.iterdir()) == sorted([*kept, *map(sum_path, kept)])
    assert [damage_of(version) for version in kept] == [None] * len(kept)
    assert {path.name for path in home.warehouse_dir.iterdir()} == {".lock", "anslag.duckdb", "versions"}
    assert current_version(home) is not None


@pytest.mark.parametrize("point", AT_A_POINT + WHILE_PUBLISHING)
def test_a_publisher_killed_at_any_point_harms_no_version(
    home_with_a_version: Home, publishers: "subprocess.Popen[str]", point: str
) -> None:
    before = published_generation(home_with_a_version)
    start(publishers, point)
    assert_killed(publishers)
    assert_unharmed(home_with_a_version, before)


@pytest.mark.parametrize("seconds", BY_ANOTHERS_HAND)
def test_a_publisher_killed_at_any_moment_harms_no_version(
    home_with_a_version: Home, publishers: "subprocess.Popen[str]", seconds: float
) -> None:
    before = published_generation(home_with_a_version)
    publisher = start(publishers, "never")
    time.sleep(seconds)
    os.kill(publisher, signal.SIGKILL)
    assert_killed(publishers)
    assert_unharmed(home_with_a_version, before)


def test_only_the_switch_makes_a_version_the_current_one(
    home_with_a_version: Home, publishers: "subprocess.Popen[str]"
) -> None:
    before = published_generation(home_with_a_version)
    start(publishers, "replace:before")
    assert_killed(publishers)
    assert published_generation(home_with_a_version) == before
    start(publishers, "replace:after")
    assert_killed(publishers)
    assert published_generation(home_with_a_version) == before + 1
