"""The warehouse in a DuckLake on a real Postgres: what a version holds, a snapshot a run, readers beside the writer."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pytest
from postgres_server import postgres, programs

from pipelines.model.periods import UNKNOWN_PERIOD, period_of
from pipelines.store.lake import DATA_VARIABLE, LAKE_VARIABLE, Lake, LakeError, lake_of, open_lake, write_lake
from pipelines.store.rows import load_rows
from pipelines.store.schema import create_schema, list_tables

RUN = "INSERT INTO quality.run VALUES (?, 'rebuild', now(), now(), '1', 'r', 'a', ?, 'x', 'y', 0, 0, 0);"


def version(path: Path, *years: int, run_no: int = 1) -> Path:
    """Make a warehouse with a period a year and the registers' kind of lists."""
    with duckdb.connect(path) as con:
        create_schema(con)
        load_rows(
            con,
            "core.dim_period",
            [UNKNOWN_PERIOD, *(period_of(year, None, per_year=False, open_ended=False) for year in years)],
        )
        con.execute("INSERT INTO core.dim_organisation VALUES ('o', 'Å', 'agency', ['Å', 'Myndigheten Å'])")
        con.execute(RUN, [f"run{run_no}", run_no])
    return path


@pytest.fixture(scope="module")
def database() -> Iterator[Callable[[str], str]]:
    folder = programs()
    if folder is None:
        assert "CI" not in os.environ, "CI must have Postgres: .ci/run installs it"
        pytest.skip("NOT TESTED: no Postgres here (Debian: apt-get install postgresql), so no lake on one")
    with postgres(folder) as made:
        yield made


@pytest.fixture
def lake(database: Callable[[str], str], tmp_path: Path) -> Lake:
    return Lake(database(f"lake_{uuid4().hex}"), str(tmp_path / "data"))


def ask(lake: Lake, sql: str) -> list[tuple[Any, ...]]:
    with open_lake(lake) as con:
        return con.execute(sql).fetchall()


PERIODS = "SELECT period_id FROM core.dim_period ORDER BY 1"


def test_a_lake_holds_what_the_version_holds_with_views_and_comments(lake: Lake, tmp_path: Path) -> None:
    file = version(tmp_path / "v.duckdb", 2025, 2026)
    write_lake(lake, file, message="first")
    with duckdb.connect(file, read_only=True) as con:
        tables = list_tables(con)
        rows = {
            table.qualified: sorted(con.execute(f"FROM {table.qualified}").fetchall(), key=repr) for table in tables
        }
    with open_lake(lake) as con:
        assert [(table.qualified, table.is_view, table.columns) for table in list_tables(con) if not table.is_view] == [
            (table.qualified, table.is_view, table.columns) for table in tables if not table.is_view
        ]
        for table in tables:
            assert sorted(con.execute(f"FROM {table.qualified}").fetchall(), key=repr) == rows[table.qualified]
    assert rows["core.dim_organisation"][0][3] == ["Å", "Myndigheten Å"]


def test_each_run_is_a_snapshot_and_only_rows_that_differ_are_written(lake: Lake, tmp_path: Path) -> None:
    first = write_lake(lake, version(tmp_path / "1.duckdb", 2025, 2026), message="run one")
    second = write_lake(lake, version(tmp_path / "2.duckdb", 2025, 2027, run_no=2), message="run two")
    assert second == first + 1
    assert ask(lake, PERIODS) == [("2025",), ("2027",), ("unknown",)]
    then = f"SELECT period_id FROM core.dim_period AT (VERSION => {first}) ORDER BY 1"
    assert ask(lake, then) == [("2025",), ("2026",), ("unknown",)]
    changed = (
        f"SELECT change_type, period_id FROM ducklake_table_changes('lake', 'core', 'dim_period', {second}, {second})"
    )
    assert sorted(ask(lake, changed)) == [("delete", "2026"), ("insert", "2027")]
    messages = ask(lake, "SELECT commit_message FROM ducklake_snapshots('lake') ORDER BY snapshot_id")
    assert [row[0] for row in messages[-2:]] == ["run one", "run two"]


def test_writing_the_same_version_again_makes_no_snapshot(lake: Lake, tmp_path: Path) -> None:
    file = version(tmp_path / "v.duckdb", 2025)
    assert write_lake(lake, file, message="once") == write_lake(lake, file, message="again")


def test_a_table_whose_columns_changed_is_made_anew(lake: Lake, tmp_path: Path) -> None:
    write_lake(lake, version(tmp_path / "1.duckdb", 2025), message="before")
    changed = version(tmp_path / "2.duckdb", 2025, run_no=2)
    with duckdb.connect(changed) as con:
        con.execute("CREATE TABLE core.dim_new (new_id VARCHAR PRIMARY KEY, amount DECIMAL(18, 2))")
        con.execute("INSERT INTO core.dim_new VALUES ('n', 1.50)")
        con.execute("ALTER TABLE quality.number_token ADD COLUMN more INTEGER")
    write_lake(lake, changed, message="after")
    assert ask(lake, "SELECT amount::VARCHAR FROM core.dim_new") == [("1.50",)]
    assert ask(lake, "SELECT more FROM quality.number_token") == []


def test_readers_see_one_run_or_the_other_while_runs_are_written(lake: Lake, tmp_path: Path) -> None:
    files = [version(tmp_path / f"{number}.duckdb", 2000 + number, run_no=number) for number in range(1, 6)]
    write_lake(lake, files[0], message="0")
    stop, errors, seen = threading.Event(), list[BaseException](), set[tuple[int, str]]()

    def read() -> None:
        try:
            with open_lake(lake) as con:
                while not stop.is_set():
                    rows = con.execute(
                        "SELECT (SELECT max(archive_last_no) FROM quality.run), "
                        "(SELECT min(period_id) FROM core.dim_period)"
                    ).fetchall()
                    seen.add(rows[0])
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for file in files[1:]:
        write_lake(lake, file, message=file.stem)
    stop.set()
    for reader in readers:
        reader.join(60)
    assert errors == []
    assert seen <= {(number, str(2000 + number)) for number in range(1, 6)}
    assert seen


def test_a_lake_that_cannot_be_reached_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    nowhere = Lake(f"postgres:dbname=lake host={tmp_path} user=nobody", str(tmp_path / "data"))
    with pytest.raises(LakeError, match="cannot be reached"):
        write_lake(nowhere, version(tmp_path / "v.duckdb"), message="never")


def test_the_environment_names_the_lake() -> None:
    assert lake_of({}) is None
    assert lake_of({LAKE_VARIABLE: "c.ducklake", DATA_VARIABLE: "s3://b/f"}) == Lake("c.ducklake", "s3://b/f")
    with pytest.raises(LakeError, match=r"Set ANSLAG_LAKE_DATA\."):
        lake_of({LAKE_VARIABLE: "c.ducklake"})
