"""Which faults are put into a module, and which parts of it are left alone."""

import random
from pathlib import Path

import pytest

from mutation.mutants import Mutant, mutants_of
from mutation.pattern_faults import pattern_faults
from mutation.sample import sample

MODULE = '''"""Says nothing of faults."""

import re
from typing import Literal

__all__ = ["largest"]

Size = Literal["large", "small"]
_LONGEST = 60
_SIGNS = frozenset("+-")
_NO_SIGNS: frozenset[str] = frozenset()
_YEAR = re.compile(r"\\b(?:19|20)\\d\\d(?!\\d)", re.IGNORECASE)


def largest(found: list[int], name: str = "none") -> int | None:
    """Give the largest."""
    if not found and name == "none":
        raise ValueError("there is nothing to choose from")
    return max(found) + 1
'''


def faults(tmp_path: Path, source: str = MODULE) -> list[Mutant]:
    path = tmp_path / "module.py"
    path.write_text(source, encoding="utf-8")
    return mutants_of(path)


def changed(mutant: Mutant) -> str:
    """Give the line with the fault."""
    return next(line[1:].strip() for line in mutant.diff().splitlines() if line.startswith("+"))


def test_each_fault_changes_the_module_and_it_still_compiles(tmp_path: Path) -> None:
    found = faults(tmp_path)
    assert len({mutant.source() for mutant in found}) == len(found)
    for mutant in found:
        assert mutant.source() != MODULE
        compile(mutant.source(), "module.py", "exec")


@pytest.mark.parametrize(
    "line",
    [
        "_LONGEST = (60 + 1)",
        "_LONGEST = (60 - 1)",
        "_SIGNS = frozenset('-')",
        r'_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)", re.IGNORECASE)',
        r'_YEAR = re.compile(r"\b(?:19|20)\d\d(?=\d)", re.IGNORECASE)',
        r'_YEAR = re.compile(r"\b(?:19|20)\d\D(?!\d)", re.IGNORECASE)',
        r'_YEAR = re.compile(r"\b(?:19|20)\d\d(?!\d)", re.NOFLAG)',
        "def largest(found: list[int], name: str = 'XXnoneXX') -> int | None:",
        'if ((not found) or (name == "none")):',
        "if ((not found)):",
        'if (found) and name == "none":',
        'if not found and name != "none":',
        "pass",
        "return None",
        "return min(found) + 1",
        "return max(found) - 1",
    ],
)
def test_a_fault_is_put_into(tmp_path: Path, line: str) -> None:
    assert line in {changed(mutant) for mutant in faults(tmp_path)}


def test_docstrings_types_imports_errors_and_exports_are_left_alone(tmp_path: Path) -> None:
    left_alone = {1, 3, 4, 6, 8, 11, 16}
    found = faults(tmp_path)
    assert not {mutant.line for mutant in found} & left_alone
    assert not any("nothing to choose" in line for line in map(changed, found))


def test_a_fault_knows_its_function_or_what_its_statement_defines(tmp_path: Path) -> None:
    told = {(mutant.line, mutant.function, mutant.names) for mutant in faults(tmp_path)}
    assert (9, None, frozenset({"_LONGEST"})) in told
    assert (19, "largest", frozenset()) in told


@pytest.mark.parametrize(
    ("token", "replaced"),
    [
        (r'r"\s+ord"', [r"\S", ""]),
        (r'r"a++"', ["", "*+"]),
        (r'rf"{NAME}{{2,3}}"', ["", "3", "4"]),
        (r'r"[^a-z]?"', ["[", ""]),
        (r'r"(?<=a)(?:b)(?P<c>d)"', ["(?<!"]),
        (r'r"\.\\d"', []),
    ],
)
def test_a_pattern_is_changed_at_its_borders_classes_looks_and_quantifiers(token: str, replaced: list[str]) -> None:
    found = pattern_faults(token, joined=token.startswith("rf"))
    assert [fault.replacement for fault in found] == replaced


def drawn(found: list[Mutant], size: int) -> list[Mutant]:
    return sample({found[0].path: found}, size, random.Random(1))  # noqa: S311 - it must be the same each time


def test_a_sample_is_the_same_for_a_seed_and_shares_lines_by_lot(tmp_path: Path) -> None:
    found = faults(tmp_path)
    six = drawn(found, 6)
    assert six == drawn(found, 6)
    assert len({mutant.line for mutant in six}) == len(six) == 6
    assert len(drawn(found, 1000)) == len(found)
