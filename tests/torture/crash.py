"""Runs and publishers that are killed at random moments, as a power cut kills them.

Belongs here: killing, and looking after each death. What must be true of an installation stands in `installation`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import publisher_loop
from publisher_loop import build_generation, published_generation

from pipelines.settings import Home
from pipelines.store.sums import damage_of
from pipelines.store.versions import versions
from torture.installation import Installation
from torture.run_server import kill, run_server
from torture.trial import Trial, times_of

RUN_KILLS = 75
PUBLISH_KILLS = 200
# After so many deaths a run is left to end, and must publish all that the killed ones did not.
_DEATHS_BEFORE_A_RUN = 16
# All but every so many-th publisher die while they seal, name and switch; the others wherever they are.
_ELSEWHERE = 6
# A generation is built and published in about this time.
_GENERATION_SECONDS = 0.6


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Kill runs anywhere, then publishers while they publish."""
    yield killed_runs(times_of(RUN_KILLS, share), folder)
    yield killed_publishers(times_of(PUBLISH_KILLS, share), folder)


def killed_runs(times: int, folder: Path) -> Trial:
    """Kill whole runs, with all that they started, at moments drawn evenly from the time that one takes."""
    chance = random.Random(2018)  # noqa: S311 - the same moments in every run
    lost: list[str] = []
    killed = finished = 0
    room = folder / "killed-runs"
    room.mkdir()
    with run_server() as server:
        installation = Installation(room / "home")
        home = installation.home
        seconds = 0.0
        for number in range(times):
            if number % _DEATHS_BEFORE_A_RUN == 0:
                # The first builds everything; how long a run takes is taken from one that only adds.
                for _ in range(1 if seconds else 2):
                    installation.add_document()
                    begun = time.monotonic()
                    ended = server.run(home.root)
                    seconds = time.monotonic() - begun
                    finished += 1
                    lost += [f"a run after {number} kills failed: {ended.told}"] * (ended.code != 0)
                    lost += installation.losses(is_done=True)
            installation.add_document()
            after = chance.uniform(0, seconds)
            run = server.start(home.root)
            time.sleep(after)
            kill(run)
            killed += server.wait().code == -signal.SIGKILL
            lost += [f"killed after {after:.3f} s: {loss}" for loss in installation.losses()]
        ended = server.run(home.root)
        finished += 1
        lost += [f"the last run failed: {ended.told}"] * (ended.code != 0)
        lost += installation.losses(is_done=True)
    told = f"{killed} died, {times - killed} had ended before; {finished} runs in between published everything"
    return Trial("crash", "kill -9 of a run at a random moment", times, tuple(lost), told)


def killed_publishers(times: int, folder: Path) -> Trial:
    """Kill processes that do nothing but build small versions and publish them."""
    chance = random.Random(2019)  # noqa: S311 - the same moments in every run
    home = Home(folder / "killed-publishers")
    home.root.mkdir()
    build_generation(home, 1)
    lost: list[str] = []
    before = 1
    with subprocess.Popen(
        [sys.executable, publisher_loop.__file__, str(home.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as publishers:
        assert publishers.stdin is not None
        assert publishers.stdout is not None
        for number in range(times):
            is_publishing = number % _ELSEWHERE > 0
            after = chance.uniform(0, 0.04 if is_publishing else _GENERATION_SECONDS)
            point = f"publish+{after:.4f}" if is_publishing else "never"
            publishers.stdin.write(f"{point}\n")
            publishers.stdin.flush()
            publisher = int(publishers.stdout.readline())
            if point == "never":
                time.sleep(after)
                os.kill(publisher, signal.SIGKILL)
            code = int(publishers.stdout.readline())
            lost += [f"a publisher ended with {code} instead of being killed"] * (code != -signal.SIGKILL)
            try:
                published = published_generation(home)
            except Exception as error:
                lost.append(f"killed after {point} {after:.4f} s: {type(error).__name__}: {error}")
                continue
            lost += [f"generation {before} was there, now {published} is"] * (published < before)
            lost += [damage for version in versions(home) if (damage := damage_of(version))]
            before = published
    return Trial(
        "crash", "kill -9 of a publisher", times, tuple(lost), f"{before} generations were published meanwhile"
    )
