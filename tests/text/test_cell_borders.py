"""What may stand in a cell beside its number, sign by sign, and what turns it into something else."""

from decimal import Decimal

import pytest

from pipelines.text.cells import cell_unit, digit_groups, looks_like_amount, read_cell
from pipelines.text.numerals import ends_number_in_words, mixes_scripts, parse_digits, parse_number, parse_words
from pipelines.text.spans import Span
from pipelines.text.tables import Cell
from pipelines.text.units import Unit

_K = Unit(Decimal(1000), "SEK", names_currency=True)
_M = Unit(Decimal(10**6), "SEK", names_currency=True)


def read(text: str, unit: Unit | None = None) -> Cell:
    return read_cell(text, Span(0, len(text)), unit)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *((f"{word} 5 000", "5000") for word in ("ca", "ca.", "cirka", "c:a", "~", "CA", "ca ")),
        ("ca.5 000", "5000"),
        *((f"{code} 5 000", "5000") for code in ("SEK", "EUR", "USD", "kr", "kr.", "€", "$", "£", "sek", "Kr")),
        ("ca SEK 5 000", "5000"),
        ("kr5 000", "5000"),
        ("kr +5 000", "5000"),
        ("+ 5 000", "5000"),
        ("\\+5 000", "5000"),
        *((f"{sign}5 000", "-5000") for sign in "−–—-"),
        *((f"kr {sign}5 000", "-5000") for sign in "−–—-"),
        ("- 5 000", "-5000"),
        ("5 000,", "5000"),
        ("5 000 .", "5000"),
        ("5 000\u00a0", "5000"),
        ("5 000 kr.", "5000"),
        ("5 000\tkr", "5000"),
        ("5 000 kr*", "5000"),
        ("5 000 kr (netto)", "5000"),
        ("5 000 (netto).", "5000"),
        ("5 000 (netto)*", "5000"),
        ("5 000* (netto)", "5000"),
        ("5 000 *¹†", "5000"),
        ("5 000\\*", "5000"),
        *((f"5 000{mark}", "5000") for mark in "¹²³⁴⁵⁶⁷⁸⁹†‡"),
        ("5 000[1]", "5000"),
        ("5 000 [12]", "5000"),
        ("5 000 1)", "5000"),
        ("5 000 19)", "5000"),
        ("5 000 kr 12)", "5000"),
        ("5 000 kr/år", "5000"),
        ("5 000 kr / år.", "5000"),
        ("5 000 kr per elev", "5000"),
        ("5 000 kr i månaden", "5000"),
        ("5 mnkr", "5000000"),
        ("5mnkr", "5000000"),
        ("2.500", "2500"),
        ("2.500,50", "2500.50"),
    ],
)
def test_a_cell_is_an_amount_with_what_may_stand_beside_it(text: str, amount: str) -> None:
    assert read(text) == Cell(Span(0, len(text)), "amount", amount=Decimal(amount))
    assert looks_like_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        *("5 %", "5%", "5 procent", "5 000 procent", "5 procent kr", "5 per elev", "5/elev", "5 i månaden", "5 elever"),
        *("5 kr per elev och år", "5 kr per 2", "5 krav", "5 kr perelev", "5a)", "mer än 5", "kr", "SEK"),
        *("kr x5", "2018-2019", "2018–2019", "2018 − 2019", "2018—", "2018-", "(2018)", "(2018-19)", "(2018–2019)"),
        *("A500", "Malmö", "10 dagar", "1 a", "ab1", "123 procent av allt"),
    ],
)
def test_a_cell_that_is_no_amount_is_other(text: str) -> None:
    assert read(text) == Cell(Span(0, len(text)), "other")
    assert not looks_like_amount(text)


@pytest.mark.parametrize("text", ["", " ", ".", "..", "…", "*", "-", "– –", "x", "X", "n/a", "na", "N/A", "−", "—"])
def test_a_cell_without_a_word_is_empty(text: str) -> None:
    assert read(text) == Cell(Span(0, len(text)), "empty")
    assert not looks_like_amount(text)


@pytest.mark.parametrize("text", ["xx", "x5", "n/ab", "nn", "-x"])
def test_a_cell_with_a_word_is_not_empty(text: str) -> None:
    assert read(text).kind == "other"


