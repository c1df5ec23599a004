"""core.fact_allocation and core.dim_programme: one recipient's money as a table states it.

Belongs here: laying settled cells out as facts. Whether a cell is repaired, suspect or quarantined is decided in
`pipelines.quality` and passed in.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.keys import KeyCounter, digest, figure_id, normal
from pipelines.model.periods import PeriodRow, period_of
from pipelines.model.reviewed import Rulings, cell_source
from pipelines.model.staged import TableCellRow, TableColumnRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import includes_admin_costs
from pipelines.reference.geography import resolve_places
from pipelines.reference.organisations import resolve_organisation

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A row of core.dim_programme."""

    programme_id: str
    name_sv: str


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """A row of core.fact_allocation."""

    figure_id: str
    figure_key: str
    document_id: str
    table_id: str
    row_no: int
    column_no: int
    recipient_text: str
    geography_id: str
    organisation_id: str
    programme_id: str
    period_id: str
    amount_sek: Decimal | None
    amount: Decimal | None
    currency: str
    amount_text: str
    status: str | None
    includes_admin_costs: bool
    footnote: str | None
    quality: str
    review_id: str | None
    char_start: int
    char_end: int


UNKNOWN_PROGRAMME = ProgrammeRow(UNKNOWN, "not stated")


def programme_of(table: StagedTable) -> ProgrammeRow:
    """Give the programme that a table's money is announced under."""
    title = table.table.title
    return ProgrammeRow(digest("programme", normal(title)), title) if title else UNKNOWN_PROGRAMME


def column_period(column: TableColumnRow) -> PeriodRow:
    """Give the period that a column's amounts are for."""
    return period_of(column.start_year, column.end_year, per_year=column.per_year, open_ended=column.open_ended)


def row_labels(table: StagedTable) -> dict[int, str]:
    """Give the name of each row that states someone's money, by row number; totals are left out."""
    return {
        row_no: cell.row_label
        for row_no, cells in sorted(table.rows.items())
        if (cell := next(iter(cells.values()), None)) and cell.row_kind == "data"
    }


def row_places(table: StagedTable) -> dict[int, str]:
    """Give the geography_id of each row whose name is a place, by row number; one kind for the whole column."""
    labels = row_labels(table)
    places = resolve_places(list(labels.values()))
    return {row_no: place.geography_id for row_no, place in zip(labels, places, strict=True) if place}


def allocate(
    document_key: str,
    table: StagedTable,
    keys: KeyCounter,
    *,
    settled: Mapping[tuple[int, int], Decimal | None],
    suspect: Collection[tuple[int, int]],
    rulings: Rulings,
) -> Iterator[AllocationRow]:
    """Make a fact of every figure of a table.

    Args:
        document_key: identifier that the versions of the document share.
        table: the table.
        keys: gave the keys of the document's tables before this one.
        settled: what became of its malformed cells, by row and column: the repaired value, or None when quarantined.
        suspect: row and column of the figures that are doubted.
        rulings: what people decided.
    """
    places = row_places(table)
    programme = programme_of(table)
    for column in table.amount_columns:
        period = column_period(column)
        for cell in table.figures(column.column_no):
            place = (cell.row_no, cell.column_no)
            key = keys.key(document_key, normal(programme.name_sv), normal(cell.row_label), normal(column.header_text))
            source = cell_source(cell.row_label, column.header_text, cell.cell_text)
            ruled = rulings.apply(key, source, *_settle(cell, settled, doubted=place in suspect))
            organisation = None if cell.row_no in places else resolve_organisation(cell.row_label)
            currency = column.currency or "SEK"
            yield AllocationRow(
                figure_id=figure_id(table.table.document_id, cell.char_start, cell.char_end),
                figure_key=key,
                document_id=table.table.document_id,
                table_id=table.table.table_id,
                row_no=cell.row_no,
                column_no=cell.column_no,
                recipient_text=cell.row_label,
                geography_id=places.get(cell.row_no, UNKNOWN),
                organisation_id=organisation.organisation_id if organisation else UNKNOWN,
                programme_id=programme.programme_id,
                period_id=period.period_id,
                amount_sek=ruled.amount if currency == "SEK" else None,
                amount=ruled.amount,
                currency=currency,
                amount_text=cell.cell_text,
                status=column.status,
                includes_admin_costs=includes_admin_costs(column.header_text),
                footnote=column.footnote_text,
                quality=ruled.quality,
                review_id=ruled.review_id,
                char_start=cell.char_start,
                char_end=cell.char_end,
            )


def _settle(
    cell: TableCellRow, settled: Mapping[tuple[int, int], Decimal | None], *, doubted: bool
) -> tuple[Decimal | None, str]:
    if cell.cell_kind == "malformed":
        value = settled.get((cell.row_no, cell.column_no))
        return (value, "repaired") if value is not None else (None, "quarantined")
    return cell.amount, "suspect" if doubted else "ok"
