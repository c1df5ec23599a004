"""Which tables a question names, by which names, and where it expects one: read from its words, finished or not.

Belongs here: the little of SQL's grammar that completing needs. Where it is wrong, a menu lacks a line.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pipelines.console.prompt.tokens import Token

_BEFORE_TABLE = {"from", "join", "describe", "desc", "summarize", "table", "pivot", "unpivot", "into", "update"}
_CLAUSES = {"select", "where", "group", "order", "having", "limit", "on", "using", "union", "qualify", "window", "set"}
# What may follow a table and is no other name for it.
_AFTER_TABLE = _CLAUSES | {
    *("inner", "left", "right", "full", "cross", "natural", "asof", "positional", "semi", "anti", "lateral", "join"),
    *("except", "intersect", "offset", "tablesample", "values", "from", "as", "for", "when", "outer"),
}
_Table = TypeVar("_Table")


def expects_table(earlier: Sequence[Token]) -> bool:
    """Tell whether a table is to be named behind these tokens."""
    if not earlier:
        return False
    if earlier[-1].text != ",":
        return earlier[-1].lower in _BEFORE_TABLE
    depth = 0
    for token in reversed(earlier):
        depth += (token.text == ")") - (token.text == "(")
        if depth < 0:
            return False
        if depth == 0 and token.lower in _CLAUSES | _BEFORE_TABLE:
            return token.lower in {"from", "join"}
    return False


def scope_of(statement: Sequence[Token], tables: Mapping[str, _Table]) -> dict[str, _Table]:
    """Give the tables that a statement names, by the names that its columns can be asked by.

    Args:
        statement: its tokens.
        tables: all tables, by their names with and without a schema.
    """
    scope: dict[str, _Table] = {}
    for number, token in enumerate(statement):
        if not expects_table(statement[: number + 1]):
            continue
        name, behind = _name(statement[number + 1 :])
        table = tables.get(name)
        if token.kind in {"word", "sign"} and table is not None:
            scope[_alias(behind) or name.rpartition(".")[2]] = table
    return scope


def with_names(statement: Sequence[Token]) -> list[str]:
    """Give the names that a WITH gives to questions of its own."""
    if not any(token.lower == "with" for token in statement):
        return []
    threes = zip(statement, statement[1:], statement[2:], strict=False)
    return [name.lower for name, as_, bracket in threes if (name.kind, as_.lower, bracket.text) == ("word", "as", "(")]


def _name(behind: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """Give a name with its dots, and what follows it."""
    length = 0
    while length < len(behind) and behind[length].kind in {"word", "quoted"}:
        if length + 1 < len(behind) and behind[length + 1].text == ".":
            length += 2
            continue
        length += 1
        break
    return "".join(token.lower.strip('"') for token in behind[:length]), behind[length:]


def _alias(behind: Sequence[Token]) -> str:
    if behind and behind[0].lower == "as":
        behind = behind[1:]
    if behind and behind[0].kind == "word" and behind[0].lower not in _AFTER_TABLE:
        return behind[0].lower
    return ""
