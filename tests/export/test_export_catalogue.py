from pathlib import Path

import pytest

from pipelines.export.catalogue import ExportedTable, ForeignKey, exported_tables, opened_for_export
from pipelines.settings import Home
from pipelines.store.query import open_for_questions
from pipelines.store.versions import NoWarehouseError


def _tables(home: Home, folder: Path) -> dict[str, ExportedTable]:
    with opened_for_export(home, folder / "scratch") as con:
        return {table.name: table for table in exported_tables(con)}


def test_only_tables_and_views_of_core_and_mart_are_exported(invented_home: Home, tmp_path: Path) -> None:
    assert list(_tables(invented_home, tmp_path)) == [
        "core.dim_place",
        "core.fact_thing",
        "mart.nothing",
        "mart.thing",
    ]


def test_keys_of_several_columns_keep_their_order(invented_home: Home, tmp_path: Path) -> None:
    tables = _tables(invented_home, tmp_path)
    assert tables["core.dim_place"].info.primary_key == ("country", "code")
    assert tables["core.fact_thing"].foreign_keys == (
        ForeignKey(("country", "code"), "core.dim_place", ("country", "code")),
    )


def test_values_are_listed_only_where_a_rule_lists_them(invented_home: Home, tmp_path: Path) -> None:
    assert _tables(invented_home, tmp_path)["core.fact_thing"].allowed == {"kind": ("a b", "c'd")}


def test_a_view_has_no_keys(invented_home: Home, tmp_path: Path) -> None:
    view = _tables(invented_home, tmp_path)["mart.thing"]
    assert (view.info.primary_key, view.foreign_keys) == ((), ())


def test_references_in_comments_count_where_their_target_is_exported(built_home: Home, tmp_path: Path) -> None:
    tables = _tables(built_home, tmp_path)
    commitment = tables["core.dim_commitment"].foreign_keys
    assert ForeignKey(("parent_commitment_id",), "core.dim_commitment", ("commitment_id",)) in commitment
    # It refers to raw.document, which is not exported.
    assert tables["core.dim_document"].foreign_keys == ()


def test_every_foreign_key_leads_to_exported_columns(built_home: Home, tmp_path: Path) -> None:
    tables = _tables(built_home, tmp_path)
    keys = [key for table in tables.values() for key in table.foreign_keys]
    assert keys
    for key in keys:
        assert set(key.keys) <= {column.name for column in tables[key.target].info.columns}


def test_a_warehouse_that_somebody_asks_questions_can_be_exported(invented_home: Home, tmp_path: Path) -> None:
    with open_for_questions(invented_home), opened_for_export(invented_home, tmp_path) as con:
        con.execute(f"COPY (SELECT 1) TO '{tmp_path / 'one.csv'}'")
        assert con.execute("SELECT current_setting('threads')").fetchone() == (1,)


def test_without_a_warehouse_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError), opened_for_export(Home(tmp_path), tmp_path):
        pass
