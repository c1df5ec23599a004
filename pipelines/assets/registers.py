"""Core assets that no document fills: reference data with its source and date.

Belongs here: which register each table is made of. What a register says stands in `pipelines.reference`.
"""

from collections.abc import Iterable

import duckdb

from pipelines.assets.metadata import table_asset
from pipelines.reference.prices import PriceIndexRow, all_price_indices


@table_asset("core.dim_price_index", deps=[])
def dim_price_index(_con: duckdb.DuckDBPyConnection) -> Iterable[PriceIndexRow]:
    """Give the consumer price index of each year that is known."""
    return all_price_indices()
