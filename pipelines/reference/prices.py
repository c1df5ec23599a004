"""What money was worth: the consumer price index by year.

Belongs here: the index as published. Amounts in fixed prices are worked out in the marts.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipelines.reference.forms import read_register


@dataclass(frozen=True, slots=True)
class PriceIndexRow:
    """A row of core.dim_price_index.

    Attributes:
        year: calendar year.
        cpi_1980: annual mean of the consumer price index, 1980 = 100.
        source: who publishes the figure, and which series it is of.
    """

    year: int
    cpi_1980: Decimal
    source: str


@cache
def all_price_indices() -> tuple[PriceIndexRow, ...]:
    """Give the index of every year that the register knows, by year."""
    rows = [
        PriceIndexRow(int(row["year"]), Decimal(row["cpi_1980"]), row["source"]) for row in read_register("price_index")
    ]
    return tuple(sorted(rows, key=lambda row: row.year))
