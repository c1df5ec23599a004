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


@multi_asset(
    specs=[table_spec(table, deps=["raw.document"]) for table in STAGED_TABLES.values()],
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
        for table in STAGED_TABLES.values():
            yield filled(con, table)
