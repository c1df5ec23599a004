import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from printed_numbers import grouped

from pipelines.text.flat_tables import find_flat_tables
from pipelines.text.spans import Span, split_lines
from pipelines.text.tables import Grid

BEFORE = "Regeringen satsar på skolor i hela landet."
AFTER = "Pengarna betalas ut i vår, säger ministern."
HEADER = ["Kommun", "Belopp 2018", "Belopp 2019"]
LUND, UMEA, FALUN, YSTAD = (
    ["Lund", "1 000", "2 000"],
    ["Umeå", "3 000", "4 000"],
    ["Falun", "5 000", "6 000"],
    ["Ystad", "7 000", "8 000"],
)


def document(*cells: str | list[str], joint: str = "\n") -> str:
    lines = [line for cell in cells for line in ([cell] if isinstance(cell, str) else cell)]
    return joint.join([BEFORE, *lines, AFTER])


def grids(text: str) -> list[Grid]:
    return find_flat_tables(text, split_lines(text))


def read(text: str) -> tuple[list[list[str]], list[list[str]], list[tuple[str, str]]]:
    """Give headers, rows and problems of the only table."""
    (grid,) = grids(text)
    return told(text, grid)


def told(text: str, grid: Grid) -> tuple[list[list[str]], list[list[str]], list[tuple[str, str]]]:
    def printed(spans: tuple[Span, ...]) -> list[str]:
        return [span.of(text) for span in spans]

    problems = [(problem.kind, problem.span.of(text).replace("\n", "|")) for problem in grid.problems]
    return [printed(header) for header in grid.headers], [printed(row) for row in grid.rows], problems


_NAMES = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=2, max_size=15).map(str.capitalize)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    columns = draw(st.integers(1, 6))
    names = draw(st.lists(_NAMES, min_size=3, max_size=15, unique=True))
    amounts = st.integers(0, 10**10).map(lambda amount: grouped(amount, draw(st.sampled_from([" ", "\u00a0", "."]))))
    rows = [[name, *(draw(amounts) for _ in range(columns))] for name in names]
    return ["Kommun", *(f"Belopp {2018 + number}" for number in range(columns))], rows


@given(tables(), st.sampled_from(["\n", "\n\n", "\n \n", "\r\n", "\r\n\r\n", "\r"]))
def test_any_table_reads_back_cell_by_cell(table: tuple[list[str], list[list[str]]], joint: str) -> None:
    header, rows = table
    text = document(header, *rows, joint=joint)
    (grid,) = grids(text)
    assert told(text, grid) == ([[cell] for cell in header], rows, [])
    assert text[: grid.span.start].strip() == BEFORE
    assert text[grid.span.end :].strip() == AFTER


@given(tables(), tables())
def test_two_tables_apart_or_adjacent_are_read_apart(
    first: tuple[list[str], list[list[str]]], second: tuple[list[str], list[list[str]]]
) -> None:
    assume(first[0] != second[0])
    for between in ([], ["Till regionerna"], ["Nästa tabell visar resten."]):
        text = document(first[0], *first[1], *between, second[0], *second[1])
        found = grids(text)
        assert [told(text, grid)[1] for grid in found] == [first[1], second[1]]
        assert told(text, found[1])[0] == [[cell] for cell in second[0]]


@given(tables(), st.data())
def test_a_cell_lost_anywhere_is_told_and_moves_no_other_row(
    table: tuple[list[str], list[list[str]]], data: st.DataObject
) -> None:
    header, rows = table
    assume(len(header) > 2 and len(rows) > 3)
    hurt = data.draw(st.integers(0, len(rows) - 1))
    del rows[hurt][data.draw(st.integers(1, len(header) - 1))]
    headers, read_rows, problems = read(document(header, *rows))
    assert headers == [[cell] for cell in header]
    assert read_rows == rows
    assert problems == [("missing_cell", "|".join(rows[hurt]))]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
def test_a_row_with_a_cell_too_many_is_told(joint: str) -> None:
    _, rows, problems = read(document(HEADER, LUND, [*UMEA, "4 500"], FALUN, YSTAD, joint=joint))
    assert rows == [LUND, [*UMEA, "4 500"], FALUN, YSTAD]
    assert [kind for kind, _ in problems] == ["extra_cell"]


