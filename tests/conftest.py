"""Shared by all tests: Hypothesis settings and the first document with what is read of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipelines.settings import CODE_ROOT

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


@pytest.fixture(scope="session")
def segregation_path() -> Path:
    """The announcement of June 2018: prose, a bullet list, a flattened table with two misprints, footnotes."""
    return SEGREGATION


@pytest.fixture(scope="session")
def segregation_text(segregation_path: Path) -> str:
    """Its characters, line ends as they are."""
    return segregation_path.read_bytes().decode("utf-8")
