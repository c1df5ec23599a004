from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_numbers import SPACES, amounts, in_words, printed

from pipelines.text.money import Amount, find_amounts
from pipelines.text.spans import Span
from pipelines.text.units import LARGEST_AMOUNT

MILLION, BILLION = 10**6, 10**9


def read(text: str) -> list[Amount]:
    return list(find_amounts(text, Span(0, len(text))))


def low_and_high(text: str) -> list[tuple[object, object]]:
    return [(amount.low, amount.high) for amount in read(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("369 respektive 323 miljoner kronor", [369 * MILLION, 323 * MILLION]),
        ("100, 200 och 300 miljoner kr", [100 * MILLION, 200 * MILLION, 300 * MILLION]),
        ("1, 2, 3 samt 4 miljarder kronor", [BILLION, 2 * BILLION, 3 * BILLION, 4 * BILLION]),
        ("20 eller 30 miljoner kronor", [20 * MILLION, 30 * MILLION]),
        ("från 15 till 20 miljoner kronor", [15 * MILLION, 20 * MILLION]),
        ("från 15 miljoner kronor till 20 miljoner kronor", [15 * MILLION, 20 * MILLION]),
        ("20 miljoner under 2018 och 35 miljoner kronor 2019", [20 * MILLION, 35 * MILLION]),
        ("1,5 mdkr, 20 mnkr och 300 tkr", [1500 * MILLION, 20 * MILLION, 300_000]),
    ],
)
def test_numbers_that_share_or_follow_a_unit_are_amounts_of_their_own(text: str, values: list[int]) -> None:
    assert low_and_high(f"Kommunerna får {text} till skolan.") == [(value, None) for value in values]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("mellan 15 och 20 miljarder kronor", 15 * BILLION, 20 * BILLION),
        ("10–15 miljoner kronor", 10 * MILLION, 15 * MILLION),
        ("10-15 miljoner kronor", 10 * MILLION, 15 * MILLION),
        ("10 — 15 miljoner kronor", 10 * MILLION, 15 * MILLION),
        ("15 till 20 miljoner kronor", 15 * MILLION, 20 * MILLION),
        ("mellan 5 000 kr och 10 000 kr", 5_000, 10_000),
        ("5 miljoner–10 miljoner kronor", 5 * MILLION, 10 * MILLION),
        ("mellan två och tre miljoner kronor", 2 * MILLION, 3 * MILLION),
        ("2,5–3,5 mdkr", 2_500 * MILLION, 3_500 * MILLION),
    ],
)
def test_a_range_is_one_amount_with_two_ends(text: str, low: int, high: int) -> None:
    (amount,) = read(f"Det kostar {text}.")
    assert low_and_high(f"Det kostar {text}.") == [(low, high)]
    assert amount.modifier == "range"
    assert len(amount.number_spans) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("en miljard kronor", BILLION),
        ("En halv miljard kronor", 500 * MILLION),
        ("ett halvt tusen kronor", 500),
        ("tre och en halv miljoner kronor", 3_500_000),
        ("halvannan miljon kronor", 1_500_000),
        ("hundra miljoner kronor", 100 * MILLION),
        ("2.500 kronor", 2_500),
        ("2.5 miljoner kronor", 2_500_000),
        ("2.125 miljoner kronor", 2_125_000),
        ("12 345,50 kr", Decimal("12345.50")),
        ("500:-", 500),
        ("50 öre", Decimal("0.50")),
        ("20 000kr", 20_000),
        ("12 MSEK", 12 * MILLION),
        ("7 mkr", 7 * MILLION),
        ("7 milj. kr", 7 * MILLION),
        ("2 mdr kr", 2 * BILLION),
        ("1 biljon kronor", 10**12),
        ("20 kkr", 20_000),
        ("1 krona", 1),
    ],
)
def test_every_way_to_print_crowns_has_its_value(text: str, value: int | Decimal) -> None:
    (amount,) = read(f"Det blir {text}")
    assert (amount.low, amount.high, amount.currency, amount.names_currency) == (value, None, "SEK", True)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("8,8 miljoner US-dollar", 8_800_000, "USD"),
        ("3 miljoner euro", 3 * MILLION, "EUR"),
        ("20 €", 20, "EUR"),
        ("4 miljoner norska kronor", 4 * MILLION, "NOK"),
        ("4 miljoner danska kronor", 4 * MILLION, "DKK"),
        ("4 miljarder svenska kronor", 4 * BILLION, "SEK"),
        ("5 MEUR", 5 * MILLION, "EUR"),
        ("10 miljoner brittiska pund", 10 * MILLION, "GBP"),
    ],
)
def test_a_currency_is_read_with_its_amount(text: str, value: int, currency: str) -> None:
    (amount,) = read(f"Stödet är {text}.")
    assert amount.low == value
    assert amount.currency == currency


