"""What a question must not do, whatever it says: change the warehouse, reach a file or an address, stop the next one.

Each is asked of the very connection that people ask; afterwards the file is byte by byte what it was, no file is there
that was not, and the connection answers as before.
"""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipelines.model.dimensions import MinisterRow
from pipelines.settings import Home
from pipelines.store.query import open_for_questions, run_query
from pipelines.store.refusals import InterruptedQuestionError, QueryError
from pipelines.store.rows import append_rows
from pipelines.store.schema import create_schema
from pipelines.store.versions import publish, start_build

_READ_ONLY = "The published warehouse is read-only: ask with SELECT"
_UNREACHABLE = "Questions cannot read or write files or the network"
_NO_QUESTION = "is no question"
_NO_TABLE = "There is no table"

HOSTILE = {
    _READ_ONLY: [
        "INSERT INTO core.dim_minister VALUES ('a', 'b')",
        "INSERT INTO core.dim_minister FROM core.dim_minister RETURNING *",
        "UPDATE core.dim_minister SET name = 'Ardalan Ek'",
        "DELETE FROM dim_minister",
        "TRUNCATE core.dim_minister",
        "MERGE INTO core.dim_minister USING (SELECT 1) AS given ON false WHEN MATCHED THEN DELETE",
        "WITH gone AS (SELECT 1) DELETE FROM core.dim_minister",
        "SELECT 1; DELETE FROM core.dim_minister",
        "SELECT 1; -- nothing\n/* ; */ DROP TABLE core.dim_minister",
        "DROP TABLE core.dim_minister",
        "DROP SCHEMA core CASCADE",
        "DROP VIEW mart.open_finding",
        "ALTER TABLE core.dim_minister RENAME TO mine",
        "ALTER TABLE core.dim_minister ADD COLUMN mine INTEGER",
        "COMMENT ON TABLE core.dim_minister IS 'mine'",
        "CREATE TABLE core.mine AS SELECT 1 AS number",
        "CREATE OR REPLACE VIEW mart.open_finding AS SELECT 1 AS number",
        "CREATE SCHEMA mine",
        "CREATE MACRO core.mine() AS 1",
        "CREATE TYPE core.mine AS ENUM ('a')",
        "CREATE SEQUENCE core.mine",
        "CREATE INDEX mine ON core.dim_minister (name)",
        "EXPLAIN ANALYZE DELETE FROM core.dim_minister",
        "ATTACH ':memory:' AS mine",
        "\ufeffDELETE FROM core.dim_minister",
        "DELETE\u00a0FROM core.dim_minister",
    ],
    _UNREACHABLE: [
        "COPY core.dim_minister TO 'out.csv'",
        "COPY (SELECT 1) TO 'out.parquet' (FORMAT parquet)",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "COPY core.dim_minister FROM 'secret.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'",
        "EXPORT DATABASE 'out'",
        "IMPORT DATABASE '.'",
        "ATTACH 'new.duckdb'",
        "ATTACH 'new.duckdb' AS other (READ_ONLY)",
        "ATTACH 'sqlite:new.sqlite' AS other (TYPE sqlite)",
        "ATTACH 'postgres:host=127.0.0.1' AS other (TYPE postgres)",
        "SELECT * FROM read_csv('secret.csv')",
        "SELECT * FROM read_csv_auto(['secret.csv'])",
        "SELECT * FROM read_text('secret.csv')",
        "SELECT * FROM read_blob('secret.csv')",
        "SELECT * FROM read_json('secret.csv')",
        "SELECT * FROM read_ndjson_objects('secret.csv')",
        "SELECT * FROM read_parquet('secret.parquet')",
        "SELECT * FROM parquet_metadata('secret.parquet')",
        "SELECT * FROM read_duckdb('other.duckdb')",
        "SELECT * FROM sniff_csv('secret.csv')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM 'secret.csv'",
        "SELECT * FROM 'secret.parquet'",
        'SELECT * FROM "secret.csv"',
        "SELECT * FROM query('SELECT * FROM read_text(''secret.csv'')')",
        "SELECT * FROM query_table('secret.csv')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''secret.csv'')'))",
        "PIVOT (FROM read_text('secret.csv')) ON filename USING count(*)",
        "CREATE TEMP TABLE mine AS FROM read_text('secret.csv')",
        "CREATE TEMP VIEW mine AS FROM read_text('secret.csv')",
        "CREATE TEMP MACRO mine() AS TABLE FROM read_text('secret.csv'); FROM mine()",
        "SELECT * FROM 'http://127.0.0.1:9/a.csv'",
        "SELECT * FROM read_csv('https://127.0.0.1:9/a.csv')",
        "SELECT * FROM read_parquet('s3://bucket/a.parquet')",
        "INSTALL httpfs",
        "FORCE INSTALL spatial FROM 'http://127.0.0.1:9'",
        "LOAD httpfs",
        "LOAD './mine.duckdb_extension'",
        "CREATE PERSISTENT SECRET mine (TYPE http)",
    ],
    _NO_QUESTION: [
        "SET enable_external_access = true",
        "SET GLOBAL enable_external_access = true",
        "SET lock_configuration = false; SET enable_external_access = true; COPY (SELECT 1) TO 'out.csv'",
        "RESET lock_configuration",
        "RESET enable_external_access",
        "SET search_path = 'raw'",
        "SET SESSION schema = 'raw'",
        "USE raw",
        "SET memory_limit = '1TB'",
        "SET temp_directory = 'out'",
        "SET allowed_directories = ['/']",
        "SET python_enable_replacements = true",
        "SET home_directory = '.'",
        "SET VARIABLE mine = (SELECT content FROM read_text('secret.csv'))",
        "PRAGMA lock_configuration = false",
        "PRAGMA threads = 64",
        "PRAGMA enable_verification",
        "PRAGMA enable_profiling",
        "PRAGMA enable_progress_bar",
        "PRAGMA log_query_path = 'log'",
        "PRAGMA profiling_output = 'profile.json'; PRAGMA enable_profiling = 'json'; SELECT 1",
        "PRAGMA force_checkpoint",
        "CALL enable_logging(storage = 'file', storage_config = {'path': 'log'})",
        "CALL enable_profiling(format = 'json', save_location = 'profile.json')",
        "SELECT * FROM enable_logging(storage = 'file', storage_path = 'log')",
        "SELECT * FROM enable_logging('QueryLog', storage = 'stdout')",
        "SELECT * FROM enable_profiling(format = 'json', save_location = 'profile.json')",
        "SELECT (SELECT count(*) FROM enable_logging())",
        "SELECT * FROM query('FROM enable_logging()')",
        "EXPLAIN ANALYZE FROM enable_logging()",
        "EXPLAIN (ANALYZE, FORMAT json) FROM enable_logging()",
        "EXPLAIN ANALYZE CALL enable_logging()",
        "EXPLAIN SET search_path = 'raw'",
        "EXPLAIN /* ; */ SET VARIABLE mine = 1",
        "EXPLAIN (FORMAT json) BEGIN",
        "EXPLAIN PRAGMA enable_verification",
        "EXPLAIN ANALYZE PRAGMA enable_profiling",
        "SELECT 1; EXPLAIN CHECKPOINT",
        "CREATE TEMP TABLE mine AS FROM enable_logging()",
        "SELECT * FROM truncate_duckdb_logs()",
        "SELECT * FROM force_checkpoint()",
        "CHECKPOINT",
        "FORCE CHECKPOINT",
        "VACUUM",
        "ANALYZE",
        "UPDATE EXTENSIONS",
        "DETACH DATABASE IF EXISTS mine",
        "BEGIN",
        "BEGIN; SELECT 1",
        "COMMIT",
        "ROLLBACK",
        "PREPARE mine AS COPY (SELECT 1) TO 'out.csv'; EXECUTE mine",
        "COPY FROM DATABASE memory TO mine",
    ],
    _NO_TABLE: [
        "SELECT * FROM '/etc/passwd'",
        'SELECT * FROM "/etc/passwd"',
        "SELECT * FROM query_table('/etc/passwd')",
        "SELECT * FROM frame",
        "SELECT * FROM con",
        "SELECT * FROM соre.dim_minister",  # the first two letters of the schema are Cyrillic
    ],
    "does not exist": ["SELECT getenv('HOME')", "SELECT system('id')", "SELECT sleep(100)"],
    "Expected a single SELECT statement": ["SELECT * FROM query('DROP TABLE core.dim_minister')"],
    "unredacted secrets is disabled": ["SELECT * FROM duckdb_secrets(redact = false)"],
    "questions load no extensions": ["CREATE SECRET mine (TYPE s3)", "FROM sqlite_scan('a', 'b')"],
    "unterminated": ["SELECT 'a; DELETE FROM core.dim_minister", "SELECT /* DELETE FROM core.dim_minister"],
}


