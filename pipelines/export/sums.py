"""What a file weighs and its SHA-256, and the list of those that `sha256sum -c` checks.

Belongs here: reading and writing that list. Which files are in it is decided by the caller.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SUMS_NAME = "SHA256SUMS"
"""File that lists every other file of an export with its sum."""

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<path>.+)")


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """A file of an export.

    Attributes:
        path: its path within the export, with slashes.
        byte_count: its size.
        sha256: sum of its bytes, in hexadecimal.
    """

    path: str
    byte_count: int
    sha256: str


def measured(folder: Path, file: Path) -> MeasuredFile:
    """Measure a file below a folder."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    return MeasuredFile(file.relative_to(folder).as_posix(), file.stat().st_size, digest.hexdigest())


def write_sums(folder: Path, files: Iterable[MeasuredFile]) -> Path:
    """List files with their sums, by path, in a file that `sha256sum -c` reads."""
    to = folder / SUMS_NAME
    lines = [f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda file: file.path)]
    to.write_text("".join(lines), encoding="utf-8", newline="\n")
    return to


def read_sums(folder: Path) -> dict[str, str]:
    """Give the sums that a folder's list states, by path; none where it has no such list."""
    try:
        lines = (folder / SUMS_NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    matches = [_LINE.fullmatch(line) for line in lines]
    return {match["path"]: match["sha256"] for match in matches if match} if all(matches) else {}
