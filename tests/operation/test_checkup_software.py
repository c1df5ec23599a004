import platform
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from small_warehouse import BUILT, publish_small

from pipelines.operation.checkup import State, software
from pipelines.settings import Home

LOCK = """\
# made by a tool
duckdb==1.5.5 \\
    --hash=sha256:00 \\
    --hash=sha256:11
Great_Expectations==1.24.1 \\
    --hash=sha256:22
pywin32==311 ; sys_platform == 'win32' \\
    --hash=sha256:33
tzdata==2026.1 ; python_full_version >= '3.11'
"""
GOOD = {"duckdb": "1.5.5", "great-expectations": "1.24.1", "tzdata": "2026.1"}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text(LOCK, encoding="utf-8")
    return path


def test_this_python_is_right() -> None:
    assert software.python().state is State.ok
    assert software.python().seen == platform.python_version()


@pytest.mark.parametrize("version", ["3.10.14", "3.12.0"])
def test_another_python_is_wrong(version: str) -> None:
    result = software.python(version, ">=3.11,<3.12")
    assert result.state is State.wrong
    assert version in result.seen
    assert "Install Python" in result.remedy


def test_packages_as_locked_are_right_and_those_of_other_platforms_not_missed(lock: Path) -> None:
    result = software.packages(lock, GOOD)
    assert (result.state, result.seen) == (State.ok, "3 as locked")


def test_a_package_of_another_version_and_a_missing_one_are_named(lock: Path) -> None:
    result = software.packages(lock, {**GOOD, "duckdb": "2.0.0", "tzdata": ""} | {"tzdata": "2025.2"})
    assert result.state is State.wrong
    assert result.seen == "duckdb 2.0.0 (1.5.5 is locked), tzdata 2025.2 (2026.1 is locked)"
    assert "make clean run" in result.remedy
    missing = software.packages(lock, {name: version for name, version in GOOD.items() if name != "duckdb"})
    assert missing.seen == "duckdb is missing (1.5.5 is locked)"


def test_many_differences_are_counted(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("\n".join(f"package{number}==1" for number in range(9)))
    assert software.packages(lock, {}).seen.endswith("and 5 more")


def test_the_environment_of_these_tests_is_the_locked_one() -> None:
    result = software.packages()
    assert result.state is State.ok, result.seen


def test_an_installation_without_a_lock_file_is_told_so(tmp_path: Path) -> None:
    assert software.packages(tmp_path / "requirements.lock").state is State.note


def test_the_time_zone_of_the_schedule_is_known_and_another_is_not() -> None:
    assert software.time_zone().state is State.ok
    result = software.time_zone("Europe/Atlantis")
    assert result.state is State.wrong
    assert "tzdata" in result.remedy


def test_a_clock_that_is_behind_what_was_published_is_wrong(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert software.clock(home, datetime(2020, 1, 1, tzinfo=UTC)).state is State.ok
    publish_small(home)
    assert software.clock(home, BUILT - timedelta(minutes=4)).state is State.ok
    result = software.clock(home, BUILT - timedelta(hours=1))
    assert result.state is State.wrong
    assert "2026-11-20 05:30 UTC, but the published version is of 2026-11-20 06:30" in result.seen
    assert "Set the clock" in result.remedy
