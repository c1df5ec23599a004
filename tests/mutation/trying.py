"""Putting a fault in and running tests until one fails.

Belongs here: two ways to put a fault in, both in a fork of a process that has imported all and collected the tests. A
function gets the code with the fault. What runs at import cannot be swapped: there the rules and all that imports them
are imported anew, with the fault, and the tests collected anew.
"""

import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.machinery import SourceFileLoader
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import Phase, settings

from mutation.children import give_up_after, in_a_child
from mutation.mutants import Mutant
from mutation.recording import Run, passes
from mutation.selection import Selection
from pipelines.settings import CODE_ROOT, Home

Verdict = Literal["killed", "timed out", "survived", "no test"]
# What stands below the rules imports none of them.
_BELOW = ("pipelines.settings", "pipelines.reference", "pipelines.store", "pipelines.sources")
_EXAMPLES = 30


class Trial(NamedTuple):
    """A fault, what became of it, and the test that told."""

    mutant: Mutant
    verdict: Verdict
    told_by: str


class Prepared:
    """A plugin of pytest: Hypothesis repeats itself, and tests that ask a built warehouse are given one."""

    def __init__(self) -> None:
        self.home: Home | None = None

    def pytest_collection(self) -> None:
        """Make properties repeatable and quick: the same examples each time, and no shorter example looked for."""
        steady = settings.get_profile("steady")
        settings.register_profile("faults", steady, max_examples=_EXAMPLES, phases=(Phase.explicit, Phase.generate))
        settings.load_profile("faults")

    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Home], request: pytest.FixtureRequest) -> Home | None:
        """Spare each fault the run that builds the warehouse."""
        if fixturedef.argname != "built_home" or self.home is None:
            return None
        fixturedef.cached_result = (self.home, fixturedef.cache_key(request), None)  # type: ignore[arg-type]  # pytest tells its own caches no type
        return self.home


def attempt(
    mutant: Mutant, selection: Selection, items: Mapping[str, pytest.Item], runs: Mapping[str, Run], home: Home
) -> Trial:
    """Try one fault.

    Args:
        mutant: the fault.
        selection: knows the tests that could tell it.
        items: the tests as collected.
        runs: what was recorded of them.
        home: an installation with a built warehouse.
    """
    tests = selection.tests_for(mutant)
    if not tests:
        return Trial(mutant, "no test", "")

    def work() -> str:
        return _first_to_fail([items[test] for test in tests], runs)

    def swapped() -> str | None:
        return work() if _swap(mutant) else None

    outcome = in_a_child(swapped) if mutant.function and not selection.called_at_import(mutant) else None
    if outcome is None or (outcome.found is None and not outcome.signal):
        outcome = in_a_child(lambda: _imported_anew(mutant.path, mutant.source(), tests, runs, home))
    if outcome.signal:
        return Trial(mutant, "timed out", "")
    told_by = "import" if outcome.found is None else str(outcome.found)
    return Trial(mutant, "killed" if told_by else "survived", told_by)


def _first_to_fail(items: Sequence[pytest.Item], runs: Mapping[str, Run]) -> str:
    for item in items:
        give_up_after(3 + 6 * runs[item.nodeid].seconds)
        if not passes(item):
            return item.nodeid
    return ""


def _swap(mutant: Mutant) -> bool:
    """Give a function the code with the fault; False where that cannot be done."""
    module = sys.modules[_module_name(mutant.path)]
    parts = (mutant.function or "").split(".")
    owner: Any = module if len(parts) == 1 else getattr(module, parts[0], None)
    function = _plain(vars(owner).get(parts[-1])) if owner is not None else None
    code: CodeType | None = compile(mutant.source(), str(mutant.path), "exec")
    for part in parts:
        code = next((each for each in code.co_consts if _is_code(each, part)), None) if code else None
    if function is None or code is None or code.co_freevars != function.__code__.co_freevars:
        return False
    function.__code__ = code
    return True


def _is_code(constant: object, name: str) -> bool:
    return isinstance(constant, CodeType) and constant.co_name == name


def _plain(defined: object) -> FunctionType | None:
    """Give the function behind a property, a method of the class or a cache."""
    if isinstance(defined, property):
        defined = defined.fget
    elif isinstance(defined, cached_property):
        defined = defined.func
    elif isinstance(defined, staticmethod | classmethod):
        defined = defined.__func__
    inner = unwrap(defined) if callable(defined) else None
    return inner if isinstance(inner, FunctionType) else None


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(CODE_ROOT).with_suffix("").parts)


class _Collected(Prepared):
    """Runs the chosen tests of a collection in the order they are chosen."""

    def __init__(self, tests: Sequence[str], runs: Mapping[str, Run], home: Home) -> None:
        super().__init__()
        self.tests, self.runs, self.home = tests, runs, home
        self.told_by = "import"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        self.told_by = _first_to_fail([items[test] for test in self.tests if test in items], self.runs)
        return True


def _imported_anew(path: Path, source: str, tests: Sequence[str], runs: Mapping[str, Run], home: Home) -> str:
    give_up_after(30)
    tests_at = str(CODE_ROOT / "tests")
    for name, module in list(sys.modules.items()):
        ours = name.startswith("pipelines.") and not name.startswith(_BELOW)
        place = getattr(module, "__file__", None) or ""
        if ours or (place.startswith(tests_at) and not name.startswith("mutation")):
            del sys.modules[name]
    named = _module_name(path)
    usual = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
        return compile(source, str(path), "exec") if fullname == named else usual(loader, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]  # the loader is replaced on purpose, in this process alone
    collected = _Collected(tests, runs, home)
    files = sorted({test.partition("::")[0] for test in tests})
    pytest.main([*PYTEST_ARGUMENTS, *files], plugins=[collected])
    return collected.told_by


PYTEST_ARGUMENTS = (
    "-s",
    "-o",
    "addopts=",
    "-p",
    "no:terminal",
    "-p",
    "no:cov",
    "-p",
    "no:xdist",
    "-p",
    "no:schemathesis",
)
"""How pytest is started: without what shows or shares out tests."""
