"""Small faults that can be put into a module: a comparison moved, a bound shifted, a statement dropped.

Belongs here: which faults there are in Python code, and what is left alone. Faults inside a pattern of a regular
expression stand in `pattern_faults`; which of all the faults are tried is decided in `sample`.

Left alone, for no test could sensibly tell: docstrings, annotations and aliases of types, imports, `__all__`,
decorators, `strict=` of zip, sizes of caches, what an error says, and strings of four words and more, which are
messages to people. f-strings that are no patterns are left alone for the same reason.
"""

import ast
import io
import tokenize
from bisect import bisect_right
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from mutation.pattern_faults import pattern_faults

_COMPARISONS: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
}
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.Pow: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
}
_CALLS = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
    "start": "end",
    "end": "start",
    "search": "match",
    "fullmatch": "match",
}
# Methods that give a string much like the one they are called on.
_TIDYING = frozenset({"lower", "casefold", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix"})
_WORDS_OF_A_MESSAGE = 4
_STATEMENTS = (ast.AugAssign, ast.Break, ast.Continue, ast.Raise, ast.Delete)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault.

    Attributes:
        path: the module's file.
        start: first byte that is replaced.
        end: the byte behind the last.
        replacement: what stands there instead.
        kind: what kind of fault.
        line: the line it is in.
        lines: first and last line of the statement it is in; a compound statement's own lines, not those of its body.
        function: the outermost function it is in, with its class before a point; None where it runs at import.
        names: what the module's own statement defines, where it is in no function.
    """

    path: Path
    start: int
    end: int
    replacement: str
    kind: str
    line: int
    lines: tuple[int, int]
    function: str | None
    names: frozenset[str]

    def source(self) -> str:
        """Give the module with the fault."""
        printed = self.path.read_bytes()
        return (printed[: self.start] + self.replacement.encode() + printed[self.end :]).decode()

    def diff(self) -> str:
        """Show the fault as a patch without context."""
        before, after = self.path.read_text(encoding="utf-8").splitlines(), self.source().splitlines()
        return "\n".join(list(unified_diff(before, after, lineterm="", n=0))[2:])


def mutants_of(path: Path) -> list[Mutant]:
    """Give every fault that can be put into a module and compiles, in order of place."""
    finder = _Finder(path)
    finder.visit(finder.tree)
    finder.visit_patterns()
    unlike = {(each.start, each.end, each.replacement): each for each in finder.found if _compiles(each)}
    return [unlike[place] for place in sorted(unlike)]


def _compiles(mutant: Mutant) -> bool:
    try:
        ast.parse(mutant.source())
    except SyntaxError:
        return False
    return True


def own_lines(statement: ast.stmt) -> tuple[int, int]:
    """Give the lines of a statement without those of its body."""
    last = statement.end_lineno or statement.lineno
    body = getattr(statement, "body", None)
    if body and isinstance(body[0], ast.AST):
        last = max(statement.lineno, getattr(body[0], "lineno", last) - 1)
    return statement.lineno, last


def names_defined(statement: ast.stmt) -> frozenset[str]:
    """Give the names that a statement of a module binds."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return frozenset({statement.name})
    stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return frozenset(node.id for node in stored)


class _Finder(ast.NodeVisitor):
    """Walks over a module and collects faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.printed = path.read_bytes()
        self.tree = ast.parse(self.printed)
        self.found: list[Mutant] = []
        self.line_starts = [0]
        for line in self.printed.splitlines(keepends=True):
            self.line_starts.append(self.line_starts[-1] + len(line))
        self.statement: ast.stmt | None = None
        self.top: ast.stmt | None = None
        self.function: str | None = None
        self.owner: str | None = None
        self.statements_at: list[tuple[int, int, ast.stmt, ast.stmt, str | None]] = []

    def place(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        return (
            self.line_starts[node.lineno - 1] + node.col_offset,
            self.line_starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0),
        )

    def text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.place(node)
        return self.printed[start:end].decode()

    def add(self, start: int, end: int, replacement: str, kind: str) -> None:
        if self.statement is None or self.top is None:
            return
        names = names_defined(self.top) if self.function is None else frozenset()
        lines = own_lines(self.statement)
        line = bisect_right(self.line_starts, start)
        self.found.append(Mutant(self.path, start, end, replacement, kind, line, lines, self.function, names))

    def instead(self, node: ast.expr | ast.stmt, replacement: str, kind: str) -> None:
        self.add(*self.place(node), replacement, kind)

    # Statements: where they stand decides which tests run.

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            before = self.statement, self.top
            self.statement, self.top = node, self.top or node
            self.statements_at.append((*own_lines(node), node, self.top, self.function))
            self.drop_statement(node)
            super().visit(node)
            self.statement, self.top = before
        else:
            super().visit(node)

    def drop_statement(self, node: ast.stmt) -> None:
        is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
        if is_call or isinstance(node, _STATEMENTS):
            self.instead(node, "pass", "statement dropped")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outermost = self.function is None
        for default in [*node.args.defaults, *filter(None, node.args.kw_defaults)]:
            self.visit(default)
        if outermost:
            self.function = f"{self.owner}.{node.name}" if self.owner else node.name
        for statement in node.body:
            self.visit(statement)
        if outermost:
            self.function = None

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.owner = node.name
        for statement in node.body:
            self.visit(statement)
        self.owner = None

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        named = {target.id for target in node.targets if isinstance(target, ast.Name)}
        is_type = isinstance(node.value, ast.Subscript | ast.BinOp) and self.function is None and self.is_type(node)
        if "__all__" not in named and not is_type:
            self.generic_visit(node)

    @staticmethod
    def is_type(node: ast.Assign) -> bool:
        value = node.value
        if isinstance(value, ast.Subscript):
            return isinstance(value.value, ast.Name) and value.value.id[:1].isupper()
        return False

    def visit_Import(self, node: ast.Import) -> None:
        """Left alone."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Left alone."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """What an error says is left alone; that it is raised is not."""

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is None:
            return
        # Who asks a yes or no takes None for a no.
        if not (isinstance(node.value, ast.Constant) and node.value.value in {None, False}):
            self.instead(node.value, "None", "nothing returned")
        self.visit(node.value)

    def visit_If(self, node: ast.If | ast.IfExp | ast.While) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        if not isinstance(node.test, ast.Compare | ast.BoolOp) and not (
            isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not)
        ):
            self.instead(node.test, f"not ({self.text(node.test)})", "condition negated")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.visit_If(node)

    def visit_While(self, node: ast.While) -> None:
        self.visit_If(node)

    # Expressions.

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for number, operator in enumerate(node.ops):
            start, end = self.place(operands[number])[1], self.place(operands[number + 1])[0]
            between = self.printed[start:end].decode()
            if "(" not in between and ")" not in between:
                for other in _COMPARISONS[type(operator)]:
                    self.add(start, end, f" {other} ", "comparison")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        parts = [f"({self.text(value)})" for value in node.values]
        other = " or " if isinstance(node.op, ast.And) else " and "
        same = " and " if isinstance(node.op, ast.And) else " or "
        self.instead(node, f"({other.join(parts)})", "and for or")
        for number in range(len(parts)):
            self.instead(node, f"({same.join(parts[:number] + parts[number + 1 :])})", "condition dropped")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.USub):
            self.instead(node, f"({self.text(node.operand)})", "sign or not dropped")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        start, end = self.place(node.left)[1], self.place(node.right)[0]
        between = self.printed[start:end].decode()
        if type(node.op) in _OPERATORS and "(" not in between and ")" not in between:
            self.add(start, end, f" {_OPERATORS[type(node.op)]} ", "arithmetic")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.instead(node, str(not node.value), "true for false")
        elif isinstance(node.value, int | float):
            self.instead(node, f"({self.text(node)} + 1)", "number")
            self.instead(node, f"({self.text(node)} - 1)", "number")
        elif isinstance(node.value, str) and not self.text(node).startswith(("r", "R")):
            said = node.value
            if len(said.split()) < _WORDS_OF_A_MESSAGE and not said.isspace() and "\n" not in said:
                self.instead(node, repr(f"XX{said}XX"), "string")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """A pattern, seen below, or a message, left alone."""

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func
        if isinstance(name, ast.Name) and name.id in _CALLS:
            self.instead(name, _CALLS[name.id], "call")
        elif isinstance(name, ast.Attribute) and name.attr in _CALLS:
            self.instead(name, f"{self.text(name.value)}.{_CALLS[name.attr]}", "call")
        elif isinstance(name, ast.Attribute) and name.attr in _TIDYING:
            self.instead(node, self.text(name.value), "call dropped")
            self.visit(name)
            return
        if isinstance(name, ast.Name) and name.id == "cast":
            self.visit(node.args[1])
            return
        if isinstance(name, ast.Name) and name.id == "frozenset":
            match node.args:
                case [ast.Constant() as characters]:
                    # One of them goes.
                    self.instead(characters, repr(str(characters.value)[1:]), "string")
                    return
        self.visit(name)
        for argument in node.args:
            self.visit(argument)
        for keyword in node.keywords:
            if keyword.arg not in {"strict", "maxsize"}:
                self.visit(keyword.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "IGNORECASE":
            self.instead(node, "re.NOFLAG", "case heeded")
        self.generic_visit(node)

    # Patterns are raw strings; the tokens tell where each piece of a joined one stands.

    def visit_patterns(self) -> None:
        for token in tokenize.generate_tokens(io.StringIO(self.printed.decode()).readline):
            if token.type != tokenize.STRING or "r" not in token.string[:2].lower():
                continue
            inside = [at for at in self.statements_at if at[0] <= token.start[0] <= at[1]]
            if not inside:
                continue
            *_, self.statement, self.top, self.function = inside[-1]
            line_start = self.line_starts[token.start[0] - 1]
            start = line_start + len(token.line[: token.start[1]].encode()) if token.start[0] == token.end[0] else None
            if start is None:
                continue
            joined = "f" in token.string[:2].lower()
            for fault in pattern_faults(token.string, joined=joined):
                at = start + len(token.string[: fault.start].encode())
                end = start + len(token.string[: fault.end].encode())
                self.add(at, end, fault.replacement, fault.kind)
