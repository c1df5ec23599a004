from pathlib import Path

import duckdb
import pytest

from pipelines.model.periods import UNKNOWN_PERIOD
from pipelines.settings import MARTS_DIR, SCHEMA_DIR
from pipelines.store import schema
from pipelines.store.rows import load_rows
from pipelines.store.schema import SCHEMAS, create_schema, describe, list_tables


def in_catalogue(con: duckdb.DuckDBPyConnection) -> set[str]:
    tables = con.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "UNION ALL SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    return {str(row[0]) for row in tables}


def test_every_table_and_view_of_the_sql_is_made_and_listed(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "".join(file.read_text("utf-8") for folder in (SCHEMA_DIR, MARTS_DIR) for file in folder.glob("*.sql"))
    listed = list_tables(warehouse)
    assert {table.qualified for table in listed} == in_catalogue(warehouse)
    assert sum(not table.is_view for table in listed) == sql.count("CREATE TABLE")
    assert sum(table.is_view for table in listed) == sql.count("CREATE VIEW")


def test_every_table_and_view_says_what_it_holds(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert [table.qualified for table in list_tables(warehouse) if not table.comment.strip()] == []


def test_every_column_says_what_it_holds(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = [(table.qualified, column) for table in list_tables(warehouse) for column in table.columns]
    assert len(columns) > len(list_tables(warehouse))
    assert [f"{table}.{column.name}" for table, column in columns if not column.comment.strip()] == []


def test_every_view_can_be_asked_while_the_warehouse_is_empty(warehouse: duckdb.DuckDBPyConnection) -> None:
    views = [table.qualified for table in list_tables(warehouse) if table.is_view]
    assert views
    for view in views:
        warehouse.execute(f"SELECT * FROM {view}").fetchall()


def test_tables_are_listed_by_schema_and_name_with_their_rows_counted(warehouse: duckdb.DuckDBPyConnection) -> None:
    load_rows(warehouse, "core.dim_period", [UNKNOWN_PERIOD])
    listed = list_tables(warehouse)
    assert [(SCHEMAS.index(table.schema), table.name) for table in listed] == sorted(
        (SCHEMAS.index(table.schema), table.name) for table in listed
    )
    counts = {table.qualified: table.row_count for table in listed}
    assert counts.pop("core.dim_period") == 1
    assert {count for name, count in counts.items() if name.startswith("mart.")} == {None}
    assert {count for name, count in counts.items() if not name.startswith("mart.")} == {0}


def test_columns_are_described_in_the_order_of_the_table(warehouse: duckdb.DuckDBPyConnection) -> None:
    info = describe(warehouse, "core.dim_period")
    assert info is not None
    assert [(column.name, column.type) for column in info.columns] == [
        ("period_id", "VARCHAR"),
        ("start_year", "INTEGER"),
        ("end_year", "INTEGER"),
        ("is_annual", "BOOLEAN"),
        ("open_ended", "BOOLEAN"),
        ("label", "VARCHAR"),
    ]


@pytest.mark.parametrize("name", ["dim_geography", "core.dim_geography", "CORE.Dim_Geography"])
def test_a_table_is_described_by_its_name_with_or_without_schema(
    warehouse: duckdb.DuckDBPyConnection, name: str
) -> None:
    info = describe(warehouse, name)
    assert info is not None
    assert info.qualified == "core.dim_geography"


def test_a_table_that_does_not_exist_is_not_described(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert describe(warehouse, "dim_kommun") is None
    assert describe(warehouse, "raw.dim_geography") is None


def test_sql_that_fails_in_its_last_file_leaves_the_database_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "10_half.sql").write_text(
        "CREATE SCHEMA mart; CREATE VIEW mart.half AS SELECT * FROM core.dim_kommun", encoding="utf-8"
    )
    monkeypatch.setattr(schema, "MARTS_DIR", tmp_path)
    with duckdb.connect() as con:
        with pytest.raises(duckdb.Error, match="dim_kommun"):
            create_schema(con)
        assert in_catalogue(con) == set()
        monkeypatch.undo()
        create_schema(con)
        assert "core.dim_period" in in_catalogue(con)
