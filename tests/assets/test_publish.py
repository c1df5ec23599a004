from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest
from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    ExecuteInProcessResult,
    FreshnessPolicy,
    MaterializeResult,
    asset,
    materialize,
)

from pipelines.assets.publish import published_warehouse
from pipelines.assets.raw import PUBLISHED
from pipelines.assets.resources import WarehouseBuild
from pipelines.quality.expectations import Expectation, Suite
from pipelines.settings import Home
from pipelines.sources.archive_types import ArchiveState
from pipelines.store.rules import rules_version
from pipelines.store.versions import current_version, open_published, versions

TABLE = AssetKey(["core", "dim_period"])
PUBLISH_STEP = "__".join(PUBLISHED.path)
Write = Callable[[duckdb.DuckDBPyConnection], object]


ARCHIVE = ArchiveState("archive", 7, "refused")


def write_nothing(_con: duckdb.DuckDBPyConnection) -> None: ...


def table(write: Write, archive: ArchiveState, *, passes: bool, blocking: bool) -> AssetsDefinition:
    @asset(
        key=TABLE,
        check_specs=[AssetCheckSpec("rule", asset=TABLE, blocking=blocking)],
        required_resource_keys={"build"},
    )
    def fill(context: AssetExecutionContext) -> Iterator[MaterializeResult[None] | AssetCheckResult]:
        context.resources.build.continue_from(archive, "reviews")
        with context.resources.build.connect(context.run.run_id) as con:
            write(con)
        yield MaterializeResult()
        yield AssetCheckResult(check_name="rule", passed=passes)

    return fill


def run(
    home: Home,
    write: Write = write_nothing,
    *,
    archive: ArchiveState = ARCHIVE,
    rebuild: bool = False,
    passes: bool = True,
    blocking: bool = True,
    suites: tuple[Suite, ...] = (),
) -> ExecuteInProcessResult:
    return materialize(
        [table(write, archive, passes=passes, blocking=blocking), published_warehouse([TABLE], suites)],
        resources={"build": WarehouseBuild(home_dir=str(home.root), rebuild=rebuild)},
        raise_on_error=False,
    )


