"""An increment and the version before it, made one file.

Belongs here: how rows of each table come together. A run reads only what is new, into a file of its own that is checked
like any other; here it is added to a copy of the published version, so that the result is what reading everything
would have given, row for row.

Three kinds of tables: rows that belong to a document version come and go with it; rows that many documents share are
added when they are missing, and removed when nothing refers to them; the rest stands in `_REPLACED`, `_APPENDED`,
`_REGISTERS` and `DERIVED`, which is left empty.
"""

import shutil
from pathlib import Path

import duckdb

from pipelines.store.integrity import references
from pipelines.store.schema import list_tables
from pipelines.store.versions import quoted

# The spelling that comes first by alphabet, in whatever order documents were read.
_SHARED = {
    "core.dim_programme": ("programme_id", "name_sv"),
    "core.dim_period": ("period_id", "label"),
    "core.dim_minister": ("minister_id", "name"),
    "core.dim_term": ("term_id", "name_sv"),
    "core.dim_classification": ("classification_id", "name_sv"),
}
_REPLACED = ("raw.refused_file", "raw.supplied_file", "core.dim_population", "quality.review")
_HISTORY = ("quality.run", "quality.expectation_result")
_APPENDED = ("quality.run", "quality.expectation_result", "quality.unexpected_row")
# The same under the same rules, in every file.
_REGISTERS = (
    "core.dim_geography",
    "core.dim_geography_name",
    "core.dim_organisation",
    "core.dim_ministry",
    "core.dim_price_index",
)
DERIVED = (
    "quality.commitment_link",
    "core.bridge_commitment_figure",
    "core.fact_commitment_year",
    "core.dim_commitment",
)
"""Made of the facts of all current documents, and anew whenever documents are added; emptied in this order."""

MANIFEST = "raw.document_version"
"""One row a version of a document in the archive, and when it was there."""
_UNKNOWN = "unknown"


class MergeError(Exception):
    """Two files that cannot be made one."""


def add_to_copy(increment: Path, base: Path, into: Path) -> None:
    """Copy a published version and add an increment to the copy.

    Args:
        increment: a built file with the versions that were read, and the whole manifest of their documents.
        base: a published version, made under the same rules.
        into: where the copy goes.

    Raises:
        MergeError: the files have different tables.
    """
    shutil.copyfile(base, into)
    into.chmod(0o644)
    with duckdb.connect(into) as con:
        con.execute(f"ATTACH '{quoted(increment)}' AS increment (READ_ONLY)")
        _add(con)
        con.execute("DETACH increment")
        drop_unreferred(con)


def carry_history(con: duckdb.DuckDBPyConnection, previous: Path) -> bool:
    """Take the runs before a rebuild, and their outcomes, from the version before it.

    Args:
        con: the rebuilt warehouse.
        previous: a published version, made under whatever rules.

    Returns:
        Whether the version can be read and keeps its history in the form of today; if not, history begins anew.
    """
    try:
        con.execute(f"ATTACH '{quoted(previous)}' AS previous (READ_ONLY)")
    except duckdb.Error:
        return False
    try:
        for table in _HISTORY:
            known = con.execute(
                "SELECT column_name FROM duckdb_columns() WHERE database_name = 'previous' "
                "AND schema_name || '.' || table_name = ? ORDER BY column_index",
                [table],
            ).fetchall()
            if [row[0] for row in known] != _columns(con, table):
                return False
        for table in _HISTORY:
            con.execute(f"INSERT INTO {table} SELECT * FROM previous.{table}")  # noqa: S608 - names from our schema
    finally:
        con.execute("DETACH previous")
    return True


def drop_unreferred(con: duckdb.DuckDBPyConnection) -> None:
    """Remove the shared members of dimensions that nothing refers to, but for the unknown one."""
    for table, (key, _) in _SHARED.items():
        referring = [at for at in references() if at.target == table]
        in_use = " UNION ".join(f"SELECT {at.column} FROM {at.table}" for at in referring)  # noqa: S608 - as below
        con.execute(f"DELETE FROM {table} WHERE {key} <> '{_UNKNOWN}' AND {key} NOT IN ({in_use})")  # noqa: S608 - names from our schema


def _add(con: duckdb.DuckDBPyConnection) -> None:
    tables = [table.qualified for table in list_tables(con) if not table.is_view]
    others = {*_SHARED, *_REPLACED, *_APPENDED, *_REGISTERS, *DERIVED, MANIFEST}
    by_document = [table for table in tables if table not in others]
    for table in DERIVED:
        con.execute(f"DELETE FROM {table}")  # noqa: S608 - names from our schema
    _forget_read_anew(con, by_document)
    con.execute(f"DELETE FROM {MANIFEST} WHERE document_key IN (SELECT document_key FROM increment.{MANIFEST})")  # noqa: S608 - names from our schema
    for table in _REPLACED:
        con.execute(f"DELETE FROM {table}")  # noqa: S608 - names from our schema
    for table, (key, name) in _SHARED.items():
        _share(con, table, key, name)
    # Tables are listed by schema and name; what they refer to must be there before.
    for table in [MANIFEST, *_REPLACED, *_in_order(by_document), *_APPENDED]:
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM increment.{table}")  # noqa: S608 - names from our schema
    con.execute(
        f"UPDATE core.dim_document AS document SET valid_to = version.valid_to, is_current = version.is_current "  # noqa: S608 - names from our schema
        f"FROM {MANIFEST} AS version WHERE version.document_id = document.document_id "
        "AND (version.is_current <> document.is_current OR version.valid_to IS DISTINCT FROM document.valid_to)"
    )


def _forget_read_anew(con: duckdb.DuckDBPyConnection, by_document: list[str]) -> None:
    """Remove what was read before of versions that were read again, and findings about files that were refused."""
    again = "SELECT document_id FROM increment.raw.document"
    (count,) = con.execute(f"SELECT count(*) FROM raw.document WHERE document_id IN ({again})").fetchone() or (0,)  # noqa: S608 - names from our schema
    con.execute("DELETE FROM quality.finding WHERE document_id IS NULL")
    if not count:
        return
    # Each statement is a transaction of its own: DuckDB will not delete what rows deleted in the same one referred to.
    for table in reversed(_in_order(by_document)):
        if "document_id" in _columns(con, table):
            con.execute(f"DELETE FROM {table} WHERE document_id IN ({again})")  # noqa: S608 - names from our schema
        else:
            con.execute(
                f"DELETE FROM {table} WHERE table_id IN "  # noqa: S608 - names from our schema
                f"(SELECT table_id FROM staging.text_table WHERE document_id IN ({again}))"
            )


def _share(con: duckdb.DuckDBPyConnection, table: str, key: str, name: str) -> None:
    con.execute(
        f"UPDATE {table} AS known SET {name} = new.{name} FROM increment.{table} AS new "  # noqa: S608 - as above
        f"WHERE new.{key} = known.{key} AND new.{name} < known.{name}"
    )
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM increment.{table} AS new ANTI JOIN {table} USING ({key})")  # noqa: S608 - names from our schema


def _in_order(tables: list[str]) -> list[str]:
    """Put tables that others refer to before those."""
    refers_to = {table: {at.target for at in references() if at.table == table} for table in tables}
    ordered: list[str] = []
    while len(ordered) < len(tables):
        ready = [
            table
            for table in tables
            if table not in ordered and not (refers_to[table] - {table}) & set(tables) - set(ordered)
        ]
        if not ready:
            raise MergeError("Tables refer to one another in a circle.")
        ordered += ready
    return ordered


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in con.execute(f"DESCRIBE {table}").fetchall()]
