"""What `anslag status` prints: ten lines, or all of it as JSON.

Belongs here: wording. What there is to tell stands in `pipelines.operation.overview`.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from rich.console import Console
from rich.text import Text

from pipelines.console.terminal import count, plain, severity_style
from pipelines.operation.overview import SEVERITIES, Overview
from pipelines.operation.run_history import Run

_OUTCOMES = {
    "SUCCESS": ("succeeded", "green"),
    "FAILURE": ("failed", "bold red"),
    "CANCELED": ("stopped", "yellow"),
    "CANCELING": ("being stopped", "yellow"),
    "QUEUED": ("waits for its turn", ""),
}
_MIB = 1024 * 1024
_NAME_WIDTH = 13


def print_status(seen: Overview, now: datetime, screen: Console) -> None:
    """Print ten lines, and one more for everything that could not be read."""
    for name, told in (*_lines(seen, now), *(("Problem", plain(each, "bold red")) for each in seen.problems)):
        screen.print(Text.assemble((f"{name:<{_NAME_WIDTH}}", "dim"), told), soft_wrap=True)


def status_json(seen: Overview, now: datetime) -> str:
    """Give everything as JSON; times in ISO 8601, ages in seconds."""
    values = asdict(seen)
    confirmed = seen.freshness.confirmed_at
    values["freshness"] = {
        "confirmed_at": confirmed,
        "age_seconds": (now - confirmed).total_seconds() if confirmed else None,
        "stale_after_seconds": seen.freshness.stale_after.total_seconds(),
        "is_stale": values.pop("is_stale"),
    }
    if seen.last_run:
        values["last_run"]["seconds"] = seen.last_run.seconds
    return json.dumps(values, ensure_ascii=False, indent=2, default=_json_value)


def _json_value(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _lines(seen: Overview, now: datetime) -> Iterator[tuple[str, Text]]:
    published = seen.published
    if published is None:
        yield "Published", plain("nothing that can be read" if seen.problems else "nothing yet: `anslag run`", "yellow")
        yield "Contents", plain("–")
    else:
        built = _ago(now, published.built_at)
        yield "Published", plain(f"{published.name}, built {built}, {published.size_bytes / _MIB:.0f} MiB")
        yield "Contents", plain(f"{count(published.documents, 'document')}, {count(published.figures, 'figure')}")
    yield "Freshness", _freshness(seen, now)
    yield "Last run", _run(seen.last_run, now)
    yield "Running now", _building(seen, now)
    yield "By itself", _automation(seen, now)
    yield "For review", _findings(seen)
    yield "Not read", _unread(seen)
    yield "Troubles", _troubles(seen, now)
    yield "Alerts", _alerts(seen)


def _freshness(seen: Overview, now: datetime) -> Text:
    fresh = seen.freshness
    if fresh.confirmed_at is None:
        return plain("–")
    allowed = f"{fresh.stale_after / timedelta(hours=1):g} h are allowed"
    confirmed = f"confirmed {_ago(now, fresh.confirmed_at)}, {allowed}"
    return plain(f"stale: {confirmed}", "bold red") if seen.is_stale else plain(f"fresh: {confirmed}")


def _run(run: Run | None, now: datetime) -> Text:
    if run is None:
        return plain("none in the history")
    outcome, style = _OUTCOMES.get(run.status, ("under way", ""))
    ended = f" {_ago(now, run.ended_at)}" if run.ended_at else ""
    took = f" after {run.seconds:.1f} s" if run.seconds is not None else ""
    began = f", {run.started_at:%Y-%m-%d %H:%M} UTC" if run.started_at else ""
    by = f"started by {run.launched_by or 'hand'}"
    return Text.assemble((outcome, style), plain(f"{ended}{took}, {by} (run {run.run_id[:8]}{began})"))


def _building(seen: Overview, now: datetime) -> Text:
    if seen.building is None:
        return plain("nothing")
    if not seen.building:
        return plain("a process that left no name")
    since = datetime.fromisoformat(seen.building["since"])
    return plain(f"process {seen.building['pid']} on {seen.building['host']}, begun {_ago(now, since)}", "cyan")


def _automation(seen: Overview, now: datetime) -> Text:
    if not seen.daemon_lives:
        return plain("nothing: Dagster's daemon is not running (`anslag dev`)", "yellow")
    on = [each for each in seen.automations if each.is_on]
    off = [each for each in seen.automations if not each.is_on]
    failed = [each for each in on if each.failed]
    told = [f"{word} {', '.join(each.name for each in named)}" for word, named in (("on:", on), ("OFF:", off)) if named]
    if failed:
        told.append(f"FAILED at the last look: {', '.join(each.name for each in failed)}")
    if looks := [each.ticked_at for each in on if each.ticked_at]:
        told.append(f"last look {_ago(now, max(looks))}")
    if seen.pages:
        told.append(seen.pages)
    return plain("; ".join(told) or "a daemon runs, but has nothing to start yet", "yellow" if off or failed else "")


def _findings(seen: Overview) -> Text:
    if seen.published is None:
        return plain("–")
    found = seen.published.findings
    told = [
        (f"{found[severity]} {severity}", severity_style(severity) if found[severity] else "")
        for severity in SEVERITIES
    ]
    if seen.published.pending:
        told.append((f"{count(seen.published.pending, 'decision')} pending the next run", "yellow"))
    return Text(", ").join(Text(words, style) for words, style in told)


def _unread(seen: Overview) -> Text:
    if seen.published is None:
        return plain("–")
    published = seen.published
    told = f"{count(published.quarantined, 'document')} quarantined, {count(published.refused, 'file')} refused"
    return plain(told, "yellow" if published.quarantined or published.refused else "")


def _troubles(seen: Overview, now: datetime) -> Text:
    told = [
        f"{each.title} ({each.subject}, since {_ago(now, each.began_at)}, {count(each.count, 'time')})"
        for each in seen.alerts.troubles
    ]
    return plain("; ".join(told), "bold red") if told else plain("none")


def _alerts(seen: Overview) -> Text:
    by = f"by {' and '.join(seen.alerts.channels)}" if seen.alerts.channels else "no channel is set"
    waiting = seen.alerts.undelivered
    told = f"{by}, {waiting} undelivered" if waiting else f"{by}, none undelivered"
    return plain(told, "bold red" if waiting else "" if seen.alerts.channels else "yellow")


def _ago(now: datetime, moment: datetime | None) -> str:
    """Say how long ago something was."""
    if moment is None:
        return "at a time unknown"
    seconds = (now - moment).total_seconds()
    if seconds < 0:
        return f"{moment:%Y-%m-%d %H:%M} UTC, which lies ahead"
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size * 2 or (seconds >= size and unit != "day"):
            return f"{count(int(seconds // size), unit)} ago"
    return "just now"
