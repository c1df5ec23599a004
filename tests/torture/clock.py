"""Clocks that are set back between runs.

Belongs here: what time does to an installation.
"""

from collections.abc import Iterator
from pathlib import Path

from torture.installation import Installation
from torture.run_server import Straits, run_server
from torture.trial import Trial, times_of

_HOURS_BACK = (48, 0, 1, 9_600, 0, 2)


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Change and add documents while the clock jumps."""
    room = folder / "clock"
    room.mkdir()
    lost: list[str] = []
    jumps = _HOURS_BACK[: times_of(len(_HOURS_BACK), share)]
    with run_server() as server:
        installation = Installation(room / "home")
        changing = installation.home.raw_dir / installation.add_document()
        server.run(installation.home.root)
        for hours in jumps:
            installation.add_document()
            changing.write_text(f"{changing.read_text('utf-8')}\nÄndrat.\n", encoding="utf-8")
            ended = server.run(installation.home.root, Straits(hours_back=hours))
            where = f"clock {hours} h back"
            lost += [f"{where}: the run failed: {ended.told}"] * (ended.code != 0)
            lost += [f"{where}: {loss}" for loss in installation.losses(is_done=True)]
    yield Trial("clock", "clock set back before a run", len(jumps), tuple(lost))
