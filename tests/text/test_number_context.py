"""What stands before, at and behind a number: each rule with its border and the word that only looks like its word."""

import pytest

from pipelines.text.number_before import Before, is_day, is_name, is_year, role_of_keyword, words_before


def place(text: str) -> tuple[str, int, int]:
    """Give a text without its marks, and where the number between them stands."""
    start, end = text.index("⟨"), text.index("⟩") - 1
    return text.replace("⟨", "").replace("⟩", ""), start, end


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("⟨5⟩", Before("", "", "", "")),
        ("Enligt Artikel, ⟨5⟩", Before("", "artikel", "Artikel,", "enligt")),
        ("(enligt) »Artikel« ⟨5⟩", Before("", "artikel«", "»Artikel«", "enligt")),
        ("steg ett (C-⟨5⟩", Before("C-", "ett", "ett", "steg")),
        ("steg ett ([{\"'”“’»*_<>|“„‘#\\A⟨5⟩", Before("A", "ett", "ett", "steg")),
        ("steg ett:⟨5⟩", Before("ett:", "steg", "steg", "")),
        ("ett\n\nartikel ⟨5⟩", Before("", "artikel", "artikel", "")),
        ("ett\nartikel ⟨5⟩", Before("", "artikel", "artikel", "ett")),
        ("artikel\n\n⟨5⟩", Before("", "", "", "")),
        ("ord " + "x" * 85 + " ⟨5⟩", Before("", "x" * 85, "x" * 85, "ord")),
        ("ord " + "x" * 89 + " ⟨5⟩", Before("", "x" * 89, "x" * 89, "")),
        ("ord " + "x" * 95 + " ⟨5⟩", Before("", "x" * 89, "x" * 89, "")),
        (".,:;()[]*_\"'”“»ord.,:;()[]*_\"'”“» A.,:;()[]*_\"'”“» ⟨5⟩", Before("", "a", "A.,:;()[]*_\"'”“»", "ord")),
    ],
)
def test_the_words_before_a_number_are_given_as_printed_and_bare(text: str, before: Before) -> None:
    plain, start, _ = place(text)
    assert words_before(plain, start) == before