@pytest.mark.parametrize(
    ("text", "unit", "problem"),
    [
        ("5–8", None, "states a range, not one amount"),
        ("5-8", None, "states a range, not one amount"),
        ("5 – 8 mnkr", None, "states a range, not one amount"),
        ("1 000,5 - 1 200 kr", None, "states a range, not one amount"),
        ("2018–2500", None, "states a range, not one amount"),
        ("5 kr 6 kr", None, "states more than one amount"),
        ("5 kr, 6 kr, 7 kr", None, "states more than one amount"),
        ("5kr och 6kr", None, "states more than one amount"),
        ("(2018–20190)", None, "stands in brackets, which may mean a minus or an estimate"),
        ("(5 000)", None, "stands in brackets, which may mean a minus or an estimate"),
        ("(5 000) kr", None, "has letters among its digits (kr)"),
        ("5 0O0", None, "has letters among its digits (O); with digits for the letters it would read 5000"),
        ("5 0oO", None, "other"),
        ("S00 000", None, "has letters among its digits (S); with digits for the letters it would read 500000"),
        ("B00 000", None, "has letters among its digits (B); with digits for the letters it would read 800000"),
        ("I00 000", None, "has letters among its digits (I); with digits for the letters it would read 100000"),
        ("o00 000", None, "has letters among its digits (o); with digits for the letters it would read 0"),
        ("12 00a", None, "has letters among its digits (a)"),
        ("12 bb0", None, "has letters among its digits (b)"),
        ("12 bbb", None, "other"),
        ("1O", _K, "has letters among its digits (O); with digits for the letters it would read 10"),
        ("1Z", _K, "has letters among its digits (Z)"),
        ("1O,5", _K, "has letters among its digits (O); with digits for the letters it would read 10.5"),
        ("O", _K, "other"),
        ("OO", _K, "other"),
        ("1Q", _K, "other"),
        ("1O", None, "other"),
        ("05", _K, "opens with a zero, so a digit before it may be lost"),
        ("0 500", _K, "opens with a zero, so a digit before it may be lost"),
        ("0.500", _K, "opens with a zero, so a digit before it may be lost"),
        ("1 00", None, "has digit groups of 1, 2 digits; every group after the first has 3"),
        ("1 000 0", None, "has digit groups of 1, 3, 1 digits; every group after the first has 3"),
        ("1.00.000", None, "has digit groups of 1, 2, 3 digits; every group after the first has 3"),
        ("1  000", None, "has digit groups of 1, 0, 3 digits; every group after the first has 3"),
        ("1,0,0", None, "has more than one decimal comma"),
        ("1 000 000 000 000 000", None, "is greater, or of more digits, than any amount of money"),
        ("1 000 000 000", _M, "is greater, or of more digits, than any amount of money"),
        ("164 000 00)", None, "is not a valid number"),
        ("164 000 01)", None, "is not a valid number"),
        ("164 000 123)", None, "is not a valid number"),
    ],
)
def test_a_cell_that_is_malformed_says_why(text: str, unit: Unit | None, problem: str) -> None:
    expected = (
        Cell(Span(0, len(text)), "other")
        if problem == "other"
        else Cell(Span(0, len(text)), "malformed", problem=problem)
    )
    assert read(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("5", _K, "5000"),
        ("-5", _K, "-5000"),
        ("5 mnkr", _K, "5000000"),
        ("0", _K, "0"),
        ("0,5", _K, "500"),
        ("05", None, "5"),
        ("€ 5", _K, "5"),
    ],
)
def test_the_unit_of_the_cell_goes_before_that_of_its_column(text: str, unit: Unit | None, amount: str) -> None:
    assert read(text, unit) == Cell(Span(0, len(text)), "amount", amount=Decimal(amount))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 mnkr", _M),
        ("kr 5", Unit(Decimal(1), "SEK", names_currency=True)),
        ("kr. 5", Unit(Decimal(1), "SEK", names_currency=True)),
        ("£5", Unit(Decimal(1), "GBP", names_currency=True)),
        ("5", None),
        ("kr", None),
    ],
)
def test_the_unit_that_a_cell_prints_is_given(text: str, unit: Unit | None) -> None:
    assert cell_unit(text, Span(0, len(text))) == unit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1" * 40, True),
        ("1" * 41, False),
        ("12 bb0", True),
        ("12 bbb", False),
        ("12b", False),
        ("123", True),
        ("a123", False),
        ("O123", True),
        ("Oa123", False),
        ("-O123", True),
        ("~ (l23", False),
        ("~ (l234", True),
        ("1 kr 2 kr", True),
        ("a 1 kr 2 kr", False),
        ("2018–2019", False),
        ("2018–2019 kr", True),
        ("5–8 elever", False),
        ("123a %", False),
        ("123a 5 procent", False),
    ],
)
def test_a_line_that_is_meant_as_a_number_is_told(text: str, *, told: bool) -> None:
    assert looks_like_amount(text) is told


