"""Grids read as tables: units, years, footnotes, status, roles, titles, kinds of rows."""

import pytest

from pipelines.text.blocks import Block, split_blocks
from pipelines.text.flat_tables import find_flat_tables
from pipelines.text.pipe_tables import find_pipe_tables
from pipelines.text.reading import read_document
from pipelines.text.spans import Span, split_lines
from pipelines.text.table_reading import read_table
from pipelines.text.tables import Column, Table


def read(text: str, published_year: int | None = None) -> Table:
    """Read the only table of a text, flattened or with pipes."""
    blocks = split_blocks(text)
    grids = find_pipe_tables(text, blocks)
    if not grids:
        grids = find_flat_tables(text, split_lines(text))
        outside = [block for block in blocks if not grids[0].span.holds(block.span)]
        blocks = sorted([*outside, Block("table", grids[0].span)], key=lambda block: block.span)
    (grid,) = grids
    return read_table(text, grid, blocks, published_year=published_year)


def markdown(*rows: str, before: str = "", after: str = "") -> str:
    header, *body = rows
    rule = "|---" * (header.count("|") - 1) + "|"
    return "\n".join([*([before, ""] if before else []), header, rule, *body, *(["", after] if after else [])])


def column(text: str, number: int = 1) -> Column:
    return read(text).columns[number]


def amounts(table: Table) -> list[list[int | None]]:
    return [[None if cell.amount is None else int(cell.amount) for cell in row.cells[1:]] for row in table.rows]


def holds_money(table: Table) -> bool:
    return any(each.role == "amount" for each in table.columns)


FLAT = "Kommun\n\nBelopp 2018{0}\n\nBelopp 2019{1}\n\nLund\n\n1 000\n\n2 000\n\nUmeå\n\n3 000\n\n4 000\n\n"


@pytest.mark.parametrize(
    "marks", [("*", "**"), ("**", "*"), ("1)", "2)"), ("¹", "²"), ("[1]", "[2]"), (r"\*", r"\*\*")]
)
def test_footnotes_are_bound_to_their_columns_by_their_marks(marks: tuple[str, str]) -> None:
    first, second = marks
    text = FLAT.format(first, second) + f"{first} Beloppet är indikativt.\n\n{second} Endast räkneexempel.\n"
    if marks == ("**", "*"):
        text = FLAT.format(first, second) + f"{second} Endast räkneexempel.\n\n{first} Beloppet är indikativt.\n"
    table = read(text)
    assert [note.footnote and note.footnote.span.of(text) for note in table.columns] == [
        None,
        "Beloppet är indikativt.",
        "Endast räkneexempel.",
    ]
    assert [each.status for each in table.columns] == [None, "indicative", "calculation_example"]
    assert [each.mark for each in table.columns] == [None, first.replace("\\", ""), second.replace("\\", "")]
    assert table.problems == ()


def test_a_mark_without_a_footnote_is_told_with_its_column() -> None:
    text = FLAT.format("*", "***") + "* Beloppet är indikativt.\n"
    table = read(text)
    (problem,) = table.problems
    assert (problem.kind, problem.column_no, problem.span.of(text)) == ("footnote_missing", 2, "Belopp 2019***")
    assert "***" in problem.message
    assert problem.remedy
    assert table.columns[2].footnote is None


def test_one_footnote_may_serve_two_columns() -> None:
    text = FLAT.format("*", "*") + "* Beloppen är preliminära.\n"
    assert [each.status for each in read(text).columns] == [None, "indicative", "indicative"]


def test_status_comes_from_the_paragraph_above_where_no_footnote_tells() -> None:
    text = markdown("| Kommun | Belopp |", "| Lund | 5 |", before="Regeringen föreslår följande fördelning.")
    assert column(text).status == "proposed"


@pytest.mark.parametrize(
    ("before", "header", "cell", "amount"),
    [
        ("", "Belopp", "1 500", 1_500),
        ("", "Belopp, tkr", "1 500", 1_500_000),
        ("", "Belopp (mnkr)", "1,5", 1_500_000),
        ("", "Miljarder kronor", "1,5", 1_500_000_000),
        ("Beloppen anges i tusen kronor.", "Belopp", "1 500", 1_500_000),
        ("En miljard kronor fördelas enligt tabellen.", "Belopp", "1 500", 1_500),
        ("", "Belopp, tkr", "1,5 mnkr", 1_500_000),
        ("", "Belopp", "1 500 kr", 1_500),
        ("", "Belopp 2018 mnkr", "1,5", 1_500_000),
    ],
)
def test_the_unit_comes_from_cell_header_or_the_sentence_above(
    before: str, header: str, cell: str, amount: int
) -> None:
    table = read(markdown(f"| Kommun | {header} |", f"| Lund | {cell} |", before=before))
    assert amounts(table) == [[amount]]
    assert table.columns[1].currency == "SEK"


