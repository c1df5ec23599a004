"""The statements of a question: which kinds are answered, and which would change how DuckDB itself behaves.

Belongs here: what DuckDB's parser and planner tell of a statement before it is run. That files, the network and the
warehouse's rows are out of reach is the work of settings, in `query`; this is about what no setting forbids.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb
from duckdb import StatementType

from pipelines.store.refusals import no_question

# What is asked, and what DuckDB's settings refuse with a reason of their own. Of what they do not refuse, the
# connection's own temporary tables, macros and views are allowed.
_ANSWERED = {
    StatementType.SELECT,
    StatementType.EXPLAIN,
    StatementType.CREATE,
    StatementType.INSERT,
    StatementType.UPDATE,
    StatementType.DELETE,
    StatementType.MERGE_INTO,
    StatementType.DROP,
    StatementType.ALTER,
    StatementType.COPY,
    StatementType.EXPORT,
    StatementType.ATTACH,
    StatementType.LOAD,
}

# Functions that do something when they are selected from: they switch DuckDB's log or profile on, which then stands
# among the answers or, where it is to go to a file that is out of reach, ends the process.
_ACTING = {
    "CHECKPOINT",
    "DISABLE_LOGGING",
    "DISABLE_PROFILING",
    "ENABLE_LOGGING",
    "ENABLE_PROFILING",
    "FORCE_CHECKPOINT",
    "TRUNCATE_DUCKDB_LOGS",
}
_FIRST = re.compile(rb"\w+|.", re.DOTALL)
_HOW_TO_EXPLAIN = {b"analyze", b"analyse", b"verbose"}


def statements(con: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """Give the statements of a question.

    Raises:
        duckdb.Error: it cannot be parsed.
        QueryError: one of them is of a kind that asks nothing.
    """
    found = con.extract_statements(sql)
    for statement in found:
        # What DuckDB makes of one statement for itself, as of a PIVOT, has no text.
        if statement.query and statement.type not in _ANSWERED:
            # Some kinds have no name in Python.
            raise no_question(statement.type.name if statement.type.name.isupper() else "This")
    return found


def has_answer(statement: duckdb.Statement) -> bool:
    """Tell whether a statement is one that somebody wrote or that answers it, not one that DuckDB prepares it with."""
    return bool(statement.query) or statement.type in {StatementType.SELECT, StatementType.EXPLAIN}


def check(con: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> None:
    """Refuse a statement that would change how DuckDB itself behaves.

    Its plan tells, in which macros, views and `query()` are written out. The parts of a PIVOT have no text to plan.

    Raises:
        QueryError: it would.
    """
    text = statement.query
    if statement.type == StatementType.EXPLAIN and text:
        text = explained(text)
        # EXPLAIN runs settings and transactions, EXPLAIN ANALYZE all else.
        statements(con, text)
    if not text:
        return
    try:
        row = con.execute(f"EXPLAIN (FORMAT json) {text}").fetchone()
    except duckdb.Error:
        # It is refused again when it is run, with its own lines and places.
        return
    for function in _functions(json.loads(row[1])) if row else ():
        if function in _ACTING:
            raise no_question(f"{function.lower()}()")


def explained(text: str) -> str:
    """Give the statement that an EXPLAIN is about."""
    written = text.encode()
    starts = [start for start, _ in duckdb.tokenize(text)][1:]
    words = [_FIRST.match(written, start) for start in starts]
    depth = 0
    for start, word in zip(starts, words, strict=True):
        token = word[0].lower() if word else b""
        depth += (token == b"(") - (token == b")")
        if depth == 0 and token != b")" and token not in _HOW_TO_EXPLAIN:
            return written[start:].decode()
    return ""


def _functions(plan: Any) -> Iterator[str]:
    for node in plan:
        yield str(node.get("extra_info", {}).get("Function", "")).upper()
        yield from _functions(node.get("children", ()))
