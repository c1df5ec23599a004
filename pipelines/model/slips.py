"""Slips of print: whether one number may be another one misprinted, and by which slip.

Belongs here: the slips that leave a valid number. Those that leave none, and their readings, belong to
`pipelines.quality.candidates`; what follows from a slip is decided where it is asked for.
"""

from decimal import Decimal

_UNIT = 1000
_DECADES = (Decimal(10), Decimal(100))


def slip_between(meant: Decimal, printed: Decimal) -> str | None:
    """Name the one slip that turns a number into another; None where one slip does not.

    Args:
        meant: the number as it may have been meant.
        printed: the number as printed, in the same unit.

    Returns:
        lost_sign | other_unit | shifted_comma | lost_zero | extra_zero | swapped_digits | lost_digit | doubled_digit.
    """
    if not meant or not printed or meant == printed:
        return None
    if meant == -printed:
        return "lost_sign"
    if (meant < 0) != (printed < 0):
        return None
    return _slip_of_digits(abs(meant), abs(printed))


def _slip_of_digits(meant: Decimal, printed: Decimal) -> str | None:
    # Thousands that crowns are printed in are whole ones.
    if printed == meant * _UNIT or (abs(meant - printed * _UNIT) < _UNIT and printed == printed.to_integral_value()):
        return "other_unit"
    if meant / printed in _DECADES:
        return "lost_zero"
    if printed / meant in _DECADES:
        return "extra_zero" if meant == meant.to_integral_value() else "shifted_comma"
    decimals = max(_decimals(meant), _decimals(printed))
    ours, theirs = (str(int(value.scaleb(decimals))) for value in (meant, printed))
    if len(ours) == len(theirs):
        return _slip_of_equal_length(ours, theirs, decimals)
    if len(ours) == len(theirs) + 1 and _without_one(ours, theirs):
        return "lost_digit"
    if len(ours) + 1 == len(theirs) and _without_doubled(theirs, ours):
        return "doubled_digit"
    return None


def _slip_of_equal_length(meant: str, printed: str, decimals: int) -> str | None:
    differing = [at for at, (a, b) in enumerate(zip(meant, printed, strict=True)) if a != b]
    if len(differing) == 2:
        first, second = differing
        are_swapped = second == first + 1 and meant[first] == printed[second] and meant[second] == printed[first]
        return "swapped_digits" if are_swapped else None
    if decimals and differing == [len(meant) - 1]:
        # The last decimal is lost or doubled: the other number ends in a zero that is not printed.
        if printed[-1] == "0":
            return "lost_digit"
        if meant[-1] == "0" and printed[-1] == printed[-2:-1]:
            return "doubled_digit"
    return None


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _without_doubled(longer: str, shorter: str) -> bool:
    return any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
