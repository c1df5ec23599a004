"""What every source yields, and the protocol that it keeps. No reading of files here."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One version of one document: a row of `raw.document`.

    Attributes:
        document_id: first 16 hex digits of sha256(document_key, NUL, sha256): names this version.
        document_key: `source:path`: names the document through all its versions.
        source: name of the source.
        path: path within the source, with forward slashes.
        sha256: of the bytes as received, 64 hex digits.
        size_bytes: size as received.
        encoding: the character encoding that the bytes were decoded with.
        text: the decoded text, line ends and Unicode form as received, without byte order mark.
        sidecar: what is known of it beside its text, JSON with the keys of `Sidecar`; None where nothing is.
        address: where it was fetched from; None for a file.
    """

    document_id: str
    document_key: str
    source: str
    path: str
    sha256: str
    size_bytes: int
    encoding: str
    text: str
    sidecar: str | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A document as received just now.

    Attributes:
        path: path within its source.
        content: its bytes.
        address: where it was fetched from; None for a file.
        description: what is known of it beside its text: the fields of a `Sidecar`, JSON values only.
    """

    path: str
    content: bytes
    address: str | None = None
    description: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """One file that was offered but could not be read as a document: a row of `raw.refused_file`.

    Attributes:
        source: name of the source.
        path: path within the source; unique among the refused files of one source.
        size_bytes: size of the file; None where it could not be opened.
        sha256: of its bytes, 64 hex digits; None where it was not read.
        problem: what is wrong with it.
        remedy: what the person who put it there can do.
    """

    source: str
    path: str
    size_bytes: int | None
    sha256: str | None
    problem: str
    remedy: str


class Source(Protocol):
    """A place that documents come from."""

    @property
    def name(self) -> str:
        """Name of the source, as in `raw.document.source`."""
        ...

    @property
    def is_complete(self) -> bool:
        """Whether it offers all that it holds, so that what it offers no more has vanished."""
        ...

    def count(self) -> int:
        """Give how many files it will offer, without opening them; for a progress display.

        A broken sidecar adds a row beyond this count, and files may come and go in between.
        """
        ...

    def offers(self) -> Iterator[Received | RefusedFile]:
        """Yield every document and every refused file, in the same order each time, one in memory at a time."""
        ...


def document_key(source: str, path: str) -> str:
    """Give the identifier that all versions of one document share."""
    return f"{source}:{path}"


def document_id(key: str, sha256: str, occurrence: int = 0) -> str:
    """Give the identifier of one version: 16 hex digits from its document's key and the hash of its bytes.

    Args:
        key: the document's key.
        sha256: of the bytes, 64 hex digits.
        occurrence: how often the document had these bytes before, and others or none in between.
    """
    again = f"\0{occurrence}" if occurrence else ""
    return hashlib.sha256(f"{key}\0{sha256}{again}".encode()).hexdigest()[:16]
