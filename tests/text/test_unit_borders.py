"""Every unit of money in each form that texts print, and the words that only look like one."""

from decimal import Decimal

import pytest

from pipelines.text.quantities import find_quantities, may_hold_quantity
from pipelines.text.spans import Span
from pipelines.text.units import LARGEST_AMOUNT, Unit, unit_of, worth

_K, _M, _G, _T = 10**3, 10**6, 10**9, 10**12


def quantities(text: str) -> list[tuple[str, str, int | Decimal, str, bool]]:
    return [
        (each.span.of(text), each.number.of(text), each.value, each.unit.currency, each.unit.names_currency)
        for each in find_quantities(text, Span(0, len(text)))
    ]


_FORMS = [
    *((form, _K, "") for form in ("tusen", "tusental")),
    *((form, _M, "") for form in ("miljon", "miljoner", "miljonerna", "miljonen", "mn", "mn.", "milj.")),
    *((form, _G, "") for form in ("miljard", "miljarder", "miljarderna", "miljarden", "md", "md.", "mdr", "mdr.")),
    *((form, _T, "") for form in ("biljon", "biljoner", "biljonerna", "biljonen")),
    *((form, 1, "NOK") for form in ("norska kronor", "norska krona", "norska  kronor", "NOK")),
    *((form, 1, "DKK") for form in ("danska kronor", "danska krona", "danska  kronor", "DKK")),
    *((form, 1, "ISK") for form in ("isländska kronor", "isländska krona", "isländska  kronor", "ISK")),
    *((form, 1, "SEK") for form in ("kronor", "krona", "kronorna", "kronan", "kronors", "kronornas", "kronas", "kr")),
    *((form, 1, "SEK") for form in ("svenska kronor", "svenska  kronorna", "SEK", ":-")),
    *((form, 1, "EUR") for form in ("euro", "euros", "EUR", "€")),
    *((form, 1, "CAD") for form in ("kanadensiska dollar", "kanadensiska  dollar", "CAD")),
    *((form, 1, "AUD") for form in ("australiska dollar", "australiska  dollar", "AUD")),
    *((form, 1, "USD") for form in ("dollar", "dollars", "US dollar", "US-dollar", "U.S. dollars", "USD", "US$", "$")),
    *((form, 1, "USD") for form in ("amerikanska dollar", "amerikanska  dollar")),
    *((form, 1, "GBP") for form in ("pund", "brittiska pund", "brittiska  pund", "GBP", "£")),
    *((form, 1, "CHF") for form in ("franc", "schweiziska franc", "schweiziska  franc", "CHF")),
    *((form, 1, "CHF") for form in ("schweizerfranc", "schweizer franc", "schweizer-franc")),
    *((form, 1, "JPY") for form in ("yen", "japanska yen", "japanska  yen", "JPY", "¥")),
    *((form, 1, "XDR") for form in ("särskilda dragningsrätter", "särskilda  dragningsrätter", "SDR")),
    *((form, 1, "XDR") for form in ("s.k. särskilda dragningsrätter", "så kallade särskilda dragningsrätter")),
    *((form, 1, "XDR") for form in ("s.k.  särskilda dragningsrätter", "så  kallade  särskilda dragningsrätter")),
    *((form, _K, "SEK") for form in ("tkr", "kkr", "tSEK", "kSEK", "TKR", "Tkr", "TSEK", "KSEK")),
    *((form, _M, "SEK") for form in ("mnkr", "mkr", "milj. kr", "milj.kr", "milj kr", "miljkr", "MSEK", "mn SEK")),
    *((form, _M, "SEK") for form in ("mnSEK", "Mnkr", "MKR", "Mkr")),
    *((form, _G, "SEK") for form in ("mdkr", "mdrkr", "mdr. kr", "mdr kr", "mdr.kr", "GSEK", "Mdkr")),
    *((form, _K, "EUR") for form in ("kEUR", "TEUR", "k€")),
    *((form, _M, "EUR") for form in ("MEUR", "mn €", "mn€", "M€", "mn euro", "mneuro")),
    *((form, _M, "USD") for form in ("MUSD",)),
    *((form, _M, "NOK") for form in ("MNOK",)),
    *((form, _M, "DKK") for form in ("MDKK",)),
    *((form, _M, "SEK") for form in ("miljoner kronor", "miljoner nya kronor", "miljoner ny kronor", "mn. kr")),
    *((form, _M, "SEK") for form in ("miljoner  nya  kronor", "miljoner SEK", "miljoner svenska kronor", "mn kr")),
    *((form, _M, "SEK") for form in ("miljoner extra kronor", "miljoner friska kronor", "miljoner fler kronor")),
    *((form, _M, "SEK") for form in ("miljoner ytterligare kronor", "miljoner hela kronor", "miljon hel krona")),
    *((form, _M, "SEK") for form in ("miljoner dryga kronor", "miljoner knappa kronor", "miljon dryg krona")),
    *((form, _G, "EUR") for form in ("miljarder euro", "miljarder  EUR", "miljarder €")),
    *((form, _K, "SEK") for form in ("tusen kronor", "tusental kronor", "tusen kr", "thousand SEK", "thousand kronor")),
    *((form, _M, "EUR") for form in ("million euro", "million  euros", "million EUR")),
    *((form, _G, "USD") for form in ("billion US dollars", "billion dollars", "billion USD")),
    *((form, _T, "SEK") for form in ("biljoner kronor",)),
]


