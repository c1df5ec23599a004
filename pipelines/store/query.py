"""Questions in SQL from people: read-only, without access to files or the network, with errors that help.

Belongs here: running a question and explaining what is wrong with it. Printing answers belongs to `pipelines.console`.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

import duckdb
import pyarrow as pa

from pipelines.settings import Home
from pipelines.store.schema import SCHEMAS, TableInfo, describe, list_tables
from pipelines.store.versions import open_published

_MISSING_TABLE = re.compile(r"Table with name (\S+) does not exist")
_MISSING_COLUMN = re.compile(r"Referenced column \"(\w+)\" not found|does not have a column named \"(\w+)\"")


class QueryError(Exception):
    """A question that cannot be answered, with what to do about it."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer.

    Attributes:
        columns: names of its columns.
        types: their DuckDB types.
        table: the rows; amounts are exact decimals.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    table: pa.Table

    def select(self, columns: Sequence[str]) -> "QueryResult":
        """Give the answer with some of its columns, in the order given."""
        types = tuple(self.types[self.columns.index(column)] for column in columns)
        return QueryResult(tuple(columns), types, self.table.select(list(columns)))


def open_for_questions(home: Home) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse for questions from people.

    Besides being read-only, the connection can reach no file and no address, and nobody can unlock that: the settings
    are DuckDB's own, not a search for words in the question.

    Raises:
        NoWarehouseError: nothing is published.
    """
    con = open_published(home)
    con.execute(f"SET search_path = '{','.join(SCHEMAS)}'")
    # The settings are those of the file in this process: another connection may have locked them already.
    if con.execute("SELECT NOT current_setting('lock_configuration')::BOOLEAN").fetchone() == (True,):
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
    return con


def run_query(con: duckdb.DuckDBPyConnection, sql: str) -> QueryResult:
    """Answer a question.

    Args:
        con: from `open_for_questions`.
        sql: one or more statements; the answer is that of the last.

    Raises:
        QueryError: DuckDB refuses it; the message names what is meant where it can be guessed.
    """
    try:
        # Nothing but blanks and comments gives no answer at all, not an empty one.
        answer: duckdb.DuckDBPyConnection | None = con.execute(sql)
        if answer is None:
            raise QueryError("There is no question: only blanks and comments.")
        described = answer.description or []
        table = answer.to_arrow_table()
    except duckdb.Error as error:
        # Within a transaction that failed the catalogue could not be asked for what is meant.
        with suppress(duckdb.Error):
            con.rollback()
        raise QueryError(_explained(con, str(error))) from error
    return QueryResult(
        columns=tuple(str(column[0]) for column in described),
        types=tuple(str(column[1]) for column in described),
        table=table,
    )


def described(con: duckdb.DuckDBPyConnection, table: str) -> TableInfo:
    """Describe a table or view, named with its schema or without.

    Raises:
        QueryError: there is none; the message names what is meant where it can be guessed.
    """
    info = describe(con, table)
    if info is None:
        raise QueryError(f"There is no table {table}. {_tables_like(table, list_tables(con))}")
    return info


def _explained(con: duckdb.DuckDBPyConnection, message: str) -> str:
    if missing := _MISSING_TABLE.search(message):
        name = missing[1].strip('!"')
        return f"There is no table {name}. {_tables_like(name, list_tables(con))}"
    if missing := _MISSING_COLUMN.search(message):
        name = missing[1] or missing[2]
        return f"There is no column {name} in what the question reads. {_columns_like(name, list_tables(con), message)}"
    if "read-only" in message:
        return "The published warehouse is read-only: ask with SELECT. What people decide is entered by reviews."
    if "disabled by configuration" in message:
        return "Questions cannot read or write files or the network. Use --format and --output to save an answer."
    # With the line and a mark below the place.
    return message.strip()


def _tables_like(name: str, tables: list[TableInfo]) -> str:
    names = {info.qualified: info.qualified for info in tables} | {info.name: info.qualified for info in tables}
    close = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    meant = ", ".join(dict.fromkeys(names[each] for each in close))
    return (f"Did you mean {meant}? " if meant else "") + "`anslag sql` alone lists the tables."


def _columns_like(name: str, tables: list[TableInfo], message: str) -> str:
    owners: dict[str, list[str]] = {}
    for info in tables:
        for column in info.columns:
            owners.setdefault(column.name, []).append(info.qualified)
    _, _, candidates = message.partition("Candidate bindings:")
    bindings = re.findall(r"\"(\w+)\"", candidates)
    close = get_close_matches(name.lower(), bindings or owners, n=3, cutoff=0.5)
    if name in owners:
        return f"It is a column of {', '.join(owners[name][:4])}."
    return (f"Did you mean {', '.join(close)}? " if close else "") + "`anslag sql --describe TABLE` lists its columns."
