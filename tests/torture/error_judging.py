"""What the pipeline makes of a text: read, laid out, repaired, doubted and reconciled by functions that a run calls.

Belongs here: that path without files, warehouse and Dagster, and what became of a harmed table by it. Which errors
there are stands in `error_kinds`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.allocation import AllocationRow, allocate
from pipelines.model.keys import KeyCounter
from pipelines.model.reviewed import Rulings
from pipelines.model.staged import StagedRows, stage
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.model.totals import TotalRow, find_totals
from pipelines.quality.findings import (
    FindingRow,
    Place,
    of_problems,
    of_reconciliation,
    of_repairs,
    of_suspicions,
    of_table_doubts,
    of_unaccounted,
    of_unknown_places,
)
from pipelines.quality.reconciliation import SettledFigure, reconcile_table
from pipelines.quality.repair import repair_table
from pipelines.quality.suspicion import suspect_figures
from pipelines.quality.table_doubts import table_doubts
from pipelines.text.reading import read_document

_DOCUMENT = "doc"
_SETTLED = frozenset({"repaired", "quarantined"})

Values = Mapping[tuple[str, int], Decimal]
"""What a table states: the value of each figure by the name of its row and the number of its column."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the pipeline says of a text.

    Attributes:
        text: the text.
        tables: its tables.
        totals: their stated totals.
        figures: their figures, settled.
        findings: everything that was told.
    """

    text: str
    tables: list[StagedTable]
    totals: list[TotalRow]
    figures: list[AllocationRow]
    findings: list[FindingRow]

    def figures_within(self, span: tuple[int, int]) -> list[AllocationRow]:
        """Give the figures between two characters."""
        return [figure for figure in self.figures if span[0] <= figure.char_start < span[1]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an error.

    Attributes:
        name: harmless (the text states the same) | repaired | wrongly repaired | flagged (figure or row is named) |
            noticed (its table, column or total is named) | silent.
        told: what was told that was not told of the untouched text.
        wrong: figures that were repaired to another value than the true one.
    """

    name: str
    told: tuple[FindingRow, ...]
    wrong: tuple[str, ...]


def judge(text: str, published_year: int | None) -> Judged:
    """Take a text through reading, repair, doubt and reconciliation."""
    staged = StagedRows()
    stage(_DOCUMENT, text, read_document(text, published_year=published_year), staged)
    tables = group_tables(staged.tables, staged.columns, staged.cells)
    totals = find_totals(_DOCUMENT, tables, staged.mentions)
    figures: list[AllocationRow] = []
    findings = list(of_problems(_place(text), staged.problems))
    keys, rulings = KeyCounter(), Rulings([])
    for table in tables:
        repairs = repair_table(table, totals)
        doubts = suspect_figures(table, totals)
        settled = {(repair.row_no, repair.column_no): repair.amount for repair in repairs}
        suspect = {(doubt.cell.row_no, doubt.cell.column_no) for doubt in doubts}
        of_table = list(allocate(_DOCUMENT, table, keys, settled=settled, suspect=suspect, rulings=rulings))
        known = {
            (figure.row_no, figure.column_no): SettledFigure(figure.amount, figure.quality)
            for figure in of_table
            if figure.quality in _SETTLED
        }
        figures += of_table
        findings += of_repairs(_place(text), table, repairs)
        findings += of_suspicions(_place(text), table, doubts)
        findings += of_table_doubts(_place(text), table, table_doubts(table, totals, text))
        held = reconcile_table(table, totals, known)
        findings += of_reconciliation(_place(text), table, held, {total.total_id: total for total in totals})
        findings += of_unknown_places(_place(text), table)
    unaccounted = [token for token in staged.tokens if token.role == "unaccounted"]
    findings += of_unaccounted(_place(text), unaccounted)
    return Judged(text, tables, totals, figures, findings)


def outcome_of(
    before: Judged,
    after: Judged,
    *,
    truth: Values,
    span: tuple[int, int],
    touched: frozenset[str],
    are_renamed: bool = False,
) -> Outcome:
    """Tell what became of an error.

    Args:
        before: what is said of the untouched text.
        after: what is said of the text with the error.
        truth: what the harmed table states truly.
        span: the characters of the harmed table in the text with the error.
        touched: the names of the rows that the error is in.
        are_renamed: the rows have each other's names, so a repair is right that gives what was true under the other.
    """
    figures = after.figures_within(span)
    told = tuple(_news(before, after, span))
    wrong = tuple(
        f"“{figure.recipient_text}”, column {figure.column_no + 1}: {figure.amount_text!r} became {figure.amount}"
        for figure in figures
        if figure.quality == "repaired"
        and figure.amount
        not in {
            truth.get((name, figure.column_no))
            for name in (touched if are_renamed and figure.recipient_text in touched else {figure.recipient_text})
        }
    )
    if wrong:
        return Outcome("wrongly repaired", told, wrong)
    stated = Counter((figure.recipient_text, figure.column_no, figure.amount) for figure in figures)
    if stated == Counter((*place, amount) for place, amount in truth.items()):
        is_repaired = any(figure.quality == "repaired" and figure.recipient_text in touched for figure in figures)
        return Outcome("repaired" if is_repaired else "harmless", told, ())
    of_rows = {figure.figure_id for figure in figures if figure.recipient_text in touched}
    if any(each.figure_id in of_rows or any(f"“{name}”" in each.message for name in touched) for each in told):
        return Outcome("flagged", told, ())
    return Outcome("noticed" if told else "silent", told, ())


def _news(before: Judged, after: Judged, span: tuple[int, int]) -> Iterator[FindingRow]:
    """Give what is told of the harmed table and was not told of the untouched text."""
    known = Counter((found.kind, found.message) for found in before.findings)
    within = {table.table.table_id for table in after.tables if span[0] <= table.table.char_start < span[1]}
    for found in after.findings:
        told = (found.kind, found.message)
        if known[told]:
            known[told] -= 1
        elif found.table_id in within or (found.char_start is not None and span[0] <= found.char_start < span[1]):
            yield found


def _place(text: str) -> Place:
    return Place(_DOCUMENT, "folder", "document.md", text)
