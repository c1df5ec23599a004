"""What the words of a header say, word by word, with the words that only look like them."""

from decimal import Decimal

import pytest

from pipelines.text.headers import (
    Header,
    find_unit,
    header_mark,
    label_unit,
    names_count,
    read_header,
    speaks_of_counts,
    speaks_of_money,
    without_emphasis,
)
from pipelines.text.spans import Span
from pipelines.text.units import Unit

_K, _M, _G = 10**3, 10**6, 10**9


def unit(factor: int | Decimal, currency: str = "SEK", *, names_currency: bool = True) -> Unit:
    return Unit(Decimal(factor), currency, names_currency)


def read(*rows: str) -> Header:
    text = "\n".join(rows)
    starts = [sum(len(row) + 1 for row in rows[:number]) for number in range(len(rows))]
    return read_header(text, tuple(Span(start, start + len(row)) for start, row in zip(starts, rows, strict=True)))


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (
            ("Belopp 2018, mnkr*",),
            Header((2018,), per_year=False, open_ended=False, unit=unit(_M), mark="*", is_count=False, is_money=True),
        ),
        (
            ("Antal platser 2019 och framåt 1)",),
            Header((2019,), per_year=False, open_ended=True, unit=None, mark="1)", is_count=True, is_money=False),
        ),
        (
            ("Utgift per år", "2019–2021", "tkr"),
            Header(
                (2019, 2020, 2021),
                per_year=True,
                open_ended=False,
                unit=unit(_K),
                mark=None,
                is_count=False,
                is_money=True,
            ),
        ),
        (
            ("2021 och framåt*", "2019**", "Antal"),
            Header((2019, 2021), per_year=False, open_ended=True, unit=None, mark="**", is_count=True, is_money=False),
        ),
        (
            ("Andel per år", "Belopp"),
            Header((), per_year=True, open_ended=False, unit=None, mark=None, is_count=True, is_money=True),
        ),
        (
            ("Antal per kr", "tkr"),
            Header((), per_year=False, open_ended=False, unit=unit(_K), mark=None, is_count=False, is_money=True),
        ),
        (
            ("mnkr", "Kommun"),
            Header((), per_year=False, open_ended=False, unit=unit(_M), mark=None, is_count=False, is_money=True),
        ),
        ((), Header((), per_year=False, open_ended=False, unit=None, mark=None, is_count=False, is_money=False)),
    ],
)
def test_all_that_a_header_says_is_read(rows: tuple[str, ...], header: Header) -> None:
    assert read(*rows) == header


