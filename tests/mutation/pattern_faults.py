"""Small faults inside the pattern of a regular expression, as it is printed in a module.

Belongs here: borders, quantifiers, classes and looks ahead or behind. Words are left alone: which ones the rules know
is measured on labelled texts, and a test that repeats a list of words proves nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPPOSITES = {r"\b": "", r"\Z": "", r"\A": "", r"\d": r"\D", r"\w": r"\W", r"\s": r"\S"}
_LOOKS = {"(?=": "(?!", "(?!": "(?=", "(?<=": "(?<!", "(?<!": "(?<="}
# What a fault may change, longest first; a possessive mark only saves time, so it goes with its quantifier.
_PIECE = re.compile(
    r"(?P<kept>\(\?P<\w+>|\(\?:|\(\?-?[a-z]+[:)]|\\\\|\\[^bZAdws])|(?P<look>\(\?<?[=!])|(?P<escape>\\[bZAdws])"
    r"|(?P<open>\[\^?)(?=[^\]])|(?P<quantifier>[*+?]|\{\{?\d+(?:,\d*)?\}\}?)(?P<manner>[+?]?)|(?P<field>\{[^{}]+\})"
)
_CLASS_END = re.compile(r"(?<!\\)\]")
_COUNT = re.compile(r"\d+")


class Fault(NamedTuple):
    """Characters of a string token to replace."""

    start: int
    end: int
    replacement: str
    kind: str


def pattern_faults(token: str, *, joined: bool) -> Iterator[Fault]:
    """Give the faults of one raw string.

    Args:
        token: the string as printed, with prefix and quotes.
        joined: whether it is an f-string, where braces are doubled and "{NAME}" stands for another pattern.
    """
    position = re.compile("[rRfF]+(?:\"\"\"|'''|[\"'])").match(token)
    at = position.end() if position else 0
    while piece := _PIECE.search(token, at):
        at = piece.end()
        if piece["look"]:
            yield Fault(*piece.span(), _LOOKS[piece["look"]], "look turned")
        elif piece["escape"]:
            yield Fault(*piece.span(), _OPPOSITES[piece["escape"]], "border or class")
        elif piece["open"]:
            yield Fault(*piece.span(), "[" if piece["open"] == "[^" else "[^", "class turned")
            end = _CLASS_END.search(token, at + 1)
            at = end.end() if end else at
        elif piece["quantifier"] and not (joined and re.fullmatch(r"\{[^{].*", piece["quantifier"])):
            yield from _quantifier_faults(piece)


def _quantifier_faults(piece: re.Match[str]) -> Iterator[Fault]:
    quantifier, manner = piece["quantifier"], piece["manner"]
    yield Fault(*piece.span(), "", "quantifier dropped")
    others = {"*": "+", "+": "*"}
    # Words that are run together ("föratt") are no text that anybody writes.
    between_words = quantifier == "+" and piece.string[: piece.start()].endswith(r"\s")
    if quantifier in others and not between_words:
        yield Fault(*piece.span(), others[quantifier] + manner, "quantifier")
    for count in _COUNT.finditer(quantifier):
        start = piece.start() + count.start()
        yield Fault(start, start + len(count.group()), str(int(count.group()) + 1), "quantifier")
