"""Words that part, join or prolong years, beside longer words that hold them."""

import pytest
from spaced import doubled

from pipelines.text.reading import read_document


def years(text: str) -> list[str]:
    """Give for each amount its years, "a year" where it recurs and "on" without an end."""
    read = _years(text)
    assert _years(doubled(text)) == read
    return read


def _years(text: str) -> list[str]:
    timings = [mention.timing for mention in read_document(text, published_year=2025).mentions]
    return [
        " ".join([*map(str, timing.years), *["a year"] * timing.per_year, *["on"] * timing.open_ended])
        for timing in timings
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Varaktig hjälp ges med 5 miljoner kronor per år.", ["a year on"]),
        ("Framåtskridande stöds med 5 miljoner kronor per år.", ["a year"]),
        ("Staten ger 5 miljoner kronor till ett ensamt hus årligen.", ["a year"]),
        ("Staten ger 5 miljoner kronor till samtal årligen.", ["a year"]),
        ("Staten ger årligen stöd, till alla, med 5 miljoner kronor.", [""]),
        ("Staten ger i Lund 3 kr till bröd och årligen till mjölk 5 miljoner kronor.", ["", "a year"]),
        ("En ökning av Årliga stödet med 5 miljoner kronor görs.", [""]),
        ("5 miljoner kronor till äventyr 2027 och 2028.", ["2027 2028"]),
        ("5 miljoner kronor till räven 2027 och 2028.", ["2027 2028"]),
    ],
)
def test_an_amount_recurs_by_whole_words_of_its_own_clause(text: str, told: list[str]) -> None:
    assert years(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet är 5 mnkr i ramen sedan 2022.", ["2022"]),
        ("Stödet är 5 mnkr för mentorer sedan 2022.", ["2022"]),
        ("Stödet är 5 mnkr i Koch-huset sedan 2022.", ["2022"]),
        ("Stödet är 5 mnkr till lagar och medborgare sedan 2022.", [""]),
        ("Sedan 2022 är stödet 5 mnkr sedan 2023.", ["2022"]),
        ("2024 eller 2027 är det 5 mnkr.", ["2027"]),
    ],
)
def test_an_anchor_dates_an_amount_that_no_other_clause_parts_it_from(text: str, told: list[str]) -> None:
    assert years(text) == told


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (" och innehåll för", ""),
        (" för jämförtal och", "2026"),
        (" till utövarnas kör och", "2026"),
        (" oinklusive", "2026"),
    ],
)
def test_a_part_is_told_by_whole_words(words: str, whole: str) -> None:
    assert years(f"Stödet är 5 mnkr{words} 2 mnkr 2026.") == [whole, "2026"]


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("om tre år", ""),
        ("om bara tre år", ""),
        ("om 3 år", ""),
        ("om tre årtal", "2026"),
        ("nuvarande", "2026"),
        ("ännu", "2026"),
        ("därefter ges 3 mnkr 2027 och", "2027"),
    ],
)
def test_a_later_time_ends_the_years_before_it(words: str, later: str) -> None:
    told = years(f"Stödet är 5 mnkr 2026 och {words} 7 mnkr.")
    assert (told[0], told[-1]) == ("2026", later)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet är 5 mnkr från 2026 per år tom 2028.", "2026 2027 2028 a year"),
        ("Senast 2025 ges 5 mnkr från 2026 per år till och med 2028.", "2026 2027 2028 a year"),
        ("Stödet är 5 mnkr 2026 och 2027 och förlängs till och med 2029.", "2026 2027 2028 2029 a year"),
        ("Stödet är 5 mnkr 2026 men oförlängt till och med 2028.", "2026"),
        ("Stödet är 5 mnkr 2026 och förlängs som en ny del av den stora planen här till och med 2028.", "2026"),
        ("Stödet är 5 mnkr 2026 och Samma belopp 2028.", "2026 2028 a year"),
        ("Stödet är 5 mnkr 2026 och samma 2028 och från och med 2029.", "2026 2028 2029 a year on"),
        ("Stödet är 5 mnkr och sammalunda 2028.", "2028"),
        ("5 miljoner kronor ges i ett år 2027.", "2027"),
        ("5 miljoner kronor ges i ett år från och med 2027.", "2027 on"),
        ("5 miljoner kronor ges i två år från och med 2027.", "2027 2028"),
    ],
)
def test_years_go_on_as_far_as_is_said(text: str, told: str) -> None:
    assert years(text) == [told]


@pytest.mark.parametrize("until", ["t.o.m.", "t.o.m", "t o m", "tom"])
def test_the_short_form_of_up_to_and_including_prolongs(until: str) -> None:
    assert _years(f"Stödet är 5 mnkr från 2026 per år {until} 2028.") == ["2026 2027 2028 a year"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("År 2025: 5 miljoner kronor År 2026: 6 miljoner kronor", ["2025", "2026"]),
        ("År 2025 är det 5 mnkr år 2026 är det 6 mnkr år 2027 är det 7 mnkr", ["2025", "2026", "2027"]),
        ("År 2025 är det 5 mnkr under 2026 och 6 mnkr under 2027.", ["2026", "2027"]),
        ("År 2024 är det 5 mnkr till samtal 2026 dock 6 mnkr.", ["2024", "2026"]),
        ("Det ges 5 mnkr; 6 mnkr 2026; 7 mnkr 2027.", ["2026", "2026", "2027"]),
        ("5 mnkr irrespektive 7 mnkr 2026 respektive 2028.", ["2026 2028", "2026 2028"]),
        ("5 mnkr respektives 7 mnkr 2026 respektive 2028.", ["2026 2028", "2026 2028"]),
        ("5 mnkr respektive 6 mnkr under 2027 respektive 2028 och under 2030.", ["2027 2028", "2027 2028"]),
    ],
)
def test_years_before_amounts_in_turn_belong_to_the_amount_behind_them(text: str, told: list[str]) -> None:
    assert years(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet höjs från 5 mnkr till 7 mnkr.", ["", ""]),
        ("Stödet höjs från nu och 5 mnkr till 7 mnkr 2026.", ["2026", "2026"]),
        ("Stödet höjs från 5 mnkr till Lund med 7 mnkr 2026.", ["2026", "2026"]),
        ("I år höjs stödet från 4 mnkr till 5 mnkr och från 6 mnkr till 7 mnkr 2026.", ["", "2025", "", "2026"]),
        ("Stödet höjs från 4 mnkr till 5 mnkr 2026–2027 och är 6 mnkr 2028.", ["2026", "2027", "2028"]),
        ("Det är 3 mnkr 2024 och stödet höjs från 4 mnkr till 5 mnkr 2026–2027.", ["2024", "2026", "2027"]),
        ("Det är 3 mnkr 2024 och stödet höjs från 4 mnkr till 5 mnkr 2026.", ["2024", "", "2026"]),
    ],
)
def test_a_change_has_its_years_apart_from_the_amounts_around_it(text: str, told: list[str]) -> None:
    assert years(text) == told
