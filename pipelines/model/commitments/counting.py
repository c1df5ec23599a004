"""What a commitment counts in each year, once its parts are counted on their own.

Belongs here: arithmetic of years and kronor. Which commitments are parts of which is known by then.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pipelines.model.commitments.stated import StatedFigure

Basis = Literal["once", "all_years", "one_year"]
Years = list[tuple[int | None, Decimal]]
"""Kronor by year; None is a sum for several years together, or for years that nobody has stated."""


def basis_of(best: StatedFigure, period: StatedFigure) -> Basis:
    """Give how an amount is counted over its years.

    Args:
        best: the figure that gives the amount.
        period: the figure that gives the years, often the same one.

    Returns:
        once (a sum), all_years (a sum for each stated year), one_year (a sum per year without stated years or an end:
        one year of it is counted, for nobody knows how many there will be).
    """
    if not (best.is_annual or period.is_annual or period.open_ended):
        return "once"
    if period.start_year is None or period.end_year is None or period.open_ended:
        return "one_year"
    return "all_years"


def by_year(best: StatedFigure, period: StatedFigure) -> Years:
    """Give the amount of a commitment in each of its years."""
    basis = basis_of(best, period)
    start, end = period.start_year, period.end_year
    if basis == "all_years" and start is not None and end is not None:
        return [(year, best.amount) for year in range(start, end + 1)]
    if start is not None and (basis == "one_year" or start == end):
        return [(start, best.amount)]
    return [(None, best.amount)]


def left_by_year(own: Years, parts: Iterable[Years]) -> Years:
    """Give what is left of a commitment in each year once its parts are counted.

    What a part has in a year is taken from that year; what it has in no year of the whole, from wherever most is left.
    Parts of a rounded sum may be more than it: then nothing is left, and they are what counts.

    Args:
        own: the commitment by year.
        parts: its counted parts by year.
    """
    left = dict(own)
    elsewhere = Decimal(0)
    for year, amount in (each for part in parts for each in part):
        if year in left:
            left[year] -= amount
        else:
            elsewhere += amount
    settled = [(year, _between(left[year], amount)) for year, amount in own]
    for year, amount in sorted(settled, key=lambda each: -each[1]):
        taken = min(elsewhere, amount) if elsewhere > 0 else Decimal(0)
        elsewhere -= taken
        left[year] = amount - taken
    return [(year, left[year]) for year, _ in own]


def _between(left: Decimal, amount: Decimal) -> Decimal:
    # A cut in a table is less than nothing.
    least, most = sorted((Decimal(0), amount))
    return min(max(least, left), most)