def test_a_unit_in_one_header_holds_for_the_columns_beside_it() -> None:
    table = read(markdown("| Kommun, mnkr | 2018 | 2019 |", "| Lund | 1,5 | 2,5 |"))
    assert amounts(table) == [[1_500_000, 2_500_000]]
    assert [each.multiplier for each in table.columns] == [None, 10**6, 10**6]


def test_another_currency_is_kept() -> None:
    assert column(markdown("| Land | Stöd, MEUR |", "| Estland | 5 |")).currency == "EUR"


def test_years_come_from_the_header_else_from_what_stands_around() -> None:
    text = markdown("| Kommun | Belopp | Belopp 2019 |", "| Lund | 5 | 6 |", before="Bidrag för 2018.")
    assert [each.years for each in read(text).columns] == [(), (2018,), (2019,)]


def test_a_recurring_and_an_open_ended_column_are_told() -> None:
    text = markdown("| Kommun | Belopp per år 2020–2022 | Bidrag från och med 2023 |", "| Lund | 5 | 6 |")
    _, recurring, open_ended = read(text).columns
    assert (recurring.years, recurring.per_year, recurring.open_ended) == ((2020, 2021, 2022), True, False)
    assert (open_ended.years, open_ended.per_year, open_ended.open_ended) == ((2023,), False, True)


def test_counts_shares_codes_and_words_are_no_money() -> None:
    table = read(
        markdown("| Kommun | Kommunkod | Antal | Andel | Kontakt | Kr |", "| Lund | 1281 | 5 | 12 % | Bo | 7 |")
    )
    assert [each.role for each in table.columns] == ["label", "other", "other", "other", "other", "amount"]
    assert amounts(table) == [[None, None, None, None, 7]]


def test_a_table_that_nothing_calls_money_holds_none() -> None:
    assert not holds_money(read(markdown("| Program | Elever 2018 |", "| Natur | 500 |", "| Teknik | 600 |")))


def test_cells_of_rows_that_do_not_fit_have_no_value() -> None:
    table = read(
        markdown("| Kommun | Kr | Kr |", "| Lund | 5 |", "| Umeå | 6 | 7 | 8 |", "| Ystad | 1 | 2 |", "| Ö | 3 | 4 |")
    )
    assert amounts(table) == [[None], [None, None, None], [1, 2], [3, 4]]
    assert [cell.kind for cell in table.rows[0].cells] == ["label", "malformed"]
    assert all(cell.problem for row in table.rows[:2] for cell in row.cells[1:])
    assert [problem.kind for problem in table.problems] == ["odd_row_length", "odd_row_length"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Lund", "data"),
        ("Summa", "total"),
        ("**Totalt**", "total"),
        ("Hela riket", "total"),
        ("Summa kommuner", "total"),
        ("Delsumma", "subtotal"),
        ("Varav Lund", "subtotal"),
        ("Skåne, varav:", "subtotal"),
        ("Totalförsvaret", "data"),
    ],
)
def test_sums_are_told_from_rows_by_their_names(label: str, kind: str) -> None:
    (row,) = read(markdown("| Kommun | Kr |", f"| {label} | 5 |")).rows
    assert row.kind == kind
    assert row.label == label.strip("*")


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("# Stöd till skolan\n\nText här.", "Stöd till skolan"),
        ("# Stöd till skolan\n\n## Fördelning av medel\n\nText.", "Stöd till skolan"),
        ("# Stöd till skolan\n\n## Bidrag till läxhjälp\n\nText.", "Bidrag till läxhjälp"),
        ("Bara text.", None),
    ],
)
def test_the_title_is_the_nearest_heading_that_says_what_it_is_about(before: str, title: str | None) -> None:
    assert read(markdown("| Kommun | Kr |", "| Lund | 5 |", before=before)).title == title


def test_a_caption_goes_before_headings() -> None:
    text = "# Rubrik\n\n| Stöd till läxhjälp* | |\n|---|---|\n| Kommun | Kr |\n| Lund | 5 |"
    assert read(text).title == "Stöd till läxhjälp"


def test_spans_of_columns_and_cells_quote_the_text() -> None:
    text = FLAT.format("", "")
    table = read(text)
    assert [each.span.of(text) for each in table.columns] == ["Kommun", "Belopp 2018", "Belopp 2019"]
    assert [cell.span.of(text) for cell in table.rows[1].cells] == ["Umeå", "3 000", "4 000"]
    assert table.span == Span(0, text.index("4 000") + 5)


YEARS = "| | | |\n|---|---|---|\n| | **2026** | **2027** |\n"


