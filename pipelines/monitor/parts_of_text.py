"""Long texts a part at a time, cut at ends of lines where there are any.

Belongs here: where a text is cut. It is pure, and keeps every character in exactly one part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART_CHARACTERS = 60_000
_PART_LINES = 2_000
_LINE_CHARACTERS = 5_000
_SPACE = re.compile(r"\s+")
_MANY_LINES = re.compile(rf"(?:[^\n]*+\n){{{_PART_LINES}}}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, or a piece of one that is too long to be shown at once.

    Attributes:
        number: number of the line in the text, from 1.
        start: its first character.
        end: character after the last, the line end left out.
        is_begun: whether the line begins here; False for further pieces.
        is_first: whether no piece of the line stands before it in the part.
    """

    number: int
    start: int
    end: int
    is_begun: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text.

    Attributes:
        start: first character.
        end: character after the last.
        before: first character of the part before it; None for the first part.
        after: first character of the part behind it; None for the last part.
        lines: its lines.
    """

    start: int
    end: int
    before: int | None
    after: int | None
    lines: tuple[Line, ...]


def part_at(text: str, at: int, size: int = _PART_CHARACTERS) -> Part:
    """Give the part of a text that holds a character.

    Args:
        text: the text.
        at: the character; beyond the end stands for the last.
        size: how many characters a part has at most.
    """
    starts = [0]
    while (following := _cut(text, starts[-1], size)) < len(text):
        starts.append(following)
    number = max(index for index, start in enumerate(starts) if start <= max(at, 0))
    start = starts[number]
    end = starts[number + 1] if number + 1 < len(starts) else len(text)
    return Part(
        start,
        end,
        before=starts[number - 1] if number else None,
        after=end if end < len(text) else None,
        lines=tuple(_lines(text, start, end)),
    )


def whole_words(passage: str, start: int, end: int) -> tuple[int, int]:
    """Give where a passage that was cut out of a text around something begins and ends with whole words.

    Args:
        passage: the passage; what stands at its ends may be halves of words.
        start: where what it is about begins; nothing of it is left out.
        end: where that ends.

    Returns:
        First character and character after the last: at a line end before and behind where there are any, else at
        white space, else at the ends of the passage.
    """
    before, behind = passage[:start], passage[end:]
    line, word = before.find("\n"), _SPACE.search(before)
    first = line + 1 if line >= 0 else word.end() if word else 0
    words = list(_SPACE.finditer(behind))
    last = end + behind.rfind("\n") if "\n" in behind else end + words[-1].start() if words else len(passage)
    return first, last


def _cut(text: str, start: int, size: int) -> int:
    many = _MANY_LINES.match(text, start, start + size)
    if many is not None:
        return many.end()
    end = start + size
    if end >= len(text):
        return len(text)
    line_end = text.rfind("\n", start, end)
    return line_end + 1 if line_end > start + size // 2 else end


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    number = text.count("\n", 0, start) + 1
    at = start
    while at < end:
        line_end = text.find("\n", at, end)
        until = end if line_end < 0 else line_end
        for piece in range(at, max(until, at + 1), _LINE_CHARACTERS):
            is_begun = piece == 0 or text[piece - 1] == "\n"
            yield Line(number, piece, min(piece + _LINE_CHARACTERS, until), is_begun, is_first=piece == at)
        number += 1
        at = until + 1
