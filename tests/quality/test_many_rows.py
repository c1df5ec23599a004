"""Tables of thousands of rows are judged in time that grows with the rows, and by the same measures as small ones."""

from collections.abc import Callable
from decimal import Decimal
from statistics import median

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model.staged import StagedRows, stage
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.quality.evidence import LEAST_ROWS, ColumnRatios
from pipelines.quality.repair import repair_table
from pipelines.quality.suspicion import suspect_figures
from pipelines.text.reading import read_document

_HEAD = "| Kommun | Belopp 2025 (kr) | Belopp 2026 (kr) |\n| --- | --- | --- |\n"


def table_of(*rows: tuple[str, str, str]) -> StagedTable:
    text = _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    staged = StagedRows()
    stage("d", text, read_document(text), staged)
    [table] = group_tables(staged.tables, staged.columns, staged.cells)
    return table


@pytest.mark.parametrize(
    "row",
    [("Lund", "5 000", "6 000"), ("Lund", "5 000", "164 000 00")],
    ids=["the same name in each row", "malformed in each row"],
)
@pytest.mark.parametrize(
    "judge",
    [lambda table: suspect_figures(table, ()), lambda table: repair_table(table, ())],
    ids=["suspect", "repair"],
)
def test_four_times_the_rows_take_about_four_times_the_time(
    row: tuple[str, str, str], judge: Callable[[StagedTable], object]
) -> None:
    few, many = (table_of(*[row] * count) for count in (300, 1_200))
    assert grows_linearly(lambda: judge(few), lambda: judge(many), factor=4)


def test_a_name_in_very_many_rows_is_told_in_few_words() -> None:
    suspicions = suspect_figures(table_of(*[("Lund", "5 000", "6 000")] * 1_000), [])
    assert len(suspicions) == 2_000
    assert "rows 1 and 2 and 3" in suspicions[0].message
    assert "990 more" in suspicions[0].message
    assert len(suspicions[0].message) < 200


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=14))
def test_a_row_is_held_against_all_others_and_not_against_itself(pairs: list[tuple[int, int]]) -> None:
    table = table_of(*((f"Ort {chr(65 + at)}", f"{a} 000", f"{b} 000") for at, (a, b) in enumerate(pairs)))
    measured = ColumnRatios(table, 1)
    for row_no, (_, beside) in enumerate(pairs):
        ratios = [Decimal(a) / Decimal(b) for at, (a, b) in enumerate(pairs) if at != row_no]
        found = [(band.beside, band.usual, band.row_count) for band in measured.bands(row_no)]
        assert found == ([(Decimal(beside * 1000), median(ratios), len(ratios))] if len(ratios) >= LEAST_ROWS else [])
        for band in measured.bands(row_no):
            assert (band.low, band.high) == (min(ratios) * Decimal("0.9"), max(ratios) * Decimal("1.1"))
