"""Pruning of Dagster's history, on a real instance whose runs are made older than they are."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from dagster import (
    AssetRecordsFilter,
    DagsterInstance,
    DagsterRun,
    DagsterRunStatus,
    Definitions,
    MaterializeResult,
    asset,
    build_sensor_context,
)

from pipelines.assets.housekeeping import pruning_sensor
from pipelines.operation import pruning
from pipelines.operation.pruning import note_path, prune_daily
from pipelines.operation.run_history import asset_seen_at
from pipelines.runner.instance import open_instance
from pipelines.settings import Home

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)


@asset(key=["published", "warehouse"])
def published() -> MaterializeResult[None]:
    return MaterializeResult()


JOB = Definitions(assets=[published]).get_implicit_global_asset_job_def()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def instance(home: Home) -> Iterator[DagsterInstance]:
    with open_instance(home) as opened:
        yield opened


def age(home: Home, run_id: str, days: float) -> None:
    created = (NOW - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(home.dagster_dir / "history" / "runs.db")) as con, con:
        con.execute("UPDATE runs SET create_timestamp = ? WHERE run_id = ?", [created, run_id])


def ran(home: Home, instance: DagsterInstance, *, days: float) -> str:
    """Make a run that really ran."""
    run_id = JOB.execute_in_process(instance=instance).run_id
    age(home, run_id, days)
    return run_id


def entered(home: Home, instance: DagsterInstance, status: DagsterRunStatus, *, days: float) -> str:
    """Enter a run that did nothing."""
    run_id = str(uuid4())
    instance.add_run(DagsterRun(job_name="build_warehouse", run_id=run_id, status=status, tags={"a": "b"}))
    age(home, run_id, days)
    return run_id


def kept(instance: DagsterInstance) -> set[str]:
    return {run.run_id for run in instance.get_runs()}


def test_old_runs_go_with_their_events_and_younger_ones_stay(home: Home, instance: DagsterInstance) -> None:
    old, young = ran(home, instance, days=90.1), ran(home, instance, days=89.9)
    logs = home.dagster_dir / "history" / "runs"
    assert (logs / f"{old}.db").stat().st_size > 0
    assert prune_daily(home, instance, now=NOW) == 1
    assert kept(instance) == {young}
    assert [path.name for path in logs.glob(f"{old}*")] == []
    assert instance.all_logs(young)
    records = instance.fetch_materializations(AssetRecordsFilter(asset_key=published.key), limit=10).records
    assert {record.run_id for record in records} == {young}
    with closing(sqlite3.connect(home.dagster_dir / "history" / "runs.db")) as con:
        assert {run_id for (run_id,) in con.execute("SELECT run_id FROM run_tags")} <= {young}


def test_when_an_asset_was_last_made_is_known_though_its_run_is_gone(home: Home, instance: DagsterInstance) -> None:
    ran(home, instance, days=91)
    before = asset_seen_at(home, ("published", "warehouse"))
    assert prune_daily(home, instance, now=NOW) == 1
    assert asset_seen_at(home, ("published", "warehouse")) == before is not None


@pytest.mark.parametrize("status", [DagsterRunStatus.STARTED, DagsterRunStatus.STARTING, DagsterRunStatus.CANCELING])
def test_a_run_that_goes_on_is_never_removed(
    home: Home, instance: DagsterInstance, status: DagsterRunStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "MOST_RUNS", 0)
    going_on = entered(home, instance, status, days=400)
    ended = [
        entered(home, instance, each, days=400)
        for each in (DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED)
    ]
    assert prune_daily(home, instance, now=NOW) == len(ended)
    assert kept(instance) == {going_on}


def test_of_many_young_runs_the_last_stay(
    home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "MOST_RUNS", 3)
    monkeypatch.setattr(pruning, "_RUNS_AT_ONCE", 2)
    monkeypatch.setattr(pruning, "_MOST_SECONDS", 600.0)
    runs = [entered(home, instance, DagsterRunStatus.SUCCESS, days=10 - number) for number in range(8)]
    assert prune_daily(home, instance, now=NOW) == 5
    assert kept(instance) == set(runs[-3:])


def test_the_history_is_looked_through_once_a_day(home: Home, instance: DagsterInstance) -> None:
    assert prune_daily(home, instance, now=NOW) == 0
    entered(home, instance, DagsterRunStatus.SUCCESS, days=100)
    assert prune_daily(home, instance, now=NOW + timedelta(hours=23)) == 0
    assert prune_daily(home, instance, now=NOW + timedelta(hours=25)) == 1
    # A clock that was set back must not put it off for years.
    entered(home, instance, DagsterRunStatus.SUCCESS, days=100)
    note_path(home).write_text((NOW + timedelta(days=4_000)).isoformat())
    assert prune_daily(home, instance, now=NOW) == 1


def test_what_there_is_no_time_for_is_left_for_the_next_look(
    home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        entered(home, instance, DagsterRunStatus.SUCCESS, days=100)
    monkeypatch.setattr(pruning, "_MOST_SECONDS", -1.0)
    assert prune_daily(home, instance, now=NOW) == 0
    monkeypatch.setattr(pruning, "_MOST_SECONDS", 60.0)
    assert prune_daily(home, instance, now=NOW) == 3


def test_logs_of_runs_that_are_no_more_go_and_nothing_else_does(home: Home, instance: DagsterInstance) -> None:
    old, young = ran(home, instance, days=91), ran(home, instance, days=1)
    storage = home.dagster_dir / "storage"
    for name in (old, young, str(uuid4()), "published"):
        (storage / name / "compute_logs").mkdir(parents=True)
        (storage / name / "compute_logs" / "a.out").write_text("printed")
    prune_daily(home, instance, now=NOW)
    assert {path.name for path in storage.iterdir()} == {young, "published"}


def test_a_look_costs_two_questions_and_none_more_that_day(
    home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(20):
        entered(home, instance, DagsterRunStatus.SUCCESS, days=1)
    asked: list[str] = []

    def counted(name: str) -> None:
        answer = getattr(instance, name)

        def ask(*args: object, **options: object) -> object:
            asked.append(name)
            return answer(*args, **options)

        monkeypatch.setattr(instance, name, ask)

    counted("get_run_records")
    counted("get_runs_count")
    prune_daily(home, instance, now=NOW)
    prune_daily(home, instance, now=NOW + timedelta(hours=1))
    assert asked == ["get_run_records", "get_runs_count"]


def test_a_history_that_cannot_be_written_stops_nothing(home: Home, instance: DagsterInstance) -> None:
    entered(home, instance, DagsterRunStatus.SUCCESS, days=100)
    with closing(sqlite3.connect(home.dagster_dir / "history" / "runs.db")) as con:
        con.execute("DROP TABLE runs")
    assert prune_daily(home, instance, now=NOW) == 0
    assert not note_path(home).exists()


def test_the_daemon_prunes_too(home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSLAG_HOME", str(home.root))
    run_id = entered(home, instance, DagsterRunStatus.SUCCESS, days=0)
    with closing(sqlite3.connect(home.dagster_dir / "history" / "runs.db")) as con, con:
        con.execute("UPDATE runs SET create_timestamp = '2020-01-01 00:00:00' WHERE run_id = ?", [run_id])
    tick = pruning_sensor().evaluate_tick(build_sensor_context(instance=instance))
    assert tick.skip_message == "1 old runs were removed."
    assert kept(instance) == set()
