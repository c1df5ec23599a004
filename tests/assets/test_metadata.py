from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest
from dagster import AssetKey, AssetsDefinition, ConfigurableResource, TableColumnLineage, TableSchema, materialize

from pipelines.assets.metadata import table_asset, table_spec
from pipelines.store.schema import create_schema


@dataclass(frozen=True, slots=True)
class Minister:
    minister_id: str
    name: str


class OpenBuild(ConfigurableResource[None]):
    @contextmanager
    def connect(self, run_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
        assert run_id
        with duckdb.connect() as con:
            create_schema(con)
            yield con


def minister_asset(rows: list[Any]) -> AssetsDefinition:
    @table_asset(
        "core.dim_minister",
        deps=["staging.profile_item"],
    )
    def dim_minister(con: duckdb.DuckDBPyConnection) -> Iterator[Any]:
        assert con.execute("SELECT count(*) FROM core.dim_minister").fetchone() == (0,)
        yield from rows

    return dim_minister


def test_an_asset_is_named_grouped_described_and_wired_by_its_table() -> None:
    spec = minister_asset([]).get_asset_spec(AssetKey(["core", "dim_minister"]))
    with duckdb.connect() as con:
        create_schema(con)
        [(comment,)] = con.execute(
            "SELECT comment FROM duckdb_tables() WHERE schema_name = 'core' AND table_name = 'dim_minister'"
        ).fetchall()
    assert spec.description == comment
    assert spec.group_name == "core"
    assert [dep.asset_key for dep in spec.deps] == [AssetKey(["staging", "profile_item"])]


def test_columns_are_told_with_the_types_and_comments_of_the_schema() -> None:
    schema = table_spec("raw.refused_file", deps=[]).metadata["dagster/column_schema"]
    assert isinstance(schema, TableSchema)
    assert [(column.name, column.type) for column in schema.columns] == [
        ("source", "VARCHAR"),
        ("path", "VARCHAR"),
        ("size_bytes", "BIGINT"),
        ("sha256", "VARCHAR"),
        ("problem", "VARCHAR"),
        ("remedy", "VARCHAR"),
    ]
    assert schema.columns[2].description == "Size in bytes; NULL where the file could not be opened"


def test_lineage_names_the_columns_that_feed_a_column() -> None:
    lineage = minister_asset([]).get_asset_spec(AssetKey(["core", "dim_minister"])).metadata["dagster/column_lineage"]
    assert isinstance(lineage, TableColumnLineage)
    assert {
        column: [(dep.asset_key.path, dep.column_name) for dep in deps]
        for column, deps in lineage.deps_by_column.items()
    } == {column: [(["staging", "profile_item"], "item_text")] for column in ("name", "minister_id")}


def test_the_rows_that_the_function_gives_are_counted_and_told() -> None:
    result = materialize(
        [minister_asset([Minister("a", "A A"), Minister("b", "B B")])], resources={"build": OpenBuild()}
    )
    [event] = result.asset_materializations_for_node("core__dim_minister")
    assert event.metadata["dagster/row_count"].value == 2


def test_rows_that_do_not_fit_the_table_fail_the_step() -> None:
    @dataclass(frozen=True, slots=True)
    class Other:
        minister_id: str
        party: str

    failed = materialize(
        [minister_asset([Other("a", "A")])], resources={"build": OpenBuild()}, raise_on_error=False
    ).failure_data_for_node("core__dim_minister")
    assert failed
    assert failed.error
    assert "party" in failed.error.to_string()


def test_a_table_that_the_schema_lacks_is_an_error_at_once() -> None:
    with pytest.raises(KeyError, match=r"core\.dim_nobody"):
        table_spec("core.dim_nobody", deps=[])
