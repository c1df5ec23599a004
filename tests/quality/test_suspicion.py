from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.quality.suspicion import suspect_figures

Stage = Callable[[str], StagedRows]


def only_table(rows: StagedRows) -> StagedTable:
    (table,) = group_tables(rows.tables, rows.columns, rows.cells)
    return table


def told(table: StagedTable) -> list[tuple[str, str, int]]:
    suspicions = suspect_figures(table, [])
    assert all(each.message and each.remedy and each.cell.cell_text in str(each.cell) for each in suspicions)
    return [(each.kind, each.cell.row_label, each.cell.column_no) for each in suspicions]


def with_amount(table: StagedTable, label: str, column_no: int, printed: str) -> StagedTable:
    row_no = next(row for row, cells in table.rows.items() if cells[0].row_label == label)
    cell = table.rows[row_no][column_no]
    amount = Decimal(printed.replace(" ", "").replace("−", "-"))
    rows = {number: dict(cells) for number, cells in table.rows.items()}
    rows[row_no][column_no] = replace(cell, cell_text=printed, amount=amount)
    return replace(table, rows=rows)


def test_nothing_in_the_table_of_2018_is_suspect(segregation: StagedRows) -> None:
    assert told(only_table(segregation)) == []


@pytest.mark.parametrize(
    ("label", "column_no", "printed"),
    [
        ("Malmö", 1, "12 979 000"),
        ("Malmö", 2, "17 000 000"),
        ("Malmö", 3, "161 000 000"),
        ("Uppsala", 1, "61 673 000"),
        ("Järfälla", 2, "320 000 000"),
        ("Järfälla", 3, "5 300 000"),
        ("Gävle", 3, "95 000 000"),
    ],
)
def test_a_well_formed_amount_that_breaks_ranks_is_an_outlier(
    segregation: StagedRows, label: str, column_no: int, printed: str
) -> None:
    found = told(with_amount(only_table(segregation), label, column_no, printed))
    assert found[0] == ("ratio_outlier", label, column_no)
    # Another size or rounding than the rest of the column has is told besides.
    assert {each[1:] for each in found} == {(label, column_no)}


def test_an_outlier_tells_its_ratio_and_that_of_the_others(segregation: StagedRows) -> None:
    (outlier,) = suspect_figures(with_amount(only_table(segregation), "Malmö", 1, "12 979 000"), [])
    assert "“Malmö”" in outlier.message
    assert "12 979 000" in outlier.message
    assert "times" in outlier.message


def test_a_row_that_stands_twice_is_told_for_each_of_its_figures(segregation_text: str, stage_text: Stage) -> None:
    lund = "Lund\n\n9 000 000\n\n29 000 000\n\n48 000 000\n\n"
    text = segregation_text.replace("Motala\n", lund + "Motala\n", 1).replace("Sandviken\n", lund + "Sandviken\n", 1)
    assert told(only_table(stage_text(text))) == [
        ("duplicate_row", "Lund", column) for column in (1, 2, 3) for _ in range(2)
    ]


def test_a_negative_amount_is_told(segregation_text: str, stage_text: Stage) -> None:
    text = segregation_text.replace("9 979 000", "−9 979 000")
    assert told(only_table(stage_text(text))) == [("negative_amount", "Järfälla", 1)]


def test_columns_that_do_not_move_together_raise_no_outliers(stage_text: Stage) -> None:
    rows = "".join(f"| Ort {chr(65 + n)} | {n * n + 5} 000 | {(n * 7) % 11 + 1} 000 |\n" for n in range(12))
    text = f"| Kommun | Belopp 2018 | Belopp 2019 |\n|---|---|---|\n{rows}"
    assert told(only_table(stage_text(text))) == []
