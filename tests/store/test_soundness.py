"""A published version that is no longer as it was sealed is seen, and readers get the last sound one again."""

import hashlib
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from publisher_loop import build_generation, published_generation

from pipelines.settings import Home
from pipelines.store.soundness import restore_sound
from pipelines.store.sums import damage_of, sum_path
from pipelines.store.versions import NoWarehouseError, current_version, open_published, versions


@pytest.fixture(scope="module")
def three_versions(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("sound"))
    for generation in (1, 2, 3):
        build_generation(home, generation)
    return home


@pytest.fixture
def home(three_versions: Home, tmp_path: Path) -> Home:
    shutil.copytree(three_versions.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def damage(version: Path, at: int) -> None:
    version.chmod(0o644)
    with version.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 0x10]))


def test_every_version_has_its_sum_as_sha256sum_takes_it(home: Home) -> None:
    for version in versions(home):
        assert hashlib.sha256(version.read_bytes()).hexdigest() in sum_path(version).read_text("ascii")
        assert damage_of(version) is None
        subprocess.run(["sha256sum", "--check", "--strict", sum_path(version).name], cwd=home.versions_dir, check=True)


def test_a_flipped_bit_anywhere_is_seen(home: Home) -> None:
    version = versions(home)[-1]
    size = version.stat().st_size
    chance = random.Random(7)  # noqa: S311 - the same places in every run
    for at in (0, 9, size - 1, *(chance.randrange(size) for _ in range(20))):
        damage(version, at)
        found = damage_of(version)
        assert found is not None
        assert version.name in found
        damage(version, at)
    assert damage_of(version) is None


@pytest.mark.parametrize("cut", [0, 1, 4096])
def test_a_file_that_lost_its_end_is_seen(home: Home, cut: int) -> None:
    version = versions(home)[-1]
    version.chmod(0o644)
    os.truncate(version, cut)
    assert damage_of(version) is not None


def test_readers_get_the_last_sound_version_and_the_damaged_one_is_kept_aside(home: Home) -> None:
    _, second, third = versions(home)
    damage(third, 5_000)
    done = restore_sound(home)
    assert done is not None
    assert done.restored == second
    assert published_generation(home) == 2
    assert done.damaged.name == f"{third.name}.damaged"
    assert done.damaged.exists()
    assert versions(home) == [*versions(home)[:1], second]
    assert not sum_path(third).exists()
    assert third.name in str(done)
    assert restore_sound(home) is None


def test_a_version_that_is_damaged_too_is_passed_over(home: Home) -> None:
    first, second, third = versions(home)
    damage(second, 100)
    damage(third, 100)
    done = restore_sound(home)
    assert done is not None
    assert done.restored == first
    assert published_generation(home) == 1


def test_where_no_sound_version_is_left_readers_are_told_to_build_again(home: Home) -> None:
    for version in versions(home):
        damage(version, 100)
    done = restore_sound(home)
    assert done is not None
    assert done.restored is None
    with pytest.raises(NoWarehouseError, match="anslag run"):
        open_published(home)
    build_generation(home, 4)
    assert published_generation(home) == 4


@pytest.mark.parametrize("told", [None, b"", b"\xff\x00 nonsense", b"0123  other.duckdb\n"])
def test_a_version_whose_sum_is_gone_or_illegible_is_left_alone(home: Home, told: bytes | None) -> None:
    version = current_version(home)
    assert version is not None
    sum_path(version).chmod(0o644)
    if told is None:
        sum_path(version).unlink()
    else:
        sum_path(version).write_bytes(told)
    assert damage_of(version) is None
    assert restore_sound(home) is None


def test_a_sum_without_its_version_is_cleared_away_by_the_next_build(home: Home) -> None:
    orphan = home.versions_dir / "20200101T000000.000000Z-x.duckdb.sha256"
    orphan.write_text("what a killed publisher left", encoding="ascii")
    build_generation(home, 4)
    assert not orphan.exists()
    assert all(sum_path(version).exists() for version in versions(home))


def test_the_sums_of_versions_that_are_removed_go_with_them(home: Home) -> None:
    for generation in range(4, 9):
        build_generation(home, generation)
    kept = {path.name for path in versions(home)}
    assert {path.name.removesuffix(".sha256") for path in home.versions_dir.glob("*.sha256")} == kept
