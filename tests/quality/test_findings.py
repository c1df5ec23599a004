from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.model.totals import find_totals
from pipelines.quality.findings import (
    FindingRow,
    Place,
    RefusedFile,
    of_problems,
    of_reconciliation,
    of_refused,
    of_repairs,
    of_suspicions,
    of_unaccounted,
    of_unknown_places,
)
from pipelines.quality.reconciliation import SettledFigure, reconcile_table
from pipelines.quality.repair import repair_table
from pipelines.quality.suspicion import suspect_figures

Stage = Callable[[str], StagedRows]


def place(text: str) -> Place:
    return Place("doc", "folder", "2018/stod.txt", text)


def told(findings: Iterable[FindingRow], text: str) -> list[FindingRow]:
    """Give the findings after checking what holds for all of them: a place in the file, a message, a remedy."""
    rows = list(findings)
    assert len({row.finding_id for row in rows}) == len(rows)
    for row in rows:
        assert (row.source, row.path, row.document_id) == ("folder", "2018/stod.txt", "doc")
        assert row.message
        assert row.remedy
        assert row.char_start is not None
        assert row.char_end is not None
        assert 0 <= row.char_start <= row.char_end <= len(text)
        assert row.line == text[: row.char_start].count("\n") + 1
    return rows


def only_table(rows: StagedRows) -> StagedTable:
    (table,) = group_tables(rows.tables, rows.columns, rows.cells)
    return table


def quote(row: FindingRow, text: str) -> str:
    return text[row.char_start : row.char_end]


def test_a_repaired_amount_stays_flagged_with_its_evidence(segregation: StagedRows, segregation_text: str) -> None:
    table = only_table(segregation)
    repairs = repair_table(table, find_totals("k", [table], segregation.mentions))
    rows = told(of_repairs(place(segregation_text), table, repairs), segregation_text)
    assert [(row.kind, row.severity, quote(row, segregation_text)) for row in rows] == [
        ("repaired_amount", "info", "164 000 00"),
        ("repaired_amount", "info", "106 000 00"),
    ]
    assert "“Stockholm”, Belopp 2019**" in rows[0].message
    assert "Read as 164 000 000 (lost_zero" in rows[0].message
    assert [row.figure_id for row in rows] == [repair.figure_id for repair in repairs]
    assert all(row.evidence for row in rows)
    assert segregation_text.split("\n")[(rows[0].line or 0) - 1] == "164 000 00"


def test_a_quarantined_amount_is_an_error(segregation: StagedRows, segregation_text: str) -> None:
    table = replace(only_table(segregation), columns={2: only_table(segregation).columns[2]})
    rows = told(of_repairs(place(segregation_text), table, repair_table(table, [])), segregation_text)
    assert [(row.kind, row.severity) for row in rows] == [("quarantined_amount", "error")] * 2
    assert "has no value" in rows[0].message
    assert "review" in rows[0].remedy


def test_an_unreconciled_total_tells_sum_total_and_residual(segregation: StagedRows, segregation_text: str) -> None:
    table = only_table(segregation)
    totals = find_totals("k", [table], segregation.mentions)
    by_id = {total.total_id: total for total in totals}
    reconciled = reconcile_table(table, totals, {})
    (row,) = told(of_reconciliation(place(segregation_text), table, reconciled, by_id), segregation_text)
    assert (row.kind, row.severity, quote(row, segregation_text)) == (
        "unreconciled_total",
        "error",
        "1,35 miljarder kr",
    )
    for part in ("Belopp 2019**", "1 054 000 000", "1 350 000 000", "296 000 000", "21.9%", "5.0%"):
        assert part in row.message
    repairs = repair_table(table, totals)
    known = {(each.row_no, each.column_no): SettledFigure(each.amount, each.outcome) for each in repairs}
    settled = reconcile_table(table, totals, known)
    assert list(of_reconciliation(place(segregation_text), table, settled, by_id)) == []


HEADER = "| Kommun | Belopp 2018{} |\n|---|---|\n"


