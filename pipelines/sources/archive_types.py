"""What an archive tells, and the error that it raises.

Belongs here: what is handed out. Where it is stored and how it is found stands in `archive`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class ArchiveError(Exception):
    """The archive cannot be used.

    Attributes:
        path: the file.
        problem: what is wrong with it, a sentence.
    """

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        self.problem = f"The archive {path} {problem}"
        super().__init__(f"{self.problem} {remedy}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Observation:
    """What was last seen of a document.

    Attributes:
        source: name of the source.
        path: path within it.
        sha256: of its bytes, 64 hex digits; None where it had vanished.
        seen_at: when this was first seen so.
        address: where it was fetched from.
        description: what was known of it.
    """

    source: str
    path: str
    sha256: str | None
    seen_at: datetime
    address: str | None
    description: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a site's last answer for a path came with.

    Attributes:
        path: path within the source.
        address: what was asked for.
        received_at: when the answer came, be it that nothing had changed.
        sha256: of the bytes that it brought, or confirmed.
        etag: its ETag header, to ask again with.
        last_modified: its Last-Modified header, likewise.
    """

    path: str
    address: str
    received_at: datetime
    sha256: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """How many documents a look found new, changed, described otherwise, unchanged, not to be taken, and vanished."""

    added: int = 0
    changed: int = 0
    redescribed: int = 0
    unchanged: int = 0
    refused: int = 0
    vanished: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What an archive holds, in short.

    Attributes:
        archive_id: tells this archive from one that was begun anew.
        last_no: number of the last observation.
        refused: digest of the files that could not be taken.
    """

    archive_id: str
    last_no: int
    refused: str
