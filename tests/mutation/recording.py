"""Which lines of the rules each test runs, and how long it takes.

Belongs here: running each test once without a fault. What is recorded is kept in pytest's cache, by the content of the
rules and of the test's file, so that only what changed is recorded again.
"""

import hashlib
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
from coverage import Coverage

from mutation.children import in_a_child
from pipelines.settings import CODE_ROOT


class Run(NamedTuple):
    """A test that was run: processor time in seconds, and the lines that it ran by module."""

    seconds: float
    lines: dict[str, list[int]]


class TestsFailError(Exception):
    """Tests fail without a fault, so that nothing can be told."""


def passes(item: pytest.Item) -> bool:
    """Run a test with all that it needs, and nothing kept for the next one."""
    reports: list[pytest.TestReport] = []
    collector = _Reports(reports)
    item.config.pluginmanager.register(collector)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    finally:
        item.config.pluginmanager.unregister(collector)
    return not any(report.failed for report in reports)


class _Reports:
    def __init__(self, reports: list[pytest.TestReport]) -> None:
        self.reports = reports

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)


def record(items: Sequence[pytest.Item], modules: Sequence[Path]) -> dict[str, Run]:
    """Run every test that was not recorded with the same rules and the same test file.

    Raises:
        TestsFailError: some of them fail.
    """
    cache = items[0].config.cache
    if cache is None:
        raise TestsFailError("pytest's cache is switched off")
    rules = digest(sorted(CODE_ROOT.glob("pipelines/**/*.py")))
    # Started once here, for that takes long; each child goes on from it.
    coverage = Coverage(data_file=None, config_file=False, include=[str(module) for module in modules])
    coverage.start()
    coverage.stop()
    runs: dict[str, Run] = {}
    for path in sorted({item.path for item in items}):
        mine = [item for item in items if item.path == path]
        key = f"mutation/{path.stem}"
        kept: dict[str, Any] = cache.get(key, {})
        mark = f"{rules} {digest([path])}"
        if kept.get("mark") != mark:
            kept = {"mark": mark, **{item.nodeid: list(_recorded(item, coverage)) for item in mine}}
            cache.set(key, kept)
        runs |= {item.nodeid: Run(*kept[item.nodeid]) for item in mine if item.nodeid in kept}
    return runs


def _recorded(item: pytest.Item, coverage: Coverage) -> Run:
    def run() -> tuple[bool, Run]:
        begun = time.process_time()
        coverage.start()
        passed = passes(item)
        coverage.stop()
        data = coverage.get_data()
        lines = {Path(name).stem: sorted(data.lines(name) or ()) for name in data.measured_files()}
        return passed, Run(time.process_time() - begun, lines)

    outcome = in_a_child(run)
    if outcome.found is None or not outcome.found[0]:
        raise TestsFailError(f"{item.nodeid} fails without a fault")
    return cast("Run", outcome.found[1])


def digest(paths: Iterable[Path]) -> str:
    """Give a digest of files."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
