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

from pipelines.assets.publish import PUBLISHED, published_warehouse
from pipelines.assets.resources import WarehouseBuild
from pipelines.quality.expectations import Expectation, Suite
from pipelines.settings import Home
from pipelines.store.versions import current_version, open_published, versions

TABLE = AssetKey(["core", "dim_period"])
PUBLISH_STEP = "__".join(PUBLISHED.path)
Write = Callable[[duckdb.DuckDBPyConnection], object]


def write_nothing(_con: duckdb.DuckDBPyConnection) -> None: ...


def table(write: Write, *, passes: bool, blocking: bool) -> AssetsDefinition:
    @asset(
        key=TABLE,
        check_specs=[AssetCheckSpec("rule", asset=TABLE, blocking=blocking)],
        required_resource_keys={"build"},
    )
    def fill(context: AssetExecutionContext) -> Iterator[MaterializeResult[None] | AssetCheckResult]:
        with context.resources.build.connect(context.run.run_id) as con:
            write(con)
        yield MaterializeResult()
        yield AssetCheckResult(check_name="rule", passed=passes)

    return fill


def run(
    home: Home,
    write: Write = write_nothing,
    *,
    passes: bool = True,
    blocking: bool = True,
    suites: tuple[Suite, ...] = (),
) -> ExecuteInProcessResult:
    return materialize(
        [table(write, passes=passes, blocking=blocking), published_warehouse([TABLE], suites)],
        resources={"build": WarehouseBuild(home_dir=str(home.root))},
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


def test_a_run_publishes_its_file_and_says_when_and_by_what_it_was_built(home: Home) -> None:
    before = datetime.now(UTC)
    result = run(home, add_period)
    assert result.success
    [path] = versions(home)
    assert current_version(home) == path
    with open_published(home) as con:
        assert con.execute("SELECT period_id FROM core.dim_period").fetchall() == [("2018",)]
        [(run_id, started, finished, code)] = con.execute("FROM quality.run").fetchall()
    assert (run_id, code) == (result.run_id, version("anslag"))
    assert before <= started <= finished <= datetime.now(UTC)


def test_the_asset_tells_where_the_file_is_and_what_is_in_it(home: Home) -> None:
    [event] = run(home, add_period).asset_materializations_for_node(PUBLISH_STEP)
    told = {name: value.value for name, value in event.metadata.items()}
    assert Path(str(told["path"])) == current_version(home)
    assert told["size_bytes"] == versions(home)[0].stat().st_size
    rows = told["rows"]
    assert isinstance(rows, dict)
    assert rows["core.dim_period"] == 1
    assert rows["core.fact_allocation"] == 0
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
