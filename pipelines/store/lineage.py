"""Lineage: which columns feed a column, back to what was received.

Belongs here: what `lineage.toml` states of tables that a run fills, joined with what the SQL of views says, and the way
from a column to its origins. Reading SQL stands in `view_lineage`; telling Dagster, in the assets.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import CODE_ROOT
from pipelines.store.schema import TableInfo

ORIGINS = {
    "@archive": "bytes, address, description and time of each document, as received",
    "@supplied": "files of data that the user keeps in raw/ beside the documents",
    "@register": "names and codes that come with the code",
    "@reviews": "the log of people's decisions",
    "@run": "the run that fills the table: its clock and its rules",
    "@checks": "Great Expectations' verdicts",
    "@sql": "the view's own SQL: a literal, or a count of its rows",
}
"""What lies outside the warehouse, and feeds it."""
_STATED = Path(__file__).with_suffix(".toml")

Sources = Mapping[str, tuple[str, ...]]
"""For each column ("schema.table.column") what feeds it directly: columns, or names of `ORIGINS`."""


class LineageError(ValueError):
    """Stated lineage that the schema contradicts.

    Attributes:
        place: the table or column that it is stated of.
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{_STATED.name}: {place}: {problem}")
        self.place = place


@dataclass(frozen=True, slots=True)
class StatedLineage:
    """What is stated of tables that a run fills.

    Attributes:
        sources: what feeds each of their columns.
        rules: for each table the modules that hold its rules.
        copies: columns whose every source is a column of the same name: their values are found there.
    """

    sources: Sources
    rules: Mapping[str, tuple[str, ...]]
    copies: frozenset[str]

    def of_table(self, table: str) -> dict[str, list[str]]:
        """Give the columns that feed each column of a table from other tables; without its origins and itself."""
        found = {}
        for column, sources in self.sources.items():
            if column.rpartition(".")[0] == table:
                others = [each for each in self._beyond(table, sources) if not each.startswith("@")]
                found[column.rpartition(".")[2]] = list(dict.fromkeys(others))
        return {column: sources for column, sources in found.items() if sources}

    def _beyond(self, table: str, sources: Iterable[str]) -> Iterator[str]:
        for source in sources:
            if source.rpartition(".")[0] == table:
                yield from self._beyond(table, self.sources[source])
            else:
                yield source


@dataclass(frozen=True, slots=True)
class Feeding:
    """A column or origin on the way from a column to what feeds it.

    Attributes:
        name: "schema.table.column", or a name of `ORIGINS`.
        depth: steps from the column that was asked for, which has 0.
        is_told_above: True where what feeds it was told before.
    """

    name: str
    depth: int
    is_told_above: bool


def stated_lineage(tables: Iterable[TableInfo], text: str | None = None) -> StatedLineage:
    """Read the stated lineage and hold it against the schema.

    Args:
        tables: every table of the schema; views may be among them.
        text: TOML instead of the file's.

    Raises:
        LineageError: it names what the schema lacks, leaves out a column, or tells one twice.
    """
    schema = {info.qualified: [column.name for column in info.columns] for info in tables if not info.is_view}
    known = {f"{table}.{column}" for table, columns in schema.items() for column in columns}
    stated = tomllib.loads(_STATED.read_text("utf-8") if text is None else text)
    sources: dict[str, tuple[str, ...]] = {}
    copies: set[str] = set()
    rules: dict[str, tuple[str, ...]] = {}
    for table, entry in stated.items():
        if table not in schema:
            raise LineageError(table, "the schema has no such table")
        rules[table] = tuple(entry.pop("rules"))
        for names, given in entry.items():
            for name in names.split():
                column = f"{table}.{name}"
                if column in sources:
                    raise LineageError(column, "is told twice")
                sources[column] = tuple(_full(source, table, name) for source in given)
                if all(source.endswith(".*") for source in given):
                    copies.add(column)
    for column, named in sources.items():
        unknown = [name for name in (column, *named) if name not in known and name not in ORIGINS]
        if unknown:
            raise LineageError(column, f"the schema has no {', '.join(unknown)}")
    if missing := sorted(known - sources.keys()):
        raise LineageError(missing[0], "what feeds it is not told")
    return StatedLineage(sources, rules, frozenset(copies))


def trace(column: str, sources: Sources) -> Iterator[Feeding]:
    """Walk from a column to everything that feeds it, deeper first, each column's sources once.

    Raises:
        KeyError: nothing is known of the column.
    """
    told: set[str] = set()

    def walk(name: str, depth: int) -> Iterator[Feeding]:
        yield Feeding(name, depth, name in told)
        if name not in told and name not in ORIGINS:
            told.add(name)
            for source in sources[name]:
                yield from walk(source, depth + 1)

    return walk(column, 0) if column in sources else _unknown(column)


def rule_in_words(module: str) -> str:
    """Give the first sentence that a module says of itself: what its rules are about."""
    path = CODE_ROOT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    told = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())


def _unknown(column: str) -> Iterator[Feeding]:
    raise KeyError(column)


def _full(source: str, table: str, column: str) -> str:
    if source.endswith(".*"):
        return f"{source[:-1]}{column}"
    return f"{table}{source}" if source.startswith(".") else source
