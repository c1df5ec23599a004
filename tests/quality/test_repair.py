import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.model.keys import figure_id
from pipelines.model.staged import StagedRows, TableCellRow
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.model.totals import TotalRow, find_totals
from pipelines.quality.repair import RepairRow, repair_table

Stage = Callable[[str], StagedRows]
MENDED = {"Stockholm": 164_000_000, "Göteborg": 106_000_000}


def table_and_totals(rows: StagedRows) -> tuple[StagedTable, list[TotalRow]]:
    tables = group_tables(rows.tables, rows.columns, rows.cells)
    return tables[0], find_totals("folder:doc", tables, rows.mentions)


def repairs(rows: StagedRows) -> list[RepairRow]:
    return repair_table(*table_and_totals(rows))


def outcomes(rows: StagedRows) -> list[tuple[str, object, str | None]]:
    return [(repair.outcome, repair.amount, repair.rule) for repair in repairs(rows)]


def test_the_two_misprints_of_2018_are_repaired_by_evidence(segregation: StagedRows) -> None:
    stockholm, gothenburg = repairs(segregation)
    assert (stockholm.amount_text, gothenburg.amount_text) == ("164 000 00", "106 000 00")
    assert [stockholm.amount, gothenburg.amount] == [164_000_000, 106_000_000]
    for repair in (stockholm, gothenburg):
        assert (repair.outcome, repair.rule) == ("repaired", "lost_zero")
        assert repair.confidence is not None
        assert 0.8 < repair.confidence <= 1
    cell = table_and_totals(segregation)[0].rows[stockholm.row_no][stockholm.column_no]
    assert stockholm.figure_id == figure_id("doc", cell.char_start, cell.char_end)


def test_the_evidence_tells_ratios_rounding_total_and_why_the_others_fail(segregation: StagedRows) -> None:
    evidence = json.loads(repairs(segregation)[0].evidence)
    assert [column["column_no"] for column in evidence["columns"]] == [1, 3]
    assert evidence["columns"][0]["this_row"] == "50725000"
    assert evidence["columns"][0]["rows"] == 30
    assert evidence["rounding_step"] == 1_000_000
    assert [Decimal(total["amount"]) for total in evidence["stated_totals"]] == [1_350_000_000]
    assert "164 000" not in evidence["problem"]
    accepted, *rejected = evidence["readings"]
    assert (accepted["amount"], accepted["rule"], accepted["survives"]) == ("164000000", "lost_zero", True)
    assert all(accepted["verdict"].values())
    assert "stated_total" in accepted["verdict"]
    assert rejected
    assert not any(reading["survives"] for reading in rejected)
    assert all(False in reading["verdict"].values() for reading in rejected)


def flattened(*rows: tuple[str, ...], years: tuple[str, ...], footer: str = "") -> str:
    header = ["Kommun", *(f"Belopp {year}" for year in years)]
    return "\n\n".join([*header, *(cell for row in rows for cell in row), footer]).strip() + "\n"


def printed_rows(rows: StagedRows) -> list[tuple[str, ...]]:
    table, _ = table_and_totals(rows)
    return [tuple(cell.cell_text for _, cell in sorted(cells.items())) for _, cells in sorted(table.rows.items())]


def test_without_other_columns_and_totals_nothing_is_repaired(segregation: StagedRows, stage_text: Stage) -> None:
    text = flattened(*((row[0], row[2]) for row in printed_rows(segregation)), years=("2019",))
    found = repairs(stage_text(text))
    assert [(repair.outcome, repair.amount, repair.rule, repair.confidence) for repair in found] == [
        ("quarantined", None, None, None)
    ] * 2
    assert "too little evidence" in json.loads(found[0].evidence)["reason"]


def test_two_plausible_readings_are_quarantined(stage_text: Stage) -> None:
    rows = [
        (f"Ort{chr(97 + number)}", f"{number + 2} 431 217", f"{number * 2 + 4} 862 4{number}7") for number in range(8)
    ]
    rows[3] = (rows[3][0], rows[3][1], rows[3][2][:-2] + rows[3][2][-1])
    (repair,) = repairs(stage_text(flattened(*rows, years=("2018", "2019"))))
    assert (repair.outcome, repair.amount) == ("quarantined", None)
    assert "readings survive" in json.loads(repair.evidence)["reason"]


@pytest.mark.parametrize(
    ("stated", "wrong"), [("1,35 miljarder", "1,2 miljarder"), ("1,35 miljarder", "1,6 miljarder")]
)
def test_no_reading_is_accepted_against_a_stated_total(
    segregation_text: str, stage_text: Stage, stated: str, wrong: str
) -> None:
    assert segregation_text.count(stated) == 2
    assert outcomes(stage_text(segregation_text.replace(stated, wrong))) == [("quarantined", None, None)] * 2


def test_the_sum_row_of_a_table_is_evidence_enough_alone(stage_text: Stage) -> None:
    rows = [("Lund", "1 500 000"), ("Umeå", "2 400 00"), ("Falun", "3 100 000"), ("Ystad", "1 000 000")]
    assert outcomes(stage_text(flattened(*rows, ("Summa", "8 000 000"), years=("2018",)))) == [
        ("repaired", Decimal(2_400_000), "lost_zero")
    ]
    assert outcomes(stage_text(flattened(*rows, ("Summa", "9 999 999"), years=("2018",)))) == [
        ("quarantined", None, None)
    ]


