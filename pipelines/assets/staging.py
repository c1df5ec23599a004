"""Staging assets: what the reader saw in each document.

Belongs here: handing documents to the reader and writing what comes back. One document that makes it fail is told as a
problem, with the error, and the others go through.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from dagster import AssetExecutionContext, MaterializeResult, multi_asset

from pipelines.assets.counting import Progress
from pipelines.assets.executors import open_executor
from pipelines.assets.metadata import filled, table_spec
from pipelines.assets.reading_pool import STAGED_TABLES, in_chunks, read_on
from pipelines.model.reading_chunk import TextToRead
from pipelines.store.row_types import shape_of
from pipelines.store.rows import append_arrow, iterate_rows

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


@multi_asset(
    specs=[table_spec(table, deps=["raw.document"], lineage=lineage) for table, lineage in _TABLES.items()],
    required_resource_keys={"build"},
)
def reading(context: AssetExecutionContext) -> Iterator[MaterializeResult[Any]]:
    """Read every document once and lay out what was seen in all tables that come from it."""
    with context.resources.build.connect(context.run.run_id) as con:
        (total,) = con.execute("SELECT count(*) FROM raw.document").fetchone() or (0,)
        texts = iterate_rows(con, "raw.document", TextToRead, order_by="document_id")
        shapes = {table: shape_of(con, table) for table in STAGED_TABLES.values()}
        progress = Progress(total, "documents read", context.log.info)
        for count, laid in read_on(partial(open_executor, total), in_chunks(texts), shapes):
            for table in STAGED_TABLES.values():
                append_arrow(con, table, laid[table])
            progress.add(count)
        for table in _TABLES:
            yield filled(con, table)
