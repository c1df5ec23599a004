"""Single numbers with their unit of money: "20 miljoner kronor", "en halv miljard", "500-miljonersprogram".

Belongs here: finding a number and the unit that stands with it. What several numbers share, ranges and qualifications
belong to `money`.

Digits are looked for first and the unit behind them, because the pattern that opens with a digit passes over prose at
the speed of a search for single characters. Number words are looked for from the few words that are units.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipelines.text.numerals import DIGITS, DIGITS_REST, GROUP_SPACES, NUMBER_WORD, ends_number_in_words, parse_number
from pipelines.text.spans import Span
from pipelines.text.units import PRAISE, UNIT, Unit, unit_of

# More than a country can spend: a number this large beside a unit is noise, and DECIMAL(18, 2) could not hold it.
LARGEST_AMOUNT = Decimal(10**15)

_THOUSANDS = rf"(?:{NUMBER_WORD})?tusen(?:{NUMBER_WORD})?"
_WHOLE = rf"(?:{_THOUSANDS}|{NUMBER_WORD})"
WORDS = (
    rf"(?:{_WHOLE}\s+och\s+(?:en|ett)\s+halvt?|(?:en|ett)\s+halvt?|(?:en|tre)\s+kvarts|halvt?|halvannan"
    rf"|{NUMBER_WORD}\s+(?:hundra|tusen)|{_WHOLE})(?!\w)"
)
"""Pattern of a number in words."""

NUMBER = rf"(?<![\w.,])(?:{DIGITS}|{WORDS})"
"""Pattern of a number in digits or words."""

# The look behind stands after the first digit: a pattern that opens with a digit is found quickly. Behind a word of
# four letters a missing space is a slip of the pen, behind fewer the number belongs to a name ("CO2").
_WITH_DIGITS = re.compile(
    rf"(?P<number>[0-9](?:(?<![\w.,%/][0-9])|(?<=[a-zåäö]{{4}}[0-9])){DIGITS_REST})"
    rf"(?P<gap>\)?\s*+(?:{PRAISE}\s++)?)(?=[^\W\d_]|[€$£¥:])(?P<unit>{UNIT.pattern})",
    re.IGNORECASE,
)
_MAY_BE_UNIT = re.compile(
    r"\s(?:milj|Milj|bilj|tusen|kron|Kron|kr\b|tkr\b|kkr\b|mkr\b|mnkr\b|mdkr\b|mdr|md\b|mn\b|euro|dollar|pund\b|öre\b|yen\b"
    r"|franc\b|norska\s|danska\s|isländska\s|svenska\s|amerikanska\s|brittiska\s|schweiziska\s|kanadensiska\s|US|SEK|MSEK"
    r"|EUR|USD|MEUR|GBP|NOK|DKK|CHF)"
)
_WORDS_BEFORE = re.compile(rf"(?<!\w)(?P<number>{WORDS})\s+(?:{PRAISE}\s+)?\Z", re.IGNORECASE)
_LONGEST_WORDS = 60
_PRAISE_WORD = re.compile(PRAISE, re.IGNORECASE)
# The money that a compound is about: "500-miljonersprogram", "tvåmiljarderspaket".
_COMPOUND = re.compile(
    r"(?P<unit>miljon|miljard)(?:er)?s?-?(?:program|satsning|paket|stöd|bidrag|investering|anslag|fond|lån|tillskott|budget|affär"
    r"|insats|projekt|förstärkning|lyft|garanti)\w*",
    re.IGNORECASE,
)
_BEFORE_COMPOUND = re.compile(
    rf"(?:(?<![\w.,%/])(?P<digits>{DIGITS})[-\s]?|(?<![^\W\d_])(?P<words>{NUMBER_WORD})-?)\Z", re.IGNORECASE
)
_CODES = ("SEK", "EUR", "USD", "GBP", "NOK", "DKK", "CHF", "€", "$", "£")
_CODE_FIRST = re.compile(
    rf"(?P<currency>[€$£]\s?|(?<!\w)(?:SEK|EUR|USD|GBP|NOK|DKK|CHF)\s)(?P<number>{DIGITS})"
    r"(?:[–—-](?P<end>\d+(?:[.,]\d+)?))?"
    r"(?P<magnitude>\s?(?:bn|mn)\b|\s(?:(?:miljon|miljard)(?:er)?|[mb]illion)\b)?(?![\d%])",
)
_ENGLISH = {"bn": "miljard", "billion": "miljard", "million": "miljon"}
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
# "164 000 00 kronor" is no 0 kronor; a year may stand before a number ("under 2018 20 miljoner").
_BROKEN_GROUPS = re.compile(rf"(?<!\d)(?!(?:19|20)\d\d\D)\d+[{GROUP_SPACES}]\Z")
_LONGEST_GROUP = 20
_LONGEST_LINK = 300
_MINUS = frozenset("-–−")


class Quantity(NamedTuple):
    """A number with its unit.

    Attributes:
        number: characters of the number, without sign.
        value: what it is worth in whole currency units.
        unit: its unit.
        span: sign or currency before the number, number, unit.
    """

    number: Span
    value: Decimal
    unit: Unit
    span: Span


def find_quantities(text: str, within: Span) -> list[Quantity]:
    """Find every number with a unit of money in a stretch of running text, in order and without overlap."""
    found = [
        *_in_digits(text, within),
        *_in_words(text, within),
        *_in_compounds(text, within),
        *_after_codes(text, within),
    ]
    if len(found) < 2:
        return found
    # Of two readings of the same characters the one that starts first counts, and the longer of those.
    found.sort(key=lambda quantity: (quantity.span.start, -quantity.span.end))
    apart: list[Quantity] = []
    for quantity in found:
        if not apart or quantity.span.start >= apart[-1].span.end:
            apart.append(quantity)
    return apart


def value_of(printed: str, unit: Unit) -> Decimal | None:
    """Give what a printed number of a unit is worth in whole currency units, None where it is no valid number."""
    # "2.500 kronor" groups by a point, "2.5 miljoner" and "2.125 miljoner" have a decimal one; of crowns there are no
    # thousandths, so that "2,500 kronor" is grouped as in English.
    if unit.factor <= 1 and _COMMA_GROUPS.match(printed):
        printed = printed.replace(",", "")
    number = parse_number(printed, point_groups=unit.factor <= 1)
    if number is None or number * unit.factor >= LARGEST_AMOUNT:
        return None
    return number * unit.factor


def is_torn(text: str, start: int) -> bool:
    """Tell whether the digits from `start` are only the last groups of a number with malformed grouping."""
    return bool(_BROKEN_GROUPS.search(text, max(0, start - _LONGEST_GROUP), start))


def sign_start(text: str, floor: int, start: int) -> int:
    """Give where the minus before a number stands, or where the number starts if it has none.

    A dash between two numbers makes a range and one behind a name ("Unicef –20 miljoner kronor") sets it off; a minus
    follows a word of the clause, a bracket, or nothing.
    """
    at = start - 1
    if at < floor or text[at] not in _MINUS:
        return start
    before = text[max(floor, at - 30) : at]
    if before and not before[-1].isspace() and before[-1] != "(":
        return start
    words = before.split()
    if not words:
        return start if text[at] == "–" else at
    follows_clause = words[-1].islower() and words[-1].isalpha()
    return at if follows_clause or words[-1].endswith(("(", ",", ":", ";", "=")) else start


def _in_digits(text: str, within: Span) -> Iterator[Quantity]:
    for match in _WITH_DIGITS.finditer(text, within.start, within.end):
        start = match.start("number")
        if (match["gap"][:1] == ")") != _opens_comparison(text, start) or is_torn(text, start) or _in_link(text, start):
            continue
        unit = unit_of(match["unit"])
        value = value_of(match["number"], unit)
        if value is not None:
            signed = sign_start(text, within.start, start)
            number = Span(*match.span("number"))
            yield Quantity(number, -value if signed < start else value, unit, Span(signed, match.end()))


def _opens_comparison(text: str, start: int) -> bool:
    """Tell whether a number opens the bracket of "19,2 (18,2) miljarder kronor", the figure of the year before."""
    before = text[max(0, start - 4) : start].rstrip("-–−")
    return before.endswith("(") and before[:-1].rstrip()[-1:].isdigit()


def _in_link(text: str, start: int) -> bool:
    """Tell whether a position lies in the target of a link or in an address of the web."""
    if start == 0 or text[start - 1].isspace():
        return False
    token = text[max(0, start - _LONGEST_LINK) : start].rsplit(maxsplit=1)[-1]
    return "://" in token or "www." in token or "@" in token or token.rfind("](") > token.rfind(")")


def _in_words(text: str, within: Span) -> Iterator[Quantity]:
    for gap in _MAY_BE_UNIT.finditer(text, within.start, within.end):
        before = text[max(within.start, gap.start() - _LONGEST_WORDS) : gap.start()]
        last = before.split()[-2:]
        if last and _PRAISE_WORD.fullmatch(last[-1]):
            last.pop()
        # Behind a dash or a bracket the word itself: "(två", "två–tre".
        if not last or not ends_number_in_words(re.split(r"\W", last[-1])[-1]):
            continue
        unit_match = UNIT.match(text, gap.start() + 1, within.end)
        number = _WORDS_BEFORE.search(text, max(within.start, gap.start() - _LONGEST_WORDS), gap.start() + 1)
        if unit_match is None or number is None:
            continue
        unit = unit_of(unit_match.group())
        value = value_of(number["number"], unit)
        if value is not None:
            span = Span(*number.span("number"))
            yield Quantity(span, value, unit, Span(span.start, unit_match.end()))


def _in_compounds(text: str, within: Span) -> Iterator[Quantity]:
    if text.find("milj", *within) < 0:
        return
    for match in _COMPOUND.finditer(text, within.start, within.end):
        number = _BEFORE_COMPOUND.search(text, max(within.start, match.start() - _LONGEST_WORDS), match.start())
        if number is None or _in_link(text, number.start()):
            continue
        span = Span(*number.span("digits" if number["digits"] else "words"))
        unit = _compound_unit(match["unit"].lower())
        value = value_of(span.of(text), unit)
        if value is not None:
            yield Quantity(span, value, unit, Span(span.start, match.end()))


@lru_cache(maxsize=4)
def _compound_unit(magnitude: str) -> Unit:
    return Unit(unit_of(magnitude).factor, "SEK", names_currency=True)


def _after_codes(text: str, within: Span) -> Iterator[Quantity]:
    """Read amounts whose currency stands first: "SEK 5.5 billion", "€20 miljoner", "USD 300 000"."""
    if not any(text.find(code, *within) >= 0 for code in _CODES):
        return
    for match in _CODE_FIRST.finditer(text, within.start, within.end):
        magnitude = (match["magnitude"] or "").strip().lower()
        printed = match["number"]
        # "EUR 1" is a form of the customs, "SEK 4" a standard.
        if (not magnitude and len(printed) < 2) or _in_link(text, match.start()):
            continue
        currency = unit_of(match["currency"].strip()).currency
        factor = unit_of(_ENGLISH.get(magnitude, magnitude)).factor if magnitude else Decimal(1)
        unit = Unit(factor, currency, names_currency=True)
        value = value_of(match["end"] or printed, unit)
        if value is not None:
            number = Span(*match.span("end" if match["end"] else "number"))
            yield Quantity(number, value, unit, Span(match.start(), match.end()))
