"""Which files of a folder are documents, which are passed over, and which are refused unread.

Only names and links are looked at here; `reading` opens the files.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import ARCHIVE_NAME, POPULATION_NAME, REVIEW_LOG_NAME
from pipelines.sources.files import UnreadableFileError, resolve_link
from pipelines.sources.formats import DOCUMENT_SUFFIXES
from pipelines.sources.reading import Candidate
from pipelines.sources.sidecar import SIDECAR_SUFFIX, is_sidecar, sidecar_name
from pipelines.sources.types import RefusedFile


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the way: what is left of it, the next entry last, and the sidecars that have their document."""

    place: Path
    path: str
    left: list[tuple[str, str, bool]]  # path to sort by, name, whether it is a folder
    sidecars: frozenset[str]


def list_folder(
    source: str, root: Path, prefix: str = "", named: frozenset[Path] = frozenset()
) -> Iterator[Candidate | RefusedFile]:
    """Go through a folder and all folders in it, in the order of the paths.

    Passed over in silence: hidden files and folders, README.md, sidecars that have their document, and, in the folder
    itself, the review log, the file of inhabitants and the archive. Every other file is a candidate or refused.

    Args:
        source: name of the source.
        root: the folder, free of links.
        prefix: what to put before every path: empty, or ending in a slash.
        named: files in it that are candidates whatever their names.
    """
    stack: list[_Folder] = []  # not recursion: folders may be nested deeper than Python recurses
    pending: tuple[Path, str] | None = (root, prefix)
    while pending or stack:
        if pending:
            try:
                stack.append(_open_folder(*pending, named))
            except OSError as error:
                yield _unlistable(source, pending[1], error)
            pending = None
        elif not stack[-1].left:
            stack.pop()
        else:
            path, name, is_folder = stack[-1].left.pop()
            place = stack[-1].place / name
            if is_folder:
                pending = (place, path)
            elif place in named:
                yield Candidate(source, path, place, place.with_name(sidecar_name(name)), root)
            elif not _is_passed_over(name, in_root=len(stack) == 1) and name not in stack[-1].sidecars:
                yield _classify(source, root, place, path)


def printable_path(path: str) -> str:
    r"""Give a path as text that can be stored: bytes that are not UTF-8 as `\xff`, a backslash doubled.

    Different paths stay different.
    """
    return os.fsencode(path.replace("\\", "\\\\")).decode("utf-8", "backslashreplace")


def _open_folder(place: Path, path: str, named: frozenset[Path]) -> _Folder:
    with os.scandir(place) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        left = [
            (path + printable_path(entry.name) + ("/" if entry.is_dir(follow_symlinks=False) else ""), entry.name)
            for entry in visible
        ]
    left.sort(reverse=True)
    sidecars = frozenset(
        sidecar_name(name) for _, name in left if _is_document_name(name) or (named and place / name in named)
    )
    return _Folder(place, path, [(at, name, at.endswith("/")) for at, name in left], sidecars)


def _is_document_name(name: str) -> bool:
    return name.lower().endswith(DOCUMENT_SUFFIXES) and not _is_passed_over(name)


def _is_passed_over(name: str, *, in_root: bool = False) -> bool:
    ours = in_root and (name in {REVIEW_LOG_NAME, POPULATION_NAME} or name.startswith(ARCHIVE_NAME))
    return name.startswith(".") or name.lower() == "readme.md" or ours


def _unlistable(source: str, path: str, error: OSError) -> RefusedFile:
    problem = f"The folder cannot be listed: {error.strerror or error}."
    remedy = "Check that it is still there and that the user that runs Anslag may read it (chmod a+rx), then run again."
    return RefusedFile(source, path or "./", None, None, problem, remedy)


def _classify(source: str, root: Path, place: Path, path: str) -> Candidate | RefusedFile:
    file = place
    if place.is_symlink():
        try:
            file = resolve_link(place, root)
        except UnreadableFileError as error:
            return RefusedFile(source, path, None, None, error.problem, error.remedy)
        if file.is_dir():
            problem = "This is a link to a folder, and those are not followed."
            remedy = "Remove the link, or put the documents themselves in its place."
            return RefusedFile(source, path, None, None, problem, remedy)
        if _is_read_where_it_lies(file.relative_to(root)):
            problem = "This is a link to a document of the same folder, whose figures would count twice."
            return RefusedFile(source, path, None, None, problem, "Remove the link.")
    if is_sidecar(place.name):
        return _refuse_orphan(source, path)
    if not _is_document_name(place.name):
        return _refuse_type(source, path)
    return Candidate(source, path, file, place.with_name(sidecar_name(place.name)), root)


def _refuse_orphan(source: str, path: str) -> RefusedFile:
    stem = path.rpartition("/")[2][: -len(SIDECAR_SUFFIX)]
    problem = "The sidecar has no document beside it."
    remedy = f"Put the document beside it as {stem}.txt (names are case-sensitive), or remove it."
    return RefusedFile(source, path, None, None, problem, remedy)


def _is_read_where_it_lies(path: Path) -> bool:
    return _is_document_name(path.name) and not any(part.startswith(".") for part in path.parts)


def _refuse_type(source: str, path: str) -> RefusedFile:
    problem = f"Only files whose names end in {', '.join(DOCUMENT_SUFFIXES)} are read from a folder."
    remedy = "Rename it if it is text, name it on the command line to have it read all the same, or remove it."
    return RefusedFile(source, path, None, None, problem, remedy)