def test_an_amount_and_what_it_corresponds_to_are_two() -> None:
    dollars, crowns = read("Biståndet är 8,8 miljoner US-dollar, motsvarande knappt 2,8 miljoner kronor.")
    assert [dollars.low, crowns.low] == [8_800_000, 2_800_000]
    assert (dollars.currency, dollars.modifier) == ("USD", "exact")
    assert (crowns.currency, crowns.modifier) == ("SEK", "under")


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("drygt", "over"),
        ("över", "over"),
        ("mer än", "over"),
        ("knappt", "under"),
        ("nästan", "under"),
        ("cirka", "about"),
        ("ca", "about"),
        ("ca.", "about"),
        ("omkring", "about"),
        ("upp till", "at_most"),
        ("högst", "at_most"),
        ("Som mest", "at_most"),
        ("minst", "at_least"),
        ("minst totalt", "at_least"),
        ("totalt", "exact"),
        ("för", "exact"),
    ],
)
def test_a_modifier_is_read_with_its_amount(words: str, modifier: str) -> None:
    (amount,) = read(f"Kostnaden är {words} 20 miljoner kronor.")
    assert amount.modifier == modifier


def test_or_more_behind_an_amount_makes_it_the_least() -> None:
    (amount,) = read("Den som får 20 000 kronor eller mer ska redovisa det.")
    assert amount.modifier == "at_least"


@pytest.mark.parametrize(
    "text",
    [
        "Senast 2045 kräver klimatlagen nettonoll.",
        "Ett program för 20-miljonersstäder.",
        "Gränsen är en 100 000-kronorsgräns.",
        "Han såg en kronprins.",
        "Kronor och ören.",
        "noll kronor",
        "Ett par miljoner kronor",
        "miljontals kronor",
        "164 000 00 kronor",
        "1 2345 kr",
        "10 0000 kr",
        "1.000 000 kr",
        "1.23.456 kronor",
    ],
)
def test_what_is_no_well_formed_amount_is_left_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("year", [1999, 2018, 2027])
@pytest.mark.parametrize("joint", [", ", " ", " och "])
def test_a_year_before_an_amount_is_no_amount(year: int, joint: str) -> None:
    assert low_and_high(f"Regeringen avsatte under {year}{joint}20 miljoner kronor.") == [(20 * MILLION, None)]


def test_a_bare_magnitude_says_that_it_names_no_currency() -> None:
    (amount,) = read("Det bor 5 miljoner människor där.")
    assert not amount.names_currency


@pytest.mark.parametrize("text", ["1 000 000 000 000 000 kronor", "9 000 biljoner kronor", "9" * 40 + " mdkr"])
def test_more_money_than_there_is_gives_no_amount(text: str) -> None:
    assert read(text) == []


_UNITS = {
    "kronor": 1,
    "kr": 1,
    "tkr": 1000,
    "tusen kronor": 1000,
    "miljoner kronor": MILLION,
    "mnkr": MILLION,
    "miljarder kronor": BILLION,
    "mdkr": BILLION,
    "miljoner": MILLION,
}


@given(
    amounts(largest=999_999, places=2),
    st.sampled_from(["", *SPACES.values()]),
    st.sampled_from(sorted(_UNITS)),
    st.sampled_from([" ", "\u00a0", "\u202f", "\n"]),
    st.sampled_from(["{}", "Stödet är {}.", "År 2018 får de {} till skolan", "({})", "drygt {}, 2019"]),
)
def test_any_amount_reads_back_from_any_form(value: Decimal, separator: str, unit: str, gap: str, around: str) -> None:
    (amount,) = read(around.format(f"{printed(value, separator)}{gap}{unit}"))
    assert amount.low == value * _UNITS[unit]


