import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.settings import CODE_ROOT, EXPECTATIONS_DIR, MARTS_DIR, SCHEMA_DIR
from pipelines.store import rules
from pipelines.store.rules import rules_version

Version = Callable[[], str]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's code and SQL in another folder; tests put back what they change."""
    root = tmp_path_factory.mktemp("checkout")
    for folder in (CODE_ROOT / "pipelines", CODE_ROOT / "warehouse" / "schema", MARTS_DIR, EXPECTATIONS_DIR):
        there = root / folder.relative_to(CODE_ROOT)
        shutil.copytree(folder, there, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def checkout(copied: Path, tmp_path: Path) -> Path:
    """A copy of the copy, for one test."""
    root = tmp_path / "checkout"
    shutil.copytree(copied, root)
    return root


@pytest.fixture
def version(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Version]:
    """Gives the version of the rules in the copied checkout, as a new process would."""
    monkeypatch.setattr(rules, "CODE_ROOT", checkout)
    for name, folder in (("SCHEMA_DIR", SCHEMA_DIR), ("MARTS_DIR", MARTS_DIR), ("EXPECTATIONS_DIR", EXPECTATIONS_DIR)):
        monkeypatch.setattr(rules, name, checkout / folder.relative_to(CODE_ROOT))

    def version() -> str:
        rules_version.cache_clear()
        return rules_version()

    yield version
    rules_version.cache_clear()


def test_the_version_is_twelve_hex_digits_and_the_same_wherever_the_rules_lie(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = version()
    assert len(there) == 12
    assert int(there, 16) >= 0
    assert version() == there
    monkeypatch.undo()
    assert version() == there


@pytest.mark.parametrize(
    "rule",
    [
        "pipelines/text/money.py",
        "pipelines/reference/data/municipalities.csv",
        "pipelines/model/funding.py",
        "pipelines/quality/repair.py",
        "pipelines/sources/decoding.py",
        "pipelines/assets/core.py",
        "warehouse/schema/40_core_facts.sql",
        "warehouse/marts/20_announced.sql",
        "expectations/core.fact_funding.json",
    ],
)
def test_another_rule_is_another_version_and_the_same_rule_again_the_same(
    checkout: Path, version: Version, rule: str
) -> None:
    before, kept = version(), (checkout / rule).read_bytes()
    (checkout / rule).write_bytes(kept + b"\n")
    assert version() != before
    (checkout / rule).write_bytes(kept)
    assert version() == before


def test_a_rule_that_is_new_gone_or_elsewhere_is_another_version(checkout: Path, version: Version) -> None:
    seen = {version()}
    new = checkout / "pipelines" / "text" / "a_new_rule.py"
    new.write_text('"""A rule."""\n', encoding="utf-8")
    seen.add(version())
    new.rename(new.with_name("the_new_rule.py"))
    seen.add(version())
    (checkout / "expectations" / "core.dim_period.json").unlink()
    seen.add(version())
    assert len(seen) == 4


@pytest.mark.parametrize(
    "other",
    [
        "pipelines/cli.py",
        "pipelines/console/report.py",
        "pipelines/operation/mail.py",
        "pipelines/runner/run.py",
        "pipelines/store/merge.py",
        "pipelines/text/__pycache__/money.cpython-311.pyc",
        "README.md",
        "raw/a.txt",
    ],
)
def test_what_is_no_rule_changes_nothing(checkout: Path, version: Version, other: str) -> None:
    before = version()
    file = checkout / other
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"changed")
    assert version() == before


def test_another_version_of_a_library_that_makes_text_is_another_version_of_the_rules(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version()
    monkeypatch.setattr(rules, "version", lambda library: f"99.{library}")
    assert version() != before
