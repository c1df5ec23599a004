"""Repair of malformed amounts in tables, by evidence, or quarantine.

Belongs here: the decision. A repair is accepted only when exactly one candidate reading survives all the evidence there
is, and when the evidence includes a comparison with other columns or an exact sum: a wrong repair is worse than none.
The candidates come from `candidates`, the measures from `evidence`.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from pipelines.model.keys import figure_id
from pipelines.model.staged import TableCellRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from pipelines.quality.candidates import Candidate, candidates
from pipelines.quality.evidence import (
    ColumnRatios,
    RatioBand,
    is_exact,
    residual_share,
    rounding_step,
    tolerance,
    totals_of,
    within,
)
from pipelines.quality.ratios import BesideTest
from pipelines.quality.sums import RowTest

# A column with more malformed cells than this is not misprinted but misread: none of them is repaired.
_MOST_MALFORMED = 4
_MOST_COMBINATIONS = 20_000
_MOST_TOLD_PER_RULE = 3


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A row of quality.repair."""

    figure_id: str
    document_id: str
    table_id: str
    row_no: int
    column_no: int
    amount_text: str
    outcome: str
    amount: Decimal | None
    rule: str | None
    confidence: float | None
    evidence: str


@dataclass(frozen=True, slots=True)
class _Case:
    """A malformed cell with its readings and what the other columns and rows say of them."""

    cell: TableCellRow
    readings: tuple[Candidate, ...]
    bands: tuple[RatioBand, ...]
    step: int | None
    beside: Mapping[Decimal, Mapping[str, bool]]

    def verdict(self, reading: Candidate) -> dict[str, bool]:
        """Say which evidence a reading passes; evidence that is not there is left out."""
        verdict = {f"ratio_to_column_{band.column_no}": band.fits(reading.amount) for band in self.bands}
        if self.step is not None:
            verdict["rounding"] = reading.amount % self.step == 0
        return {**verdict, **self.beside.get(reading.amount, {})}

    def survivors(self) -> list[Candidate]:
        """Give the readings that pass all of it."""
        return [reading for reading in self.readings if all(self.verdict(reading).values())]


def repair_table(table: StagedTable, totals: Sequence[TotalRow]) -> list[RepairRow]:
    """Repair or quarantine every malformed amount of a table.

    Args:
        table: the table.
        totals: the stated totals of the document's tables.

    Returns:
        One row a malformed cell, in order.
    """
    rows: list[RepairRow] = []
    for column in table.amount_columns:
        malformed = [cell for cell in table.figures(column.column_no) if cell.cell_kind == "malformed"]
        if not malformed:
            continue
        ratios, step = ColumnRatios(table, column.column_no), rounding_step(table, column.column_no)
        too_many = len(malformed) > _MOST_MALFORMED
        cases = [_case(table, cell, ratios, step, is_hopeless=too_many) for cell in malformed]
        stated = totals_of(totals, table, column.column_no)
        fitting = _fitting_frame(table, cases, stated)
        rows.extend(
            _decide(table, case, survivors, stated, too_many=too_many)
            for case, survivors in zip(cases, fitting, strict=True)
        )
    return rows


def _case(
    table: StagedTable, cell: TableCellRow, ratios: ColumnRatios, step: int | None, *, is_hopeless: bool
) -> _Case:
    complete = len(table.rows[cell.row_no]) == len(table.columns)
    multiplier = table.columns[cell.column_no].multiplier or 1
    # In a row that lacks cells nobody knows which column the number belongs to: there is nothing to read it as.
    readings = tuple(candidates(cell.cell_text, multiplier)) if complete else ()
    return _Case(
        cell=cell,
        readings=readings,
        bands=tuple(ratios.bands(cell.row_no)),
        step=step,
        # Where nothing will be repaired, what takes time to measure is left out.
        beside={} if is_hopeless else _verdicts_beside(table, cell, readings),
    )


def _verdicts_beside(
    table: StagedTable, cell: TableCellRow, readings: Sequence[Candidate]
) -> dict[Decimal, dict[str, bool]]:
    beside, row = BesideTest(table, cell), RowTest(table, cell)
    found: dict[Decimal, dict[str, bool]] = {}
    for reading in readings:
        verdicts = {"close_ratios": beside.fits(reading.amount), "row_sum": row.fits(reading.amount)}
        found[reading.amount] = {name: fits for name, fits in verdicts.items() if fits is not None}
    return found


def _fitting_frame(
    table: StagedTable, cases: Sequence[_Case], stated: Sequence[TotalRow]
) -> list[list[tuple[Candidate, bool | None]]]:
    """Hold the surviving readings of a column's malformed cells against its stated totals, all cells at once.

    Returns:
        For each case its survivors, with True or False for whether some combination with it fits every total, or None
        where there is no total to hold it against.
    """
    choices = [case.survivors() for case in cases]
    combinations = 1
    for choice in choices:
        combinations *= len(choice)
    if not stated or not combinations or combinations > _MOST_COMBINATIONS:
        return [[(reading, None) for reading in choice] for choice in choices]
    known = sum((cell.amount for cell in table.figures(cases[0].cell.column_no) if cell.amount is not None), Decimal(0))
    fitting: list[set[Decimal]] = [set() for _ in cases]
    for combination in product(*choices):
        summed = known + sum((reading.amount for reading in combination), Decimal(0))
        if all(within(residual_share(total, summed), tolerance(total, table), summed=summed) for total in stated):
            for place, reading in zip(fitting, combination, strict=True):
                place.add(reading.amount)
    return [
        [(reading, reading.amount in fits) for reading in choice] for choice, fits in zip(choices, fitting, strict=True)
    ]


