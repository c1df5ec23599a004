"""Findings: each problem of a file, table or figure, told so that a person can follow it up.

Belongs here: turning what reading, repair, suspicion and reconciliation found into rows with severity, place, message
and remedy. Nothing is judged anew.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.model.allocation import row_labels, row_places
from pipelines.model.keys import digest, figure_id
from pipelines.model.staged import NumberTokenRow, ProblemRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from pipelines.quality.doubts import Suspicion, TableDoubt
from pipelines.quality.reconciliation import ReconciliationRow
from pipelines.quality.repair import RepairRow
from pipelines.reference.geography import closest_places
from pipelines.sources.population import POPULATION

Severity = Literal["error", "warning", "info"]

# Problems of reading that cost money or meaning; the others are told so that someone may look.
_ERRORS = frozenset({"missing_cell", "extra_cell", "odd_row_length", "table_without_header", "unreadable_document"})
_NOTES = frozenset({"repeated_header", "two_header_rows"})


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A row of quality.finding."""

    finding_id: str
    finding_key: str
    state: str
    review_id: str | None
    severity: str
    kind: str
    source: str
    path: str
    line: int | None
    document_id: str | None
    table_id: str | None
    figure_id: str | None
    char_start: int | None
    char_end: int | None
    message: str
    remedy: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """What a finding needs of a row of raw.refused_file."""

    source: str
    path: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document version is, and its text, to number the lines of what is found in it."""

    document_id: str
    source: str
    path: str
    text: str

    def line(self, char_start: int) -> int:
        """Give the 1-based line of a character."""
        return self.text.count("\n", 0, char_start) + 1


def finding_key(kind: str, source: str, path: str, message: str) -> str:
    """Give the key of the same problem through versions of a document: what is told of it names no positions."""
    return digest("finding_key", kind, source, path, message, length=16)


def of_refused(refused: Iterable[RefusedFile]) -> Iterator[FindingRow]:
    """Tell each file that could not be read as a document, and each wrong line of the file of inhabitants."""
    for file in refused:
        kind = "population_file" if file.source == POPULATION else "unreadable_file"
        yield FindingRow(
            finding_id=digest("finding", kind, file.source, file.path, file.problem),
            finding_key=finding_key(kind, file.source, file.path, file.problem),
            state="open",
            review_id=None,
            severity="error",
            kind=kind,
            source=file.source,
            path=file.path,
            line=None,
            document_id=None,
            table_id=None,
            figure_id=None,
            char_start=None,
            char_end=None,
            message=file.problem,
            remedy=file.remedy,
            evidence=None,
        )


def of_problems(place: Place, problems: Iterable[ProblemRow]) -> Iterator[FindingRow]:
    """Tell what did not fit while a document was read."""
    for problem in problems:
        severity: Severity = "error" if problem.kind in _ERRORS else "info" if problem.kind in _NOTES else "warning"
        yield finding(
            place,
            severity,
            problem.kind,
            (problem.char_start, problem.char_end),
            message=problem.message,
            remedy=problem.remedy,
            table_id=problem.table_id,
            evidence=json.dumps({"traceback": problem.trace}) if problem.trace else None,
        )


def of_repairs(place: Place, table: StagedTable, repairs: Iterable[RepairRow]) -> Iterator[FindingRow]:
    """Tell each malformed figure and what became of it."""
    for repair in repairs:
        cell = table.rows[repair.row_no][repair.column_no]
        column = table.columns[repair.column_no].header_text
        what = f"“{cell.row_label}”, {column}: the printed amount “{repair.amount_text}” {cell.problem}."
        if repair.outcome == "repaired":
            severity: Severity = "info"
            message = f"{what} Read as {_amount(repair.amount)} ({repair.rule}, confidence {repair.confidence})."
            remedy = "Look at the evidence with `anslag explain` and at the source; nothing more if you agree."
        else:
            severity = "error"
            message = f"{what} It has no value: the evidence does not single out one reading."
            remedy = "Look the amount up in the source or ask the publisher, and enter it by a review."
        yield finding(
            place,
            severity,
            "repaired_amount" if repair.outcome == "repaired" else "quarantined_amount",
            (cell.char_start, cell.char_end),
            message=message,
            remedy=remedy,
            table_id=repair.table_id,
            figure=repair.figure_id,
            evidence=repair.evidence,
        )


def of_suspicions(place: Place, table: StagedTable, suspicions: Iterable[Suspicion]) -> Iterator[FindingRow]:
    """Tell each doubt about a well-formed figure."""
    for suspicion in suspicions:
        cell = suspicion.cell
        yield finding(
            place,
            "warning",
            suspicion.kind,
            (cell.char_start, cell.char_end),
            message=suspicion.message,
            remedy=suspicion.remedy,
            table_id=table.table.table_id,
            figure=figure_id(place.document_id, cell.char_start, cell.char_end),
        )


def of_table_doubts(place: Place, table: StagedTable, doubts: Iterable[TableDoubt]) -> Iterator[FindingRow]:
    """Tell each doubt about a row, a column or a whole table."""
    for doubt in doubts:
        yield finding(
            place,
            "warning",
            doubt.kind,
            doubt.span,
            message=doubt.message,
            remedy=doubt.remedy,
            table_id=table.table.table_id,
        )


def of_reconciliation(
    place: Place, table: StagedTable, rows: Iterable[ReconciliationRow], totals: Mapping[str, TotalRow]
) -> Iterator[FindingRow]:
    """Tell each stated total that the rows of its column do not add up to."""
    for row in rows:
        if row.is_reconciled:
            continue
        total = totals[row.total_id]
        header = table.columns[row.column_no].header_text
        without = f", {row.quarantined_count} of them without a value" if row.quarantined_count else ""
        share = "" if row.residual_share is None else f" ({row.residual_share:.1%} of the total)"
        yield finding(
            place,
            "error" if not row.quarantined_count else "warning",
            "unreconciled_total",
            (total.char_start, total.char_end),
            message=f"Column “{header}”: {row.figure_count} figures{without} add up to {_amount(row.summed_amount)} "
            f"{row.currency}, the stated total is {_amount(row.stated_amount)} {row.currency}; "
            f"{_amount(row.residual_amount)} is left{share}, "
            f"expected {_tolerance(row)}.",
            remedy="Compare the column with the source: a row may be missing or misprinted, "
            "or the total is of something else.",
            table_id=row.table_id,
        )


def of_unknown_places(place: Place, table: StagedTable) -> Iterator[FindingRow]:
    """Tell each row whose name is no known place in a table where most rows are places."""
    labels, places = row_labels(table), row_places(table)
    if len(places) * 2 <= len(labels) or not table.amount_columns:
        return
    for row_no, label in labels.items():
        if row_no in places:
            continue
        cell = next(iter(table.rows[row_no].values()))
        close = ", ".join(closest_places(label))
        yield finding(
            place,
            "warning",
            "unknown_place",
            (cell.char_start, cell.char_end),
            message=f"“{label}” is no place that the register knows, unlike {len(places)} of the table's {len(labels)} "
            "rows.",
            remedy=f"Check the spelling{f' (did the text mean {close}?)' if close else ''}; the amount is kept, "
            "its place unknown.",
            table_id=table.table.table_id,
        )


def of_unaccounted(place: Place, tokens: Iterable[NumberTokenRow]) -> Iterator[FindingRow]:
    """Tell each number of a document that no rule understood."""
    for token in tokens:
        around = place.text[max(0, token.char_start - 40) : token.char_end + 40].strip()
        yield finding(
            place,
            "warning",
            "unaccounted_number",
            (token.char_start, token.char_end),
            message=f"Nobody knows what the number “{token.token_text}” is: “… {' '.join(around.split())} …”.",
            remedy="If it is money that the reader missed, report the sentence; a rule is missing.",
        )


def finding(
    place: Place,
    severity: Severity,
    kind: str,
    span: tuple[int, int],
    *,
    message: str,
    remedy: str,
    table_id: str | None = None,
    figure: str | None = None,
    evidence: str | None = None,
) -> FindingRow:
    """Give a finding of a document, open until somebody decides.

    Args:
        place: the document version.
        severity: error (money is missing or wrong) | warning (doubtful) | info (handled, stays flagged).
        kind: what kind of problem.
        span: the characters that it is about.
        message: what is wrong, without positions: they change with every edit.
        remedy: what a person can do about it.
        table_id: its table.
        figure: its figure.
        evidence: details for the kind, as JSON.
    """
    return FindingRow(
        finding_id=digest("finding", kind, place.document_id, *span, message),
        finding_key=finding_key(kind, place.source, place.path, message),
        state="open",
        review_id=None,
        severity=severity,
        kind=kind,
        source=place.source,
        path=place.path,
        line=place.line(span[0]),
        document_id=place.document_id,
        table_id=table_id,
        figure_id=figure,
        char_start=span[0],
        char_end=span[1],
        message=message,
        remedy=remedy,
        evidence=evidence,
    )


def _tolerance(row: ReconciliationRow) -> str:
    if row.tolerance_low_share == row.tolerance_high_share == 0:
        return "nothing"
    # A rounding of half a crown is told as none, not as "-0.0 %".
    low = round(row.tolerance_low_share, 3) + 0.0
    return f"{low:.1%} to {row.tolerance_high_share:.1%}"


def _amount(value: Decimal | None) -> str:
    if value is None:
        return "no value"
    whole = f"{value:,.2f}".replace(",", " ")
    return whole.removesuffix(".00")
