"""What feeds each column of a view, read from its SQL by sqlglot.

Belongs here: the passage from SQL to columns. What feeds tables, and the way on from there, stands in `lineage`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlglot import exp, parse
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope
from sqlglot.schema import MappingSchema

from pipelines.settings import MARTS_DIR
from pipelines.store.lineage import Sources
from pipelines.store.schema import TableInfo

_DIALECT = "duckdb"


def view_lineage(tables: Sequence[TableInfo], files: Iterable[Path] | None = None) -> Sources:
    """Give what feeds each column of each view: columns of the tables and views that its query names.

    Args:
        tables: every table and view of the schema.
        files: SQL that creates views, instead of the marts'.
    """
    schema = MappingSchema(dialect=_DIALECT)
    for info in tables:
        schema.add_table(info.qualified, {column.name: column.type for column in info.columns})
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(MARTS_DIR.glob("*.sql")) if files is None else files:
        for view, query in _views(file.read_text("utf-8")):
            qualified = qualify(query, schema=schema, dialect=_DIALECT)
            scope = build_scope(qualified)
            for name in qualified.named_selects:
                node = lineage(name, qualified, schema=schema, scope=scope, dialect=_DIALECT)
                found[f"{view}.{name}"] = tuple(dict.fromkeys(_leaves(node))) or ("@sql",)
    return found


def _views(sql: str) -> Iterator[tuple[str, exp.Query]]:
    for statement in parse(sql, dialect=_DIALECT):
        if isinstance(statement, exp.Create) and isinstance(query := statement.expression, exp.Query):
            yield statement.this.sql(dialect=_DIALECT), query


def _leaves(node: Node) -> Iterator[str]:
    for each in node.walk():
        if isinstance(table := each.source, exp.Table):
            yield f"{table.db}.{table.name}.{each.name.rpartition('.')[2].strip(chr(34))}"
