"""The version of the rules: what reads documents and makes figures of them, as a hash of itself.

Belongs here: which files are rules. A figure made under one version of them may differ under another, so a change of
any reads every document anew.
"""

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.settings import CODE_ROOT, EXPECTATIONS_DIR, MARTS_DIR, SCHEMA_DIR

_PACKAGES = ("text", "reference", "model", "quality", "sources", "assets")
_PASSED_OVER = frozenset({"__pycache__"})
# Libraries that make text of bytes; another version may make another text.
_LIBRARIES = ("selectolax", "pypdfium2")


@functools.cache
def rules_version() -> str:
    """Give 12 hex digits that change with any rule and with nothing else."""
    folders = [*(CODE_ROOT / "pipelines" / package for package in _PACKAGES), SCHEMA_DIR, MARTS_DIR, EXPECTATIONS_DIR]
    taken = hashlib.sha256()
    for path in sorted(file for folder in folders for file in _files(folder)):
        taken.update(path.relative_to(CODE_ROOT).as_posix().encode() + b"\0")
        taken.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        taken.update(f"{library} {_installed(library)}\0".encode())
    return taken.hexdigest()[:12]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not _PASSED_OVER.intersection(path.parts)]


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