@pytest.mark.parametrize(("form", "factor", "currency"), _FORMS)
def test_a_number_with_a_unit_is_worth_so_much_of_its_currency(form: str, factor: int, currency: str) -> None:
    unit = Unit(Decimal(factor), currency or "SEK", names_currency=bool(currency))
    assert unit_of(form) == unit
    for printed in (form, form.upper()):
        text = f"Vi ger 12 {printed}, sägs det."
        # A point that ends no abbreviation ends the clause.
        assert quantities(text) == [(f"12 {printed}", "12", 12 * factor, currency or "SEK", bool(currency))]
        assert may_hold_quantity(text)


@pytest.mark.parametrize(
    ("form", "factor", "currency"),
    [
        *((form, _M, "") for form in ("miljoner", "miljonerna", "milj.")),
        *((form, _G, "") for form in ("miljarder", "miljarderna")),
        *((form, _M, "SEK") for form in ("miljoner kronor", "miljoner norska kronor")),
        *((form, 1, "SEK") for form in ("kronor", "krona", "kr", "svenska kronor")),
        *((form, 1, "NOK") for form in ("norska kronor",)),
        *((form, 1, "DKK") for form in ("danska kronor",)),
        *((form, 1, "ISK") for form in ("isländska kronor",)),
        *((form, 1, "USD") for form in ("dollar", "dollars", "amerikanska dollar")),
        *((form, 1, "CAD") for form in ("kanadensiska dollar",)),
        *((form, 1, "AUD") for form in ("australiska dollar",)),
        *((form, 1, "EUR") for form in ("euro", "euros")),
        *((form, Decimal("0.01"), "SEK") for form in ("öre",)),
    ],
)
def test_a_number_word_with_a_unit_is_worth_so_much_of_its_currency(
    form: str, factor: int | Decimal, currency: str
) -> None:
    currency = "NOK" if "norska" in form else currency
    for word, value in (("tolv", 12), ("TOLV", 12), ("tolv nya", 12), ("tolv Nya", 12), ("tusen", 1000)):
        text = f"Vi ger {word} {form}, sägs det."
        number = word.split()[0]
        assert quantities(text) == [(f"{word} {form}", number, value * factor, currency or "SEK", bool(currency))]
        assert may_hold_quantity(text)


