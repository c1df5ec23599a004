from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quality.candidates import candidates


def read(printed: str, multiplier: int = 1) -> dict[int, str]:
    return {int(candidate.amount): candidate.rule for candidate in candidates(printed, multiplier)}


def test_a_short_group_lost_a_zero_another_digit_or_was_never_grouped() -> None:
    readings = read("164 000 00")
    assert readings[164_000_000] == "lost_zero"
    assert readings[164_000_500] == "lost_digit"
    assert readings[164_000_090] == "lost_digit"
    assert readings[16_400_000] == "grouping_ignored"
    assert set(readings.values()) == {"lost_zero", "lost_digit", "grouping_ignored"}


def test_a_long_group_has_a_digit_too_many() -> None:
    assert read("32 0007 000") == {
        32_007_000: "extra_digit",
        32_000_000: "extra_digit",
        320_007_000: "grouping_ignored",
    }


def test_a_number_that_opens_with_a_zero_lost_its_first_digit_or_means_what_it_says() -> None:
    readings = read("014 600")
    assert readings == {14_600: "grouping_ignored"} | {each * 1_000_000 + 14_600: "lost_digit" for each in range(1, 10)}


def test_letters_that_look_like_digits_are_read_as_them() -> None:
    assert read("32 OOO 000") == {32_000_000: "letter_for_digit"}
    assert read("l2 S00 B00") == {12_500_800: "letter_for_digit"}
    assert 32_000_000 in read("32 OO 000")


@pytest.mark.parametrize("printed", ["ej klart", "", "5,5,5", "12.34.567", "32 qqq 000"])
def test_what_no_known_misprint_explains_has_no_reading(printed: str) -> None:
    assert candidates(printed, 1) == []


def test_the_columns_unit_multiplies_every_reading() -> None:
    assert read("1 50", 1000)[1_500_000] == "lost_zero"


@given(st.integers(1_000, 10**12), st.data())
def test_the_number_before_a_lost_or_doubled_digit_is_among_the_readings(whole: int, data: st.DataObject) -> None:
    text = f"{whole:,}".replace(",", " ")
    places = [at for at in range(text.index(" ") + 1, len(text)) if text[at] != " "]
    at = data.draw(st.sampled_from(places))
    for broken in (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]):
        found = candidates(broken, 1)
        assert Decimal(whole) in {candidate.amount for candidate in found}
        assert len({candidate.amount for candidate in found}) == len(found)