def test_a_row_that_stands_twice_is_read_twice() -> None:
    assert read(document(HEADER, LUND, UMEA, UMEA, FALUN))[1] == [LUND, UMEA, UMEA, FALUN]


@pytest.mark.parametrize(
    "cells", [["5 000", "6 O00"], ["5 O00", "6 000"], ["-5 000", "6 000"], ["5 000 kr", "-"], ["–", "–"]]
)
@pytest.mark.parametrize("row", range(4))
def test_letters_signs_units_and_dashes_are_cells_in_any_row(cells: list[str], row: int) -> None:
    rows = [LUND, UMEA, YSTAD]
    rows.insert(row, ["Falun", *cells])
    headers, read_rows, problems = read(document(HEADER, *rows))
    assert headers == [["Kommun"], ["Belopp 2018"], ["Belopp 2019"]]
    assert read_rows == rows
    assert problems == []


@pytest.mark.parametrize("cells", [["ej klart", "6 000"], ["5 000", "ej klart"]])
@pytest.mark.parametrize("row", range(3))
def test_words_stand_where_an_amount_belongs(cells: list[str], row: int) -> None:
    rows = [LUND, UMEA, YSTAD]
    rows.insert(row, ["Falun", *cells])
    headers, read_rows, problems = read(document(HEADER, *rows))
    assert headers == [["Kommun"], ["Belopp 2018"], ["Belopp 2019"]]
    assert read_rows == rows
    assert problems == []


def test_words_in_the_last_cell_of_all_leave_a_row_that_lacks_it() -> None:
    _, rows, problems = read(document(HEADER, LUND, UMEA, ["Falun", "5 000", "ej klart"]))
    assert rows == [LUND, UMEA, ["Falun", "5 000"]]
    assert problems == [("missing_cell", "Falun|5 000")]


def test_two_header_rows_are_both_kept_and_told() -> None:
    headers, rows, problems = read(document(["Kommun", "Bidrag", "Bidrag"], ["Namn", "År 2018", "År 2019"], LUND, UMEA))
    assert headers == [["Kommun", "Namn"], ["Bidrag", "År 2018"], ["Bidrag", "År 2019"]]
    assert rows == [LUND, UMEA]
    assert [kind for kind, _ in problems] == ["two_header_rows"]


def test_two_header_rows_may_end_with_plain_years() -> None:
    headers, rows, problems = read(document(["Kommun", "Bidrag", "Bidrag"], ["Namn", "2018", "2019"], LUND, UMEA))
    assert headers == [["Kommun", "Namn"], ["Bidrag", "2018"], ["Bidrag", "2019"]]
    assert rows == [LUND, UMEA]
    assert [kind for kind, _ in problems] == ["two_header_rows"]


def test_plain_years_over_the_amounts_are_a_header() -> None:
    headers, rows, problems = read(document("Belopp i kronor", ["Kommun", "2018", "2019"], LUND, UMEA))
    assert (headers, rows, problems) == ([["Kommun"], ["2018"], ["2019"]], [LUND, UMEA], [])
    headers, rows, problems = read(document("Kommun", "2018", "Lund", "5 000", "Umeå", "6 000"))
    assert (headers, rows, problems) == ([["Kommun"], ["2018"]], [["Lund", "5 000"], ["Umeå", "6 000"]], [])


def test_amounts_like_years_under_a_header_with_years_are_amounts() -> None:
    rows = [["Lund", "2018", "2050"], UMEA, FALUN]
    assert read(document(HEADER, *rows))[1] == rows
    assert read(document(["Kommun", "Belopp 2018", "Andel"], *rows))[1] == rows
    years = [["Lund", "2018"], ["Umeå", "2019"], ["Falun", "2020"]]
    assert read(document(["Kommun", "Stöd"], *years))[1] == years
    assert read(document(*years))[1] == years
    years = [["Lund", "2018"], ["Umeå", "5 000"], ["Falun", "6 000"]]
    assert read(document(["Kommun", "Stöd"], *years))[1] == years
    rows = [["Lund", "2018", "5 000", "6 000"], [*UMEA, "4 500"], [*FALUN, "6 500"]]
    assert read(document(*rows))[1] == rows


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_header_printed_again_is_told_and_is_no_row(after: int) -> None:
    rows = [LUND, UMEA, FALUN, YSTAD]
    _, read_rows, problems = read(document(HEADER, *rows[:after], HEADER, *rows[after:]))
    assert read_rows == rows
    assert problems == [("repeated_header", "Kommun")]


