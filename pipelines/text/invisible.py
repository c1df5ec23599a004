"""Characters that are not seen in print, and accents that stand behind their letter.

Belongs here: taking them out before a text is read, and putting spans back to the characters of the text with them.
Pages hyphenate by hand with thousands of soft hyphens ("kro-nor"), and files from a Macintosh write "å" as an "a" and a
ring; no reader should have to expect either in each word. Marks that change the order in which characters are printed
stay: what stands beside them does not read as it looks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pipelines.text.spans import Span

# The sign for "not" is what soft hyphens turn into on the way through an old encoding ("nedskriv¬ning").
_INVISIBLE = "\u00ad¬\u200b\u200c\u200d\u200e\u2060\ufeff"
_ANY = re.compile(f"[{_INVISIBLE}]")
# Ring, dots, acute and grave, as in å, ä, é and à.
_ACCENTS = "\u030a\u0308\u0301\u0300"
_SPLIT = re.compile(f"[A-Za-z][{_ACCENTS}]")

_Read = TypeVar("_Read")


class Visible:
    """A text without invisible characters, and with its accents on their letters.

    Attributes:
        text: what is left of it.
    """

    def __init__(self, printed: str) -> None:
        """Take the invisible characters out of a text.

        Args:
            printed: the text with them.
        """
        # A search for each character stops at once where the text's encoding cannot hold it.
        self._accents: frozenset[int] = frozenset()
        if any(accent in printed for accent in _ACCENTS):
            printed, self._accents = _composed(printed)
        removed = any(character in printed for character in _INVISIBLE)
        self.text = _ANY.sub("", printed) if removed else printed
        # The position in `text` before which the nth character was removed.
        self._before: Sequence[int] = (
            [match.start() - number for number, match in enumerate(_ANY.finditer(printed))] if removed else ()
        )

    def in_print(self, read: _Read) -> _Read:
        """Give what was read of `text` with every span moved to the characters of the printed text.

        Args:
            read: a span, or dataclasses and tuples that hold spans.
        """
        return self._moved(read) if self._before else read

    def _moved(self, read: Any) -> Any:
        if isinstance(read, Span):
            start = self._position(read.start)
            if read.end == read.start:
                return Span(start, start)
            end = self._position(read.end - 1) + 1
            return Span(start, end + (end in self._accents))
        if isinstance(read, tuple):
            parts = map(self._moved, read)
            return type(read)(*parts) if hasattr(read, "_fields") else tuple(parts)
        if is_dataclass(read) and not isinstance(read, type):
            return replace(read, **{field.name: self._moved(getattr(read, field.name)) for field in fields(read)})
        return read

    def _position(self, visible: int) -> int:
        return visible + bisect_right(self._before, visible)


def _composed(printed: str) -> tuple[str, frozenset[int]]:
    """Put accents on their letters, an invisible character in the place of each; give the text and those places."""
    places: list[int] = []

    def compose(split: re.Match[str]) -> str:
        letter = unicodedata.normalize("NFC", split[0])
        if len(letter) > 1:
            return split[0]
        places.append(split.end() - 1)
        return letter + _INVISIBLE[-1]

    return _SPLIT.sub(compose, printed), frozenset(places)
