from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_numbers import SPACES, amounts, grouped, in_words, printed

from pipelines.text.numerals import WORD_VALUES, parse_digits, parse_number, parse_words


@given(amounts(), st.sampled_from(["", *SPACES.values()]), st.booleans())
def test_any_number_reads_back_from_plain_and_spaced_digits(value: Decimal, separator: str, point_groups: bool) -> None:
    assert parse_digits(printed(value, separator), point_groups=point_groups) == value


@given(amounts(), st.sampled_from(["", *SPACES.values()]))
def test_white_space_around_a_number_is_no_part_of_it(value: Decimal, separator: str) -> None:
    assert parse_number(printed(value, separator) + " ") == value


@given(amounts())
def test_an_amount_in_crowns_reads_back_from_groups_with_points(value: Decimal) -> None:
    assert parse_digits(printed(value, "."), point_groups=True) == value


@given(st.integers(10**6, 10**14))
def test_several_groups_with_points_are_groups_before_any_unit(whole: int) -> None:
    assert parse_digits(grouped(whole, "."), point_groups=False) == whole


@pytest.mark.parametrize(
    ("text", "point_groups", "value"),
    [
        ("2.5", False, "2.5"),
        ("2.5", True, "2.5"),
        ("2.125", False, "2.125"),
        ("2.125", True, "2125"),
        ("1.234.567", False, "1234567"),
        ("1.234,50", True, "1234.50"),
        ("007", True, "7"),
    ],
)
def test_a_point_groups_crowns_and_divides_millions(text: str, point_groups: bool, value: str) -> None:
    assert parse_digits(text, point_groups=point_groups) == Decimal(value)


def test_every_number_up_to_999_reads_back_from_its_word() -> None:
    assert {value: parse_words(in_words(value)) for value in range(1, 1000)} == {n: n for n in range(1, 1000)}


@given(st.integers(1, 999))
def test_number_words_read_back_with_a_half_and_in_any_case(value: int) -> None:
    word = in_words(value)
    assert parse_words(f"{word} och en halv") == value + Decimal("0.5")
    assert parse_number(word.capitalize()) == value
    assert parse_number(f"{word.upper()}\u00a0och  en halv") == value + Decimal("0.5")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("en", "1"),
        ("En halv", "0.5"),
        ("ett halvt", "0.5"),
        ("halvannan", "1.5"),
        ("tre och en halv", "3.5"),
        ("tjugoen", "21"),
        ("etthundratjugofem", "125"),
    ],
)
def test_halves_and_double_forms_are_read(words: str, value: str) -> None:
    assert parse_number(words) == Decimal(value)


def test_every_number_word_known_is_the_word_for_its_value() -> None:
    def one_form(word: str) -> str:
        return word.replace("ett", "en").replace("enhundra", "hundra")

    for word, value in WORD_VALUES.items():
        assert one_form(word) == one_form(in_words(value))


@given(
    st.integers(1000, 10**12),
    st.sampled_from([*SPACES.values(), "."]),
    st.integers(0, 10**6),
    st.sampled_from(["lose", "gain", "double the space", "lose both"]),
)
def test_malformed_groups_are_no_number(whole: int, separator: str, at: int, misprint: str) -> None:
    groups = grouped(whole, separator).split(separator)
    place = 1 + at % (len(groups) - 1)
    match misprint:
        case "lose":
            groups[place] = groups[place][:-1]
        case "lose both":
            groups[place] = groups[place][:1]
        case "gain":
            groups[place] += "7"
        case _:
            groups.insert(place, "")
    broken = separator.join(groups)
    assert parse_digits(broken, point_groups=True) is None or (separator == "." and len(groups) == 2)


@given(st.integers(10**6, 10**12), st.sampled_from(list(SPACES.values())))
def test_a_first_group_of_four_digits_or_more_is_no_number(whole: int, separator: str) -> None:
    printed_whole = f"{whole // 1000}{separator}{whole % 1000:03d}"
    assert parse_digits(printed_whole, point_groups=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ",",
        "1,",
        ",5",
        "1,2,3",
        "1,5 000",
        "1 000.5 000",
        "12 34",
        "164 000 00",
        "1 2345",
        "1.23.456",
        "1..000",
        "1 000,",
        "1e5",
        "-5",
        "trettioelva",
        "och en halv",
        "miljon",
        "²",
    ],
)
def test_what_is_no_number_gives_none(text: str) -> None:
    assert parse_number(text, point_groups=True) is None


@given(st.text())
def test_any_characters_give_a_finite_number_or_none(text: str) -> None:
    for point_groups in (True, False):
        value = parse_number(text, point_groups=point_groups)
        assert value is None or (value.is_finite() and value >= 0)