def test_a_table_without_header_is_told() -> None:
    headers, rows, problems = read(document(LUND, UMEA, FALUN))
    assert headers == [[], [], []]
    assert rows == [LUND, UMEA, FALUN]
    assert [kind for kind, _ in problems] == ["table_without_header"]


def test_a_table_starts_at_its_first_amounts_where_no_line_above_reads_as_a_header() -> None:
    headers, rows, problems = read(document("Södra Sverige", LUND, UMEA))
    assert (headers, rows) == ([[], [], []], [LUND, UMEA])
    assert [kind for kind, _ in problems] == ["table_without_header"]
    headers, rows, problems = read(document("Hela landet", "Norra Sverige", "Mellersta", "Södra", LUND, UMEA))
    assert (headers, rows, problems) == ([["Norra Sverige"], ["Mellersta"], ["Södra"]], [LUND, UMEA], [])


def test_a_column_under_a_header_needs_two_rows() -> None:
    text = document("Kommun", "Belopp 2018", "Lund", "1 000", "Umeå", "2 000")
    headers, rows, problems = read(text)
    assert (headers, rows, problems) == ([["Kommun"], ["Belopp 2018"]], [["Lund", "1 000"], ["Umeå", "2 000"]], [])


def test_a_group_of_headings_within_a_table_is_no_header_of_another() -> None:
    for first in ("Norra Sverige", "Stöd i norr"):
        assert read(document(HEADER, LUND, UMEA, first, "Inlandet", FALUN, YSTAD))[1] == [
            *(LUND, UMEA, [first], ["Inlandet"], FALUN, YSTAD)
        ]
    assert read(document(HEADER, UMEA, "Skåne län", "Södra", "Inlandet", LUND))[1] == [
        *(UMEA, ["Skåne län"], ["Södra"], ["Inlandet"], LUND)
    ]


def test_short_lines_above_a_header_are_no_header_unless_they_name_columns() -> None:
    headers, _, problems = read(document("Stöd till skolor", "Hela landet", "Alla orter", HEADER, LUND, UMEA))
    assert (headers, problems) == ([["Kommun"], ["Belopp 2018"], ["Belopp 2019"]], [])


@pytest.mark.parametrize("header", ["Belopp", "År 2018", "Andel", "Resultat*"])
def test_money_years_counts_and_marks_make_a_line_a_header(header: str) -> None:
    assert read(document("Kommun", header, "Lund", "1 000", "Umeå", "2 000"))[0] == [["Kommun"], [header]]


def test_half_of_the_rows_tell_how_many_columns_there_are() -> None:
    _, rows, problems = read(document(HEADER, LUND, UMEA, FALUN[:2], YSTAD[:2]))
    assert rows == [LUND, UMEA, FALUN[:2], YSTAD[:2]]
    assert [kind for kind, _ in problems] == ["missing_cell", "missing_cell"]
    uneven = [FALUN[:2], [*YSTAD, "8 500"], ["Eda", "1", "2", "3", "4"]]
    assert grids(document(HEADER, LUND, UMEA, *uneven)) == []


def test_words_among_more_amounts_than_there_are_columns_part_the_row() -> None:
    header = [*HEADER, "Belopp 2020"]
    whole = [[*LUND, "2 500"], [*UMEA, "4 500"]]
    _, rows, problems = read(document(header, whole[0], "Falun", "5 000", "ej klart", "6 000", "7 000", whole[1]))
    assert rows == [whole[0], ["Falun", "5 000"], ["ej klart", "6 000", "7 000"], whole[1]]
    assert [kind for kind, _ in problems] == ["missing_cell", "missing_cell"]


