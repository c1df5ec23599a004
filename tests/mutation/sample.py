"""Which faults are tried: each module's share by its lines, its lines by lot, and one fault of a line at a time.

Belongs here: the draw. A line with a long pattern has a hundred faults and a line with a rule has three; drawn by line
both count alike.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from mutation.mutants import Mutant


def sample(mutants: Mapping[Path, Sequence[Mutant]], size: int, rng: random.Random) -> list[Mutant]:
    """Draw about `size` faults, at least one of a module that has any, in order of place."""
    lines = {path: len(path.read_bytes().splitlines()) for path, found in mutants.items() if found}
    drawn: list[Mutant] = []
    for path in sorted(lines):
        share = max(1, round(size * lines[path] / sum(lines.values())))
        drawn += sorted(_by_line(mutants[path], share, rng), key=lambda mutant: (mutant.start, mutant.end))
    return drawn


def _by_line(mutants: Sequence[Mutant], share: int, rng: random.Random) -> list[Mutant]:
    at: dict[int, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        at[mutant.line].append(mutant)
    for faults in at.values():
        rng.shuffle(faults)
    drawn: list[Mutant] = []
    while at and len(drawn) < share:
        lines = sorted(at)
        for line in rng.sample(lines, min(len(lines), share - len(drawn))):
            drawn.append(at[line].pop())
            if not at[line]:
                del at[line]
    return drawn
