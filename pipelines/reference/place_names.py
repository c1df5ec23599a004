"""What places were called when: names and kinds that came and went.

Belongs here: the register of former and present names, each with its source. Which name in a text means which place
stands in `geography`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from pipelines.reference.forms import day, read_register

PlaceNameKind = Literal["landsting", "region", "kommun", "län"]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A row of core.dim_geography_name.

    Attributes:
        geography_id: the place, in core.dim_geography.
        name_sv: its name.
        kind: what it was under that name: landsting (county council) | region | kommun | län.
        valid_from: first day of the name; None where that is not known.
        valid_to: last day of the name; None where it is still in use.
        source: addresses that tell of the change, separated by spaces.
    """

    geography_id: str
    name_sv: str
    kind: PlaceNameKind
    valid_from: date | None
    valid_to: date | None
    source: str


@cache
def all_place_names() -> tuple[PlaceName, ...]:
    """Give every name of the register, by place and time."""
    names = [
        PlaceName(
            row["geography_id"],
            row["name_sv"],
            cast(PlaceNameKind, row["kind"]),
            day(row["valid_from"]),
            day(row["valid_to"]),
            row["source"],
        )
        for row in read_register("region_names")
    ]
    return tuple(sorted(names, key=lambda name: (name.geography_id, name.valid_from or date.min)))