def test_a_table_of_one_column_ends_where_the_header_of_another_begins() -> None:
    text = document("Kommun", "Bidrag", "Lund", "1 000", "Umeå", "2 000", HEADER, FALUN, YSTAD)
    assert [told(text, grid)[1] for grid in grids(text)] == [[["Lund", "1 000"], ["Umeå", "2 000"]], [FALUN, YSTAD]]
    counties = ["Län", "Bidrag 2019", "Skåne", "3 000", "Dalarna", "4 000"]
    text = document("Kommun", "Bidrag", "Lund", "1 000", "Umeå", "2 000", counties)
    assert [told(text, grid)[0] for grid in grids(text)] == [[["Kommun"], ["Bidrag"]], [["Län"], ["Bidrag 2019"]]]


def test_a_heading_right_above_the_header_is_no_part_of_the_table() -> None:
    text = document("Fördelning till kommunerna", HEADER, LUND, UMEA)
    (grid,) = grids(text)
    assert told(text, grid) == ([["Kommun"], ["Belopp 2018"], ["Belopp 2019"]], [LUND, UMEA], [])
    assert text[: grid.span.start].endswith("Fördelning till kommunerna\n")


def test_headings_of_groups_of_rows_leave_the_columns_where_they_are() -> None:
    headers, rows, problems = read(document(HEADER, "Skåne län", LUND, YSTAD, "Dalarnas län", FALUN))
    assert headers == [["Kommun"], ["Belopp 2018"], ["Belopp 2019"]]
    assert rows == [["Skåne län"], LUND, YSTAD, ["Dalarnas län"], FALUN]
    assert problems == [("missing_cell", "Skåne län"), ("missing_cell", "Dalarnas län")]


def test_a_short_line_behind_the_table_is_no_part_of_it() -> None:
    text = document(HEADER, LUND, UMEA, "Läs mer om stödet")
    (grid,) = grids(text)
    assert text[grid.span.end :].strip().startswith("Läs mer om stödet")


@pytest.mark.parametrize(
    "text",
    [
        document("Antal skolor", "12", AFTER, "Antal elever", "500"),
        document("Antal skolor", "12", "Antal elever", "500"),
        document("• Lund", "1 000", "• Umeå", "2 000", "• Falun", "3 000"),
        document("Lund:", "1 000", "Umeå:", "2 000", "Falun:", "3 000"),
        document("Lund", "1 000", "Umeå", "3 000", "4 000"),
        document("Kommun", "Namn", "Lund", "1 000", "Umeå", "2 000"),
        document("Belopp 2018", "Lund", "1 000", "Umeå", "2 000"),
        document("**2014–2015**", "Chef", "2012 – 2014", "Råd", "2010 – 2012", "Sekreterare", "2008 – 2010"),
        document("Kommun", "2018", "2019", AFTER, "5 000"),
        "Kommun\n2018\nLund",
        "Lund\n1 000",
        "1 000\n2 000\n3 000",
        "",
    ],
)
def test_lines_that_recur_in_no_shape_are_no_table(text: str) -> None:
    assert grids(text) == []


_LINES = st.sampled_from(
    [*HEADER, *LUND, *FALUN, "2018", "2019", "-", "", "En mening.", "ej klart", "Summa", "5 O00", "* not", "| a | 1 |"]
)


@given(st.lists(_LINES, max_size=40), st.sampled_from(["\n", "\r\n"]))
def test_grids_of_any_lines_are_apart_and_hold_each_line_at_most_once(lines: list[str], joint: str) -> None:
    text = joint.join(lines)
    position = 0
    for grid in grids(text):
        assert grid.span.start >= position
        position = grid.span.end
        cells = [span for spans in (*grid.headers, *grid.rows) for span in spans]
        assert len(set(cells)) == len(cells)
        assert all(grid.span.holds(cell) and cell.of(text) in lines for cell in cells)
        assert all(row and not row[0].of(text).startswith(("En mening", "*", "|")) for row in grid.rows)
        assert all(grid.span.holds(problem.span) for problem in grid.problems)
        inside = [line for line in split_lines(text) if line.text and grid.span.holds(line.span)]
        held = set(cells) | {span for problem in grid.problems for span in (problem.span,)}
        if not any(problem.kind == "repeated_header" for problem in grid.problems):
            assert {line.span for line in inside} <= held
