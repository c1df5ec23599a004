from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.quantities import find_quantities, may_hold_quantity, sign_start
from pipelines.text.spans import Span


def read(text: str) -> list[tuple[str, int | Decimal, str]]:
    found = find_quantities(text, Span(0, len(text)))
    return [(quantity.span.of(text), quantity.value, quantity.unit.currency) for quantity in found]


@pytest.mark.parametrize(
    "text",
    [
        "[Satsning](/pressmeddelanden/2024/01/regeringen-satsar-600-miljoner-mot-vald/)",
        "[Satsning](/pressmeddelanden/2024/03/18-miljoner-mer)",
        "[Satsning](/pressmeddelanden/2024/03/18-miljonersprogram-till-skolan)",
        "![](/contentassets/2,5kr.jpg)",
        "https://example.org/50%20miljoner",
        "https://example.org/stöd/50kr",
        "www.example.org/?pris=50kr",
        "ekonomi.50kr@example.org",
    ],
)
def test_an_address_states_no_amount(text: str) -> None:
    assert read(text) == []


def test_the_words_of_a_link_state_amounts() -> None:
    assert read("[Polisen får 20 miljoner](/artiklar/polisen)–5 miljoner kvar") == [
        ("20 miljoner", 20_000_000, "SEK"),
        ("5 miljoner", 5_000_000, "SEK"),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("får 300 extra miljoner", "300 extra miljoner", 300_000_000),
        ("får 10 miljoner nya kronor", "10 miljoner nya kronor", 10_000_000),
        ("tio friska miljoner", "tio friska miljoner", 10_000_000),
        ("en dryg miljard", "en dryg miljard", 10**9),
        ("en kvarts miljon kronor", "en kvarts miljon kronor", 250_000),
        ("mer än tusen miljarder kronor", "tusen miljarder kronor", 10**12),
        ("tiotusen kronor", "tiotusen kronor", 10_000),
        ("ett 500-miljonersprogram", "500-miljonersprogram", 500_000_000),
        ("en 50-miljonerssatsning", "50-miljonerssatsning", 50_000_000),
        ("ett tvåmiljarderspaket", "tvåmiljarderspaket", 2 * 10**9),
        ("att avsätta920 000 kronor", "920 000 kronor", 920_000),
        ("upp till 525 miljoner kronor2.", "525 miljoner kronor", 525_000_000),
        ("böter om 10,000 kronor", "10,000 kronor", 10_000),
        ("höjs till 5,125 kronor per liter", "5,125 kronor", Decimal("5.125")),
        ("sänks med 9,875 öre", "9,875 öre", Decimal("0.09875")),
        ("20\nmiljoner\nkronor", "20\nmiljoner\nkronor", 20_000_000),
    ],
)
def test_words_and_slips_inside_an_amount_are_read_through(text: str, quote: str, value: int | Decimal) -> None:
    assert read(text) == [(quote, value, "SEK")]


@pytest.mark.parametrize(
    "text", ["en miljardsatsning", "Miljonprogrammet", "ett 20-tal miljonprogram", "CO2 000 kr", "miljontals kronor"]
)
def test_a_compound_without_a_number_is_no_amount(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "value", "currency"),
    [
        ("a total of SEK 1.75 billion.", "SEK 1.75 billion", 1_750_000_000, "SEK"),
        ("around SEK 191 million, and", "SEK 191 million", 191_000_000, "SEK"),
        ("omkring EUR  5 miljoner, och", "EUR  5 miljoner", 5_000_000, "EUR"),
        ("omkring USD \u00a0 5 miljoner, och", "USD \u00a0 5 miljoner", 5_000_000, "USD"),
        ("omkring €   5 miljoner, och", "€   5 miljoner", 5_000_000, "EUR"),
        ("omkring SEK  191 000, och", "SEK  191 000", 191_000, "SEK"),
        ("1.1 billion USD", "1.1 billion USD", 1_100_000_000, "USD"),
        ("€20 miljoner", "€20 miljoner", 20_000_000, "EUR"),
        ("USD 300 000 till fonden", "USD 300 000", 300_000, "USD"),
        ("35 000 schweiziska franc", "35 000 schweiziska franc", 35_000, "CHF"),
        ("750 miljoner särskilda dragningsrätter", "750 miljoner särskilda dragningsrätter", 750_000_000, "XDR"),
    ],
)
def test_a_currency_may_stand_first_or_be_foreign(text: str, quote: str, value: int, currency: str) -> None:
    assert read(text) == [(quote, value, currency)]


@pytest.mark.parametrize("text", ["EUR 1 är ett intyg", "SEK 4 SvenskElstandard", "12 million people", "20 sek"])
def test_a_code_that_names_no_money_is_left_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("en effekt på -7,5 miljarder kronor 2021, -9 miljarder kronor 2022", [-7_500_000_000, -9_000_000_000]),
        ("Effekten är –3,2 miljarder kronor", [-3_200_000_000]),
        ("(-719 mnkr)", [-719_000_000]),
        ("-719 mnkr", [-719_000_000]),
        ("Unicef –20 miljoner kronor", [20_000_000]),
        ("– 20 miljoner kronor är mycket", [20_000_000]),
        ("2024-20 miljoner kronor", [20_000_000]),
    ],
)
def test_a_minus_is_told_from_a_dash(text: str, values: list[int]) -> None:
    assert [value for _, value, _ in read(text)] == values


def test_a_dash_between_numbers_is_no_sign() -> None:
    assert sign_start("10 -15 miljoner", 0, 4) == 4


_PIECES = st.sampled_from(
    [
        *(
            "5",
            "1 000",
            "-",
            "(",
            ")",
            "två",
            "en",
            "halv",
            "dryg",
            "extra",
            "miljoner",
            "miljard",
            "kronor",
            "kr",
            "mnkr",
        ),
        *(
            "öre",
            "SEK",
            "€",
            "million",
            "euro",
            "US-dollar",
            "tusen",
            "miljonersprogram",
            " ",
            "\n",
            "\n\n",
            ".",
            ",",
            "x",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=14), st.sampled_from(["", " "]), st.data())
def test_a_text_that_the_quick_test_refuses_states_no_money_in_any_stretch(
    pieces: list[str], joint: str, data: st.DataObject
) -> None:
    text = joint.join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert may_hold_quantity(text) or not find_quantities(text, Span(start, end))
