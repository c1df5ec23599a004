"""The life of a warehouse file: built beside the published ones, sealed, renamed, and only then linked to.

Belongs here: files, links and their order on disk. A reader opens what the link resolves to and is never disturbed: a
published file does not change, and the link is replaced in one step. Whether a file deserves publishing is decided by
the caller, who also holds the publisher's lock.
"""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipelines.settings import Home
from pipelines.store.sums import SUFFIX, sum_path, write_sum

_BUILDING = ".building-"
_WHOLE = ".building-whole-"
_KEPT_VERSIONS = 5
_VERSION_TIME = "%Y%m%dT%H%M%S.%fZ"
# DuckDB 2 writes files that 1.5 cannot read unless told so; 1.5 may already read this one.
_STORAGE_VERSION = "v1.5.0"
# A quarter of DuckDB's usual block. Many small tables in blocks of 256 KiB make a file of 22 MB for one document, of
# 6 MB so; millions of rows take the same space either way. Blocks of 16 KiB double it for those.
_BLOCK_BYTES = 65_536


class NoWarehouseError(Exception):
    """There is no published warehouse to read.

    Attributes:
        home: where it was looked for.
    """

    def __init__(self, home: Home, problem: str) -> None:
        super().__init__(f"{problem} Run `make run` (or `anslag run`) to build the warehouse.")
        self.home = home


class SealError(Exception):
    """A built file that is not fit to be published.

    Attributes:
        build: the file; it stays where it is.
    """

    def __init__(self, build: Path, problem: str) -> None:
        super().__init__(f"{build.name} cannot be published: {problem}")
        self.build = build


def start_build(home: Home, run_id: str) -> Path:
    """Make an empty file to build a warehouse in, and remove what killed runs left behind.

    The caller holds the publisher's lock, so whatever is unfinished belongs to nobody.
    """
    home.versions_dir.mkdir(parents=True, exist_ok=True)
    for leftover in home.versions_dir.glob(f"{_BUILDING}*"):
        _remove(leftover)
    for leftover in home.warehouse_dir.glob(f".{home.link.name}.*"):
        leftover.unlink()
    for leftover in home.versions_dir.glob(f"*{SUFFIX}"):
        if not leftover.with_suffix("").exists():
            leftover.unlink()
    build = home.versions_dir / f"{_BUILDING}{run_id}.duckdb"
    with duckdb.connect() as con:
        con.execute(
            f"ATTACH '{quoted(build)}' AS build (STORAGE_VERSION '{_STORAGE_VERSION}', BLOCK_SIZE {_BLOCK_BYTES})"
        )
        con.execute("DETACH build")
    return build


def sibling(build: Path) -> Path:
    """Give the path of a second unfinished file of the same run."""
    return build.with_name(build.name.replace(_BUILDING, _WHOLE, 1))


def abandon(build: Path) -> None:
    """Remove an unfinished file and what DuckDB keeps beside it."""
    for path in build.parent.glob(f"{build.name}*"):
        _remove(path)


def publish(home: Home, build: Path, *, built_at: datetime, hold: bool = False) -> Path:
    """Seal a built file, name it as a version, and switch the link to it.

    Args:
        home: the installation.
        build: a file from `start_build` that nobody has open.
        built_at: when it was built; it names the version.
        hold: whether to leave the link where it is, for the version to be looked at or passed on first; see `release`.

    Returns:
        The version's file.

    Raises:
        SealError: the file has a log of unwritten changes; nothing is published.
    """
    with duckdb.connect(build) as con:
        con.execute("CHECKPOINT")
    if _wal(build).exists():
        raise SealError(build, f"{_wal(build).name} is left after the checkpoint. Run again; report it if it stays.")
    build.chmod(0o444)
    _sync(build)
    run = build.name.removeprefix(_WHOLE).removeprefix(_BUILDING).removesuffix(".duckdb")[:8]
    version = home.versions_dir / f"{built_at.astimezone(UTC):{_VERSION_TIME}}-{run}.duckdb"
    write_sum(build, version)
    build.rename(version)
    _sync(home.versions_dir)
    if not hold:
        release(home, version)
    return version


def release(home: Home, version: Path) -> None:
    """Let readers have a version from now on, and remove all but the last versions."""
    switch(home, version)
    _prune(home)


def switch(home: Home, version: Path) -> None:
    """Let readers have a version from now on, in one step; the caller holds the publisher's lock.

    Args:
        home: the installation.
        version: one of `versions`.
    """
    # A relative target lets the whole folder be moved.
    target = version.relative_to(home.warehouse_dir)
    temporary = home.warehouse_dir / f".{home.link.name}.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(home.link)
    _sync(home.warehouse_dir)


def versions(home: Home) -> list[Path]:
    """Give the published files, oldest first."""
    return sorted(path for path in home.versions_dir.glob("*.duckdb") if not path.name.startswith("."))


def built_at(version: Path) -> datetime:
    """Give when a version was built, in UTC, as its name has it; one that somebody named says when it was written."""
    try:
        return datetime.strptime(version.name.partition("-")[0], _VERSION_TIME).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(version.stat().st_mtime, UTC)


def next_built_at(home: Home, now: datetime) -> datetime:
    """Give the time for a version that is built now: later than that of every other, whatever became of the clock.

    The order of versions and of runs is that of their times: where one went backwards, readers would be given the rows
    of an older run as the newest, and the newest version would be removed as the oldest.
    """
    return max([now, *(built_at(version) + timedelta(microseconds=1) for version in versions(home))])


def current_version(home: Home) -> Path | None:
    """Give the file that the link points to, None where there is no link or it leads to nothing."""
    try:
        return home.link.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except RuntimeError:  # What pathlib makes of a link that leads back to itself.
        return None


def open_published(home: Home) -> duckdb.DuckDBPyConnection:
    """Open the current version for reading.

    The resolved path is opened, not the link, so that what is opened is the version that was found to be there, and a
    message about it names the file.

    Raises:
        NoWarehouseError: nothing is published, or the current version cannot be opened.
    """
    version = current_version(home)
    if version is None:
        problem = "No warehouse yet."
        if home.link.is_symlink():
            problem = f"{home.link} points to {home.link.readlink()}, where there is no file."
        raise NoWarehouseError(home, problem)
    try:
        return duckdb.connect(version, read_only=True)
    except duckdb.Error as error:
        raise NoWarehouseError(home, f"{version} cannot be opened ({error}).") from error


def quoted(path: Path) -> str:
    """Give a path as it stands between quotes in SQL."""
    return str(path).replace("'", "''")


def _prune(home: Home) -> None:
    current = current_version(home)
    for version in versions(home)[:-_KEPT_VERSIONS]:
        if version != current:
            version.unlink()
            sum_path(version).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    # What does not fit in memory DuckDB puts into a folder beside the file.
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _wal(build: Path) -> Path:
    return build.with_name(build.name + ".wal")
