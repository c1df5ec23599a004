"""The channels of the alerts, and alerts that nobody took."""

import sqlite3
from collections.abc import Mapping

from pipelines.operation.alert_book import AlertBook, book_path
from pipelines.operation.alert_settings import alert_settings
from pipelines.operation.alerting import Alerting
from pipelines.operation.checkup.results import CheckResult, note, ok, wrong
from pipelines.operation.durations import hours
from pipelines.operation.freshness import STALE_AFTER_VARIABLE
from pipelines.settings import Home

_README = "README.md lists the variables."


def channels(environment: Mapping[str, str]) -> list[CheckResult]:
    """See whether somebody is told of failures, and whether the settings can be used."""
    check = "Alerts"
    settings = alert_settings(environment)
    problems = list(settings.problems)
    try:
        hours(environment, STALE_AFTER_VARIABLE, 1.0)
    except ValueError as error:
        problems.append(str(error))
    if problems:
        return [wrong(check, problem, _README) for problem in problems]
    if not settings.channels:
        seen = "no channel is set: nobody hears of failures"
        return [note(check, seen, f"Set ANSLAG_ALERT_WEBHOOK_URL or ANSLAG_ALERT_MAIL_TO. {_README}")]
    return [ok(check, f"by {' and '.join(channel.name for channel in settings.channels)}")]


def undelivered(home: Home) -> CheckResult:
    """See whether alerts wait that a channel did not take."""
    check = "Undelivered alerts"
    try:
        waiting = [entry for entry in AlertBook(book_path(home)).waiting() if entry.attempts]
    except (sqlite3.Error, OSError) as error:
        remedy = f"Remove it: `rm {book_path(home)}`. What goes on is told once more."
        return wrong(check, f"{book_path(home)} cannot be read ({error})", remedy)
    if not waiting:
        return ok(check, "none")
    first = waiting[0]
    seen = f"{len(waiting)} since {first.queued_at:%Y-%m-%d %H:%M} UTC; {first.channel}: {first.problem}"
    return wrong(check, seen, "Mend the channel's settings; `anslag doctor --send-test` tries it.")


def sent_test(home: Home, environment: Mapping[str, str]) -> list[CheckResult]:
    """Send a test alert by every channel."""
    outcomes = Alerting(home, environment).send_test()
    return [
        wrong(f"Test by {channel}", problem, "Mend the channel's settings, or the receiver.")
        if problem
        else ok(f"Test by {channel}", "sent")
        for channel, problem in outcomes
    ] or [wrong("Test alert", "there is no channel to send it by", f"Set one. {_README}")]
