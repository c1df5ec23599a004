import json
import os
import resource
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from anslag_command import Installation, anslag
from rich.console import Console

from pipelines.console.status import print_status, status_json
from pipelines.operation.alert_book import OpenTrouble
from pipelines.operation.freshness import Freshness
from pipelines.operation.overview import Alerts, Overview, Published
from pipelines.operation.run_history import Automation, Run
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAMES = (
    "Published", "Contents", "Freshness", "Last run", "Running now",
    "By itself", "For review", "Not read", "Troubles", "Alerts",
)  # fmt: skip


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


PUBLISHED = Published(
    name="20261120T063005.123456Z-550d3dc5.duckdb",
    built_at=ago(hours=5),
    size_bytes=118 * 1024 * 1024,
    documents=35_428,
    figures=12_345,
    quarantined=1,
    refused=2,
    findings={"error": 3, "warning": 12, "info": 2},
    pending=2,
)
SEEN = Overview(
    home="/srv/anslag",
    published=PUBLISHED,
    freshness=Freshness(ago(hours=3), timedelta(hours=26)),
    is_stale=False,
    last_run=Run("230ee691-4d08", "SUCCESS", ago(hours=3, seconds=40.5), ago(hours=3), "daily"),
    building={"pid": "4711", "host": "srv", "since": ago(minutes=2).isoformat()},
    daemon_lives=True,
    automations=[
        Automation("daily", "schedule", True, ago(hours=5), False),
        Automation("raw_folder", "sensor", False, ago(days=3), False),
    ],
    pages="http://127.0.0.1:3000",
    alerts=Alerts(["webhook", "e-mail"], 0, []),
)


def lines(seen: Overview) -> dict[str, str]:
    screen = Console(width=60, record=True, file=Path(os.devnull).open("w"))  # noqa: SIM115 - written to nowhere
    print_status(seen, NOW, screen)
    printed = screen.export_text().splitlines()
    assert [line[:13].strip() for line in printed[:10]] == list(NAMES)
    return {line[:13].strip(): line[13:] for line in printed}


def changed(**values: Any) -> dict[str, str]:
    return lines(replace(SEEN, **values))


def test_ten_lines_say_it_all() -> None:
    assert lines(SEEN) == {
        "Published": "20261120T063005.123456Z-550d3dc5.duckdb, built 5 hours ago, 118 MiB",
        "Contents": "35 428 documents, 12 345 figures",
        "Freshness": "fresh: confirmed 3 hours ago, 26 h are allowed",
        "Last run": "succeeded 3 hours ago after 40.5 s, started by daily (run 230ee691, 2026-11-20 08:59 UTC)",
        "Running now": "process 4711 on srv, begun 2 minutes ago",
        "By itself": "on: daily; OFF: raw_folder; last look 5 hours ago; http://127.0.0.1:3000",
        "For review": "3 error, 12 warning, 2 info, 2 decisions pending the next run",
        "Not read": "1 document quarantined, 2 files refused",
        "Troubles": "none",
        "Alerts": "by webhook and e-mail, none undelivered",
    }


def test_a_home_without_a_warehouse_is_told_how_to_get_one() -> None:
    told = changed(published=None, freshness=Freshness(None, timedelta(hours=26)), last_run=None, building=None)
    assert told["Published"] == "nothing yet: `anslag run`"
    assert (told["Freshness"], told["For review"], told["Not read"]) == ("–", "–", "–")
    assert (told["Last run"], told["Running now"]) == ("none in the history", "nothing")


def test_stale_data_is_told() -> None:
    told = changed(freshness=Freshness(ago(days=3), timedelta(hours=26)), is_stale=True)
    assert told["Freshness"] == "stale: confirmed 3 days ago, 26 h are allowed"


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (
            Run("230ee691-4d08", "FAILURE", ago(minutes=2), ago(minutes=1), None),
            "failed 1 minute ago after 60.0 s, started by hand (run 230ee691, 2026-11-20 11:58 UTC)",
        ),
        (
            Run("230ee691-4d08", "STARTED", ago(minutes=2), None, "raw_folder"),
            "under way, started by raw_folder (run 230ee691, 2026-11-20 11:58 UTC)",
        ),
        (Run("230ee691-4d08", "QUEUED", None, None, None), "waits for its turn, started by hand (run 230ee691)"),
    ],
)
def test_the_last_run_is_told_in_words(run: Run, told: str) -> None:
    assert changed(last_run=run)["Last run"] == told


