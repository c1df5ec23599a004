from decimal import Decimal

import pytest

from pipelines.text.headers import Header, find_unit, header_mark, read_header, speaks_of_money, without_emphasis
from pipelines.text.spans import Span


def read(*rows: str, published_year: int | None = None) -> Header:
    text = "\n".join(rows)
    spans = [Span(text.index(row), text.index(row) + len(row)) for row in rows]
    return read_header(text, tuple(spans), published_year=published_year)


@pytest.mark.parametrize(
    ("text", "years", "per_year", "open_ended"),
    [
        ("Belopp 2018*", (2018,), False, False),
        ("Belopp 20182)", (2018,), False, False),
        ("Belopp per år 2020–2027***", tuple(range(2020, 2028)), True, False),
        ("2019 och 2020", (2019, 2020), False, False),
        ("2026 och framåt", (2026,), False, True),
        ("Från och med 2027", (2027,), False, True),
        ("Årligt stöd", (), True, False),
        ("Belopp", (), False, False),
    ],
)
def test_a_header_states_years_and_whether_amounts_recur(
    text: str, years: tuple[int, ...], per_year: bool, open_ended: bool
) -> None:
    header = read(text)
    assert (header.years, header.per_year, header.open_ended) == (years, per_year, open_ended)


def test_a_year_told_from_publication_needs_it() -> None:
    assert read("Belopp i år", published_year=2018).years == (2018,)
    assert read("Belopp i år").years == ()


@pytest.mark.parametrize(
    ("text", "factor", "currency"),
    [
        ("SEK million", 10**6, "SEK"),
        ("Grants (EUR billions)", 10**9, "EUR"),
        ("Tusental kronor", 1000, "SEK"),
        ("Belopp (mnkr)", 10**6, "SEK"),
        ("Mnkr", 10**6, "SEK"),
        ("Bidrag, tusen kronor", 1000, "SEK"),
        ("Belopp i kr", 1, "SEK"),
        ("Stöd (miljoner kronor) 2018", 10**6, "SEK"),
        ("Miljarder kronor", 10**9, "SEK"),
        ("tkr", 1000, "SEK"),
        ("MEUR", 10**6, "EUR"),
        ("Utfall 2017 tkr", 1000, "SEK"),
        ("Beloppen anges i tusen kronor.", 1000, "SEK"),
        ("Fördelning per kommun (mnkr).", 10**6, "SEK"),
    ],
)
def test_a_header_states_the_unit_of_its_column(text: str, factor: int, currency: str) -> None:
    unit = read(text).unit
    assert unit is not None
    assert unit.factor == Decimal(factor)
    assert unit.currency == currency


@pytest.mark.parametrize(
    "text",
    [
        "Stöd över 5 miljoner kronor",
        "Stöd över fem miljoner kronor",
        "En miljard kronor fördelas enligt tabellen.",
        "Här fördelas en halv miljard kronor:",
        "Flera miljoner kronor har fördelats.",
        "Satsningen på miljoner kronor visas här.",
        "Kommun",
        "2018",
        "Antal tusen",
        "Kronoberg",
        "Totalt 5 000 kr.",
        "Satsningen på miljoner kr. visas.",
        "Till kommunerna betalas många mkr.",
    ],
)
def test_an_amount_or_a_word_within_a_header_is_no_unit(text: str) -> None:
    assert find_unit(text) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Belopp 2018*", "*"),
        ("Belopp 2019 **", "**"),
        ("Belopp***", "***"),
        (r"Belopp\*\*", "**"),
        ("Belopp 1)", "1)"),
        ("Belopp2)", "2)"),
        ("Belopp¹", "¹"),
        ("Belopp[1]", "[1]"),
        ("Belopp†", "†"),
        ("**Belopp**", None),
        ("**Belopp** *", "*"),
        ("**Belopp***", "*"),
        ("__Belopp__", None),
        ("Belopp", None),
        ("Belopp (kr)", None),
        ("Belopp 20182)", "2)"),
        ("Andel (5)", None),
    ],
)
def test_a_footnote_mark_ends_a_header_and_bold_type_is_none(text: str, mark: str | None) -> None:
    assert header_mark(text) == mark
    assert read(text).mark == mark


@pytest.mark.parametrize(
    "text", ["Belopp", "Bidrag 2018", "Statsbidrag", "Anslagsram", "Medel", "Tilldelade medel", "Kr"]
)
def test_headers_that_speak_of_money_are_told(text: str) -> None:
    assert read(text).is_money
    assert speaks_of_money(text)


@pytest.mark.parametrize("text", ["Program", "Diagram", "Kommun", "Medelålder", "Medelvärde", "2018", "Namn"])
def test_headers_that_do_not_speak_of_money_are_told(text: str) -> None:
    assert not read(text).is_money
    assert not speaks_of_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "Antal platser",
        "Andel, procent",
        "Befolkning 2018",
        "Kommunkod",
        "Organisationsnummer",
        "Diarienr",
        "Andel av stödet",
    ],
)
def test_headers_of_counts_shares_and_codes_are_told(text: str) -> None:
    assert read(text).is_count


def test_a_unit_of_money_outweighs_the_words_of_a_count() -> None:
    assert not read("Kronor per invånare").is_count


def test_all_rows_of_a_header_count() -> None:
    header = read("Statsbidrag, tkr", "2018*")
    assert (header.years, header.mark, header.is_money) == ((2018,), "*", True)
    assert header.unit is not None
    assert header.unit.factor == 1000


def test_emphasis_is_taken_off_and_marks_stay() -> None:
    assert without_emphasis("**Belopp** 2018**") == "Belopp 2018**"
    assert without_emphasis(" __Summa__ ") == "Summa"
    assert without_emphasis("Belopp*") == "Belopp*"
    assert without_emphasis("*Summa*") == "Summa"
    assert without_emphasis("***Summa***") == "Summa"
    assert without_emphasis("_Summa kr_") == "Summa kr"
    assert without_emphasis("*Belopp* och *") == "*Belopp* och *"


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Stöd, tkr.", 1_000),
        ("Stöd, tusen kr.", 1_000),
        ("Stöd, miljoner kr.", 1_000_000),
        ("2025 tkr.", 1_000),
        ("Stöd till kommuner, mdr. ", 1_000_000_000),
    ],
)
def test_a_unit_that_is_shortened_with_a_point_ends_no_sentence(text: str, factor: int) -> None:
    unit = find_unit(text)
    assert unit is not None
    assert unit.factor == factor


@pytest.mark.parametrize(
    "text",
    [
        "Så mycket medel kan varje region få, avrundat till hela miljoner kronor:",
        "Fördelningen i jämna miljoner kronor är följande:",
        "Beloppen är avrundade, i miljoner kronor.",
    ],
)
def test_a_sentence_that_tells_of_rounding_states_the_unit_of_its_table(text: str) -> None:
    unit = find_unit(text)
    assert unit is not None
    assert unit.factor == 1_000_000
