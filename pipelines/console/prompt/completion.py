"""What may stand where the cursor is: tables behind FROM, else columns of the tables that the question names.

Belongs here: guessing from the text and the catalogue, without asking DuckDB. What a menu looks like belongs to
`conversation`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.console.prompt.commands import COMMANDS
from pipelines.console.prompt.scope import expects_table, scope_of, with_names
from pipelines.console.prompt.tokens import Token, tokens
from pipelines.store.schema import TableInfo

_WORD = re.compile(r"[\w.]*\Z")
_BEGINNINGS = ("SELECT", "FROM", "WITH", "DESCRIBE", "SUMMARIZE", "EXPLAIN", "PIVOT")
_CHOICES = {"format": ("table", "csv", "json"), "switch": ("on", "off")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to go on.

    Attributes:
        text: what is put in.
        replaces: how many characters before the cursor it takes the place of.
        meaning: what it is, for people.
    """

    text: str
    replaces: int
    meaning: str = ""


@dataclass(frozen=True)
class Catalogue:
    """What can be named in a question.

    Attributes:
        tables: tables and views, by schema in the order in which a name without one is looked up.
        functions: names of functions.
        keywords: words of SQL.
    """

    tables: Sequence[TableInfo]
    functions: Sequence[str] = ()
    keywords: Sequence[str] = ()
    by_name: dict[str, TableInfo] = field(init=False)

    def __post_init__(self) -> None:
        by_name = {info.name: info for info in reversed(self.tables)} | {info.qualified: info for info in self.tables}
        object.__setattr__(self, "by_name", by_name)

    @property
    def schemas(self) -> list[str]:
        """Schemas in their order."""
        return list(dict.fromkeys(info.schema for info in self.tables))


def candidates(before: str, after: str, catalogue: Catalogue) -> list[Candidate]:
    """Give what may stand at the cursor.

    Args:
        before: the entry up to the cursor.
        after: the entry from the cursor on; it may name the tables.
        catalogue: what there is.
    """
    if before.lstrip().startswith("\\"):
        return list(_of_command(before.lstrip(), catalogue))
    found = tokens(before)
    if found and (found[-1].kind == "open" or (found[-1].kind == "comment" and found[-1].end == len(before))):
        return []
    match = _WORD.search(before)
    word = match[0] if match else ""
    if word[:1].isdigit():
        return []
    *path, prefix = word.lower().split(".")
    statement = _statement(before, after)
    scope = scope_of(statement, catalogue.by_name)
    earlier = [token for token in found if token.end <= len(before) - len(word) and token.kind != "comment"]
    if path:
        return _within(path, prefix, scope, catalogue)
    if expects_table(earlier):
        return [*_named(with_names(statement), prefix, "named in WITH"), *_tables(prefix, catalogue)]
    if not prefix and not any(token.end <= len(before) for token in statement):
        return [Candidate(each, 0) for each in _BEGINNINGS]
    listed = [
        *_columns(scope.values() if scope else catalogue.tables, prefix),
        *_named((name for name, info in scope.items() if info.name != name), prefix, "table"),
    ]
    return [*listed, *_words(word, catalogue)] if prefix else listed


def _of_command(text: str, catalogue: Catalogue) -> Iterator[Candidate]:
    name, blank, argument = text[1:].partition(" ")
    if not blank:
        for command in COMMANDS:
            if command.name.startswith(name.lower()):
                yield Candidate(f"\\{command.name}", len(text), command.meaning)
        return
    takes = next((command.takes for command in COMMANDS if command.name == name.lower()), "")
    argument = argument.lstrip()
    if takes == "table":
        for info in _matching(argument.lower(), catalogue):
            yield Candidate(info.qualified, len(argument), info.comment)
    elif takes == "schema":
        yield from _named(catalogue.schemas, argument, "schema")
    else:
        yield from _named(_CHOICES.get(takes, ()), argument, "")


def _statement(before: str, after: str) -> list[Token]:
    """Give the tokens of the statement that the cursor is in."""
    found = [token for token in tokens(before + after) if token.kind != "comment"]
    ends = [token.start for token in found if token.text == ";"]
    start = max((end for end in ends if end < len(before)), default=-1)
    stop = min((end for end in ends if end >= len(before)), default=len(before + after))
    return [token for token in found if start < token.start < stop]


def _within(path: list[str], prefix: str, scope: dict[str, TableInfo], catalogue: Catalogue) -> list[Candidate]:
    name = ".".join(path)
    if info := scope.get(name) or catalogue.by_name.get(name):
        return list(_columns([info], prefix))
    return [
        Candidate(info.name, len(prefix), info.comment)
        for info in catalogue.tables
        if info.schema == name and info.name.startswith(prefix)
    ]


def _tables(prefix: str, catalogue: Catalogue) -> Iterator[Candidate]:
    for info in _matching(prefix, catalogue):
        yield Candidate(info.qualified, len(prefix), info.comment)


def _matching(prefix: str, catalogue: Catalogue) -> Iterator[TableInfo]:
    return (info for info in catalogue.tables if info.name.startswith(prefix) or info.qualified.startswith(prefix))


def _columns(tables: Iterable[TableInfo], prefix: str) -> Iterator[Candidate]:
    seen: set[str] = set()
    for info in tables:
        for column in info.columns:
            if column.name.startswith(prefix) and column.name not in seen:
                seen.add(column.name)
                yield Candidate(column.name, len(prefix), f"{column.type}  {column.comment}")


def _named(names: Iterable[str], prefix: str, meaning: str) -> Iterator[Candidate]:
    return (Candidate(name, len(prefix), meaning) for name in names if name.startswith(prefix.lower()))


def _words(word: str, catalogue: Catalogue) -> Iterator[Candidate]:
    """Give keywords in the case in which the word was begun, and functions."""
    for keyword in catalogue.keywords:
        if keyword.startswith(word.lower()):
            yield Candidate(keyword if word.islower() else keyword.upper(), len(word))
    for function in catalogue.functions:
        if function.startswith(word.lower()):
            yield Candidate(f"{function}(", len(word), "function")