def test_only_the_cells_of_the_header_are_read() -> None:
    text = "2017 Antal 2018 tkr*"
    assert read_header(text, (Span(5, 10),)) == Header(
        (), per_year=False, open_ended=False, unit=None, mark=None, is_count=True, is_money=False
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        *((f"Belopp{'*' * count}", "*" * count) for count in range(1, 7)),
        ("Belopp*******", "******"),
        (r"Belopp\*", "*"),
        (r"Belopp\**", "**"),
        *((f"Belopp{mark}", mark) for mark in "¹²³⁴⁵⁶⁷⁸⁹†‡"),
        ("Belopp¹²", "¹²"),
        ("Belopp⁰", None),
        ("Belopp [12]", "[12]"),
        ("Belopp [123]", None),
        ("Belopp [a]", None),
        ("Belopp[]", None),
        ("Belopp 12)", "12)"),
        ("Belopp 123)", None),
        ("Belopp12)", "12)"),
        ("Belopp a)", None),
        ("Belopp (1)", None),
        ("Belopp (12)", None),
        ("Belopp 20181)", "1)"),
        ("Belopp 201812)", "12)"),
        ("Belopp 19981)", None),
        ("Belopp 1)  ", "1)"),
        ("Belopp 1) kr", None),
        ("Belopp * kr", None),
        ("1)", None),
        ("1 )", None),
        ("[1]", "[1]"),
        ("*", "*"),
    ],
)
def test_a_footnote_mark_is_of_so_many_signs_at_the_end(text: str, mark: str | None) -> None:
    assert header_mark(text) == mark


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Summa**", "Summa"),
        ("__Summa__", "Summa"),
        ("**Summa** kr **2018**", "Summa kr 2018"),
        ("**Sum\nma**", "Sum\nma"),
        ("****", ""),
        ("____", ""),
        ("  Summa  ", "Summa"),
        ("*Summa*", "Summa"),
        ("_Summa_", "Summa"),
        ("*S*", "S"),
        ("* Summa*", "* Summa*"),
        ("*Summa *", "*Summa *"),
        ("_ Summa_", "_ Summa_"),
        ("*Summa_", "*Summa_"),
        ("_Summa*", "_Summa*"),
        ("*Summa* kr", "*Summa* kr"),
        ("kr *Summa*", "kr *Summa*"),
        ("*Sum*ma*", "*Sum*ma*"),
        ("_Sum_ma_", "_Sum_ma_"),
        ("**", "**"),
        ("__", "__"),
        ("**Summa", "**Summa"),
        ("Summa****", "Summa****"),
        ("**Summa** ****", "Summa ****"),
        ("Summa ******", "Summa ******"),
        ("Summa_", "Summa_"),
        ("Sum_ma", "Sum_ma"),
    ],
)
def test_bold_type_and_italics_of_all_are_taken_off(text: str, plain: str) -> None:
    assert without_emphasis(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SEK thousand", unit(_K)),
        ("SEK thousands", unit(_K)),
        ("SEK million", unit(_M)),
        ("EUR millions", unit(_M, "EUR")),
        ("EUR billion", unit(_G, "EUR")),
        ("Grants, EUR Billions", unit(_G, "EUR")),
        ("SEK thousandth", unit(1)),
        ("SEK  million", unit(1)),
        ("SEK, million", unit(1)),
        ("tkr million", unit(_G)),
        ("Belopp i tkr", unit(_K)),
        ("Belopp 2018 tkr", unit(_K)),
        ("Belopp 1998 tkr", unit(_K)),
        ("Belopp 2018tkr", None),
        ("Belopp 1898 tkr", None),
        ("Belopp 12018 tkr", None),
        ("Belopp 5 tkr", None),
        ("Högst 5 tkr, mnkr", unit(_M)),
        ("Stöd 2018, högst 500 kr", None),
        ("Stöd 2018 tkr fördelas.", None),
        ("Stöd 2018 tkr:", None),
        ("Stöd 2018 tkr: ", None),
        ("(tkr)", unit(_K)),
        ("Stöd (tkr)", unit(_K)),
        ("Stöd i tkr/mnkr", unit(_K)),
        ("Stöd(tkr).", None),
        ("Stöd (tkr).", unit(_K)),
        ("Stöd 2018, tkr.", unit(_K)),
        ("Stöd 2018: tkr.", unit(_K)),
        ("Stöd / tkr.", unit(_K)),
        ("Stöd – tkr.", unit(_K)),
        ("Stöd - tkr.", unit(_K)),
        ("Stöd ; tusental kronor.", None),
        ("Stöd ; tkr.", unit(_K)),
        ("Stöd delas ut nu tkr.", None),
        ("Stöd delas ut tkr.", unit(_K)),
        ("tkr delas ut.", unit(_K)),
        ("tkr:", unit(_K)),
        ("Stöd tkr", unit(_K)),
        *((f"Stöd {word} tusen kronor.", unit(_K)) for word in ("i", "hela", "jämna", "avrundat", "avrundade")),
        *((f"Stöd {word} tusen kronor.", unit(_K)) for word in ("anges", "uttryckt", "uttryckta", "angivet")),
        *((f"Stöd {word} tusen kronor.", unit(_K)) for word in ("angivna", "Anges")),
        *((f"Stöd {word} tusen kronor.", None) for word in ("på", "om", "är", "mer", "ingivna")),
        *((f"Stöd {word} miljoner", None) for word in ("halv", "halva", "halvt", "par", "några", "flera", "fler")),
        *((f"Stöd {word} miljoner", None) for word in ("många", "nya", "antal", "extra", "ytterligare", "tiotals")),
        *((f"Stöd {word} miljoner", None) for word in ("hundratals", "tusentals", "tre", "Tjugo", "hundra", "NYA")),
        *((f"Stöd {word} miljoner", unit(_M, names_currency=False)) for word in ("i", "om", "parti", "antalet")),
        ("tusen", None),
        ("tusental", None),
        (":-", None),
        ("pund", None),
        ("Tusen", None),
        ("tusen kronor", unit(_K)),
        ("tusen, mnkr", unit(_M)),
        ("Brittiska pund", unit(1, "GBP")),
        ("Skräpkr", None),
        ("Stöd2kr", None),
        ("Stöd_kr", unit(1)),
        ("Stöd (kr)", unit(1)),
        ("Kommun", None),
        ("", None),
    ],
)
def test_a_unit_of_a_header_is_told_from_one_of_an_amount(text: str, found: Unit | None) -> None:
    assert find_unit(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Miljarder kronor", unit(_G)),
        ("**Miljarder kronor**", unit(_G)),
        ("Anslag, mnkr", unit(_M)),
        ("Anslag (mnkr)", unit(_M)),
        ("Anslag (mnkr):", unit(_M)),
        ("Anslag ( mnkr )", unit(_M)),
        ("Anslag,mnkr", unit(_M)),
        ("Anslag mnkr", None),
        ("Anslag i mnkr", None),
        ("Mnkr i anslag", None),
        ("Anslag, mnkr brutto", None),
        ("Kronor", unit(1)),
        ("kr", unit(1)),
        ("Anslag, kr", unit(1)),
        ("Euro", None),
        ("Anslag, euro", None),
        ("MEUR", unit(_M, "EUR")),
        ("tusen", unit(_K, names_currency=False)),
        ("Anslag och ett mycket långt namn på en rad, mnkr", unit(_M)),
        ("Anslag", None),
        ("", None),
    ],
)
def test_the_unit_of_a_row_is_its_name_or_ends_it(text: str, found: Unit | None) -> None:
    assert label_unit(text) == found