@given(st.integers(2, 999), st.booleans(), st.sampled_from(sorted(_UNITS)))
def test_any_amount_reads_back_from_words(value: int, with_half: bool, unit: str) -> None:
    (amount,) = read(f"{in_words(value)}{' och en halv' if with_half else ''} {unit}")
    assert amount.low == (value + (Decimal("0.5") if with_half else 0)) * _UNITS[unit]


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6, unique=True), st.sampled_from(["och", "respektive"]))
def test_a_list_of_any_length_shares_its_unit(values: list[int], conjunction: str) -> None:
    text = ", ".join(map(str, values[:-1])) + f" {conjunction} {values[-1]} miljoner kronor"
    assert [amount.low for amount in read(text)] == [value * MILLION for value in values]


_PIECES = st.sampled_from(
    [
        *("20", "1 000", "1,5", "2018", "00", "999 999 999", "en", "halv", "tusen", "och", "mellan", "från", "till"),
        *(
            "–",
            "-",
            ",",
            " ",
            "\u00a0",
            "\n",
            "(",
            ".",
            "respektive",
            "miljoner",
            "kronor",
            "kr",
            ":-",
            "öre",
            "mnkr",
            "€",
        ),
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES).map(" ".join)))
def test_amounts_of_any_text_are_ordered_apart_and_quote_it(text: str) -> None:
    found = read(text)
    for amount in found:
        assert 0 <= amount.span.start < amount.span.end <= len(text)
        assert -LARGEST_AMOUNT < amount.low < LARGEST_AMOUNT
        assert amount.high is None or amount.low < amount.high < LARGEST_AMOUNT
        assert all(amount.span.holds(number) for number in amount.number_spans)
        assert amount.span.of(text).strip() == amount.span.of(text)
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start


@given(st.lists(_PIECES, max_size=20).map(" ".join), st.lists(_PIECES, max_size=20).map(" ".join))
def test_reading_stays_within_the_stretch_it_is_given(before: str, after: str) -> None:
    stretch = "Polisen får 20 miljoner kronor"
    text = f"{before}. {stretch}. {after}"
    within = Span(len(before) + 2, len(before) + 2 + len(stretch))
    (amount,) = find_amounts(text, within)
    assert amount.low == 20 * MILLION
    assert amount.span.of(text) == "20 miljoner kronor"


@pytest.mark.parametrize(
    ("text", "quote", "currency"),
    [
        ("Stödet är €20 miljoner.", "€20 miljoner", "EUR"),
        ("Sverige ger USD 8 miljoner till fonden.", "USD 8 miljoner", "USD"),
        ("Sverige ger 8 miljoner kronor, inte €.", "8 miljoner kronor", "SEK"),
    ],
)
def test_a_currency_before_the_number_is_the_currency_of_a_bare_magnitude(text: str, quote: str, currency: str) -> None:
    [amount] = find_amounts(text, Span(0, len(text)))
    assert (amount.span.of(text), amount.currency) == (quote, currency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minst 10 och högst 20 miljoner kronor", [("10", "at_least"), ("20 miljoner kronor", "at_most")]),
        ("cirka 369 respektive 323 miljoner", [("369", "about"), ("323 miljoner", "about")]),
        ("mellan cirka 10 och 15 miljoner", [("10 och 15 miljoner", "range")]),
        ("5 à 10 miljoner kronor", [("5 à 10 miljoner kronor", "range")]),
        ("tre och en halv till fyra kronor", [("tre och en halv till fyra kronor", "range")]),
        ("SEK 400-500 million", [("SEK 400-500 million", "range")]),
        ("(5 000 – 5 miljoner kr)", [("5 000 – 5 miljoner kr", "range")]),
        ("19,2 (18,2) miljarder kronor", [("19,2", "exact"), ("18,2) miljarder kronor", "exact")]),
        ("i steg 2 och 50 miljoner kronor", [("50 miljoner kronor", "exact")]),
        ("Rakel generation 2 – 500 miljoner kronor", [("500 miljoner kronor", "exact")]),
        ("en dryg miljard", [("en dryg miljard", "over")]),
    ],
)
def test_numbers_share_units_and_qualifications(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(amount.span.of(text), amount.modifier) for amount in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("en satsning på 1 miljard 35 miljoner kronor", 1_035_000_000),
        ("1 krona och 31 öre per liter", Decimal("1.31")),
        ("2 miljoner 500 tusen kronor", 2_500_000),
    ],
)
def test_an_amount_printed_in_two_units_is_one(text: str, value: int | Decimal) -> None:
    (amount,) = read(text)
    assert amount.low == value


def test_an_amount_behind_one_with_a_currency_is_not_added_to_it() -> None:
    assert [amount.low for amount in read("2 kronor 50 öre")] == [2, Decimal("0.50")]
