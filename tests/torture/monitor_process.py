"""The monitor in a process of its own, as `anslag monitor` serves it.

Belongs here: starting it, finding its address, looking at what it holds, and ending it.
"""

import contextlib
import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from anslag_command import ANSLAG

from pipelines.settings import Home

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Monitor:
    """A monitor that is served.

    Attributes:
        port: where, on 127.0.0.1.
        pid: its process.
    """

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    def held_bytes(self) -> int:
        """Give how much memory it holds (RSS)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:"))

    def worked_seconds(self) -> float:
        """Give how long processors have worked for it."""
        told = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def open_files(self) -> int:
        """Give how many files and connections it has open."""
        return sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())


@contextlib.contextmanager
def monitor_process(home: Home, folder: Path) -> Iterator[Monitor]:
    """Serve an installation's monitor for the time of a block; what it says goes to a file in a folder."""
    with (folder / "monitor.txt").open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            [ANSLAG, "monitor", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
            env={**os.environ, "ANSLAG_HOME": str(home.root), "COLUMNS": "200"},
        )
        try:
            yield Monitor(_port_of(process), process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()


def _port_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    until = time.monotonic() + _START_SECONDS
    told = ""
    while time.monotonic() < until:
        ready, _, _ = select.select([process.stdout], [], [], 1)
        line = process.stdout.readline() if ready else ""
        told += line
        if found := _ADDRESS.search(line):
            return int(found[1])
        if ready and not line:
            break
    raise RuntimeError(f"The monitor did not start: {told.strip()}")
