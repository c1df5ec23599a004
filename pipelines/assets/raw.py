"""Raw assets: documents as received, and the manifest of their versions.

Belongs here: what this run has to read. What a source is and what became of a document over time stands in
`pipelines.sources`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any

import duckdb
from dagster import AssetExecutionContext, AssetKey, AssetMaterialization, Failure, MaterializeResult, multi_asset

from pipelines.assets.looking import look
from pipelines.assets.metadata import filled, table_spec
from pipelines.assets.resources import WarehouseBuild
from pipelines.model.reviewed import review_rows
from pipelines.settings import REVIEW_LOG_NAME
from pipelines.sources.archive import Archive
from pipelines.sources.history import DocumentVersion, document_versions
from pipelines.sources.reading import document_from_bytes
from pipelines.sources.types import RawDocument, RefusedFile
from pipelines.store.reviews import LogProblem
from pipelines.store.rows import append_rows, iterate_rows, load_rows

PUBLISHED = AssetKey(["published", "warehouse"])
"""The published warehouse: fresh as well where a look finds nothing new."""

# Texts held in memory before they are written; one text alone may be greater.
_BATCH_BYTES = 32_000_000
_VERSION = "raw.document_version"
# A version is read again when what is said of it beside its text has changed: the date decides what "next year" means.
_REVIEWED_ANEW = """(
    SELECT document_key FROM (FROM quality.review UNION ALL FROM base.quality.review)
    GROUP BY document_key, review_id, is_in_force HAVING count(*) = 1
)"""
_TO_READ = f"""
(SELECT version.* FROM {_VERSION} AS version LEFT JOIN base.{_VERSION} AS known
    ON known.document_id = version.document_id AND known.sidecar IS NOT DISTINCT FROM version.sidecar
    AND known.address IS NOT DISTINCT FROM version.address
WHERE known.document_id IS NULL OR version.document_key IN {_REVIEWED_ANEW})
"""  # noqa: S608 - our own names
# What is decided about a document stands in its figures: its versions are laid out again, and read again.
_OF_REVIEWED = f"""
INSERT INTO {_VERSION} BY NAME
SELECT * FROM base.{_VERSION} WHERE document_key IN {_REVIEWED_ANEW}
    AND document_key NOT IN (SELECT document_key FROM {_VERSION})
"""  # noqa: S608 - our own names
# Bytes that could not be decoded stay refused for as long as they are there: they are not tried again.
_STILL_REFUSED = f"""
base.raw.refused_file AS refused
SEMI JOIN base.{_VERSION} AS known ON known.is_current AND known.source = refused.source
    AND known.path = refused.path AND known.sha256 = refused.sha256
ANTI JOIN {_VERSION} AS changed ON changed.source = refused.source AND changed.path = refused.path
"""


@multi_asset(
    specs=[
        table_spec(_VERSION, deps=[]).replace_attributes(skippable=True),
        table_spec("raw.document", deps=[_VERSION]).replace_attributes(skippable=True),
        table_spec("raw.refused_file", deps=[]).replace_attributes(skippable=True),
        table_spec("quality.review", deps=[]).replace_attributes(skippable=True),
    ],
    required_resource_keys={"build", "sources"},
)
def raw_documents(context: AssetExecutionContext) -> Iterator[MaterializeResult[Any]]:
    """Look at every source, and lay out what is new since the published version, a batch in memory at a time.

    Where nothing is, nothing is yielded: the rest of the graph is skipped, and the published version stays.
    """
    build: WarehouseBuild = context.resources.build
    sources = context.resources.sources.sources()
    with Archive(build.home.archive) as archive, build.connect(context.run.run_id) as con:
        seen = look(build.home, archive, sources, seen_at=build.started_at, tell=context.log.info)
        if seen.is_published and not build.rebuild:
            context.log.info("Nothing is new since the published version.")
            context.instance.report_runless_asset_event(AssetMaterialization(PUBLISHED, metadata={"unchanged": True}))
            return
        since_no = build.continue_from(seen.state, seen.reviews.digest())
        load_rows(con, "quality.review", review_rows(seen.reviews))
        append_rows(con, _VERSION, document_versions(archive.observations(since_no=since_no)))
        with build.attached_base(con) as base:
            to_read = _TO_READ if base else _VERSION
            refused: list[RefusedFile] = archive.refusals() + (_still_refused(con) if base else [])
            refused += [_refused_line(problem) for problem in seen.reviews.problems]
            if base:
                con.execute(_OF_REVIEWED)
            versions = iterate_rows(con, to_read, DocumentVersion, order_by="document_id")
            for batch in batches(_decoded(versions, archive, refused), _BATCH_BYTES):
                append_rows(con, "raw.document", batch)
            if not base and not con.execute("SELECT 1 FROM raw.document LIMIT 1").fetchone():
                raise Failure(_nothing_read(refused))
        load_rows(con, "raw.refused_file", sorted(refused, key=attrgetter("source", "path")))
        yield filled(con, _VERSION)
        yield filled(con, "raw.document", sources=[source.name for source in sources])
        yield filled(con, "raw.refused_file")
        yield filled(con, "quality.review")


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


def _decoded(
    versions: Iterable[DocumentVersion], archive: Archive, refused: list[RefusedFile]
) -> Iterator[RawDocument]:
    for version in versions:
        content = archive.content(version.sha256)
        found = document_from_bytes(version.source, version.path, content, version.sidecar)
        if isinstance(found, RawDocument):
            yield replace(found, document_id=version.document_id, address=version.address)
        elif version.is_current:
            refused.append(found)


def _refused_line(problem: LogProblem) -> RefusedFile:
    return RefusedFile("reviews", f"{REVIEW_LOG_NAME}:{problem.line}", None, None, problem.problem, problem.remedy)


def _still_refused(con: duckdb.DuckDBPyConnection) -> list[RefusedFile]:
    return list(iterate_rows(con, _STILL_REFUSED, RefusedFile, order_by="source, path"))


def _nothing_read(refused: list[RefusedFile]) -> str:
    told = "".join(f" {file.path}: {file.problem}" for file in refused[:3])
    why = f"{len(refused)} files were refused.{told}" if refused else "There is no file to read."
    remedy = "Put a document (.txt, .md, .html, .pdf) into raw/, or name one: anslag run PATH"
    return f"No document was read. {why} {remedy}"
