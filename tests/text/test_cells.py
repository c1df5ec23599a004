from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_numbers import SPACES, amounts, grouped, printed

from pipelines.text.cells import cell_unit, digit_groups, looks_like_amount, read_cell
from pipelines.text.spans import Span
from pipelines.text.tables import Cell
from pipelines.text.units import Unit

THOUSANDS = Unit(Decimal(1000), "SEK", names_currency=True)


def read(text: str, unit: Unit | None = None) -> Cell:
    return read_cell(text, Span(0, len(text)), unit)


@given(amounts(), st.sampled_from(["", *SPACES.values(), "."]))
def test_any_amount_reads_back_from_its_cell(value: Decimal, separator: str) -> None:
    cell = read(printed(value, separator))
    assert (cell.kind, cell.problem) == ("amount", None)
    assert cell.amount == value


@given(amounts(), st.sampled_from("−–—-"), st.sampled_from(["", " "]))
def test_a_dash_of_any_kind_before_a_number_makes_it_negative(value: Decimal, dash: str, gap: str) -> None:
    assert read(f"{dash}{gap}{printed(value, ' ')}").amount == -value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 000 kr", 5_000),
        ("5,5 mnkr", 5_500_000),
        ("2 miljarder kronor", 2 * 10**9),
        ("500:-", 500),
        ("+5 000", 5_000),
        ("ca 5 000", 5_000),
        ("**5 000**", 5_000),
        ("5 000*", 5_000),
        ("5 000 **", 5_000),
        ("5 000¹", 5_000),
        ("5 000 [2]", 5_000),
        ("5 000 1)", 5_000),
        ("5 000 kr 2)", 5_000),
        ("5 000 (varav 3 000 till Lund)", 5_000),
        ("5 000.", 5_000),
        ("*5 000*", 5_000),
        ("***5 000***", 5_000),
        ("__5 000__", 5_000),
        ("\\-5 000", -5_000),
        ("SEK 5 000", 5_000),
        ("kr. 5 000", 5_000),
        ("€-5 000", -5_000),
        ("1,85 kr per kilometer", Decimal("1.85")),
        ("4 600 kr/mån", 4_600),
        ("2 500 kr i månaden", 2_500),
        ("0", 0),
    ],
)
def test_units_notes_and_marks_stand_beside_the_number(text: str, value: Decimal | int) -> None:
    assert read(text).amount == value
    assert looks_like_amount(text)


def test_a_columns_unit_multiplies_unless_the_cell_prints_its_own() -> None:
    assert read("1,5", THOUSANDS).amount == 1500
    assert read("−7", THOUSANDS).amount == -7000
    assert read("1,5 mnkr", THOUSANDS).amount == 1_500_000
    assert cell_unit("1,5 mnkr", Span(0, 8)) == Unit(Decimal(10**6), "SEK", names_currency=True)
    assert cell_unit("1,5", Span(0, 3)) is None
    assert cell_unit("Malmö", Span(0, 5)) is None


@pytest.mark.parametrize("text", ["", "-", "–", "—", "−", "..", "…", "x", "X", "n/a", "*", " – "])
def test_a_cell_that_states_nothing_is_empty(text: str) -> None:
    assert read(text).kind == "empty"
    assert not looks_like_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        *("12 %", "12 procent", "1,5 procent", "<5", "12 personer", "3 av 5", "Malmö", "(se not)"),
        *("2018–2020", "2018 – 2020", "(2018)", "(2018–20)", "2019-", "5 per dag", "B1", "I 2018", "Sverige 2018"),
    ],
)
def test_shares_counts_and_words_are_no_amounts(text: str) -> None:
    cell = read(text)
    assert (cell.kind, cell.amount) == ("other", None)
    assert not looks_like_amount(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("164 000 00", "has digit groups of 3, 3, 2 digits; every group after the first has 3"),
        ("1 2345", "has digit groups of 1, 4 digits; every group after the first has 3"),
        ("1234 567", "has digit groups of 4, 3 digits; every group after the first has 3"),
        ("5 000 6 000", "has digit groups of 1, 3, 1, 3 digits; every group after the first has 3"),
        ("164 000 00,50", "has digit groups of 3, 3, 2 digits; every group after the first has 3"),
        ("1,350,000", "has more than one decimal comma"),
        ("164 000 00)", "is not a valid number"),
        ("(5 000)", "stands in brackets, which may mean a minus or an estimate"),
        ("l2 000", "has letters among its digits (l); with digits for the letters it would read 12000"),
        ("110 kr per dag, 2 400 kr per månad", "states more than one amount"),
        ("5 mnkr 2026 och 7 mnkr 2027", "states more than one amount"),
        ("5–8", "states a range, not one amount"),
        ("10 – 15,5 mnkr", "states a range, not one amount"),
        ("32 OOO 000", "has letters among its digits (O); with digits for the letters it would read 32000000"),
        ("32 0l0 000", "has letters among its digits (l); with digits for the letters it would read 32010000"),
        ("32 q00 000", "has letters among its digits (q)"),
    ],
)
def test_a_malformed_amount_has_no_value_and_says_why(text: str, problem: str) -> None:
    assert read(text) == Cell(Span(0, len(text)), "malformed", problem=problem)
    assert looks_like_amount(text)


@given(st.integers(1000, 10**11), st.sampled_from(list(SPACES.values())), st.integers(0, 99), st.booleans())
def test_a_lost_or_doubled_digit_behind_the_first_group_is_always_malformed(
    whole: int, separator: str, at: int, lost: bool
) -> None:
    text = grouped(whole, separator)
    first = text.index(separator) + 1
    digits = [position for position in range(first, len(text)) if text[position] != separator]
    position = digits[at % len(digits)]
    broken = text[:position] + ("" if lost else text[position] * 2) + text[position + 1 :]
    assert read(broken).kind == "malformed"


@pytest.mark.parametrize("text", ["014 600", "0 725 000", "093"])
def test_an_amount_that_opens_with_a_zero_is_malformed_in_a_column_of_amounts(text: str) -> None:
    cell = read(text, THOUSANDS)
    assert (cell.kind, cell.amount) == ("malformed", None)
    assert "opens with a zero" in (cell.problem or "")
    assert read("0,5", THOUSANDS).amount == 500


@pytest.mark.parametrize("text", ["1O", "lO9", "2l", "S0", "1O,5"])
def test_a_short_number_with_letters_is_malformed_in_a_column_of_amounts_and_nowhere_else(text: str) -> None:
    assert read(text, THOUSANDS).kind == "malformed"
    assert read(text).kind == "other"
    assert read("B", THOUSANDS).kind == read("1 b", THOUSANDS).kind == "other"


def test_digit_groups_are_given_for_spaced_numbers_only() -> None:
    assert digit_groups("164\u00a0000 00") == ["164", "000", "00"]
    assert digit_groups("**5 000**") == ["5", "000"]
    assert digit_groups("5.000") is None
    assert digit_groups("32 OOO") is None
    assert digit_groups("") is None


@given(st.text(max_size=60) | st.text(alphabet="0123456789 .,-–%()*kr\u00a0OlxX²", max_size=30))
def test_any_characters_give_a_cell_with_an_amount_only_where_it_is_one(text: str) -> None:
    cell = read(text)
    assert (cell.amount is not None) == (cell.kind == "amount")
    assert (cell.problem is not None) == (cell.kind == "malformed")
    if cell.kind in {"amount", "malformed"}:
        assert any(character.isdigit() for character in text)
    looks_like_amount(text)
