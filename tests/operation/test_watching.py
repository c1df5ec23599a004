from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from receivers import NOON, WebReceiver

from pipelines.operation import freshness, watching
from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.operation.failure import FailedCheck, RunFailedError
from pipelines.operation.troubles import Trouble, TroubleKind
from pipelines.settings import Home

JOB, STEP = "build_warehouse", "published__warehouse"
CHECK = FailedCheck("core.dim_period", "period_known", "A period is a year. (3 rows)")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebReceiver]:
    monkeypatch.setenv("NO_PROXY", "*")
    with WebReceiver([200]).running() as receiver:
        yield receiver


def publish(home: Home, built: datetime) -> None:
    home.versions_dir.mkdir(parents=True, exist_ok=True)
    version = home.versions_dir / f"{built:%Y%m%dT%H%M%S.%fZ}-550d3dc5.duckdb"
    version.touch()
    home.link.unlink(missing_ok=True)
    home.link.symlink_to(version)


def trouble(failure: RunFailedError, run_id: str = "550d3dc5-4d08") -> Trouble | None:
    return watching.trouble_of(failure, job=JOB, run_id=run_id, publishing_step=STEP)


def fail(home: Home, web: WebReceiver, failure: RunFailedError, run_id: str) -> None:
    watching.run_failed(
        home, failure, job=JOB, run_id=run_id, publishing_step=STEP, environment={"ANSLAG_ALERT_WEBHOOK_URL": web.url}
    )


def test_a_fault_on_the_way_is_a_failed_run() -> None:
    found = trouble(RunFailedError("core__dim_period", "KeyError: 'b'", "See the log.", error_class="KeyError"))
    assert found
    assert (found.kind, found.subject, found.occurrence) == (TroubleKind.run_failed, JOB, "550d3dc5-4d08")
    assert found.title == "the run failed at core__dim_period"
    assert "Run 550d3dc5-4d08 failed at core__dim_period: KeyError: 'b'" in found.message
    assert "last good version" in found.message
    assert found.remedy == "See the log."


def test_critical_checks_that_fail_block_publishing_and_are_all_named() -> None:
    found = trouble(RunFailedError("checks", "critical checks failed:", "Mend it.", [CHECK]))
    assert found
    assert (found.kind, found.title) == (TroubleKind.publish_blocked, "publishing is blocked")
    assert "core.dim_period: period_known – A period is a year. (3 rows)" in found.message


@pytest.mark.parametrize("error_class", ["Failure", "SealError"])
def test_what_publishing_refuses_is_blocked_too(error_class: str) -> None:
    found = trouble(RunFailedError(STEP, "References between tables are broken: a", error_class=error_class))
    assert found
    assert found.kind is TroubleKind.publish_blocked


def test_a_fault_while_publishing_is_a_failed_run() -> None:
    found = trouble(RunFailedError(STEP, "OSError: No space left on device", error_class="OSError"))
    assert found
    assert found.kind is TroubleKind.run_failed


def test_a_run_that_somebody_stopped_is_no_trouble(home: Home, web: WebReceiver) -> None:
    stopped = RunFailedError("core", "it was stopped.", error_class="KeyboardInterrupt")
    assert trouble(stopped) is None
    fail(home, web, stopped, "run-1")
    assert (web.posts, home.state_dir.exists()) == ([], False)


def test_other_counts_of_rows_are_the_same_trouble_and_another_check_is_another() -> None:
    more = FailedCheck("core.dim_period", "period_known", "A period is a year. (4 rows)")
    other = FailedCheck("core.dim_period", "period_unique", "A period stands once. (3 rows)")
    prints = [
        found.fingerprint
        for check in (CHECK, more, other)
        if (found := trouble(RunFailedError("checks", "critical checks failed:", "", [check])))
    ]
    assert prints[0] == prints[1] != prints[2]


