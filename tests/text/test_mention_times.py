"""When an amount applies: its own sentence first, then what the sentence goes on about, then the title."""

import pytest

from pipelines.text.reading import read_document

Times = list[tuple[str, list[int]]]


def times(text: str, published_year: int | None = 2025) -> Times:
    mentions = read_document(text, published_year=published_year).mentions
    return [(mention.span.of(text), list(mention.timing.years)) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Verket får 2 miljoner kronor 2026, 4 miljoner kronor 2027 och 5 miljoner kronor 2028.",
            [("2 miljoner kronor", [2026]), ("4 miljoner kronor", [2027]), ("5 miljoner kronor", [2028])],
        ),
        (
            "För 2025 var ramen 150 miljoner kronor som för 2026 föreslås öka till 175 miljoner kronor.",
            [("150 miljoner kronor", [2025]), ("175 miljoner kronor", [2026])],
        ),
        (
            "Anslagen är 369 respektive 323 miljoner kronor 2026 respektive 2027.",
            [("369", [2026]), ("323 miljoner kronor", [2027])],
        ),
        (
            "Stödet ökar med 6 miljoner kronor för 2026 och uppgår därmed till totalt 10 miljoner kronor.",
            [("6 miljoner kronor", [2026]), ("10 miljoner kronor", [2026])],
        ),
        (
            "I budgetpropositionen för 2026 föreslås 3 miljoner kronor till museet och 4 miljoner kronor till arkivet.",
            [("3 miljoner kronor", [2026]), ("4 miljoner kronor", [2026])],
        ),
    ],
)
def test_each_amount_of_a_sentence_has_its_years(text: str, expected: Times) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Budgeten höjdes 2016 från 4 miljarder kronor till 5 miljarder kronor.",
            [("4 miljarder kronor", []), ("5 miljarder kronor", [2016])],
        ),
        (
            "Anslaget ökar från 2,1 till 3,2 miljarder kronor mellan åren 2023–2028.",
            [("2,1", [2023]), ("3,2 miljarder kronor", [2028])],
        ),
    ],
)
def test_of_a_change_the_year_is_that_of_the_amount_it_leads_to(text: str, expected: Times) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stödet är 10 miljoner kronor i 2025 års priser.", []),
        ("Stödet är 10 miljoner kronor mer jämfört med 2019.", []),
        ("Regeringen stöttar laget inför Coupe d'Europe 2027 med en miljon kronor.", []),
        ("Sedan 2022 har Sverige bidragit med 21 miljarder kronor.", [2022]),
        ("Som ett led mot målet till år 2045 får verket använda 5 miljoner kronor under 2024.", [2024]),
        ("Till och med 2030 satsas 6 miljarder kronor.", [2030]),
        ("Den 1 januari 2023 sänks beloppet till 10 000 kronor.", [2023]),
    ],
)
def test_years_that_date_something_else_are_not_the_moneys(text: str, expected: list[int]) -> None:
    ((_, years),) = times(text)
    assert years == expected


@pytest.mark.parametrize(
    ("text", "years", "per_year"),
    [
        ("Regeringen avsätter 4 miljoner kronor för 2026 och samma belopp beräknas för 2027.", [2026, 2027], True),
        ("En treårig förstärkning på 40 miljoner kronor per år från och med 2026.", [2026, 2027, 2028], True),
        ("I budgetpropositionen för 2026 ökar stödet med 5 miljoner kronor per år i tre år.", [2026, 2027, 2028], True),
        ("För 2024 ges 18 miljoner kronor, med förlängning på den nivån till och med 2026.", [2024, 2025, 2026], True),
        ("Stödet på 40 miljoner kronor för 2025 planeras pågå till och med 2026.", [2025], False),
        ("Stödet ökar genom en höjning av det årliga bidraget med 6 miljoner kronor 2024.", [2024], False),
        ("5 miljoner kronor beräknas även för 2027 och 2028.", [2027, 2028], True),
        ("Skatten sänks med 1 100 kronor per person och år.", [], True),
    ],
)
def test_recurrence_and_duration_are_read(text: str, years: list[int], per_year: bool) -> None:
    (mention,) = read_document(text, published_year=2025).mentions
    assert (list(mention.timing.years), mention.timing.per_year) == (years, per_year)


def test_what_comes_thereafter_has_ended_with_the_years_before() -> None:
    text = "För arbetet tillförs 7 miljoner kronor 2026 och därefter 10 miljoner kronor årligen."
    first, later = read_document(text, published_year=2025).mentions
    assert first.timing.years == (2026,)
    assert (later.timing.years, later.timing.per_year, later.timing.open_ended) == ((), True, True)


def test_the_year_of_a_part_is_not_that_of_the_whole() -> None:
    text = "Sida har fördelat 3,4 miljarder kronor till regionen, inklusive 529 miljoner kronor under 2020."
    assert times(text) == [("3,4 miljarder kronor", []), ("529 miljoner kronor", [2020])]


@pytest.mark.parametrize(
    "text",
    [
        "Regeringen avsätter 200 miljoner kronor under 2024. Av medlen fördelas 650 000 kronor till varje kommun.",
        "Myndigheterna får under 2024 använda 27 miljoner kronor. 19 miljoner kronor används av Socialstyrelsen.",
        "Budgeten gäller under 2024. I den föreslår regeringen att anslaget ökas med 9 miljoner kronor.",
        "Föreningen beviljas två miljoner kronor. Bidraget avser verksamhet under 2024.",
        "Kollegiet ska betala ut 1,6 miljarder kronor.\n\nPengarna betalas ut under 2024.",
        "# Utbetalning av medel till kommuner för 2024\n\nKollegiet ska betala ut 23 miljoner kronor.",
    ],
)
def test_a_sentence_without_a_year_takes_over_that_of_the_money_it_goes_on_about(text: str) -> None:
    assert times(text)[-1][1] == [2024]


@pytest.mark.parametrize(
    "text",
    [
        "Museet fick 5 miljoner kronor 2024. Regeringen ger 9 miljoner kronor till arkivet.",
        "Verket får 3 miljoner kronor 2026 och 6 miljoner kronor 2027. Av detta går 1 miljon kronor till skolan.",
        "# Regler som gäller från den 9 juni 2024\n\nVerket får 3 miljoner kronor.",
        "# Förslag i budgetpropositionen för 2024\n\nVerket får 3 miljoner kronor.",
    ],
)
def test_a_sentence_takes_over_no_year_that_is_not_its_moneys(text: str) -> None:
    assert times(text)[-1][1] == []


def test_years_told_from_the_publication_need_its_year() -> None:
    text = "Regeringen avsätter 5 miljoner kronor nästa år."
    assert times(text, 2025) == [("5 miljoner kronor", [2026])]
    assert times(text, None) == [("5 miljoner kronor", [])]


def test_a_time_cites_the_characters_that_tell_it() -> None:
    text = "Regeringen avsätter 200 miljoner kronor under 2024. Av medlen fördelas 650 000 kronor till varje kommun."
    cited = [span.of(text) for span in read_document(text).mentions[-1].timing.spans]
    assert cited == ["2024"]
