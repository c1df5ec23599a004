"""Fetching by schedule, from a server on loopback."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from dagster import (
    DagsterInstance,
    DefaultScheduleStatus,
    Definitions,
    ExecuteInProcessResult,
    RetryPolicy,
    RunFailureSensorContext,
    build_run_status_sensor_context,
    build_schedule_context,
)
from misbehaving_site import Site, entry, serving, status

from pipelines.assets.fetching import FetchSettingsError, fetch_job, fetch_schedule, fetch_settings, named_sections
from pipelines.assets.watch import watch_sensors
from pipelines.definitions import build_defs
from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.operation.failure import failure_of
from pipelines.operation.run_history import FETCH_JOB
from pipelines.settings import Home
from pipelines.sources.archive import Archive

SECTION = "tal"
PAGE = "tal/2026/10/a.md"
AT_ONCE = RetryPolicy(max_retries=1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("ANSLAG_HOME", str(tmp_path))
    for name in ("ANSLAG_ALERT_WEBHOOK_URL", "ANSLAG_ALERT_MAIL_TO", "ANSLAG_G0V_SINCE", "ANSLAG_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANSLAG_G0V_SECTIONS", SECTION)
    return Home(tmp_path)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving() as made:
        monkeypatch.setenv("ANSLAG_G0V_URL", made.root)
        made.bodies[f"/{PAGE}"] = "# Tal\n\nLund får 5 miljoner kronor.\n".encode()
        made.list_pages(SECTION, entry(f"/{PAGE.removesuffix('.md')}/"))
        yield made


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as opened:
        yield opened


def run(instance: DagsterInstance) -> ExecuteInProcessResult:
    return fetch_job(AT_ONCE).execute_in_process(instance=instance, raise_on_error=False)


def held(home: Home) -> set[str]:
    with Archive(home.archive) as archive:
        return set(archive.current("g0v"))


def test_a_run_fetches_the_named_sections_and_tells_what_came_of_it(
    home: Home, site: Site, instance: DagsterInstance
) -> None:
    result = run(instance)
    assert result.success
    assert held(home) == {PAGE}
    told = [entry.user_message for entry in instance.all_logs(result.run_id)]
    assert any("tal: 1 listed, 1 asked for, 1 new, 0 changed" in message for message in told)
    agents = {request.headers["user-agent"] for request in site.requests}
    assert len(agents) == 1
    assert agents.pop().startswith("anslag/")


@pytest.mark.usefixtures("site")
def test_pages_before_the_day_that_is_set_are_not_asked_for(
    home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSLAG_G0V_SINCE", "2026-10-02")
    assert run(instance).success
    assert held(home) == set()


def test_a_fetch_that_failed_in_part_is_tried_again(home: Home, site: Site, instance: DagsterInstance) -> None:
    site.misbehave(f"/{PAGE}", status(404))
    result = run(instance)
    assert result.success
    assert result.retry_attempts_for_node("fetch_pages") == 1
    assert held(home) == {PAGE}


def hear(result: ExecuteInProcessResult, instance: DagsterInstance) -> None:
    """Hand the end of a run to the sensor that listens for it."""
    failures, recoveries, _ = watch_sensors(fetch_job())
    event = result.get_run_success_event() if result.success else result.get_run_failure_event()
    sensor = recoveries if result.success else failures
    context = build_run_status_sensor_context(sensor.name, event, instance, result.dagster_run)
    if result.success:
        sensor(context)
    else:
        failed = context.for_run_failure()
        assert isinstance(failed, RunFailureSensorContext)
        sensor(failed)


def test_a_fetch_that_goes_on_failing_reaches_the_operator_until_one_succeeds(
    home: Home, site: Site, instance: DagsterInstance
) -> None:
    site.misbehave(f"/{PAGE}", *[status(404)] * 2)
    result = run(instance)
    assert not result.success
    hear(result, instance)
    [trouble] = AlertBook(book_path(home)).troubles()
    assert (trouble.kind, trouble.subject, trouble.title) == (
        "run_failed",
        FETCH_JOB,
        "the run failed at fetch_pages",
    )
    failure = failure_of(result.all_events)
    assert failure.reason == (
        f"{site.root}/{PAGE}: it is listed, but it answered 404. What was received is kept; the next fetch asks for "
        "the rest."
    )
    hear(run(instance), instance)
    assert AlertBook(book_path(home)).troubles() == []


@pytest.mark.usefixtures("home")
def test_a_setting_that_cannot_be_used_fails_at_once_and_by_name(
    instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSLAG_G0V_SECTIONS", "tal,../etc")
    result = run(instance)
    assert not result.success
    assert result.retry_attempts_for_node("fetch_pages") == 0
    assert failure_of(result.all_events).reason == (
        "ANSLAG_G0V_SECTIONS names '../etc', which is no section: pressmeddelanden is."
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ANSLAG_G0V_SECTIONS", "Tal"),
        ("ANSLAG_G0V_SINCE", "1 mars"),
        ("ANSLAG_G0V_URL", "g0v.se"),
        ("ANSLAG_CONTACT", "a\nb"),
    ],
)
def test_what_cannot_be_used_is_told_by_the_name_of_its_variable(variable: str, value: str) -> None:
    with pytest.raises(FetchSettingsError, match=variable) as caught:
        fetch_settings({variable: value})
    assert caught.value.variable == variable


def test_settings_are_read_from_the_environment() -> None:
    environment = {
        "ANSLAG_G0V_SECTIONS": " tal, pressmeddelanden,tal ,",
        "ANSLAG_G0V_SINCE": "2025-01-31",
        "ANSLAG_CONTACT": "data@example.se",
    }
    settings = fetch_settings(environment)
    assert (settings.sections, settings.since) == (("tal", "pressmeddelanden"), date(2025, 1, 31))
    assert settings.root.startswith("https://g0v.se")
    assert "data@example.se" in settings.agent
    assert fetch_settings({}).sections == named_sections({}) == ()


@pytest.mark.parametrize(
    ("sections", "expected", "told"),
    [
        ("tal", DefaultScheduleStatus.RUNNING, "Every morning at 05:30 in Stockholm: tal of g0v.se"),
        ("", DefaultScheduleStatus.STOPPED, "where ANSLAG_G0V_SECTIONS names sections. Set it"),
    ],
)
def test_the_schedule_is_on_where_sections_are_named_and_else_says_how_to_switch_it_on(
    sections: str, expected: DefaultScheduleStatus, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANSLAG_G0V_SECTIONS", sections)
    made = fetch_schedule()
    assert (made.cron_schedule, made.execution_timezone) == ("30 5 * * *", "Europe/Stockholm")
    assert made.default_status is expected
    assert told in (made.description or "")
    schedule = Definitions(jobs=[fetch_job()], schedules=[made]).resolve_schedule_def(FETCH_JOB)
    with DagsterInstance.local_temp(str(tmp_path)) as instance:
        tick = schedule.evaluate_tick(build_schedule_context(instance=instance))
    # Somebody may switch it on in Dagster's pages all the same.
    assert len(tick.run_requests or []) == (1 if sections else 0)


def test_job_and_schedule_are_in_the_definitions() -> None:
    definitions = build_defs()
    assert definitions.resolve_job_def(FETCH_JOB).name == FETCH_JOB
    assert definitions.resolve_schedule_def(FETCH_JOB).job_name == FETCH_JOB
