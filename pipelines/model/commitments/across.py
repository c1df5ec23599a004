"""The same money announced in several documents: proposed in the budget, decided in the spring, paid in the autumn.

Belongs here: links between figures of different documents. What is rare counts for more: an amount that few documents
state, words that few sentences have.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, permutations, product
from math import log, sqrt

from pipelines.model.commitments.links import Groups, Link
from pipelines.model.commitments.repeats import is_told_apart
from pipelines.model.commitments.stated import (
    StatedFigure,
    is_known_conflict,
    is_year_of,
    periods_agree,
    recipients_agree,
)
from pipelines.model.commitments.wording import stems

SURE = 0.35
"""Likeness from which figures are taken to state the same money."""

DOUBTFUL = 0.25
"""Likeness from which somebody should look."""

_DOUBT = 0.5
# Sums per year are round, and told for years: a year of one takes more than the same sum told again.
_SURE_OF_A_YEAR = 0.85
# Money for stated years is told of while they last; other money is news for a year.
_YEARS_TOLD = 1.05
_YEARS_TOLD_OF_SAME_PERIOD = 4.0
# Without a date nothing tells this year's grant from the last one's but the wording.
_SURE_WITHOUT_DATE = 0.6
# A sum that two documents state counts for something, one that so many state for nothing.
_RARITY = 0.3
_NOT_RARE = 60
# And figures by the thousand are no announcements told again, but a list of one price.
_MOST_OF_ONE_SUM = 1_000
_TELLING_DIGITS = 3
# What groups that are brought together must be like on average: a chain of neighbours is no group.
_LIKE_ON_AVERAGE = 0.4


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of all figures weigh."""

    of: dict[str, frozenset[str]]
    weight: dict[str, float]

    def likeness(self, one: str, other: str) -> float:
        shared = sum(self.weight[word] for word in self.of[one] & self.of[other])
        norm = sqrt(self._norm(one) * self._norm(other))
        return shared / norm if norm else 0.0

    def _norm(self, figure_id: str) -> float:
        return sum(self.weight[word] for word in self.of[figure_id])


