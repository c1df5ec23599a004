"""What the words of and around a table say: its title, its unit, its rows, and its bare magnitudes in prose."""

from decimal import Decimal

import pytest
from spaced import doubled

from pipelines.text.blocks import split_blocks
from pipelines.text.headers import label_unit
from pipelines.text.implied_units import misspelt_unit, unit_of_budget_table
from pipelines.text.reading import read_document
from pipelines.text.tables import Table

ROWS = "|---|---|\n| Lund | 5 000 |\n| Umeå | 6 000 |\n"


def table(text: str) -> Table:
    (only,) = read_document(text, published_year=2025).tables
    return only


def amounts(read: Table) -> list[list[int]]:
    return [[int(cell.amount) for cell in row.cells if cell.amount is not None] for row in read.rows]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Så fördelas pengarna",
            "Så här fördelas stödet",
            "Mer information",
            "Tabell 3",
            "Tabell",
            "Fakta",
            "Faktaruta",
        ),
        *("Fördelning av medel:", "Fördelningen", "Belopp", "Bakgrund", "Läs mer", "BILAGA"),
    ],
)
def test_a_heading_that_could_stand_anywhere_is_no_title(heading: str) -> None:
    for printed in (heading, doubled(heading)):
        text = f"# Stöd till badplatser\n\n## {printed}\n\n| Kommun | Belopp 2026 |\n{ROWS}"
        assert table(text).title == "Stöd till badplatser"


@pytest.mark.parametrize(
    "heading", ["Bidrag till hamnar", "Fördelning av medel till hamnar", "Tabeller", "Så fördelas"]
)
def test_the_nearest_heading_that_says_something_is_the_title(heading: str) -> None:
    text = f"# Stöd till badplatser\n\n## {heading}\n\n| Kommun | Belopp 2026 |\n{ROWS}"
    assert table(text).title == heading


def test_the_header_of_the_names_may_state_the_unit_of_all_columns() -> None:
    read = table(f"| Län (belopp i tkr) | 2026 |\n{ROWS}")
    assert [(column.role, column.multiplier, column.years) for column in read.columns] == [
        ("label", None, ()),
        ("amount", 1000, (2026,)),
    ]


def test_a_pipe_that_is_printed_within_a_header_is_no_border() -> None:
    assert [column.header for column in table(f"| Kommun | Stöd \\| lån (kr) |\n{ROWS}").columns] == [
        "Kommun",
        "Stöd | lån (kr)",
    ]


def test_only_columns_of_amounts_recur_and_stay_open() -> None:
    read = table(f"| Kommun | Belopp per år från och med 2026 |\n{ROWS}")
    assert [(column.per_year, column.open_ended) for column in read.columns] == [(False, False), (True, True)]
    read = table(f"| Kommun | Antal |\n{ROWS}")
    assert [(column.per_year, column.open_ended, column.role) for column in read.columns][1] == (False, False, "other")


def test_numbers_of_rows_name_nothing_and_years_do() -> None:
    numbered = table("| Nr | Kommun | Belopp 2026 |\n|---|---|---|\n| 1 | Lund | 5 000 |\n| 2 | Umeå | 6 000 |\n")
    assert [row.label for row in numbered.rows] == ["Lund", "Umeå"]
    of_years = table("| År | Kommun | Belopp |\n|---|---|---|\n| 2024 | Lund | 5 000 |\n| 2025 | Umeå | 6 000 |\n")
    assert [row.label for row in of_years.rows] == ["2024", "2025"]


def test_a_table_of_lines_is_known_by_its_shape_and_may_have_years_for_a_header() -> None:
    text = "Stöd i kronor\n\nKommun\n\n2026\n\n2027\n\nLund\n\n5 000\n\n6 000\n\nUmeå\n\n6 000\n\n7 000\n"
    read = table(text)
    assert read.shape == "flattened"
    assert [column.years for column in read.columns] == [(), (2026,), (2027,)]
    assert amounts(read) == [[5000, 6000], [6000, 7000]]


