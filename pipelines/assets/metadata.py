"""Making an asset of a function that gives a table's rows, and telling Dagster about the table.

Belongs here: the passage from rows to a filled table with metadata. Descriptions and column types come from the
schema's own comments, lineage from `pipelines.store.lineage`; there is no second copy of them.

    @table_asset("core.dim_minister", deps=["staging.profile_item"])
    def dim_minister(con: duckdb.DuckDBPyConnection) -> Iterable[MinisterRow]:
        return minister_rows(read_rows(con, "staging.profile_item", ProfileItemRow, order_by="document_id"))
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    TableColumn,
    TableColumnDep,
    TableColumnLineage,
    TableSchema,
    asset,
)

from pipelines.store.lineage import ORIGINS, StatedLineage, stated_lineage
from pipelines.store.rows import load_rows
from pipelines.store.schema import TableInfo, create_schema, list_tables

MakeRows = Callable[[duckdb.DuckDBPyConnection], Iterable[object]]


def key_of(table: str) -> AssetKey:
    """Give the asset key of a table: "core.dim_period" -> core/dim_period."""
    return AssetKey(table.split("."))


@cache
def _catalogue() -> dict[str, TableInfo]:
    with duckdb.connect() as con:
        create_schema(con)
        return {info.qualified: info for info in list_tables(con)}


@cache
def _stated() -> StatedLineage:
    return stated_lineage(_catalogue().values())


def table_spec(table: str, *, deps: Iterable[str]) -> AssetSpec:
    """Describe the asset of a table: key, dependencies, and what is known of its columns.

    Args:
        table: the table, with its schema.
        deps: tables that must be filled before.

    Raises:
        KeyError: the schema has no such table.
    """
    return _spec(table, deps, _stated().of_table(table))


def filled(con: duckdb.DuckDBPyConnection, table: str, **metadata: Any) -> MaterializeResult[Any]:
    """Tell Dagster that a table is filled, with its row count and whatever else is worth telling."""
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - named by our own code
    counted = {"dagster/row_count": int(row[0]) if row else 0}
    return MaterializeResult(asset_key=key_of(table), metadata={**counted, **metadata})


def view_specs() -> list[AssetSpec]:
    """Describe the views: assets that no run fills, there for who looks in Dagster where a number comes from."""
    # A run has no use for it, and should not wait for sqlglot.
    from pipelines.store.view_lineage import view_lineage  # noqa: PLC0415 - as said above

    by_view: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for column, sources in view_lineage(list(_catalogue().values())).items():
        by_view[column.rpartition(".")[0]][column.rpartition(".")[2]] = [
            source for source in sources if source not in ORIGINS
        ]
    return [
        _spec(view, {source.rpartition(".")[0] for sources in lineage.values() for source in sources}, lineage)
        for view, lineage in by_view.items()
    ]


def table_asset(table: str, *, deps: Iterable[str]) -> Callable[[MakeRows], AssetsDefinition]:
    """Make a thin asset of a function that gives the rows of a table.

    The function gets a connection to the warehouse being built and gives row dataclasses; the asset fills the table
    with them in one transaction.

    Args:
        table: the table, with its schema.
        deps: tables that the function reads.
    """

    def decorate(make_rows: MakeRows) -> AssetsDefinition:
        spec = table_spec(table, deps=deps)

        @asset(
            key=spec.key,
            deps=[dep.asset_key for dep in spec.deps],
            description=spec.description,
            group_name=spec.group_name,
            kinds=spec.kinds,
            metadata=spec.metadata,
            required_resource_keys={"build"},
        )
        def fill(context: AssetExecutionContext) -> MaterializeResult[Any]:
            with context.resources.build.connect(context.run.run_id) as con:
                load_rows(con, table, make_rows(con))
                return filled(con, table)

        return fill

    return decorate


def _spec(table: str, deps: Iterable[str], lineage: Mapping[str, Sequence[str]]) -> AssetSpec:
    info = _catalogue()[table]
    return AssetSpec(
        key_of(table),
        deps=[key_of(dep) for dep in sorted(deps)],
        description=info.comment,
        group_name=info.schema,
        kinds={"duckdb"},
        metadata={
            "dagster/column_schema": TableSchema(
                columns=[TableColumn(column.name, column.type, column.comment) for column in info.columns]
            ),
            "dagster/column_lineage": _lineage(lineage),
        },
    )


def _lineage(lineage: Mapping[str, Sequence[str]]) -> TableColumnLineage:
    return TableColumnLineage(
        deps_by_column={
            column: [
                TableColumnDep(asset_key=key_of(source.rpartition(".")[0]), column_name=source.rpartition(".")[2])
                for source in sources
            ]
            for column, sources in lineage.items()
        }
    )
