from collections.abc import Callable

import pytest

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import group_tables
from pipelines.model.totals import find_totals
from pipelines.quality.reconciliation import ReconciliationRow, SettledFigure, reconcile_table
from pipelines.quality.repair import repair_table

Stage = Callable[[str], StagedRows]


def reconcile(rows: StagedRows, *, repaired: bool = True) -> list[ReconciliationRow]:
    tables = group_tables(rows.tables, rows.columns, rows.cells)
    totals = find_totals("folder:doc", tables, rows.mentions)
    repairs = repair_table(tables[0], totals) if repaired else []
    settled = {(each.row_no, each.column_no): SettledFigure(each.amount, each.outcome) for each in repairs}
    return reconcile_table(tables[0], totals, settled)


def sums(rows: list[ReconciliationRow]) -> list[list[int]]:
    return [[int(row.stated_amount), int(row.summed_amount), int(row.residual_amount)] for row in rows]


def test_the_three_frames_of_2018_reconcile_after_repair(segregation: StagedRows) -> None:
    rows = reconcile(segregation)
    assert sums(rows) == [
        [425_000_000, 410_396_000, 14_604_000],
        [1_350_000_000, 1_324_000_000, 26_000_000],
        [2_200_000_000, 2_175_000_000, 25_000_000],
    ]
    assert [row.period_id for row in rows] == ["2018", "2019", "2020-2027/year"]
    assert [row.is_reconciled for row in rows] == [True, True, True]
    assert [(row.figure_count, row.repaired_count, row.quarantined_count) for row in rows] == [
        (32, 0, 0),
        (32, 2, 0),
        (32, 0, 0),
    ]
    assert [row.residual_share for row in rows] == pytest.approx([0.03436, 0.01926, 0.01136], abs=1e-5)
    assert {(row.tolerance_high_share, row.currency) for row in rows} == {(0.05, "SEK")}
    # "425 miljoner", "1,35 miljarder" and "2,2 miljarder" are rounded to a million, ten million and a hundred million.
    assert [row.tolerance_low_share for row in rows] == pytest.approx([-0.5 / 425, -5 / 1350, -50 / 2200])


def test_without_the_repair_2019_does_not_reconcile(segregation: StagedRows) -> None:
    rows = reconcile(segregation, repaired=False)
    assert [row.is_reconciled for row in rows] == [True, False, True]
    assert int(rows[1].residual_amount) == 26_000_000 + 164_000_000 + 106_000_000


def table(*rows: tuple[str, str], header: str = "Belopp 2018") -> str:
    return "\n".join([f"| Kommun | {header} |", "|---|---|", *(f"| {name} | {amount} |" for name, amount in rows)])


def framed(stated: str, *rows: tuple[str, str]) -> str:
    return (
        table(*rows, header="Belopp 2018*") + f"\n\n*Totalt {stated} kr (i beloppet ingår administrativa kostnader).\n"
    )


@pytest.mark.parametrize(
    ("stated", "reconciled"),
    [
        ("10 000 000", True),
        ("10 500 000", True),
        ("10 526 315", True),
        ("10 526 400", False),
        ("9 999 999", False),
        ("20 000 000", False),
    ],
)
def test_a_frame_may_exceed_its_rows_by_five_percent_and_never_fall_short(
    stage_text: Stage, stated: str, reconciled: bool
) -> None:
    (row,) = reconcile(stage_text(framed(stated, ("Lund", "4 000 000"), ("Umeå", "6 000 000"))))
    assert row.is_reconciled is reconciled


@pytest.mark.parametrize(
    ("header", "amounts", "total", "reconciled"),
    [
        ("Belopp 2018, kr", ("1 234 567", "2 345 678"), "3 580 245", True),
        ("Belopp 2018, kr", ("1 234 567", "2 345 678"), "3 580 246", False),
        ("Belopp 2018, mnkr", ("1,4", "2,4"), "3,8", True),
        ("Belopp 2018, mnkr", ("1,4", "2,4"), "3,9", True),
        ("Belopp 2018, mnkr", ("1,4", "2,4"), "4,1", False),
        ("Belopp 2018, tkr", ("1 400", "2 400"), "3 801", True),
        ("Belopp 2018, tkr", ("1 400", "2 400"), "3 900", False),
    ],
)
def test_a_sum_row_equals_its_rows_but_for_rounding(
    stage_text: Stage, header: str, amounts: tuple[str, str], total: str, reconciled: bool
) -> None:
    text = table(("Lund", amounts[0]), ("Umeå", amounts[1]), ("Summa", total), header=header)
    (row,) = reconcile(stage_text(text))
    assert row.figure_count == 2
    assert row.is_reconciled is reconciled


@pytest.mark.parametrize(
    ("prose", "reconciled"),
    [("10,0 miljoner", [True]), ("9,9 miljoner", [False]), ("10 miljoner", [True]), ("drygt 9 miljoner", [])],
)
def test_an_amount_in_prose_falls_short_of_its_rows_by_its_rounding_only(
    stage_text: Stage, prose: str, reconciled: list[bool]
) -> None:
    rows = table(("Lund", "4 020 000"), ("Umeå", "6 010 000"))
    text = f"Regeringen avsätter {prose} kronor 2018.\n\n{rows}"
    assert [row.is_reconciled for row in reconcile(stage_text(text))] == reconciled


def test_a_total_of_nothing_needs_a_sum_of_nothing(stage_text: Stage) -> None:
    (nothing,) = reconcile(stage_text(table(("Lund", "0"), ("Umeå", "0"), ("Summa", "0"))))
    (something,) = reconcile(stage_text(table(("Lund", "5"), ("Umeå", "0"), ("Summa", "0"))))
    assert (nothing.residual_share, nothing.is_reconciled) == (None, True)
    assert something.is_reconciled is False


def test_a_column_with_a_quarantined_figure_does_not_reconcile(stage_text: Stage) -> None:
    (row,) = reconcile(
        stage_text(framed("10 000 000", ("Lund", "4 000 000"), ("Umeå", "5 900 000"), ("Ystad", "10 00")))
    )
    assert (row.quarantined_count, row.is_reconciled) == (1, False)


def test_a_column_without_a_stated_total_gives_no_row(stage_text: Stage) -> None:
    assert reconcile(stage_text(table(("Lund", "5"), ("Umeå", "6")))) == []
