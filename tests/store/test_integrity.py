import re
from dataclasses import replace
from datetime import UTC, datetime

import duckdb
import pytest

from pipelines.model.staged import BlockRow
from pipelines.settings import SCHEMA_DIR, Home
from pipelines.sources.history import DocumentVersion
from pipelines.sources.types import RawDocument
from pipelines.store.integrity import Reference, broken_references, references
from pipelines.store.query import open_for_questions
from pipelines.store.rows import append_rows
from pipelines.store.schema import list_tables

DOCUMENT = RawDocument(
    document_id="e97a3b0f11223344",
    document_key="folder:segregation.txt",
    source="folder",
    path="segregation.txt",
    sha256="0" * 64,
    size_bytes=16,
    encoding="utf-8",
    text="Botkyrka kommun.",
    sidecar=None,
)
VERSION = DocumentVersion(
    document_id=DOCUMENT.document_id,
    document_key=DOCUMENT.document_key,
    source=DOCUMENT.source,
    path=DOCUMENT.path,
    sha256=DOCUMENT.sha256,
    version_no=1,
    valid_from=datetime(2018, 6, 25, tzinfo=UTC),
    valid_to=None,
    is_current=True,
    address=None,
    sidecar=None,
)
BLOCK = BlockRow(DOCUMENT.document_id, 0, "paragraph", 0, 16)
# Columns named like another table's key that refer to no single table.
NO_REFERENCE = {
    "raw.document_version.document_id": "document versions begin here",
    "core.fact_allocation.figure_id": "figures of tables begin here",
    "core.fact_funding.figure_id": "figures of prose begin here",
    "core.bridge_commitment_figure.figure_id": "a figure of any fact; tests/pipeline/test_commitments.py looks each up",
    "core.dim_commitment.figure_id": "one of its figures in core.bridge_commitment_figure",
    "core.fact_total.total_id": "stated totals begin here",
    "quality.review.figure_id": "the figure of the version that the reviewer saw, which may be there no more",
    "quality.repair.figure_id": "the malformed figure; an expectation of core.fact_allocation.repairs looks both ways",
    "quality.finding.figure_id": "a figure of either fact; an expectation of quality.finding looks it up",
    "quality.finding.table_id": "where a person should look, beside the document that is a reference",
}


def test_every_reference_of_the_sql_is_found() -> None:
    sql = "".join(file.read_text("utf-8") for file in SCHEMA_DIR.glob("*.sql"))
    assert len(references()) == len(re.findall(r"\bREFERENCES\b", sql)) > 0
    assert len(set(references())) == len(references())


def test_every_reference_that_duckdb_declares_is_found(warehouse: duckdb.DuckDBPyConnection) -> None:
    declared = warehouse.execute(
        "SELECT schema_name || '.' || table_name, constraint_column_names[1], "
        "schema_name || '.' || referenced_table, referenced_column_names[1] "
        "FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    assert declared
    assert {Reference(*row) for row in declared} <= set(references())


def test_references_across_schemas_are_found_in_comments() -> None:
    assert Reference("staging.block", "document_id", "raw.document", "document_id") in references()
    assert Reference("core.fact_allocation", "table_id", "staging.text_table", "table_id") in references()


def test_every_reference_is_between_columns_that_exist_and_to_a_key(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = {f"{table.qualified}.{column.name}" for table in list_tables(warehouse) for column in table.columns}
    keys = {f"{table}.{column}" for table, column in primary_keys(warehouse)}
    for at in references():
        assert f"{at.table}.{at.column}" in columns
        assert f"{at.target}.{at.key}" in keys


def primary_keys(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Give each table with a key of one column, and that column."""
    return con.execute(
        "SELECT schema_name || '.' || table_name, constraint_column_names[1] FROM duckdb_constraints() "
        "WHERE constraint_type = 'PRIMARY KEY' AND len(constraint_column_names) = 1"
    ).fetchall()


def test_a_column_named_like_another_tables_key_is_a_reference_or_has_a_reason(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    owners: dict[str, set[str]] = {}
    for table, column in primary_keys(warehouse):
        owners.setdefault(column, set()).add(table)
    stated = {f"{at.table}.{at.column}" for at in references()}
    unstated = {
        f"{table.qualified}.{column.name}"
        for table in list_tables(warehouse)
        if not table.is_view
        for column in table.columns
        if column.name.endswith("_id") and owners.get(column.name, set()) - {table.qualified}
    } - stated
    assert unstated == NO_REFERENCE.keys()


def test_an_empty_warehouse_breaks_no_reference(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert broken_references(warehouse) == []


def test_rows_that_refer_to_each_other_break_no_reference(warehouse: duckdb.DuckDBPyConnection) -> None:
    append_rows(warehouse, "raw.document_version", [VERSION])
    append_rows(warehouse, "raw.document", [DOCUMENT])
    append_rows(warehouse, "staging.block", [BLOCK])
    assert broken_references(warehouse) == []


def test_rows_that_refer_to_nothing_are_counted_with_an_example(warehouse: duckdb.DuckDBPyConnection) -> None:
    append_rows(warehouse, "raw.document_version", [VERSION])
    append_rows(warehouse, "raw.document", [DOCUMENT])
    lost = [replace(BLOCK, document_id="lost", block_no=number) for number in range(3)]
    append_rows(warehouse, "staging.block", [BLOCK, *lost])
    (broken,) = broken_references(warehouse)
    assert broken.reference == Reference("staging.block", "document_id", "raw.document", "document_id")
    assert (broken.row_count, broken.example) == (3, "lost")
    assert str(broken) == "staging.block.document_id has 3 rows that raw.document.document_id lacks, e.g. 'lost'"


@pytest.mark.parametrize(("value", "count"), [("NULL", 0), ("'lost'", 1)])
def test_null_refers_to_nothing_and_breaks_nothing(
    warehouse: duckdb.DuckDBPyConnection, value: str, count: int
) -> None:
    warehouse.execute(
        "INSERT INTO quality.finding "
        "(finding_id, finding_key, state, severity, kind, source, path, message, remedy, document_id) VALUES "
        f"('f', 'k', 'open', 'error', 'unreadable_file', 'folder', 'bild.png', 'Not text', 'Remove it', {value})"
    )
    assert len(broken_references(warehouse)) == count


def test_a_fact_has_a_member_in_each_of_its_dimensions_be_it_the_unknown_one(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    nullable = {
        f"{table.qualified}.{column.name}"
        for table in list_tables(warehouse)
        for column in table.columns
        if column.is_nullable and not table.is_view
    }
    of_facts = {f"{at.table}.{at.column}" for at in references() if at.table.startswith(("core.fact_", "core.bridge_"))}
    assert of_facts & nullable == {
        # Links within one document, to what most of its amounts are not: there is no unknown list item, and no unknown
        # total, for a document to state.
        "core.fact_funding.measure_id",
        "core.fact_funding.total_id",
        # A total of no table, stated in prose alone.
        "core.fact_total.table_id",
        # What nobody has decided about.
        "core.fact_allocation.review_id",
        "core.fact_funding.review_id",
    }


@pytest.mark.parametrize("dimension", ["geography", "organisation", "programme", "period"])
def test_a_dimension_that_texts_may_leave_open_has_an_unknown_member(built_home: Home, dimension: str) -> None:
    with open_for_questions(built_home) as con:
        assert con.execute(
            f"SELECT count(*) FROM core.dim_{dimension} WHERE {dimension}_id = 'unknown'"
        ).fetchone() == (1,)
