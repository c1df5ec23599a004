"""A Postgres of its own for a test: Debian's, in a folder of the test, listening on a socket there."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIANS = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Give the folder with `initdb` and `pg_ctl`; None where Postgres is not installed."""
    found = sorted(_DEBIANS.glob("*/bin/initdb")) or [Path(each) for each in [shutil.which("initdb")] if each]
    return found[-1].parent if found else None


@contextmanager
def postgres(folder: Path) -> Iterator[Callable[[str], str]]:
    """Start a server; gives a function that makes a database of a name and says how DuckDB is to reach it.

    Args:
        folder: programs of Postgres.
    """
    # Postgres refuses to run as root; its own user must reach the folder, which pytest's is not open for.
    user = "postgres" if os.geteuid() == 0 else None
    place = Path(tempfile.mkdtemp(prefix="pg"))

    def run(*command: str | Path, as_server: bool = True) -> None:
        before = ["setpriv", "--reuid", user, "--regid", user, "--init-groups"] if user and as_server else []
        subprocess.run([*before, *command], cwd=place, check=True, stdout=subprocess.DEVNULL, timeout=60)

    def database(name: str) -> str:
        run(folder / "createdb", "-h", place, "-U", "anslag", name, as_server=False)
        return f"postgres:dbname={name} host={place} user=anslag"

    try:
        if user:
            os.chown(place, pwd.getpwnam(user).pw_uid, -1)
        data, options = place / "data", f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off"
        run(folder / "initdb", "-D", data, "-A", "trust", "-U", "anslag", "-E", "UTF8")
        run(folder / "pg_ctl", "-D", data, "-w", "-l", place / "log", "-o", options, "start")
        try:
            yield database
        finally:
            run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)
