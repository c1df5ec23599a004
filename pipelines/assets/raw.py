"""Raw assets: documents as received.

Belongs here: reading the sources. What a source is stands in `pipelines.sources`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from dagster import AssetExecutionContext, Failure, MaterializeResult, multi_asset

from pipelines.assets.counting import counted
from pipelines.assets.metadata import filled, table_spec
from pipelines.sources.reading import documents_of
from pipelines.sources.types import RawDocument, RefusedFile, Source
from pipelines.store.rows import append_rows

# Texts held in memory before they are written; one text alone may be greater.
_BATCH_BYTES = 32_000_000


@multi_asset(
    specs=[table_spec("raw.document", deps=[]), table_spec("raw.refused_file", deps=[])],
    required_resource_keys={"build", "sources"},
)
def raw_documents(context: AssetExecutionContext) -> Iterator[MaterializeResult[Any]]:
    """Read every source, a batch of documents in memory at a time."""
    sources: list[Source] = context.resources.sources.sources()
    refused: list[RefusedFile] = []
    total = sum(source.count() for source in sources)
    found = counted(
        (each for source in sources for each in documents_of(source)), total, "files read", context.log.info
    )
    read_bytes = 0
    with context.resources.build.connect(context.run.run_id) as con:
        for batch in batches(_documents(found, refused), _BATCH_BYTES):
            read_bytes += sum(document.size_bytes for document in batch)
            append_rows(con, "raw.document", batch)
        append_rows(con, "raw.refused_file", refused)
        documents = filled(con, "raw.document", size_bytes=read_bytes, sources=[source.name for source in sources])
        if not read_bytes:
            raise Failure(_nothing_read(refused))
        yield documents
        yield filled(con, "raw.refused_file")


def batches(documents: Iterable[RawDocument], size_bytes: int) -> Iterator[list[RawDocument]]:
    """Group documents, in their order, into lists that reach a size together."""
    batch: list[RawDocument] = []
    held = 0
    for document in documents:
        batch.append(document)
        held += document.size_bytes
        if held >= size_bytes:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _documents(found: Iterable[RawDocument | RefusedFile], refused: list[RefusedFile]) -> Iterator[RawDocument]:
    for each in found:
        if isinstance(each, RefusedFile):
            refused.append(each)
        else:
            yield each


def _nothing_read(refused: list[RefusedFile]) -> str:
    told = "".join(f" {file.path}: {file.problem}" for file in refused[:3])
    why = f"{len(refused)} files were refused.{told}" if refused else "There is no file to read."
    return f"No document was read. {why} Put a text (.txt or .md) into raw/, or name one: anslag run PATH"
