"""Core assets made of what is known of documents beside their texts: what their publisher files them under.

Belongs here: which rows of `raw` each table is made of. How a row is made stands in `pipelines.model.classifications`.
"""

from collections.abc import Iterator

import duckdb

from pipelines.assets.metadata import table_asset
from pipelines.model.classifications import (
    ClassificationRow,
    DescribedDocument,
    DocumentClassificationRow,
    classification_rows,
    document_classifications,
)
from pipelines.store.rows import iterate_rows

# Of most documents an address is known, and nothing else.
_FILED = """
(SELECT document_id, sidecar FROM raw.document
 WHERE list_has_any(json_keys(sidecar), ['types', 'ministries', 'senders', 'categories']))
"""
_SIDECAR = "raw.document.sidecar"


@table_asset(
    "core.dim_classification",
    deps=["raw.document"],
)
def dim_classification(con: duckdb.DuckDBPyConnection) -> list[ClassificationRow]:
    """Give each code that documents are filed under once a name."""
    return classification_rows(_filed(con))


@table_asset(
    "core.bridge_document_classification",
    deps=["core.dim_document", "core.dim_classification", "raw.document"],
)
def bridge_document_classification(con: duckdb.DuckDBPyConnection) -> Iterator[DocumentClassificationRow]:
    """Give what each document is filed under."""
    return document_classifications(_filed(con))


def _filed(con: duckdb.DuckDBPyConnection) -> Iterator[DescribedDocument]:
    return iterate_rows(con, _FILED, DescribedDocument, order_by="document_id")
