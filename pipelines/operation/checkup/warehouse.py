"""The published warehouse, and what unfinished runs left beside it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipelines.operation.checkup.results import CheckResult, note, ok, wrong
from pipelines.operation.freshness import published_built_at
from pipelines.settings import Home
from pipelines.store.lock import lock_holder
from pipelines.store.soundness import DAMAGED_SUFFIX
from pipelines.store.sums import damage_of
from pipelines.store.versions import current_version, versions

# DuckDB's file header: a checksum, this, and the version of the format as 8 bytes, the least first.
_MAGIC = slice(8, 12)
_FORMAT = slice(12, 20)
# No run takes so long; one that does hangs.
_LONG_RUN = timedelta(hours=6)
_BACK = "`anslag run` goes back to the last sound version and builds from there. Check the disk."
_AGAIN = "Build it again: `anslag run`. Older versions are in warehouse/versions/."


def published(home: Home) -> list[CheckResult]:
    """Open the published version, read all of it, and hold it against its name."""
    check = "Warehouse"
    version = current_version(home)
    if version is None:
        if home.link.is_symlink():
            return [wrong(check, f"{home.link} points to {home.link.readlink()}, where there is no file", _AGAIN)]
        return [note(check, "none is published yet", "Build it: `anslag run`.")]
    if (damage := damage_of(version)) is not None:
        return [wrong(check, f"damaged: {damage}", _BACK)]
    if (problem := _unreadable(version)) is not None:
        return [problem]
    try:
        with duckdb.connect(version, read_only=True) as con:
            tables = _read_all(con)
            last = con.execute(
                "SELECT run_id, finished_at FROM quality.run ORDER BY finished_at DESC LIMIT 1"
            ).fetchone()
    except duckdb.Error as error:
        return [wrong(check, f"{version.name} is damaged: {_first_line(error)}", _AGAIN)]
    return [_named_as_built(home, version, last), _contents(home, version, tables)]


def _contents(home: Home, version: Path, tables: int) -> CheckResult:
    check = "Contents"
    for older in versions(home):
        if older != version and (damage := damage_of(older)) is not None:
            return wrong(check, f"an older version is damaged: {damage}", f"Check the disk, then `rm {older}`.")
    return ok(check, f"{tables} tables read through, every block intact; every version is as it was sealed")


def leftovers(home: Home, now: datetime) -> CheckResult:
    """Look for what killed runs left, and for a run that does not end."""
    check = "Unfinished runs"
    holder = lock_holder(home)
    if holder is not None:
        who = f"process {holder['pid']} on {holder['host']}" if holder else "a process"
        since = datetime.fromisoformat(holder["since"]) if holder else now
        if now - since > _LONG_RUN:
            seen = f"{who} has been building since {since:%Y-%m-%d %H:%M} UTC"
            return wrong(check, seen, "See what it does, and end it: its lock and files go with it.")
        return ok(check, f"{who} is building now")
    found = [*home.versions_dir.glob(".building-*"), *home.warehouse_dir.glob(f".{home.link.name}.*")]
    logs = list(home.versions_dir.glob("[!.]*.wal"))
    if logs:
        seen = f"{logs[0].name} lies beside a published version: something opened that one for writing"
        return wrong(check, seen, f"Find out what it was, then `rm {logs[0]}` and build again: `anslag run`.")
    damaged = list(home.versions_dir.glob(f"*{DAMAGED_SUFFIX}"))
    if damaged:
        seen = f"{damaged[0].name} was damaged and is kept to be looked at"
        return note(check, seen, f"Check the disk, then `rm {damaged[0]}`.")
    if found:
        size = sum(path.stat().st_size for path in found if path.is_file()) // (1024 * 1024)
        seen = f"{len(found)} left by runs that were killed, {size} MiB"
        return wrong(check, seen, "The next run removes them: `anslag run`.")
    return ok(check, "none")


def _unreadable(version: Path) -> CheckResult | None:
    check = "Warehouse"
    try:
        with version.open("rb") as file:
            header = file.read(_FORMAT.stop)
    except OSError as error:
        remedy = f"Let the user that runs Anslag read {version}."
        return wrong(check, f"{version.name} cannot be read ({error.strerror})", remedy)
    if header[_MAGIC] != b"DUCK":
        return wrong(check, f"{version.name} is no DuckDB file", _AGAIN)
    written = int.from_bytes(header[_FORMAT], "little")
    try:
        duckdb.connect(version, read_only=True).close()
    except duckdb.Error as error:
        if "version number" in str(error):
            seen = f"DuckDB {duckdb.__version__} cannot read {version.name}, which has format {written}"
            return wrong(check, seen, "Install the DuckDB of the lock file (`make clean run`), or `anslag run`.")
        return wrong(check, f"{version.name} does not open: {_first_line(error)}", _AGAIN)
    return None


def _read_all(con: duckdb.DuckDBPyConnection) -> int:
    """Read every value of every table: DuckDB holds each block against its checksum as it reads it."""
    tables = con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    for schema, table in tables:
        con.execute(f'SELECT bit_xor(hash(each)) FROM "{schema}"."{table}" AS each').fetchall()  # noqa: S608 - its own names
    return len(tables)


def _named_as_built(home: Home, version: Path, last: tuple[str, datetime] | None) -> CheckResult:
    check = "Warehouse"
    if last is None:
        return wrong(check, f"{version.name} does not say which run built it", _AGAIN)
    run_id, finished_at = last
    named_run = version.stem.rpartition("-")[2]
    if named_run != run_id[:8] or published_built_at(home) != finished_at.astimezone(UTC):
        seen = f"{version.name} was built by run {run_id[:8]} at {finished_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return wrong(check, f"{seen}: the name is another's", _AGAIN)
    return ok(check, f"{version.name}, read by DuckDB {duckdb.__version__}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
