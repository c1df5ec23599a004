import subprocess
import sys

import duckdb
import pytest
from dagster import (
    AssetKey,
    AssetSpec,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    Definitions,
    TableColumnLineage,
    in_process_executor,
)

from pipelines.assets.raw import PUBLISHED
from pipelines.assets.resources import DocumentSources
from pipelines.definitions import JOB_NAME, build_defs, defs
from pipelines.store.schema import TableInfo, create_schema, list_tables

# Written by the checks and by publishing, not by an asset of their own.
_WRITTEN_BY_THE_RUN = {"quality.run", "quality.expectation_result", "quality.unexpected_row"}


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return build_defs()


@pytest.fixture(scope="module")
def specs(definitions: Definitions) -> dict[AssetKey, AssetSpec]:
    return {spec.key: spec for spec in definitions.resolve_all_asset_specs()}


@pytest.fixture(scope="module")
def tables() -> dict[str, TableInfo]:
    with duckdb.connect() as con:
        create_schema(con)
        return {info.qualified: info for info in list_tables(con) if not info.is_view}


def test_all_definitions_load_and_their_resources_are_there(definitions: Definitions) -> None:
    Definitions.validate_loadable(definitions)


def test_every_table_of_the_schema_is_filled_by_one_asset(
    specs: dict[AssetKey, AssetSpec], tables: dict[str, TableInfo]
) -> None:
    named = {".".join(key.path) for key in specs if key != PUBLISHED}
    assert named == tables.keys() - _WRITTEN_BY_THE_RUN


def test_every_table_asset_says_what_its_columns_are(
    specs: dict[AssetKey, AssetSpec], tables: dict[str, TableInfo]
) -> None:
    for key, spec in specs.items():
        if key == PUBLISHED:
            continue
        info = tables[".".join(key.path)]
        assert spec.description == info.comment
        assert spec.group_name == info.schema
        described = {column.name: column.description for column in spec.metadata["dagster/column_schema"].columns}
        assert described == {column.name: column.comment for column in info.columns}
        assert all(described.values()), key


def test_lineage_names_columns_that_exist_in_tables_that_the_asset_waits_for(
    specs: dict[AssetKey, AssetSpec], tables: dict[str, TableInfo]
) -> None:
    columns = {AssetKey(name.split(".")): {column.name for column in info.columns} for name, info in tables.items()}
    with_lineage = 0
    for key, spec in specs.items():
        lineage = spec.metadata.get("dagster/column_lineage")
        if not isinstance(lineage, TableColumnLineage):
            continue
        upstream = ancestors(specs, key)
        for column, deps in lineage.deps_by_column.items():
            assert column in columns[key], f"{key.path} has no column {column}"
            for dep in deps:
                with_lineage += 1
                assert dep.column_name in columns[dep.asset_key], f"{key.path}.{column}: {dep}"
                assert dep.asset_key in upstream, f"{key.path} does not wait for {dep.asset_key.path}"
    assert with_lineage > 0


def ancestors(specs: dict[AssetKey, AssetSpec], key: AssetKey) -> set[AssetKey]:
    found: set[AssetKey] = set()
    left = [key]
    while left:
        for parent in {dep.asset_key for dep in specs[left.pop()].deps} - found:
            found.add(parent)
            left.append(parent)
    return found


def test_publishing_waits_for_every_table(specs: dict[AssetKey, AssetSpec]) -> None:
    assert {dep.asset_key for dep in specs[PUBLISHED].deps} == specs.keys() - {PUBLISHED}


def test_the_schedule_and_the_sensor_are_on_and_run_the_whole_graph_in_one_process(definitions: Definitions) -> None:
    repository = definitions.get_repository_def()
    [schedule] = [each for each in repository.schedule_defs if each.name == "daily"]
    [sensor] = [each for each in repository.sensor_defs if each.targets]
    assert (schedule.default_status, schedule.job_name) == (DefaultScheduleStatus.RUNNING, JOB_NAME)
    assert (sensor.default_status, sensor.job_name) == (DefaultSensorStatus.RUNNING, JOB_NAME)
    job = definitions.resolve_job_def(JOB_NAME)
    assert job.executor_def is in_process_executor
    assert job.asset_layer.executable_asset_keys == repository.asset_graph.executable_asset_keys


def test_a_resource_can_be_replaced(tmp_path: object) -> None:
    other = DocumentSources(home_dir=str(tmp_path))
    made = build_defs({"sources": other})
    assert made.resources is not None
    assert made.resources["sources"] is other
    assert set(made.resources) == {"build", "sources"}


def test_the_definitions_load_without_great_expectations_and_pandas() -> None:
    # Dagster loads them in every process that it starts.
    code = """
import sys
from pipelines.definitions import build_defs
build_defs()
assert "great_expectations" not in sys.modules
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_dagster_sees_the_views_with_the_columns_that_feed_theirs_and_fills_only_tables() -> None:
    shown = defs()
    Definitions.validate_loadable(shown)
    specs = {spec.key: spec for spec in shown.resolve_all_asset_specs()}
    lineage = specs[AssetKey(["mart", "commitment_by_year"])].metadata["dagster/column_lineage"]
    assert isinstance(lineage, TableColumnLineage)
    assert [(dep.asset_key.path, dep.column_name) for dep in lineage.deps_by_column["counted_sek"]] == [
        (["core", "fact_commitment_year"], "counted_sek")
    ]
    filled = shown.resolve_job_def(JOB_NAME).asset_layer.selected_asset_keys
    assert PUBLISHED in filled
    assert not [key for key in filled if key.path[0] == "mart"]
