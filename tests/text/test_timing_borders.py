"""Which years an amount takes over, where a clause or a word ends them, and which characters say so."""

import pytest
from spaced import doubled, single

from pipelines.text.reading import read_document


def timings(text: str) -> list[tuple[str, str]]:
    """Give for each amount its years, "a year" where it recurs and "on" without an end; and the words that say so.

    Two spaces between the words must tell the same as one.
    """
    read, again = _timings(text), _timings(doubled(text))
    assert [(years, single(words)) for years, words in read] == [(years, single(words)) for years, words in again]
    return read


def _timings(text: str) -> list[tuple[str, str]]:
    return [
        (
            " ".join([*map(str, timing.years), *["a year"] * timing.per_year, *["on"] * timing.open_ended]),
            "|".join(span.of(text) for span in timing.spans),
        )
        for timing in (mention.timing for mention in read_document(text, published_year=2025).mentions)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("från dagens 5 miljoner kronor per år till cirka 7 mnkr 2026", [("a year", "per år"), ("2026", "2026")]),
        ("från cirka 5 miljoner kronor till totalt 7 mnkr 2026", [("", ""), ("2026", "2026")]),
        ("från ca. 5 miljoner kronor till ca. 7 mnkr 2026", [("", ""), ("2026", "2026")]),
        ("från 5 miljoner kronor om året till 7 mnkr 2026", [("a year", "om året"), ("2026", "2026")]),
        ("från 5 miljoner kronor 2025 till 7 mnkr 2026", [("2025", "2025"), ("2026", "2026")]),
        (
            "från 5 miljoner kronor till 7 mnkr 2026–2028",
            [("2026", "2026–2028"), ("2028", "2026–2028")],
        ),
        ("från 5 miljoner kronor till 7 mnkr från och med 2026", [("", ""), ("2026 on", "från och med 2026")]),
        ("bort från 5 miljoner kronor och 7 mnkr 2026", [("2026", "2026"), ("2026", "2026")]),
        ("härifrån 5 miljoner kronor till 7 mnkr 2026", [("2026", "2026"), ("2026", "2026")]),
        ("från 5 miljoner kronor upp mot 7 mnkr 2026", [("2026", "2026"), ("2026", "2026")]),
    ],
)
def test_the_years_of_a_change_are_those_of_what_it_leads_to(text: str, told: list[tuple[str, str]]) -> None:
    assert timings(f"Stödet höjs {text}.") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Stödet är 5 miljoner kronor och samma belopp 2027, 6 miljoner kronor 2028.",
            [("2027 a year", "samma belopp|2027"), ("2028", "2028")],
        ),
        ("Stödet är 5 mnkr 2026 och samma nivå från och med 2027.", [("2026 2027 a year on", "2026|samma nivå")]),
        ("Stödet är 5 mnkr 2026 och lika  mycket 2028.", [("2026 2028 a year", "2026|lika  mycket ")]),
        ("Stödet är 5 mnkr 2026 och samma 2028.", [("2026 2028 a year", "2026|samma ")]),
        ("Stödet är 5 mnkr 2026 och samma.", [("2026", "2026")]),
        ("Samma belopp är 5 mnkr 2026.", [("2026", "2026")]),
        ("Stödet är 5 mnkr 2026 och detsamma 2028.", [("2026", "2026")]),
        (
            "Stödet är 5 mnkr 2026 och samma summa 2027 men 6 mnkr 2029.",
            [("2026 2027 a year", "2026|samma summa"), ("2029", "2029")],
        ),
    ],
)
def test_the_same_again_is_said_of_further_years(text: str, told: list[tuple[str, str]]) -> None:
    assert timings(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet är 5 miljoner kronor till och med 2027.", ["2027"]),
        ("Stödet, 5 miljoner kronor, ges till och med 2027.", [""]),
        ("Stödet är 5 miljoner kronor men stoppas senast 2027.", [""]),
        ("Stödet är 5 miljoner kronor sedan 2022, men 6 miljoner kronor nu.", ["2022", ""]),
        ("Stödet är 5 miljoner kronor sedan 2022 och före 2024.", ["2022"]),
        ("Stödet är 5 mnkr 2026 sedan 2022.", ["2026"]),
        ("Stödet är 5 miljoner kronor i 2026 års priser.", [""]),
        ("Senast 2027 ges 5 miljoner kronor.", ["2027"]),
        ("Senast 2027: då ges 5 miljoner kronor.", [""]),
    ],
)
def test_a_year_since_or_until_which_something_counts_dates_its_own_clause_alone(text: str, told: list[str]) -> None:
    assert [years for years, _ in timings(text)] == told


@pytest.mark.parametrize(
    ("joint", "whole"),
    [
        (", varav", ""),
        (", därav", ""),
        (", inklusive", ""),
        (" som del av", ""),
        (" jämfört med", ""),
        (" utöver", ""),
        (", vilket innehåller", ""),
        (" och", "2026"),
        (" samt", "2026"),
        (" under", "2026"),
    ],
)
def test_the_year_of_a_part_is_not_that_of_the_whole(joint: str, whole: str) -> None:
    text = f"Stödet är 5 miljoner kronor{joint} 2 miljoner kronor 2026."
    assert [years for years, _ in timings(text)] == [whole, "2026"]


