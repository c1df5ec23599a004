"""Work done in a child process, so that nothing of it is left in this one.

Belongs here: forking, the time a child may take, and handing back what it found.
"""

import os
import pickle
import resource
import signal
from collections.abc import Callable
from typing import Any, NamedTuple

_MOST_BYTES = 6 * 2**30


class Outcome(NamedTuple):
    """How a child ended: with what it found, or by a signal, as when its time was up."""

    found: Any
    signal: int


def in_a_child(work: Callable[[], object]) -> Outcome:
    """Do something in a fork of this process, without its output, and give what it returns."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(child, 0)
    return Outcome(pickle.loads(sent) if sent else None, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)  # noqa: S301 - it is our own


def _work(work: Callable[[], object], write_end: int) -> None:
    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
        sent = pickle.dumps(work())
        with os.fdopen(write_end, "wb") as pipe:
            pipe.write(sent)
        status = 0
    finally:
        os._exit(status)


def give_up_after(seconds: float) -> None:
    """End this process once it has computed for so long; a later call begins anew."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
