from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetSelection,
    DagsterInstance,
    DefaultSensorStatus,
    Definitions,
    JobDefinition,
    MaterializeResult,
    RunFailureSensorContext,
    RunStatusSensorContext,
    SensorDefinition,
    asset,
    build_run_status_sensor_context,
    build_sensor_context,
    define_asset_job,
    in_process_executor,
)

from pipelines.assets.watch import PUBLISHING_STEP, watch_sensors
from pipelines.definitions import build_defs
from pipelines.operation.alert_book import AlertBook, OpenTrouble, book_path
from pipelines.operation.run_history import WAREHOUSE_JOB
from pipelines.settings import Home

JOB = define_asset_job(WAREHOUSE_JOB, selection=AssetSelection.all(), executor_def=in_process_executor)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("ANSLAG_ALERT_WEBHOOK_URL", "ANSLAG_ALERT_MAIL_TO", "ANSLAG_SMTP_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANSLAG_HOME", str(tmp_path))
    return Home(tmp_path)


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as opened:
        yield opened


def job(*, fails: bool = False, passes: bool = True) -> JobDefinition:
    @asset(check_specs=[AssetCheckSpec("period_known", asset="table", blocking=True)])
    def table() -> Iterator[MaterializeResult[None] | AssetCheckResult]:
        if fails:
            raise OSError("disk full")
        yield MaterializeResult()
        yield AssetCheckResult(check_name="period_known", passed=passes, metadata={"reason": "A period is a year."})

    @asset(deps=[table])
    def downstream() -> None: ...

    return Definitions(assets=[table, downstream], jobs=[JOB]).resolve_job_def(WAREHOUSE_JOB)


def hear(made: JobDefinition, instance: DagsterInstance) -> str:
    """Run the job and hand its end to the sensor that listens for it."""
    result = made.execute_in_process(instance=instance, raise_on_error=False)
    failures, recoveries, _ = watch_sensors(JOB)
    event = result.get_run_success_event() if result.success else result.get_run_failure_event()
    sensor = recoveries if result.success else failures
    context: RunStatusSensorContext = build_run_status_sensor_context(sensor.name, event, instance, result.dagster_run)
    if not result.success:
        context = context.for_run_failure()
        assert isinstance(context, RunFailureSensorContext)
    sensor(context)
    return result.run_id


def troubles(home: Home) -> list[OpenTrouble]:
    return AlertBook(book_path(home)).troubles()


def test_a_failed_run_is_entered_with_its_step(home: Home, instance: DagsterInstance) -> None:
    hear(job(fails=True), instance)
    [found] = troubles(home)
    assert (found.kind, found.subject, found.title) == ("run_failed", WAREHOUSE_JOB, "the run failed at table")


def test_a_critical_check_that_fails_is_a_blocked_publish(home: Home, instance: DagsterInstance) -> None:
    hear(job(passes=False), instance)
    assert [(found.kind, found.title) for found in troubles(home)] == [("publish_blocked", "publishing is blocked")]


def test_the_same_failure_again_is_the_same_trouble_and_a_good_run_ends_it(
    home: Home, instance: DagsterInstance
) -> None:
    hear(job(fails=True), instance)
    hear(job(fails=True), instance)
    assert [found.count for found in troubles(home)] == [2]
    hear(job(), instance)
    assert troubles(home) == []


def test_the_clock_finds_stale_data(home: Home) -> None:
    home.versions_dir.mkdir(parents=True)
    version = home.versions_dir / "20200101T000000.000000Z-550d3dc5.duckdb"
    version.touch()
    home.link.symlink_to(version)
    _, _, clock = watch_sensors(JOB)
    tick = clock.evaluate_tick(build_sensor_context())
    assert "Nothing has replaced or confirmed it since 2020-01-01" in (tick.skip_message or "")
    assert [found.kind for found in troubles(home)] == ["data_stale"]


@pytest.mark.usefixtures("home")
def test_the_sensors_are_on_in_the_definitions_and_start_no_run() -> None:
    repository = build_defs().get_repository_def()
    sensors: dict[str, SensorDefinition] = {each.name: each for each in repository.sensor_defs}
    for name in ("failure_alerts", "recovery_alerts", "freshness_alerts"):
        assert sensors[name].default_status is DefaultSensorStatus.RUNNING
        assert sensors[name].targets == []
        assert sensors[name].description


def test_the_step_that_publishes_is_that_of_the_job() -> None:
    made = build_defs().resolve_job_def(WAREHOUSE_JOB)
    assert PUBLISHING_STEP in {node.name for node in made.nodes}