def in_document(text: str, published_year: int | None = None) -> Table:
    """Read the only table of a document with all that its text states."""
    (table,) = read_document(text, published_year=published_year).tables
    return table


def test_amounts_of_the_text_tell_the_unit_of_equal_figures() -> None:
    text = f"Vi avsätter 12 miljoner kronor 2026 och 35 miljoner kronor 2027.\n\n{YEARS}| **Fler båtar** | 12 | 35 |"
    table = in_document(text)
    assert amounts(table) == [[12_000_000, 35_000_000]]
    assert [each.years for each in table.columns] == [(), (2026,), (2027,)]
    (problem,) = table.problems
    assert problem.kind == "implied_unit"
    assert "2 of its 2 figures" in problem.message


def test_a_table_of_money_that_is_shared_by_a_count_takes_its_unit_from_equal_figures() -> None:
    rows = markdown("| Kommun | A |", "| Lund | 12 |", "| Umeå | 35 |")
    stated = "Vi avsätter 12 miljoner kronor till Lund och 35 miljoner kronor till Umeå."
    assert amounts(in_document(f"{stated}\n\nStödet beror på antal elever.\n\n{rows}")) == [[12_000_000], [35_000_000]]
    assert not holds_money(in_document(f"{stated}\n\nSkolorna har så många elever.\n\n{rows}"))


def test_a_unit_in_the_cells_stands_though_the_text_states_equal_figures() -> None:
    stated = "Vi avsätter 12 miljoner kronor 2026 och 35 miljoner kronor 2027."
    table = in_document(f"{stated}\n\n{YEARS}| **Fler båtar** | 12 kr | 35 kr |")
    assert (amounts(table), table.problems) == ([[12, 35]], ())


def test_a_misspelt_unit_is_read_and_told() -> None:
    table = in_document(f"| **Fler båtar (mnr)** | | |\n|---|---|---|\n{YEARS.splitlines()[2]}\n| Varvet | 12 | 35 |")
    assert amounts(table) == [[12_000_000, 35_000_000]]
    assert [problem.kind for problem in table.problems] == ["implied_unit"]


def test_a_budget_table_without_a_unit_is_in_millions_only_beside_words_on_money() -> None:
    rows = f"{YEARS}| Kartläggning av sjöar | 20 | 23 |"
    assert amounts(in_document(f"Sjöarna får mer medel.\n\n{rows}", 2025)) == [[20_000_000, 23_000_000]]
    assert not holds_money(in_document(f"Sjöarna blir fler.\n\n{rows}", 2025))
    for paragraphs, is_near in ((4, True), (5, False)):
        pause = "De är djupa.\n\n" * paragraphs
        text = f"Sjöarna får mer medel.\n\n{pause}{rows}"
        assert holds_money(in_document(text, 2025)) is is_near
    assert not holds_money(in_document(f"Sjöarna får mer medel.\n\nAntal kartlagda sjöar:\n\n{rows}", 2025))


def test_a_row_named_by_its_unit_is_in_that_unit() -> None:
    assert amounts(in_document(f"{YEARS}| **Miljarder kronor** | 40 | 40,5 |")) == [[40 * 10**9, 40_500_000_000]]
    text = markdown("| Valuta | Belopp, tkr |", "| Kronor | 5 |", "| Euro | 6 |")
    assert amounts(in_document(text)) == [[5], [6_000]]
    text = markdown("| Stöd | 2026 | 2027 |", "| Anslag, mnkr | 5 | 6 |", "| Avgifter (tkr) | 70 | 80 |")
    assert amounts(in_document(text)) == [[5_000_000, 6_000_000], [70_000, 80_000]]


def test_a_column_of_units_is_each_rows_unit() -> None:
    text = markdown("| Insats | Belopp | Enhet |", "| Skola | 5 | mnkr |", "| Vård | 6 | tkr |")
    assert amounts(in_document(text)) == [[5_000_000, None], [6_000, None]]
    text = markdown("| Stöd | Belopp | Enhet |", "| Fond | 5 | miljarder särskilda dragningsrätter |")
    assert amounts(in_document(text)) == [[5 * 10**9, None]]


def test_rows_of_counts_and_shares_are_no_money() -> None:
    text = markdown("| Fond | 2026 |", "| Anslag, mnkr | 40 |", "| Antal bolag | 12 |", "| Avkastning (%) | 3 |")
    table = in_document(text)
    assert amounts(table) == [[40_000_000], [None], [None]]
    assert [row.cells[1].kind for row in table.rows] == ["amount", "other", "other"]


def test_a_column_in_ore_holds_prices_not_amounts() -> None:
    assert not holds_money(in_document(markdown("| El | Skatt, öre/kWh |", "| Norr | 35 |")))


