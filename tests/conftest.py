"""Shared by all tests: Hypothesis settings and the first document with what is read of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from anslag_command import Installation, install
from doubtful_home import make_doubtful
from hypothesis import HealthCheck, settings
from pipeline_runs import build, home_with_the_document

from pipelines.model.staged import StagedRows, stage
from pipelines.settings import CODE_ROOT, Home
from pipelines.store.query import open_for_questions
from pipelines.text.reading import read_document

SEGREGATION = CODE_ROOT / "raw" / "regeringens-langsiktiga-insatser-mot-segregation.txt"

# The default is the same on every machine and in every run; `--hypothesis-profile=search` looks further.
settings.register_profile(
    "steady",
    max_examples=80,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes longest begin first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: "torture" not in item.path.parts)


@pytest.fixture(scope="session")
def segregation_path() -> Path:
    """The announcement of June 2018: prose, a bullet list, a flattened table with two misprints, footnotes."""
    return SEGREGATION


@pytest.fixture(scope="session")
def segregation_text(segregation_path: Path) -> str:
    """Its characters, line ends as they are."""
    return segregation_path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def stage_text() -> Callable[[str], StagedRows]:
    """Reads a text of 2018, as document "doc", and lays it out in rows."""

    def read(text: str) -> StagedRows:
        rows = StagedRows()
        stage("doc", text, read_document(text, published_year=2018), rows)
        return rows

    return read


@pytest.fixture(scope="session")
def segregation(segregation_text: str, stage_text: Callable[[str], StagedRows]) -> StagedRows:
    """The rows of the announcement of June 2018."""
    return stage_text(segregation_text)


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A home whose warehouse `anslag run` built; tests ask it and leave it as it is."""
    return install(tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with the warehouse of the first document alone; tests read it and leave it as it is."""
    home = home_with_the_document(tmp_path_factory.mktemp("home"))
    build(home)
    return home


@pytest.fixture(scope="session")
def doubtful_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with every kind of doubt; tests look at it and leave it as it is."""
    return make_doubtful(tmp_path_factory.mktemp("doubtful"))


@pytest.fixture
def warehouse(built_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for questions to that warehouse."""
    with open_for_questions(built_home) as con:
        yield con
