"""Where an amount begins, ends and is shared: each border with the near miss beside it."""

from decimal import Decimal

import pytest

from pipelines.text.money import Amount, find_amounts
from pipelines.text.quantities import find_quantities, may_hold_quantity
from pipelines.text.spans import Span

_Read = list[tuple[str, str, int | Decimal, str]]


def quantities(text: str) -> _Read:
    return [
        (each.span.of(text), each.number.of(text), each.value, each.unit.currency)
        for each in find_quantities(text, Span(0, len(text)))
    ]


def told(text: str) -> list[str]:
    """Give each amount as its characters, low and high end, qualification, and the numbers it was read from."""
    return [_told(text, amount) for amount in find_amounts(text, Span(0, len(text)))]


def _told(text: str, amount: Amount) -> str:
    ends = "–".join(f"{end.normalize():f}" for end in (amount.low, amount.high) if end is not None)
    numbers = "+".join(number.of(text) for number in amount.number_spans)
    bare = "" if amount.names_currency else " bare"
    return f"{amount.span.of(text)} = {ends} {amount.currency} {amount.modifier} [{numbers}]{bare}"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("SEK 50", [("SEK 50", "50", 50, "SEK")]),
        ("SEK 5", []),
        ("SEK 5 mn", [("SEK 5 mn", "5", 5_000_000, "SEK")]),
        ("SEK 5mn", [("SEK 5mn", "5", 5_000_000, "SEK")]),
        ("SEK 5 bn", [("SEK 5 bn", "5", 5_000_000_000, "SEK")]),
        ("SEK 5 million", [("SEK 5 million", "5", 5_000_000, "SEK")]),
        ("SEK 5 billion", [("SEK 5 billion", "5", 5_000_000_000, "SEK")]),
        ("SEK 5 miljon", [("SEK 5 miljon", "5", 5_000_000, "SEK")]),
        ("SEK 5 miljoner", [("SEK 5 miljoner", "5", 5_000_000, "SEK")]),
        ("SEK 5 miljard", [("SEK 5 miljard", "5", 5_000_000_000, "SEK")]),
        ("SEK 5 miljarder", [("SEK 5 miljarder", "5", 5_000_000_000, "SEK")]),
        ("SEK 50 bna", [("SEK 50", "50", 50, "SEK")]),
        ("SEK 50 millions", [("SEK 50", "50", 50, "SEK")]),
        *(
            (f"{code} 50,", [(f"{code} 50", "50", 50, code)])
            for code in ("SEK", "EUR", "USD", "GBP", "NOK", "DKK", "CHF")
        ),
        ("JPY 50,", []),
        ("sek 50,", []),
        ("eur 50,", []),
        ("XSEK 50,", []),
        ("€50,", [("€50", "50", 50, "EUR")]),
        ("€ 50,", [("€ 50", "50", 50, "EUR")]),
        ("€  50,", [("€  50", "50", 50, "EUR")]),
        ("€    50,", []),
        ("$50,", [("$50", "50", 50, "USD")]),
        ("£50,", [("£50", "50", 50, "GBP")]),
        ("SEK  50,", [("SEK  50", "50", 50, "SEK")]),
        ("SEK    50,", []),
        ("SEK50,", []),
        ("€50%", []),
        ("€50 %", [("€50", "50", 50, "EUR")]),
        ("€50x", []),
        ("€50-60 mn", [("€50-60 mn", "60", 60_000_000, "EUR")]),
        ("€50–60", [("€50–60", "60", 60, "EUR")]),
        ("€50—60,5", [("€50—60,5", "60,5", Decimal("60.5"), "EUR")]),
        ("€50–60.5 mn", [("€50–60.5 mn", "60.5", 60_500_000, "EUR")]),
        ("€50 – 60", [("€50", "50", 50, "EUR")]),
        ("€05", []),
        ("€50 12", []),
        ("€50 1", []),
        ("€50 123 4", []),
        ("€50'123", []),
        ("SEK 50 123", [("SEK 50 123", "50 123", 50_123, "SEK")]),
        ("SEK 2,500", [("SEK 2,500", "2,500", 2_500, "SEK")]),
    ],
)
def test_a_currency_before_a_number_reaches_its_end(text: str, read: _Read) -> None:
    assert quantities(text) == read
    assert may_hold_quantity(text) or not read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x5 kr", []),
        ("xxx5 kr", []),
        ("året5 kr", [("5 kr", "5", 5, "SEK")]),
        ("ÅRET5 kr", []),
        ("år_5 kr", []),
        ("%5 kr", []),
        ("/5 kr", []),
        (".5 kr", []),
        (",5 kr", []),
        ("(5 kr", [("5 kr", "5", 5, "SEK")]),
        ("5  kr", [("5  kr", "5", 5, "SEK")]),
        ("5\nkr", [("5\nkr", "5", 5, "SEK")]),
        ("5) kr", []),
        ("9 (5) kr", [("5) kr", "5", 5, "SEK")]),
        ("9 (5 kr", []),
        ("9 (-5) kr", [("-5) kr", "5", -5, "SEK")]),
        ("9 (–5) kr", [("–5) kr", "5", -5, "SEK")]),
        ("nio (5 kr)", [("5 kr", "5", 5, "SEK")]),
        ("5 nya kr", [("5 nya kr", "5", 5, "SEK")]),
        ("5 nya  kr", [("5 nya  kr", "5", 5, "SEK")]),
        ("5nya kr", [("5nya kr", "5", 5, "SEK")]),
        ("5 nyakr", []),
        ("5 stora kr", []),
        *(
            (f"5 {word} kr", [(f"5 {word} kr", "5", 5, "SEK")])
            for word in ("ny", "extra", "friska", "ytterligare", "fler", "hela", "hel", "dryga", "dryg", "knappa")
        ),
        ("5 knapp kr", [("5 knapp kr", "5", 5, "SEK")]),
        ("164 000 00 kr", []),
        ("1X 500 kr", [("500 kr", "500", 500, "SEK")]),
        ("https://regeringen.se 50 kr", [("50 kr", "50", 50, "SEK")]),
        ("2018 20 kr", [("20 kr", "20", 20, "SEK")]),
        ("1918 20 kr", [("20 kr", "20", 20, "SEK")]),
        ("1818 20 kr", []),
        ("2118 20 kr", []),
        ("12018 20 kr", []),
        ("O0 20 kr", []),
        ("1O0 20 kr", []),
        *((f"1{letter} 20 kr", []) for letter in "OolISB"),
        ("1A 20 kr", [("20 kr", "20", 20, "SEK")]),
        ("1p 20 kr", [("20 kr", "20", 20, "SEK")]),
        *((f"1{sign}200 kr", []) for sign in "'’‘ʼ′`´·‧⋅˙^٫٬،，．"),
        ("12\n345 kr", []),
        ("12 \n345 kr", []),
        ("12  \n345 kr", [("345 kr", "345", 345, "SEK")]),
        ("12\r\n345 kr", []),
        ("12\r345 kr", []),
        ("12\n\n345 kr", [("345 kr", "345", 345, "SEK")]),
        ("1234\n345 kr", [("345 kr", "345", 345, "SEK")]),
        ("12\n34 kr", [("34 kr", "34", 34, "SEK")]),
        ("12\n3456 kr", [("3456 kr", "3456", 3456, "SEK")]),
        ("05 kr", []),
        ("0 kr", [("0 kr", "0", 0, "SEK")]),
        ("0,5 kr", [("0,5 kr", "0,5", Decimal("0.5"), "SEK")]),
        ("1 " + "000 " * 5 + "kr", []),
        ("en krona", [("en krona", "en", 1, "SEK")]),
        ("En krona", [("En krona", "En", 1, "SEK")]),
        ("ett öre", [("ett öre", "ett", Decimal("0.01"), "SEK")]),
        ("två kr", [("två kr", "två", 2, "SEK")]),
        ("två  nya  kr", [("två  nya  kr", "två", 2, "SEK")]),
        ("två nya stora kr", []),
        ("fåtvå kr", []),
        ("två krs", []),
        ("två och ett halvt öre", [("två och ett halvt öre", "två och ett halvt", Decimal("0.025"), "SEK")]),
        ("tjugofem tusen kr", [("tjugofem tusen kr", "tjugofem tusen", 25_000, "SEK")]),
        ("två hundra kr", [("två hundra kr", "två hundra", 200, "SEK")]),
        ("tvåtusentrehundra kr", [("tvåtusentrehundra kr", "tvåtusentrehundra", 2_300, "SEK")]),
        ("halvannan krona", [("halvannan krona", "halvannan", Decimal("1.5"), "SEK")]),
        ("tre kvarts krona", [("tre kvarts krona", "tre kvarts", Decimal("0.75"), "SEK")]),
        ("två kvarts krona", []),
        ("(två kr", [("två kr", "två", 2, "SEK")]),
        ("ett–två kr", [("två kr", "två", 2, "SEK")]),
        ("två " + " " * 57 + "kr", []),
        ("två norska kronor", [("två norska kronor", "två", 2, "NOK")]),
        ("två sköna kronor", []),
        ("5 kr två kr", [("5 kr", "5", 5, "SEK"), ("två kr", "två", 2, "SEK")]),
        ("två kr 5 kr", [("två kr", "två", 2, "SEK"), ("5 kr", "5", 5, "SEK")]),
        ("två miljoner kr tre kr", [("två miljoner kr", "två", 2_000_000, "SEK"), ("tre kr", "tre", 3, "SEK")]),
    ],
)
def test_a_number_before_its_unit_begins_at_its_border(text: str, read: _Read) -> None:
    assert quantities(text) == read
    assert may_hold_quantity(text) or not read


