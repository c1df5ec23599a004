"""`python tests/mutation`: small faults are put into the rules, one after the other; some test must fail for each.

Tells the faults that no test tells, with what was changed, and a table of the modules.
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import great_expectations  # noqa: F401 - here once, so that no child has to
import pytest
from rich.console import Console
from rich.table import Table

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from pipeline_runs import build, home_with_the_document  # noqa: E402 - once their folders are on the path

from mutation.children import in_a_child  # noqa: E402 - once their folders are on the path
from mutation.mutants import Mutant, mutants_of  # noqa: E402 - once their folders are on the path
from mutation.recording import record  # noqa: E402 - once their folders are on the path
from mutation.sample import sample  # noqa: E402 - once their folders are on the path
from mutation.selection import Selection  # noqa: E402 - once their folders are on the path
from mutation.trying import PYTEST_ARGUMENTS, Prepared, Trial, attempt  # noqa: E402 - once their folders are on the path
from pipelines.settings import CODE_ROOT, Home  # noqa: E402 - once their folders are on the path

PACKAGES = ("text", "quality")
# How fast it reads is measured by these, and a machine with other work to do would fail them without a fault.
_OF_TIME = "takes_about_four_times_the_time"


# What stands in expectations/ is proved there, and each test takes seconds.
_OF_EXPECTATIONS = "test_expectations_suites"


class Trials(Prepared):
    """A plugin of pytest that, instead of running the tests once, runs them for each fault."""

    def __init__(self, asked: argparse.Namespace, screen: Console) -> None:
        super().__init__()
        self.asked, self.screen = asked, screen
        self.trials: list[Trial] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {
            item.nodeid: item
            for item in session.items
            if _OF_TIME not in item.name and item.path.stem != _OF_EXPECTATIONS
        }
        paths = sorted(path for package in PACKAGES for path in (CODE_ROOT / "pipelines" / package).glob("*.py"))
        with tempfile.TemporaryDirectory(prefix="anslag-mutation-") as folder:
            gc.freeze()
            self.home = _built_home(Path(folder))
            runs = record(list(items.values()), paths)
            self.screen.print(
                f"{len(runs):,} tests, {sum(run.seconds for run in runs.values()):.0f} s", highlight=False
            )
            selection = Selection(paths, runs)
            for mutant in self.chosen(paths):
                trial = attempt(mutant, selection, items, runs, self.home)
                self.trials.append(trial)
                if trial.verdict in {"survived", "no test"}:
                    self.tell(trial)
        return True

    def chosen(self, paths: Sequence[Path]) -> list[Mutant]:
        only = set(self.asked.only or PACKAGES)
        wanted = [path for path in paths if only & {path.stem, path.parent.name}]
        by_package = defaultdict(list)
        for path in wanted:
            by_package[path.parent.name].append(path)
        rng = random.Random(self.asked.seed)  # noqa: S311 - it must be the same each time
        return [
            mutant
            for package in PACKAGES
            for mutant in sample({path: mutants_of(path) for path in by_package[package]}, self.asked.sample, rng)
        ]

    def tell(self, trial: Trial) -> None:
        place = trial.mutant.path.relative_to(CODE_ROOT)
        self.screen.print(f"\n{trial.verdict}: {place} {trial.mutant.kind}", highlight=False)
        self.screen.print(trial.mutant.diff(), highlight=False, markup=False, soft_wrap=True)


def _built_home(folder: Path) -> Home:
    def built() -> Path:
        home = home_with_the_document(folder)
        build(home)
        return home.root

    return Home(in_a_child(built).found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a sample of faults.

    Returns:
        0 where every fault was told by a test, else 1.
    """
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__)
    parser.add_argument(
        "--sample", type=int, default=400, help="how many faults of each package (default: %(default)s)"
    )
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="modules or packages, such as money; all unless named"
    )
    parser.add_argument("--seed", type=int, default=1, help="which sample (default: %(default)s)")
    asked = parser.parse_args(arguments)
    screen = Console(width=None if sys.stdout.isatty() else 160)
    begun = time.monotonic()
    trials = Trials(asked, screen)
    ended = pytest.main([*PYTEST_ARGUMENTS, *(str(TESTS / package) for package in PACKAGES)], plugins=[trials])
    if ended != pytest.ExitCode.OK:
        return int(ended)
    screen.print(_table(trials.trials))
    screen.print(_kinds(trials.trials))
    screen.print(f"{time.monotonic() - begun:.0f} s", highlight=False)
    return int(any(trial.verdict in {"survived", "no test"} for trial in trials.trials))


def _table(trials: Sequence[Trial]) -> Table:
    """Count what became of the faults of each module."""
    table = Table("module", "faults", "killed", "timed out", "survived", "no test", "left %")
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for trial in trials:
        package = trial.mutant.path.parent.name
        for name in (f"{package}.{trial.mutant.path.stem}", f"{package} (all)"):
            counted[name][trial.verdict] += 1
    for name in sorted(counted, key=lambda name: (name.partition(".")[0].partition(" ")[0], name.endswith(")"), name)):
        _row(table, name, counted[name])
    return table


def _kinds(trials: Sequence[Trial]) -> Table:
    """Count what became of each kind of fault."""
    table = Table("kind of fault", "faults", "killed", "timed out", "survived", "no test", "left %")
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for trial in trials:
        counted[trial.mutant.kind][trial.verdict] += 1
    for kind in sorted(counted):
        _row(table, kind, counted[kind])
    return table


def _row(table: Table, name: str, verdicts: Counter[str]) -> None:
    left = verdicts["survived"] + verdicts["no test"]
    figures = [verdicts.total(), *(verdicts[each] for each in ("killed", "timed out", "survived", "no test"))]
    table.add_row(name, *map(str, figures), f"{100 * left / verdicts.total():.1f}")


if __name__ == "__main__":
    sys.exit(main())