@pytest.mark.parametrize(
    "form",
    [
        *(
            "tusenfota",
            "tusentals",
            "miljonar",
            "miljonmarker",
            "mnem",
            "miljardär",
            "biljoners",
            "milj",
            "mds",
            "mdrs",
        ),
        *("miljö", "miljöer", "norska", "norska kronjuveler", "NOKS", "danska", "DKKS", "isländska", "ISKA"),
        *("kronofogdar", "kronärter", "krav", "krs", "sek", "Sek", "SEKEL", ":", "-:", "öron", "ören", "EURO-avtal"),
        *("europa", "euro-länder", "EURS", "kanadensiska", "CADS", "australiska", "AUDI", "USDA", "dollarn", "US"),
        *("US gallon", "brittiska", "punda", "pundare", "GBPS", "schweiziska", "francs", "CHFS", "japanska", "yens"),
        *("JPYS", "särskilda", "särskilda dragningar", "dragningsrätter", "sdr", "Sdr", "SDRA", "tkrs", "kkrs"),
        *("mnkrs", "mkrs", "MSEKS", "mdkrs", "mdrkrs", "GSEKS", "kEURS", "TEURS", "MEURS", "mneuros", "MUSDS"),
        *("MNOKS", "MDKKS", "thousand", "million", "billion", "million people", "thousand times", "tSEKS", "kSEKS"),
        *("kap.", "mars", "stycken", "kilo", "meter", "månader", "särskilda skäl", "så kallade", "jämna", "svenska"),
        *("kronor_", "kr3", "miljö kr2000"),
    ],
)
def test_a_word_that_only_looks_like_a_unit_is_none(form: str) -> None:
    with pytest.raises(ValueError, match="is not a unit of money"):
        unit_of(form)
    assert quantities(f"Vi ger 12 {form} i dag.") == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5 miljoner kronor2 delas ut.", [("5 miljoner kronor", "5", 5 * _M, "SEK", True)]),
        ("5 kronor2, sägs det.", [("5 kronor", "5", 5, "SEK", True)]),
        ("5 kronor23 delas ut.", []),
        ("5 kronor2b delas ut.", []),
        ("5 euro2 delas ut.", []),
        ("5 krona2 delas ut.", [("5 krona", "5", 5, "SEK", True)]),
        ("5 kr2 delas ut.", []),
        ("5 MNKR2 delas ut.", []),
        ("5 franc2 delas ut.", [("5 franc", "5", 5, "CHF", True)]),
    ],
)
def test_the_number_of_a_note_may_stick_to_the_last_word_of_an_amount(
    text: str, read: list[tuple[str, str, int, str, bool]]
) -> None:
    assert quantities(text) == read


@pytest.mark.parametrize(
    ("form", "factor", "currency"),
    [
        ("miljoner nyare kronor", _M, ""),
        ("miljoner nyakronor", _M, ""),
        ("miljoner stora kronor", _M, ""),
        ("miljoner nya extra kronor", _M, ""),
        ("tusen kronofogdar", _K, ""),
        ("miljoner sek", _M, ""),
        ("kronor svenska kronor", 1, "SEK"),
        ("euro kronor", 1, "EUR"),
    ],
)
def test_a_unit_ends_where_its_words_end(form: str, factor: int, currency: str) -> None:
    first = form.split(maxsplit=1)[0]
    assert quantities(f"Vi ger 12 {form}.") == [(f"12 {first}", "12", 12 * factor, currency or "SEK", bool(currency))]


@pytest.mark.parametrize(
    ("number", "factor", "value"),
    [
        ("0", _M, "0"),
        ("999999999999999", 1, "999999999999999"),
        ("1000000000000000", 1, None),
        ("999999.999999", _G, "999999999999000"),
        ("1000000", _G, None),
        ("1.000001", 1, "1.000001"),
        ("1.0000001", 1, None),
        ("1.0000001", _K, "1000.0001"),
        ("0.00001", Decimal("0.01"), None),
        ("0.0001", Decimal("0.01"), "0.000001"),
        ("1.10000000000000000000000", 1, "1.1"),
        ("1.100000000000000000000000", 1, None),
    ],
)
def test_an_amount_is_worth_what_can_be_kept_exactly(number: str, factor: int | Decimal, value: str | None) -> None:
    worked_out = worth(Decimal(number), Unit(Decimal(factor), "SEK", names_currency=True))
    assert worked_out == (None if value is None else Decimal(value))


def test_no_amount_is_as_large_as_the_largest() -> None:
    assert LARGEST_AMOUNT == 10**15


@pytest.mark.parametrize("printed", ["kronor och", "kronor ", " kronor", "miljoner kronor till"])
def test_more_than_a_unit_is_none(printed: str) -> None:
    with pytest.raises(ValueError, match="is not a unit of money"):
        unit_of(printed)


@pytest.mark.parametrize(
    ("form", "value"),
    [("m\u0130ljoner", 12 * _M), ("m\u0131ljoner", 12 * _M), ("\u212ar", 12), ("tu\u017fen", 12 * _K)],
)
def test_a_letter_that_lower_case_takes_for_another_opens_a_unit_too(form: str, value: int) -> None:
    assert [read[2] for read in quantities(f"Vi ger 12 {form}.")] == [value]
