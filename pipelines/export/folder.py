"""The folder of an export: written beside its place, and put there as a whole, never over what others put there.

Belongs here: which folders may be replaced, and how. What is written into them is the caller's.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.export.sums import SUMS_NAME, measured, read_sums

DESCRIPTOR_NAME = "datapackage.json"
"""Descriptor of the package; its name tells our exports from others' packages."""

PACKAGE_NAME = "anslag"
"""Name of the package in its descriptor."""

_MOST_NAMED = 5


class ExportFolderError(Exception):
    """A folder that an export cannot be written to.

    Attributes:
        folder: the folder.
        foreign: paths within it that are not of an export of ours, or were changed since; empty for another problem.
    """

    def __init__(self, folder: Path, problem: str, foreign: tuple[str, ...] = ()) -> None:
        super().__init__(f"{folder} {problem}")
        self.folder = folder
        self.foreign = foreign


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write an export in, and put it in the place of `folder` when all went well.

    Readers of `folder` find the earlier export until then. Where anything fails it stays as it was.

    Raises:
        ExportFolderError: the place is taken by something else than an earlier export as it was written, or another
            export is being written to it.
        OSError: the folder's parent cannot be written to.
    """
    # A link stays one: what it leads to is replaced.
    place = folder.resolve()
    if not place.name:
        raise ExportFolderError(folder, "cannot be replaced as a whole: name a folder below it.")
    partial, former = (place.with_name(f".{place.name}.{state}-export") for state in ("partial", "former"))
    _recover(place, former)
    _check(folder, place)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        partial.mkdir()
    except FileExistsError as error:
        raise ExportFolderError(
            folder,
            f"is being written by another export, or one was killed: remove {partial} if none runs.",
        ) from error
    try:
        yield partial
        # Files may have come while the export was written.
        _check(folder, place)
        _switch(partial, place, former)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _check(folder: Path, place: Path) -> None:
    if not place.exists():
        return
    if not place.is_dir():
        raise ExportFolderError(folder, "is a file: name a folder that is new, empty or an earlier export.")
    below = list(_below(place))
    if not below:
        return
    found = [path.relative_to(place).as_posix() for path in below if not _is_folder(path)]
    sums = read_sums(place) if _is_ours(place) else {}
    if not sums:
        raise ExportFolderError(
            folder, "holds files and is no earlier export: name a folder that is new or empty.", tuple(found)
        )
    kept = {*sums, SUMS_NAME}
    foreign = [path for path in found if path not in kept]
    foreign += [path.relative_to(place).as_posix() for path in below if _is_folder(path) and not any(path.iterdir())]
    if foreign:
        raise ExportFolderError(
            folder,
            f"holds what no export of ours wrote: {_named(foreign)}. Move it away, or name another folder.",
            tuple(foreign),
        )
    changed = [path for path in found if path in sums and measured(place, place / path).sha256 != sums[path]]
    if changed:
        raise ExportFolderError(
            folder,
            f"was changed since it was exported: {_named(changed)}. Move it away, or name another folder.",
            tuple(changed),
        )


def _below(folder: Path) -> Iterator[Path]:
    # Unlike rglob, this does not take a folder that may not be read for an empty one.
    for path in sorted(folder.iterdir()):
        yield path
        if _is_folder(path):
            yield from _below(path)


def _is_folder(path: Path) -> bool:
    # A link to a folder is a file here: what it leads to is none of ours.
    return path.is_dir() and not path.is_symlink()


def _is_ours(place: Path) -> bool:
    try:
        descriptor = json.loads((place / DESCRIPTOR_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(descriptor, dict) and descriptor.get("name") == PACKAGE_NAME


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more


def _recover(place: Path, former: Path) -> None:
    """Put back or remove what an export left that was killed while it changed the folders' names."""
    if former.exists() and not place.exists():
        former.rename(place)
    elif former.exists():
        shutil.rmtree(former)


def _switch(partial: Path, place: Path, former: Path) -> None:
    if place.exists():
        place.rename(former)
    try:
        partial.rename(place)
    except OSError:
        if former.exists():
            former.rename(place)
        raise
    if former.exists():
        shutil.rmtree(former)
