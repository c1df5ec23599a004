"""A site with three pages, and an archive to fetch them into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from g0v_fetches import SECTION, A, B, C, listed
from misbehaving_site import Site, serving

from pipelines.sources.archive import Archive


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Three pages of one section."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as site:
        for path in (A, B, C):
            site.bodies[f"/{path}"] = f"# {path}\n\nVi satsar 5 miljoner kronor.\n".encode()
        site.list_pages(SECTION, *map(listed, (A, B, C)))
        yield site


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "raw" / "archive.sqlite") as archive:
        yield archive
