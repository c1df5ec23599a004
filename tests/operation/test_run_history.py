import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dagster import (
    AssetKey,
    AssetMaterialization,
    DagsterInstance,
    DagsterRunStatus,
    JobDefinition,
    OpExecutionContext,
    job,
    op,
)
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.remote_origin import (
    InProcessCodeLocationOrigin,
    RemoteInstigatorOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.scheduler.instigation import (
    InstigatorState,
    InstigatorStatus,
    ScheduleInstigatorData,
    SensorInstigatorData,
    TickData,
    TickStatus,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._daemon.types import DaemonHeartbeat
from dagster_shared.error import SerializableErrorInfo

from pipelines.assets.raw import PUBLISHED
from pipelines.operation.freshness import confirmed_at
from pipelines.operation.run_history import (
    PUBLISHED_ASSET,
    HistoryError,
    Run,
    automations,
    daemon_lives,
    daemon_seen_at,
    last_run,
    storage_files,
)
from pipelines.runner.instance import open_instance
from pipelines.settings import Home


@op(config_schema={"fails": bool})
def work(context: OpExecutionContext) -> None:
    if context.op_config["fails"]:
        raise ValueError("on purpose")


@job
def build_warehouse() -> None:
    work()


@job
def other() -> None:
    work()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def instance(home: Home) -> Iterator[DagsterInstance]:
    with open_instance(home) as opened:
        yield opened


def run(instance: DagsterInstance, *, fails: bool = False, target: JobDefinition = build_warehouse, **tags: str) -> str:
    config = {"ops": {"work": {"config": {"fails": fails}}}}
    given = {f"dagster/{name}": value for name, value in tags.items()}
    result = target.execute_in_process(config, instance=instance, raise_on_error=False, tags=given)
    return str(result.run_id)


def the_last(home: Home) -> Run:
    found = last_run(home)
    assert found
    return found


def test_an_installation_without_a_history_has_no_runs(home: Home) -> None:
    assert (last_run(home), daemon_seen_at(home), automations(home), storage_files(home)) == (None, None, [], [])
    assert not home.dagster_dir.exists()


def test_the_last_run_is_what_dagster_says_it_is(home: Home, instance: DagsterInstance) -> None:
    run(instance, fails=True)
    run_id = run(instance, schedule_name="daily")
    [record] = instance.get_run_records(limit=1)
    assert record.dagster_run.status is DagsterRunStatus.SUCCESS
    assert record.start_time is not None
    assert record.end_time is not None
    assert last_run(home) == Run(
        run_id,
        "SUCCESS",
        datetime.fromtimestamp(record.start_time, UTC),
        datetime.fromtimestamp(record.end_time, UTC),
        "daily",
    )
    assert 0 < (the_last(home).seconds or 0) < 60


def test_a_failed_run_is_the_last_too(home: Home, instance: DagsterInstance) -> None:
    run(instance)
    bad = run(instance, fails=True, sensor_name="raw_folder")
    last = the_last(home)
    assert (last.run_id, last.status, last.launched_by) == (bad, "FAILURE", "raw_folder")


def test_runs_of_other_jobs_are_passed_over(home: Home, instance: DagsterInstance) -> None:
    run(instance, target=other)
    assert last_run(home) is None


def test_what_dagster_is_told_of_the_published_asset_makes_it_fresh(home: Home, instance: DagsterInstance) -> None:
    assert confirmed_at(home) is None
    home.versions_dir.mkdir(parents=True)
    version = home.versions_dir / "20200101T000000.000000Z-550d3dc5.duckdb"
    version.touch()
    home.link.symlink_to(version)
    run(instance)
    instance.report_runless_asset_event(AssetMaterialization(["raw", "document"]))
    assert confirmed_at(home) == datetime(2020, 1, 1, tzinfo=UTC)
    instance.report_runless_asset_event(AssetMaterialization(PUBLISHED, metadata={"unchanged": True}))
    event = instance.get_latest_materialization_event(PUBLISHED)
    assert event
    assert confirmed_at(home) == datetime.fromtimestamp(event.timestamp, UTC)


def test_the_published_asset_is_the_one_that_is_watched() -> None:
    assert AssetKey(PUBLISHED_ASSET) == PUBLISHED


def test_the_daemon_lives_while_it_tells_so(home: Home, instance: DagsterInstance) -> None:
    now = datetime.now(UTC)
    assert not daemon_lives(home, now)
    for age in (40, 20):
        instance.add_daemon_heartbeat(DaemonHeartbeat((now - timedelta(seconds=age)).timestamp(), f"D{age}", "id", []))
    seen = daemon_seen_at(home)
    assert seen
    assert abs(seen - (now - timedelta(seconds=20))) < timedelta(milliseconds=1)
    assert daemon_lives(home, now)
    assert not daemon_lives(home, now + timedelta(minutes=6))


def origin(name: str) -> RemoteInstigatorOrigin:
    location = InProcessCodeLocationOrigin(LoadableTargetOrigin(module_name="pipelines.definitions"))
    return RemoteInstigatorOrigin(RemoteRepositoryOrigin(location, "__repository__"), name)


@pytest.mark.parametrize(
    ("status", "is_on"),
    [(InstigatorStatus.RUNNING, True), (InstigatorStatus.DECLARED_IN_CODE, True), (InstigatorStatus.STOPPED, False)],
)
def test_schedules_and_sensors_are_on_or_off_and_tell_their_last_look(
    home: Home, instance: DagsterInstance, status: InstigatorStatus, is_on: bool
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    data: SensorInstigatorData | ScheduleInstigatorData
    for name, kind, data, outcome in (
        ("raw_folder", InstigatorType.SENSOR, SensorInstigatorData(), TickStatus.FAILURE),
        ("daily", InstigatorType.SCHEDULE, ScheduleInstigatorData("30 6 * * *"), TickStatus.SUCCESS),
    ):
        state = instance.add_instigator_state(InstigatorState(origin(name), kind, status, data))
        for at in (now - timedelta(hours=1), now):
            instance.create_tick(
                TickData(
                    instigator_origin_id=state.instigator_origin_id,
                    selector_id=state.selector_id,
                    instigator_name=name,
                    instigator_type=kind,
                    status=outcome,
                    timestamp=at.timestamp(),
                    run_ids=[],
                    error=SerializableErrorInfo("on purpose", [], None) if outcome is TickStatus.FAILURE else None,
                )
            )
    found = automations(home)
    assert [(each.name, each.kind, each.is_on, each.ticked_at, each.failed) for each in found] == [
        ("daily", "schedule", is_on, now, False),
        ("raw_folder", "sensor", is_on, now, True),
    ]


def test_the_storage_is_where_dagster_keeps_it(home: Home, instance: DagsterInstance) -> None:
    run(instance)
    files = storage_files(home)
    assert [path.name for path in files] == ["runs.db", "index.db", "schedules.db"]
    assert set(home.dagster_dir.rglob("*.db")) - set(files) <= set((home.dagster_dir / "history" / "runs").iterdir())


def test_a_damaged_history_is_named(home: Home) -> None:
    path = home.dagster_dir / "history" / "runs.db"
    path.parent.mkdir(parents=True)
    path.write_text("no database " * 100)
    with pytest.raises(HistoryError, match=r"runs\.db cannot be read .*anslag doctor") as caught:
        last_run(home)
    assert caught.value.path == path


def test_a_history_of_another_form_is_named(home: Home) -> None:
    path = home.dagster_dir / "schedules" / "schedules.db"
    path.parent.mkdir(parents=True)
    sqlite3.connect(path).close()
    path.write_bytes(b"")
    with pytest.raises(HistoryError, match="no such table"):
        automations(home)
