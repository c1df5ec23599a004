"""Which tests could tell a fault: those that run its line, or what is built at import from its line.

Belongs here: from a fault to the tests, the quickest first. A module's own statements run at import, in no test; what
they define is followed by name to the lines that use it, through what other modules build from it, and to the files of
tests that import it.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mutation.mutants import Mutant, names_defined, own_lines
from mutation.recording import Run
from pipelines.settings import CODE_ROOT

# Where a name is used: the module, the lines of the statement, and what a module's own statement defines by it.
_Use = tuple[str, tuple[int, int], frozenset[str]]


class Selection:
    """Knows for each fault the tests to try."""

    def __init__(self, modules: Sequence[Path], runs: Mapping[str, Run]) -> None:
        self.runs = runs
        self.uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
        self.importing: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.inside_classes: dict[tuple[str, str], tuple[int, int]] = {}
        for module in modules:
            self._note(module)
        self.tests_in: dict[str, set[str]] = defaultdict(set)
        for test in runs:
            self.tests_in[test.partition("::")[0]].add(test)
        for file in self.tests_in:
            self._note_imports(CODE_ROOT / file, file)
        self.tests_at: dict[tuple[str, int], set[str]] = defaultdict(set)
        for test, run in runs.items():
            for name, lines in run.lines.items():
                for line in lines:
                    self.tests_at[name, line].add(test)

    def _note(self, module: Path) -> None:
        tree = ast.parse(module.read_bytes())
        origins: dict[str, tuple[str, str]] = {}
        for statement in tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.module and statement.module.startswith("pipelines."):
                origins |= {
                    each.asname or each.name: (statement.module.rpartition(".")[2], each.name)
                    for each in statement.names
                }
            if isinstance(statement, ast.ClassDef):
                lines = (statement.lineno, statement.end_lineno or statement.lineno)
                self.inside_classes[module.stem, statement.name] = lines
        for statement in tree.body:
            for part in _statements(statement):
                defined = frozenset() if _in_function(statement, part) else names_defined(statement)
                for node in _own_nodes(part):
                    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                        origin = origins.get(node.id, (module.stem, node.id))
                        self.uses[origin].append((module.stem, own_lines(part), defined))

    def _note_imports(self, path: Path, file: str) -> None:
        for statement in ast.parse(path.read_bytes()).body:
            if isinstance(statement, ast.ImportFrom) and statement.module and statement.module.startswith("pipelines."):
                module = statement.module.rpartition(".")[2]
                for each in statement.names:
                    self.importing[module, each.name].append(file)

    def tests_for(self, mutant: Mutant) -> list[str]:
        """Give the tests that could tell a fault: those of the module's own file first, then the quickest."""
        name = mutant.path.stem
        tests = self._at(name, mutant.lines)
        for defined in mutant.names or self.called_at_import(mutant):
            tests |= self._using(name, defined, set())
        return sorted(tests, key=lambda test: (f"test_{name}" not in test, self.runs[test].seconds, test))

    def called_at_import(self, mutant: Mutant) -> frozenset[str]:
        """Give the name of the function or class that a fault is in, where a module builds something by it."""
        name = (mutant.function or "").partition(".")[0]
        built = any(defined for _, _, defined in self.uses[mutant.path.stem, name])
        return frozenset({name}) if built else frozenset()

    def _at(self, module: str, lines: tuple[int, int]) -> set[str]:
        return set().union(*(self.tests_at[module, line] for line in range(lines[0], lines[1] + 1)))

    def _using(self, module: str, name: str, followed: set[tuple[str, str]]) -> set[str]:
        if (module, name) in followed:
            return set()
        followed.add((module, name))
        tests = set().union(*(self.tests_in[file] for file in self.importing[module, name]))
        if (module, name) in self.inside_classes:
            tests |= self._at(module, self.inside_classes[module, name])
        for user, lines, defined in self.uses[module, name]:
            tests |= self._at(user, lines)
            for built in defined:
                tests |= self._using(user, built, followed)
        return tests


def _statements(top: ast.stmt) -> Iterable[ast.stmt]:
    return (node for node in ast.walk(top) if isinstance(node, ast.stmt))


def _in_function(top: ast.stmt, part: ast.stmt) -> bool:
    functions = [node for node in ast.walk(top) if isinstance(node, ast.FunctionDef)]
    return any(part in body for function in functions for body in [list(_statements(function))[1:]])


def _own_nodes(statement: ast.stmt) -> Iterable[ast.AST]:
    """Give the nodes of a statement without those of the statements in it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt))