def test_a_long_reason_is_cut() -> None:
    found = trouble(RunFailedError("core", "x" * 100_000))
    assert found
    assert len(found.message) < 9_000


def test_a_failure_is_told_once_and_a_good_run_tells_its_end(home: Home, web: WebReceiver) -> None:
    environment = {"ANSLAG_ALERT_WEBHOOK_URL": web.url}
    for run in ("run-1", "run-2"):
        fail(home, web, RunFailedError("core", "disk full", error_class="OSError"), run)
    fail(home, web, RunFailedError("checks", "critical checks failed:", "", [CHECK]), "run-3")
    watching.run_succeeded(home, job=JOB, environment=environment)
    watching.run_succeeded(home, job=JOB, environment=environment)
    assert [(post.json["phase"], post.json["kind"], post.json["count"]) for post in web.posts] == [
        ("began", "run_failed", 1),
        ("began", "publish_blocked", 1),
        ("solved", "run_failed", 2),
        ("solved", "publish_blocked", 1),
    ]


def test_a_good_run_where_nothing_ever_went_wrong_leaves_no_trace(home: Home) -> None:
    watching.run_succeeded(home, job=JOB, environment={})
    assert not home.state_dir.exists()


def test_a_failure_without_a_channel_is_kept_for_the_status(home: Home) -> None:
    failure = RunFailedError("core", "disk full")
    watching.run_failed(home, failure, job=JOB, run_id="1", publishing_step=STEP, environment={})
    assert [each.is_told for each in AlertBook(book_path(home)).troubles()] == [False]


def test_stale_data_is_told_once_a_day_and_its_end_too(home: Home, web: WebReceiver) -> None:
    environment = {"ANSLAG_ALERT_WEBHOOK_URL": web.url}

    def look(hours: float) -> str:
        return watching.look(home, now=NOON + timedelta(hours=hours), environment=environment)

    publish(home, NOON)
    assert look(26) == "The published data is fresh."
    assert "Nothing has replaced or confirmed it since 2026-11-20 12:00 UTC, 27 hours ago" in look(27)
    for hours in (28, 40, 50):
        look(hours)
    assert len(web.posts) == 1
    look(27 + 24 + 2)
    publish(home, NOON + timedelta(hours=54))
    look(55)
    look(56)
    assert [(post.json["phase"], post.json["count"]) for post in web.posts] == [
        ("began", 1),
        ("continues", 2),
        ("solved", 2),
    ]
    assert {post.json["kind"] for post in web.posts} == {"data_stale"}


def test_a_look_sends_what_could_not_be_delivered(home: Home, web: WebReceiver) -> None:
    web.statuses = [404, 200]
    fail(home, web, RunFailedError("core", "disk full"), "run-1")
    assert len(AlertBook(book_path(home)).waiting()) == 1
    watching.look(home, now=datetime.now(UTC), environment={"ANSLAG_ALERT_WEBHOOK_URL": web.url})
    assert AlertBook(book_path(home)).waiting() == []
    assert len(web.posts) == 2


def test_where_nothing_is_published_nothing_is_stale(home: Home) -> None:
    assert watching.look(home, now=NOON, environment={}) == "The published data is fresh."
    assert not home.state_dir.exists()


def test_how_old_is_too_old_can_be_set(home: Home) -> None:
    publish(home, NOON)
    found = freshness.freshness(home, {"ANSLAG_STALE_AFTER_HOURS": "1"})
    assert found.is_stale(NOON + timedelta(minutes=61))
    assert not found.is_stale(NOON + timedelta(minutes=59))
    assert freshness.stale_after({"ANSLAG_STALE_AFTER_HOURS": "soon"}) == timedelta(hours=26)


def test_a_version_of_an_unknown_name_is_as_old_as_its_file(home: Home) -> None:
    home.warehouse_dir.mkdir()
    home.link.write_text("by hand")
    built = freshness.published_built_at(home)
    assert built
    assert abs(built - datetime.now(UTC)) < timedelta(minutes=1)
