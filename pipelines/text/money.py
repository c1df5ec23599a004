"""Amounts of money in running text: number and unit, ranges, coordination, modifiers.

Belongs here: which characters state an amount and what it is worth. What the amount is for (years, status, recipient)
belongs to `mentions`; cells of tables belong to `cells`.

The unit is found first and the number read leftwards from it, because units are rare and numbers are not, and because
one unit may serve several numbers ("369 respektive 323 miljoner kronor").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.text.numerals import DIGITS, GROUP_SPACES, parse_number
from pipelines.text.spans import Span
from pipelines.text.units import UNIT, Unit, unit_of

Modifier = Literal["exact", "about", "over", "under", "at_most", "at_least", "range"]

# More than a country can spend: a number this large beside a unit is noise, and DECIMAL(18, 2) could not hold it.
LARGEST_AMOUNT = Decimal(10**15)

_LOOK_BACK = 90
_WORDS = r"[a-zåäö]+\s+och\s+en\s+halv|(?:en|ett)\s+halvt?|[a-zåäö]+"
_NUMBER = rf"(?<![\w.,])(?:{DIGITS}|{_WORDS})"
_NUMBER_BEFORE_UNIT = re.compile(rf"(?P<number>{_NUMBER})(?P<gap>\s*|-)\Z", re.IGNORECASE)
_SHARED_UNIT = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<joint>\b(?:och|respektive|samt|eller|till)\b|[–—-])\s*\Z", re.IGNORECASE
)
_LISTED_BEFORE = re.compile(rf"(?P<number>{_NUMBER})\s*,\s*\Z", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"(?P<currency>[€$£]|(?<!\w)(?:EUR|USD|GBP|SEK|NOK|DKK))\s?\Z")
_DASHES = frozenset("–—-")
# "164 000 00 kronor" is no 0 kronor; a year may stand before a number ("under 2018 20 miljoner").
_BROKEN_GROUPS = re.compile(rf"(?<!\d)(?!(?:19|20)\d\d\D)\d+[{GROUP_SPACES}]\Z")
_LONGEST_GROUP = 20
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_BETWEEN = re.compile(r"\b(?:mellan|[Mm]ellan)\s+\Z")
_FROM = re.compile(r"\bfrån\s+\Z", re.IGNORECASE)

_FILLER = r"(?:(?:totalt|sammanlagt|ytterligare|motsvarande|hela|minskad[et]?|årligen)\s+)*"
_MODIFIER_WORDS: tuple[tuple[Modifier, str], ...] = (
    ("at_most", r"upp\s+till|högst|max|maximalt|som\s+mest|som\s+högst|inte\s+mer\s+än|upp\s+emot|uppemot"),
    ("at_least", r"minst|åtminstone|lägst|som\s+minst|inte\s+mindre\s+än"),
    ("over", r"drygt|över|mer\s+än|överstigande|överstiger|större\s+än|dryga"),
    ("under", r"knappt|nästan|närmare|mindre\s+än|inte\s+fullt|knappa|(?:på|till|är|kostar|med)\s+under"),
    ("about", r"cirka|circa|ca\.?|c:a|ungefär|omkring|runt|kring|uppskattningsvis|i\s+storleksordningen|~"),
)
_MODIFIERS = tuple(
    (modifier, re.compile(rf"(?<!\w)(?:{words})\s+{_FILLER}\Z", re.IGNORECASE)) for modifier, words in _MODIFIER_WORDS
)
_OR_MORE = re.compile(r"\s+(?:eller|och)\s+mer\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as printed.

    Attributes:
        span: number and unit; where several numbers share a unit, all but the last span their digits only.
        low: value in whole currency units, the low end of a range.
        high: the high end of a range, else None.
        currency: ISO 4217 code.
        modifier: how the text qualifies the amount.
        names_currency: False for a bare "miljoner", which may count people or tons as well.
        number_spans: the numbers it was read from, for the ledger.
    """

    span: Span
    low: Decimal
    high: Decimal | None
    currency: str
    modifier: Modifier
    names_currency: bool
    number_spans: tuple[Span, ...]


def find_amounts(text: str, within: Span) -> Iterator[Amount]:
    """Read every amount of money in a stretch of running text, in order and without overlap.

    Args:
        text: the document.
        within: the stretch to read; spans are given in the document's characters.
    """
    done = within.start
    pending: list[Amount] = []
    for unit in UNIT.finditer(text, within.start, within.end):
        found = _read_at(text, unit, max(done, unit.start() - _LOOK_BACK))
        if found:
            pending.extend(found)
            done = found[-1].span.end
    yield from _join_ranges(text, pending)