def test_a_column_of_codes_before_the_names_names_no_rows() -> None:
    text = markdown("| Kod | Region | Antal | Belopp |", "| 1 | Norr | 7 | 500 |", "| | **Riket** | **7** | **500** |")
    table = in_document(text)
    assert [each.role for each in table.columns] == ["other", "label", "other", "amount"]
    assert [(row.label, row.kind) for row in table.rows] == [("Norr", "data"), ("Riket", "total")]
    years = in_document(markdown("| År | Fond | Belopp |", "| 2025 | Norr | 7 |", "| 2026 | Norr | 8 |"))
    assert years.label_column == 0


def test_sums_of_sections_and_what_carries_them_on_are_no_totals() -> None:
    text = markdown(
        "| Mnkr | 2026 | 2027 |",
        "| Vård | 100 | 200 |",
        "| Skydd | 50 | 60 |",
        "| **Summa** | 150 | 260 |",
        "| Omfördelning | -30 | -40 |",
        "| Nya medel | 120 | 220 |",
        "| Lager | 10 | 20 |",
        "| **TOTAL ÖKNING** | 130 | 240 |",
    )
    kinds = [row.kind for row in in_document(text).rows]
    assert kinds == ["data", "data", "subtotal", "data", "subtotal", "data", "total"]


def test_two_totals_without_rows_between_stay_totals() -> None:
    text = markdown("| Stöd | Kr |", "| Vård | 100 |", "| Summa | 100 |", "| Totalt med avgifter | 120 |")
    assert [row.kind for row in in_document(text).rows] == ["data", "total", "total"]


def test_a_pipe_table_of_numbers_without_header_is_told() -> None:
    text = "Så här mycket får kommunerna i varje län:\n\n| | |\n|---|---|\n| Norr | 6 138 819 |\n| Söder | 2 080 966 |"
    table = in_document(text)
    assert amounts(table) == [[6_138_819], [2_080_966]]
    assert [problem.kind for problem in table.problems] == ["table_without_header"]
    assert in_document("| | |\n|---|---|\n| Norr | Anna |\n| Söder | Bo |").problems == ()
    assert in_document("| | |\n|---|---|\n| Norr | Anna |").problems == ()


def test_columns_called_amounts_are_in_crowns_where_no_unit_is_printed() -> None:
    text = markdown("| Kommun | Belopp 2026 | Belopp 2027 |", "| Lund | 500 | 600 |", before="Sjöarna får mer medel.")
    assert amounts(in_document(text, 2025)) == [[500, 600]]


def test_a_table_without_years_takes_them_from_its_title_or_the_funding_spoken_of_before() -> None:
    rows = markdown("| Kommun | Kr |", "| Lund | 5 |")
    assert in_document(f"# Stöd till simskolor under 2023\n\nLund är med.\n\n{rows}").columns[1].years == (2023,)
    text = f"# Stöd till simskolor\n\nRegeringen avsätter 5 miljoner kronor 2026.\n\nLund är med.\n\n{rows}"
    assert in_document(text).columns[1].years == (2026,)
    assert in_document(f"# Stöd till simskolor\n\nLund är med.\n\n{rows}").columns[1].years == ()


def test_a_flattened_table_of_two_rows_is_read() -> None:
    table = in_document("Stöd till simskolor.\n\nKommun\n\nBelopp 2018\n\nLund\n\n1 000\n\nUmeå\n\n2 000\n")
    assert amounts(table) == [[1000], [2000]]
    without_header = in_document("Så delas stödet.\n\nLund\n\n1 000\n\nUmeå\n\n2 000\n\nEda\n\n3 000\n")
    assert [problem.kind for problem in without_header.problems] == ["table_without_header"]


@pytest.mark.parametrize(
    ("header", "row", "worth"),
    [
        ("2025 (mnkr)", ("5 miljoner euro", ""), "is in EUR, and its column in SEK"),
        ("2025 (mnkr)", ("5", "Miljoner euro"), "is in EUR, and its column in SEK"),
        ("2025 (miljoner euro)", ("5 mnkr", ""), "is in SEK, and its column in EUR"),
        ("2025 (miljoner euro)", ("5 miljoner", ""), 5_000_000),
        ("2025 (miljoner euro)", ("5", "Miljoner"), 5_000_000),
        ("2025 (mnkr)", ("5 miljoner kronor", ""), 5_000_000),
    ],
)
def test_an_amount_of_another_currency_than_its_column_has_no_value(
    header: str, row: tuple[str, str], worth: str | int
) -> None:
    printed, unit = row
    text = f"| Mottagare | Enhet | {header} |\n|---|---|---|\n| Lund | | 6 |\n| FAO | {unit} | {printed} |\n"
    cell = read(text).rows[1].cells[2]
    assert (cell.problem or cell.amount) == worth
