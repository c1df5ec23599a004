"""What an installation is doing: what is published, what runs, what is stale, what waits for somebody.

Belongs here: gathering it, from the published warehouse, Dagster's storage and the book of alerts, without importing
Dagster. What cannot be read is told, and the rest goes on. Printing belongs to `pipelines.console.status`.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from pipelines.operation.alert_book import AlertBook, OpenTrouble, book_path
from pipelines.operation.alert_settings import alert_settings
from pipelines.operation.freshness import Freshness, freshness, published_built_at
from pipelines.operation.run_history import Automation, HistoryError, Run, automations, daemon_lives, last_run
from pipelines.operation.server_note import is_alive, read_note
from pipelines.quality.deciding import pending
from pipelines.settings import Home
from pipelines.store.lock import lock_holder
from pipelines.store.versions import NoWarehouseError, current_version, open_published

SEVERITIES = ("error", "warning", "info")

_CURRENT = "(SELECT document_id FROM core.dim_document WHERE is_current)"
_CONTENTS = f"""
SELECT (SELECT count(*) FROM core.dim_document WHERE is_current),
    (SELECT count(*) FROM core.fact_allocation WHERE document_id IN {_CURRENT})
        + (SELECT count(*) FROM core.fact_funding WHERE amount_low IS NOT NULL AND document_id IN {_CURRENT}),
    (SELECT count(DISTINCT document_id) FROM quality.finding
        WHERE kind = 'unreadable_document' AND document_id IN {_CURRENT}),
    (SELECT count(*) FROM raw.refused_file)
"""  # noqa: S608 - our own names
_FINDINGS = f"""
SELECT severity, count(*) FROM quality.finding
WHERE state = 'open' AND (document_id IS NULL OR document_id IN {_CURRENT}) GROUP BY severity
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Published:
    """The published version.

    Attributes:
        name: its file.
        built_at: when it was built, in UTC.
        size_bytes: size of the file.
        documents: documents that are there now.
        figures: amounts in their tables and prose.
        quarantined: documents that the reader failed on.
        refused: files that could not be taken for documents.
        findings: open findings by severity.
        pending: decisions of people that the next run will replay.
    """

    name: str
    built_at: datetime | None
    size_bytes: int
    documents: int
    figures: int
    quarantined: int
    refused: int
    findings: dict[str, int]
    pending: int


@dataclass(frozen=True, slots=True)
class Alerts:
    """The alerts of an installation.

    Attributes:
        channels: channels that are set.
        undelivered: alerts that wait for a channel.
        troubles: troubles that go on.
    """

    channels: list[str]
    undelivered: int
    troubles: list[OpenTrouble]


@dataclass(slots=True)
class Overview:
    """What an installation is doing.

    Attributes:
        home: its folder.
        published: the published version; None where there is none that can be read.
        freshness: how fresh it is.
        is_stale: whether that is too old.
        last_run: the last run of the warehouse's job; None where there is none.
        building: who builds now: pid, host and since when; None for nobody.
        daemon_lives: whether schedules and sensors are looked at at all.
        automations: schedules and sensors.
        pages: address of Dagster's pages, where they are said to be served.
        alerts: the alerts.
        problems: what could not be read.
    """

    home: str
    published: Published | None
    freshness: Freshness
    is_stale: bool
    last_run: Run | None = None
    building: dict[str, str] | None = None
    daemon_lives: bool = False
    automations: list[Automation] = field(default_factory=list)
    pages: str | None = None
    alerts: Alerts = field(default_factory=lambda: Alerts([], 0, []))
    problems: list[str] = field(default_factory=list)


def overview(home: Home, environment: Mapping[str, str], *, now: datetime) -> Overview:
    """Look over an installation; nothing is changed.

    Args:
        home: the installation.
        environment: where the settings are read from.
        now: the time, in UTC.
    """
    problems: list[str] = []
    fresh = freshness(home, environment)
    seen = Overview(str(home.root), _published(home, problems), fresh, fresh.is_stale(now), problems=problems)
    seen.building = lock_holder(home)
    try:
        seen.last_run = last_run(home)
        seen.daemon_lives = daemon_lives(home, now)
        seen.automations = automations(home)
    except HistoryError as error:
        problems.append(str(error))
    note = read_note(home)
    seen.pages = note.address if note and is_alive(note.pid) else None
    seen.alerts = _alerts(home, environment, problems)
    return seen


def _published(home: Home, problems: list[str]) -> Published | None:
    version = current_version(home)
    if version is None:
        return None
    try:
        with open_published(home) as con:
            documents, figures, quarantined, refused = con.execute(_CONTENTS).fetchone() or (0, 0, 0, 0)
            found = dict(con.execute(_FINDINGS).fetchall())
            undone = len(pending(con, home))
        size_bytes = version.stat().st_size
    except (NoWarehouseError, duckdb.Error, OSError) as error:
        problems.append(f"{version.name} cannot be read ({str(error).strip().partition(chr(10))[0]}).")
        return None
    findings = {severity: int(found.get(severity, 0)) for severity in SEVERITIES}
    return Published(
        version.name, published_built_at(home), size_bytes, documents, figures, quarantined, refused, findings, undone
    )


def _alerts(home: Home, environment: Mapping[str, str], problems: list[str]) -> Alerts:
    settings = alert_settings(environment)
    problems.extend(settings.problems)
    names = [channel.name for channel in settings.channels]
    book = AlertBook(book_path(home))
    try:
        return Alerts(names, len(book.waiting()), book.troubles())
    except (sqlite3.Error, OSError) as error:
        problems.append(f"{book_path(home)} cannot be read ({error}).")
        return Alerts(names, 0, [])
