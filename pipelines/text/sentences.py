"""Sentences of a block, and the clauses around an amount.

Belongs here: where a Swedish sentence ends. Abbreviations with full stops (Språkrådet, Svenska skrivregler) and decimal
points do not end one.
"""

import re
from collections.abc import Iterator

from pipelines.text.spans import Span

_ABBREVIATIONS = (
    "bl.a",
    "t.ex",
    "m.m",
    "m.fl",
    "dvs",
    "d.v.s",
    "s.k",
    "ca",
    "c:a",
    "fr.o.m",
    "t.o.m",
    "o.s.v",
    "osv",
    "f.d",
    "inkl",
    "exkl",
    "resp",
    "prop",
    "dnr",
    "kap",
    "nr",
    "milj",
    "mn",
    "tfn",
    "st",
    "bet",
    "rskr",
    "art",
    "jfr",
    "kl",
    "kungl",
)
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
LONGEST_SENTENCE = 2_000
_END = re.compile(
    r"[.!?][\"”»')\]*]*(?=\s+[\"”»'(\[–*-]*\s*[A-ZÅÄÖÉ0-9])|[.!?][\"”»')\]*]*\Z|\n(?=\s*\n)", re.MULTILINE
)
_LAST_WORD = re.compile(r"[\w.:]+\Z")


def split_sentences(text: str, within: Span) -> list[Span]:
    """Split a stretch of running text into its sentences, in order, without the white space between them.

    What runs on for more than `LONGEST_SENTENCE` characters without an end is no sentence but a list or worse; it is
    cut behind a comma or the like, else at white space, so that reading a sentence as a whole stays cheap.
    """
    return [part for sentence in _ended(text, within) for part in _cut(text, sentence)]


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        spaces = [at for at in range(start + LONGEST_SENTENCE, start, -1) if text[at].isspace()]
        if not spaces:
            break
        space = next((at for at in spaces if text[at - 1] in ",;:)"), spaces[0])
        yield _without_space(text, start, space)
        start = _past_space(text, space, sentence.end)
    yield Span(start, sentence.end)


def _ended(text: str, within: Span) -> list[Span]:
    sentences: list[Span] = []
    start = _past_space(text, within.start, within.end)
    for match in _END.finditer(text, within.start, within.end):
        if match.start() < start or _is_abbreviation(text, start, match.start(), match.end()):
            continue
        sentences.append(_without_space(text, start, match.end()))
        start = _past_space(text, match.end(), within.end)
    if start < within.end:
        sentences.append(_without_space(text, start, within.end))
    return sentences


def _past_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _without_space(text: str, start: int, end: int) -> Span:
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_abbreviation(text: str, start: int, stop: int, end: int) -> bool:
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text, max(start, stop - _LONGEST_ABBREVIATION - 1), stop)
    if word is None:
        return False
    printed = word.group().lower()
    if printed in _ABBREVIATIONS:
        return True
    # "den 1. januari", "3. Uppdraget": a short number before the stop is an ordinal or a list number.
    ordinal = printed.isdigit() and len(printed) <= 2 and word.start() == start
    initial = len(printed) == 1 and printed.isalpha() and text[end : end + 2].strip()[:1].isupper()
    return ordinal or initial
