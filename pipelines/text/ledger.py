"""The ledger of numbers: every number of a text and what it was understood to be.

Belongs here: putting together what the readers of tables and amounts know with the roles of all other numbers
(`number_roles`). A number that no rule knows is `unaccounted`; no rule takes what is left over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.text.number_forms import regions
from pipelines.text.number_roles import is_named, read_role, read_word_role
from pipelines.text.number_series import number_lines, share_roles
from pipelines.text.number_words import find_number_words
from pipelines.text.numerals import DIGITS
from pipelines.text.spans import Span

_TOKEN = re.compile(rf"(?<!\d){DIGITS}")


@dataclass(frozen=True, slots=True)
class Token:
    """A number of a text and its role."""

    span: Span
    role: str


def account(text: str, known: Iterable[Token]) -> list[Token]:
    """Give every number of a text with its role.

    Args:
        text: the document.
        known: what the readers of amounts and tables already know; of two that overlap the first counts.

    Returns:
        Tokens in order, without overlap, that hold every digit of the text and every number word.
    """
    tokens: list[Token] = []
    taken = bytearray()
    for token in known:
        if not taken:
            taken = bytearray(len(text) + 1)
        if token.span.start < token.span.end and not any(taken[token.span.start : token.span.end]):
            tokens.append(token)
            taken[token.span.start : token.span.end] = b"\1" * (token.span.end - token.span.start)
    digits = [span for match in _TOKEN.finditer(text) for span in _free_parts(text, Span(*match.span()), taken)]
    words = [Span(*word) for word in find_number_words(text) if not any(taken[word[0] : word[1]])]
    spans = sorted([*digits, *words]) if words else digits
    roles = _roles(text, spans, frozenset(words))
    tokens.extend(Token(span, role or "unaccounted") for span, role in zip(spans, roles, strict=True))
    return sorted(tokens, key=lambda token: token.span)


def _roles(text: str, spans: list[Span], words: frozenset[Span]) -> list[str | None]:
    roles = _roles_by_themselves(text, spans, words)
    if None not in roles and "age" not in roles:
        return roles
    number_lines(text, spans, roles)
    share_roles(text, spans, roles)
    left = [number for number, role in enumerate(roles) if role is None]
    for number in left:
        if spans[number] in words:
            # Number words stand before what they count, or for it: "från nio till sju".
            roles[number] = "count"
        elif is_named(text, spans[number].start):
            roles[number] = "designation"
    share_roles(text, spans, roles)
    return roles


def _roles_by_themselves(text: str, spans: list[Span], words: frozenset[Span]) -> list[str | None]:
    roles: list[str | None] = _in_regions(text, spans)
    until, claimed = 0, ""
    for number, span in enumerate(spans):
        if roles[number] is not None:
            continue
        if span.start < until:
            roles[number] = claimed
        elif span in words:
            roles[number] = read_word_role(text, *span)
        elif form := read_role(text, *span):
            roles[number] = claimed = form.role
            until = form.end
    return roles


def _in_regions(text: str, spans: list[Span]) -> list[str | None]:
    roles: list[str | None] = [None] * len(spans)
    starts = sorted(regions(text))
    number = 0
    for start, end, role in starts:
        while number < len(spans) and spans[number].start < start:
            number += 1
        inside = number
        while inside < len(spans) and spans[inside].start < end:
            roles[inside] = roles[inside] or role
            inside += 1
    return roles


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