@pytest.mark.parametrize(
    ("joint", "later"),
    [
        ("därefter", ""),
        ("sedan", ""),
        ("nu", ""),
        ("om två år", ""),
        ("om  bara två år", ""),
        ("också", "2026"),
        ("osedan", "2026"),
        ("om två månader", "2026"),
    ],
)
def test_a_word_of_time_between_two_amounts_ends_the_years_of_the_first(joint: str, later: str) -> None:
    text = f"Stödet är 5 miljoner kronor 2026 och {joint} 7 miljoner kronor."
    assert [years for years, _ in timings(text)] == ["2026", later]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet är 5 mnkr 2026 och förlängs nu till och med 2028.", "2026 2027 2028 a year"),
        ("Stödet är 5 mnkr 2026 och förlängs, dock bara till och med 2028.", "2026"),
        ("Stödet är 5 mnkr 2026, per år till och med 2028.", "2026"),
        ("Stödet är 5 mnkr 2028 och förlängdes till och med 2026.", "2028"),
        ("Stödet är 5 mnkr 2028 och förlängdes till och med 2028.", "2028"),
        ("Stödet är 5 mnkr från 2026 årligen till och med 2028.", "2026 2027 2028 a year"),
        ("Stödet är 5 mnkr från 2026 per år t.o.m. år 2028.", "2026 2027 2028 a year"),
        ("Från 2026 är stödet 5 mnkr till och med 2028.", "2026 2027 2028 a year"),
        ("Från 2026 är stödet 5 mnkr i Lund till och med 2028.", "2026"),
        ("Stödet är 5 mnkr 2026 i Lund till och med 2028.", "2026"),
    ],
)
def test_what_is_prolonged_goes_on_each_year(text: str, told: str) -> None:
    assert [years for years, _ in timings(text)] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("En ökning av det årliga bidraget med 5 miljoner kronor görs.", [("", "")]),
        ("En ökning av årliga bidrag med 5 miljoner kronor görs.", [("a year", "årliga")]),
        ("En ökning av den årliga ramen om 5 miljoner kronor görs.", [("a year", "årliga")]),
        (
            "Staten ger 3 miljoner kronor årligen 5 miljoner kronor.",
            [("a year", "årligen"), ("", "")],
        ),
        ("Staten ger årligen, som förut, 5 miljoner kronor.", [("", "")]),
        ("Staten ger 5 miljoner kronor, årligen.", [("", "")]),
        ("Staten ger 5 miljoner kronor i stöd årligen.", [("a year", "årligen")]),
        ("Därefter ges 5 miljoner kronor.", [("", "")]),
        ("Därefter ges årligen 5 miljoner kronor.", [("a year on", "årligen")]),
        ("Permanenta stöd på 5 miljoner kronor per år.", [("a year on", "per år")]),
        ("Varaktigt ges 5 miljoner kronor per år.", [("a year on", "per år")]),
        ("Tills vidare ges 5 miljoner kronor per år.", [("a year on", "per år")]),
        ("Opermanent ges 5 miljoner kronor per år.", [("a year", "per år")]),
        ("Även 5 miljoner kronor beräknas för 2027 och 2028.", [("2027 2028", "2027 och 2028")]),
        (
            "5 miljoner kronor beräknas också för 2027 och 2028.",
            [("2027 2028 a year", "2027 och 2028|2027 och 2028")],
        ),
        ("5 miljoner kronor beräknas också från och med 2027.", [("2027 on", "från och med 2027")]),
    ],
)
def test_an_amount_recurs_where_its_own_words_say_so(text: str, told: list[tuple[str, str]]) -> None:
    assert timings(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5 miljoner kronor respektive 7 miljoner kronor 2026 respektive 2028", ["2026", "2028"]),
        ("5 miljoner kronor respektive 7 miljoner kronor 2026 och 2028", ["2026 2028", "2026 2028"]),
        ("5 miljoner kronor och 7 miljoner kronor 2026 respektive 2028", ["2026 2028", "2026 2028"]),
        (
            "5 miljoner kronor respektive 7 miljoner kronor 2026, 2027 respektive 2028",
            ["2026 2027 2028", "2026 2027 2028"],
        ),
        (
            "4 miljoner kronor 2024; 5 miljoner kronor respektive 7 miljoner kronor 2026 respektive 2028",
            ["2024", "2026", "2028"],
        ),
        ("5 miljoner kronor 2025 respektive 7 miljoner kronor 2026 respektive 2028", ["2025", "2026 2028"]),
    ],
)
def test_respectively_gives_each_amount_its_own_year(text: str, told: list[str]) -> None:
    assert [years for years, _ in timings(f"Stödet är {text}.")] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("För 2025 ges 5 mnkr, för 2026 6 mnkr och för 2027 7 mnkr.", ["2025", "2026", "2027"]),
        ("Det ges 5 mnkr 2025, 6 mnkr 2026 och 7 mnkr 2027.", ["2025", "2026", "2027"]),
        ("Det ges 5 mnkr till hus 2025 och 6 mnkr till broar 2026.", ["2025", "2026"]),
        ("Det ges 5 mnkr till hus, under 2026 till broar, och 6 mnkr.", ["2026", "2026"]),
        ("Det ges 5 mnkr; 6 mnkr; 7 mnkr 2026.", ["2026", "2026", "2026"]),
        ("I budgetpropositionen för 2026 föreslås 5 mnkr för 2027; resten är 6 mnkr.", ["2027", "2027"]),
        ("I budgetpropositionen för 2026 föreslås 5 mnkr och därefter 6 mnkr.", ["2026", ""]),
        ("I budgetpropositionen för 2026 föreslås 5 mnkr, varav 2 mnkr avser 2027.", ["2026", "2027"]),
    ],
)
def test_a_year_stands_with_the_amount_that_no_border_parts_it_from(text: str, told: list[str]) -> None:
    assert [years for years, _ in timings(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet ges 2026. Av detta går 5 miljoner kronor till hus.", ["2026"]),
        ("Stödet ges 2026. Medlen är 5 miljoner kronor.", ["2026"]),
        ("Stödet ges 2026. De nya medlen är 5 miljoner kronor.", ["2026"]),
        ("Stödet ges 2026. – Varav 5 miljoner kronor går till hus.", ["2026"]),
        ("Stödet ges 2026. Cirka 5 miljoner kronor går till hus.", ["2026"]),
        ("Stödet ges 2026. 5 miljoner kronor går till hus.", ["2026"]),
        ("Stödet ges 2026. Inom summan ryms 5 miljoner kronor.", ["2026"]),
        ("Stödet ges 2026. Det motsvarar 5 miljoner kronor.", ["2026"]),
        ("Stödet ges 2026. Museet får 5 miljoner kronor.", [""]),
        ("Stödet ges 2026. Av detaljer syns 5 miljoner kronor.", [""]),
        ("Stödet ges 2026. Medlens värde är 5 miljoner kronor.", [""]),
        ("Stödet ges 2026 och 2028, lagen gäller 2027. Medlen är 5 miljoner kronor.", [""]),
        ("Lagen kom sedan 2022. Medlen är 5 miljoner kronor.", [""]),
        ("Stödet ges i år. Medlen är 5 miljoner kronor.", ["2025"]),
        ("Stödet ges från och med 2026. Medlen är 5 miljoner kronor.", ["2026 on"]),
        ("Stödet ges 2026.\n\nMedlen är 5 miljoner kronor.", [""]),
        ("Stödet är 4 mnkr 2026. Medlen är 5 mnkr. Pengarna är 6 mnkr.", ["2026", "2026", "2026"]),
        ("Stödet är 4 mnkr 2026 och 3 mnkr 2027. Medlen är 5 mnkr.", ["2026", "2027", ""]),
        ("Stödet är 5 miljoner kronor. Medlen betalas ut under 2027.", ["2027"]),
        ("Stödet är 5 miljoner kronor.\n\nPengarna ska användas under 2027.", ["2027"]),
        ("Stödet är 5 miljoner kronor.\n\nVi ses.\n\nPengarna ska användas under 2027.", [""]),
        ("Stödet är 5 miljoner kronor. Bidraget avser åren 2027–2028.", ["2027 2028"]),
        ("Stödet är 5 miljoner kronor. Medlen betalas ut till museer i landet under 2027.", ["2027"]),
        ("Stödet är 5 miljoner kronor. Medlen betalas ut till museer i hela landet under 2027.", [""]),
        ("Stödet är 5 miljoner kronor. Medlen redovisas under 2027.", [""]),
        ("Stödet är 5 miljoner kronor. Medlen betalas ut under 2027 och blir fler för 2029.", [""]),
        ("# Stöd för 2026\n\nMuseet får 5 miljoner kronor.", ["2026"]),
        ("# Stöd för budgetåret 2026\n\nMuseet får 5 miljoner kronor.", ["2026"]),
        ("# Stöd för åren 2026–2027\n\nMuseet får 5 miljoner kronor.", ["2026 2027"]),
        ("# Stöd inför 2026\n\nMuseet får 5 miljoner kronor.", [""]),
        ("# Stöd under 2026\n\nMuseet får 5 miljoner kronor.", [""]),
        ("# Stöd för 2026\n\nMuseet får 5 miljoner kronor 2027.", ["2027"]),
        ("# Stöd\n\n## Stöd för 2026\n\nMuseet får 5 miljoner kronor.", [""]),
    ],
)
def test_an_undated_amount_takes_its_years_from_the_sentence_beside_it_or_the_title(text: str, told: list[str]) -> None:
    assert [years for years, _ in timings(text)] == told


def test_years_taken_over_are_told_where_they_stand() -> None:
    assert timings("Stödet ges 2026. Medlen är 5 mnkr per år.") == [("2026 a year", "2026|per år")]
