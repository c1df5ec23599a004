"""Fetching from g0v.se as a Dagster job with a schedule: what `anslag fetch g0v` does, while nobody watches.

Belongs here: what the environment says of it, when it runs, and when it has failed. What a fetch does stands in
`pipelines.sources.g0v`. A fetch publishes nothing: the next build reads what it put into the archive.
"""
# ruff: noqa: PLC0415 - Dagster loads the definitions in every process that it starts: HTTP can wait for the fetch

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dagster import (
    Backoff,
    DefaultScheduleStatus,
    Failure,
    JobDefinition,
    OpExecutionContext,
    RetryPolicy,
    RunRequest,
    ScheduleDefinition,
    SkipReason,
    in_process_executor,
    job,
    op,
    schedule,
)

from pipelines.assets.counting import counted
from pipelines.operation.run_history import FETCH_JOB
from pipelines.settings import Home, current_home
from pipelines.sources.archive import Archive

if TYPE_CHECKING:
    from pipelines.sources.g0v import Question, Summary

SECTIONS_VARIABLE = "ANSLAG_G0V_SECTIONS"
"""Environment variable with the sections to fetch, separated by commas: `pressmeddelanden,artiklar`."""
SINCE_VARIABLE = "ANSLAG_G0V_SINCE"
"""Environment variable with the day from which on pages are fetched, YYYY-MM-DD."""
URL_VARIABLE = "ANSLAG_G0V_URL"
CONTACT_VARIABLE = "ANSLAG_CONTACT"

# A site that is out of order may be back in minutes. With these three the last attempt begins 35 minutes after the
# first, so that the build of 06:30 has what a fetch of 05:30 brought.
_RETRIES = RetryPolicy(max_retries=3, delay=300, backoff=Backoff.EXPONENTIAL)
_REASONS_TOLD = 5


class FetchSettingsError(ValueError):
    """A setting that no fetch can be made with.

    Attributes:
        variable: the environment variable.
    """

    def __init__(self, variable: str, problem: str) -> None:
        super().__init__(f"{variable} {problem}")
        self.variable = variable


class FetchIncompleteError(Exception):
    """A fetch that did not get everything; what it got is in the archive.

    Attributes:
        reasons: what failed, and why.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        told = "; ".join(reasons[:_REASONS_TOLD])
        more = f"; and {len(reasons) - _REASONS_TOLD} more" if len(reasons) > _REASONS_TOLD else ""
        super().__init__(f"{told}{more}. What was received is kept; the next fetch asks for the rest.")
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What to fetch, and from where.

    Attributes:
        sections: names of the sections; none where nothing is to be fetched by schedule.
        since: only pages published or updated on this day or later; None for all.
        root: address of the site, as `web.web_root` gives it.
        agent: what the site is told of who asks.
    """

    sections: tuple[str, ...]
    since: date | None
    root: str
    agent: str


def named_sections(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Give the sections that the environment names, each once, whether or not they can be sections."""
    named = re.split(r"[\s,]+", environment.get(SECTIONS_VARIABLE, ""))
    return tuple(dict.fromkeys(name for name in named if name))


def fetch_settings(environment: Mapping[str, str] = os.environ) -> FetchSettings:
    """Read the settings of a scheduled fetch.

    Raises:
        FetchSettingsError: one of them cannot be used.
    """
    from pipelines.sources.g0v import BASE_URL
    from pipelines.sources.g0v_listing import is_section
    from pipelines.sources.web import user_agent, web_root

    sections, since = named_sections(environment), environment.get(SINCE_VARIABLE)
    if strange := [name for name in sections if not is_section(name)]:
        raise FetchSettingsError(SECTIONS_VARIABLE, f"names {strange[0]!r}, which is no section: pressmeddelanden is.")
    try:
        day = date.fromisoformat(since) if since else None
    except ValueError:
        raise FetchSettingsError(SINCE_VARIABLE, f"is {since!r}, which is no day: write 2025-01-31.") from None
    try:
        root = web_root(environment.get(URL_VARIABLE) or BASE_URL)
    except ValueError as error:
        raise FetchSettingsError(URL_VARIABLE, f"cannot be used: {error}") from error
    try:
        agent = user_agent(environment.get(CONTACT_VARIABLE) or None)
    except ValueError as error:
        raise FetchSettingsError(CONTACT_VARIABLE, f"cannot be used: {error}") from error
    return FetchSettings(sections, day, root, agent)


def fetch_job(retries: RetryPolicy = _RETRIES) -> JobDefinition:
    """Make the job that fetches the named sections of g0v.se.

    Args:
        retries: when a fetch that did not get everything is tried again.
    """

    @op(retry_policy=retries, description="Fetch what is new or changed in the named sections into the archive")
    def fetch_pages(context: OpExecutionContext) -> None:
        try:
            settings = fetch_settings()
        except FetchSettingsError as error:
            # Waiting mends no setting.
            raise Failure(str(error), allow_retries=False) from error
        reasons: list[str] = []
        for summary in _fetch(current_home(), settings, context):
            context.log.info(_told(summary))
            reasons += summary.failed + ([summary.stopped] if summary.stopped else [])
        if reasons:
            raise FetchIncompleteError(reasons)

    @job(
        name=FETCH_JOB,
        executor_def=in_process_executor,
        description=f"Fetch new and changed pages of g0v.se; {SECTIONS_VARIABLE} names the sections",
    )
    def fetch_g0v() -> None:
        fetch_pages()

    return fetch_g0v


def fetch_schedule() -> ScheduleDefinition:
    """Fetch every morning, an hour before the daily build; switched off where no section is named."""
    sections = named_sections()
    if sections:
        description = f"Every morning at 05:30 in Stockholm: {', '.join(sections)} of g0v.se"
    else:
        description = (
            f"Off: it fetches from g0v.se at 05:30 where {SECTIONS_VARIABLE} names sections. Set it, to "
            "pressmeddelanden,artiklar for example, and start `anslag dev` anew"
        )

    @schedule(
        name=FETCH_JOB,
        job_name=FETCH_JOB,
        cron_schedule="30 5 * * *",
        execution_timezone="Europe/Stockholm",
        default_status=DefaultScheduleStatus.RUNNING if sections else DefaultScheduleStatus.STOPPED,
        description=description,
    )
    def fetch_g0v() -> RunRequest | SkipReason:
        return RunRequest() if named_sections() else SkipReason(description)

    return fetch_g0v


def _fetch(home: Home, settings: FetchSettings, context: OpExecutionContext) -> "Iterator[Summary]":
    from pipelines.sources.g0v import SectionFetch
    from pipelines.sources.web import Clock, Manners, WebClient

    clock = Clock()
    with Archive(home.archive) as archive, WebClient(settings.root, settings.agent, Manners(), clock) as client:
        for section in settings.sections:

            def tracked(questions: "Sequence[Question]", section: str = section) -> "Iterable[Question]":
                return counted(questions, len(questions), f"pages of {section} asked for", context.log.info)

            summary = SectionFetch(archive, client, clock, section, settings.since).run(tracked)
            yield summary
            if summary.stopped:
                return


def _told(summary: "Summary") -> str:
    return (
        f"{summary.section}: {summary.listed} listed, {summary.asked} asked for, {summary.added} new, "
        f"{summary.changed} changed, {summary.redescribed} described anew, {summary.vanished} vanished, "
        f"{len(summary.failed)} failed, {summary.not_asked} left for another time"
    )
