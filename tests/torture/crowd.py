"""Many at one installation: runs, readers, reviewers and servers that know nothing of each other.

Belongs here: bringing them together, and looking at what came of it. What reviewers do stands in `deciding`, what a
reader does in `reader`.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import publisher_loop
from anslag_command import ANSLAG
from publisher_loop import build_generation

from pipelines.operation.server_note import read_note
from pipelines.settings import Home
from pipelines.store import reviews
from pipelines.store.versions import open_published
from torture import reader
from torture.daemons import two_daemons
from torture.deciding import Sent, at_the_monitor, at_the_shell, session
from torture.installation import Installation
from torture.monitor_process import monitor_process
from torture.run_server import Ended, RunServer, run_server
from torture.trial import MUCH, Trial, times_of

_PART = "crowd"
_BUSY = "is being built by process"
_READERS = 8
_MONITOR_REVIEWERS = 6
_SHELL_REVIEWERS = 3
_DECIDED = "SELECT reason FROM quality.review ORDER BY review_no"
_FIGURES = "SELECT figure_id FROM core.fact_allocation ORDER BY figure_id"
# Longer than anything takes on a machine that has much else to do.
_WAIT_SECONDS = 600.0


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Let runs, commands, readers, reviewers and servers meet."""
    room = folder / "crowd"
    room.mkdir()
    with run_server() as one, run_server() as other:
        installation = Installation(room / "home")
        installation.add_document()
        one.run(installation.home.root)
        yield two_runs(times_of(6, share), one, other, installation)
        yield reviewers(times_of(40, share), times_of(8, share), one, installation)
        if share >= MUCH:
            yield two_commands(times_of(2, share), installation)
            yield two_servers(installation.home)
            yield two_daemons(installation)
    yield readers(50 if share >= MUCH else times_of(50, share), folder)


def two_runs(times: int, one: RunServer, other: RunServer, installation: Installation) -> Trial:
    """Start two runs within a moment, a document before each."""
    chance = random.Random(2022)  # noqa: S311 - the same moments in every run
    lost: list[str] = []
    refused = 0
    for _ in range(times):
        installation.add_document()
        one.start(installation.home.root)
        apart = chance.choice((0.0, chance.uniform(0, 1.5)))
        time.sleep(apart)
        installation.add_document()
        other.start(installation.home.root)
        both = (one.wait(), other.wait())
        where = f"started {apart:.2f} s apart"
        refused += sum(ended.code != 0 for ended in both)
        lost += [f"{where}: {loss}" for loss in (*_unsaid(both), *installation.losses())]
    last = one.run(installation.home.root)
    lost += [f"the run after them failed: {last.told}"] * (last.code != 0)
    lost += installation.losses(is_done=True)
    told = f"{refused} said that another one builds, and left it alone"
    return Trial(_PART, "two runs at once", times, tuple(lost), told)


def two_commands(times: int, installation: Installation) -> Trial:
    """Type `anslag run` twice."""
    lost: list[str] = []
    refused = 0
    for _ in range(times):
        installation.add_document()
        both = [_command(installation.home, "run") for _ in range(2)]
        said = [process.communicate(timeout=_WAIT_SECONDS)[0] for process in both]
        ended = [Ended(process.returncode, words) for process, words in zip(both, said, strict=True)]
        refused += sum(each.code != 0 for each in ended)
        lost += [*_unsaid(ended), *installation.losses(is_done=True)]
    return Trial(
        _PART, "`anslag run` typed twice at once", times, tuple(lost), f"{refused} said that another one builds"
    )