@pytest.mark.parametrize(
    ("text", "kind", "severity"),
    [
        (HEADER.format("") + "| Lund | 5 | 6 |\n| Umeå | 7 |\n", "odd_row_length", "error"),
        (HEADER.format("**") + "| Lund | 5 |\n| Umeå | 7 |\n", "footnote_missing", "warning"),
        (
            "Kommun\nBelopp 2018\nBelopp 2019\nLund\n1 000\n2 000\nUmeå\n3 000\nYstad\n5 000\n6 000\n",
            "missing_cell",
            "error",
        ),
        ("Kommun\nBelopp 2018\nLund\n1 000\nUmeå\n3 000\n4 000\nYstad\n5 000\nEda\n6 000\n", "extra_cell", "error"),
        ("Text.\n\nLund\n1 000\n2 000\nUmeå\n3 000\n4 000\n", "table_without_header", "error"),
        ("Kommun\nBelopp\nBelopp\nKommun\nBelopp\nBelopp\nLund\n1\n2\nUmeå\n3\n4\n", "repeated_header", "info"),
        ("Kommun\nBidrag\nBidrag\nNamn\n2018\n2019\nLund\n1 0\n2\nUmeå\n3\n4\n", "two_header_rows", "info"),
    ],
)
def test_each_problem_of_reading_becomes_a_finding(stage_text: Stage, text: str, kind: str, severity: str) -> None:
    rows = told(of_problems(place(text), stage_text(text).problems), text)
    assert [(row.kind, row.severity) for row in rows] == [(kind, severity)]
    assert rows[0].table_id == "doc.0"


def test_each_suspicion_becomes_a_warning_at_its_figure(segregation_text: str, stage_text: Stage) -> None:
    text = segregation_text.replace("9 979 000", "−9 979 000").replace("21 979 000", "12 979 000")
    table = only_table(stage_text(text))
    rows = told(of_suspicions(place(text), table, suspect_figures(table, [])), text)
    assert [(row.kind, row.severity, quote(row, text)) for row in rows] == [
        ("negative_amount", "warning", "−9 979 000"),
        ("ratio_outlier", "warning", "12 979 000"),
    ]
    assert all(row.figure_id and row.table_id == "doc.0" for row in rows)


def test_a_row_that_is_no_known_place_is_told_with_the_closest_names(segregation_text: str, stage_text: Stage) -> None:
    assert list(of_unknown_places(place(segregation_text), only_table(stage_text(segregation_text)))) == []
    text = segregation_text.replace("Järfälla\n", "Järfalla\n")
    (row,) = told(of_unknown_places(place(text), only_table(stage_text(text))), text)
    assert (row.kind, row.severity, quote(row, text)) == ("unknown_place", "warning", "Järfalla")
    assert "Järfälla" in row.remedy


def test_rows_of_a_table_that_is_not_about_places_are_not_told(stage_text: Stage) -> None:
    text = "| Insats | Belopp |\n|---|---|\n| Läxhjälp | 5 |\n| Lovskola | 6 |\n| Lund | 7 |\n"
    assert list(of_unknown_places(place(text), only_table(stage_text(text)))) == []


def test_each_number_that_nobody_knows_is_told_with_its_words(stage_text: Stage) -> None:
    text = "Regeringen satsar.\nDet blev 164 000 00 kronor till slut.\n"
    tokens = [token for token in stage_text(text).tokens if token.role == "unaccounted"]
    rows = told(of_unaccounted(place(text), tokens), text)
    assert {row.kind for row in rows} == {"unaccounted_number"}
    assert "".join(quote(row, text) for row in rows) == "164 00000"
    assert all("Det blev" in row.message and row.line == 2 for row in rows)


def test_a_refused_file_is_an_error_without_a_line() -> None:
    (row,) = of_refused([RefusedFile("folder", "photo.txt", "It is a picture.", "Give its text.")])
    assert (row.kind, row.severity, row.path) == ("unreadable_file", "error", "photo.txt")
    assert (row.message, row.remedy) == ("It is a picture.", "Give its text.")
    assert (row.line, row.document_id, row.char_start) == (None, None, None)


def test_a_wrong_line_of_the_file_of_inhabitants_has_a_kind_of_its_own() -> None:
    (row,) = of_refused([RefusedFile("population", "population.csv:3", "It is no count.", "Mend it.")])
    assert (row.kind, row.severity, row.path, row.state) == ("population_file", "error", "population.csv:3", "open")


def test_amounts_in_messages_are_grouped_and_keep_their_decimals(
    segregation: StagedRows, segregation_text: str
) -> None:
    table = only_table(segregation)
    totals = find_totals("k", [table], segregation.mentions)
    odd = [replace(row, summed_amount=Decimal("1054000000.50")) for row in reconcile_table(table, totals, {})]
    rows = of_reconciliation(place(segregation_text), table, odd, {total.total_id: total for total in totals})
    assert all("1 054 000 000.50" in row.message for row in rows)