def test_number_word_and_currency_stand_within_sixty_characters_of_the_letters_the_unit_is_found_by() -> None:
    near, far = f"tre{' ' * 57}kronor", f"tre{' ' * 58}kronor"
    assert (quantities(near), quantities(far)) == ([(near, "tre", 3, "SEK")], [])
    near, far = f"tre miljoner{' ' * 47}dollar", f"tre miljoner{' ' * 48}dollar"
    assert quantities(near) == [(near, "tre", 3_000_000, "USD")]
    assert quantities(far) == [("tre miljoner", "tre", 3_000_000, "SEK")]


_HEADS = (
    *("program", "satsning", "paket", "stöd", "bidrag", "investering", "anslag", "fond", "lån", "tillskott", "budget"),
    *("affär", "insats", "projekt", "förstärkning", "lyft", "garanti"),
)


def test_the_quick_test_reads_from_the_first_character_and_passes_over_no_word_but_praise() -> None:
    assert may_hold_quantity("5-miljonersprogram")
    assert may_hold_quantity("tre nya miljoner")
    assert not may_hold_quantity("tre nyare miljoner")


@pytest.mark.parametrize("head", _HEADS)
def test_a_compound_is_about_so_much_money(head: str) -> None:
    for printed, number, value in (
        (f"500-miljoners{head}", "500", 500_000_000),
        (f"500 miljoners{head}et", "500", 500_000_000),
        (f"500miljoner{head}", "500", 500_000_000),
        (f"500-miljon{head}", "500", 500_000_000),
        (f"500-miljons{head}", "500", 500_000_000),
        (f"500-miljoners-{head}", "500", 500_000_000),
        (f"2-miljarderS-{head.upper()}", "2", 2_000_000_000),
        (f"tvåmiljarders{head}", "två", 2_000_000_000),
        (f"två-miljards{head}", "två", 2_000_000_000),
    ):
        text = f"Ett {printed} i år."
        assert quantities(text) == [(printed, number, value, "SEK")]
        assert told(text) == [f"{printed} = {value} SEK exact [{number}]"]


