"""Two versions of a text side by side: which lines differ, and which words in them.

Belongs here: finding the differences, and cutting lines that are too long to be shown whole. It is pure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from pipelines.monitor.marking import Mark, Piece, mark

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES_AROUND = 3
# Time grows with how often the same lines and words meet in both texts; beyond these, differences are told in less
# detail: repeated lines are not held against each other, and one stretch of a line stands for its words.
_MOST_LINES = 5_000
_MOST_LINES_MEETING = 200_000
_MOST_WORDS_MEETING = 50_000
_MOST_ROWS = 20_000
_MOST_CHARACTERS_SHOWN = 1_500
_CHARACTERS_BEFORE = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of lines: equal, changed, or only in one of the versions; or lines left out.

    Attributes:
        kind: equal | changed | gone | added | skipped (equal lines between others) | cut (the rest of the texts).
        former: number of the line in the former version, from 1; None where it has none.
        later: number of the line in the later version; None where it has none.
        skipped: how many lines are left out here; of the longer text where it is cut.
    """

    kind: str
    former: int | None = None
    later: int | None = None
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """A line of one version.

    Attributes:
        number: its number, from 1.
        pieces: its text, what differs marked.
        hidden_before: characters of it left out before what is shown.
        hidden_after: characters of it left out behind.
    """

    number: int
    pieces: list[Piece]
    hidden_before: int
    hidden_after: int


def compare_lines(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Lay the lines of two texts side by side, equal lines far from any difference left out.

    Args:
        old: lines of the former version.
        new: lines of the later one.
    """
    rows = list(islice(_rows(old, new), _MOST_ROWS + 1))
    if len(rows) > _MOST_ROWS:
        shown = rows[:_MOST_ROWS]
        was = sum(row.skipped + (row.former is not None) for row in shown)
        now = sum(row.skipped + (row.later is not None) for row in shown)
        rows = [*shown, Row("cut", skipped=max(len(old) - was, len(new) - now))]
    return rows


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    blocks = _equal_blocks(old, new)
    i = j = 0
    for number, (at, to, size) in enumerate(blocks):
        yield from _different(range(i, at), range(j, to))
        yield from _equal(at, to, size, is_first=not (at or to), is_last=number == len(blocks) - 1)
        i, j = at + size, to + size
    yield from _different(range(i, len(old)), range(j, len(new)))


def sides(row: Row, old: Sequence[str], new: Sequence[str]) -> tuple[Side | None, Side | None]:
    """Give the lines of a row as they are shown, the words that differ marked; None where a version has no line."""
    was = None if row.former is None else old[row.former - 1]
    now = None if row.later is None else new[row.later - 1]
    gone: list[Mark] = []
    added: list[Mark] = []
    if was is not None and now is not None and row.kind == "changed":
        gone, added = _words_that_differ(was, now)
    elif was is not None and row.kind == "gone":
        gone = [Mark(0, len(was), "gone")]
    elif now is not None and row.kind == "added":
        added = [Mark(0, len(now), "added")]
    return (
        None if was is None or row.former is None else _side(row.former, was, gone),
        None if now is None or row.later is None else _side(row.later, now, added),
    )


def _equal_blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    between = (old[head : len(old) - tail], new[head : len(new) - tail])
    blocks = [(0, 0, head)]
    if max(map(len, between)) <= _MOST_LINES:
        # Blank lines stand everywhere, so they say nothing about which lines belong together.
        matcher = SequenceMatcher(_is_blank, *between, autojunk=_meetings(*between) > _MOST_LINES_MEETING)
        blocks += [(head + match.a, head + match.b, match.size) for match in matcher.get_matching_blocks()]
    blocks.append((len(old) - tail, len(new) - tail, tail))
    return _joined(block for block in blocks if block[2])


def _is_blank(line: str) -> bool:
    return not line.strip()


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next((at for at, (was, now) in enumerate(pairs) if was != now), min(len(old), len(new)))


def _meetings(old: Sequence[str], new: Sequence[str]) -> int:
    later = Counter(new)
    return sum(count * later[each] for each, count in Counter(old).items() if each.strip())


def _joined(blocks: Iterator[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    for at, to, size in blocks:
        before, after, length = joined[-1] if joined else (0, 0, -1)
        if (before + length, after + length) == (at, to):
            joined[-1] = (before, after, length + size)
        else:
            joined.append((at, to, size))
    return joined


def _equal(at: int, to: int, size: int, *, is_first: bool, is_last: bool) -> Iterator[Row]:
    head = 0 if is_first else _LINES_AROUND
    tail = 0 if is_last else _LINES_AROUND
    if size <= head + tail:
        head, tail = size, 0
    yield from (Row("equal", at + number + 1, to + number + 1) for number in range(head))
    if size > head + tail:
        yield Row("skipped", skipped=size - head - tail)
    yield from (Row("equal", at + number + 1, to + number + 1) for number in range(size - tail, size))


def _different(former: range, later: range) -> Iterator[Row]:
    for number in range(max(len(former), len(later))):
        was = former[number] + 1 if number < len(former) else None
        now = later[number] + 1 if number < len(later) else None
        yield Row("added" if was is None else "gone" if now is None else "changed", was, now)


def _words_that_differ(was: str, now: str) -> tuple[list[Mark], list[Mark]]:
    head = _common(was, now)
    tail = _common(was[head:][::-1], now[head:][::-1])
    # Between them whole words are held against each other, so that 15 and 25 differ as numbers and not as digits.
    head = next((at for at in range(head, 0, -1) if was[at - 1].isspace()), 0)
    tail = next((at for at in range(tail, 0, -1) if was[len(was) - at].isspace()), 0)
    middle_was, middle_now = was[head : len(was) - tail], now[head : len(now) - tail]
    old, new = _WORDS.findall(middle_was), _WORDS.findall(middle_now)
    if _meetings(old, new) > _MOST_WORDS_MEETING:
        return [Mark(head, len(was) - tail, "gone")], [Mark(head, len(now) - tail, "added")]
    old_at, new_at = _starts(old, head), _starts(new, head)
    gone: list[Mark] = []
    added: list[Mark] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone.append(Mark(old_at[i1], old_at[i2], "gone"))
            added.append(Mark(new_at[j1], new_at[j2], "added"))
    return gone, added


def _starts(words: list[str], start: int) -> list[int]:
    starts = [start]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _side(number: int, line: str, marks: list[Mark]) -> Side:
    first = min((each.start for each in marks), default=0)
    is_long = len(line) > _MOST_CHARACTERS_SHOWN
    start = max(0, first - _CHARACTERS_BEFORE) if is_long else 0
    end = min(len(line), start + _MOST_CHARACTERS_SHOWN)
    return Side(number, mark(line, marks, start=start, end=end), start, len(line) - end)
