"""Ctrl-C while a question runs ends the question, not the command.

Belongs here: that alone. DuckDB looks for it only while it begins to answer, not while rows are fetched.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import duckdb

_PAUSE = 0.05
"""Seconds between two attempts."""

_Done = TypeVar("_Done")


def interruptible(con: "duckdb.DuckDBPyConnection", work: Callable[[], _Done]) -> _Done:
    """Do what asks a connection, and interrupt the connection when somebody types Ctrl-C.

    Args:
        con: the connection that is asked.
        work: what is done; it raises what it raises when its question is interrupted.
    """
    with ThreadPoolExecutor(1) as worker:
        done = worker.submit(work)
        while True:
            try:
                return done.result()
            except KeyboardInterrupt:
                # Again until it has ended: between two statements there is nothing to interrupt.
                while not wait([done], _PAUSE).done:
                    con.interrupt()
