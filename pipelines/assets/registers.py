"""Core assets that no document fills: reference data with its source and date.

Belongs here: which register, or which file that the user supplies, each table is made of. What it says stands in
`pipelines.reference`.
"""

from collections.abc import Iterable

import duckdb

from pipelines.assets.metadata import table_asset
from pipelines.reference.ministries import MinistryPeriod, all_ministry_periods
from pipelines.reference.place_names import PlaceName, all_place_names
from pipelines.reference.population import PopulationRow, read_population
from pipelines.reference.prices import PriceIndexRow, all_price_indices
from pipelines.settings import POPULATION_NAME


@table_asset("core.dim_geography_name", deps=["core.dim_geography"])
def dim_geography_name(_con: duckdb.DuckDBPyConnection) -> Iterable[PlaceName]:
    """Give every name that a place has had, as far as known."""
    return all_place_names()


@table_asset("core.dim_ministry", deps=["core.dim_organisation"])
def dim_ministry(_con: duckdb.DuckDBPyConnection) -> Iterable[MinistryPeriod]:
    """Give the periods of every ministry."""
    return all_ministry_periods()


@table_asset("core.dim_price_index", deps=[])
def dim_price_index(_con: duckdb.DuckDBPyConnection) -> Iterable[PriceIndexRow]:
    """Give the consumer price index of each year that is known."""
    return all_price_indices()


@table_asset("core.dim_population", deps=["raw.supplied_file", "core.dim_geography"])
def dim_population(con: duckdb.DuckDBPyConnection) -> Iterable[PopulationRow]:
    """Give the inhabitants of each place and year that the user supplies; none while anything is wrong with them."""
    supplied = con.execute(
        "SELECT text FROM raw.supplied_file WHERE path = ? AND text IS NOT NULL", [POPULATION_NAME]
    ).fetchone()
    return read_population(supplied[0]).rows if supplied else ()
