"""A number that holds what no reader can be sure of is not read as the part of it that looks sound: it is listed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_numbers import grouped

from pipelines.text.reading import Reading, read_document

_UNSEEN = {
    "right-to-left override": "\u202e",
    "right-to-left mark": "\u200f",
    "isolate": "\u2066",
    "control": "\x01",
    "stroke over the digit": "\u0336",
    "variation selector": "\ufe0f",
    "invisible times": "\u2062",
    "tag": "\U000e0030",
    "blank of Braille": "\u2800",
    "filler": "\u3164",
}
_GAPS = {
    "four-per-em space": "\u2005",
    "ideographic space": "\u3000",
    "line separator": "\u2028",
    "two spaces": "  ",
    "line end": "\n",
    "line end of Windows": "\r\n",
    "apostrophe": "'",
    "turned comma": "’",
    "middle dot": "·",
    "Arabic thousands": "\u066c",
    "full-width comma": "\uff0c",
}
_TEARING = {**_UNSEEN, **_GAPS}


def read(text: str) -> Reading:
    return read_document(text, published_year=2025)


@pytest.mark.parametrize("tearing", _TEARING.values(), ids=_TEARING)
@pytest.mark.parametrize(
    "around", ["Lund får {} kronor till skolor.", "Lund får {} miljoner kronor.", "Lund får mellan {} och 900 kronor."]
)
def test_a_number_torn_in_two_is_listed_in_both_parts_and_neither_is_an_amount(tearing: str, around: str) -> None:
    text = around.format(f"12{tearing}345")
    reading = read(text)
    assert [mention.amount.low for mention in reading.mentions] in ([], [900])
    roles = {token.span.of(text): token.role for token in reading.tokens}
    assert (roles["12"], roles["345"]) == ("unaccounted", "unaccounted")


@pytest.mark.parametrize("tearing", [*_UNSEEN.values(), "\u2005", "'", "\u066c"])
def test_a_currency_in_front_reads_no_part_of_a_torn_number(tearing: str) -> None:
    assert read(f"Lund får SEK 12{tearing}345 till skolor.").mentions == ()


@pytest.mark.parametrize("letters", ["1О 500", "1O 500", "1l 500", "2Ο0 500", "1 2О 500"])
def test_a_letter_for_a_digit_in_an_earlier_group_tears_a_number(letters: str) -> None:
    assert read(f"Lund får {letters} kronor till skolor.").mentions == ()


@pytest.mark.parametrize("printed", ["000 kronor", "1Ж 000 kronor", "045 kronor", "SEK 045", "00 miljoner kronor"])
def test_digits_behind_a_leading_zero_are_the_rest_of_a_number(printed: str) -> None:
    assert read(f"Lund får {printed} till skolor.").mentions == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Under 2018 500 miljoner kronor till Lund.", 500_000_000),
        ("Tabell 12\n\n345 kronor till Lund.", 345),
        ("Till 5G 200 miljoner kronor.", 200_000_000),
        ("Lund får 0,5 miljoner kronor.", 500_000),
        ("Det var ’2018’: 345 kronor till Lund.", 345),
        ("Lund får 12\u200e345 kronor.", 12_345),
    ],
)
def test_what_stands_apart_tears_no_number(text: str, value: int) -> None:
    assert [mention.amount.low for mention in read(text).mentions] == [value]


_OTHER_DIGITS = st.sampled_from([0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10, 0x1D7CE])


@given(st.integers(10_000, 10**9), st.integers(0, 9), _OTHER_DIGITS)
def test_digits_of_two_scripts_make_no_amount(whole: int, at: int, zero: int) -> None:
    printed = grouped(whole, " ")
    places = [place for place, character in enumerate(printed) if character.isdigit()]
    place = places[at % len(places)]
    mixed = f"{printed[:place]}{chr(zero + int(printed[place]))}{printed[place + 1 :]}"
    assert read(f"Lund får {mixed} kronor till skolor.").mentions == ()
    table = read(f"| Kommun | Belopp 2025 (kr) |\n|---|---|\n| Lund | {mixed} |\n| Umeå | 5 000 |\n").tables[0]
    cell = table.rows[0].cells[1]
    assert (cell.kind, cell.amount) == ("malformed", None)
    assert "more than one script" in (cell.problem or "")


@given(st.integers(1_000, 10**9), _OTHER_DIGITS)
def test_digits_of_one_script_are_an_amount_in_a_cell_whatever_the_script(whole: int, zero: int) -> None:
    printed = "".join(chr(zero + int(each)) if each.isdigit() else each for each in grouped(whole, " "))
    table = read(f"| Kommun | Belopp 2025 (kr) |\n|---|---|\n| Lund | {printed} |\n| Umeå | 5 000 |\n").tables[0]
    assert table.rows[0].cells[1].amount == whole


@pytest.mark.parametrize(
    "printed",
    ["9" * 30, "9" * 10_000, "1 000 000 000 000 000", "0,0000001", "1,2345678", "1," + "3" * 40],
    ids=lambda printed: f"{printed[:12]}… of {len(printed)}",
)
def test_a_number_that_no_column_can_hold_is_listed_and_costs_no_other(printed: str) -> None:
    text = f"Lund får {printed} kronor. Umeå får 5 miljoner kronor."
    assert [mention.amount.low for mention in read(text).mentions] == [5_000_000]
    table = read(f"| Kommun | Belopp 2025 (kr) |\n|---|---|\n| Lund | {printed} |\n| Umeå | 5 000 |\n").tables[0]
    assert [row.cells[1].amount for row in table.rows] == [None, Decimal(5_000)]
    assert table.rows[0].cells[1].kind == "malformed"
