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

from pipelines.text.numerals import DIGITS, GROUP_SPACES, NUMBER_WORD, ends_number_in_words, parse_number
from pipelines.text.spans import Span
from pipelines.text.units import PRAISE, UNIT, UNIT_OPENING, Unit, unit_of, worth

_THOUSANDS = rf"(?:{NUMBER_WORD})?tusen(?:{NUMBER_WORD})?"
_WHOLE = rf"(?:{_THOUSANDS}|{NUMBER_WORD})"
WORDS = (
    rf"(?:{_WHOLE}\s+och\s+(?:en|ett)\s+halvt?|(?:en|ett)\s+halvt?|(?:en|tre)\s+kvarts|halvt?|halvannan"
    rf"|{NUMBER_WORD}\s+(?:hundra|tusen)|{_WHOLE})(?!\w)"
)
"""Pattern of a number in words."""

NUMBER = rf"(?<![\w.,])(?:{DIGITS}|{WORDS})"
"""Pattern of a number in digits or words."""

# The pattern opens with the last digit of a number: the search passes over prose at the speed of one for single
# characters, and little is tried at each digit. Or the number follows a currency: "SEK 5 million".
_CODES = "SEK|EUR|USD|GBP|NOK|DKK|CHF"
_MOST_SPACES = 3
_BEHIND_CURRENCY = "|".join(
    rf"(?<=[€$£]\s{{{count}}}[0-9])|(?<=[KRDPF]\s{{{count}}}[0-9])(?<=(?:{_CODES})\s{{{count}}}[0-9])"
    for count in range(1, _MOST_SPACES + 1)
)
_HIT = re.compile(
    rf"[0-9](?:(?-i:(?<=[€$£][0-9])|{_BEHIND_CURRENCY})"
    rf"|(?![0-9])(?P<gap>\)?\s*+(?:{PRAISE}\s++)?)(?={UNIT_OPENING})(?P<unit>{UNIT.pattern}))",
    re.IGNORECASE,
)
# Behind a word of four letters a missing space is a slip of the pen, behind fewer the number belongs to a name ("CO2").
_DIGITS_BEFORE = re.compile(rf"(?:(?<![\w.,%/])|(?<=[a-zåäö]{{4}})){DIGITS}\Z")
_LONGEST_DIGITS = 60
# The rarest letters of the units that stand behind number words.
_WORD_UNITS = tuple(
    re.compile(pattern)
    for pattern in (r"ilj(?:on|ard|\.)", r"kr(?:on(?:or|a)|\b)", r"dollars?\b", r"euros?\b", r"öre\b")
)
_IN_WORDS = re.compile(rf"(?<!\w)(?P<number>{WORDS})\s+(?:{PRAISE}\s+)?(?P<unit>{UNIT.pattern})", re.IGNORECASE)
# Words that may stand between the first letters of a unit and the letters it is found by.
_INSIDE_UNITS = frozenset({"norska", "danska", "isländska", "svenska", "amerikanska", "kanadensiska", "australiska"})
_NO_WORD = re.compile(r"\W")
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
_LONGEST_CODE = 3 + _MOST_SPACES
_CODE_FIRST = re.compile(
    rf"(?P<currency>[€$£]\s{{0,{_MOST_SPACES}}}|(?<!\w)(?:{_CODES})\s{{1,{_MOST_SPACES}}})(?P<number>{DIGITS})"
    r"(?:[–—-](?P<end>\d+(?:[.,]\d+)?))?"
    r"(?P<magnitude>\s?(?:bn|mn)\b|\s(?:(?:miljon|miljard)(?:er)?|[mb]illion)\b)?(?![\w%])",
)
_ENGLISH = {"bn": "miljard", "billion": "miljard", "million": "miljon"}
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*,\d00\Z")
# Letters that are taken for digits, and all of the alphabets whose letters look like Latin ones.
_LIKE_DIGITS = "OolISB\u0370-\u052f"
# What stands inside a number though it is no space of one: other white space, and what is not seen in print (controls,
# changes of direction, marks laid over a digit). Tabs set apart.
_UNSEEN = (
    r"\x85\u1680\u2000-\u2006\u2008\u200a\u2028\u2029\u205f\u2800\u3000"
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u0300-\u036f\u061c\u180e\u1ab0-\u1aff\u1dc0-\u1dff\u200f"
    r"\u202a-\u202e\u2061-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufff9-\ufffc\U000e0000-\U000e01ef"
)
# Apostrophes, points in the middle, separators of other scripts, the sign of a power.
_SEPARATORS = "'’‘ʼ′`´·‧⋅˙^٫٬،，．"
_TORN_BY = rf"(?:[{_SEPARATORS}]|[{GROUP_SPACES}]*[{_UNSEEN}][{_UNSEEN}{GROUP_SPACES}]*)"
# "164 000 00 kronor" is no 0 kronor; a year may stand before a number ("under 2018 20 miljoner").
_BROKEN_GROUPS = re.compile(
    rf"(?<!\d)(?!(?:19|20)\d\d[{GROUP_SPACES}])\d[\d{_LIKE_DIGITS}]*(?:[{GROUP_SPACES}]+|{_TORN_BY})\Z"
)
# The lines of a PDF end anywhere.
_BROKEN_BY_LINE = re.compile(rf"(?<!\d)\d{{1,3}}[{GROUP_SPACES}]?(?:\r\n|[\r\n])\Z")
_WHOLE_GROUP = re.compile(r"\d{3}(?!\d)")
_GOES_ON = re.compile(rf"{_TORN_BY}\d|[{GROUP_SPACES}]\d\d?(?!\d)")
_LEADING_ZERO = re.compile(r"0\d")
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