def _decide(
    table: StagedTable,
    case: _Case,
    survivors: Sequence[tuple[Candidate, bool | None]],
    stated: Sequence[TotalRow],
    *,
    too_many: bool,
) -> RepairRow:
    left = [reading for reading, fits_frame in survivors if fits_frame is not False]
    exact_total = any(is_exact(total, table) for total in stated)
    accepted = left[0] if len(left) == 1 and not too_many and (case.bands or exact_total) else None
    cell = case.cell
    return RepairRow(
        figure_id=figure_id(table.table.document_id, cell.char_start, cell.char_end),
        document_id=table.table.document_id,
        table_id=table.table.table_id,
        row_no=cell.row_no,
        column_no=cell.column_no,
        amount_text=cell.cell_text,
        outcome="repaired" if accepted else "quarantined",
        amount=accepted.amount if accepted else None,
        rule=accepted.rule if accepted else None,
        confidence=_confidence(case, accepted, has_total=bool(stated)) if accepted else None,
        evidence=json.dumps(
            _evidence(table, case, survivors, stated, reason=_reason(case, left, accepted, too_many=too_many)),
            ensure_ascii=False,
            sort_keys=True,
        ),
    )


def _confidence(case: _Case, accepted: Candidate, *, has_total: bool) -> float:
    """Give how well an accepted reading fits: 1 at the usual ratio, less towards the edge of the band.

    Few rows to compare with lower it (n / (n + 2)), and so does the lack of a stated total (by a tenth).
    """
    fit = 1.0
    for band in case.bands:
        edge = band.high - band.usual if band.ratio(accepted.amount) > band.usual else band.usual - band.low
        off = abs(band.ratio(accepted.amount) - band.usual) / edge if edge else Decimal(0)
        fit = min(fit, (1 - float(off) / 2) * band.row_count / (band.row_count + 2))
    return round(fit if has_total else fit * 0.9, 3)


def _reason(case: _Case, left: Sequence[Candidate], accepted: Candidate | None, *, too_many: bool) -> str:
    if accepted:
        return "exactly one reading survives all the evidence"
    if not case.readings:
        return f"no reading: the cell {case.cell.problem}"
    if too_many:
        return f"more than {_MOST_MALFORMED} cells of the column are malformed, so the column itself is in doubt"
    if not left:
        return "no reading survives the evidence"
    if len(left) > 1:
        return f"{len(left)} readings survive the evidence"
    return "too little evidence: no other column to compare with and no exact sum"


def _evidence(
    table: StagedTable,
    case: _Case,
    survivors: Sequence[tuple[Candidate, bool | None]],
    stated: Sequence[TotalRow],
    *,
    reason: str,
) -> dict[str, Any]:
    fits_frame = {reading.amount: fits for reading, fits in survivors}
    readings = []
    for reading in _worth_telling(case.readings, fits_frame):
        verdict: dict[str, bool | None] = {**case.verdict(reading)}
        if fits_frame.get(reading.amount) is not None:
            verdict["stated_total"] = fits_frame[reading.amount]
        readings.append(
            {
                "rule": reading.rule,
                "amount": str(reading.amount),
                "ratios": {str(band.column_no): round(float(band.ratio(reading.amount)), 4) for band in case.bands},
                "verdict": verdict,
                "survives": reading.amount in fits_frame and fits_frame[reading.amount] is not False,
            }
        )
    return {
        "problem": case.cell.problem,
        "reason": reason,
        "readings": readings,
        "reading_count": len(case.readings),
        "columns": [
            {
                "column_no": band.column_no,
                "header": table.columns[band.column_no].header_text,
                "this_row": str(band.beside),
                "usual_ratio": round(float(band.usual), 4),
                "least_ratio": round(float(band.low), 4),
                "greatest_ratio": round(float(band.high), 4),
                "rows": band.row_count,
            }
            for band in case.bands
        ],
        "rounding_step": case.step,
        "stated_totals": [{"scope": total.scope, "amount": str(total.amount)} for total in stated],
    }


def _worth_telling(readings: Sequence[Candidate], survivors: Mapping[Decimal, object]) -> list[Candidate]:
    """Give the surviving readings and the first few of each misprint; thirty lost digits fail for the same reason."""
    told: Counter[str] = Counter()
    chosen = []
    for reading in readings:
        told[reading.rule] += 1
        if reading.amount in survivors or told[reading.rule] <= _MOST_TOLD_PER_RULE:
            chosen.append(reading)
    return chosen
