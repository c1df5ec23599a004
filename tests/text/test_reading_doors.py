"""What a whole document lets through to its readers: every table that the reader of tables would find is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.flat_tables import find_flat_tables
from pipelines.text.reading import read_document, read_money
from pipelines.text.spans import split_lines

BEFORE = "Så fördelas pengarna."
AFTER = "Pengarna betalas ut i vår."


def document(*lines: str) -> str:
    return "\n".join([BEFORE, "", *lines, "", AFTER])


def tables(text: str) -> list[tuple[str, list[list[str]]]]:
    return [
        (table.shape, [[cell.span.of(text) for cell in row.cells] for row in table.rows])
        for table in read_document(text, published_year=2018).tables
    ]


_FORMS = (
    *("SEK {}", "EUR {}", "USD {}", "kr {}", "kr. {}", "kr{}", "€{}", "$ {}", "£{}", "sek {}"),
    *("ca {}", "ca{}", "ca. {}", "cirka {}", "c:a {}", "~{}", "ca SEK {}", "~kr {}"),
    *("+{}", "-{}", "– {}", "− {}", "\\-{}", "SEK -{}", "({})", "**{}**", "__{}__", "*ca {}*", "_SEK {}_"),
    *("l{}", "O{}", "o{}", "I{}", "S{}", "B{}", "{}"),
)


@pytest.mark.parametrize("form", _FORMS)
def test_lines_of_amounts_make_a_table_however_they_open(form: str) -> None:
    rows = [["Lund", form.format("15 000")], ["Umeå", form.format("16 000")]]
    text = document("Kommun", "Belopp 2018", *(cell for row in rows for cell in row))
    assert tables(text) == [("flattened", rows)]
    assert read_money(text) is not None


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", ".."])
def test_lines_without_an_amount_stand_for_cells(dash: str) -> None:
    rows = [["Lund", dash], ["Umeå", "16 000"]]
    text = document("Kommun", "Belopp 2018", *(cell for row in rows for cell in row))
    assert tables(text) == [("flattened", rows)]


_CELLS = st.builds(
    str.format,
    st.text(st.sampled_from([*" \u00a0.-–+~*_()\\/:", *"OolISBkrcaEURSKD€$£²₃"]), max_size=6).map("{}{{}}".format),
    st.sampled_from(["5", "15 000", "l5 000", "1,5", "164 000 00", "5 mnkr", "²5", "5–7 kr", "15 000) *"]),
)


@given(_CELLS)
def test_no_line_that_looks_like_an_amount_is_passed_over(cell: str) -> None:
    text = document("Kommun", "Belopp 2018", "Lund", cell, "Umeå", cell, "Falun", cell)
    assert tables(text) or not find_flat_tables(text, split_lines(text))


def test_a_table_of_pipes_parts_the_tables_of_lines_around_it() -> None:
    text = document(
        *("Kommun", "Belopp 2018", "Lund", "1 000", "Umeå", "2 000", ""),
        *("| Län | Stöd 2018 |", "|---|---|", "| Skåne | 9 000 |", ""),
        *("Kommun", "Belopp 2018", "Eda", "3 000", "Ystad", "4 000"),
    )
    assert tables(text) == [
        ("flattened", [["Lund", "1 000"], ["Umeå", "2 000"]]),
        ("markdown", [["Skåne", "9 000"]]),
        ("flattened", [["Eda", "3 000"], ["Ystad", "4 000"]]),
    ]


def test_a_table_of_pipes_without_a_number_holds_no_money() -> None:
    assert read_money("| Kommun | Län |\n|---|---|\n| Lund | Skåne |\n") is None
    assert read_money("| Kommun | Kr |\n|---|---|\n| Lund | 5 |\n") is not None


def test_amounts_in_cells_are_no_amounts_in_prose() -> None:
    text = "| Kommun | Stöd |\n|---|---|\n| Lund | 5 mnkr |\n\nKommun\nBelopp\nUmeå\n6 mnkr\nEda\n7 mnkr\n"
    reading = read_document(text)
    assert [table.shape for table in reading.tables] == ["markdown", "flattened"]
    assert reading.mentions == ()


def test_numbers_of_columns_that_are_no_money_are_values_of_the_table() -> None:
    text = "| Kommun | Antal 2018 | Bredd |\n|---|---|---|\n| Lund 2 | 1 234 | 5–7 |\n| Umeå | 12 av 30 | ca 1 |\n"
    told = [(token.span.of(text), token.role) for token in read_document(text).tokens]
    assert [token for token in told if token[1] == "table_value"] == [
        ("1 234", "table_value"),
        ("5", "table_value"),
        ("7", "table_value"),
    ]
