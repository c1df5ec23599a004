"""The chain of an archive's observations: each row carries a digest of itself and of all rows before it.

SQLite notices damage to its pages' structure, and the archive damage to documents, which are stored under their hashes.
Only of the observations would nobody know: one flipped bit in a path, and a document vanishes and another is there.

Belongs here: reckoning digests and finding the first row that does not fit. Where rows are stored is the matter of
`archive`.
"""

import hashlib
from collections.abc import Iterable

BEGINNING = ""
"""What comes before the first row."""
Told = tuple[object, ...]
"""An observation without its digest: number, source, path, sha256, time, address, description."""


def link(before: str, told: Told) -> str:
    """Give the digest of a row, 32 hex digits.

    Args:
        before: the digest of the row before.
        told: what the row says.
    """
    return hashlib.sha256(repr((before, told)).encode()).hexdigest()[:32]


def first_broken(rows: Iterable[tuple[object, ...]]) -> Told | None:
    """Give the first row that is not as it was written, or follows a row that is missing; None where all are.

    Args:
        rows: in their order, each with its digest behind.
    """
    before = BEGINNING
    for *told, digest in rows:
        before = link(before, tuple(told))
        if digest != before:
            return tuple(told)
    return None
