"""Identifiers: of figures and tables within a document version, and of figures through its versions.

All are hashes of what they identify, never counters of a run: the same documents give the same identifiers.
"""

import hashlib
import re

_WHITE_SPACE = re.compile(r"\s+")


def digest(*parts: object, length: int = 12) -> str:
    """Give a hex identifier of `length` digits for the given parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def table_id(document_id: str, table_no: int) -> str:
    """Give the identifier of the n-th table of a document version."""
    return f"{document_id}.{table_no}"


def figure_id(document_id: str, char_start: int, char_end: int) -> str:
    """Give the identifier of the figure at a place of a document version."""
    return digest("figure", document_id, char_start, char_end)


def total_id(document_id: str, table: str | None, column_no: int | None, char_start: int) -> str:
    """Give the identifier of a stated total; one figure may be the total of several columns."""
    return digest("total", document_id, table, column_no, char_start)


def normal(printed: str) -> str:
    """Give a printed name in the form that keys compare: white space folded, case ignored."""
    return _WHITE_SPACE.sub(" ", printed).strip().casefold()


class KeyCounter:
    """Makes stable keys of things that may recur: the n-th of equal descriptions gets n in its key.

    A key depends on the document and on what the figure is, not on where it stands, so unrelated edits leave it alone.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], int] = {}

    def key(self, *description: str) -> str:
        """Give the key of the next thing of this description."""
        occurrence = self._seen.get(description, 0)
        self._seen[description] = occurrence + 1
        return digest(*description, occurrence, length=16)