def may_hold_quantity(text: str) -> bool:
    """Tell quickly whether a text may state money: where this says no, `find_quantities` finds none in any stretch."""
    return bool(_HIT.search(text)) or any(
        _follows_number_word(text, 0, part.start()) or _in_compound(text, Span(0, len(text)), part.start())
        for part_of_unit in _WORD_UNITS
        for part in part_of_unit.finditer(text)
    )


def find_quantities(text: str, within: Span) -> list[Quantity]:
    """Find every number with a unit of money in a stretch of running text, in order and without overlap."""
    found = [*_with_digits(text, within), *_with_words(text, within)]
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
    # "2.500 kronor" groups by a point, "2.5 miljoner" and "2.125 miljoner" have a decimal one; nobody
    # prints round thousandths of a crown, so that "2,500 kronor" is grouped as in English.
    if unit.factor == 1 and _COMMA_GROUPS.match(printed):
        printed = printed.replace(",", "")
    number = parse_number(printed, point_groups=unit.factor <= 1)
    return None if number is None else worth(number, unit)


def is_torn(text: str, start: int) -> bool:
    """Tell whether the digits from `start` are only the last groups of a number whose others are not read."""
    if _LEADING_ZERO.match(text, start):
        return True
    floor = max(0, start - _LONGEST_GROUP)
    if _BROKEN_GROUPS.search(text, floor, start):
        return True
    return bool(_WHOLE_GROUP.match(text, start) and _BROKEN_BY_LINE.search(text, floor, start))


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


def _with_digits(text: str, within: Span) -> Iterator[Quantity]:
    for hit in _HIT.finditer(text, within.start, within.end):
        quantity = _before_unit(text, within, hit) if hit["unit"] else _after_code(text, within, hit.start())
        if quantity is not None:
            yield quantity


def _before_unit(text: str, within: Span, hit: re.Match[str]) -> Quantity | None:
    end = hit.start() + 1
    digits = _DIGITS_BEFORE.search(text, max(within.start, end - _LONGEST_DIGITS), end)
    if digits is None:
        return None
    start = digits.start()
    if (hit["gap"][:1] == ")") != _opens_comparison(text, start) or is_torn(text, start) or _in_link(text, start):
        return None
    unit = unit_of(hit["unit"])
    value = value_of(digits.group(), unit)
    if value is None:
        return None
    signed = sign_start(text, within.start, start)
    return Quantity(Span(start, end), -value if signed < start else value, unit, Span(signed, hit.end()))


