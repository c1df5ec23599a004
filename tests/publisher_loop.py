"""Builds and publishes small warehouses, each of one generation; as a script in processes that are there to be killed.

Every row of a generation carries its number, in two tables, so that half of a generation can be told from a whole one.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.model.dimensions import MinisterRow, TermRow
from pipelines.settings import Home
from pipelines.store import versions
from pipelines.store.lock import publisher_lock
from pipelines.store.rows import load_rows
from pipelines.store.schema import create_schema

ROW_COUNT = 3_000


def build_generation(home: Home, generation: int, reached: Callable[[str], None] = lambda _: None) -> Path:
    """Build and publish a generation under the lock, telling which point is reached."""
    with publisher_lock(home):
        build = versions.start_build(home, f"{generation:08d}-run")
        with duckdb.connect(build) as con:
            create_schema(con)
            reached("schema created")
            terms = (TermRow(f"t{number}", "actor", str(generation)) for number in range(ROW_COUNT))
            load_rows(con, "core.dim_term", terms)
            reached("first table loaded")
            ministers = (MinisterRow(f"m{number}", str(generation)) for number in range(ROW_COUNT))
            load_rows(con, "core.dim_minister", ministers)
            reached("second table loaded")
        reached("publish")
        return versions.publish(home, build, built_at=datetime.now(UTC))


def published_generation(home: Home) -> int:
    """Read the generation that is published; an AssertionError where its rows are not all there or disagree."""
    with versions.open_published(home) as con:
        found = con.execute(
            "SELECT count(*), min(name_sv), max(name_sv) FROM core.dim_term "
            "UNION ALL SELECT count(*), min(name), max(name) FROM core.dim_minister"
        ).fetchall()
    generation = str(found[0][1])
    assert found == [(ROW_COUNT, generation, generation)] * 2
    return int(generation)


def die() -> None:
    """End this process as a killed one ends."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(point: str) -> Callable[[str], None]:
    """Arrange for death at a point: of `build_generation`, or "METHOD:before" or ":after" for a change to a folder.

    A number of seconds after "+" puts it off, to strike while something is going on.
    """
    name, _, delay = point.partition("+")
    method, _, side = name.partition(":")
    if side:
        change: Callable[..., Any] = getattr(Path, method)

        def deadly(*args: Any, **kwargs: Any) -> Any:
            if side == "before":
                die()
            change(*args, **kwargs)
            return die()

        setattr(Path, method, deadly)

    def reached(where: str) -> None:
        if where == name:
            threading.Timer(float(delay), die).start() if delay else die()

    return reached


def publish_until_killed(home: Home, point: str) -> None:
    """Publish one generation after the other; meant to die at a point or by another's hand, at last by the clock."""
    signal.alarm(30)
    reached = killed_at(point)
    while True:
        build_generation(home, published_generation(home) + 1, reached)


def main() -> None:
    """For each point on standard input start a process, print its identifier, and print how it ended."""
    home = Home(Path(sys.argv[1]))
    for line in sys.stdin:
        # Forked before this process has touched DuckDB, so that a process costs no imports.
        child = os.fork()
        if child == 0:
            try:
                publish_until_killed(home, line.strip())
            finally:
                os._exit(1)
        print(child, flush=True)  # noqa: T201 - the test reads it
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
