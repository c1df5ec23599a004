"""A warehouse built once from the repository's own document."""

from collections.abc import Iterator

import duckdb
import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home
from pipelines.store.query import open_for_questions


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with a published warehouse; tests read it and leave it as it is."""
    home = home_with_the_document(tmp_path_factory.mktemp("home"))
    build(home)
    return home


@pytest.fixture
def warehouse(built_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_questions(built_home) as con:
        yield con