def _read_at(text: str, unit: re.Match[str], floor: int) -> list[Amount]:
    """Read the numbers that stand directly before a unit, none before `floor`."""
    before = _NUMBER_BEFORE_UNIT.search(text, floor, unit.start())
    if not before:
        return []
    meaning = unit_of(unit.group())
    value = _value(before["number"], meaning)
    if value is None or _is_torn(text, before):
        return []
    number = Span(*before.span("number"))
    numbers = [(number, value)]
    shared = _SHARED_UNIT.search(text, floor, number.start)
    joint = ""
    if shared and not _is_torn(text, shared) and (first := _shared_value(shared, meaning, numbers[0][1])) is not None:
        joint = shared["joint"].lower()
        numbers.insert(0, (Span(*shared.span("number")), first))
        while listed := _LISTED_BEFORE.search(text, floor, numbers[0][0].start):
            if (value := _shared_value(listed, meaning, None)) is None:
                break
            numbers.insert(0, (Span(*listed.span("number")), value))
    start = numbers[0][0].start
    sign = _SIGN_BEFORE.search(text, floor, start) if not meaning.names_currency else None
    if sign:
        # "€20 miljoner": the sign before the number is the currency of a bare magnitude behind it.
        currency = unit_of(sign["currency"]).currency
        start, meaning = sign.start("currency"), Unit(meaning.factor, currency, names_currency=True)
    modifier = _modifier(text, floor, start, unit.end())
    if len(numbers) == 2 and _is_range(text, floor, start, joint) and numbers[0][1] < numbers[1][1]:
        return [_amount(Span(start, unit.end()), numbers, meaning, "range")]
    last = Span(start if len(numbers) == 1 else numbers[-1][0].start, unit.end())
    return [_amount(span, [(span, value)], meaning, modifier) for span, value in numbers[:-1]] + [
        _amount(last, numbers[-1:], meaning, modifier)
    ]


def _is_torn(text: str, match: re.Match[str]) -> bool:
    """Tell whether the digits of a number are only the last groups of a number with malformed grouping."""
    start = match.start("number")
    return match["number"][:1].isdigit() and bool(_BROKEN_GROUPS.search(text, max(0, start - _LONGEST_GROUP), start))


def _amount(span: Span, numbers: list[tuple[Span, Decimal]], unit: Unit, modifier: Modifier) -> Amount:
    low, high = numbers[0][1], numbers[-1][1]
    return Amount(
        span=span,
        low=low,
        high=high if modifier == "range" else None,
        currency=unit.currency,
        modifier=modifier,
        names_currency=unit.names_currency,
        number_spans=tuple(number for number, _ in numbers),
    )


def _value(printed: str, unit: Unit) -> Decimal | None:
    # "2.500 kronor" groups by a point, "2.5 miljoner" and "2.125 miljoner" have a decimal one.
    number = parse_number(printed, point_groups=unit.factor <= 1)
    if number is None or number * unit.factor >= LARGEST_AMOUNT:
        return None
    return number * unit.factor


def _shared_value(match: re.Match[str], unit: Unit, follower: Decimal | None) -> Decimal | None:
    """Value of a number that borrows the unit of the one behind it; a year or an article does not."""
    printed = match["number"]
    if _PLAIN_YEAR.match(printed) or printed.lower() in {"en", "ett"}:
        return None
    value = _value(printed, unit)
    joint = match.groupdict().get("joint")
    if value is not None and joint in _DASHES and follower is not None and value >= follower:
        return None
    return value


def _is_range(text: str, floor: int, start: int, joint: str) -> bool:
    if joint in _DASHES:
        return True
    if joint == "till":
        # "från 15 till 20 miljoner" tells of a change between two amounts, "15 till 20 miljoner" of a range.
        return not _FROM.search(text, floor, start)
    return joint == "och" and bool(_BETWEEN.search(text, floor, start))


def _modifier(text: str, floor: int, start: int, end: int) -> Modifier:
    for modifier, pattern in _MODIFIERS:
        if pattern.search(text, max(0, min(floor, start - 40)), start):
            return modifier
    return "at_least" if _OR_MORE.match(text, end) else "exact"


def _join_ranges(text: str, amounts: list[Amount]) -> Iterator[Amount]:
    """Join two full amounts to a range: "mellan 5 000 kr och 10 000 kr", "5 miljoner–10 miljoner kronor"."""
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        if second and first.high is None and second.high is None and first.low < second.low:
            between = text[first.span.end : second.span.start].strip()
            ranged = between in _DASHES or (
                between == "och" and _BETWEEN.search(text, max(0, first.span.start - 12), first.span.start)
            )
            if ranged:
                numbers = first.number_spans + second.number_spans
                yield Amount(
                    Span(first.span.start, second.span.end),
                    first.low,
                    second.low,
                    second.currency,
                    "range",
                    first.names_currency or second.names_currency,
                    numbers,
                )
                index += 2
                continue
        yield first
        index += 1