@pytest.mark.parametrize(
    ("text", "groups"),
    [("1 00", ["1", "00"]), ("1  0", None), ("1.0", None), ("a 1", None), ("١ 2", None), ("5 000 1)", ["5", "000"])],
)
def test_digit_groups_are_of_plain_digits(text: str, groups: list[str] | None) -> None:
    assert digit_groups(text) == groups


@pytest.mark.parametrize(
    ("printed", "point_groups", "value"),
    [
        ("5", False, "5"),
        ("1 234", False, "1234"),
        ("1234", False, "1234"),
        ("1 234 567,89", False, "1234567.89"),
        ("1 23", False, None),
        ("1 2345", False, None),
        ("12345 678", False, None),
        ("1234 567", False, None),
        ("5,", False, None),
        ("5,a", False, None),
        ("5,5,5", False, None),
        (",5", False, None),
        ("2.5", False, "2.5"),
        ("2.", False, None),
        (".5", False, None),
        ("2.5,5", False, None),
        ("2.500,5", True, "2500.5"),
        ("2.500,5", False, None),
        ("2.500.000", False, "2500000"),
        ("2.500.000,5", False, "2500000.5"),
        ("2.50.000", False, None),
        ("1234.567", True, "1234.567"),
        ("2 500.5", True, None),
        ("1\u00a0234", False, "1234"),
        ("1\u2007234", False, "1234"),
        ("1\u2009234", False, "1234"),
        ("1\u202f234", False, "1234"),
        ("1\u2005234", False, None),
        ("1\n234", False, None),
        (" 5 ", False, "5"),
        ("٥", False, "5"),
        ("5٥", False, None),
    ],
)
def test_digits_make_a_number_or_none(printed: str, point_groups: bool, value: str | None) -> None:
    expected = None if value is None else Decimal(value)
    assert parse_digits(printed, point_groups=point_groups) == expected
    if printed[:1].isdigit():
        assert parse_number(printed, point_groups=point_groups) == expected


def test_points_group_only_where_asked() -> None:
    assert parse_number("2.500") == Decimal("2.5")
    assert mixes_scripts("5٥")
    assert not mixes_scripts("٥٥")
    assert not mixes_scripts("5é")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("en halv", "0.5"),
        ("ett halvt", "0.5"),
        ("halv", "0.5"),
        ("halva", "0.5"),
        ("HALVANNAN", "1.5"),
        ("en kvarts", "0.25"),
        ("tre kvarts", "0.75"),
        ("en  halv", "0.5"),
        ("tre och en halv", "3.5"),
        ("tre och ett halvt", "3.5"),
        ("tre och ett halv", "3.5"),
        ("tre och halv", None),
        ("träd och en halv", None),
        ("tre och en halva", None),
        ("tusen", "1000"),
        ("två tusen", "2000"),
        ("tvåtusen", "2000"),
        ("tvåtusentrehundra", "2300"),
        ("två tusen tre hundra", "2300"),
        ("tretusenett", "3001"),
        ("tusenett", "1001"),
        ("trädtusen", None),
        ("tretusenträd", None),
        ("tretusentusen", None),
        ("tre hundra", "300"),
        ("trehundra", "300"),
        ("tjugo fem", None),
        ("tjugofem", "25"),
        ("niohundranittionio", "999"),
        ("träd", None),
        ("", None),
        ("arton", "18"),
        ("tretton", "13"),
        ("tjugotio", None),
        ("tjugonio", "29"),
        ("tiohundra", None),
        ("niohundra", "900"),
    ],
)
def test_words_make_a_number_or_none(printed: str, value: str | None) -> None:
    assert parse_words(printed) == (None if value is None else Decimal(value))
    assert parse_number(printed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("word", "told"),
    [
        *(
            (word, True)
            for word in ("två", "TVÅ", "halv", "halvt", "halva", "halvannan", "kvarts", "tusen", "tiotusen")
        ),
        *((word, True) for word in ("tusenett", "Tusen", "trehundra")),
        *((word, False) for word in ("halvor", "kvart", "miljon", "tvåa", "", "hundratals")),
    ],
)
def test_the_last_word_of_a_number_is_told(word: str, *, told: bool) -> None:
    assert ends_number_in_words(word) is told
