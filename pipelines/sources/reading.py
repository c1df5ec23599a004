"""From a file to the bytes received, and from bytes to a row of `raw.document` or of `raw.refused_file`.

What every source shares belongs here; which files there are is the sources' own matter.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.sources.decoding import UndecodableError
from pipelines.sources.files import UnreadableFileError, read_file, resolve_link
from pipelines.sources.formats import text_of
from pipelines.sources.sidecar import SidecarError, read_sidecar, sidecar_name
from pipelines.sources.types import RawDocument, Received, RefusedFile, Source, document_id, document_key

_MAX_SIDECAR_BYTES = 1_000_000  # five short fields: anything near this is no sidecar


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that is to be read as a document.

    Attributes:
        source: name of its source.
        path: its path within the source, as stored.
        file: the file to open, links followed.
        sidecar: where its sidecar would be.
        root: the folder that a link may not lead out of, free of links itself.
    """

    source: str
    path: str
    file: Path
    sidecar: Path
    root: Path


def receive_all(entries: Iterable[Candidate | RefusedFile]) -> Iterator[Received | RefusedFile]:
    """Open candidates one by one, and pass on what was refused already; a broken sidecar comes before its document."""
    broken_sidecars: set[Path] = set()  # a.txt and a.md share one: told once
    for entry in entries:
        if isinstance(entry, RefusedFile):
            yield entry
            continue
        sidecar, refused = _read_sidecar_of(entry)
        if refused is not None and entry.sidecar not in broken_sidecars:
            broken_sidecars.add(entry.sidecar)
            yield refused
        yield _receive(entry, sidecar)


def documents_of(source: Source) -> Iterator[RawDocument | RefusedFile]:
    """Read everything that a source offers."""
    for offered in source.offers():
        if isinstance(offered, RefusedFile):
            yield offered
        else:
            yield document_from_bytes(source.name, offered.path, offered.content, as_sidecar(offered.description))


def as_sidecar(description: Mapping[str, object] | None) -> str | None:
    """Give what is known of a document as `RawDocument.sidecar` holds it."""
    return json.dumps(description, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if description else None


def document_from_bytes(source: str, path: str, data: bytes, sidecar: str | None = None) -> RawDocument | RefusedFile:
    """Make a document of the bytes received for it, or say why it is none.

    Args:
        source: name of the source.
        path: path within the source.
        data: the bytes as received.
        sidecar: what is known of it, as `as_sidecar` gives it.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        decoded = text_of(path, data)
    except UndecodableError as error:
        return RefusedFile(source, path, len(data), sha256, error.problem, error.remedy)
    key = document_key(source, path)
    return RawDocument(
        document_id=document_id(key, sha256),
        document_key=key,
        source=source,
        path=path,
        sha256=sha256,
        size_bytes=len(data),
        encoding=decoded.encoding,
        text=decoded.text,
        sidecar=sidecar,
    )


def _receive(candidate: Candidate, sidecar: str | None) -> Received | RefusedFile:
    try:
        content = read_file(candidate.file)
    except UnreadableFileError as error:
        return RefusedFile(candidate.source, candidate.path, error.size_bytes, None, error.problem, error.remedy)
    return Received(candidate.path, content, description=json.loads(sidecar) if sidecar else None)


def _read_sidecar_of(candidate: Candidate) -> tuple[str | None, RefusedFile | None]:
    folder, slash, name = candidate.path.rpartition("/")
    path = folder + slash + sidecar_name(name)
    file = candidate.sidecar
    size_bytes, sha256 = None, None
    try:
        if not os.path.lexists(file):  # Path.exists raises where the name would be too long
            return None, None
        if file.is_symlink():
            file = resolve_link(file, candidate.root)
        data = read_file(file, _MAX_SIDECAR_BYTES)
        size_bytes, sha256 = len(data), hashlib.sha256(data).hexdigest()
        return read_sidecar(data).as_json(), None
    except UnreadableFileError as error:
        return None, RefusedFile(candidate.source, path, error.size_bytes, None, error.problem, error.remedy)
    except SidecarError as error:
        return None, RefusedFile(candidate.source, path, size_bytes, sha256, error.problem, error.remedy)
