"""Shared by the browser tests: the monitor of a doubtful warehouse, and Debian's Chromium to look at it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from served import serving

from pipelines.settings import Home

_CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not _CHROMIUM.exists():
        told = f"{_CHROMIUM} is missing: `apt-get install chromium`"
        # In CI nothing of what the project promises goes untested.
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(doubtful_home: Home) -> Iterator[str]:
    """Where its monitor is served."""
    with serving(doubtful_home) as served:
        yield served
