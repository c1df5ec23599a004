"""Looking at all sources: what they hold goes into the archive before anything is read.

Belongs here: one look. What became of the documents over time is told by `history`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import Changes
from pipelines.sources.types import Received, RefusedFile, Source

Counted = Callable[[Iterable[Received | RefusedFile], int], Iterable[Received | RefusedFile]]
"""Passes on what a source offers, given how much that is, and may tell of it."""


def observe(
    archive: Archive, sources: Sequence[Source], *, seen_at: datetime, counted: Counted | None = None
) -> Changes:
    """Store what all sources offer now, and what of it is new, changed or gone.

    Args:
        archive: where to.
        sources: every source that is to be looked at; of those that are complete, what is gone has vanished.
        seen_at: when.
        counted: is handed everything that is offered, for a progress display.
    """
    archive.clear_refusals()
    told: list[Changes] = []
    for source in sources:
        offered: Iterable[Received | RefusedFile] = source.offers()
        if counted:
            offered = counted(offered, source.count())
        record = archive.record_listing if source.is_complete else archive.record_copies
        told.append(record(source.name, offered, seen_at=seen_at))
    return Changes(**{field.name: sum(getattr(each, field.name) for each in told) for field in fields(Changes)})
