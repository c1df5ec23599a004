"""Which labelled amounts a reading found: pairs, and what is left over on either side.

Belongs here: when two amounts are the same one. What is counted over pages stands in `scoring`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.evaluation.records import CellRecord, MentionRecord

_WORD = re.compile(r"\w+")
_DECIMALS = 2
_LEAST_SHARED_WORDS = 0.5


class MentionPairs(NamedTuple):
    """Labelled amounts and those read, put together.

    Attributes:
        found: pairs of a label and the reading of the same amount, in the order of the labels.
        missed: labels without a reading.
        extra: readings without a label.
    """

    found: list[tuple[MentionRecord, MentionRecord]]
    missed: list[MentionRecord]
    extra: list[MentionRecord]


class CellPairs(NamedTuple):
    """Labelled cells and those read, put together.

    Attributes:
        found: labels that were read.
        missed: labels without a reading.
        extra: readings without a label.
    """

    found: list[CellRecord]
    missed: list[CellRecord]
    extra: list[CellRecord]


def pair_mentions(gold: Sequence[MentionRecord], read: Sequence[MentionRecord]) -> MentionPairs:
    """Pair amounts of the same line, value and currency, each once.

    Of several that a label could be paired with, it takes the one that agrees with it in most fields.
    """
    free: defaultdict[tuple[object, ...], list[MentionRecord]] = defaultdict(list)
    for mention in read:
        free[_mention_key(mention)].append(mention)
    pairs = MentionPairs([], [], [])
    for label in gold:
        candidates = free[_mention_key(label)]
        if not candidates:
            pairs.missed.append(label)
            continue
        best = max(range(len(candidates)), key=lambda number: _agreement(label, candidates[number]))
        pairs.found.append((label, candidates.pop(best)))
    pairs.extra.extend(mention for left in free.values() for mention in left)
    return pairs


def pair_cells(gold: Sequence[CellRecord], read: Sequence[CellRecord]) -> CellPairs:
    """Pair cells of the same place and value, each once."""
    free = Counter(_cell_key(cell) for cell in read)
    pairs = CellPairs([], [], [])
    for label in gold:
        key = _cell_key(label)
        (pairs.found if free[key] else pairs.missed).append(label)
        free[key] -= bool(free[key])
    for cell in read:
        key = _cell_key(cell)
        if free[key]:
            free[key] -= 1
            pairs.extra.append(cell)
    return pairs


def same_recipient(first: str, second: str) -> bool:
    """Tell whether two names share at least half the words of the shorter, whatever the case."""
    words, others = (set(_WORD.findall(name.lower())) for name in (first, second))
    return len(words & others) / max(1, min(len(words), len(others))) >= _LEAST_SHARED_WORDS


def _mention_key(mention: MentionRecord) -> tuple[object, ...]:
    high = None if mention.value_high is None else round(mention.value_high, _DECIMALS)
    return mention.line, round(mention.value, _DECIMALS), high, mention.currency.upper()


def _cell_key(cell: CellRecord) -> tuple[object, ...]:
    return cell.line, cell.col, round(cell.value, _DECIMALS)


def _agreement(label: MentionRecord, mention: MentionRecord) -> int:
    return sum(
        (
            sorted(label.years) == sorted(mention.years),
            label.per_year == mention.per_year,
            label.modifier == mention.modifier,
            label.status == mention.status,
            label.quote == mention.quote,
        )
    )