def reviewers(at_monitor: int, at_shell: int, server: RunServer, installation: Installation) -> Trial:
    """Let reviewers decide at the monitor and at the shell while a run replays what it finds."""
    home = installation.home
    with open_published(home) as con:
        figures = [row[0] for row in con.execute(_FIGURES).fetchall()]
    sent = Sent()
    begun = time.monotonic()
    with monitor_process(home, home.root) as monitor, ThreadPoolExecutor(_MONITOR_REVIEWERS + _SHELL_REVIEWERS) as pool:
        deciding = [
            pool.submit(
                at_the_monitor, session(monitor.address), f"monitor {number}", figures[number::3], at_monitor, sent
            )
            for number in range(_MONITOR_REVIEWERS)
        ] + [
            pool.submit(at_the_shell, home.root, f"shell {number}", figures[number::2], at_shell, sent)
            for number in range(_SHELL_REVIEWERS)
        ]
        during = server.run(home.root)
        for each in deciding:
            each.result()
    seconds = time.monotonic() - begun
    lost = [*sent.refused, *[f"the run meanwhile failed: {during.told}"] * (during.code != 0)]
    lost += _decisions_lost(home, sent)
    after = server.run(home.root)
    lost += [f"the run after them failed: {after.told}"] * (after.code != 0)
    with open_published(home) as con:
        replayed = [row[0] for row in con.execute(_DECIDED).fetchall()]
    logged = [review.reason for review in reviews.read(home).reviews]
    lost += ["the next run replayed other decisions than the log has, or in another order"] * (replayed != logged)
    lost += installation.losses(is_done=True)
    times = sum(map(len, sent.reasons.values()))
    who = f"{_MONITOR_REVIEWERS} at the monitor, {_SHELL_REVIEWERS} at the shell"
    told = f"{who}, {times / seconds:.0f} decisions a second"
    return Trial(_PART, "decisions from everywhere at once", times, tuple(lost), told)


def two_servers(home: Home) -> Trial:
    """Start `anslag dev` where it runs already."""
    lost: list[str] = []
    first = _command(home, "dev", "--port", str(_free_port()))
    try:
        until = time.monotonic() + _WAIT_SECONDS
        while read_note(home) is None and first.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        note = read_note(home)
        second = _command(home, "dev", "--port", str(_free_port()))
        said = " ".join(second.communicate(timeout=_WAIT_SECONDS)[0].split())
        lost += [f"the second server ended with {second.returncode}: {said}"] * (second.returncode != 1)
        lost += [f"the second server does not name the first: {said}"] * (
            note is None or f"process {note.pid}" not in said
        )
        lost += ["the first server ended"] * (first.poll() is not None)
        lost += ["the note of the first server is gone"] * (read_note(home) != note)
    finally:
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=_WAIT_SECONDS)
    return Trial(_PART, "`anslag dev` started twice", 1, tuple(lost))


def readers(times: int, folder: Path) -> Trial:
    """Let many read, and hold what they read, while one generation after the other is published."""
    home = Home(folder / "readers")
    home.root.mkdir()
    build_generation(home, 1)
    reading = [
        subprocess.Popen(
            [sys.executable, reader.__file__, str(home.link), str(publisher_loop.ROW_COUNT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(_READERS)
    ]
    for generation in range(2, times + 2):
        build_generation(home, generation)
    said = [process.communicate("\n", timeout=_WAIT_SECONDS)[0] for process in reading]
    lost: list[str] = []
    read = held = 0
    for process, words in zip(reading, said, strict=True):
        if process.returncode:
            lost.append(f"a reader ended with {process.returncode}: {words}")
            continue
        met = json.loads(words)
        read, held = read + met["read"], held + met["held"]
        lost += met["wrong"]
        lost += ["a reader never read"] * (met["read"] == 0)
    told = f"{_READERS} readers read {read:,} times and held {held:,} connections"
    return Trial(_PART, "readers while versions are published", times, tuple(lost), told)


def _decisions_lost(home: Home, sent: Sent) -> Iterator[str]:
    log = reviews.read(home)
    yield from (f"line {problem.line} of the log: {problem.problem}" for problem in log.problems)
    found: dict[str, list[str]] = {}
    for review in log.reviews:
        found.setdefault(review.reason.rpartition(" ")[0], []).append(review.reason)
    for name, reasons in sent.reasons.items():
        kept = found.pop(name, [])
        if kept != reasons:
            yield f"{name} made {len(reasons)} decisions; the log has {len(kept)}, or has them in another order"
    yield from (f"the log has decisions that nobody was told of: {name}" for name in found)


def _unsaid(ended: tuple[Ended, ...] | list[Ended]) -> Iterator[str]:
    if all(each.code for each in ended):
        yield f"neither run ended well: {' | '.join(each.told for each in ended)}"
    for each in ended:
        if each.code and _BUSY not in " ".join(each.told.split()):
            yield f"a run failed and did not say that another one builds: {each.told}"


def _command(home: Home, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [ANSLAG, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "ANSLAG_HOME": str(home.root), "COLUMNS": "200", "NO_COLOR": "1"},
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
