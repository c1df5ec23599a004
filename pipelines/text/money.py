"""Amounts of money in running text: coordination, ranges, qualifications.

Belongs here: which characters state an amount and what it is worth. Single numbers with their units belong to
`quantities`, the words that qualify them to `modifiers`. What the amount is for (years, status, recipient) belongs to
`mentions`; cells of tables belong to `cells`.

One unit may serve several numbers ("369 respektive 323 miljoner kronor"): the number beside the unit is found first and
those that borrow the unit are read leftwards from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pipelines.text.modifiers import Modifier, read_modifier
from pipelines.text.quantities import (
    NUMBER,
    Quantity,
    find_quantities,
    is_torn,
    sign_start,
    value_of,
)
from pipelines.text.spans import Span
from pipelines.text.units import Unit

__all__ = ["Amount", "Modifier", "find_amounts"]

_LOOK_BACK = 90
_DASHES = frozenset("–—-")
_JOINTS = frozenset({"och", "respektive", "resp.", "resp", "samt", "eller", "till", "à", "alternativt", "mot"})
_QUALIFIERS = r"(?:cirka|ca\.?|drygt|knappt|nästan|omkring|ungefär|högst|minst|maximalt|totalt|ytterligare)"
_SHARED_UNIT = re.compile(
    rf"(?P<number>{NUMBER})\s*(?:\b(?P<word>{'|'.join(map(re.escape, sorted(_JOINTS, reverse=True)))})(?!\w)"
    rf"(?:\s+{_QUALIFIERS})?|(?P<dash>[–—-]|\())\s*\Z",
    re.IGNORECASE,
)
_LISTED_BEFORE = re.compile(rf"(?P<number>{NUMBER})\s*,\s*\Z", re.IGNORECASE)
_QUALIFIER = re.compile(rf"{_QUALIFIERS}\Z", re.IGNORECASE)
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# "steg 2 och 50 miljoner", "artikel 5 samt 20 miljoner": a number that names a thing is no amount.
_NUMBERED = re.compile(
    r"\b(?:steg|fas|etapp|del|nivå|grupp|artikel|artiklarna|kap(?:itel|\.)|punkt(?:erna)?|avsnitt|nr|nummer|vecka|klass|kategori"
    r"|alternativ|tabell|bilaga|generation|version|mål|mom(?:ent|\.)|§+|den)\s*\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bmellan\s+(?:{_QUALIFIERS}\s+)?\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrån\s+(?:\w+\s+)?\Z", re.IGNORECASE)
# A dash with spaces sets off a thought as well as it makes a range; ends far apart are no range.
_GREATEST_RATIO = 20
_SMALLEST_PLAIN = 1000


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as printed.

    Attributes:
        span: number and unit; where several numbers share a unit, all but the last span their digits only.
        low: value in whole currency units, the low end of a range; below zero where a minus is printed.
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


class _Number(NamedTuple):
    """One of the numbers that share a unit: its digits or words, with its minus, and its value."""

    digits: Span
    span: Span
    value: Decimal


def find_amounts(text: str, within: Span) -> Iterator[Amount]:
    """Read every amount of money in a stretch of running text, in order and without overlap.

    Args:
        text: the document.
        within: the stretch to read; spans are given in the document's characters.
    """
    quantities = find_quantities(text, within)
    if not quantities:
        return
    amounts: list[Amount] = []
    floor = within.start
    for quantity in _summed(text, quantities):
        amounts.extend(_with_sharers(text, quantity, floor))
        floor = quantity.span.end
    yield from _join_ranges(text, amounts, within.start)


def _summed(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Add what is printed as one amount in two units: "1 miljard 35 miljoner kronor", "1 krona och 31 öre"."""
    result = quantities[:1]
    for quantity in quantities[1:]:
        last = result[-1]
        between = text[last.span.end : quantity.span.start].strip()
        smaller = quantity.unit.factor < last.unit.factor and abs(quantity.value) < last.unit.factor
        in_magnitudes = between == "" and not last.unit.names_currency and last.unit.factor > 1
        in_change = between == "och" and last.unit.factor == 1 and quantity.unit.currency == last.unit.currency
        if smaller and last.value > 0 and (in_magnitudes or in_change):
            span = Span(last.span.start, quantity.span.end)
            result[-1] = Quantity(
                Span(last.number.start, quantity.number.end), last.value + quantity.value, quantity.unit, span
            )
        else:
            result.append(quantity)
    return result


