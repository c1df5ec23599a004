"""Questions in SQL from people: read-only, without access to files or the network, with errors that help.

Belongs here: running a question and explaining what is wrong with it. Printing answers belongs to `pipelines.console`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from duckdb import StatementType

from pipelines.settings import Home
from pipelines.store.refusals import QueryError, no_table, refusal, too_large
from pipelines.store.schema import SCHEMAS, TableInfo, describe
from pipelines.store.statements import check, has_answer, statements
from pipelines.store.versions import open_published

# What nobody who asks may change, in this order: the last locks the others. Files and addresses are out of reach; no
# extension is fetched or loaded for a question; Python's variables are no tables; a user's stored secrets stay unread.
# What does not fit in memory is refused and not written beside the warehouse, where it could fill the disk.
_SETTINGS = (
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET allow_persistent_secrets = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
# Of what DuckDB would take, four fifths of the machine's memory: a run goes on beside the questions.
_SHARE_OF_MEMORY = 0.5
_UNITS = {"bytes": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}
_ROWS_AT_A_TIME = 16_384


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
        con.execute(f"SET memory_limit = '{int(_memory(con) * _SHARE_OF_MEMORY)}B'")
        for setting in _SETTINGS:
            con.execute(setting)
    return con


def run_query(con: duckdb.DuckDBPyConnection, sql: str) -> QueryResult:
    """Answer a question.

    Args:
        con: from `open_for_questions`.
        sql: one or more statements; the answer is that of the last.

    Raises:
        QueryError: DuckDB refuses it; the message names what is meant where it can be guessed.
    """
    *_, last = answers(con, sql)
    return last


def answers(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[QueryResult]:
    """Answer a question of one or more statements, one after the other, each when it is asked for.

    Raises:
        QueryError: DuckDB refuses one; those before it are answered.
    """
    for statement in _parsed(con, sql):
        answer = _answer(con, statement)
        if has_answer(statement):
            yield answer


def plan(con: duckdb.DuckDBPyConnection, sql: str) -> QueryResult:
    """Give DuckDB's plan for the last statement of a question; those before it are run.

    Raises:
        QueryError: DuckDB refuses it.
    """
    *before, last = _parsed(con, sql)
    if not last.query:
        raise QueryError("A PIVOT has a plan once its values are named: ON column IN (…).")
    for statement in before:
        _answer(con, statement)
    [planned] = [last] if last.type == StatementType.EXPLAIN else _parsed(con, f"EXPLAIN {last.query}")
    return _answer(con, planned)


def _parsed(con: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    with _refusals_told(con):
        asked = statements(con, sql)
    if not asked:
        raise QueryError("There is no question: only blanks and comments.")
    return asked


def _answer(con: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> QueryResult:
    with _refusals_told(con):
        check(con, statement)
        # Arrow's memory is not DuckDB's: an answer without an end would take all there is.
        most = _memory(con)
        answer = con.execute(statement)
        described = answer.description or []
        reader = answer.to_arrow_reader(_ROWS_AT_A_TIME)
        batches: list[pa.RecordBatch] = []
        for batch in reader:
            batches.append(batch)
            most -= batch.nbytes
            if most < 0:
                reader.close()
                batches.clear()
                raise too_large(con, "answer takes")
    return QueryResult(
        columns=tuple(str(column[0]) for column in described),
        types=tuple(str(column[1]) for column in described),
        table=pa.Table.from_batches(batches, schema=reader.schema),
    )


@contextmanager
def _refusals_told(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    # What DuckDB meets while rows are fetched comes by way of Arrow, as errors of its own and as OSError.
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        # Within a transaction that failed the catalogue could not be asked for what is meant.
        with suppress(duckdb.Error):
            con.rollback()
        raise refusal(con, str(error)) from error


def _memory(con: duckdb.DuckDBPyConnection) -> int:
    """Give the memory that DuckDB may use, in bytes; it knows of the limits of a container."""
    row = con.execute("SELECT current_setting('memory_limit')").fetchone()
    number, unit = str(row[0] if row else "1 GiB").split()
    return int(float(number) * _UNITS[unit])


def described(con: duckdb.DuckDBPyConnection, table: str) -> TableInfo:
    """Describe a table or view, named with its schema or without.

    Raises:
        QueryError: there is none; the message names what is meant where it can be guessed.
    """
    info = describe(con, table)
    if info is None:
        raise no_table(con, table)
    return info
