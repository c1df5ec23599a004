"""Links between figures, each with the rule that found it, its evidence and how sure it is.

Belongs here: what a link is, and the groups that links make. The rules stand in `repeats`, `parts`,
`cells` and `across`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.model.commitments.stated import StatedFigure

Relation = Literal["same", "part_of"]


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures that state the same money, or one of which is part of the other.

    Attributes:
        figure_id: the figure; the part.
        of_figure_id: the figure that it repeats; the whole.
        relation: same | part_of.
        rule: which rule found it.
        confidence: share of such links that are right, from 0 to 1, as far as labelled documents tell.
        evidence: what the rule saw, for people.
    """

    figure_id: str
    of_figure_id: str
    relation: Relation
    rule: str
    confidence: float
    evidence: str


class Groups:
    """Figures that state the same money, brought together link by link."""

    def __init__(self, figures: Sequence[StatedFigure]) -> None:
        self._leader = {figure.figure_id: figure.figure_id for figure in figures}
        self._members: dict[str, list[StatedFigure]] = {figure.figure_id: [figure] for figure in figures}

    def of(self, figure_id: str) -> str:
        """Give the figure that stands for its group."""
        return self._leader[figure_id]

    def members(self, figure_id: str) -> list[StatedFigure]:
        """Give every figure of the group that a figure is in."""
        return self._members[self.of(figure_id)]

    def all(self) -> list[list[StatedFigure]]:
        """Give every group."""
        return list(self._members.values())

    def join(
        self, link: Link, may_join: Callable[[list[StatedFigure], list[StatedFigure]], bool] | None = None
    ) -> bool:
        """Bring two groups together.

        Args:
            link: between a figure of each.
            may_join: must hold for the two groups; where it doesn't, they stay apart.

        Returns:
            Whether the figures are in one group now.
        """
        one, other = self.of(link.figure_id), self.of(link.of_figure_id)
        if one == other:
            return True
        if may_join and not may_join(self._members[one], self._members[other]):
            return False
        for figure in self._members[one]:
            self._leader[figure.figure_id] = other
        self._members[other] += self._members.pop(one)
        return True


def by_document(figures: Iterable[StatedFigure]) -> dict[str, list[StatedFigure]]:
    """Give the figures of each document in reading order."""
    grouped: dict[str, list[StatedFigure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda each: (each.document_id, each.char_start, each.figure_id)):
        grouped[figure.document_id].append(figure)
    return grouped