def _with_sharers(text: str, quantity: Quantity, block_floor: int) -> list[Amount]:
    """Read the numbers before a quantity that borrow its unit, and how they all are qualified."""
    floor = max(block_floor, quantity.span.start - _LOOK_BACK)
    own = _Number(quantity.number, Span(quantity.span.start, quantity.span.end), quantity.value)
    # "SEK 400–500 million": the currency stands before the first number, which is read from the second.
    code_first = any(map(str.isdigit, text[quantity.span.start : quantity.number.start]))
    start = quantity.number.start if code_first else quantity.span.start
    sharers = _sharers(text, floor, start, quantity)
    if sharers is None:
        modifier = read_modifier(text, block_floor, quantity.span.start, quantity.span.end)
        return [_amount(own.span, [own], quantity.unit, modifier)]
    numbers, joint = sharers
    first = numbers[0]
    if len(numbers) == 1 and first.value < own.value and _is_range(text, floor, first.span.start, joint):
        span = Span(min(first.span.start, quantity.span.start), quantity.span.end)
        return [_amount(span, [first, own], quantity.unit, "range")]
    shared = read_modifier(text, block_floor, first.span.start, quantity.span.end)
    amounts = [_amount(number.span, [number], quantity.unit, shared) for number in numbers]
    modifier = read_modifier(text, numbers[-1].span.end, own.span.start, own.span.end)
    return [*amounts, _amount(own.span, [own], quantity.unit, shared if modifier == "exact" else modifier)]


def _sharers(text: str, floor: int, start: int, quantity: Quantity) -> tuple[list[_Number], str] | None:
    """Find the numbers before `start` that borrow a unit, and the word or dash that joins the last of them to it."""
    if not _ends_in_joint(text[floor:start]):
        return None
    shared = _SHARED_UNIT.search(text, floor, start)
    if shared is None:
        return None
    joint = (shared["word"] or shared["dash"]).lower()
    follower = quantity.value if joint in _DASHES else None
    number = _borrower(text, floor, shared, quantity.unit, follower)
    if number is None:
        return None
    numbers = [number]
    while joint not in _DASHES and (listed := _LISTED_BEFORE.search(text, floor, numbers[0].span.start)):
        number = _borrower(text, floor, listed, quantity.unit, None)
        if number is None:
            break
        numbers.insert(0, number)
    return numbers, joint


def _ends_in_joint(before: str) -> bool:
    """Tell cheaply whether what stands before a number may join it to another one."""
    words = before.split()
    if len(words) > 1 and _QUALIFIER.match(words[-1]):
        words.pop()
    return bool(words) and (words[-1].lower() in _JOINTS or words[-1][-1] in _DASHES or words[-1][-1] == "(")


def _borrower(text: str, floor: int, match: re.Match[str], unit: Unit, follower: Decimal | None) -> _Number | None:
    """Read a number that borrows the unit of the one behind it; a year, an article or a numbered thing does not."""
    printed, start = match["number"], match.start("number")
    if _PLAIN_YEAR.match(printed) or printed.lower() in {"en", "ett"} or is_torn(text, start):
        return None
    if _NUMBERED.search(text, max(floor, start - 15), start):
        return None
    value = value_of(printed, unit)
    if value is None:
        return None
    if follower is not None and value >= follower:
        # "5 000 – 5 miljoner kronor": the first number is printed in full.
        plain = value / unit.factor
        if not _SMALLEST_PLAIN <= plain < follower:
            return None
        value = plain
    elif follower is not None and match.end() - match.end("number") > 1 and value * _GREATEST_RATIO < follower:
        return None
    digits = Span(*match.span("number"))
    signed = sign_start(text, floor, start)
    return _Number(digits, Span(signed, digits.end), -value if signed < start else value)


def _amount(span: Span, numbers: list[_Number], unit: Unit, modifier: Modifier) -> Amount:
    return Amount(
        span=span,
        low=numbers[0].value,
        high=numbers[-1].value if modifier == "range" else None,
        currency=unit.currency,
        modifier=modifier,
        names_currency=unit.names_currency,
        number_spans=tuple(number.digits for number in numbers),
    )


def _is_range(text: str, floor: int, start: int, joint: str) -> bool:
    # "från 15 till 20 miljoner" tells of a change between two amounts, "15 till 20 miljoner" of a range.
    return joint in _DASHES or joint == "à" or (joint == "till" and not _FROM.search(text, floor, start))


def _join_ranges(text: str, amounts: list[Amount], floor: int) -> Iterator[Amount]:
    """Join two amounts to a range: "mellan 5 och 10 kronor", "5 miljoner–10 miljoner kronor"."""
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        if second and _is_range_of(text, floor, first, second):
            yield Amount(
                Span(first.span.start, second.span.end),
                first.low,
                second.low,
                second.currency,
                "range",
                first.names_currency or second.names_currency,
                first.number_spans + second.number_spans,
            )
            index += 2
            continue
        yield first
        index += 1


def _is_range_of(text: str, floor: int, first: Amount, second: Amount) -> bool:
    if first.high is not None or second.high is not None or first.low >= second.low:
        return False
    if first.names_currency and first.currency != second.currency:
        return False
    between = text[first.span.end : second.span.start]
    joint = between.strip()
    if joint in _DASHES:
        return len(between) == 1 or second.low <= first.low * _GREATEST_RATIO
    start = first.span.start
    return joint in {"och", "till"} and bool(_BETWEEN.search(text, max(floor, start - 20), start))
