"""An empty warehouse in memory, and an installation in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import Home
from pipelines.store.schema import create_schema


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database with the project's tables and no rows."""
    with duckdb.connect() as con:
        create_schema(con)
        yield con


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An installation where nothing is published."""
    return Home(tmp_path / "anslag")
