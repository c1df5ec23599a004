"""Fetching a section of three pages from a server on loopback, and what the archive then holds."""

from datetime import date, datetime
from typing import Any

from misbehaving_site import NOON, FakeClock, Site, entry

from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import Observation
from pipelines.sources.g0v import SOURCE, SectionFetch, Summary
from pipelines.sources.web import Manners, WebClient, web_root

EAGER = Manners(requests_per_second=1e9, timeout_seconds=0.2)
SECTION = "pressmeddelanden"
LISTING, KEY = f"/{SECTION}.json", "/api/codes.json"
A, B, C = (f"{SECTION}/2026/10/{name}.md" for name in "abc")


def listed(path: str, **changed: Any) -> dict[str, Any]:
    return entry(f"/{path.removesuffix('.md')}/", **changed)


def fetch(
    site: Site,
    archive: Archive,
    *,
    at: datetime = NOON,
    since: date | None = None,
    recheck: bool = False,
    section: str = SECTION,
) -> Summary:
    clock = FakeClock(at)
    with WebClient(web_root(site.root), "anslag/test", EAGER, clock) as client:
        return SectionFetch(archive, client, clock, section, since, recheck=recheck).run()


def held(archive: Archive) -> dict[str, bytes]:
    return {path: archive.content(seen.sha256 or "") for path, seen in archive.current(SOURCE).items()}


def history(archive: Archive, path: str) -> list[Observation]:
    return [seen for seen in archive.observations() if seen.path == path]
