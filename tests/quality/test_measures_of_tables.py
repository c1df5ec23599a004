"""What the other rows of a table, its rounding and its stated totals say of a figure, and what is told of them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.model.totals import TotalRow, find_totals
from pipelines.quality.evidence import ColumnRatios, residual_share, rounding_step, tolerance, totals_of, within
from pipelines.quality.findings import FindingRow, Place, finding, finding_key, of_reconciliation
from pipelines.quality.reconciliation import ReconciliationRow, SettledFigure, reconcile_table
from pipelines.quality.repair import repair_table

Stage = Callable[[str], StagedRows]

TWO_TABLES = """# Stöd till badplatser

| Kommun | Belopp 2018, kr |
|---|---|
| Lund | 4 000 000 |
| Umeå | 6 000 000 |
| Summa | 10 000 001 |

## Stöd till bryggor

| Kommun | Belopp 2018, kr |
|---|---|
| Lund | 1 000 |
| Falun | 2 000 |
| Ystad | 2 00 |
| Summa | 9 999 |
"""


def read(rows: StagedRows) -> tuple[list[StagedTable], list[TotalRow]]:
    tables = group_tables(rows.tables, rows.columns, rows.cells)
    return tables, find_totals("k", tables, rows.mentions)


def columns(*rows: tuple[str, str], header: str = "Belopp 2018, kr") -> str:
    lines = [f"| {name} | {first} | {second} |" for name, (first, second) in zip("ABCDEFGHIJKL", rows, strict=False)]
    return "\n".join([f"| Ort | {header} | {header.replace('2018', '2019')} |", "|---|---|---|", *lines])


def only_table(rows: StagedRows) -> StagedTable:
    (table,) = read(rows)[0]
    return table


def test_a_total_is_of_its_own_table_where_two_tables_have_the_same_columns(stage_text: Stage) -> None:
    tables, totals = read(stage_text(TWO_TABLES))
    assert [[int(total.amount) for total in totals_of(totals, table, 1)] for table in tables] == [[10_000_001], [9_999]]
    assert totals_of(totals, tables[0], 2) == []


def reconciliation(table: StagedTable, totals: list[TotalRow]) -> list[ReconciliationRow]:
    settled = {
        (each.row_no, each.column_no): SettledFigure(each.amount, each.outcome) for each in repair_table(table, totals)
    }
    return reconcile_table(table, totals, settled)


def told(rows: StagedRows) -> list[FindingRow]:
    tables, totals = read(rows)
    by_id = {total.total_id: total for total in totals}
    place = Place("doc", "folder", "a.txt", TWO_TABLES)
    return [
        found for table in tables for found in of_reconciliation(place, table, reconciliation(table, totals), by_id)
    ]


def test_what_does_not_add_up_is_told_with_sum_total_rest_and_what_was_expected(stage_text: Stage) -> None:
    first, second = told(stage_text(TWO_TABLES))
    assert (first.severity, first.kind, first.line) == ("error", "unreconciled_total", 7)
    assert first.message == (
        "Column “Belopp 2018, kr”: 2 figures add up to 10 000 000 SEK, the stated total is 10 000 001 SEK; "
        "1 is left (0.0% of the total), expected nothing."
    )
    # A figure without a value explains what is left, so that the total is in doubt and not in error.
    assert (second.severity, second.line) == ("warning", 16)
    assert second.message == (
        "Column “Belopp 2018, kr”: 3 figures, 1 of them without a value add up to 3 000 SEK, "
        "the stated total is 9 999 SEK; 6 999 is left (70.0% of the total), expected nothing."
    )


def test_a_tolerance_is_told_in_percent_and_a_rounding_of_nothing_as_none(stage_text: Stage) -> None:
    millions = columns(("1,4", "1,4"), ("2,4", "2,4"), header="Belopp 2018, mnkr") + "\n| Summa | 4,1 | 3,8 |\n"
    (found,) = told(stage_text(millions))
    assert found.message.endswith("expected -3.7% to 3.7%.")
    frame = "Regeringen avsätter 10,0 miljarder kronor 2018.\n\n| Kommun | Belopp 2018, kr |\n|---|---|\n"
    rows = "| Lund | 4 050 000 000 |\n| Umeå | 6 010 000 000 |\n"
    (found,) = told(stage_text(frame + rows))
    assert found.message.endswith("expected -0.5% to 5.0%.")


def test_a_finding_keeps_its_key_while_its_place_in_the_document_changes() -> None:
    def found(text: str, span: tuple[int, int]) -> FindingRow:
        place = Place("doc", "folder", "a.txt", text)
        return finding(place, "info", "duplicate_row", span, message="Två rader.", remedy="Jämför.")

    first, later = found("Lund", (0, 4)), found("Ny rad\nLund", (7, 11))
    assert first.finding_key == later.finding_key
    assert first.finding_id != later.finding_id
    assert (first.line, later.line) == (1, 2)


def test_the_keys_that_decisions_hang_on_are_the_same_in_every_release() -> None:
    assert finding_key("duplicate_row", "folder", "a.txt", "Två rader.") == "9c48a00a79a666f1"


ROWS = [("1 000", "2 000"), ("2 000", "4 000"), ("3 000", "6 600"), ("4 000", "7 600"), ("5 000", "10 000")]


def test_a_band_spans_the_ratios_of_the_other_rows_and_a_tenth(stage_text: Stage) -> None:
    table = only_table(stage_text(columns(("7 000", "14 000"), *ROWS)))
    (band,) = ColumnRatios(table, 2).bands(0)
    assert (band.column_no, band.beside, band.row_count) == (1, Decimal(7000), 5)
    assert (band.low, band.usual, band.high) == (Decimal("1.71"), Decimal(2), Decimal("2.42"))
    assert [band.fits(Decimal(value)) for value in (11_969, 11_970, 16_940, 16_941)] == [False, True, True, False]
    assert band.ratio(Decimal(14_000)) == 2


def test_four_other_rows_say_more_of_chance_than_of_the_table(stage_text: Stage) -> None:
    assert ColumnRatios(only_table(stage_text(columns(*ROWS))), 2).bands(0) == []


@pytest.mark.parametrize("value", ["0", "-7 000", "–"])
def test_a_row_without_a_sum_above_zero_beside_has_no_band(stage_text: Stage, value: str) -> None:
    assert ColumnRatios(only_table(stage_text(columns((value, "14 000"), *ROWS))), 2).bands(0) == []


def test_rows_with_nothing_in_one_column_are_not_measured_on(stage_text: Stage) -> None:
    table = only_table(stage_text(columns(("7 000", "14 000"), *ROWS, ("0", "5"), ("5", "0"), ("–", "5"), ("-1", "5"))))
    assert [band.row_count for band in ColumnRatios(table, 2).bands(0)] == [5]


@pytest.mark.parametrize(
    ("amounts", "step"),
    [
        (("1 000", "2 000", "3 000", "4 000", "5 000"), 1000),
        (("1 000", "2 000", "3 000", "4 000", "5 500"), 100),
        (("1 000", "2 000", "3 000", "4 000", "5 501"), 1),
        (("-1 000", "2 000", "3 000", "4 000", "5 000"), 1000),
        (("1 000", "2 000", "3 000", "4 000", "0"), None),
        (("1 000", "2 000", "3 000", "4 000"), None),
        (("1 000", "2 000", "3 000", "4 000", "5 000,5"), None),
    ],
)
def test_five_amounts_tell_how_a_column_is_rounded(
    stage_text: Stage, amounts: tuple[str, ...], step: int | None
) -> None:
    table = only_table(stage_text(columns(*((amount, "1 111") for amount in amounts))))
    assert rounding_step(table, 1) == step


@pytest.mark.parametrize(
    ("header", "cells", "total", "share"),
    [
        ("Belopp 2018, kr", ("1 000", "2 000"), "3 000", 0),
        ("Belopp 2018, tkr", ("1 000", "2 000"), "3 000", 1.5 / 3000),
        ("Belopp 2018, mnkr", ("1,5", "2,25"), "3,75", 0.015 / 3.75),
        ("Belopp 2018, mnkr", ("1,5", "2"), "-3,5", 0.15 / 3.5),
        ("Belopp 2018, mnkr", ("0", "0"), "0", 0),
    ],
)
def test_a_sum_row_may_be_off_by_half_a_printed_step_for_each_number(
    stage_text: Stage, header: str, cells: tuple[str, str], total: str, share: float
) -> None:
    text = columns(*((cell, cell) for cell in cells), header=header) + f"\n| Summa | {total} | {total} |\n"
    tables, totals = read(stage_text(text))
    stated = totals_of(totals, tables[0], 1)[0]
    assert tolerance(stated, tables[0]) == pytest.approx((-share, share))


def test_a_share_is_within_its_bounds_to_the_edge(stage_text: Stage) -> None:
    assert [within(share, (-0.5, 0.5), summed=Decimal(1)) for share in (-0.51, -0.5, 0.5, 0.51)] == [
        False,
        True,
        True,
        False,
    ]
    assert [within(None, (0.0, 0.0), summed=Decimal(summed)) for summed in (0, 1)] == [True, False]
    tables, totals = read(stage_text(TWO_TABLES))
    assert residual_share(totals_of(totals, tables[1], 1)[0], Decimal(9_000)) == pytest.approx(999 / 9_999)
