"""Raw assets: documents as received.

Belongs here: reading the sources. What a source is stands in `pipelines.sources`.
"""

from collections.abc import Iterator
from typing import Any

from dagster import AssetExecutionContext, MaterializeResult, multi_asset

from pipelines.assets.metadata import filled, table_spec
from pipelines.sources.types import RawDocument, RefusedFile, Source
from pipelines.store.rows import load_rows


@multi_asset(
    specs=[table_spec("raw.document", deps=[]), table_spec("raw.refused_file", deps=[])],
    required_resource_keys={"build", "sources"},
)
def raw_documents(context: AssetExecutionContext) -> Iterator[MaterializeResult[Any]]:
    """Read every source, one document in memory at a time (in chunks of the store)."""
    refused: list[RefusedFile] = []
    with context.resources.build.connect(context.run.run_id) as con:
        load_rows(con, "raw.document", _documents(context.resources.sources.sources(), refused))
        load_rows(con, "raw.refused_file", refused)
        yield filled(con, "raw.document")
        yield filled(con, "raw.refused_file")


def _documents(sources: list[Source], refused: list[RefusedFile]) -> Iterator[RawDocument]:
    for source in sources:
        for found in source.read():
            if isinstance(found, RefusedFile):
                refused.append(found)
            else:
                yield found
