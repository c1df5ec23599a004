"""Commitments held against labels: which pairs of figures state the same money, and which are part of which.

Belongs here: the record of a label and the counting of pairs. Where commitments come from is the caller's business.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations, permutations

from pydantic import BaseModel, ConfigDict

from pipelines.evaluation.scoring import Detection

Place = tuple[str, int, int]
"""A figure: path of its document, first character, character after the last."""

_Pair = tuple[Place, Place]


class CommitmentLabel(BaseModel):
    """A document, or a group of related documents, with what its figures are to each other.

    Attributes:
        id: name of the record.
        split: name of the part of the labels that it belongs to.
        figures: the figures that were looked at; pairs of others are not counted.
        same: groups of figures that state the same money.
        part: pairs of a part and its whole; a figure stands for all that state the same money.
        optional: pairs of a part and its whole that may be found or not.
        optional_same: pairs that may state the same money: found or not, they are not counted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    split: str
    figures: tuple[Place, ...]
    same: tuple[tuple[Place, ...], ...] = ()
    part: tuple[tuple[Place, Place], ...] = ()
    optional: tuple[tuple[Place, Place], ...] = ()
    optional_same: tuple[tuple[Place, Place], ...] = ()


@dataclass
class PairScore:
    """Pairs found, extra and missed, and which they are.

    Attributes:
        same: pairs that state the same money.
        part: pairs of a part and the whole that directly contains it.
        errors: each pair that is extra or missed: record, relation, extra | missed, the two figures.
    """

    same: Detection = field(default_factory=Detection)
    part: Detection = field(default_factory=Detection)
    errors: list[tuple[str, str, str, Place, Place]] = field(default_factory=list)


def score_pairs(
    labels: Iterable[CommitmentLabel], group_of: Callable[[Place], str], whole_of: Callable[[str], str | None]
) -> PairScore:
    """Count pairs.

    Args:
        labels: what is right.
        group_of: gives the commitment of a figure.
        whole_of: gives the commitment that a commitment is directly part of, None where it is part of none.
    """
    score = PairScore()
    for label in labels:
        right = {frozenset(pair) for group in label.same for pair in combinations(group, 2)}
        found = {frozenset(pair) for pair in combinations(label.figures, 2) if group_of(pair[0]) == group_of(pair[1])}
        leader = {figure: group[0] for group in label.same for figure in group}
        either_way = {frozenset((leader.get(one, one), leader.get(other, other))) for one, other in label.optional_same}
        open_pairs = {pair for pair in found if frozenset(leader.get(each, each) for each in pair) in either_way}
        score.same, wrong = _count(score.same, _sorted(right), _sorted(found), _sorted(right | open_pairs))
        score.errors += [(label.id, "same", problem, *pair) for problem, pair in wrong]
        parts = {(leader.get(part, part), leader.get(whole, whole)) for part, whole in label.part}
        allowed = _with_ancestors(parts) | {(leader.get(a, a), leader.get(b, b)) for a, b in label.optional}
        placed = {
            (leader.get(part, part), leader.get(whole, whole))
            for part, whole in permutations(label.figures, 2)
            if whole_of(group_of(part)) == group_of(whole)
        }
        score.part, wrong = _count(score.part, parts, placed, allowed)
        score.errors += [(label.id, "part", problem, *pair) for problem, pair in wrong]
    return score


def _sorted(pairs: Iterable[frozenset[Place]]) -> set[_Pair]:
    return {(first, second) for first, second in (sorted(pair) for pair in pairs)}


def _with_ancestors(parts: set[_Pair]) -> set[_Pair]:
    """Give each part with every whole above it: one that is placed a step too high is in the right tree."""
    closed = set(parts)
    while more := {(a, d) for a, b in closed for c, d in closed if b == c} - closed:
        closed |= more
    return closed


def _count(
    before: Detection, right: set[_Pair], found: set[_Pair], allowed: set[_Pair]
) -> tuple[Detection, list[tuple[str, _Pair]]]:
    extra, missed = sorted(found - allowed), sorted(right - found)
    wrong = [*(("extra", pair) for pair in extra), *(("missed", pair) for pair in missed)]
    return Detection(before.found + len(right & found), before.extra + len(extra), before.missed + len(missed)), wrong
