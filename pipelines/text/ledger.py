"""The ledger of numbers: every number of a text and what it was understood to be.

Belongs here: putting together what the readers of tables, amounts and periods know with the roles of all other numbers
(`number_roles`). A number that no rule knows is `unaccounted`; no rule takes what is left over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.text.number_roles import ROLE_PATTERNS
from pipelines.text.numerals import DIGITS, NUMBER_WORD
from pipelines.text.spans import Span

_TOKEN = re.compile(rf"(?<!\d){DIGITS}")
_WORD = re.compile(rf"(?<!\w){NUMBER_WORD}(?!\w)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# "En" and "ett" are articles far more often than numbers; beside a unit of money the readers have claimed them already.
_ARTICLES = frozenset({"en", "ett"})
# What tells the role of a number stands this near to it: the longest expression is a web address.
_AROUND = 200


@dataclass(frozen=True, slots=True)
class Token:
    """A number of a text and its role."""

    span: Span
    role: str


def account(text: str, known: Iterable[Token]) -> list[Token]:
    """Give every number of a text with its role.

    Args:
        text: the document.
        known: what the readers of amounts, periods and tables already know; of two that overlap the first counts.

    Returns:
        Tokens in order, without overlap, that hold every digit of the text and every number word.
    """
    taken = bytearray(len(text) + 1)
    tokens: list[Token] = []
    for token in known:
        if token.span.start < token.span.end and not any(taken[token.span.start : token.span.end]):
            tokens.append(token)
            taken[token.span.start : token.span.end] = b"\1" * (token.span.end - token.span.start)
    tokens.extend(_remaining(text, taken, _roles(text)))
    return sorted(tokens, key=lambda token: token.span)


def _roles(text: str) -> dict[int, str]:
    """Give the role of each digit that a pattern claims, by position; of several the first pattern's."""
    roles: dict[int, str] = {}
    for start, end in _around_digits(text):
        for role, pattern in ROLE_PATTERNS:
            for match in pattern.finditer(text, start, end):
                for digit in _DIGIT.finditer(text, match.start(), match.end()):
                    roles.setdefault(digit.start(), role)
    return roles


def _around_digits(text: str) -> Iterator[Span]:
    """Give the stretches of text near digits, joined where they meet: most of most texts is far from any."""
    start = end = 0
    for digit in _DIGIT.finditer(text):
        if digit.start() - _AROUND > end:
            if end:
                yield Span(start, end)
            start = digit.start() - _AROUND
        end = min(len(text), digit.end() + _AROUND)
    if end:
        yield Span(max(0, start), end)


def _remaining(text: str, taken: bytearray, roles: dict[int, str]) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        for span in _free_parts(text, Span(*match.span()), taken):
            yield Token(span, roles.get(span.start, "unaccounted"))
    for match in _WORD.finditer(text):
        if match.group().lower() not in _ARTICLES and not any(taken[match.start() : match.end()]):
            yield Token(Span(*match.span()), "count")


def _free_parts(text: str, span: Span, taken: bytearray) -> Iterator[Span]:
    """Give the stretches of digits in a span that no known token holds."""
    if not any(taken[span.start : span.end]):
        yield span
        return
    for match in re.finditer(r"\d+", text[span.start : span.end]):
        start, end = span.start + match.start(), span.start + match.end()
        for position in range(start, end):
            if taken[position]:
                if start < position:
                    yield Span(start, position)
                start = position + 1
        if start < end:
            yield Span(start, end)
