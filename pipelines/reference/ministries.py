"""Which ministries there were when, and which took over from which.

Belongs here: the periods of ministries, each with its source. What a ministry is called in texts stands in
`organisations`: a ministry that changes its name is another one.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.reference.forms import day, listed, read_register
from pipelines.reference.organisations import all_organisations


@dataclass(frozen=True, slots=True)
class MinistryPeriod:
    """A row of core.dim_ministry.

    Attributes:
        ministry_id: the ministry, in core.dim_organisation.
        period_no: 1 for its first period, 2 where it was founded anew.
        name_sv: its name.
        valid_from: first day of the period; None where that is not known.
        valid_to: last day of the period; None where it is there still, or where the day is not known.
        is_current: whether it is there still.
        succeeded_by: ministries that it became or that took over its matters, as far as the source tells.
        source: addresses that tell of it, separated by spaces.
    """

    ministry_id: str
    period_no: int
    name_sv: str
    valid_from: date | None
    valid_to: date | None
    is_current: bool
    succeeded_by: tuple[str, ...]
    source: str


@cache
def all_ministry_periods() -> tuple[MinistryPeriod, ...]:
    """Give the periods of every ministry that was there since 1997 or just before, by ministry and time."""
    names = {organisation.organisation_id: organisation.name_sv for organisation in all_organisations()}
    found: list[MinistryPeriod] = []
    for row in sorted(read_register("ministries"), key=lambda row: (row["ministry_id"], row["valid_from"])):
        again = bool(found) and found[-1].ministry_id == row["ministry_id"]
        found.append(
            MinistryPeriod(
                row["ministry_id"],
                found[-1].period_no + 1 if again else 1,
                names[row["ministry_id"]],
                day(row["valid_from"]),
                day(row["valid_to"]),
                row["is_current"] == "true",
                listed(row["succeeded_by"]),
                row["source"],
            )
        )
    return tuple(found)