def test_words_between_the_header_and_the_first_amounts_are_a_row_without_amounts() -> None:
    text = "Kommun\n\nBelopp 2026\n\nBelopp 2027\n\nSkåne län\n\nLund\n\n5 000\n\n6 000\n\nUmeå\n\n6 000\n\n7 000\n"
    read = table(text)
    assert [row.label for row in read.rows] == ["Skåne län", "Lund", "Umeå"]
    assert [column.years for column in read.columns] == [(), (2026,), (2027,)]
    assert [problem.kind for problem in read.problems] == ["missing_cell"]


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        ("Kronor", 1),
        ("Miljarder kronor", 10**9),
        ("Anslag, mnkr", 10**6),
        ("Anslag (tkr)", 1000),
        ("Miljoner euro", 10**6),
        ("**Tusen kronor**:", 1000),
        ("Anslag mnkr", None),
        ("Euro", None),
        ("Miljoner kronor i anslag", None),
    ],
)
def test_a_row_states_its_unit_as_its_name_or_behind_it(name: str, factor: int | None) -> None:
    unit = label_unit(name)
    assert (unit and int(unit.factor)) == factor


@pytest.mark.parametrize(
    ("years", "figure", "is_inferred"),
    [
        ([(2026,), (2027,)], 99_999, True),
        ([(2026,), (2027,)], 100_000, False),
        ([(2026,), (2027,)], -100_000, False),
        ([(2025,), (2026,)], 5, True),
        ([(2024,), (2025,)], 5, False),
        ([(2026,), (2028,)], 5, False),
        ([(2027,), (2026,)], 5, False),
        ([(2026,), (2027, 2028)], 5, False),
        ([(2026,)], 5, False),
    ],
)
def test_coming_years_one_after_the_other_are_in_millions(
    years: list[tuple[int, ...]], figure: int, is_inferred: bool
) -> None:
    assert (unit_of_budget_table(years, [Decimal(figure)], 2025) is not None) is is_inferred
    assert unit_of_budget_table(years, [Decimal(figure)], None) is None
    assert unit_of_budget_table(years, [], 2025) is None


@pytest.mark.parametrize(
    ("printed", "factor"),
    [
        ("(mnr)", 10**6),
        ("(mnkrr)", 10**6),
        ("(mnk)", 10**6),
        ("(mknr)", 10**6),
        ("(MSK)", 10**6),
        ("(mdk)", 10**9),
        ("(tkrs)", 1000),
        ("(mkkr)", None),
        ("(mnkr)", None),
        ("(xkr)", None),
        ("(tusen)", None),
        ("mnr", None),
        ("(mn kr)", None),
    ],
)
def test_a_unit_is_known_one_letter_off_where_only_one_is_near(printed: str, factor: int | None) -> None:
    found = misspelt_unit(f"Belopp {printed}")
    assert (found and int(found.unit.factor)) == factor


@pytest.mark.parametrize(
    ("text", "is_money"),
    [
        ("Vi satsar 652 miljoner på vägar.", True),
        ("Vi satsar 652 miljoner ton på vägar.", False),
        ("Vi ger 652 miljoner.", True),
        ("Gerda har 652 miljoner.", False),
        ("Kröken har 652 miljoner.", False),
        ("Mkrtest är 652 miljoner.", False),
        ("Det är 652 miljoner i mkr.", True),
        ("Antalet flyktingar är 652 miljoner och vi får stöd.", False),
        ("Nu får 652 miljoner användas av Boverket.", True),
    ],
)
def test_a_bare_magnitude_is_money_where_the_words_around_it_are_about_money(text: str, is_money: bool) -> None:
    assert bool(read_document(text).mentions) is is_money


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rubrik\n\nText här.", ["heading", "paragraph"]),
        ("Rubrik\nmer text\n\nText här.", ["paragraph", "paragraph"]),
        ("Text före\nRubrik\n\nText här.", ["paragraph", "paragraph"]),
        ("Rubrik.\n\nText här.", ["paragraph", "paragraph"]),
        ("rubrik\n\nText här.", ["paragraph", "paragraph"]),
        ("# R\n\nRubrik\n\nText här.", ["heading", "paragraph", "paragraph"]),
        ("Foto: Eva Ek\n\nText här.", ["paragraph", "paragraph"]),
        ("Inledning\nforts.\n\nRubrik\n\nText här.", ["paragraph", "heading", "paragraph"]),
    ],
)
def test_a_line_alone_that_ends_no_sentence_is_a_heading(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in split_blocks(text)] == kinds
