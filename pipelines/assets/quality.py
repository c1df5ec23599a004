"""Quality assets: repairs, reconciliation and findings.

Belongs here: which rows each of these tables is made of. The judgement stands in `pipelines.quality`; the checks of
Great Expectations, for all tables, stand in `checks`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from pipelines.assets.commitments import Commitments
from pipelines.assets.metadata import table_asset
from pipelines.assets.staged_input import (
    group_by_document,
    read_rulings,
    read_totals,
    repairs_by_table,
    settled_by_table,
    staged_documents,
    staged_tables,
)
from pipelines.model.reviewed import Rulings, cell_source, prose_source
from pipelines.model.staged import NumberTokenRow, ProblemRow
from pipelines.model.totals import TotalRow
from pipelines.quality.findings import (
    FindingRow,
    Place,
    RefusedFile,
    of_problems,
    of_reconciliation,
    of_refused,
    of_repairs,
    of_suspicions,
    of_table_doubts,
    of_unaccounted,
    of_unknown_places,
)
from pipelines.quality.reconciliation import ReconciliationRow, reconcile_table
from pipelines.quality.repair import RepairRow, repair_table
from pipelines.quality.reviewing import DecidedFigure, of_rulings, settled
from pipelines.quality.suspicion import suspect_figures
from pipelines.quality.table_doubts import table_doubts
from pipelines.store.rows import iterate_rows, read_rows

_DOUBTED = """
(SELECT * FROM raw.document SEMI JOIN (
    SELECT document_id FROM staging.problem UNION SELECT document_id FROM staging.text_table
    UNION SELECT document_id FROM quality.number_token WHERE role = 'unaccounted'
) USING (document_id))
"""
# The version that is there now, of documents with decisions about figures.
_REVIEWED = """
(SELECT document.* FROM raw.document AS document
SEMI JOIN (SELECT document_id FROM core.dim_document WHERE is_current) USING (document_id)
SEMI JOIN (SELECT document_key FROM quality.review WHERE is_in_force AND subject = 'figure') USING (document_key))
"""
_DECIDED_CELLS = """
SELECT figure_key, figure_id, review_id, recipient_text, header_text, amount_text, fact.char_start, fact.char_end
FROM core.fact_allocation AS fact JOIN staging.table_column USING (table_id, column_no) WHERE document_id = ?
"""
_DECIDED_PROSE = """
SELECT figure_key, figure_id, review_id, purpose_sv, amount_text, char_start, char_end
FROM core.fact_funding WHERE document_id = ?
"""
_TABLES = ["staging.text_table", "staging.table_column", "staging.table_cell"]


@table_asset(
    "quality.repair",
    deps=["raw.document", "staging.mention", "core.fact_total", *_TABLES],
)
def repair(con: duckdb.DuckDBPyConnection) -> Iterator[RepairRow]:
    """Repair or quarantine every malformed amount."""
    for document in staged_documents(con, with_mentions=False):
        for table in document.tables:
            yield from repair_table(table, document.totals)


@table_asset(
    "quality.reconciliation",
    deps=["raw.document", "staging.mention", "core.fact_total", "core.dim_period", "core.fact_allocation", *_TABLES],
)
def reconciliation(con: duckdb.DuckDBPyConnection) -> Iterator[ReconciliationRow]:
    """Hold every column against its stated totals."""
    settled_figures = settled_by_table(con)
    for document in staged_documents(con, with_mentions=False):
        for table in document.tables:
            yield from reconcile_table(table, document.totals, settled_figures[table.table.table_id])


@table_asset(
    "quality.finding",
    deps=[
        "raw.document",
        "raw.refused_file",
        "staging.problem",
        "core.fact_allocation",
        "core.fact_funding",
        "core.fact_total",
        "quality.repair",
        "quality.reconciliation",
        "quality.number_token",
        "quality.review",
        "quality.commitment_link",
        *_TABLES,
    ],
)
def finding(con: duckdb.DuckDBPyConnection) -> Iterator[FindingRow]:
    """Tell every problem of a file, table or figure, and whether somebody has settled it."""
    rulings, reviewed = read_rulings(con), _reviewed(con)
    for found in _findings(con, rulings):
        yield settled(found, rulings, reviewed)
    yield from Commitments(con).findings()


def _findings(con: duckdb.DuckDBPyConnection, rulings: Rulings) -> Iterator[FindingRow]:
    yield from of_refused(read_rows(con, "raw.refused_file", RefusedFile, order_by="source, path"))
    tables = group_by_document(staged_tables(con))
    repairs = repairs_by_table(con)
    totals = {total.total_id: total for total in read_totals(con)}
    stated: dict[str, list[TotalRow]] = defaultdict(list)
    for total in totals.values():
        stated[total.document_id].append(total)
    unreconciled: dict[str, list[ReconciliationRow]] = defaultdict(list)
    for row in read_rows(con, "quality.reconciliation", ReconciliationRow, order_by="table_id, column_no, total_id"):
        unreconciled[row.table_id].append(row)
    problems: dict[str, list[ProblemRow]] = defaultdict(list)
    for problem in read_rows(con, "staging.problem", ProblemRow, order_by="document_id, problem_no"):
        problems[problem.document_id].append(problem)
    unaccounted = _unaccounted(con)
    for place in iterate_rows(con, _DOUBTED, Place, order_by="document_id"):
        yield from of_problems(place, problems.get(place.document_id, []))
        for table in tables.get(place.document_id, []):
            key = table.table.table_id
            yield from of_repairs(place, table, repairs[key].values())
            yield from of_suspicions(place, table, suspect_figures(table, stated[place.document_id]))
            yield from of_table_doubts(place, table, table_doubts(table, stated[place.document_id], place.text))
            yield from of_reconciliation(place, table, unreconciled[key], totals)
            yield from of_unknown_places(place, table)
        yield from of_unaccounted(place, unaccounted.get(place.document_id, []))
    for document in iterate_rows(con, _REVIEWED, _ReviewedDocument, order_by="document_id"):
        place = Place(document.document_id, document.source, document.path, document.text)
        yield from of_rulings(
            place, rulings.of_document(document.document_key), _decided_figures(con, document.document_id)
        )


@dataclass(frozen=True, slots=True)
class _ReviewedDocument:
    document_id: str
    document_key: str
    source: str
    path: str
    text: str


def _decided_figures(con: duckdb.DuckDBPyConnection, document_id: str) -> dict[str, DecidedFigure]:
    rows = con.execute(_DECIDED_CELLS, [document_id]).fetchall()
    figures = {
        key: DecidedFigure(figure_id, review_id, cell_source(label, header, printed), start, end)
        for key, figure_id, review_id, label, header, printed, start, end in rows
    }
    for key, figure_id, review_id, purpose, printed, start, end in con.execute(
        _DECIDED_PROSE, [document_id]
    ).fetchall():
        figures[key] = DecidedFigure(figure_id, review_id, prose_source(purpose, printed), start, end)
    return figures


def _reviewed(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Give the decision that was applied to each figure that has one."""
    return dict(
        con.execute(
            "SELECT figure_id, review_id FROM core.fact_allocation WHERE review_id IS NOT NULL "
            "UNION ALL SELECT figure_id, review_id FROM core.fact_funding WHERE review_id IS NOT NULL"
        ).fetchall()
    )


def _unaccounted(con: duckdb.DuckDBPyConnection) -> dict[str, list[NumberTokenRow]]:
    grouped: dict[str, list[NumberTokenRow]] = defaultdict(list)
    rows = con.execute(
        "SELECT document_id, token_no, token_text, role, char_start, char_end FROM quality.number_token "
        "WHERE role = 'unaccounted' ORDER BY document_id, token_no"
    ).fetchall()
    for row in rows:
        grouped[row[0]].append(NumberTokenRow(*row))
    return grouped
