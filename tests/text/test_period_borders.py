"""Which years a text names, of what kind they are and where they end, beside words and figures that look alike."""

import pytest
from spaced import doubled, single

from pipelines.text.periods import find_per_year, find_periods
from pipelines.text.spans import Span


def read(text: str) -> list[tuple[str, str, str]]:
    """Give the characters, the years and the kind of each period; "on" stands for an open end."""
    return [
        (
            period.span.of(text),
            " ".join(map(str, period.years)) + " on" * period.open_ended,
            period.kind,
        )
        for period in find_periods(text, Span(0, len(text)), published_year=2025)
    ]


@pytest.mark.parametrize(
    ("text", "quote", "years"),
    [
        ("från och med år 2026", "från och med år 2026", "2026 on"),
        ("från och med i januari 2026", "från och med i januari 2026", "2026 on"),
        ("från och med 1 januari 2026", "från och med 1 januari 2026", "2026 on"),
        ("från och med den 12 mars 2026", "från och med den 12 mars 2026", "2026 on"),
        ("fr o m 2026", "fr o m 2026", "2026 on"),
        ("med början i juni 2026", "med början i juni 2026", "2026 on"),
        ("med start i 2026", "med start i 2026", "2026 on"),
        ("med starten 2026", "2026", "2026"),
        ("Från 2026", "Från 2026", "2026"),
        ("från år 2026", "från år 2026", "2026"),
        ("från året 2026", "från året 2026", "2026"),
        ("därifrån 2026", "2026", "2026"),
        ("frånvaron 2026", "2026", "2026"),
        ("2026 och framöver", "2026 och framöver", "2026 on"),
        ("2026 och därefter", "2026 och därefter", "2026 on"),
        ("2026 och åren därefter", "2026 och åren därefter", "2026 on"),
        ("2026 och framåtriktat", "2026", "2026"),
        ("2026 fram till 2028", "2026 fram till 2028", "2026 2027 2028"),
        ("2026 till år 2028", "2026 till år 2028", "2026 2027 2028"),
        ("2026 t o m 2028", "2026 t o m 2028", "2026 2027 2028"),
        ("2026 tom 2028", "2026 tom 2028", "2026 2027 2028"),
        ("2026 - 28", "2026 - 28", "2026 2027 2028"),
        ("2026—28", "2026—28", "2026 2027 2028"),
        ("2026–28:1", "2026", "2026"),
        ("2026–28/29", "2026", "2026"),
        ("2026–28 procent", "2026", "2026"),
        ("2026–28%", "2026", "2026"),
        ("2026–28 000", "2026", "2026"),
        ("2026–28\u00a0000", "2026", "2026"),
        ("2026–2028:1", "2026", "2026"),
        ("2026–2028/29", "2026", "2026"),
        ("2026, 2027, 2028 och 2029", "2026, 2027, 2028 och 2029", "2026 2027 2028 2029"),
        ("2026, 2027, 2028", "2026, 2027, 2028", "2026 2027 2028"),
        ("2026 samt 2028", "2026 samt 2028", "2026 2028"),
        ("2026 och under 2028", "2026 och under 2028", "2026 2028"),
        ("2026 och för år 2028", "2026 och för år 2028", "2026 2028"),
        ("2028 och 2026", "2028 och 2026", "2026 2028"),
        ("2026 och 2028:12", "2026", "2026"),
        ("mellan 2028 och 2026", "2028 och 2026", "2026 2028"),
        ("mellan 2026, 2027 och 2030", "2026, 2027 och 2030", "2026 2027 2030"),
        ("Mellan 2026 och 2028", "2026 och 2028", "2026 2027 2028"),
        ("emellan 2026 och 2028", "2026 och 2028", "2026 2028"),
        ("mellan orterna 2026 och 2028", "2026 och 2028", "2026 2028"),
        ("1998–2001", "1998–2001", "1998 1999 2000 2001"),
        ("1998–99", "1998–99", "1998 1999"),
    ],
)
def test_a_period_has_its_words_and_all_its_years(text: str, quote: str, years: str) -> None:
    assert read(f"Stödet {text}")[0] == (quote, years, "stated")


def test_a_list_ends_before_a_range() -> None:
    assert read("2026 och 2027–2029") == [("2026", "2026", "stated"), ("2027–2029", "2027 2028 2029", "stated")]


