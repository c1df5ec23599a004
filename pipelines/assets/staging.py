"""Staging assets: what the reader saw in each document.

Belongs here: running the reader over the documents. One document that makes it fail is told as a problem, with the
error, and the others go through.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
from dagster import AssetExecutionContext, MaterializeResult, multi_asset

from pipelines.assets.counting import counted
from pipelines.assets.metadata import filled, table_spec
from pipelines.model.dimensions import published_year
from pipelines.model.staged import ProblemRow, StagedRows, stage
from pipelines.store.rows import append_rows, iterate_rows
from pipelines.text.reading import read_document

_TEXT = ["raw.document.text"]
_TABLES: dict[str, dict[str, list[str]]] = {
    "staging.block": {"kind": _TEXT, "char_start": _TEXT, "char_end": _TEXT},
    "staging.text_table": {"title": _TEXT, "shape": _TEXT, "label_header": _TEXT},
    "staging.table_column": {
        "header_text": _TEXT,
        "multiplier": _TEXT,
        "currency": _TEXT,
        "start_year": [*_TEXT, "raw.document.sidecar"],
        "end_year": [*_TEXT, "raw.document.sidecar"],
        "status": _TEXT,
        "footnote_text": _TEXT,
    },
    "staging.table_cell": {"cell_text": _TEXT, "amount": _TEXT, "row_label": _TEXT},
    "staging.mention": {
        "quote": _TEXT,
        "amount_low": _TEXT,
        "amount_high": _TEXT,
        "start_year": [*_TEXT, "raw.document.sidecar"],
        "end_year": [*_TEXT, "raw.document.sidecar"],
        "status": _TEXT,
        "recipient": _TEXT,
        "purpose": _TEXT,
    },
    "staging.profile_item": {"item_text": _TEXT, "detail": _TEXT},
    "staging.problem": {"message": _TEXT},
    "quality.number_token": {"token_text": _TEXT, "role": _TEXT},
}
# Documents read before their rows are written: bounds memory without a transaction for each of thousands.
_DOCUMENTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Text:
    document_id: str
    text: str
    sidecar: str | None


@multi_asset(
    specs=[table_spec(table, deps=["raw.document"], lineage=lineage) for table, lineage in _TABLES.items()],
    required_resource_keys={"build"},
)
def reading(context: AssetExecutionContext) -> Iterator[MaterializeResult[Any]]:
    """Read every document once and lay out what was seen in all tables that come from it."""
    with context.resources.build.connect(context.run.run_id) as con:
        rows = StagedRows()
        found = con.execute("SELECT count(*) FROM raw.document").fetchone() or (0,)
        texts = iterate_rows(con, "raw.document", _Text, order_by="document_id")
        documents = counted(texts, int(found[0]), "documents read", context.log.info)
        for number, document in enumerate(documents, start=1):
            _read(context, document, rows)
            if number % _DOCUMENTS_AT_ONCE == 0:
                _write(con, rows)
                rows = StagedRows()
        _write(con, rows)
        for table in _TABLES:
            yield filled(con, table)


def _read(context: AssetExecutionContext, document: _Text, into: StagedRows) -> None:
    try:
        found = read_document(document.text, published_year=published_year(document.sidecar))
        stage(document.document_id, document.text, found, into)
    except Exception as error:
        context.log.exception(f"The reader failed on document {document.document_id}")
        into.problems.append(
            ProblemRow(
                document_id=document.document_id,
                problem_no=0,
                table_id=None,
                column_no=None,
                kind="unreadable_document",
                message=f"The reader failed on this document: {type(error).__name__}: {error}",
                remedy="Report it with the document: the reader is at fault. Its figures are missing until then.",
                char_start=0,
                char_end=len(document.text),
            )
        )


def _write(con: duckdb.DuckDBPyConnection, rows: StagedRows) -> None:
    append_rows(con, "staging.block", rows.blocks)
    append_rows(con, "staging.text_table", rows.tables)
    append_rows(con, "staging.table_column", rows.columns)
    append_rows(con, "staging.table_cell", rows.cells)
    append_rows(con, "staging.mention", rows.mentions)
    append_rows(con, "staging.profile_item", rows.profile_items)
    append_rows(con, "staging.problem", rows.problems)
    append_rows(con, "quality.number_token", rows.tokens)