def reason(result: ExecuteInProcessResult) -> str:
    failure = result.failure_data_for_node(PUBLISH_STEP)
    assert failure
    assert failure.error
    return failure.error.message


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def add_period(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("INSERT INTO core.dim_period VALUES ('2018', 2018, 2018, true, false, '2018')")


def add_geography(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("INSERT INTO core.dim_geography VALUES ('unknown', NULL, 'Okänd', 'unknown', NULL, NULL, NULL, [])")


def add_text(con: duckdb.DuckDBPyConnection) -> None:
    """Add the parts of a document that refer to each other, one whose reader failed and one that is no text."""
    for name in ("read", "failed", "refused"):
        con.execute(
            "INSERT INTO raw.document_version VALUES "
            "($1, 'folder:' || $1, 'folder', $1, repeat('0', 64), 1, now(), NULL, true, NULL, NULL)",
            [name],
        )
    for name in ("read", "failed"):
        con.execute(
            "INSERT INTO raw.document VALUES "
            "($1, 'folder:' || $1, 'folder', $1, repeat('0', 64), 5, 'utf-8', 'Text.', NULL, NULL)",
            [name],
        )
    con.execute(
        "INSERT INTO staging.problem (document_id, problem_no, kind, message, remedy, char_start, char_end) "
        "VALUES ('failed', 0, 'unreadable_document', 'no', 'none', 0, 5), ('read', 0, 'missing_cell', '', '', 0, 1)"
    )


def runs(home: Home, columns: str) -> list[tuple[object, ...]]:
    with open_published(home) as con:
        return con.execute(f"SELECT {columns} FROM quality.run ORDER BY finished_at").fetchall()


def test_a_run_publishes_its_file_and_says_when_and_by_what_it_was_built(home: Home) -> None:
    before = datetime.now(UTC)
    result = run(home, add_geography)
    assert result.success
    [path] = versions(home)
    assert current_version(home) == path
    with open_published(home) as con:
        assert con.execute("SELECT geography_id FROM core.dim_geography").fetchall() == [("unknown",)]
        [(started, finished)] = con.execute("SELECT started_at, finished_at FROM quality.run").fetchall()
    assert before <= started <= finished <= datetime.now(UTC)
    assert runs(home, "run_id, kind, code_version, rules_version") == [
        (result.run_id, "rebuild", version("anslag"), rules_version())
    ]
    assert runs(home, "archive_id, archive_last_no, archive_refused") == [("archive", 7, "refused")]


def test_a_run_counts_what_it_read_what_the_reader_failed_on_and_what_is_there(home: Home) -> None:
    assert run(home, add_text).success
    assert runs(home, "read_count, failed_count, document_count") == [(2, 1, 3)]


def test_a_run_that_adds_to_a_version_keeps_the_runs_before_it(home: Home) -> None:
    first = run(home, add_text)
    second = run(home, archive=ArchiveState("archive", 8, "refused"))
    assert second.success
    assert runs(home, "run_id, kind, archive_last_no, read_count, document_count") == [
        (first.run_id, "rebuild", 7, 2, 3),
        (second.run_id, "increment", 8, 0, 3),
    ]


@pytest.mark.parametrize(
    ("archive", "rebuild"),
    [(ArchiveState("archive", 8, "refused"), True), (ArchiveState("another", 8, ""), False)],
    ids=["a rebuild that was asked for", "another archive"],
)
def test_a_run_that_reads_everything_keeps_the_runs_before_it_but_no_row(
    home: Home, archive: ArchiveState, rebuild: bool
) -> None:
    first = run(home, add_text)
    second = run(home, archive=archive, rebuild=rebuild)
    assert second.success
    assert runs(home, "run_id, kind, document_count") == [
        (first.run_id, "rebuild", 3),
        (second.run_id, "rebuild", 0),
    ]


def test_a_version_without_the_history_of_today_is_no_hindrance(home: Home) -> None:
    assert run(home, add_text).success
    old = current_version(home)
    assert old
    old.chmod(0o644)
    with duckdb.connect(old) as con:
        con.execute("ALTER TABLE quality.run RENAME COLUMN document_count TO documents")
    second = run(home, rebuild=True)
    assert second.success
    assert runs(home, "run_id") == [(second.run_id,)]


def test_the_asset_tells_where_the_file_is_and_what_is_in_it(home: Home) -> None:
    [event] = run(home, add_geography).asset_materializations_for_node(PUBLISH_STEP)
    told = {name: value.value for name, value in event.metadata.items()}
    assert Path(str(told["path"])) == current_version(home)
    assert told["size_bytes"] == versions(home)[0].stat().st_size
    rows = told["rows"]
    assert isinstance(rows, dict)
    assert rows["core.dim_geography"] == 1
    assert rows["core.fact_allocation"] == 0
    assert told["documents_read"] == 0
    assert "| documents | 0 |" in str(told["report"])


def test_a_row_that_refers_to_nothing_keeps_the_file_from_being_published(home: Home) -> None:
    assert run(home, add_period).success
    good = current_version(home)
    result = run(
        home,
        lambda con: con.execute(
            "INSERT INTO staging.block VALUES ('gone', 0, 'paragraph', 0, 1), ('gone', 1, 'paragraph', 2, 3)"
        ),
    )
    assert not result.success
    assert "staging.block.document_id has 2 rows that raw.document.document_id lacks, e.g. 'gone'" in reason(result)
    assert [*versions(home)] == [good]
    assert current_version(home) == good


def test_what_many_documents_share_is_left_out_where_nothing_refers_to_it(home: Home) -> None:
    assert run(home, add_period).success
    with open_published(home) as con:
        assert con.execute("FROM core.dim_period").fetchall() == []


def test_an_expectation_that_nobody_judged_keeps_the_file_from_being_published(home: Home) -> None:
    rule = Expectation("dim_period_is_known", "expect_table_row_count_to_be_between", {}, "warning", "reason")
    result = run(home, add_period, suites=(Suite("core.dim_period", "core.dim_period", ("period_id",), (rule,)),))
    assert not result.success
    assert "dim_period_is_known" in reason(result)
    assert versions(home) == []


def test_a_blocking_check_that_fails_stops_publishing_and_another_does_not(home: Home) -> None:
    assert not run(home, add_period, passes=False).success
    assert versions(home) == []
    assert run(home, add_period, passes=False, blocking=False).success
    assert len(versions(home)) == 1


def test_a_published_warehouse_is_stale_after_a_day_and_two_hours() -> None:
    [spec] = published_warehouse([TABLE], ()).specs
    assert spec.freshness_policy == FreshnessPolicy.time_window(fail_window=timedelta(hours=26))
    assert [dep.asset_key for dep in spec.deps] == [TABLE]
