"""Years dealt out one by one to a series of amounts: "för 2026 och 2027 avsätts 6 respektive 8 miljoner".

Belongs here: which amounts make a series, and which of its years is whose. Which period belongs to which amount
otherwise stands in `context`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.text.money import Amount
from pipelines.text.periods import Period

_RESPECTIVE = re.compile(r"\brespektive\b")
_COMMA = re.compile(r"\s*,\s*(?:\w+\s+){0,2}")
# "2026 och 2027 får Lund och Umeå 6 respektive 8 miljoner": one amount a place, perhaps.
_ANOTHER_SERIES = re.compile(r"\b(?:och|samt|respektive)\b")


def deal_out_years(text: str, bound: Sequence[Sequence[Period]], amounts: Sequence[Amount]) -> list[list[Period]]:
    """Give each amount of a series its own year, where the series has one period of as many years.

    Args:
        text: the document.
        bound: the periods of each amount.
        amounts: the amounts of a sentence, in order.
    """
    dealt = [list(periods) for periods in bound]
    for first, last in _series(text, amounts):
        periods = [period for number in range(first, last + 1) for period in bound[number]]
        if len(periods) == 1 and _is_of_series(text, periods[0], amounts[first : last + 1]):
            for number, year in enumerate(periods[0].years, first):
                dealt[number] = [replace(periods[0], years=(year,))]
    return dealt


def _series(text: str, amounts: Sequence[Amount]) -> Iterator[tuple[int, int]]:
    """Give the first and the last amount of each series: "5, 6 respektive 7 miljoner"."""

    def joint(number: int) -> tuple[int, int]:
        return amounts[number - 1].span.end, amounts[number].span.start

    for last in range(1, len(amounts)):
        if _RESPECTIVE.search(text, *joint(last)):
            first = last - 1
            while first and _COMMA.fullmatch(text, *joint(first)):
                first -= 1
            yield first, last


def _is_of_series(text: str, period: Period, amounts: Sequence[Amount]) -> bool:
    if period.open_ended or len(period.years) != len(amounts):
        return False
    if period.span.start >= amounts[-1].span.end:
        return _RESPECTIVE.search(text, *period.span) is not None
    return period.span.end <= amounts[0].span.start and not _ANOTHER_SERIES.search(
        text, period.span.end, amounts[0].span.start
    )
