"""Making an asset of a function that gives a table's rows, and telling Dagster about the table.

Belongs here: the passage from rows to a filled table with metadata. Descriptions and column types come from the
schema's own comments; there is no second copy of them.

    @table_asset("core.dim_minister", deps=["staging.profile_item"], lineage={"name": ["staging.profile_item.detail"]})
    def dim_minister(con: duckdb.DuckDBPyConnection) -> Iterable[MinisterRow]:
        return minister_rows(read_rows(con, "staging.profile_item", ProfileItemRow, order_by="document_id"))
"""

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

from pipelines.store.rows import load_rows
from pipelines.store.schema import TableInfo, create_schema, list_tables

Lineage = Mapping[str, Sequence[str]]
"""For columns of a table, the columns that feed them: {"name": ["staging.profile_item.item_text"]}."""

MakeRows = Callable[[duckdb.DuckDBPyConnection], Iterable[object]]


def key_of(table: str) -> AssetKey:
    """Give the asset key of a table: "core.dim_period" -> core/dim_period."""
    return AssetKey(table.split("."))


@cache
def _catalogue() -> dict[str, TableInfo]:
    with duckdb.connect() as con:
        create_schema(con)
        return {info.qualified: info for info in list_tables(con)}


def table_spec(table: str, *, deps: Iterable[str], lineage: Lineage | None = None) -> AssetSpec:
    """Describe the asset of a table: key, dependencies, and what the schema's comments say of it.

    Args:
        table: the table, with its schema.
        deps: tables that must be filled before.
        lineage: columns that feed its columns.

    Raises:
        KeyError: the schema has no such table.
    """
    info = _catalogue()[table]
    return AssetSpec(
        key_of(table),
        deps=[key_of(dep) for dep in deps],
        description=info.comment,
        group_name=info.schema,
        kinds={"duckdb"},
        metadata={
            "dagster/column_schema": TableSchema(
                columns=[TableColumn(column.name, column.type, column.comment) for column in info.columns]
            ),
            "dagster/column_lineage": _lineage(lineage or {}),
        },
    )


def filled(con: duckdb.DuckDBPyConnection, table: str, **metadata: Any) -> MaterializeResult[Any]:
    """Tell Dagster that a table is filled, with its row count and whatever else is worth telling."""
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - named by our own code
    counted = {"dagster/row_count": int(row[0]) if row else 0}
    return MaterializeResult(asset_key=key_of(table), metadata={**counted, **metadata})


def table_asset(
    table: str, *, deps: Iterable[str], lineage: Lineage | None = None
) -> Callable[[MakeRows], AssetsDefinition]:
    """Make a thin asset of a function that gives the rows of a table.

    The function gets a connection to the warehouse being built and gives row dataclasses; the asset fills the table
    with them in one transaction.

    Args:
        table: the table, with its schema.
        deps: tables that the function reads.
        lineage: columns that feed the table's columns.
    """

    def decorate(make_rows: MakeRows) -> AssetsDefinition:
        spec = table_spec(table, deps=deps, lineage=lineage)

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


def _lineage(lineage: Lineage) -> TableColumnLineage:
    return TableColumnLineage(
        deps_by_column={
            column: [
                TableColumnDep(asset_key=key_of(source.rpartition(".")[0]), column_name=source.rpartition(".")[2])
                for source in sources
            ]
            for column, sources in lineage.items()
        }
    )
