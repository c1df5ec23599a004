"""The ledger of numbers: every number of a text and what it was understood to be.

Belongs here: putting together what the readers of tables, amounts and periods know with the roles of all other numbers
(`number_roles`). A number that no rule knows is `unaccounted`; no rule takes what is left over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.text.number_roles import ROLE_PATTERNS
from pipelines.text.numerals import DIGITS, WORD_VALUES
from pipelines.text.spans import Span

_TOKEN = re.compile(rf"(?<!\d){DIGITS}")
_WORD = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(WORD_VALUES.keys() - {'en', 'ett'}, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)


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
    roles: dict[int, str] = {}
    for role, pattern in ROLE_PATTERNS:
        for match in pattern.finditer(text):
            for position in range(match.start(), match.end()):
                if text[position].isdigit():
                    roles.setdefault(position, role)
    tokens.extend(_remaining(text, taken, roles))
    return sorted(tokens, key=lambda token: token.span)


def _remaining(text: str, taken: bytearray, roles: dict[int, str]) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        for span in _free_parts(text, Span(*match.span()), taken):
            yield Token(span, roles.get(span.start, "unaccounted"))
    for match in _WORD.finditer(text):
        if not any(taken[match.start() : match.end()]):
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
