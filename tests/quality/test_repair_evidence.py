"""What the evidence of a repair tells a person, and why a figure was quarantined."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import group_tables
from pipelines.model.totals import find_totals
from pipelines.quality.repair import RepairRow, repair_table
from pipelines.quality.suspicion import suspect_figures

Stage = Callable[[str], StagedRows]

ROWS = [
    ("10 000", "20 000"),
    ("20 000", "40 000"),
    ("30 000", "66 000"),
    ("40 000", "76 000"),
    ("50 000", "100 000"),
]


def table(*rows: tuple[str, str], total: tuple[str, str] | None = None) -> str:
    named = [(f"Ort {number}", *row) for number, row in enumerate(rows)] + ([("Summa", *total)] if total else [])
    lines = [
        "| Ort | Belopp 2018, kr | Belopp 2019, kr |",
        "|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in named),
    ]
    return "\n".join(lines)


def repairs(rows: StagedRows) -> list[RepairRow]:
    tables = group_tables(rows.tables, rows.columns, rows.cells)
    return repair_table(tables[0], find_totals("k", tables, rows.mentions))


def evidence(repair: RepairRow) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(repair.evidence)
    return told


def test_the_columns_compared_with_are_told_by_header_ratio_and_band(stage_text: Stage) -> None:
    (repair,) = repairs(stage_text(table(("70 000", "140 00"), *ROWS)))
    told = evidence(repair)
    assert told["columns"] == [
        {
            "column_no": 1,
            "header": "Belopp 2018, kr",
            "this_row": "70000",
            "usual_ratio": 2.0,
            "least_ratio": 1.71,
            "greatest_ratio": 2.42,
            "rows": 5,
        }
    ]
    assert told["rounding_step"] == 1000
    assert told["stated_totals"] == []
    assert list(told) == sorted(told)


def test_the_reading_that_fits_is_accepted_with_its_confidence(stage_text: Stage) -> None:
    (repair,) = repairs(stage_text(table(("70 000", "140 00"), *ROWS)))
    assert (repair.outcome, repair.amount, repair.rule) == ("repaired", Decimal(140_000), "lost_zero")
    # At the usual ratio: five rows of seven, less a tenth for want of a stated total.
    assert repair.confidence == pytest.approx(5 / 7 * 0.9, abs=0.001)
    (sure,) = repairs(stage_text(table(("70 000", "140 00"), *ROWS, total=("220 000", "442 000"))))
    assert sure.confidence == pytest.approx(5 / 7, abs=0.001)
    assert evidence(sure)["stated_totals"] == [{"scope": "table_row", "amount": "442000"}]


def test_the_further_from_the_usual_ratio_the_less_sure(stage_text: Stage) -> None:
    (above,) = repairs(stage_text(table(("60 000", "140 00"), *ROWS)))
    # 140 000 / 60 000 lies 0.3333 of the 0.42 above the usual ratio.
    assert above.confidence == pytest.approx((1 - 0.33333 / 0.42 / 2) * 5 / 7 * 0.9, abs=0.001)
    (below,) = repairs(stage_text(table(("77 000", "140 00"), *ROWS)))
    assert below.confidence == pytest.approx((1 - 0.18182 / 0.29 / 2) * 5 / 7 * 0.9, abs=0.001)


def test_of_each_misprint_three_readings_that_fail_are_told_and_all_are_counted(stage_text: Stage) -> None:
    (repair,) = repairs(stage_text(table(("70 000", "140 00"), *ROWS)))
    told = evidence(repair)
    rules = [reading["rule"] for reading in told["readings"]]
    assert rules.count("lost_digit") == 3
    assert told["reading_count"] > len(rules)
    assert [reading["amount"] for reading in told["readings"] if reading["survives"]] == ["140000"]
    assert [set(reading["verdict"]) for reading in told["readings"][:1]] == [{"ratio_to_column_1", "rounding"}]
    assert told["readings"][0]["ratios"] == {"1": 2.0}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("140 00", "exactly one reading survives all the evidence"),
        ("990 00", "no reading survives the evidence"),
        ("140 0x0", "no reading: the cell "),
    ],
)
def test_why_a_figure_was_repaired_or_quarantined_is_told(stage_text: Stage, cell: str, reason: str) -> None:
    (repair,) = repairs(stage_text(table(("70 000", cell), *ROWS)))
    assert evidence(repair)["reason"].startswith(reason)


def test_rows_of_one_name_are_told_by_their_numbers_in_the_table(stage_text: Stage) -> None:
    text = "| Kommun | Belopp 2018, kr |\n|---|---|\n| Lund | 4 000 |\n| Umeå | 5 000 |\n| Lund | 6 000 |\n"
    rows = stage_text(text)
    (only,) = group_tables(rows.tables, rows.columns, rows.cells)
    assert [(each.kind, each.message.partition(";")[0]) for each in suspect_figures(only, ())] == [
        ("duplicate_row", "“Lund” names rows 1 and 3 of the table")
    ] * 2


@pytest.mark.parametrize(("others", "kinds"), [(7, []), (8, ["ratio_outlier"] * 2)])
def test_eight_rows_that_move_together_show_an_outlier(stage_text: Stage, others: int, kinds: list[str]) -> None:
    together = [(f"{number} 000", f"{number * 2} 000") for number in range(1, others + 1)]
    rows = stage_text(table(("7 000", "41 000"), *together))
    (only,) = group_tables(rows.tables, rows.columns, rows.cells)
    assert [each.kind for each in suspect_figures(only, ())] == kinds
