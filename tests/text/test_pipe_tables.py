import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_numbers import grouped

from pipelines.text.blocks import split_blocks
from pipelines.text.pipe_tables import find_pipe_tables, row_cells
from pipelines.text.spans import Span
from pipelines.text.tables import Grid


def grids(text: str) -> list[Grid]:
    return find_pipe_tables(text, split_blocks(text))


def read(text: str) -> tuple[list[list[str]], list[list[str]], str | None]:
    """Give headers, rows and caption of the only table."""
    (grid,) = grids(text)
    return (
        [[span.of(text) for span in header] for header in grid.headers],
        [[span.of(text) for span in row] for row in grid.rows],
        grid.caption.of(text) if grid.caption else None,
    )


def rows(*cells: list[str]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def test_header_and_rows_are_told_by_the_rule_between() -> None:
    text = rows(["Kommun", "Belopp 2018"], ["---", "---:"], ["Lund", "1 000"], ["Umeå", "2 000"])
    assert read(f"Text före.\n\n{text}\n\nText efter.") == (
        [["Kommun"], ["Belopp 2018"]],
        [["Lund", "1 000"], ["Umeå", "2 000"]],
        None,
    )


def test_a_row_with_a_dash_for_nothing_is_no_rule() -> None:
    text = rows(["Kommun", "Belopp 2018"], ["---", "---"], ["Lund", "---"], ["Umeå", "2 000"])
    assert read(text) == ([["Kommun"], ["Belopp 2018"]], [["Lund", "---"], ["Umeå", "2 000"]], None)
    without_rule = rows(["Lund", "---"], ["Umeå", "2 000"])
    assert read(without_rule) == ([["Lund"], ["---"]], [["Umeå", "2 000"]], None)


_CELLS = st.text("abcdefåäöABC", min_size=1, max_size=8)


@given(st.data(), st.integers(1, 6), st.integers(1, 8), st.sampled_from(["\n", "\r\n"]))
def test_any_table_reads_back_cell_by_cell(data: st.DataObject, columns: int, height: int, end: str) -> None:
    header = [data.draw(_CELLS) for _ in range(columns + 1)]
    amounts = st.integers(0, 10**9).map(lambda amount: grouped(amount, " "))
    body = [[data.draw(_CELLS), *(data.draw(amounts) for _ in range(columns))] for _ in range(height)]
    text = rows(header, ["---"] * (columns + 1), *body).replace("\n", end)
    assert read(text) == ([[cell] for cell in header], body, None)


@pytest.mark.parametrize(
    "lines",
    [
        [["Stöd till kommuner", ""], ["Kommun", "Belopp"], ["---", "---"], ["Lund", "1 000"]],
        [["Stöd till kommuner", ""], ["---", "---"], ["Kommun", "Belopp"], ["Lund", "1 000"]],
        [["Stöd till kommuner", ""], ["---", "---"], ["**Kommun**", "**Belopp**"], ["Lund", "1 000"]],
    ],
)
def test_a_first_row_with_one_filled_cell_is_the_caption(lines: list[list[str]]) -> None:
    headers, body, caption = read(rows(*lines))
    assert caption == "Stöd till kommuner"
    assert [cell.strip("*") for header in headers for cell in header] == ["Kommun", "Belopp"]
    assert body == [["Lund", "1 000"]]


def test_an_empty_header_leaves_the_first_row_of_words_and_years_as_header() -> None:
    text = rows(["", "", ""], ["---"] * 3, ["Kommun", "2018", "2019"], ["Lund", "1 000", "2 000"])
    assert read(text)[:2] == ([["Kommun"], ["2018"], ["2019"]], [["Lund", "1 000", "2 000"]])


@pytest.mark.parametrize(
    "years",
    [
        ["**2025 (mnkr)**", "**2026 (mnkr)**"],
        ["2025, tkr", "2026, tkr"],
        ["2025 mnkr", "2026 mnkr"],
        ["2025–2027", "2028–30"],
        ["2025*", "2025**"],
    ],
)
def test_years_with_units_under_an_empty_header_are_the_header(years: list[str]) -> None:
    text = rows(["", "", ""], ["---"] * 3, ["År", *years], ["Lund", "1 000", "2 000"])
    assert read(text)[:2] == ([["År"], [years[0]], [years[1]]], [["Lund", "1 000", "2 000"]])


@pytest.mark.parametrize("amounts", [["2025 kr", "1980 kr"], ["2025 mnkr", "2030 mnkr"], ["2025", "1980"]])
def test_amounts_that_look_like_years_under_an_empty_header_are_a_row(amounts: list[str]) -> None:
    text = rows(["", "", ""], ["---"] * 3, ["Lund", *amounts], ["Umeå", "1 000", "2 000"])
    assert read(text)[1] == [["Lund", *amounts], ["Umeå", "1 000", "2 000"]]


def test_a_header_cell_over_several_columns_is_each_ones() -> None:
    text = rows(
        ["", "2018", "", "2019", ""],
        ["---"] * 5,
        ["Kommun", "Antal", "Belopp", "Antal", "Belopp"],
        ["Lund", "5", "1 000", "6", "2 000"],
    )
    assert read(text)[0] == [["Kommun"], ["2018", "Antal"], ["2018", "Belopp"], ["2019", "Antal"], ["2019", "Belopp"]]
    assert read(text)[1] == [["Lund", "5", "1 000", "6", "2 000"]]


def test_a_first_row_of_words_under_a_full_header_is_a_row() -> None:
    text = rows(["Insats", "Beskrivning"], ["---"] * 2, ["Skola", "Bidrag till läxhjälp"], ["Vård", "1 000"])
    assert read(text)[1] == [["Skola", "Bidrag till läxhjälp"], ["Vård", "1 000"]]


def test_escaped_pipes_stay_in_their_cell() -> None:
    text = rows(["Kommun", "Belopp"], ["---"] * 2, [r"Lund \| Skåne", "1 000"])
    assert read(text)[1] == [[r"Lund \| Skåne", "1 000"]]


def test_a_last_pipe_may_be_left_out() -> None:
    assert read("| Kommun | Belopp\n|---|---\n| Lund | 1 000")[1] == [["Lund", "1 000"]]


def test_empty_cells_keep_their_place() -> None:
    text = "| Kommun | A | B |\n|---|---|---|\n| Lund ||1 000|"
    assert read(text)[1] == [["Lund", "", "1 000"]]


@pytest.mark.parametrize("ragged", [["Lund", "1 000", "5"], ["Lund"]])
def test_a_row_with_too_few_or_many_cells_is_told_and_makes_no_column(ragged: list[str]) -> None:
    text = rows(["Kommun", "Belopp"], ["---"] * 2, ragged, ["Umeå", "2 000"])
    (grid,) = grids(text)
    assert len(grid.headers) == 2
    assert [(problem.kind, problem.span.of(text)) for problem in grid.problems] == [
        ("odd_row_length", " | ".join(ragged))
    ]


@pytest.mark.parametrize("text", ["|", "| |", "|\n|", "| Kommun | Belopp |\n|---|---|", "Kommun | Belopp", ""])
def test_pipes_without_amounts_read_without_failing(text: str) -> None:
    assert all(cell.of(text) in {"", "Kommun", "Belopp"} for grid in grids(text) for row in grid.rows for cell in row)


@given(st.text(alphabet="| \\-ab\n1", max_size=60))
def test_cells_of_any_row_lie_within_it_in_order(text: str) -> None:
    row = text.replace("\n", "").strip()
    cells = row_cells(row, Span(0, len(row)))
    position = 0
    for cell in cells:
        assert position <= cell.start <= cell.end <= len(row)
        assert cell.of(row) == cell.of(row).strip()
        position = cell.end
    for grid in grids(text):
        assert all(grid.span.holds(cell) for line in grid.rows for cell in line if cell.start < cell.end)
