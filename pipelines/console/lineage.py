"""`anslag lineage`: what feeds a column, back to what was received.

Belongs here: the argument and how the way is printed. The way itself is `pipelines.store.lineage`.
"""
# ruff: noqa: PLC0415 - `anslag --help` must not wait for DuckDB

from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.console.ending import fail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from pipelines.store.lineage import Feeding, StatedLineage
    from pipelines.store.schema import TableInfo


def lineage(
    column: Annotated[
        str,
        typer.Argument(
            metavar="COLUMN", help="Schema, table and column: mart.commitment.counted_sek.", show_default=False
        ),
    ],
) -> None:
    """Show what feeds a column, step by step to what was received, and which modules hold the rules on the way.

    \b
    anslag lineage mart.commitment_by_year.counted_sek
    """  # noqa: D301 - \b is for Typer: keep these lines as they are
    import duckdb

    from pipelines.console.terminal import console
    from pipelines.store.lineage import stated_lineage, trace
    from pipelines.store.schema import create_schema, list_tables
    from pipelines.store.view_lineage import view_lineage

    with duckdb.connect() as con:
        create_schema(con)
        tables = list_tables(con)
    stated = stated_lineage(tables)
    sources = {**stated.sources, **view_lineage(tables)}
    if column not in sources:
        fail(_unknown(column, tables), code=2)
    way = list(trace(column, sources))
    print_way(way, stated, console())


def print_way(way: "Sequence[Feeding]", stated: "StatedLineage", screen: "Console") -> None:
    """Draw the way as a tree, then list the rules on it."""
    from rich.table import Table
    from rich.tree import Tree

    from pipelines.console.terminal import plain
    from pipelines.store.lineage import ORIGINS, rule_in_words

    branches: list[Tree] = []
    for each in way:
        origin = ORIGINS.get(each.name)
        label = plain(each.name, "green" if origin else "bold cyan" if each.depth == 0 else "cyan")
        if origin:
            label.append(f"  {origin}", "dim")
        elif each.is_told_above:
            label.append("  (as above)", "dim")
        del branches[each.depth :]
        branches.append(branches[-1].add(label) if branches else Tree(label))
    screen.print(branches[0])
    rules = Table.grid(padding=(0, 2))
    rules.add_column(no_wrap=True)
    rules.add_column(overflow="fold")
    for module in _rules(way, stated):
        rules.add_row(plain(module, "cyan"), plain(rule_in_words(module)))
    screen.print()
    screen.print(plain("Rules on the way", "bold"))
    screen.print(rules)


def _rules(way: "Iterable[Feeding]", stated: "StatedLineage") -> list[str]:
    tables = dict.fromkeys(each.name.rpartition(".")[0] for each in way)
    return list(dict.fromkeys(module for table in tables for module in stated.rules.get(table, ())))


def _unknown(column: str, tables: "Iterable[TableInfo]") -> str:
    named = [info for info in tables if info.qualified in {column, column.rpartition(".")[0]}]
    if not named:
        return (
            f"No column {column}: write schema.table.column. `anslag dictionary WORDS` finds columns by what they mean."
        )
    return f"No column {column}: {named[0].qualified} has {', '.join(each.name for each in named[0].columns)}."
