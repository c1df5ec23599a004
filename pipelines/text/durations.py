"""How long something lasts, in years: "i tre år", "treårig", "under en femårsperiod".

Belongs here: durations without dates. Years and stretches of years belong to `periods`.
"""

import re
from typing import NamedTuple

from pipelines.text.numerals import ONES
from pipelines.text.spans import Span

_COUNTS = {word: count for word, count in ONES.items() if count <= 10 and word != "en"} | {
    str(count): count for count in range(1, 31)
}
_COUNT = "|".join(_COUNTS)
_DURATION = re.compile(
    rf"\b(?:(?:i|under|på|över)\s+(?:de\s+(?:kommande|närmaste)\s+)?(?P<during>{_COUNT})\s+år\b"
    rf"|(?P<adjective>{_COUNT})-?åri(?:g|ga|gt)\b|(?P<compound>{_COUNT})årsperiod(?:en)?\b)",
    re.IGNORECASE,
)


class Duration(NamedTuple):
    """A number of years and the characters that state it."""

    years: int
    span: Span


def find_duration(text: str, within: Span) -> Duration | None:
    """Find the first duration that a stretch of text states, None where it states none."""
    match = _DURATION.search(text, *within)
    if match is None:
        return None
    count = match["during"] or match["adjective"] or match["compound"]
    return Duration(_COUNTS[count.lower()], Span(*match.span()))


def lasting(years: tuple[int, ...], count: int) -> tuple[int, ...]:
    """Give the years of something that starts in the only year given and lasts `count` years.

    Several years, or none, are kept as they are: they say more than the duration.
    """
    return tuple(range(years[0], years[0] + count)) if len(years) == 1 else years
