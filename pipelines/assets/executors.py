"""Who reads: this process, processes of this machine, or a Dask cluster.

Belongs here: opening and closing executors. What they are given to do stands in `reading_pool`.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

DASK_VARIABLE = "ANSLAG_DASK"
"""Environment variable with the address of a Dask scheduler: tcp://scheduler:8786."""

# Starting a process and importing the reader takes as long as reading some hundred pages.
_FEW_DOCUMENTS = 300
_LOOK_FOR_PARENT_SECONDS = 1.0
_ANSWER_WITHIN_SECONDS = 15


class DaskError(Exception):
    """The Dask cluster that the environment names cannot be used."""


class ThisProcess(Executor):
    """Does what it is given at once."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Call a function and give its result as a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def open_executor(document_count: int) -> Iterator[Executor]:
    """Open an executor for so many documents, and close it afterwards.

    Raises:
        DaskError: the environment names a cluster that cannot be reached.
    """
    if address := os.environ.get(DASK_VARIABLE):
        with _dask(address) as executor:
            yield executor
    elif document_count < _FEW_DOCUMENTS:
        yield ThisProcess()
    else:
        # Spawned, not forked: DuckDB and Dagster have threads, whose locks a fork would copy as they stand.
        spawn = multiprocessing.get_context("spawn")
        workers = len(os.sched_getaffinity(0))
        with ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(os.getpid(),)) as executor:
            yield executor


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, which only a cluster needs
    except ImportError as error:
        remedy = "Install it here and on every worker: pip install 'anslag[dask]'"
        raise DaskError(f"{DASK_VARIABLE} is set, but Dask is not installed. {remedy}") from error
    try:
        client = Client(address, timeout=_ANSWER_WITHIN_SECONDS)  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, ValueError) as error:
        problem = f"No Dask scheduler answers at {address} ({error})."
        raise DaskError(f"{problem} Start it, or correct or unset {DASK_VARIABLE}.") from error
    # A worker that dies costs nothing: the scheduler gives its chunks to another.
    with client, client.get_executor() as executor:  # type: ignore[no-untyped-call]  # as above
        yield executor


def _start(parent: int) -> None:
    # An interrupt at the terminal reaches every process; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End when the parent is gone: one that was killed tells nobody, and its workers would wait for ever."""
    while os.getppid() == parent:
        time.sleep(_LOOK_FOR_PARENT_SECONDS)
    os._exit(1)
