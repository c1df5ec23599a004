"""What the prose of a document states of money, kept so that its tables can be held against it.

Belongs here: looking up amounts of the prose by value or place. What follows for a table is decided in `implied_units`
and `column_reading`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipelines.text.mentions import Mention

# A table is about what was spoken of last before it.
_MENTIONS_BEFORE_TABLE = 12


class StatedAmounts:
    """The amounts that a text states outside its tables."""

    def __init__(self, mentions: Sequence[Mention] = ()) -> None:
        self._crowns = frozenset(mention.amount.low for mention in mentions if mention.amount.currency == "SEK")
        self._funding = [mention for mention in mentions if mention.kind == "funding"]
        self._starts = [mention.span.start for mention in self._funding]

    def equals(self, figures: Iterable[Decimal], factor: Decimal) -> set[Decimal]:
        """Give the figures that are a stated amount of crowns when multiplied by a factor."""
        return {figure for figure in figures if figure * factor in self._crowns}

    def period_before(self, position: int) -> tuple[tuple[int, ...], bool]:
        """Give the years, and whether they are open-ended, that most funding spoken of before a character is for.

        Without years where amounts for other years, or as many without any, stand among them.
        """
        at = bisect_left(self._starts, position)
        nearest = self._funding[max(0, at - _MENTIONS_BEFORE_TABLE) : at]
        periods = Counter((mention.timing.years, mention.timing.open_ended) for mention in nearest)
        undated = sum(times for (years, _), times in periods.items() if not years)
        dated = [period for period in periods if period[0]]
        match dated:
            case [only] if periods[only] > undated:
                return only
        return (), False
