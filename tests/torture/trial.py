"""What a part of the torture tells: what was done, how often, and what was lost.

Belongs here: the form of an outcome. What is done stands in the modules beside this one, one a part; each has
`trials(share, folder)`, which does its work in a folder of its own and tells each thing that was done as a `Trial`.
"""

import importlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of harm, done again and again.

    Attributes:
        part: crash | concurrency | hostile documents | …
        done: what was done, in a few words.
        times: how often.
        lost: what went wrong, one sentence each; empty is what is expected.
        told: what else is worth telling: figures that were measured.
    """

    part: str
    done: str
    times: int
    lost: tuple[str, ...]
    told: str = ""


Trials = Callable[[float, Path], Iterator[Trial]]
"""A part: how much of it to do (1 is all, the tests do less), and an empty folder to do it in."""


def trials_of(part: str, share: float) -> list[Trial]:
    """Do so much of a part, in a folder that is removed afterwards."""
    trials: Trials = importlib.import_module(f"torture.{part}").trials
    with tempfile.TemporaryDirectory(prefix="anslag-torture-") as folder:
        return list(trials(share, Path(folder)))


MUCH = 0.5
"""From such a share on a part is done for its own sake, not among other tests: it may take minutes, and measure."""


def times_of(whole: int, share: float) -> int:
    """Give how often to do something of which `whole` times is all; at least once."""
    return max(1, round(whole * share))