@pytest.fixture(scope="module")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("anslag"))
    build = start_build(home, "6204340d")
    with duckdb.connect(build) as con:
        create_schema(con)
        append_rows(con, "core.dim_minister", [MinisterRow("ylva-larsson", "Ylva Larsson")])
    publish(home, build, built_at=datetime.now(UTC))
    return home


@pytest.fixture
def con(published_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_questions(published_home) as connection:
        yield connection


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder and a user's folder with files that are none of DuckDB's business."""
    (tmp_path / "secret.csv").write_text("kommun,kronor\nBotkyrka,14000000\n", encoding="utf-8")
    pd.DataFrame({"kommun": ["Botkyrka"]}).to_parquet(tmp_path / "secret.parquet")
    with duckdb.connect(tmp_path / "other.duckdb") as other:
        other.execute("CREATE TABLE secret AS SELECT 'Botkyrka' AS kommun")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def state(*folders: Path) -> dict[str, str]:
    """Every file below the folders, with its digest."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def answered(con: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """What the warehouse and its settings say, which no question may change."""
    settings: list[dict[str, object]] = run_query(con, "FROM duckdb_settings() ORDER BY name").table.to_pylist()
    rows = run_query(con, "SELECT name, current_schema() AS schema FROM dim_minister").table.to_pylist()
    assert rows == [{"name": "Ylva Larsson", "schema": "core"}]
    return settings


@pytest.mark.parametrize(
    "question",
    [(told, sql) for told, questions in HOSTILE.items() for sql in questions],
    ids=lambda question: question[1][:60],
)
def test_a_hostile_question_is_refused_and_leaves_nothing_behind(
    con: duckdb.DuckDBPyConnection,
    published_home: Home,
    place: Path,
    capfd: pytest.CaptureFixture[str],
    question: tuple[str, str],
) -> None:
    told, sql = question
    frame = pd.DataFrame({"secret": ["Botkyrka"]})
    assert len(frame) == 1
    files, settings = state(published_home.root, place), answered(con)
    with pytest.raises(QueryError) as caught:
        run_query(con, sql)
    assert told in str(caught.value)
    assert "Botkyrka" not in str(caught.value)
    assert "Stack Trace" not in str(caught.value)
    assert answered(con) == settings
    assert state(published_home.root, place) == files
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("sql", [*HOSTILE[_READ_ONLY], *HOSTILE[_UNREACHABLE]], ids=lambda sql: sql[:60])
def test_what_changes_or_reaches_out_is_refused_by_duckdb_itself(
    con: duckdb.DuckDBPyConnection, published_home: Home, place: Path, sql: str
) -> None:
    files = state(published_home.root, place)
    with pytest.raises(duckdb.Error):
        con.execute(sql).fetchall()
    con.execute("DROP VIEW IF EXISTS temp.mine")
    assert state(published_home.root, place) == files


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_external_access", "false"),
        ("lock_configuration", "true"),
        ("python_enable_replacements", "false"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("allow_community_extensions", "false"),
        ("allow_persistent_secrets", "false"),
        ("temp_directory", ""),
    ],
)
def test_what_shuts_a_question_in_is_set_and_nobody_can_unset_it(
    con: duckdb.DuckDBPyConnection, setting: str, value: str
) -> None:
    for change in (f"SET {setting} = '{'true' if value == 'false' else 'false'}'", f"RESET {setting}"):
        with pytest.raises(duckdb.InvalidInputException, match="configuration has been locked"):
            con.execute(change)
    assert con.execute("SELECT value FROM duckdb_settings() WHERE name = ?", [setting]).fetchall() == [(value,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT name FROM dim_minister",
        "FROM core.dim_minister SELECT name",
        "WITH m AS (FROM dim_minister) SELECT name FROM m; -- ; DELETE FROM core.dim_minister",
        "PIVOT dim_minister ON name USING count(*)",
        "UNPIVOT dim_minister ON name INTO NAME field VALUE content",
        "DESCRIBE dim_minister",
        "SUMMARIZE dim_minister",
        "SHOW ALL TABLES",
        "PRAGMA table_info('core.dim_minister')",
        "EXPLAIN FROM dim_minister",
        "EXPLAIN ANALYZE FROM dim_minister",
        "EXPLAIN PIVOT dim_minister ON name USING count(*)",
        "SELECT * FROM query_table('dim_minister')",
        "SELECT 'SET lock_configuration = false; COPY x TO y' AS text",
        "CREATE TEMP TABLE mine AS FROM dim_minister; UPDATE mine SET name = 'Mitt'; SELECT name FROM mine",
        "CREATE TEMP MACRO double(x) AS x * 2; SELECT double(21)",
    ],
)
def test_what_only_looks_like_it_is_answered(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    assert run_query(con, sql).table.num_rows >= 1


def test_temporary_tables_go_with_their_connection(published_home: Home, con: duckdb.DuckDBPyConnection) -> None:
    run_query(con, "CREATE TEMP TABLE mine AS SELECT 1 AS number")
    with open_for_questions(published_home) as other, pytest.raises(QueryError, match="no table mine"):
        run_query(other, "FROM mine")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b WHERE (a.range * b.range) % 7 = 8",
        "WITH RECURSIVE t AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM t) SELECT max(x) FROM t",
        "WITH RECURSIVE t AS (SELECT 1 AS x UNION ALL SELECT 1 - x FROM t) SELECT x FROM t WHERE x > 2",
        "SELECT range FROM range(1000000000000) WHERE range % 1000000000 = 1",
    ],
)
def test_a_question_without_an_end_can_be_interrupted(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    interrupting = threading.Timer(0.5, con.interrupt)
    interrupting.start()
    with pytest.raises(InterruptedQuestionError, match="was interrupted"):
        run_query(con, sql)
    interrupting.join()
    answered(con)


# In a process of its own whose limits are lower than any machine's: the settings of a file are those of its first use.
_SMALL = """
import sys
from pathlib import Path
import pipelines.store.query as query
from pipelines.settings import Home
query._SHARE_OF_MEMORY = float(sys.argv[2])
con = query.open_for_questions(Home(Path(sys.argv[1])))
for sql in sys.argv[3:]:
    try:
        print(query.run_query(con, sql).table.num_rows)
    except query.QueryError as error:
        print(error)
"""


def test_a_question_gets_no_more_than_its_share_of_memory_and_nothing_of_the_disk(
    published_home: Home, place: Path
) -> None:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    share = str((64 << 20) / (0.8 * memory))
    endless = ["SELECT repeat('å', 1000) AS text FROM range(100000000)", "SELECT list(range) FROM range(100000000)"]
    sorting = "SELECT a.range AS x FROM range(10000) AS a, range(10000) AS b ORDER BY hash(x)"
    files = state(published_home.root, place)
    told = subprocess.run(
        [sys.executable, "-c", _SMALL, str(published_home.root), share, *endless, sorting, "FROM dim_minister"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.splitlines()
    assert [line.split(" memory")[0] for line in told] == [
        "The answer takes more",
        "The question needs more",
        "The question needs more",
        "1",
    ]
    assert all("that questions may use on this machine" in line for line in told[:3])
    assert state(published_home.root, place) == files
