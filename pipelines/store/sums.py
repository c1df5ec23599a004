"""The sum beside each version: a published file never changes, and this tells whether one has.

Belongs here: writing sums and holding files against them. DuckDB sees damage only in the blocks that a question
touches; a sum sees all of it. What is done about damage stands in `soundness`.
"""

import hashlib
import os
import re
from pathlib import Path

_SUM = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<name>[^\n]+)\n")
SUFFIX = ".sha256"
"""What a version's name is followed by in the name of its sum."""


def sum_path(version: Path) -> Path:
    """Give the file that holds the sum of a version, as `sha256sum --check` takes it."""
    return version.with_name(version.name + SUFFIX)


def write_sum(sealed: Path, version: Path) -> None:
    """Write the sum of a file that is about to be named as a version, and wait until it is on the disk."""
    told = f"{_sum_of(sealed)}  {version.name}\n".encode()
    handle = os.open(sum_path(version), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o444)
    try:
        os.write(handle, told)
        os.fsync(handle)
    finally:
        os.close(handle)


def damage_of(version: Path) -> str | None:
    """Hold a version against its sum.

    Returns:
        What is wrong; None where the file is as it was sealed, or nothing legible tells how that was.
    """
    try:
        told = _SUM.fullmatch(sum_path(version).read_bytes().decode("ascii", "replace"))
    except OSError:
        # Versions from before there were sums have none.
        return None
    if told is None:
        return None
    try:
        found = _sum_of(version)
    except OSError as error:
        return f"{version.name} cannot be read ({error.strerror})."
    if found == told["sum"]:
        return None
    return f"{version.name} has the SHA-256 sum {found[:12]}…, and was sealed with {told['sum'][:12]}…."


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
