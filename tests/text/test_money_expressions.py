"""Amounts that are joined, shared or compounded, and units that look alike."""

import pytest

from pipelines.text.money import Amount, find_amounts
from pipelines.text.spans import Span


def told(amount: Amount) -> str:
    ends = [
        f"{end:f}".rstrip("0").rstrip(".") if "." in f"{end:f}" else f"{end:f}"
        for end in (amount.low, amount.high)
        if end is not None
    ]
    return f"{'–'.join(ends)} {amount.currency} {amount.modifier}{'' if amount.names_currency else ' bare'}"


def read(text: str) -> list[str]:
    return [told(amount) for amount in find_amounts(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("mellan 5 och 10 miljoner kronor", ["5000000–10000000 SEK range"]),
        ("mellan cirka 5 och 10 miljoner kronor", ["5000000–10000000 SEK range"]),
        ("från 15 till 20 miljoner kronor", ["15000000 SEK exact", "20000000 SEK exact"]),
        ("15 till 20 miljoner kronor", ["15000000–20000000 SEK range"]),
        ("från nuvarande 15 till 20 miljoner kronor", ["15000000 SEK exact", "20000000 SEK exact"]),
        ("5–10 miljoner kronor", ["5000000–10000000 SEK range"]),
        ("5 – 10 miljoner kronor", ["5000000–10000000 SEK range"]),
        ("5 – 200 miljoner kronor", ["200000000 SEK exact"]),
        ("5–200 miljoner kronor", ["5000000–200000000 SEK range"]),
        ("50–5 miljoner kronor", ["5000000 SEK exact"]),
        ("5 000 – 5 miljoner kronor", ["5000–5000000 SEK range"]),
        ("5 à 6 miljoner kronor", ["5000000–6000000 SEK range"]),
        ("5 eller 6 miljoner kronor", ["5000000 SEK exact", "6000000 SEK exact"]),
        ("5 och 6 miljoner kronor", ["5000000 SEK exact", "6000000 SEK exact"]),
        ("5, 6 och 7 miljoner kronor", ["5000000 SEK exact", "6000000 SEK exact", "7000000 SEK exact"]),
        ("2018, 6 och 7 miljoner kronor", ["6000000 SEK exact", "7000000 SEK exact"]),
        ("steg 2 och 50 miljoner kronor", ["50000000 SEK exact"]),
        ("artikel 5 samt 20 miljoner kronor", ["20000000 SEK exact"]),
        ("en och 50 miljoner kronor", ["50000000 SEK exact"]),
        ("2018 och 50 miljoner kronor", ["50000000 SEK exact"]),
        ("1 miljard 35 miljoner kronor", ["1035000000 SEK exact"]),
        ("1 miljard och 35 miljoner kronor", ["1000000000 SEK exact bare", "35000000 SEK exact"]),
        ("1 krona och 31 öre", ["1.31 SEK exact"]),
        ("35 miljoner 1 miljard kronor", ["35000000 SEK exact bare", "1000000000 SEK exact"]),
        ("100 miljoner 100 miljoner kronor", ["100000000 SEK exact bare", "100000000 SEK exact"]),
        ("-1 miljard 35 miljoner kronor", ["-1000000000 SEK exact bare", "35000000 SEK exact"]),
        ("5 000 kr – 10 000 kr", ["5000–10000 SEK range"]),
        ("mellan 5 000 kr och 10 000 kr", ["5000–10000 SEK range"]),
        ("från 5 000 kr och 10 000 kr", ["5000 SEK exact", "10000 SEK exact"]),
        ("10 000 kr – 5 000 kr", ["10000 SEK exact", "5000 SEK exact"]),
        ("5 000 kr – 500 000 kr", ["5000 SEK exact", "500000 SEK exact"]),
        ("5 000 kr–500 000 kr", ["5000–500000 SEK range"]),
        ("5 miljoner – 6 miljoner kronor", ["5000000–6000000 SEK range"]),
        ("5 miljoner euro – 6 miljoner kronor", ["5000000 EUR exact", "6000000 SEK exact"]),
        ("5 respektive cirka 6 miljoner kronor", ["5000000 SEK exact", "6000000 SEK about"]),
        ("cirka 5 respektive 6 miljoner kronor", ["5000000 SEK about", "6000000 SEK about"]),
        ("SEK 400–500 million", ["400000000–500000000 SEK range"]),
        ("SEK 400 million", ["400000000 SEK exact"]),
        ("EUR 5 000", ["5000 EUR exact"]),
        ("€ 5 miljoner", ["5000000 EUR exact"]),
        ("USD 5 bn", ["5000000000 USD exact"]),
        ("$1,000", ["1000 USD exact"]),
        ("SEK 2,500", ["2500 SEK exact"]),
        ("SEK 2,5 miljarder", ["2500000000 SEK exact"]),
        ("20 miljoner kronor", ["20000000 SEK exact"]),
        ("under 2018 20 miljoner kronor", ["20000000 SEK exact"]),
        ("1,5 kr", ["1.5 SEK exact"]),
        ("1.500 kronor", ["1500 SEK exact"]),
        ("1.500 miljoner kronor", ["1500000 SEK exact"]),
        ("1.5 miljarder kronor", ["1500000000 SEK exact"]),
        ("tre miljoner kronor", ["3000000 SEK exact"]),
        ("en halv miljon kronor", ["500000 SEK exact"]),
        ("tre och en halv miljard kronor", ["3500000000 SEK exact"]),
        ("halvannan miljon kronor", ["1500000 SEK exact"]),
        ("tjugofem tusen kronor", ["25000 SEK exact"]),
        ("tvåtusen kronor", ["2000 SEK exact"]),
        ("tre kvarts miljon", ["750000 SEK exact bare"]),
        ("hundra tusen kronor", ["100000 SEK exact"]),
        ("500-miljonersprogram", ["500000000 SEK exact"]),
        ("tvåmiljarderspaketet", ["2000000000 SEK exact"]),
        ("Tvåmiljarderspaketet", ["2000000000 SEK exact"]),
        ("ett 2 miljarders-stöd", ["2000000000 SEK exact"]),
        ("Unicef –20 miljoner kronor", ["20000000 SEK exact"]),
        ("(5 miljoner kronor)", ["5000000 SEK exact"]),
        ("under året5 miljoner kronor", ["5000000 SEK exact"]),
        ("kl 5 kronor", ["5 SEK exact"]),
        ("5 kr/mån", ["5 SEK exact"]),
        ("5:- per styck", ["5 SEK exact"]),
        ("5 mnkr", ["5000000 SEK exact"]),
        ("5 mkr.", ["5000000 SEK exact"]),
        ("5 MSEK", ["5000000 SEK exact"]),
        ("5 tkr", ["5000 SEK exact"]),
        ("5 miljoner norska kronor", ["5000000 NOK exact"]),
        ("5 NOK", ["5 NOK exact"]),
        ("5 danska kronor", ["5 DKK exact"]),
        ("5 miljoner amerikanska dollar", ["5000000 USD exact"]),
        ("5 miljoner dollar", ["5000000 USD exact"]),
        ("5 US-dollar", ["5 USD exact"]),
        ("5 pund", ["5 GBP exact"]),
        ("5 miljoner brittiska pund", ["5000000 GBP exact"]),
        ("5 schweizerfranc", ["5 CHF exact"]),
        ("5 miljoner yen", ["5000000 JPY exact"]),
        ("5 miljarder särskilda dragningsrätter", ["5000000000 XDR exact"]),
        ("5 biljoner kronor", ["5000000000000 SEK exact"]),
        ("5 nya miljoner kronor", ["5000000 SEK exact"]),
        ("en dryg miljard kronor", ["1000000000 SEK over"]),
        ("en knapp miljard kronor", ["1000000000 SEK under"]),
        ("5 miljoner nya kronor", ["5000000 SEK exact"]),
        ("5 kronors", ["5 SEK exact"]),
        ("5 miljoner kronor2", ["5000000 SEK exact"]),
        ("5 SEK", ["5 SEK exact"]),
        ("2 000 miljarder kronor", ["2000000000000 SEK exact"]),
    ],
)
def test_an_expression_of_money_is_read_to_its_currency_and_its_last_number(text: str, amounts: list[str]) -> None:
    assert read(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "164 000 00 kronor",
        "CO2 miljoner kronor",
        "5 sek",
        "2 000 000 miljarder kronor",
    ],
)
def test_what_only_looks_like_an_amount_is_none(text: str) -> None:
    assert read(text) == []
