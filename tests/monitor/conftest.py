"""Shared by the monitor's tests: the pages over the warehouse of the first document."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.settings import Home


@pytest.fixture
def client(built_home: Home) -> Iterator[TestClient]:
    """A reader of English pages, with cookies of their own."""
    app = create_app(built_home, Access("Åsa Steward"))
    with TestClient(app, base_url="http://localhost", headers={"accept-language": "en"}) as asking:
        yield asking


@pytest.fixture
def doubting(doubtful_home: Home) -> Iterator[TestClient]:
    """A reader of English pages over a warehouse with every kind of doubt."""
    app = create_app(doubtful_home, Access("Åsa Steward"))
    with TestClient(app, base_url="http://localhost", headers={"accept-language": "en"}) as asking:
        yield asking
