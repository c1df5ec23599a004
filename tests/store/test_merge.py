import hashlib
from pathlib import Path

import duckdb
import pytest

from pipelines.store import merge
from pipelines.store.integrity import broken_references, references
from pipelines.store.merge import add_to_copy, carry_history, drop_unreferred
from pipelines.store.schema import create_schema, list_tables

NAMED = {*merge._SHARED, *merge._REPLACED, *merge._APPENDED, *merge._REGISTERS, *merge.DERIVED, merge.MANIFEST}


def warehouse(path: Path, documents: dict[str, str], *, spelling: str, closed: tuple[str, ...] = ()) -> Path:
    """Make a warehouse: documents by identifier with what their one listed actor says, under a term of one spelling."""
    with duckdb.connect(path) as con:
        create_schema(con)
        con.execute("INSERT INTO core.dim_term VALUES ('t', 'actor', ?), ('unused', 'actor', 'ingen')", [spelling])
        for document, text in documents.items():
            key, ended = f"folder:{document[0]}", document in closed
            con.execute(
                "INSERT INTO raw.document_version VALUES (?, ?, 'folder', ?, repeat('a', 64), ?, '2026-01-01', "
                "CASE WHEN ? THEN TIMESTAMPTZ '2026-02-01' END, NOT ?, NULL, NULL)",
                [document, key, document[0], int(document[1:]), ended, ended],
            )
            con.execute(
                "INSERT INTO raw.document VALUES (?, ?, 'folder', ?, repeat('a', 64), 1, 'utf-8', ?, NULL, NULL)",
                [document, key, document[0], text],
            )
            con.execute(
                "INSERT INTO core.dim_document BY NAME SELECT ? AS document_id, ? AS document_key, 'folder' AS source, "
                "? AS path, 'a' AS sha256, 't' AS title, ? AS version_no, TIMESTAMPTZ '2026-01-01' AS valid_from, "
                "TIMESTAMPTZ '2026-01-01' AS first_seen_at, CASE WHEN ? THEN TIMESTAMPTZ '2026-02-01' END AS valid_to, "
                "NOT ? AS is_current, 'r' AS rules_version, 1 AS line_count, 1 AS char_count",
                [document, key, document[0], int(document[1:]), ended, ended],
            )
            con.execute("INSERT INTO core.bridge_document_term VALUES (?, 't', 0, 0, 1)", [document])
    return path


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(path, read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """a1 is replaced by a2, b1 read again with another text, c1 as it was."""
    base = warehouse(tmp_path / "base", {"a1": "old", "b1": "before", "c1": "same"}, spelling="Polisen")
    increment = warehouse(tmp_path / "increment", {"a2": "new", "b1": "after"}, spelling="POLISEN")
    with duckdb.connect(increment) as con:
        con.execute(
            "INSERT INTO raw.document_version VALUES ('a1', 'folder:a', 'folder', 'a', repeat('a', 64), 1, "
            "'2026-01-01', '2026-02-01', false, NULL, NULL)"
        )
    before = hashlib.sha256(base.read_bytes()).hexdigest()
    add_to_copy(increment, base, tmp_path / "merged")
    assert hashlib.sha256(base.read_bytes()).hexdigest() == before
    return tmp_path / "merged"


def test_every_table_is_merged_by_document_or_named_as_what_it_is() -> None:
    with duckdb.connect() as con:
        create_schema(con)
        tables = {
            table.qualified: {column.name for column in table.columns}
            for table in list_tables(con)
            if not table.is_view
        }
    assert tables.keys() >= NAMED
    for table in tables.keys() - NAMED:
        assert tables[table] & {"document_id", "table_id"}, table


def test_every_shared_dimension_is_referred_to() -> None:
    assert merge._SHARED.keys() <= {reference.target for reference in references()}


def test_new_versions_are_added_and_versions_read_again_take_the_place_of_themselves(merged: Path) -> None:
    texts = ask(merged, "SELECT document_id, text FROM raw.document ORDER BY 1")
    assert texts == [("a1", "old"), ("a2", "new"), ("b1", "after"), ("c1", "same")]
    with duckdb.connect(merged, read_only=True) as con:
        assert broken_references(con) == []


def test_the_version_before_is_closed_from_the_manifest(merged: Path) -> None:
    current = ask(merged, "SELECT document_id FROM core.dim_document WHERE is_current ORDER BY 1")
    assert current == [("a2",), ("b1",), ("c1",)]
    [(ended,)] = ask(merged, "SELECT valid_to IS NOT NULL FROM core.dim_document WHERE document_id = 'a1'")
    assert ended


def test_of_two_spellings_the_first_by_alphabet_stays_and_members_without_use_go(merged: Path) -> None:
    assert ask(merged, "SELECT name_sv FROM core.dim_term") == [("POLISEN",)]


def test_the_unknown_member_stays_though_nothing_refers_to_it(tmp_path: Path) -> None:
    path = warehouse(tmp_path / "w", {"a1": "x"}, spelling="Polisen")
    with duckdb.connect(path) as con:
        con.execute("INSERT INTO core.dim_programme VALUES ('unknown', 'not stated'), ('p', 'Ett program')")
        drop_unreferred(con)
        assert con.execute("SELECT programme_id FROM core.dim_programme").fetchall() == [("unknown",)]


def test_history_in_another_form_is_not_carried(tmp_path: Path) -> None:
    previous = warehouse(tmp_path / "previous", {}, spelling="x")
    with duckdb.connect(previous) as con:
        con.execute("ALTER TABLE quality.run ADD COLUMN more INTEGER")
    with duckdb.connect(warehouse(tmp_path / "new", {}, spelling="x")) as con:
        assert not carry_history(con, previous)
        assert not carry_history(con, tmp_path / "missing")
        assert con.execute("SELECT count(*) FROM quality.run").fetchone() == (0,)
