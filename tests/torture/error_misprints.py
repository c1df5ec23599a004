"""Slips in a printed number: what a hand, an eye or a keyboard makes of it.

Belongs here: functions from a printed number to a misprinted one, None where it has no place for the slip. Where they
strike is drawn in `error_kinds`.
"""

import random
import re
from itertools import pairwise

_DIGITS = re.compile(r"\d")
_LETTERS = {"0": "O", "1": "l"}
_GROUP = 3


def _grouped(digits: str, space: str) -> str:
    """Print digits in groups of three, as whoever types a number anew does."""
    first = len(digits) % _GROUP or _GROUP
    return space.join([digits[:first], *(digits[at : at + _GROUP] for at in range(first, len(digits), _GROUP))])


def _retyped(printed: str, changed: str, chance: random.Random) -> str:
    """Leave the groups broken, or group the digits anew: a slip in the typing, or before the number was set."""
    whole, comma, decimals = changed.partition(",")
    space = next((each for each in printed if each in " \u00a0."), None)
    if chance.random() < 0.5 or space is None:
        return changed
    return _grouped("".join(_DIGITS.findall(whole)), space) + comma + decimals


def _digit_positions(printed: str) -> list[int]:
    return [match.start() for match in _DIGITS.finditer(printed)]


def digit_lost(printed: str, chance: random.Random) -> str | None:
    """Lose a digit."""
    places = _digit_positions(printed)
    if len(places) < 2:
        return None
    at = chance.choice(places)
    return _retyped(printed, (printed[:at] + printed[at + 1 :]).strip(" \u00a0.,"), chance)


def digit_doubled(printed: str, chance: random.Random) -> str:
    """Type a digit twice."""
    at = chance.choice(_digit_positions(printed))
    return _retyped(printed, printed[:at] + printed[at] + printed[at:], chance)


def digits_swapped(printed: str, chance: random.Random) -> str | None:
    """Let two neighbouring digits change places, not so that the number opens with a zero."""
    places = _digit_positions(printed)
    pairs = [
        (a, b) for a, b in pairwise(places) if printed[a] != printed[b] and not (a == places[0] and printed[b] == "0")
    ]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return printed[:a] + printed[b] + printed[a + 1 : b] + printed[a] + printed[b + 1 :]


def zero_too_many(printed: str, chance: random.Random) -> str:
    """Type a zero too many at the end of the whole number."""
    whole, comma, decimals = printed.partition(",")
    return _retyped(printed, whole + "0" + comma + decimals, chance)


def zero_lost(printed: str, chance: random.Random) -> str | None:
    """Lose a zero behind the first digit."""
    zeros = [at for at in _digit_positions(printed.partition(",")[0]) if printed[at] == "0" and at]
    if not zeros:
        return None
    at = chance.choice(zeros)
    return _retyped(printed, printed[:at] + printed[at + 1 :], chance)


def groups_broken(printed: str, chance: random.Random) -> str | None:
    """Type a space one digit too early or too late."""
    spaces = [at for at, each in enumerate(printed) if each in " \u00a0"]
    if not spaces:
        return None
    at = chance.choice(spaces)
    if chance.random() < 0.5 and at >= 2:
        return printed[: at - 1] + printed[at] + printed[at - 1] + printed[at + 1 :]
    return printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]


def comma_lost(printed: str, _chance: random.Random) -> str | None:
    """Lose the decimal comma."""
    return printed.replace(",", "") if "," in printed else None


def letter_for_digit(printed: str, chance: random.Random) -> str | None:
    """Type the letter that looks like a digit."""
    places = [at for at in _digit_positions(printed) if printed[at] in _LETTERS]
    if not places:
        return None
    at = chance.choice(places)
    return printed[:at] + _LETTERS[printed[at]] + printed[at + 1 :]


def in_another_unit(printed: str, multiplier: int) -> str | None:
    """Print a number of crowns in thousands, or one of thousands in crowns; None where that changes its value."""
    digits = "".join(_DIGITS.findall(printed))
    if "," in printed or not digits:
        return None
    space = next((each for each in printed if each in " \u00a0."), " ")
    if multiplier == 1:
        return _grouped(digits[:-_GROUP], space) if len(digits) > _GROUP + 1 else None
    return _grouped(digits + "000", space)