@pytest.mark.parametrize(
    ("digits", "told"),
    [
        *((digits, True) for digits in ("1500", "1999", "2000", "2099", "1600")),
        *((digits, False) for digits in ("1499", "2100", "199", "20000", "1400", "999", "", "2 00")),
    ],
)
def test_a_year_is_of_this_half_millennium(digits: str, *, told: bool) -> None:
    assert is_year(digits) is told


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("artikel ⟨5⟩", "reference"),
        ("Artikel: ⟨5⟩", "reference"),
        ("artikel, ⟨5⟩", None),
        ("artikel; ⟨5⟩", None),
        ("artikel (⟨5⟩", None),
        ("artikeln5 ⟨5⟩", None),
        ("klass ⟨5⟩", "designation"),
        ("dnr ⟨5⟩", "document_number"),
        ("vecka ⟨5⟩", "date"),
        ("budgetåret ⟨2019⟩", "year"),
        ("tfn ⟨5⟩", "telephone"),
        ("bankgiro ⟨5⟩", "account_number"),
        ("fyllt ⟨5⟩", "age"),
        ("box ⟨5⟩", "address"),
        ("antal ⟨5⟩", "count"),
        ("plats ⟨5⟩", "ordinal"),
        ("dag ⟨5⟩", "ordinal"),
        ("i dag ⟨5⟩", None),
        ("I dag ⟨5⟩", None),
        ("i år ⟨5⟩", None),
        ("i plats ⟨5⟩", "ordinal"),
        ("år ⟨5⟩", "ordinal"),
        ("år ⟨12⟩", "ordinal"),
        ("år ⟨123⟩", "year"),
        ("år ⟨2019⟩", "year"),
        *(
            (f"{month} ⟨5⟩", "date")
            for month in [
                "januari",
                "februari",
                "mars",
                "april",
                "maj",
                "juni",
                "juli",
                "augusti",
                "september",
                "oktober",
                "november",
                "december",
            ]
        ),
        *(
            (f"{month} ⟨5⟩", "date")
            for month in (*("January", "February", "March", "May", "June", "July", "August", "October"),)
        ),
        ("marsch ⟨5⟩", None),
        ("mar ⟨5⟩", None),
        *(
            (f"Lill{ending} ⟨12⟩", "address")
            for ending in [
                "gatan",
                "gata",
                "vägen",
                "väg",
                "torget",
                "torg",
                "platsen",
                "gränden",
                "gränd",
                "allén",
                "allé",
                "backen",
                "stigen",
                "kajen",
                "leden",
                "stranden",
                "strand",
                "hamnen",
                "bron",
                "udden",
                "slingan",
                "esplanaden",
                "parken",
            ]
        ),
        ("Storgatie ⟨12⟩", "address"),
        ("STORGATAN ⟨12⟩", "address"),
        ("storgatan ⟨12⟩", None),
        ("Storgatans ⟨12⟩", None),
        ("Storgatan ⟨123⟩", "address"),
        ("Storgatan ⟨1234⟩", None),
        ("Åväg ⟨12⟩", None),
        ("Älväg ⟨12⟩", None),
        ("Öl-väg ⟨12⟩", None),
        ("Sjöväg ⟨12⟩", "address"),
        ("delområde ⟨5⟩", "reference"),
        ("utvecklingsområde ⟨5⟩", "reference"),
        ("säkerhetsresolution ⟨5⟩", "document_number"),
        ("säkerhetsresolutionen ⟨5⟩", "document_number"),
        ("lägesrapport ⟨5⟩", "document_number"),
        ("lägesrapporter ⟨5⟩", None),
        ("delredovisning ⟨5⟩", "reference"),
        ("fallstudie ⟨5⟩", "reference"),
        ("klimatpaket ⟨5⟩", "designation"),
        ("skolklass ⟨5⟩", "designation"),
        ("arbetsprogram ⟨5⟩", "designation"),
        ("prisindex ⟨5⟩", "measure"),
        ("balanstal ⟨5⟩", "measure"),
        ("jämkvot ⟨5⟩", "measure"),
        ("jämkvoten ⟨5⟩", "measure"),
        ("arbetsprogram ⟨2019⟩", None),
        ("§⟨5⟩", "reference"),
        ("§§⟨5⟩", "reference"),
        ("§§§⟨5⟩", None),
        ("kap.⟨5⟩", "reference"),
        ("nr:⟨5⟩", "document_number"),
        ("Nr:⟨5⟩", "document_number"),
        ("utg.omr.⟨5⟩", "reference"),
        ("utg,omr⟨5⟩", None),
        ("kap,⟨5⟩", None),
        ("sidan.⟨5⟩", None),
        ("A.⟨5⟩", "designation"),
        ("Å:⟨5⟩", "designation"),
        ("s.⟨5⟩", "reference"),
        ("x.⟨5⟩", None),
        ("xkap.⟨5⟩", None),
        ("3kap.⟨5⟩", "reference"),
        ("_kap.⟨5⟩", "reference"),
    ],
)
def test_a_number_is_what_the_word_before_it_names(text: str, role: str | None) -> None:
    plain, start, end = place(text)
    assert role_of_keyword(plain, start, end, words_before(plain, start)) == role


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("den ⟨1⟩", True),
        ("den ⟨31⟩", True),
        ("Den ⟨9⟩", True),
        ("den ⟨0⟩", False),
        ("den ⟨32⟩", False),
        ("den ⟨311⟩", False),
        ("den ⟨3,5⟩", False),
        ("den a⟨5⟩", False),
        ("det ⟨5⟩", False),
    ],
)
def test_a_day_without_its_month_is_told_by_den(text: str, *, told: bool) -> None:
    plain, start, end = place(text)
    assert is_day(plain, start, end, words_before(plain, start)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gripen ⟨39⟩", True),
        ("(Gripen ⟨39⟩", True),
        ("gripen ⟨39⟩", False),
        ("Gripen, ⟨39⟩", False),
        ("Gripen) ⟨39⟩", False),
        ("JAS-⟨39⟩", False),
        ("Cirka ⟨39⟩", False),
        ("Den ⟨39⟩", False),
        ("Summa ⟨39⟩", False),
    ],
)
def test_a_capitalised_word_names_the_number_behind_it(text: str, *, told: bool) -> None:
    plain, start, _ = place(text)
    assert is_name(words_before(plain, start)) is told
