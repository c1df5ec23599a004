"""Real runs in processes of their own, started fast: a process that has imported everything forks one for each.

Belongs here: starting runs, in whatever straits, and hearing how they ended. What a run is put through is `crash`'s
business. As a script it is the process that forks: requests come as JSON lines, answers go as JSON lines.
"""

import atexit
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Straits:
    """What a run is put through.

    Attributes:
        most_bytes: no file may grow beyond this; 0 for no limit.
        hours_back: how far the clock is set back.
        as_nobody: whether to run as a user who owns nothing; only root can.
    """

    most_bytes: int = 0
    hours_back: int = 0
    as_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    Attributes:
        code: exit code; below zero the signal that killed it.
        told: what it said at the end.
    """

    code: int
    told: str


class RunServer:
    """Starts runs and waits for them, one at a time."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="anslag-runs-")
        self._told = Path(self._folder.name) / "told.txt"
        tests = str(Path(__file__).resolve().parents[1])
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(self._told)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([tests, *sys.path])},
        )
        self._answer()

    def start(self, home: Path, straits: Straits | None = None) -> int:
        """Start a run; give its process, which leads a group of its own."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(home), asdict(straits or Straits())]) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def wait(self) -> Ended:
        """Wait for the run that was started last."""
        code = int(self._answer())
        return Ended(code, self._told.read_text("utf-8", "replace")[-2_000:].strip())

    def run(self, home: Path, straits: Straits | None = None) -> Ended:
        """Start a run and wait for it."""
        self.start(home, straits)
        return self.wait()

    def close(self) -> None:
        """End the process that forks."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=60)
        if self._process.stdout:
            self._process.stdout.close()
        self._folder.cleanup()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The process that starts runs has died.")
        return line.strip()


_idle: list[RunServer] = []


@contextlib.contextmanager
def run_server() -> Iterator[RunServer]:
    """Hold a server for as long as it is needed; what it imports takes seconds, so the next one takes it over."""
    server = _idle.pop() if _idle else RunServer()
    try:
        yield server
    except BaseException:
        # It may still be at a run.
        server.close()
        raise
    _idle.append(server)


@atexit.register
def _close_idle() -> None:
    while _idle:
        _idle.pop().close()


def kill(pid: int) -> None:
    """Kill a run with everything that it started, as power does; one that has ended is left alone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


class _AsDatetime(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


def _set_clock_back(hours: int) -> None:
    class Earlier(datetime, metaclass=_AsDatetime):
        def __new__(cls, *values: Any, **named: Any) -> datetime:  # type: ignore[misc]  # DuckDB takes no subclass
            return datetime(*values, **named)  # noqa: DTZ001 - whatever the caller asks for

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # as above
            return datetime.now(tz) - timedelta(hours=hours)

    for name, module in list(sys.modules.items()):
        if name.startswith("pipelines") and getattr(module, "datetime", None) is datetime:
            module.datetime = Earlier  # type: ignore[attr-defined]  # only those that have it


def _run(home: Path, straits: Straits) -> int:
    from pipeline_runs import build  # noqa: PLC0415 - the forking process has it by then

    from pipelines.runner import RunFailedError  # noqa: PLC0415 - likewise
    from pipelines.settings import Home  # noqa: PLC0415 - likewise

    if straits.hours_back:
        _set_clock_back(straits.hours_back)
    if straits.most_bytes:
        # Python turns the signal into an error of the write, as a full disk gives one.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (straits.most_bytes, straits.most_bytes))
    if straits.as_nobody:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        report = build(Home(home))
    except RunFailedError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{report.published.name} {report.notice or ''}\n")
    return 0


def _fork(told: Path, home: Path, straits: Straits) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setsid()
        target = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(target, 1)
        os.dup2(target, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
        sys.stderr = sys.stdout
        code = _run(home, straits)
    except BaseException as error:
        sys.stdout.write(f"{type(error).__name__}: {error}\n")
        code = 71
    finally:
        os._exit(code)


def main() -> None:
    """Fork a run for each line of standard input; print its process, then how it ended."""
    import great_expectations  # noqa: F401, PLC0415 - slow to import, and every run wants it
    import pipeline_runs  # noqa: F401, PLC0415 - likewise
    import sqlalchemy.orm  # noqa: F401, PLC0415 - likewise

    told = Path(sys.argv[1])
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    print("ready", file=answers)
    for line in sys.stdin:
        home, straits = json.loads(line)
        child = _fork(told, Path(home), Straits(**straits))
        print(child, file=answers)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers)


if __name__ == "__main__":
    main()
