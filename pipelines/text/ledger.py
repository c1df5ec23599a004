"""The ledger of numbers: every number of a text and what it was understood to be.

Belongs here: the roles of numbers that are no money and no year, told by their form and the words beside them. Each rule
states something about Swedish text that is true of every document; there is no rule that takes what is left over.
A number that no rule knows is `unaccounted`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.text.numerals import DIGITS, WORD_VALUES
from pipelines.text.spans import Span

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_UNITS_OF_MEASURE = (
    r"km|m|cm|mm|mil|meter|kilometer|kvadratmeter|kvm|m2|hektar|ha|ton|kg|kilo|gram|g|liter|l|kWh|MWh|GWh|TWh|MW|GW|kW|W|°C"
    r"|grader|kubikmeter|m3|dB|Mbit/s|Gbit/s|min|minuter|timmar|dagar|veckor|månader|år|års"
)
_FUNCTION_WORDS = (
    "och|eller|samt|som|att|är|var|har|hade|kan|ska|skall|men|för|till|från|under|över|med|utan|vid|via|per|än|när|där|då"
    "|om|i|på|av|inte|även|också|enligt|respektive|den|det|de|en|ett|vi|man|ger|får"
)

# Whole expressions first: a number inside one of them is not judged on its own.
_EXPRESSIONS: tuple[tuple[str, str], ...] = (
    (
        "url",
        r"(?:https?://|www\.)[^\s)>\]]+|\]\([^)\s]*\)|\b[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:se|eu|com|org|nu)\b(?:/\S*)?",
    ),
    ("contact", r"(?:\+46|\b0\d{1,3})[\s()-]*(?:\(0\)\s?)?\d{1,3}(?:[\s-]?\d{2,3}){1,4}\b"),
    ("contact", r"\b\d{3}\s?\d{2}\s+[A-ZÅÄÖ]\w+"),
    ("identifier", r"\b[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}\s?(?:19|20)?\d\d(?:\d\d)?/\d+(?:/[A-ZÅÄÖ]\w*)*"),
    (
        "identifier",
        r"\b(?:SFS|prop\.?|bet\.?|rskr\.?|dir\.?|dnr|Ds|SOU|skr\.?|artikel|nr|COM|KOM|diarienummer)\s*"
        r"\(?(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?:\w+(?:[.:]\d+)*",
    ),
    ("identifier", r"\b(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?:[A-ZÅÄÖa-zåäö]{0,6}\d+\b"),
    (
        "identifier",
        r"\b(?:EU|EG|EEG|Euratom)?\s?\(?(?:EU|EG|EEG)?\)?\s?(?:nr\s)?\d{1,4}/(?:19|20)?\d{2,4}(?:/(?:EU|EG|EEG))?\b",
    ),
    ("identifier", r"\b[A-ZÅÄÖ]{1,}[a-zåäö]?-?\d+[A-Z\d-]*\b|\b\d+[A-ZÅÄÖ]{2,}\b"),
    (
        "reference",
        r"\b(?:utgiftsområde|anslag(?:et|en)?|anslagspost(?:en|er)?|kapitel|kap\.?|artikel|art\.?|sid(?:an|a|orna)?|s\.|bilaga|punkt(?:en)?|avsnitt|tabell|diagram"
        r"|figur|steg|del|fas|nivå|kategori|klass|årskurs(?:erna)?|mål|agenda|etapp|nummer|nr|version|riksväg|väg|E)\s*\d+(?:[.:]\d+)*"
        r"(?:\s?(?:[–-]|och|,)\s?\d+(?:[.:]\d+)*)*",
    ),
    ("reference", r"\b\d+\s?(?:kap\.?|§+)(?:\s*\d+\s?§+)?|§+\s?\d+|\b\d+:\d+\b"),
    ("date", rf"\b\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}}|\s+och\s+\d{{1,2}})?\.?\s+(?:{_MONTHS})(?:\s+(?:19|20)\d\d)?\b"),
    (
        "date",
        rf"\b(?:{_MONTHS})\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\b\d{{1,2}}/\d{{1,2}}(?:[\s-]+(?:19|20)?\d\d)?\b",
    ),
    (
        "time",
        r"\b(?:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d\d)?(?:\s?[–-]\s?\d{1,2}(?:[.:]\d\d)?)?|\b\d{1,2}[.:]\d\d\s?[–-]\s?\d{1,2}[.:]\d\d\b",
    ),
    (
        "percent",
        rf"(?:(?:{DIGITS})\s?(?:[–-]|till|och|respektive|eller)\s?)?(?:{DIGITS})\s?(?:%|‰|procent\w*|promille)",
    ),
    ("year", r"\b(?:19|20)\d\d/(?:19|20)?\d\d\b|\b(?:19|20)\d\d-?talet\b|\b(?:19|20)\d\d\b"),
    ("ordinal", r"\b\d+:(?:a|e|an|en)\b"),
    ("age", rf"\b(?:{DIGITS})(?:\s?[–-]\s?\d+)?[\s-](?:år|åring\w*|års\w*)\b"),
    ("measure", rf"\b(?:{DIGITS})(?:\s?[–-]\s?(?:{DIGITS}))?[\s-]?(?:{_UNITS_OF_MEASURE})\b"),
    ("list_number", r"(?m)^[ \t]*\(?\d{1,2}[.)](?=\s)"),
    ("footnote_mark", r"\[\d{1,2}\]|(?<=[a-zåäö.])\d\)"),
    (
        "count",
        rf"\b(?:{DIGITS})\s+(?:(?:miljoner|miljarder|miljon|miljard|tusen)\s+)?(?!(?:{_FUNCTION_WORDS})\b)[a-zåäö]{{2,}}",
    ),
    (
        "count",
        rf"\b(?:{DIGITS})\s?(?:–|-|till|och|eller|av|respektive)\s?(?:{DIGITS})\s+(?!(?:{_FUNCTION_WORDS})\b)[a-zåäö]{{3,}}",
    ),
)
_EXPRESSION_PATTERNS = tuple(
    (role, re.compile(pattern, re.IGNORECASE if role == "url" else 0)) for role, pattern in _EXPRESSIONS
)
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
    for role, pattern in _EXPRESSION_PATTERNS:
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
        part = Span(span.start + match.start(), span.start + match.end())
        if not any(taken[part.start : part.end]):
            yield part
