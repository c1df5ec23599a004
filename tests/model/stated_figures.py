"""Figures of invented documents, as the linking of commitments gets them."""

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.model.allocation import UNKNOWN, AllocationRow, allocate, column_period
from pipelines.model.commitments.linking import Hierarchy, link_all
from pipelines.model.commitments.rows import CommitmentRow, commitment_rows
from pipelines.model.commitments.stated import StatedFigure
from pipelines.model.funding import FundingRow, find_measures, fund, mention_period
from pipelines.model.keys import KeyCounter
from pipelines.model.periods import UNKNOWN_PERIOD, PeriodRow
from pipelines.model.reviewed import Rulings
from pipelines.model.staged import StagedRows, stage
from pipelines.model.staged_tables import group_tables
from pipelines.model.totals import TotalRow, find_totals
from pipelines.text.reading import read_document

Row = FundingRow | AllocationRow | TotalRow

_NOBODY = Rulings([])


def figures_of(text: str, name: str = "a", published: str = "2025-03-01") -> list[StatedFigure]:
    """Read a text and give what its figures state."""
    rows = StagedRows()
    day = date.fromisoformat(published)
    stage(name, text, read_document(text, published_year=day.year), rows)
    tables = group_tables(rows.tables, rows.columns, rows.cells)
    totals = find_totals(name, tables, rows.mentions)
    measures = find_measures(text, rows.blocks, rows.mentions)
    periods = {period.period_id: period for period in map(mention_period, rows.mentions)}
    for table in tables:
        periods.update({period.period_id: period for period in map(column_period, table.amount_columns)})
    shared: dict[str, Any] = {
        "document_key": name,
        "published_on": day,
        "title": text.split("\n", maxsplit=1)[0].lstrip("# "),
    }
    prose = fund(name, rows.mentions, measures, totals, _NOBODY)
    cells = [
        cell
        for table in tables
        for cell in allocate(name, table, KeyCounter(), settled={}, suspect=set(), rulings=_NOBODY)
    ]
    stated: list[tuple[str, str, Row]] = [
        *(("funding", row.figure_id, row) for row in prose if row.kind == "funding" and row.amount_low and not row.per),
        *(("allocation", cell.figure_id, cell) for cell in cells if cell.amount is not None),
        *(("total", total.total_id, total) for total in totals),
    ]
    found = [
        StatedFigure(kind=kind, figure_id=each, **shared, **_place(row, rows), **_said(row, kind, periods))
        for kind, each, row in stated
    ]
    return sorted(found, key=lambda figure: (figure.char_start, figure.figure_id))


def link(*documents: Sequence[StatedFigure]) -> Hierarchy:
    """Link the figures of documents, with nothing decided by people."""
    return link_all([figure for document in documents for figure in document], lambda _: None)


def commitments(*documents: Sequence[StatedFigure]) -> list[CommitmentRow]:
    """Give the commitments of documents, the largest first."""
    return sorted(commitment_rows(link(*documents)).commitments, key=lambda row: (-row.amount, row.level, row.name_sv))


def told(rows: Sequence[CommitmentRow]) -> list[tuple[Decimal, int, int, Decimal]]:
    """Give amount, level, figures and counted kronor of commitments."""
    return [(row.amount, row.level, row.figure_count, row.counted_sek or Decimal(0)) for row in rows]


def _place(row: Row, rows: StagedRows) -> dict[str, Any]:
    before = [block for block in rows.blocks if block.char_start <= row.char_start]
    block = max(before, key=lambda each: each.char_start)
    return {"block_no": block.block_no, "block_kind": block.kind}


def _said(row: Row, kind: str, periods: dict[str, PeriodRow]) -> dict[str, Any]:
    period = periods.get(row.period_id, UNKNOWN_PERIOD)
    fields = asdict(row)
    wanted = {"amount": fields.get("amount_low"), "purpose": row.amount_text, "modifier": "exact", "quality": "ok"}
    wanted |= dict.fromkeys(("amount_high", "status", "recipient_text", "table_id", "row_no", "column_no", "total_id"))
    wanted |= dict.fromkeys(("organisation_id", "geography_id", "programme_id"), UNKNOWN)
    named = {"purpose": fields.get("purpose_sv") or fields.get("recipient_text") or row.amount_text}
    names = {field.name for field in dataclass_fields(StatedFigure)} - {"figure_id", "kind"}
    said = wanted | {name: value for name, value in fields.items() if name in names} | named
    said |= {name: getattr(period, name) for name in ("start_year", "end_year", "is_annual", "open_ended")}
    return said | ({"total_id": None} if kind == "total" else {})
