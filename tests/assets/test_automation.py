import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from dagster import (
    AssetRecordsFilter,
    DagsterInstance,
    DagsterRun,
    DagsterRunStatus,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    Definitions,
    RunRequest,
    SkipReason,
    build_schedule_context,
    build_sensor_context,
    job,
    op,
)
from published_run import archive_state, publish_run

from pipelines.assets.automation import daily_schedule, due, look, raw_folder_sensor
from pipelines.assets.raw import PUBLISHED
from pipelines.operation.run_history import FETCH_JOB
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.types import Received

JOB = "build_warehouse"


@op
def nothing() -> None: ...


@job(name=JOB)
def build_warehouse() -> None:
    nothing()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    made.raw_dir.mkdir()
    return made


def put(home: Home, name: str, text: str = "Lund får 3 miljoner kronor.", *, age_seconds: float = 60) -> Path:
    path = home.raw_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    changed = time.time() - age_seconds
    os.utime(path, (changed, changed))
    return path


class Watch:
    """Looks again and again as Dagster does: it keeps the cursor, and runs a key once."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.cursor: str | None = None
        self.run_keys: set[str] = set()

    def starts_a_run(self) -> bool:
        context = build_sensor_context(cursor=self.cursor)
        outcome = look(self.home, context)
        self.cursor = context.cursor
        if isinstance(outcome, SkipReason):
            return False
        assert outcome.run_key
        is_new = outcome.run_key not in self.run_keys
        self.run_keys.add(outcome.run_key)
        return is_new


def test_the_first_look_runs_what_lies_there_and_the_next_does_not(home: Home) -> None:
    put(home, "a.txt")
    watch = Watch(home)
    assert [watch.starts_a_run() for _ in range(3)] == [True, False, False]


def test_an_empty_or_missing_folder_starts_nothing(home: Home) -> None:
    assert not Watch(home).starts_a_run()
    home.raw_dir.rmdir()
    assert not Watch(home).starts_a_run()


@pytest.mark.parametrize(
    "name", ["b.txt", "2018/06/b.txt", "a.meta.json", "reviews.jsonl", "brev från å.txt", os.fsdecode(b"b\xe5.txt")]
)
def test_a_new_file_starts_one_run(home: Home, name: str) -> None:
    put(home, "a.txt")
    watch = Watch(home)
    watch.starts_a_run()
    put(home, name)
    assert [watch.starts_a_run() for _ in range(2)] == [True, False]


def test_a_changed_file_starts_a_run(home: Home) -> None:
    path = put(home, "a.txt", "1 miljon kronor", age_seconds=60)
    watch = Watch(home)
    watch.starts_a_run()
    put(home, "a.txt", "2 miljon kronor", age_seconds=30)
    assert watch.starts_a_run()
    same_time = path.stat().st_mtime_ns
    path.write_text("10 miljoner kronor", encoding="utf-8")
    os.utime(path, ns=(same_time, same_time))
    assert watch.starts_a_run()


def test_a_removed_or_renamed_file_starts_a_run(home: Home) -> None:
    path = put(home, "a.txt")
    put(home, "b.txt")
    watch = Watch(home)
    watch.starts_a_run()
    path = path.rename(path.with_name("c.txt"))
    assert watch.starts_a_run()
    path.unlink()
    assert watch.starts_a_run()


def test_a_folder_put_back_as_it_was_is_read_again(home: Home) -> None:
    put(home, "a.txt")
    path = put(home, "b.txt")
    watch = Watch(home)
    watch.starts_a_run()
    for _ in range(2):
        away = path.rename(home.root / "b.txt")
        assert watch.starts_a_run()
        away.rename(path)
        assert watch.starts_a_run()


def test_the_same_look_taken_twice_asks_for_the_same_run(home: Home) -> None:
    put(home, "a.txt")
    first, second = (look(home, build_sensor_context(cursor="4:e5")) for _ in range(2))
    assert isinstance(first, RunRequest)
    assert isinstance(second, RunRequest)
    assert first.run_key == second.run_key


def test_a_file_still_being_written_waits_for_the_next_look(home: Home) -> None:
    put(home, "a.txt")
    watch = Watch(home)
    watch.starts_a_run()
    put(home, "b.txt", age_seconds=0.5)
    context = build_sensor_context(cursor=watch.cursor)
    waiting = look(home, context)
    assert isinstance(waiting, SkipReason)
    assert "b.txt" in (waiting.skip_message or "")
    assert context.cursor == watch.cursor
    put(home, "b.txt", age_seconds=3)
    assert watch.starts_a_run()


def test_a_file_from_a_clock_ahead_of_ours_is_not_waited_for(home: Home) -> None:
    put(home, "a.txt", age_seconds=-86_400)
    assert Watch(home).starts_a_run()


def test_hidden_files_start_nothing(home: Home) -> None:
    put(home, "a.txt")
    watch = Watch(home)
    watch.starts_a_run()
    put(home, ".a.txt.swp", age_seconds=0)
    put(home, ".git/index", age_seconds=0)
    assert not watch.starts_a_run()


def test_a_link_is_seen_but_not_followed(home: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "one.txt").touch()
    put(home, "a.txt")
    watch = Watch(home)
    watch.starts_a_run()
    (home.raw_dir / "link").symlink_to(outside)
    long_ago = time.time() - 60
    os.utime(home.raw_dir / "link", (long_ago, long_ago), follow_symlinks=False)
    assert watch.starts_a_run()
    (outside / "two.txt").touch()
    assert not watch.starts_a_run()


def test_the_sensor_is_on_looks_twice_a_minute_and_watches_the_current_home(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, "a.txt")
    monkeypatch.setenv("ANSLAG_HOME", str(home.root))
    sensor = raw_folder_sensor(JOB)
    assert sensor.default_status is DefaultSensorStatus.RUNNING
    assert sensor.minimum_interval_seconds == 30
    definitions = Definitions(jobs=[build_warehouse], sensors=[sensor])
    with DagsterInstance.ephemeral() as instance:
        context = build_sensor_context(instance=instance, repository_def=definitions.get_repository_def())
        tick = sensor.evaluate_tick(context)
    assert [request.job_name or JOB for request in tick.run_requests or []] == [JOB]
    assert tick.cursor == (tick.run_requests or [])[0].run_key


def test_the_schedule_is_on_and_runs_at_half_past_six_in_stockholm() -> None:
    schedule = daily_schedule(JOB)
    assert schedule.default_status is DefaultScheduleStatus.RUNNING
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 6 * * *", "Europe/Stockholm")


def test_the_schedule_asks_for_one_run_of_the_job_where_something_is_new(
    home: Home, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, "a.txt")
    monkeypatch.setenv("ANSLAG_HOME", str(home.root))
    definitions = Definitions(jobs=[build_warehouse], schedules=[daily_schedule(JOB)])
    schedule = definitions.resolve_schedule_def("daily")
    assert schedule.job_name == JOB

    def requests() -> int:
        # A schedule gets its instance by reference, which one in memory has not.
        with DagsterInstance.local_temp(str(tmp_path_factory.mktemp("dagster"))) as instance:
            morning = datetime(2027, 1, 15, 6, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
            with build_schedule_context(instance=instance, scheduled_execution_time=morning) as context:
                return len(schedule.evaluate_tick(context).run_requests or [])

    assert requests() == 1
    publish_run(home, archive_state(home))
    assert requests() == 0


def confirmations(instance: DagsterInstance) -> int:
    return len(instance.fetch_materializations(AssetRecordsFilter(asset_key=PUBLISHED), limit=10).records)


def test_with_nothing_new_the_published_version_is_told_to_be_fresh(home: Home) -> None:
    put(home, "a.txt")
    with DagsterInstance.ephemeral() as instance:
        assert isinstance(due(home, instance), RunRequest)
        assert confirmations(instance) == 0
        publish_run(home, archive_state(home))
        assert isinstance(due(home, instance), SkipReason)
        assert confirmations(instance) == 1


def test_new_changed_refused_and_vanished_files_and_changed_rules_are_due(home: Home) -> None:
    put(home, "a.txt")
    with DagsterInstance.ephemeral() as instance:

        def is_due() -> bool:
            asked = isinstance(due(home, instance), RunRequest)
            publish_run(home, archive_state(home))
            assert isinstance(due(home, instance), SkipReason)
            return asked

        assert is_due()
        put(home, "b.txt")
        assert is_due()
        put(home, "b.txt", "Lund får 4 miljoner kronor.")
        assert is_due()
        put(home, "b.meta.json", '{"published": "2024-02"}')
        assert is_due()
        put(home, "empty.txt", "")
        assert is_due()
        (home.raw_dir / "a.txt").unlink()
        assert is_due()
        publish_run(home, archive_state(home), rules="other rules")
        assert is_due()


def fetch_page(home: Home, path: str = "tal/a.md", *, minutes_ago: float = 5, source: str = "g0v") -> None:
    """Put a page into the archive as a fetch does."""
    seen_at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    with Archive(home.archive) as archive:
        archive.record(source, [Received(path, b"Lund", "https://g0v.se/a.md")], seen_at=seen_at)


def test_what_a_fetch_brought_starts_one_run(home: Home) -> None:
    watch = Watch(home)
    fetch_page(home)
    assert [watch.starts_a_run() for _ in range(2)] == [True, False]
    fetch_page(home, "tal/b.md")
    assert [watch.starts_a_run() for _ in range(2)] == [True, False]
    with Archive(home.archive) as archive:
        archive.vanish("g0v", ["tal/a.md"], seen_at=datetime.now(UTC) - timedelta(minutes=3))
    assert [watch.starts_a_run() for _ in range(2)] == [True, False]


@pytest.mark.parametrize("source", ["folder", "given", "corpus"])
def test_what_runs_observe_themselves_starts_none(home: Home, source: str) -> None:
    put(home, "a.txt")
    watch = Watch(home)
    watch.starts_a_run()
    fetch_page(home, source=source)
    assert not watch.starts_a_run()


def test_a_fetch_that_goes_on_is_waited_for(home: Home) -> None:
    put(home, "a.txt")
    watch = Watch(home)
    watch.starts_a_run()
    fetch_page(home, minutes_ago=1)
    assert not watch.starts_a_run()
    fetch_page(home, "tal/b.md", minutes_ago=3)
    assert watch.starts_a_run()


def test_a_damaged_archive_is_the_runs_to_tell(home: Home) -> None:
    fetch_page(home)
    watch = Watch(home)
    watch.starts_a_run()
    home.archive.write_bytes(b"no archive" * 1_000)
    assert [watch.starts_a_run() for _ in range(2)] == [True, False]


def test_while_dagster_fetches_no_run_is_asked_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home, "a.txt")
    monkeypatch.setenv("ANSLAG_HOME", str(home.root))
    sensor = raw_folder_sensor(JOB)
    repository = Definitions(jobs=[build_warehouse], sensors=[sensor]).get_repository_def()
    with DagsterInstance.ephemeral() as instance:

        def is_asked_for() -> bool:
            context = build_sensor_context(instance=instance, repository_def=repository)
            return bool(sensor.evaluate_tick(context).run_requests)

        instance.add_run(DagsterRun(job_name=FETCH_JOB, run_id=str(uuid4()), status=DagsterRunStatus.SUCCESS))
        assert is_asked_for()
        instance.add_run(DagsterRun(job_name=FETCH_JOB, run_id=str(uuid4()), status=DagsterRunStatus.STARTED))
        assert not is_asked_for()
