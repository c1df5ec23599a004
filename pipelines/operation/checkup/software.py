"""Python, packages, time zones and the clock."""

import platform
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.metadata import distributions, metadata
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from pipelines.operation.checkup.results import CheckResult, note, ok, wrong
from pipelines.settings import CODE_ROOT, Home

LOCK_FILE = CODE_ROOT / "requirements.lock"

_ZONE = "Europe/Stockholm"
_SHOWN = 4
# Clocks of one machine and of its file server differ by as much.
_CLOCK_SLACK = timedelta(minutes=5)
_SET_UP = "Set the environment up again: `make clean run`."


def python(version: str = platform.python_version(), required: str | None = None) -> CheckResult:
    """Hold the version of Python against what the package asks for."""
    required = metadata("anslag")["Requires-Python"] if required is None else required
    if SpecifierSet(required).contains(version, prereleases=True):
        return ok("Python", version)
    return wrong("Python", f"{version}, but Anslag needs {required}", f"Install Python {required}. {_SET_UP}")


def packages(lock: Path = LOCK_FILE, installed: Mapping[str, str] | None = None) -> CheckResult:
    """Hold the versions of the installed packages against the lock file."""
    check = "Packages"
    if not lock.exists():
        return note(
            check, f"there is no {lock.name} to compare with", "Install Anslag from its repository to have one."
        )
    found = _installed() if installed is None else installed
    locked = dict(_locked(lock.read_text(encoding="utf-8")))
    differ = []
    for name, version in locked.items():
        there = found.get(canonicalize_name(name))
        if there != version:
            differ.append(f"{name} {there or 'is missing'} ({version} is locked)")
    if not differ:
        return ok(check, f"{len(locked)} as locked")
    more = f" and {len(differ) - _SHOWN} more" if len(differ) > _SHOWN else ""
    return wrong(check, f"{', '.join(differ[:_SHOWN])}{more}", _SET_UP)


def time_zone(name: str = _ZONE) -> CheckResult:
    """See whether the schedule's time zone is known here."""
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return wrong("Time zone", f"{name} is not known here", "Install the time zones: `apt-get install tzdata`.")
    return ok("Time zone", name)


def clock(home: Home, now: datetime) -> CheckResult:
    """Hold the clock against what the installation made earlier."""
    from pipelines.operation.freshness import published_built_at  # noqa: PLC0415 - needs DuckDB, which may be what is missing

    built = published_built_at(home)
    if built is not None and built - now > _CLOCK_SLACK:
        return wrong(
            "Clock",
            f"it is {now:%Y-%m-%d %H:%M} UTC, but the published version is of {built:%Y-%m-%d %H:%M}",
            "Set the clock, and keep it with a time service (`timedatectl set-ntp true`).",
        )
    return ok("Clock", f"{now:%Y-%m-%d %H:%M} UTC")


def _installed() -> dict[str, str]:
    # In the order in which Python finds them, so the first of a name counts.
    versions: dict[str, str] = {}
    for found in distributions():
        versions.setdefault(canonicalize_name(found.metadata["Name"]), found.version)
    return versions


def _locked(text: str) -> Iterator[tuple[str, str]]:
    """Give name and version of every package of a lock file that this platform needs."""
    for line in text.splitlines():
        try:
            requirement = Requirement(line.removesuffix("\\").strip())
        except InvalidRequirement:
            continue  # A hash or a comment.
        pins = [each.version for each in requirement.specifier if each.operator == "=="]
        if pins and (requirement.marker is None or requirement.marker.evaluate()):
            yield requirement.name, pins[0]