def test_without_a_daemon_nothing_runs_by_itself_whatever_is_switched_on() -> None:
    assert changed(daemon_lives=False)["By itself"] == "nothing: Dagster's daemon is not running (`anslag dev`)"


def test_a_sensor_whose_last_look_failed_is_told() -> None:
    found = [
        Automation("raw_folder", "sensor", True, ago(minutes=3), True),
        Automation("watch", "sensor", True, ago(minutes=2), False),
    ]
    told = changed(automations=found, pages=None)["By itself"]
    assert told == "on: raw_folder, watch; FAILED at the last look: raw_folder; last look 2 minutes ago"


def test_a_daemon_that_has_just_begun_has_nothing_to_start_yet() -> None:
    assert changed(automations=[], pages=None)["By itself"] == "a daemon runs, but has nothing to start yet"


def test_troubles_and_undelivered_alerts_are_told() -> None:
    trouble = OpenTrouble("run_failed", "build_warehouse", "the run failed at core", ago(hours=30), 3, True)
    told = changed(alerts=Alerts([], 2, [trouble]))
    assert told["Troubles"] == "the run failed at core (build_warehouse, since 30 hours ago, 3 times)"
    assert told["Alerts"] == "no channel is set, 2 undelivered"


def test_what_could_not_be_read_is_told_below() -> None:
    told = changed(published=None, problems=["runs.db cannot be read."])
    assert told["Published"] == "nothing that can be read"
    assert told["Problem"] == "runs.db cannot be read."


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=119), "1 hour ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(hours=48), "2 days ago"),
        (-timedelta(hours=1), "2026-11-20 13:00 UTC, which lies ahead"),
    ],
)
def test_ages_are_told_in_the_unit_that_fits(age: timedelta, told: str) -> None:
    line = changed(published=replace(PUBLISHED, built_at=NOW - age))["Published"]
    assert f"built {told}, 118 MiB" in line


def test_the_json_holds_everything() -> None:
    values = json.loads(status_json(SEEN, NOW))
    assert values["published"]["documents"] == 35_428
    assert values["published"]["built_at"] == "2026-11-20T07:00:00+00:00"
    assert values["freshness"] == {
        "confirmed_at": "2026-11-20T09:00:00+00:00",
        "age_seconds": 10_800.0,
        "stale_after_seconds": 93_600.0,
        "is_stale": False,
    }
    assert values["last_run"]["seconds"] == 40.5
    assert values["building"]["pid"] == "4711"
    assert [each["is_on"] for each in values["automations"]] == [True, False]
    assert json.loads(status_json(replace(SEEN, last_run=None, published=None), NOW))["published"] is None


def test_the_status_of_an_installation_that_was_just_built(installation: Installation) -> None:
    answer = anslag(installation.root, "status")
    assert (answer.returncode, answer.stderr) == (0, "")
    told = {line[:13].strip(): line[13:] for line in answer.stdout.splitlines()}
    assert tuple(told) == NAMES
    assert told["Published"].startswith(Home(installation.root).link.resolve().name)
    assert told["Contents"].startswith("2 documents, ")
    assert told["Freshness"].startswith("fresh")
    assert told["Last run"].startswith("succeeded")
    values = json.loads(anslag(installation.root, "status", "--json").stdout)
    assert values["published"]["findings"]["error"] + values["published"]["findings"]["warning"] > 0
    assert f"{values['published']['findings']['warning']} warning" in told["For review"]


def test_the_status_while_a_run_is_under_way_names_its_process(tmp_path: Path) -> None:
    with publisher_lock(Home(tmp_path)):
        assert f"process {os.getpid()} on" in anslag(tmp_path, "status").stdout


def test_the_status_comes_at_once(installation: Installation) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    anslag(installation.root, "status")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Work and not waiting, since the machine may be busy.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.5
