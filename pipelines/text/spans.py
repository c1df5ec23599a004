"""Where something stands in a text: character spans and line numbers.

Only positions belong here; what stands there is the business of the readers.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """Half-open range of characters (code points) of a document: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the characters that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Line(NamedTuple):
    """One line of a text, without its line end and without surrounding white space.

    Attributes:
        number: 1-based, as editors count.
        span: the characters left after stripping; empty for a blank line.
        text: those characters.
    """

    number: int
    span: Span
    text: str


class LineIndex:
    """Line numbers of character offsets, for messages that a person follows up in an editor."""

    def __init__(self, text: str) -> None:
        self._ends = [match.end() for match in _LINE_END.finditer(text)]

    @property
    def line_count(self) -> int:
        """Lines of the text; one that ends without a line end counts."""
        return len(self._ends) + 1

    def line_of(self, offset: int) -> int:
        """Give the 1-based number of the line that holds the character at `offset`."""
        return bisect_right(self._ends, offset) + 1


def split_lines(text: str) -> list[Line]:
    """Split a text at its line ends (Unix, Windows or old Mac) into stripped lines, blank ones included."""
    lines: list[Line] = []
    start = 0
    ends = [match.end() for match in _LINE_END.finditer(text)]
    for number, end in enumerate([*ends, len(text)], start=1):
        body = text[start:end].lstrip()
        left = end - len(body)
        body = body.rstrip()
        # A blank line is empty where it starts.
        lines.append(Line(number, Span(left, left + len(body)) if body else Span(start, start), body))
        start = end
    return lines
