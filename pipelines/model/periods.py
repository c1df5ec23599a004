"""Periods as a dimension: years that an amount is for, and whether it is a sum for each of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of core.dim_period."""

    period_id: str
    start_year: int | None
    end_year: int | None
    is_annual: bool
    open_ended: bool
    label: str


UNKNOWN_PERIOD = PeriodRow("unknown", None, None, is_annual=False, open_ended=False, label="not stated")


def period_of(start_year: int | None, end_year: int | None, *, per_year: bool, open_ended: bool) -> PeriodRow:
    """Give the period of an amount.

    Args:
        start_year: first year, None where none is stated.
        end_year: last year, None where none is stated or the period is open-ended.
        per_year: True where the amount is a sum for each year.
        open_ended: True for a period with no stated end.
    """
    if start_year is None:
        if not per_year:
            return UNKNOWN_PERIOD
        return PeriodRow(
            "unknown/year", None, None, is_annual=True, open_ended=open_ended, label="per year, years not stated"
        )
    if open_ended:
        years, label = f"{start_year}-", f"from {start_year}"
    elif end_year is None or end_year == start_year:
        years, label, end_year = str(start_year), str(start_year), start_year
    else:
        years, label = f"{start_year}-{end_year}", f"{start_year}–{end_year}"
    return PeriodRow(
        period_id=years + ("/year" if per_year else ""),
        start_year=start_year,
        end_year=end_year,
        is_annual=per_year,
        open_ended=open_ended,
        label=f"per year {label}" if per_year else label,
    )
