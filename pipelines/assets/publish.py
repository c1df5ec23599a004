"""The published warehouse: the last asset, downstream of every table and of every check that blocks.

Belongs here: the last look at the built file, and handing it to `pipelines.store.versions`.
"""

from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    Failure,
    FreshnessPolicy,
    MaterializeResult,
    asset,
)

from pipelines.assets.summary import summary_markdown
from pipelines.quality.expectations import Suite
from pipelines.store.integrity import broken_references
from pipelines.store.schema import list_tables
from pipelines.store.versions import publish

PUBLISHED = AssetKey(["published", "warehouse"])

# The schedule runs daily; two hours are for waiting runs and slow machines.
_STALE_AFTER = timedelta(hours=26)


def published_warehouse(tables: list[AssetKey], suites: tuple[Suite, ...]) -> AssetsDefinition:
    """Make the asset that publishes.

    Args:
        tables: every table asset; it waits for all of them and for their blocking checks.
        suites: every suite; a check that was not judged keeps the file from being published.
    """
    expected = {expectation.id for suite in suites for expectation in suite.expectations}

    @asset(
        key=PUBLISHED,
        deps=tables,
        group_name="published",
        kinds={"duckdb"},
        required_resource_keys={"build"},
        freshness_policy=FreshnessPolicy.time_window(fail_window=_STALE_AFTER),
        # Checks that only warn do not block, but their outcomes belong in the file: everything else goes first.
        op_tags={"dagster/priority": "-10"},
        description="The warehouse file that readers open: sealed, verified, and linked to as warehouse/anslag.duckdb",
    )
    def warehouse(context: AssetExecutionContext) -> MaterializeResult[Any]:
        build = context.resources.build
        finished_at = datetime.now(UTC)
        with build.connect(context.run.run_id) as con:
            _verify(con, expected)
            con.execute(
                "INSERT INTO quality.run VALUES (?, ?, ?, ?)",
                [context.run.run_id, build.started_at, finished_at, version("anslag")],
            )
            report = summary_markdown(con)
            rows = {table.qualified: table.row_count for table in list_tables(con) if not table.is_view}
        path: Path = publish(build.home, build.seal(), built_at=finished_at)
        return MaterializeResult(
            metadata={"path": str(path), "size_bytes": path.stat().st_size, "rows": rows, "report": report},
        )

    return warehouse


def _verify(con: duckdb.DuckDBPyConnection, expected: set[str]) -> None:
    broken = broken_references(con)
    if broken:
        raise Failure("References between tables are broken: " + "; ".join(str(each) for each in broken))
    judged = {row[0] for row in con.execute("SELECT expectation_id FROM quality.expectation_result").fetchall()}
    if missing := sorted(expected - judged):
        raise Failure(
            f"{len(missing)} expectations were not judged in this run, e.g. {missing[0]}: run the whole graph."
        )
