"""The published warehouse: the last asset, downstream of every table and of every check that blocks.

Belongs here: the last look at the built file, and handing it to `pipelines.store.versions`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
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

from pipelines.assets.commitments import recommit
from pipelines.assets.raw import PUBLISHED
from pipelines.assets.resources import WarehouseBuild
from pipelines.assets.summary import summary_markdown
from pipelines.operation.freshness import stale_after
from pipelines.quality.expectations import Suite
from pipelines.settings import Home
from pipelines.store.integrity import broken_references
from pipelines.store.lake import LakeError, lake_of, write_lake
from pipelines.store.merge import MANIFEST, carry_history, drop_unreferred
from pipelines.store.rules import rules_version
from pipelines.store.schema import list_tables
from pipelines.store.versions import current_version, next_built_at, publish, release


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
        freshness_policy=FreshnessPolicy.time_window(fail_window=stale_after()),
        # Checks that only warn do not block, but their outcomes belong in the file: everything else goes first.
        op_tags={"dagster/priority": "-10"},
        description="The warehouse file that readers open: sealed, verified, and linked to as warehouse/anslag.duckdb",
    )
    def warehouse(context: AssetExecutionContext) -> MaterializeResult[Any]:
        build: WarehouseBuild = context.resources.build
        with build.connect(context.run.run_id) as con:
            _verify_judged(con, context.run.run_id, expected)
            counts = _counts(con)
        whole = build.whole()
        finished_at = next_built_at(build.home, datetime.now(UTC))
        with duckdb.connect(whole) as con:
            previous = current_version(build.home)
            if build.base is None and previous and not carry_history(con, previous):
                context.log.warning(
                    f"{previous.name} cannot be read, or keeps the history of runs in another form: it begins anew."
                )
            if build.base is not None:
                recommit(con)
            _write_run(con, build, context.run.run_id, finished_at, counts)
            drop_unreferred(con)
            _verify_references(con)
            report = summary_markdown(con)
            rows = {table.qualified: table.row_count for table in list_tables(con) if not table.is_view}
        path: Path = publish(build.home, whole, built_at=finished_at, hold=True)
        if not build.hold:
            _release(build.home, path, context.run.run_id)
        return MaterializeResult(
            metadata={
                "path": str(path),
                "size_bytes": path.stat().st_size,
                "rows": rows,
                "documents_read": counts.read,
                "report": report,
            },
        )

    return warehouse


def _release(home: Home, path: Path, run_id: str) -> None:
    # The lake first: where it cannot be written, nothing is published, and the next run tries again.
    lake = lake_of()
    if lake:
        try:
            write_lake(lake, path, message=f"run {run_id}")
        except LakeError as error:
            raise Failure(str(error)) from error
    release(home, path)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What a run read: document versions, and those that the reader failed on."""

    read: int
    failed: int


def _counts(con: duckdb.DuckDBPyConnection) -> _Counts:
    (read,) = con.execute("SELECT count(*) FROM raw.document").fetchone() or (0,)
    failed_on = "SELECT count(DISTINCT document_id) FROM staging.problem WHERE kind = 'unreadable_document'"
    (failed,) = con.execute(failed_on).fetchone() or (0,)
    return _Counts(read, failed)


def _write_run(
    con: duckdb.DuckDBPyConnection, build: WarehouseBuild, run_id: str, finished_at: datetime, counts: _Counts
) -> None:
    archive = build.archive
    (there,) = con.execute(f"SELECT count(*) FROM {MANIFEST} WHERE is_current").fetchone() or (0,)  # noqa: S608 - our own name
    con.execute(
        "INSERT INTO quality.run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run_id,
            "increment" if build.base else "rebuild",
            build.started_at,
            finished_at,
            version("anslag"),
            rules_version(),
            archive.archive_id,
            archive.last_no,
            archive.refused,
            build.reviews_digest,
            counts.read,
            counts.failed,
            there,
        ],
    )


def _verify_references(con: duckdb.DuckDBPyConnection) -> None:
    if broken := broken_references(con):
        raise Failure("References between tables are broken: " + "; ".join(str(each) for each in broken))


def _verify_judged(con: duckdb.DuckDBPyConnection, run_id: str, expected: set[str]) -> None:
    found = con.execute("SELECT expectation_id FROM quality.expectation_result WHERE run_id = ?", [run_id]).fetchall()
    if missing := sorted(expected - {row[0] for row in found}):
        raise Failure(
            f"{len(missing)} expectations were not judged in this run, e.g. {missing[0]}: run the whole graph."
        )