def test_a_total_in_prose_is_evidence_enough_alone_if_it_is_printed_to_the_crown(stage_text: Stage) -> None:
    rows = [("Lund", "1 507 300"), ("Umeå", "2 413 900"), ("Falun", "3 104 600"), ("Ystad", "10 58 250")]
    table = flattened(*rows, years=("2018",))
    assert outcomes(stage_text(f"Kommunerna får 8 084 050 kronor 2018.\n\n{table}")) == [
        ("repaired", Decimal(1_058_250), "grouping_ignored")
    ]
    for other in ("8 084 051 kronor", "8,1 miljoner kronor"):
        assert outcomes(stage_text(f"Kommunerna får {other} 2018.\n\n{table}")) == [("quarantined", None, None)]


def test_no_reading_is_accepted_against_the_sum_of_its_row(stage_text: Stage) -> None:
    amounts = [(140, 261), (240, 158), (340, 563), (440, 667), (540, 359), (640, 962)]
    rows = [(f"Ort {at}", str(one), str(other), str(one + other)) for at, (one, other) in enumerate(amounts)]
    header = "| Kommun | 2018, mnkr | 2019, mnkr | Totalt, mnkr |\n|---|---|---|---|\n"

    def printed(broken: str, total: str) -> str:
        lines = [*rows, ("Ort 6", "1 204", broken, "2 910"), ("Summa", "3 544", total, "8 220")]
        return "# Stöd\n\n" + header + "".join(f"| {' | '.join(line)} |\n" for line in lines)

    assert outcomes(stage_text(printed("1 76", "4 676"))) == [("repaired", Decimal(1_706_000_000), "lost_zero")]
    # The column is wrong elsewhere: its total alone would have 1 716.
    assert outcomes(stage_text(printed("1 76", "4 686"))) == [("quarantined", None, None)]


def test_more_than_four_malformed_cells_of_a_column_are_all_quarantined(
    segregation_text: str, stage_text: Stage
) -> None:
    text = segregation_text
    for name in ("Uppsala", "Malmö"):
        text = shortened(text, name)
    assert [outcome for outcome, _, _ in outcomes(stage_text(text))] == ["repaired"] * 4
    text = shortened(text, "Örebro")
    found = repairs(stage_text(text))
    assert [repair.outcome for repair in found] == ["quarantined"] * 5
    assert "column itself is in doubt" in json.loads(found[0].evidence)["reason"]


def shortened(text: str, name: str) -> str:
    """Take the last digit from a municipality's amount of 2019."""
    lines = text.split("\n")
    at = lines.index(name) + 4
    lines[at] = lines[at][:-1]
    return "\n".join(lines)


def test_letters_for_digits_are_read_only_with_evidence(segregation_text: str, stage_text: Stage) -> None:
    lines = segregation_text.split("\n")
    at = lines.index("Huddinge") + 4
    assert lines[at] == "37 000 000"
    lines[at] = "37 OOO 000"
    rows = stage_text("\n".join(lines))
    assert outcomes(rows)[0] == ("repaired", Decimal(37_000_000), "letter_for_digit")
    alone = flattened(*((row[0], row[2]) for row in printed_rows(rows)), years=("2019",))
    assert {outcome for outcome, _, _ in outcomes(stage_text(alone))} == {"quarantined"}


def test_a_row_that_lacks_a_cell_is_never_repaired(segregation_text: str, stage_text: Stage) -> None:
    text = segregation_text.replace("Borås\n\n11 593 000\n\n", "Borås\n\n")
    rows = stage_text(text)
    table, _ = table_and_totals(rows)
    short = [row for row, cells in table.rows.items() if len(cells) == 3]
    assert len(short) == 1
    assert [repair.outcome for repair in repairs(rows) if repair.row_no in short] == ["quarantined"] * 2


def misprints(printed: str) -> set[str]:
    """Give what a number may become by one slip behind its first group: each shows in its grouping or its letters."""
    first = printed.index(" ") + 1
    slips = {printed[:-2], printed.replace(" ", " 0", 1), printed.replace("0", "O", 1)}
    for at in range(first, len(printed)):
        if printed[at] == " ":
            slips.add(printed[: at - 1] + " " + printed[at - 1] + printed[at + 1 :])
            slips.add(printed[:at] + printed[at + 1] + " " + printed[at + 2 :])
        else:
            slips.add(printed[:at] + printed[at + 1 :])
            slips.add(printed[:at] + printed[at] + printed[at:])
    return {slip for slip in slips if slip != printed}


def with_cell(table: StagedTable, cell: TableCellRow) -> StagedTable:
    rows = {number: dict(cells) for number, cells in table.rows.items()}
    rows[cell.row_no][cell.column_no] = cell
    return replace(table, rows=rows)


@pytest.mark.parametrize("column_no", [1, 2, 3])
def test_one_slip_in_any_cell_of_2018_is_mended_truly_or_quarantined(segregation: StagedRows, column_no: int) -> None:
    table, totals = table_and_totals(segregation)
    told: Counter[str] = Counter()
    for cell in table.figures(column_no):
        true = MENDED.get(cell.row_label) if cell.cell_kind == "malformed" else int(cell.amount or 0)
        for slip in misprints(f"{true:,}".replace(",", " ")):
            broken = replace(cell, cell_text=slip, cell_kind="malformed", amount=None, problem="is broken")
            for repair in repair_table(with_cell(table, broken), totals):
                if (repair.row_no, repair.column_no) != (cell.row_no, cell.column_no):
                    continue
                right = repair.amount == true
                told["quarantined" if repair.amount is None else "right" if right else f"{slip}: {repair.amount}"] += 1
    assert set(told) == {"right", "quarantined"}
    # The rounded columns leave one reading mostly, the unrounded one seldom.
    assert told["right"] > (100 if column_no == 1 else 200)
