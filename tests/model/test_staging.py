from collections.abc import Callable
from decimal import Decimal

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import group_tables

Stage = Callable[[str], StagedRows]


def test_every_span_of_2018_quotes_what_its_row_says(segregation: StagedRows, segregation_text: str) -> None:
    for cell in segregation.cells:
        assert segregation_text[cell.char_start : cell.char_end] == cell.cell_text
    for mention in segregation.mentions:
        assert segregation_text[mention.char_start : mention.char_end] == mention.quote
        assert mention.quote in segregation_text.split("\n")[mention.line - 1]
    for token in segregation.tokens:
        assert segregation_text[token.char_start : token.char_end] == token.token_text
    for item in segregation.profile_items:
        assert segregation_text[item.char_start : item.char_end].startswith(item.item_text)
    for column in segregation.columns:
        assert segregation_text[column.char_start : column.char_end] == column.header_text
        if column.footnote_text:
            assert segregation_text[column.footnote_char_start : column.footnote_char_end] == column.footnote_text


def test_the_table_of_2018_has_32_rows_and_4_columns(segregation: StagedRows) -> None:
    (table,) = segregation.tables
    assert (table.table_id, table.shape, table.label_header) == ("doc.0", "flattened", "Kommun")
    assert (table.row_count, table.column_count, len(segregation.cells)) == (32, 4, 128)
    assert [(column.start_year, column.end_year, column.per_year) for column in segregation.columns] == [
        (None, None, False),
        (2018, 2018, False),
        (2019, 2019, False),
        (2020, 2027, True),
    ]
    assert segregation.problems == []


def test_the_profile_of_2018_is_laid_out_by_kind(segregation: StagedRows) -> None:
    def items(kind: str) -> list[str]:
        found = [item for item in segregation.profile_items if item.kind == kind]
        assert [item.position for item in found] == list(range(len(found)))
        return [item.item_text for item in found]

    assert len(items("priority_area")) == 5
    assert len(items("actor")) == 6
    assert len(items("need_indicator")) == 4
    assert len(items("minister")) == 10
    assert len(items("goal")) == 1
    assert set(items("organisation")) >= {"Tillväxtverket", "Polismyndigheten", "Delegationen mot segregation"}
    (period,) = [item for item in segregation.profile_items if item.kind == "strategy_period"]
    assert (period.start_year, period.end_year, period.item_text) == (2018, 2028, "2018–2028")


def test_an_open_ended_period_has_no_end_year(stage_text: Stage) -> None:
    rows = stage_text("Skolverket får 5 miljoner kronor från och med 2027.")
    (mention,) = rows.mentions
    assert (mention.start_year, mention.end_year, mention.open_ended) == (2027, None, True)


def test_problems_are_numbered_and_point_to_their_table(stage_text: Stage) -> None:
    first = "| Kommun | Kr* |\n|---|---|\n| Lund | 5 |\n| Umeå | 6 | 7 |\n| Eda | 6 |\n\n"
    rows = stage_text(first + "Text.\n\n| Region | Kr** |\n|---|---|\n| Skåne | 5 |\n")
    assert [(row.problem_no, row.table_id, row.kind, row.column_no) for row in rows.problems] == [
        (0, "doc.0", "odd_row_length", None),
        (1, "doc.0", "footnote_missing", 1),
        (2, "doc.1", "footnote_missing", 1),
    ]


def test_tables_are_put_back_together_as_they_were(segregation: StagedRows) -> None:
    (table,) = group_tables(segregation.tables, segregation.columns, segregation.cells)
    assert [column.column_no for column in table.amount_columns] == [1, 2, 3]
    assert [len(list(table.figures(number))) for number in (1, 2, 3)] == [32, 32, 32]
    assert table.amount(0, 1) == 9_979_000
    assert table.amount(3, 2) is None
    assert table.amount(99, 1) is None


def test_a_cell_of_less_than_an_ore_is_told_as_malformed(stage_text: Stage) -> None:
    rows = stage_text("| Skatt | Kronor |\n|---|---|\n| El | 0,425 |\n| Gas | 0,50 |\n| Olja | 0,60 |\n")
    told = [(cell.cell_text, cell.cell_kind, cell.amount, cell.problem) for cell in rows.cells if cell.column_no == 1]
    assert told[0] == ("0,425", "malformed", None, "0.425 is no whole number of öre.")
    assert [amount for _, _, amount, _ in told[1:]] == [Decimal("0.50"), Decimal("0.60")]


def test_a_rate_of_less_than_an_ore_keeps_its_value(stage_text: Stage) -> None:
    (mention,) = stage_text("Skatten sänks till 0,5 öre per kilowattimme.").mentions
    assert mention.amount_low == Decimal("0.005")
