"""What a malformed amount may have been meant to say: candidate readings, each with the misprint that it assumes.

Belongs here: the misprints we know. Which candidate is right is decided in `repair`, by evidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipelines.text.cells import digit_groups

# Letters that are typed or scanned for digits.
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8", "Z": "2"})
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a malformed amount.

    Attributes:
        rule: the misprint that it assumes: lost_zero | lost_digit | extra_digit | letter_for_digit | grouping_ignored.
        amount: the value, in whole currency units.
    """

    rule: str
    amount: Decimal


def candidates(printed: str, multiplier: int) -> list[Candidate]:
    """Give every reading of a malformed amount, each value once, under the likeliest misprint first.

    Args:
        printed: the characters of the cell.
        multiplier: whole currency units that a printed 1 stands for.
    """
    different: dict[Decimal, Candidate] = {}
    for rule, digits in _readings(printed):
        amount = Decimal(digits) * multiplier
        different.setdefault(amount, Candidate(rule, amount))
    return list(different.values())


def _readings(printed: str) -> Iterator[tuple[str, str]]:
    groups = digit_groups(printed)
    if groups is None:
        groups = digit_groups(printed.translate(_LOOKALIKES))
        if groups is None:
            return
        if _well_formed(groups):
            yield "letter_for_digit", "".join(groups)
            return
    if _well_formed(groups) and groups[0].startswith("0"):
        for digit in "123456789":
            yield "lost_digit", digit + "".join(groups)
    odd = [at for at, group in enumerate(groups) if (at and len(group) != _GROUP) or len(group) > _GROUP]
    if len(odd) == 1 and len(groups) > 1:
        yield from _one_group_mended(groups, odd[0])
    yield "grouping_ignored", "".join(groups)


def _one_group_mended(groups: list[str], at: int) -> Iterator[tuple[str, str]]:
    before, group, after = "".join(groups[:at]), groups[at], "".join(groups[at + 1 :])
    if len(group) == _GROUP - 1:
        mended = [(position, digit) for position in range(_GROUP) for digit in "0123456789"]
        # Zeros first: the reading that adds nothing but a lost zero is told apart from any other lost digit.
        for position, digit in sorted(mended, key=lambda each: each[1] != "0"):
            whole = group[:position] + digit + group[position:]
            yield ("lost_zero" if digit == "0" else "lost_digit"), before + whole + after
    elif len(group) == _GROUP + 1:
        for position in range(_GROUP + 1):
            yield "extra_digit", before + group[:position] + group[position + 1 :] + after


def _well_formed(groups: list[str]) -> bool:
    return len(groups[0]) <= _GROUP and all(len(group) == _GROUP for group in groups[1:])
