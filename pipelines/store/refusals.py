"""What is wrong with a question that DuckDB refuses, in a sentence, and what is meant where it can be guessed.

Belongs here: messages. Running questions, and what makes DuckDB refuse them, stands in `query`.
"""

import re
from difflib import get_close_matches
from typing import Literal

import duckdb

from pipelines.store.schema import TableInfo, list_tables

_MISSING_TABLE = re.compile(r"Table with name (\S+) does not exist")
_MISSING_COLUMN = re.compile(r"Referenced column \"(\w+)\" not found|does not have a column named \"(\w+)\"")
_MEANINGS = (
    (
        re.compile("read-only"),
        "The published warehouse is read-only: ask with SELECT. What people decide is entered by reviews.",
    ),
    (
        re.compile(r"disabled (by|through) configuration|Persistent secrets are disabled"),
        "Questions cannot read or write files or the network. Use --format and --output to save an answer.",
    ),
)
_IN_EXTENSION = re.compile(r"exists in the (\w+) extension")
_INTERRUPTED = re.compile(r"INTERRUPT Error|Query interrupted")

Listing = Literal["tables", "columns"]


class QueryError(Exception):
    """A question that cannot be answered, with what to do about it.

    Attributes:
        listing: what to look at for the right name, where a name is wrong: how it is listed depends on where one asks.
    """

    def __init__(self, message: str, listing: Listing | None = None) -> None:
        super().__init__(message)
        self.listing = listing


class InterruptedQuestionError(QueryError):
    """A question that was interrupted by whoever asked it."""


def no_table(con: duckdb.DuckDBPyConnection, name: str) -> QueryError:
    """Say that there is no such table, and which may be meant."""
    tables = list_tables(con)
    names = {info.qualified: info.qualified for info in tables} | {info.name: info.qualified for info in tables}
    close = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    meant = ", ".join(dict.fromkeys(names[each] for each in close))
    return QueryError(f"There is no table {name}." + (f" Did you mean {meant}?" if meant else ""), "tables")


def refusal(con: duckdb.DuckDBPyConnection, message: str) -> QueryError:
    """Say what DuckDB's message means for a question.

    Args:
        con: the connection that refused; it is asked for names like the one that is wrong.
        message: DuckDB's own.
    """
    if _INTERRUPTED.search(message):
        return InterruptedQuestionError("The question was interrupted.")
    if missing := _MISSING_TABLE.search(message):
        return no_table(con, missing[1].strip('!"'))
    if missing := _MISSING_COLUMN.search(message):
        return _no_column(missing[1] or missing[2], list_tables(con), message)
    if "read-only" in message:
        return QueryError(
            "The published warehouse is read-only: ask with SELECT. What people decide is entered by reviews."
        )
    if extension := _IN_EXTENSION.search(message):
        return QueryError(f"That belongs to DuckDB's extension {extension[1]}, and questions load no extensions.")
    if "Out of Memory Error" in message:
        return too_large(con, "question needs")
    # As DuckDB has it: with the line and a mark below the place, but without the trace of its own calls.
    told, _, _ = message.partition("\nStack Trace")
    return QueryError(next((meant for sign, meant in _MEANINGS if sign.search(message)), told.strip()))


def too_large(con: duckdb.DuckDBPyConnection, what: str) -> QueryError:
    """Say that a question wants more memory than it may have."""
    row = con.execute("SELECT current_setting('memory_limit')").fetchone()
    limit = row[0] if row else "there is"
    return QueryError(
        f"The {what} more memory than the {limit} that questions may use on this machine: "
        "narrow it with WHERE, name fewer columns, or end it with LIMIT."
    )


def no_question(kind: str) -> QueryError:
    """Say that a statement is of a kind that asks nothing."""
    return QueryError(
        f"{kind.replace('_', ' ')} is no question: settings, transactions and DuckDB's own state are left as they are. "
        "Ask with SELECT, FROM, WITH, PIVOT, DESCRIBE, SUMMARIZE or EXPLAIN."
    )


def _no_column(name: str, tables: list[TableInfo], message: str) -> QueryError:
    owners: dict[str, list[str]] = {}
    for info in tables:
        for column in info.columns:
            owners.setdefault(column.name, []).append(info.qualified)
    _, _, candidates = message.partition("Candidate bindings:")
    bindings = re.findall(r"\"(\w+)\"", candidates)
    close = get_close_matches(name.lower(), bindings or owners, n=3, cutoff=0.5)
    missing = f"There is no column {name} in what the question reads."
    if name in owners:
        return QueryError(f"{missing} It is a column of {', '.join(owners[name][:4])}.")
    return QueryError(missing + (f" Did you mean {', '.join(close)}?" if close else ""), "columns")
