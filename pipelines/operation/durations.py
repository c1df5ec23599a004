"""Lengths of time that an operator sets.

Belongs here: reading them from the environment.
"""

from collections.abc import Mapping
from datetime import timedelta
from math import isfinite


def hours(environment: Mapping[str, str], variable: str, default: float) -> timedelta:
    """Read a number of hours.

    Raises:
        ValueError: it is none, or not more than 0.
    """
    given = environment.get(variable, "").strip()
    try:
        number = float(given) if given else default
    except ValueError:
        number = 0.0
    # A century is longer than anybody waits, and what a date can hold.
    if not isfinite(number) or not 0 < number < 876_000:
        raise ValueError(f"{variable} is {given!r}: set it to a number of hours, more than 0.")
    return timedelta(hours=number)
