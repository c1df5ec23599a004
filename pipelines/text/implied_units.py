"""The unit of a table that prints none: what the text says of the same figures, a misspelt unit, a convention.

Belongs here: inference, each kind with the words that tell a person what it rests on. A unit that stands in the table
or beside it belongs to `headers`.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipelines.text.stated_amounts import StatedAmounts
from pipelines.text.units import Unit

# Tables of amounts are printed in crowns, thousands, millions or billions.
_FACTORS = (Decimal(10**6), Decimal(10**3), Decimal(10**9), Decimal(1))
_MILLION = Decimal(10**6)
_LEAST_EQUALS = 2
_LEAST_SHARE_OF_FIGURES = Decimal("0.3")
_LIKELY_UNITS = {
    "mnkr": _MILLION,
    "mkr": _MILLION,
    "msek": _MILLION,
    "mdkr": Decimal(10**9),
    "tkr": Decimal(10**3),
}
_IN_BRACKETS = re.compile(r"\((?P<word>[a-zA-Z]{3,})\)")
_LEAST_YEARS = 2
# No line of a budget is larger in millions, few are so small in thousands.
_GREATEST_IN_MILLIONS = 100_000


class Inference(NamedTuple):
    """A unit that is not stated, and the words that tell why it is taken for the table's."""

    unit: Unit
    reason: str


def unit_of_equals(figures: Sequence[Decimal], stated: StatedAmounts) -> Inference | None:
    """Give the unit in which figures of a table equal amounts of the text.

    Two cells at least and a good part of the different figures must be stated; None where they don't, or where two
    units do as well.

    Args:
        figures: the figures of the table as printed.
        stated: amounts of the text.
    """
    positive = [figure for figure in figures if figure > 0]
    different = set(positive)
    found = []
    for factor in _FACTORS:
        equals = stated.equals(different, factor)
        cells = sum(figure in equals for figure in positive)
        if cells >= _LEAST_EQUALS and len(equals) >= _LEAST_SHARE_OF_FIGURES * len(different):
            found.append((cells, factor))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    cells, factor = found[0]
    reason = f"{cells} of its {len(positive)} figures times {factor:,} are amounts that the text states"
    return Inference(Unit(factor, "SEK", names_currency=False), reason)


def misspelt_unit(printed: str) -> Inference | None:
    """Give the unit that a word in brackets is one letter away from ("(mnr)"); None where there is none, or several.

    Args:
        printed: a caption or header.
    """
    for match in _IN_BRACKETS.finditer(printed):
        word = match["word"].lower()
        near = {factor for unit, factor in _LIKELY_UNITS.items() if _is_one_letter_away(word, unit)}
        if len(near) == 1:
            reason = f"“{match['word']}” is one letter away from a unit"
            return Inference(Unit(near.pop(), "SEK", names_currency=True), reason)
    return None


def unit_of_budget_table(
    years: Sequence[tuple[int, ...]], figures: Sequence[Decimal], published_year: int | None
) -> Inference | None:
    """Give millions for a table with a column for each coming year: so the government prints what its budgets add.

    Args:
        years: the years of each column that has figures.
        figures: the figures of the table as printed.
        published_year: year of publication; None tells nothing.
    """
    single = [named[0] for named in years if len(named) == 1]
    if (
        published_year is None
        or len(single) < max(_LEAST_YEARS, len(years))
        or any(later - earlier != 1 for earlier, later in pairwise(single))
        or single[-1] <= published_year
        or not figures
        or max(map(abs, figures)) >= _GREATEST_IN_MILLIONS
    ):
        return None
    reason = "its columns are coming years of the budget, which are printed in millions of kronor where nothing is said"
    return Inference(Unit(_MILLION, "SEK", names_currency=False), reason)


def _is_one_letter_away(word: str, other: str) -> bool:
    """Tell whether one letter more, less or another, or two that changed places, turn a word into another."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    if len(word) == len(other):
        differing = [at for at, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
        return len(differing) == 1 or (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and word[differing[0]] == other[differing[1]]
            and word[differing[1]] == other[differing[0]]
        )
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