def test_a_range_spans_sixty_years_at_most() -> None:
    assert len(find_periods("1990–2050", Span(0, 9))[0].years) == 61
    assert find_periods("1990–2051", Span(0, 9))[0].years == (1990,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Budgeten 2026", "budget"),
        ("budget för år 2026", "budget"),
        ("budgetåret 2026", "stated"),
        ("vårändringsbudgeten 2026", "budget"),
        ("höständringsbudgeten för 2026", "budget"),
        ("ändringsbudget för 2026", "budget"),
        ("regleringsbrevet för 2026", "budget"),
        ("propositionen 2026", "budget"),
        ("bp 2026", "budget"),
        ("BPA 2026", "stated"),
        ("övningsregleringsbrev 2026", "stated"),
        ("till och med 2026", "until"),
        ("till och med år 2026", "until"),
        ("t.o.m. 2026", "until"),
        ("t o m år 2026", "until"),
        ("Tom 2026", "until"),
        ("atom 2026", "stated"),
        ("sedan 2026", "anchor"),
        ("Sedan år 2026", "anchor"),
        ("sedan juni 2026", "anchor"),
        ("senast 2026", "anchor"),
        ("till 2026", "anchor"),
        ("före 2026", "anchor"),
        ("innan år 2026", "anchor"),
        ("intill 2026", "stated"),
        ("sedan hela 2026", "stated"),
        ("i juni 2026", "reference"),
        ("jajuni 2026", "stated"),
        ("Den 1 juni 2026", "stated"),
        ("klart. Den 12 juni 2026", "stated"),
        ("klart.\nDen 12 juni 2026", "stated"),
        ("klart.  Den 12 juni 2026", "stated"),
        ("klart.\n  Den 12 juni 2026", "stated"),
        ("klart den 1 juni 2026", "reference"),
        ("än 2026", "reference"),
        ("vän 2026", "stated"),
        ("valet år 2026", "reference"),
        ("lagen 2026", "reference"),
        ("anlagen 2026", "stated"),
        ("hösten 2026", "reference"),
        ("mål 2026", "reference"),
        ("målet 2026", "reference"),
        ("målen 2026", "stated"),
        ("Agenda 2026", "reference"),
        ("agenda 2026", "stated"),
        ("EM 2026", "reference"),
        ("REM 2026", "stated"),
        ("l'Avenir 2026", "reference"),
        ("l'avenir 2026", "stated"),
        ("jämfört med 2026", "reference"),
        ("I jämförelse med år 2026", "reference"),
        ("i relation med 2026", "reference"),
        ("ojämfört med 2026", "stated"),
        ("tillsammans med 2026", "stated"),
    ],
)
def test_what_stands_before_a_year_tells_of_what_kind_it_is(text: str, kind: str) -> None:
    assert read(text) == [("2026", "2026", kind)]
    assert " o m " in text or read(doubled(text)) == [("2026", "2026", kind)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026 års priser", "reference"),
        ("2026 års prisnivå", "reference"),
        ("2026 års penningvärde", "reference"),
        ("2026 års budget", "stated"),
        ("2026 priser", "stated"),
    ],
)
def test_a_year_of_prices_is_no_year_of_money(text: str, kind: str) -> None:
    assert read(text) == [("2026", "2026", kind)]


@pytest.mark.parametrize(
    ("text", "quote", "year"),
    [
        ("Det sker i år.", "i år", "2025"),
        ("Det innevarande året sker det.", "Det innevarande året", "2025"),
        ("Under innevarande år sker det.", "innevarande år", "2025"),
        ("Detta år sker det.", "Detta år", "2025"),
        ("Årets stöd betalas.", "Årets", "2025"),
        ("Nästa år sker det.", "Nästa år", "2026"),
        ("Det är nästa års stöd.", "nästa års", "2026"),
        ("Under kommande år sker det.", "kommande år", "2026"),
        ("Under nästkommande år sker det.", "nästkommande år", "2026"),
        ("Förra året skedde det.", "Förra året", "2024"),
        ("I fjol skedde det.", "I fjol", "2024"),
        ("Föregående år skedde det.", "Föregående år", "2024"),
        ("Fjolårets stöd betalades.", "Fjolårets", "2024"),
    ],
)
def test_a_year_is_counted_from_the_publication(text: str, quote: str, year: str) -> None:
    assert read(text) == [(quote, year, "relative")]
    assert read(doubled(text)) == [(doubled(quote), year, "relative")]


@pytest.mark.parametrize(
    "text",
    [
        *("i åratal", "bi år", "vårets", "åretsen", "detta årtionde", "nästa årtal", "kommande åren", "förra åretsen"),
        *("i fjolårstider", "ofjolårets", "inkommande år", "undetta år", "2026-06-01", "2026–6–1", "01.2026", ",2026"),
        *("2026/27", "2026:12", "i 2 2026", "2 026", "2026,5", "20267", "-2026", "–2026"),
    ],
)
def test_words_and_figures_that_look_like_years_name_none(text: str) -> None:
    assert read(f"Stödet {text}.") == []


def test_periods_of_all_kinds_come_in_order() -> None:
    assert [quote for quote, _, _ in read("I år, 2027 och i fjol, sedan 2020 och nästa år")] == [
        "I år",
        "2027",
        "i fjol",
        "2020",
        "nästa år",
    ]


def test_nothing_outside_the_stretch_is_read() -> None:
    text = "I fjol, 2026 och i år"
    assert [period.years for period in find_periods(text, Span(8, 12), published_year=2025)] == [(2026,)]
    assert find_per_year("per år, årligen", Span(7, 10)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stöd årligen", ["årligen"]),
        ("Årliga stöd", ["Årliga"]),
        ("ett årligt stöd", ["årligt"]),
        ("per elev och år", ["per elev och år"]),
        ("per elev och skola och år", []),
        ("vart och ett av åren", ["vart och ett av åren"]),
        ("respektive år", ["respektive år"]),
        ("om året", ["om året"]),
        ("5 kr/år", ["/år"]),
        ("5 kr/åren", []),
        ("halvårligen", []),
        ("årligas", []),
        ("super år", []),
        ("per årskull", []),
        ("rom året", []),
    ],
)
def test_what_recurs_each_year_is_told_by_whole_words(text: str, words: list[str]) -> None:
    for printed in (text, doubled(text)):
        assert [single(span.of(printed)) for span in find_per_year(printed, Span(0, len(printed)))] == words
