"""Names of organisations, places, countries and kinds of recipients in running text.

Belongs here: finding them, longest first, as whole words. Whether a named one receives anything is decided by the
grammar of its clause (`pipelines.text.recipients`); how the known names are stored belongs to `name_tree`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.reference.name_tree import PIECE, Named, NameKind, NameNode, common_key, name_tree

_WORD = re.compile(r"\w+")
_HYPHENS = frozenset("-\u2010\u2011")
_SOFT_HYPHEN = "\u00ad"
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f]*")
_JOINTS = frozenset({" och ", " eller "})
# What may stand between the end of a sentence and the first word of the next: blanks, quotes, bullets, emphasis.
_OPENING_MARKS = " \t\u00a0\"'”»(*_>#-–•"
_ENDS_OF_SENTENCE = frozenset(".!?:|\r\n")
_LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text.

    Attributes:
        start: first character.
        end: character after the last, a genitive s left out, the same one's abbreviation in brackets included.
        text: the characters.
        kind: organisation | geography | country | collective.
        candidates: identifiers that it may stand for, the likeliest first: organisation_id, geography_id or the
            country's ISO 3166 code; empty for a collective.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    candidates: tuple[str, ...]


def find_names(text: str) -> list[NameMatch]:
    """Find every known name in running text, in order and without overlap; of two that overlap the longer.

    "kommuner och regioner" is one collective, "FN:s barnfond (Unicef)" one organisation. Part of a compound
    ("EU-kommissionär") or of a web address is no name. Soft hyphens within a name make no difference.
    """
    if _SOFT_HYPHEN not in text and unicodedata.is_normalized("NFC", text):
        return list(_joined(text, _find(text)))
    offsets, normal = _composed(text)
    found = _joined(normal, _find(normal))
    spans = ((offsets[name.start], offsets[name.end], name) for name in found)
    return [NameMatch(start, end, text[start:end], name.kind, name.candidates) for start, end, name in spans]


def _composed(text: str) -> tuple[list[int], str]:
    """Give a text with composed accents and no soft hyphens, and where each character (and its end) stood before."""
    offsets, clusters = [], []
    for cluster in _CLUSTER.finditer(text):
        normal = unicodedata.normalize("NFC", cluster.group().replace(_SOFT_HYPHEN, ""))
        clusters.append(normal)
        offsets += [cluster.start()] * len(normal)
    return [*offsets, len(text)], "".join(clusters)


def _joined(text: str, names: Iterator[NameMatch]) -> Iterator[NameMatch]:
    last: NameMatch | None = None
    for name in names:
        end = _end_if_joined(text, last, name) if last else None
        if last and end:
            last = NameMatch(last.start, end, text[last.start : end], last.kind, last.candidates)
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _end_if_joined(text: str, last: NameMatch, name: NameMatch) -> int | None:
    """Give where the two names end if they are one, else None."""
    if (last.kind, last.candidates) != (name.kind, name.candidates):
        return None
    between = text[last.end : name.start]
    if name.kind == "collective":
        return name.end if between in _JOINTS else None
    in_brackets = between == " (" and text[name.end : name.end + 1] == ")"
    return name.end + 1 if in_brackets and "(" not in last.text else None


def _find(text: str) -> Iterator[NameMatch]:
    tree, first_words = name_tree(), _first_words()
    done = 0
    for word in _WORD.finditer(text):
        if word.group() not in first_words or word.start() < done:
            continue
        found = _longest(text, word, tree)
        if found is None:
            continue
        end, named = found
        if not _is_part(text, word.start()) and not (named.may_be_word and _opens_sentence(text, word.start())):
            yield NameMatch(word.start(), end, text[word.start() : end], named.kind, named.candidates)
            done = end


@cache
def _first_words() -> frozenset[str]:
    """Give every word that a name begins with, or that is a whole name in the genitive."""
    return frozenset(form for word in name_tree().following for form in (word, f"{word}s"))


def _longest(text: str, word: re.Match[str], tree: NameNode) -> tuple[int, Named] | None:
    """Give the end and the meaning of the longest name that begins with a word; the last word may be a genitive.

    A name may be broken over two lines, but not one that begins its line: there "Region" may stand above "Skåne".
    """
    found = None
    begins_line = text[word.start() - 1 : word.start()] in {"", "\n"}
    node, piece, key = tree, word, word.group()
    while True:
        following = node.following.get(key)
        if not _goes_on(text, piece.end()):
            if following and following.named:
                found = piece.end(), following.named
            elif key.endswith("s") and (owner := node.following.get(key[:-1])) and owner.named:
                found = piece.end() - 1, owner.named
        after = PIECE.match(text, piece.end()) if following else None
        if following is None or after is None or (begins_line and "\n" in after.group()):
            return found
        node, piece, key = following, after, common_key(after.group())


def _goes_on(text: str, end: int) -> bool:
    """Tell whether the word before a position goes on as a compound."""
    return text[end : end + 1] in _HYPHENS


def _is_part(text: str, start: int) -> bool:
    """Tell whether what begins here ends a compound, or stands in a web or mail address or a document number."""
    before = text[start - 1 : start]
    if before in _HYPHENS:
        return text[start - 2 : start - 1].isalnum()
    if before not in {"/", ".", "@", "=", "_", "?"}:
        return False
    if before == "/" and text[start - 2 : start - 1].isdigit():
        return True
    run = text[max(0, start - _LONGEST_ADDRESS) : start].rsplit(maxsplit=1)[-1]
    return "://" in run or "www." in run or "](" in run or before == "@"


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(_OPENING_MARKS)
    return not before or before[-1] in _ENDS_OF_SENTENCE
