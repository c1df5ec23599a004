"""From observations to document versions: a slowly changing dimension of type 2.

Belongs here: which stretch of time each version of a document was there for. A pure function of the archive, so the
same archive always gives the same versions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from pipelines.sources.archive_types import Observation
from pipelines.sources.reading import as_sidecar
from pipelines.sources.types import document_id, document_key


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of one document, and when it was there: a row of raw.document_version.

    Attributes:
        document_id: names the version.
        document_key: names the document through all its versions.
        source: name of the source.
        path: path within the source.
        sha256: of the bytes as received.
        version_no: 1 for the first version of the document.
        valid_from: when it was first seen.
        valid_to: when another version, or none, was seen in its place; None while it is there.
        is_current: whether it is there.
        address: where it was fetched from.
        sidecar: what was last known of it beside its text, JSON.
    """

    document_id: str
    document_key: str
    source: str
    path: str
    sha256: str
    version_no: int
    valid_from: datetime
    valid_to: datetime | None
    is_current: bool
    address: str | None
    sidecar: str | None


def document_versions(observations: Iterable[Observation]) -> Iterator[DocumentVersion]:
    """Give the versions of every document, each document's in the order of time.

    A document whose bytes come back to what they were once has a further version. What is said of a document beside its
    text makes no version: the last that was said of it holds.

    Args:
        observations: by document, each document's in the order of time, as `Archive.observations` gives them.
    """
    for (source, path), seen in groupby(observations, key=lambda each: (each.source, each.path)):
        yield from _versions_of(document_key(source, path), list(seen))


def _versions_of(key: str, seen: list[Observation]) -> Iterator[DocumentVersion]:
    open_version: DocumentVersion | None = None
    times_seen: dict[str, int] = {}
    number = 0
    since = seen[0].seen_at
    for at in seen:
        # A clock that was set back would end a version before it began: what came later is of that day at the earliest.
        since = max(since, at.seen_at)
        if open_version and at.sha256 == open_version.sha256:
            open_version = replace(open_version, address=at.address, sidecar=as_sidecar(at.description))
            continue
        if open_version:
            yield replace(open_version, valid_to=since, is_current=False)
            open_version = None
        if at.sha256:
            number += 1
            occurrence = times_seen.get(at.sha256, 0)
            times_seen[at.sha256] = occurrence + 1
            open_version = DocumentVersion(
                document_id=document_id(key, at.sha256, occurrence),
                document_key=key,
                source=at.source,
                path=at.path,
                sha256=at.sha256,
                version_no=number,
                valid_from=since,
                valid_to=None,
                is_current=True,
                address=at.address,
                sidecar=as_sidecar(at.description),
            )
    if open_version:
        yield open_version