def _after_code(text: str, within: Span, first_digit: int) -> Quantity | None:
    """Read an amount whose currency stands first: "SEK 5.5 billion", "€20 miljoner", "USD 300 000"."""
    match = _CODE_FIRST.search(text, max(within.start, first_digit - _LONGEST_CODE), within.end)
    if match is None or match.start("number") != first_digit or _in_link(text, match.start()):
        return None
    if _GOES_ON.match(text, match.end()) or _LEADING_ZERO.match(text, first_digit):
        return None
    magnitude = (match["magnitude"] or "").strip().lower()
    # "EUR 1" is a form of the customs, "SEK 4" a standard.
    if not magnitude and len(match["number"]) < 2:
        return None
    factor = unit_of(_ENGLISH.get(magnitude, magnitude)).factor if magnitude else Decimal(1)
    unit = Unit(factor, unit_of(match["currency"].strip()).currency, names_currency=True)
    printed = "end" if match["end"] else "number"
    value = value_of(match[printed], unit)
    return None if value is None else Quantity(Span(*match.span(printed)), value, unit, Span(*match.span()))


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


def _with_words(text: str, within: Span) -> Iterator[Quantity]:
    for part_of_unit in _WORD_UNITS:
        for part in part_of_unit.finditer(text, within.start, within.end):
            quantity = _in_words(text, within, part.start()) or _in_compound(text, within, part.start())
            if quantity is not None:
                yield quantity


def _follows_number_word(text: str, floor: int, inside_unit: int) -> bool:
    """Tell cheaply whether a number word may stand before the unit around a position."""
    words = text[max(floor, inside_unit - _LONGEST_WORDS) : inside_unit].split()
    # The unit's own first letters, then what stands before it.
    if not text[inside_unit - 1 : inside_unit].isspace():
        del words[-1:]
    while words and (words[-1] in _INSIDE_UNITS or _PRAISE_WORD.fullmatch(words[-1])):
        words.pop()
    # Behind a dash or a bracket the word itself: "(två", "två–tre".
    return bool(words) and ends_number_in_words(_NO_WORD.split(words[-1])[-1])


def _in_words(text: str, within: Span, inside_unit: int) -> Quantity | None:
    """Read "två miljoner kronor" from a position inside its unit."""
    if not _follows_number_word(text, within.start, inside_unit):
        return None
    floor = max(within.start, inside_unit - _LONGEST_WORDS)
    ceiling = min(within.end, inside_unit + _LONGEST_WORDS)
    match = _IN_WORDS.search(text, floor, ceiling)
    while match is not None and match.end() <= inside_unit:
        match = _IN_WORDS.search(text, match.end(), ceiling)
    if match is None or match.start() > inside_unit:
        return None
    unit = unit_of(match["unit"])
    value = value_of(match["number"], unit)
    return None if value is None else Quantity(Span(*match.span("number")), value, unit, Span(*match.span()))


def _in_compound(text: str, within: Span, inside_unit: int) -> Quantity | None:
    """Read "500-miljonersprogram" from the second letter of its magnitude."""
    match = _COMPOUND.match(text, inside_unit - 1, within.end) if inside_unit > within.start else None
    if match is None:
        return None
    number = _BEFORE_COMPOUND.search(text, max(within.start, match.start() - _LONGEST_WORDS), match.start())
    if number is None or _in_link(text, number.start()):
        return None
    span = Span(*number.span("digits" if number["digits"] else "words"))
    unit = _compound_unit(match["unit"].lower())
    value = value_of(span.of(text), unit)
    return None if value is None else Quantity(span, value, unit, Span(span.start, match.end()))


@lru_cache(maxsize=4)
def _compound_unit(magnitude: str) -> Unit:
    return Unit(unit_of(magnitude).factor, "SEK", names_currency=True)