def across(figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find which figures of different documents state the same money.

    Args:
        figures: all figures of all current documents.
    """
    words = _weigh(figures)
    for same_sum in _by_sum(figures).values():
        documents = len({figure.document_key for figure in same_sum})
        if documents < 2:
            continue
        for one, other in combinations(same_sum, 2):
            if link := _compare(one, other, words, documents):
                yield link


def join_across(groups: Groups, links: Sequence[Link], wholes: dict[str, set[Decimal]]) -> list[Link]:
    """Bring together groups of different documents, the surest link first.

    Args:
        groups: which figures of a document state the same money; changed in place.
        links: from `across`.
        wholes: for figures that their document tells as part of others, the amounts of those.

    Returns:
        The links that hold; the others would bring together what cannot be the same money, or what is alike only by
        way of others.
    """
    likeness = {frozenset((link.figure_id, link.of_figure_id)): link.confidence for link in links}

    def may_join(one: list[StatedFigure], other: list[StatedFigure]) -> bool:
        pairs = list(product(one, other))
        if not all(_may_be_one(a, b) for a, b in pairs) or _are_of_different_wholes(one, other, wholes):
            return False
        # Within a document the figures are one already: the one that tells most speaks for it.
        best: dict[tuple[str, str], float] = defaultdict(float)
        for a, b in pairs:
            documents = a.document_key, b.document_key
            best[documents] = max(best[documents], likeness.get(frozenset((a.figure_id, b.figure_id)), 0.0))
        return sum(best.values()) >= _LIKE_ON_AVERAGE * len(best)

    sure = [link for link in links if link.confidence > _DOUBT]
    surest_first = sorted(sure, key=lambda link: (-link.confidence, link.figure_id, link.of_figure_id))
    return [link for link in surest_first if groups.join(link, may_join)]


def _may_be_one(one: StatedFigure, other: StatedFigure) -> bool:
    if one.document_key == other.document_key:
        return not is_told_apart(one, other)
    return periods_agree(one, other) and not is_known_conflict(one, other) and _is_told_together(one, other)


def _are_of_different_wholes(
    one: Sequence[StatedFigure], other: Sequence[StatedFigure], wholes: dict[str, set[Decimal]]
) -> bool:
    """Tell whether a round sum is told as part of one sum here, and of another there."""
    of_one, of_other = (
        {amount for figure in group for amount in wholes.get(figure.figure_id, ())} for group in (one, other)
    )
    return one[0].digits < _TELLING_DIGITS and bool(of_one and of_other) and of_one.isdisjoint(of_other)


def _weigh(figures: Sequence[StatedFigure]) -> _Words:
    of = {figure.figure_id: figure.words | stems(figure.title) for figure in figures}
    counts = Counter(word for words in of.values() for word in words)
    return _Words(of, {word: log(1 + len(figures) / count) for word, count in counts.items()})


def _by_sum(figures: Sequence[StatedFigure]) -> dict[tuple[str, Decimal, Decimal | None], list[StatedFigure]]:
    grouped: dict[tuple[str, Decimal, Decimal | None], list[StatedFigure]] = defaultdict(list)
    for figure in figures:
        grouped[figure.currency, figure.amount, figure.amount_high].append(figure)
    return {same: figures for same, figures in grouped.items() if len(figures) <= _MOST_OF_ONE_SUM}


def years_of_levels(figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find money for one year that is a year of a sum per year of an earlier or later document.

    Args:
        figures: all figures of all current documents.
    """
    words = _weigh(figures)
    for same_sum in _by_sum(figures).values():
        documents = len({figure.document_key for figure in same_sum})
        if documents >= _NOT_RARE:
            continue
        for one, level in permutations(same_sum, 2):
            if one.document_key == level.document_key or not is_year_of(one, level) or not recipients_agree(one, level):
                continue
            link = _likeness_of(one, level, words, documents)
            if link and link.confidence >= _SURE_OF_A_YEAR:
                evidence = f"one of the years of {level.amount_text} a year; {link.evidence}"
                yield replace(
                    link,
                    figure_id=one.figure_id,
                    of_figure_id=level.figure_id,
                    relation="part_of",
                    rule="year_of_level_announced",
                    evidence=evidence,
                )


def _compare(one: StatedFigure, other: StatedFigure, words: _Words, documents: int) -> Link | None:
    if one.document_key == other.document_key or not _may_be_one(one, other) or not recipients_agree(one, other):
        return None
    return _likeness_of(one, other, words, documents)


def _likeness_of(one: StatedFigure, other: StatedFigure, words: _Words, documents: int) -> Link | None:
    wording = words.likeness(one.figure_id, other.figure_id)
    if wording < 0.1:
        return None
    likeness = wording + 0.1 * min(one.digits - 1, 3)
    likeness += _RARITY * max(0.0, 1 - log(documents) / log(_NOT_RARE))
    likeness += 0.1 if one.start_year is not None and one.start_year == other.start_year else 0.0
    likeness += 0.1 if one.recipient_words & other.recipient_words else 0.0
    sure = SURE if one.published_on and other.published_on else _SURE_WITHOUT_DATE
    if likeness < DOUBTFUL:
        return None
    confidence = round(min(0.98, 0.75 + likeness / 5), 2) if likeness >= sure else _DOUBT
    evidence = f"{documents} documents state {one.amount_text}; {wording:.0%} of the wording is the same by weight" + (
        ", for the same years" if one.period_id == other.period_id and one.start_year else ""
    )
    return Link(other.figure_id, one.figure_id, "same", "announced_again", confidence, evidence)


def _is_told_together(one: StatedFigure, other: StatedFigure) -> bool:
    if one.published_on is None or other.published_on is None:
        return True
    years = abs((one.published_on - other.published_on).days) / 365.25
    same = one.start_year is not None and one.start_year == other.start_year and one.end_year == other.end_year
    return years <= (_YEARS_TOLD_OF_SAME_PERIOD if same else _YEARS_TOLD)
