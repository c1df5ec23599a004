"""The folders of an installation, the space that is left, and what lies in `raw/`."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipelines.operation.checkup.results import CheckResult, note, ok, wrong
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveError
from pipelines.sources.files import PathNotFoundError
from pipelines.sources.listing import list_folder
from pipelines.sources.population import supplied_population
from pipelines.sources.types import RefusedFile
from pipelines.store.reviews import read as read_reviews
from pipelines.store.versions import current_version

_MIB = 1024 * 1024
_GIB = 1024 * _MIB
# A run needs room for the next version and for what DuckDB puts aside meanwhile.
_VERSIONS_OF_ROOM = 3
_LEAST_ROOM = _GIB


def folders(home: Home) -> list[CheckResult]:
    """See whether every folder is there, or can be made, and can be written to."""
    problems = [
        problem
        for folder in (home.raw_dir, home.warehouse_dir, home.versions_dir, home.dagster_dir, home.state_dir)
        if (problem := _problem(folder)) is not None
    ]
    return problems or [ok("Folders", f"all in {home.root} can be written to")]


def _problem(folder: Path) -> CheckResult | None:
    there = folder
    while not there.exists() and not there.is_symlink() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return wrong("Folders", f"{there} is not a folder", f"Move {there} away; Anslag keeps a folder of that name.")
    try:
        with tempfile.TemporaryFile(dir=there):
            return None
    except OSError as error:
        return wrong(
            "Folders",
            f"{there} cannot be written to ({error.strerror})",
            f"Let the user that runs Anslag write there: `chown -R USER {there}`.",
        )


def disk(home: Home, free_bytes: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free) -> CheckResult:
    """See whether there is room for the next version."""
    place = home.warehouse_dir
    while not place.is_dir() and place != place.parent:
        place = place.parent
    version = current_version(home)
    needed = max(_LEAST_ROOM, _VERSIONS_OF_ROOM * version.stat().st_size if version else 0)
    free = free_bytes(place)
    if free >= needed:
        return ok("Disk", f"{_size(free)} free")
    return wrong("Disk", f"{_size(free)} free at {place}, {_size(needed)} needed", "Make room there, or move the home.")


def raw_documents(home: Home) -> CheckResult:
    """See whether there is anything to read in `raw/`."""
    check = "Documents"
    try:
        found = list(list_folder("folder", home.raw_dir.resolve(strict=True)))
    except (OSError, PathNotFoundError):
        return wrong(check, f"{home.raw_dir} cannot be read", f"Make the folder: `mkdir {home.raw_dir}`.")
    refused = sum(isinstance(each, RefusedFile) for each in found)
    documents = len(found) - refused
    if documents:
        return ok(check, f"{documents} in raw/" + (f", {refused} files refused by name" if refused else ""))
    remedy = "Put a document (.txt, .md, .html, .pdf) into raw/, then `anslag run`."
    if current_version(home):
        return note(check, "raw/ holds none; what is published came from elsewhere", remedy)
    return wrong(check, "raw/ holds none", remedy)


def reviews(home: Home) -> CheckResult:
    """See whether every line of the log of reviews can be read."""
    check = "Reviews"
    try:
        log = read_reviews(home)
    except OSError as error:
        return wrong(check, f"{home.reviews} cannot be read ({error.strerror})", "Let the user who runs this read it.")
    if log.problems:
        first = log.problems[0]
        seen = f"{len(log.problems)} lines of {home.reviews} cannot be taken, the first is line {first.line}"
        return wrong(check, f"{seen}. {first.problem}", first.remedy)
    return ok(
        check, f"{len(log.reviews)} decisions, every line whole" if log.reviews else "nobody has decided anything"
    )


def population(home: Home) -> CheckResult:
    """See whether every line of the file of inhabitants can be taken, where there is one."""
    check = "Inhabitants"
    supplied = supplied_population(home)
    if supplied.refused:
        first = supplied.refused[0]
        seen = f"{first.path} is not used, and {len(supplied.refused)} problems are told. {first.problem}"
        return wrong(check, seen, first.remedy)
    return ok(check, f"all of {home.population.name} can be used" if supplied.files else "nobody supplies them")


def archive(home: Home) -> CheckResult:
    """See whether the archive of everything received is whole."""
    check, path = "Archive", home.archive
    if not path.exists():
        return note(check, "there is none yet", "The first run makes it: `anslag run`.")
    try:
        with Archive(path, read_only=True) as opened:
            opened.verify()
            opened.verify_contents()
    except ArchiveError as error:
        remedy = f"Restore {path} from a backup: what was fetched is nowhere else. "
        return wrong(check, error.problem, remedy + f"`sqlite3 {path} .recover` saves what it can.")
    return ok(check, f"{_size(path.stat().st_size)}, intact")


def _size(size_bytes: int) -> str:
    return f"{size_bytes / _GIB:.1f} GiB" if size_bytes >= _GIB else f"{size_bytes / _MIB:.0f} MiB"
