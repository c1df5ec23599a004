"""Reading PDF and HTML in a process of its own that may use only so much time and memory.

Belongs here: the process, its limits, and what is said of a file that exceeds them. A file of ten kilobytes can make a
parser fill gigabytes, run for hours or crash; that must cost the file, and nothing else. What becomes of a page stands
in `html` and `pdf`. As a module that is run it is that process: it answers requests until its input ends.
"""

import atexit
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from typing import IO, cast

from pipelines.sources.decoding import Decoded, UndecodableError
from pipelines.sources.html import html_text
from pipelines.sources.pdf import pdf_text

# Pages and PDFs that people publish take well under a second and 100 MB; what they need beyond grows with their size.
_SECONDS = 20
_SECONDS_PER_MEGABYTE = 2
_MEMORY_BYTES = 1_000_000_000
_MEMORY_BYTES_PER_BYTE = 100

_READERS = {"html": html_text, "pdf": pdf_text}
_REMEDY = "Save its text as plain text in UTF-8, or remove the file."
_LENGTH_BYTES = 8


def read_confined(kind: str, data: bytes) -> Decoded:
    """Give the text of a document.

    Args:
        kind: html or pdf.
        data: its bytes.

    Raises:
        UndecodableError: there is no text in them that can be read, or not within the limits.
    """
    with _lock:
        is_fresh, answer = _ask(kind, data)
        if answer is None and not is_fresh:
            # What others left in the process must not be counted against this one: the same bytes, the same outcome.
            _, answer = _ask(kind, data)
    if answer is None:
        seconds, memory_bytes = _limits(len(data))
        problem = (
            f"The file makes its reader fail, or use more than {seconds} seconds or {memory_bytes / 1e9:.1f} gigabytes."
        )
        raise UndecodableError(problem, _REMEDY)
    if "problem" in answer:
        raise UndecodableError(answer["problem"], answer["remedy"])
    return Decoded(answer["text"], answer["encoding"])


class _Reader:
    """The process, and who started it: after a fork it belongs to the parent."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.has_read = False
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.questions = cast(IO[bytes], self.process.stdin)
        self.answers = cast(IO[bytes], self.process.stdout)

    def close(self) -> None:
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        for stream in (self.questions, self.answers):
            with contextlib.suppress(OSError):
                stream.close()


_lock = threading.Lock()
_readers: list[_Reader] = []


@atexit.register
def close_reader() -> None:
    """End the process, if there is one; the next document starts another."""
    while _readers:
        _readers.pop().close()


def _ask(kind: str, data: bytes) -> tuple[bool, dict[str, str] | None]:
    """Give whether the process had read nothing before, and its answer; None where it died of the question."""
    if _readers and _readers[0].owner != os.getpid():
        close_reader()
    if not _readers:
        _readers.append(_Reader())
    reader = _readers[0]
    is_fresh, reader.has_read = not reader.has_read, True
    try:
        _send(reader.questions, kind.encode())
        _send(reader.questions, data)
        answer = _receive(reader.answers)
    except OSError:
        answer = None
    if answer is None:
        close_reader()
        return is_fresh, None
    return is_fresh, json.loads(answer)


def _limits(size_bytes: int) -> tuple[int, int]:
    """Give the seconds and the bytes of memory that reading a file may take."""
    seconds = _SECONDS + _SECONDS_PER_MEGABYTE * size_bytes // 1_000_000
    return seconds, _MEMORY_BYTES + _MEMORY_BYTES_PER_BYTE * size_bytes


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """Read a message; None where the stream ends instead."""
    head = stream.read(_LENGTH_BYTES)
    size = int.from_bytes(head, "big")
    message = stream.read(size) if len(head) == _LENGTH_BYTES else b""
    return message if len(head) == _LENGTH_BYTES and len(message) == size else None


def _confine(size_bytes: int) -> None:
    seconds, memory_bytes = _limits(size_bytes)
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    for limit, most in ((resource.RLIMIT_CPU, until), (resource.RLIMIT_AS, memory_bytes)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer_of(kind: str, data: bytes) -> dict[str, str]:
    try:
        decoded = _READERS[kind](data)
    except UndecodableError as error:
        return {"problem": error.problem, "remedy": error.remedy}
    return {"text": decoded.text, "encoding": decoded.encoding}


def _serve() -> None:
    """Answer until the input ends; whatever goes wrong ends the process, which is answer enough."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person who interrupts a run ends it, and that ends this
    answers = os.fdopen(os.dup(1), "wb")
    # What parsers print is no answer, and of no use to anybody.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    while (kind := _receive(sys.stdin.buffer)) is not None and (data := _receive(sys.stdin.buffer)) is not None:
        _confine(len(data))
        _send(answers, json.dumps(_answer_of(kind.decode(), data)).encode())


if __name__ == "__main__":
    _serve()