def test_the_unit_of_a_row_and_the_comma_before_it_are_of_thirty_characters_at_most() -> None:
    assert label_unit(f"Anslag, miljoner{' ' * 14}kronor") == unit(_M)
    assert label_unit(f"Anslag, miljoner{' ' * 15}kronor") is None


@pytest.mark.parametrize(
    "text",
    [
        *("Belopp", "Pengar", "Bidrag", "Stöd", "Summa", "Anslag", "Medel", "Ersättning", "Kostnad", "Utgifter"),
        *("Tilldelning", "Finansiering", "Budget", "Ram", "Anslagsram", "ram 2018", "Satsning", "Slutsumma"),
        *("Så mycket får länen", "Hur mycket kan länen söka", "Så här mycket får länen", "Så  här  mycket får länen"),
        *("Så mycket ska länen få", "Så mycket kan länen ansöka om", "hur  mycket de kan få"),
        "Så mycket " + "x" * 195 + " får",
        "STATSBIDRAG",
    ],
)
def test_a_header_that_speaks_of_money_is_told_word_by_word(text: str) -> None:
    assert speaks_of_money(text)
    assert read(text).is_money


@pytest.mark.parametrize(
    "text",
    [
        *("Medelvärde", "Medelålder", "Medeltal", "Medelhög", "Program", "Diagram", "Gram", "Ramar", "Rambok"),
        *("Utgång", "Finans", "Tilltal", "Satsa", "Kost", "Så mycket regn", "Hur mycket snö. Länen får"),
        *("Hur mycket snö! Länen får", "Hur mycket snö? Länen får", "Så mycket länen fått", "Så mycket de söker"),
        *("Såmycket får länen", "Klart mycket får länen"),
        "Så mycket " + "x" * 201 + " får",
        "Kommun",
    ],
)
def test_a_header_that_does_not_speak_of_money_is_told_word_by_word(text: str) -> None:
    assert not speaks_of_money(text)
    assert not read(text).is_money


@pytest.mark.parametrize(
    "text",
    [
        *("Antal", "antalet", "Andel", "Andelen", "Procent", "Viktprocent", "%", "Befolkning", "Folkbefolkning"),
        *("Invånare", "Platser", "Vårdplatser", "Personer", "Elever", "Ärenden", "Årsarbetskraft", "Kod", "Koden"),
        *("Kommunkod", "Kommunkoden", "Nummer", "Diarienummer", "Nr", "Diarienr", "ANTAL"),
    ],
)
def test_a_header_that_speaks_of_counts_is_told_word_by_word(text: str) -> None:
    assert speaks_of_counts(text)
    assert read(text).is_count


@pytest.mark.parametrize(
    "text",
    ["Kantal", "Delandel", "Kodak", "Numer", "Nrk", "mnr", "Elev", "Person", "Plats", "Kommun", "Proc", "Nummerad"],
)
def test_a_header_that_does_not_speak_of_counts_is_told_word_by_word(text: str) -> None:
    assert not speaks_of_counts(text)
    assert not read(text).is_count


@pytest.mark.parametrize(
    "text",
    [
        *("Antal", "Antal bolag", "antal bolag", "**Antal bolag**", "Andel, %", "Andel (%)", "Andel, procent"),
        *("Bolag (antal)", "Bolag, antal", "Bolag, st", "Bolag, st.", "Bolag (st)", "Bolag ( %)", "Bolag,st"),
    ],
)
def test_the_name_of_a_row_says_that_its_numbers_are_counts(text: str) -> None:
    assert names_count(text)


@pytest.mark.parametrize(
    "text", ["Antalet bolag", "Bolag antal", "Stora antal", "Andel %", "Bolag, %-andel", "Bolag, stora", "Bolag"]
)
def test_the_name_of_a_row_that_is_no_count_is_told(text: str) -> None:
    assert not names_count(text)