@pytest.mark.parametrize(
    "text",
    [
        *("en 500-miljonersstad", "en 500-biljonerssatsning", "ett x500-miljonersprogram", "ett .500-miljonersprogram"),
        *("ett hårdtvåmiljarderspaket", "ett miljardprogram", "ett 500--miljonersprogram", "ett 500-miljonorsprogram"),
        *("ett %500-miljonersprogram"),
    ],
)
def test_what_looks_like_a_compound_of_money_is_none(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("SEK 400-500 million", ["SEK 400-500 million = 400000000–500000000 SEK range [400+500]"]),
        ("5 och 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        *(
            (f"5 {joint} 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"])
            for joint in ("respektive", "resp.", "resp", "samt", "eller", "alternativt", "mot", "OCH")
        ),
        ("5 till 6 kr", ["5 till 6 kr = 5–6 SEK range [5+6]"]),
        ("5 à 6 kr", ["5 à 6 kr = 5–6 SEK range [5+6]"]),
        ("från 5 till 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("från dagens 5 till 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("från och med dagens 5 till 6 kr", ["5 till 6 kr = 5–6 SEK range [5+6]"]),
        ("ifrån 5 till 6 kr", ["5 till 6 kr = 5–6 SEK range [5+6]"]),
        ("mellan 5 och 6 kr", ["5 och 6 kr = 5–6 SEK range [5+6]"]),
        ("mellan ca 5 och 6 kr", ["5 och 6 kr = 5–6 SEK range [5+6]"]),
        ("mellan ca. 5 och 6 kr", ["5 och 6 kr = 5–6 SEK range [5+6]"]),
        ("mellan  drygt  5 och 6 kr", ["5 och 6 kr = 5–6 SEK range [5+6]"]),
        ("mellan oss 5 och 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("emellan 5 och 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("mellan 6 och 5 kr", ["6 = 6 SEK exact [6]", "5 kr = 5 SEK exact [5]"]),
        ("mellan 6 och 6 kr", ["6 = 6 SEK exact [6]", "6 kr = 6 SEK exact [6]"]),
        ("5–6 kr", ["5–6 kr = 5–6 SEK range [5+6]"]),
        ("5-6 kr", ["5-6 kr = 5–6 SEK range [5+6]"]),
        ("5—6 kr", ["5—6 kr = 5–6 SEK range [5+6]"]),
        ("5 – 6 kr", ["5 – 6 kr = 5–6 SEK range [5+6]"]),
        ("5 – 100 kr", ["5 – 100 kr = 5–100 SEK range [5+100]"]),
        ("5 – 101 kr", ["101 kr = 101 SEK exact [101]"]),
        ("5–101 kr", ["5–101 kr = 5–101 SEK range [5+101]"]),
        ("6–5 kr", ["5 kr = 5 SEK exact [5]"]),
        ("5–5 kr", ["5 kr = 5 SEK exact [5]"]),
        ("1 000–5 tkr", ["1 000–5 tkr = 1000–5000 SEK range [1 000+5]"]),
        ("999–5 tkr", ["5 tkr = 5000 SEK exact [5]"]),
        ("5 000–5 tkr", ["5 tkr = 5000 SEK exact [5]"]),
        ("2018–20 kr", ["20 kr = 20 SEK exact [20]"]),
        ("1918 och 20 kr", ["20 kr = 20 SEK exact [20]"]),
        ("2118 och 20 kr", ["2118 = 2118 SEK exact [2118]", "20 kr = 20 SEK exact [20]"]),
        ("en och 20 kr", ["20 kr = 20 SEK exact [20]"]),
        ("Ett och 20 kr", ["20 kr = 20 SEK exact [20]"]),
        ("två och 20 kr", ["två = 2 SEK exact [två]", "20 kr = 20 SEK exact [20]"]),
        *(
            (f"{word} 3 och 20 kr", ["20 kr = 20 SEK exact [20]"])
            for word in (
                *("steg", "fas", "etapp", "del", "nivå", "grupp", "artikel", "artiklarna", "kapitel", "kap.", "punkt"),
                *("punkterna", "avsnitt", "nr", "nummer", "vecka", "klass", "kategori", "alternativ", "tabell"),
                *("bilaga", "generation", "version", "mål", "moment", "mom.", "den", "STEG", "steg  "),
            )
        ),
        (f"steg{' ' * 11}3 och 20 kr", ["20 kr = 20 SEK exact [20]"]),
        (f"steg{' ' * 12}3 och 20 kr", ["3 = 3 SEK exact [3]", "20 kr = 20 SEK exact [20]"]),
        ("20185 och 30 000 kr", ["20185 = 20185 SEK exact [20185]", "30 000 kr = 30000 SEK exact [30 000]"]),
        ("5 OCH CIRKA 6 kr", ["5 = 5 SEK exact [5]", "6 kr = 6 SEK about [6]"]),
        ("mellan 5 000 kr och 6 miljoner", ["5 000 kr och 6 miljoner = 5000–6000000 SEK range [5 000+6]"]),
        ("mellan 1, 5 och 6 kr", ["1 = 1 SEK exact [1]", "5 = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("delar 3 och 20 kr", ["3 = 3 SEK exact [3]", "20 kr = 20 SEK exact [20]"]),
        ("ansteg 3 och 20 kr", ["3 = 3 SEK exact [3]", "20 kr = 20 SEK exact [20]"]),
        ("1, 2 och 3 kr", ["1 = 1 SEK exact [1]", "2 = 2 SEK exact [2]", "3 kr = 3 SEK exact [3]"]),
        ("1 , 2 och 3 kr", ["1 = 1 SEK exact [1]", "2 = 2 SEK exact [2]", "3 kr = 3 SEK exact [3]"]),
        ("1,2 och 3 kr", ["1,2 = 1.2 SEK exact [1,2]", "3 kr = 3 SEK exact [3]"]),
        ("1; 2 och 3 kr", ["2 = 2 SEK exact [2]", "3 kr = 3 SEK exact [3]"]),
        ("1, 2–3 kr", ["2–3 kr = 2–3 SEK range [2+3]"]),
        ("steg 1, 2 och 3 kr", ["2 = 2 SEK exact [2]", "3 kr = 3 SEK exact [3]"]),
        ("2019, 2 och 3 kr", ["2 = 2 SEK exact [2]", "3 kr = 3 SEK exact [3]"]),
        *(
            (f"5 och {word} 6 kr", ["5 = 5 SEK exact [5]", f"6 kr = 6 SEK {modifier} [6]"])
            for word, modifier in (
                *(("cirka", "about"), ("ca", "about"), ("ca.", "about"), ("drygt", "over"), ("knappt", "under")),
                *(("nästan", "under"), ("omkring", "about"), ("ungefär", "about"), ("högst", "at_most")),
                *(("minst", "at_least"), ("maximalt", "at_most"), ("totalt", "exact"), ("ytterligare", "exact")),
            )
        ),
        ("5 och alla 6 kr", ["6 kr = 6 SEK exact [6]"]),
        ("högst 5 och 6 kr", ["5 = 5 SEK at_most [5]", "6 kr = 6 SEK at_most [6]"]),
        ("högst 5 och minst 6 kr", ["5 = 5 SEK at_most [5]", "6 kr = 6 SEK at_least [6]"]),
        ("5 (4) kr", ["5 = 5 SEK exact [5]", "4) kr = 4 SEK exact [4]"]),
        ("5 andra 6 kr", ["6 kr = 6 SEK exact [6]"]),
        ("5 ochså 6 kr", ["6 kr = 6 SEK exact [6]"]),
        ("effekten är -5 och -6 kr", ["-5 = -5 SEK exact [5]", "-6 kr = -6 SEK exact [6]"]),
        ("5 kr och 6 kr", ["5 kr = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("mellan 5 kr och 6 kr", ["5 kr och 6 kr = 5–6 SEK range [5+6]"]),
        ("mellan 5 kr till 6 kr", ["5 kr till 6 kr = 5–6 SEK range [5+6]"]),
        (f"mellan{' ' * 14}5 kr och 6 kr", ["5 kr och 6 kr = 5–6 SEK range [5+6]"]),
        (f"mellan{' ' * 15}5 kr och 6 kr", ["5 kr = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("mellan 5 kr samt 6 kr", ["5 kr = 5 SEK exact [5]", "6 kr = 6 SEK exact [6]"]),
        ("mellan 6 kr och 5 kr", ["6 kr = 6 SEK exact [6]", "5 kr = 5 SEK exact [5]"]),
        ("mellan 5 kr och 6 euro", ["5 kr = 5 SEK exact [5]", "6 euro = 6 EUR exact [6]"]),
        ("mellan 5 miljoner och 6 miljoner euro", ["5 miljoner och 6 miljoner euro = 5000000–6000000 EUR range [5+6]"]),
        ("mellan 5 miljoner och 6 miljoner", ["5 miljoner och 6 miljoner = 5000000–6000000 SEK range [5+6] bare"]),
        ("5 kr – 100 kr", ["5 kr – 100 kr = 5–100 SEK range [5+100]"]),
        ("5 kr – 101 kr", ["5 kr = 5 SEK exact [5]", "101 kr = 101 SEK exact [101]"]),
        ("5 kr–101 kr", ["5 kr–101 kr = 5–101 SEK range [5+101]"]),
        ("5 kr - 6 kr", ["5 kr - 6 kr = 5–6 SEK range [5+6]"]),
        ("5–6 kr – 7 kr", ["5–6 kr = 5–6 SEK range [5+6]", "7 kr = 7 SEK exact [7]"]),
        ("5 kr – 6–7 kr", ["5 kr = 5 SEK exact [5]", "6–7 kr = 6–7 SEK range [6+7]"]),
        ("1 miljard 35 miljoner kr", ["1 miljard 35 miljoner kr = 1035000000 SEK exact [1 miljard 35]"]),
        ("1 miljard 999 miljoner kr", ["1 miljard 999 miljoner kr = 1999000000 SEK exact [1 miljard 999]"]),
        (
            "1 miljard 1000 miljoner kr",
            [
                "1 miljard = 1000000000 SEK exact [1] bare",
                "1000 miljoner kr = 1000000000 SEK exact [1000]",
            ],
        ),
        ("1 krona och 99 öre", ["1 krona och 99 öre = 1.99 SEK exact [1 krona och 99]"]),
        ("1 krona och 100 öre", ["1 krona = 1 SEK exact [1]", "100 öre = 1 SEK exact [100]"]),
        ("1 krona samt 99 öre", ["1 krona = 1 SEK exact [1]", "99 öre = 0.99 SEK exact [99]"]),
        ("1 euro och 99 öre", ["1 euro = 1 EUR exact [1]", "99 öre = 0.99 SEK exact [99]"]),
        ("1 miljon kr 35 tkr", ["1 miljon kr = 1000000 SEK exact [1]", "35 tkr = 35000 SEK exact [35]"]),
        ("-1 krona och 99 öre", ["-1 krona = -1 SEK exact [1]", "99 öre = 0.99 SEK exact [99]"]),
        ("0 kronor och 99 öre", ["0 kronor = 0 SEK exact [0]", "99 öre = 0.99 SEK exact [99]"]),
        (
            "5 miljoner, 6 miljoner kr",
            [
                "5 miljoner = 5000000 SEK exact [5] bare",
                "6 miljoner kr = 6000000 SEK exact [6]",
            ],
        ),
    ],
)
def test_numbers_that_stand_together_are_read_together(text: str, read: list[str]) -> None:
    assert told(text) == read
