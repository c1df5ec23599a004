"""Two versions of a text side by side: which lines differ, and which words in them.

Belongs here: finding the differences. It is pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.monitor.marking import Mark, Piece, mark

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES_AROUND = 3
# Beyond this words are not compared: a line of a megabyte would take minutes.
_MOST_CHARACTERS = 4_000
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Side:
    """A line of one version.

    Attributes:
        number: its number, from 1.
        pieces: its text, what differs marked.
    """

    number: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of lines: equal, changed, or only in one of the versions; both None for lines left out between.

    Attributes:
        kind: equal | changed | gone | added | skipped.
        former: the line of the former version.
        later: the line of the later version.
        skipped: how many equal lines are left out here.
    """

    kind: str
    former: Side | None = None
    later: Side | None = None
    skipped: int = 0


def compare_texts(former: str, later: str) -> list[Row]:
    """Lay two texts side by side, equal lines far from any difference left out."""
    old, new = former.split("\n")[:_MOST_LINES], later.split("\n")[:_MOST_LINES]
    rows: list[Row] = []
    # Words that every document repeats must not be taken for noise, so nothing counts as junk.
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += _equal(old, new, range(i1, i2), j1 - i1, is_first=not rows, is_last=i2 == len(old))
        else:
            rows += _different(old, new, range(i1, i2), range(j1, j2))
    return rows


def _equal(
    old: list[str], new: list[str], lines: range, offset: int, *, is_first: bool, is_last: bool
) -> Iterator[Row]:
    head = 0 if is_first else _LINES_AROUND
    tail = 0 if is_last else _LINES_AROUND
    shown = [at for at in lines if at < lines.start + head or at >= lines.stop - tail]
    skipped = len(lines) - len(shown)
    for at in shown:
        if skipped and at >= lines.stop - tail:
            yield Row("skipped", skipped=skipped)
            skipped = 0
        yield Row("equal", _side(old, at, []), _side(new, at + offset, []))
    if skipped:
        yield Row("skipped", skipped=skipped)


def _different(old: list[str], new: list[str], former: range, later: range) -> Iterator[Row]:
    for number in range(max(len(former), len(later))):
        was = former[number] if number < len(former) else None
        now = later[number] if number < len(later) else None
        if was is None or now is None:
            kind = "added" if was is None else "gone"
            yield Row(
                kind,
                None if was is None else _side(old, was, [Mark(0, len(old[was]), kind)]),
                None if now is None else _side(new, now, [Mark(0, len(new[now]), kind)]),
            )
        else:
            gone, added = _words_that_differ(old[was], new[now])
            yield Row("changed", _side(old, was, gone), _side(new, now, added))


def _words_that_differ(was: str, now: str) -> tuple[list[Mark], list[Mark]]:
    if max(len(was), len(now)) > _MOST_CHARACTERS:
        return [Mark(0, len(was), "gone")], [Mark(0, len(now), "added")]
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    old_at, new_at = _starts(old), _starts(new)
    gone: list[Mark] = []
    added: list[Mark] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone.append(Mark(old_at[i1], old_at[i2], "gone"))
            added.append(Mark(new_at[j1], new_at[j2], "added"))
    return gone, added


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _side(lines: list[str], at: int, marks: list[Mark]) -> Side:
    return Side(at + 1, mark(lines[at], marks))
