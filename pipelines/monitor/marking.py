"""Source text with what was seen in it: cut where marks begin and end, kept to the character.

Belongs here: laying marks over a text. Which marks there are is the caller's; how they look, the template's.
"""

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_KEPT_CONTROLS = frozenset("\n\r\t")
# Format characters that steer how a text is set without being seen; the soft hyphen is one of them.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"})
# Letters, marks and symbols that Unicode lets a font leave blank: fillers, joiners, variation selectors.
_UNSEEN_OTHERS = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text, and what is said of it.

    Attributes:
        start: first character.
        end: character after the last.
        classes: how it looks: classes of the style sheet.
        href: where it leads; None for nowhere.
        title: what a reader is told of it; None for nothing.
        anchor: name of the place, for links to it; None for none.
    """

    start: int
    end: int
    classes: str
    href: str | None = None
    title: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A character that shows nothing, or turns what stands around it.

    Attributes:
        code: its number: U+202E.
        name: its name in Unicode.
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks.

    Attributes:
        text: its characters.
        unseen: set where it is a single character that cannot be shown as it is.
        marks: those that cover it, the widest first.
        opens: those of them that begin here.
    """

    text: str
    unseen: Unseen | None
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]

    @property
    def classes(self) -> str:
        """Classes of all its marks."""
        return " ".join(dict.fromkeys(name for mark in self.marks for name in mark.classes.split()))

    @property
    def href(self) -> str | None:
        """Where the narrowest mark that leads anywhere leads."""
        return next((mark.href for mark in reversed(self.marks) if mark.href), None)

    @property
    def title(self) -> str | None:
        """What is said of it, by all its marks."""
        return " · ".join(dict.fromkeys(mark.title for mark in self.marks if mark.title)) or None

    @property
    def anchor(self) -> str | None:
        """Name of the place that begins here."""
        return next((mark.anchor for mark in self.opens if mark.anchor), None)


def mark(text: str, marks: Sequence[Mark], *, start: int = 0, end: int | None = None) -> list[Piece]:
    """Cut a part of a text where marks begin and end.

    Marks may nest and overlap; what reaches beyond the part is cut off. The texts of the pieces, one behind the other,
    are the part, character by character.

    Args:
        text: the whole text.
        marks: what was seen in it, by its characters.
        start: where the part begins.
        end: where it ends; the end of the text if not given.
    """
    end = max(start, len(text) if end is None else min(end, len(text)))
    inside = [each for each in marks if each.start < end and each.end > start and each.start < each.end]
    cuts = {start, end}
    for each in inside:
        cuts |= {max(each.start, start), min(each.end, end)}
    beginning: dict[int, list[Mark]] = {}
    for each in inside:
        beginning.setdefault(max(each.start, start), []).append(each)
    pieces: list[Piece] = []
    covering: list[Mark] = []
    ordered = sorted(cuts)
    for at, until in pairwise(ordered):
        opened = beginning.get(at, [])
        covering = [each for each in covering if each.end > at] + opened
        covering.sort(key=lambda each: (each.start - each.end, each.start))
        begun = tuple(each for each in opened if each.start == at)
        for number, (run, unseen) in enumerate(_runs(text[at:until])):
            pieces.append(Piece(run, unseen, tuple(covering), begun if number == 0 else ()))
    return pieces


def mark_each(text: str, marks: Iterable[Mark], parts: Iterable[tuple[int, int]]) -> Iterator[list[Piece]]:
    """Cut many parts of a text where marks begin and end, in the time that one pass over the marks takes.

    Args:
        text: the whole text.
        marks: what was seen in it.
        parts: first character and character after the last of each part, in the order of the text.
    """
    upcoming = sorted(marks, key=lambda each: each.start)
    reached = 0
    near: list[Mark] = []
    for start, end in parts:
        near = [each for each in near if each.end > start]
        while reached < len(upcoming) and upcoming[reached].start < end:
            near.append(upcoming[reached])
            reached += 1
        yield mark(text, near, start=start, end=end)


def _runs(text: str) -> Iterator[tuple[str, Unseen | None]]:
    begin = 0
    if text.isascii() and text.isprintable():
        yield text, None
        return
    for at, character in enumerate(text):
        if not _is_unseen(character):
            continue
        if begin < at:
            yield text[begin:at], None
        name = unicodedata.name(character, "control character")
        yield character, Unseen(f"U+{ord(character):04X}", name)
        begin = at + 1
    if begin < len(text):
        yield text[begin:], None


@functools.lru_cache(maxsize=4096)
def _is_unseen(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return False
    return character in _UNSEEN_OTHERS or unicodedata.category(character) in _UNSEEN_CATEGORIES
