"""Signs, points, commas and torn groups of an amount: each border with the near miss beside it."""

from decimal import Decimal

import pytest

from pipelines.text.quantities import is_torn, sign_start, value_of
from pipelines.text.units import unit_of


@pytest.mark.parametrize(
    ("text", "start", "signed"),
    [
        ("-5", 1, 0),
        ("−5", 1, 0),
        ("–5", 1, 1),
        ("5", 0, 0),
        ("a -5", 3, 2),
        ("a –5", 3, 2),
        ("a−5", 2, 2),
        ("(-5", 2, 1),
        ("(–5", 2, 1),
        ("A -5", 3, 3),
        ("A, -5", 4, 3),
        ("A: -5", 4, 3),
        ("A; -5", 4, 3),
        ("A = -5", 5, 4),
        ("A ( -5", 5, 4),
        ("A. -5", 4, 4),
        ("a1 -5", 4, 4),
        ("Aa -5", 4, 4),
        ("aA -5", 4, 4),
        ("4 -5", 3, 3),
        ("a —5", 3, 3),
        ("a - 5", 4, 4),
        ("\n-5", 2, 1),
        ("\n–5", 2, 2),
    ],
)
def test_a_minus_follows_a_word_of_the_clause_a_bracket_or_nothing(text: str, start: int, signed: int) -> None:
    assert sign_start(text, 0, start) == signed


def test_no_minus_is_looked_for_before_the_stretch() -> None:
    assert sign_start("a -5", 3, 3) == 3
    assert sign_start("a -5", 2, 3) == 2


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("2.500", "kronor", "2500"),
        ("2.500", "öre", "25"),
        ("2.500", "miljoner", "2500000"),
        ("2.500", "tkr", "2500"),
        ("2,500", "kronor", "2500"),
        ("2,505", "kronor", "2.505"),
        ("0,500", "kronor", "0.5"),
        ("2,500", "tkr", "2500"),
        ("1,002,500", "kronor", "1002500"),
        ("1234,500", "kronor", "1234.5"),
        ("2,5000", "kronor", "2.5"),
        ("10 000 0", "kronor", None),
        ("hundra", "kronor", "100"),
        ("hundra", "miljoner", "100000000"),
    ],
)
def test_points_and_commas_mean_what_the_unit_makes_of_them(printed: str, unit: str, value: str | None) -> None:
    assert value_of(printed, unit_of(unit)) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "number", "torn"),
    [
        ("12 345", "345", True),
        ("Ö12 345", "345", True),
        ("tolv 345", "345", False),
        ("045", "045", True),
        ("0", "0", False),
        ("0,5", "0,5", False),
        ("2019 345", "345", False),
        ("2019\u00a0345", "345", False),
        ("1234 345", "345", True),
        ("12\n345", "345", True),
        ("12\n34", "34", False),
        ("12\n3456", "3456", False),
        ("12, 345", "345", False),
        ("12 \u2005 345", "345", True),
        ("1" + "0" * 18 + " 345", "345", True),
        ("1" + "0" * 30 + " 345", "345", False),
    ],
)
def test_the_last_groups_of_a_number_are_torn_from_it(text: str, number: str, *, torn: bool) -> None:
    assert is_torn(text, text.rindex(number)) is torn
