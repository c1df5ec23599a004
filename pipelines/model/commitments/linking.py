"""All links of all figures, applied: which figures are one commitment, and which commitment is part of which.

Belongs here: the order in which rules are heard, what people decided about doubtful links, and the choice of one whole
for each part. Rows are made in `rows`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.commitments.across import across, join_across, years_of_levels
from pipelines.model.commitments.cells import cells_in_prose, cells_of_frames, cells_of_levels, cells_of_totals
from pipelines.model.commitments.links import Groups, Link, by_document
from pipelines.model.commitments.parts import parts, whole_amount
from pipelines.model.commitments.repeats import repeats
from pipelines.model.commitments.stated import StatedFigure

APPLIED_FROM = 0.7
"""Confidence from which a link is applied without a person."""

_ROUNDING = Decimal("1.02")
# Every figure of prose is held against all others of its document. Real announcements make some thousand pairs; a
# document of nothing but amounts would hold up all others.
_MOST_PAIRS = 2_000_000

Decision = bool | None
"""What a person decided about a doubtful link: True that it holds, False that it doesn't, None nothing."""


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link, and what became of it.

    Attributes:
        link: the link.
        outcome: applied | doubtful | rejected (by a person) | overruled (by what else is known of its figures).
    """

    link: Link
    outcome: str


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Figures as commitments.

    Attributes:
        groups: which figures are one commitment.
        wholes: for each part's group, the link that places it.
        alternatives: groups that split their whole in another way than the one that is counted.
        judged: every link, with what became of it.
        untied: documents (document_id) of more figures than can be held against each other; each is on its own.
    """

    groups: Groups
    wholes: dict[str, Link]
    alternatives: frozenset[str]
    judged: tuple[JudgedLink, ...]
    untied: tuple[str, ...] = ()


def link_all(figures: Sequence[StatedFigure], decided: Callable[[Link], Decision]) -> Hierarchy:
    """Bring all figures together.

    Args:
        figures: every figure of every current document.
        decided: what a person decided about a link, if anybody did.
    """
    groups = Groups(figures)
    judged: list[JudgedLink] = []
    part_links: list[Link] = []
    untied: list[str] = []
    for document_id, of_document in by_document(figures).items():
        cells = [figure for figure in of_document if figure.is_cell]
        totals = [figure for figure in of_document if figure.kind == "total"]
        prose = [figure for figure in of_document if figure.kind == "funding"]
        if (len(totals) + len(prose)) * len(of_document) > _MOST_PAIRS:
            untied.append(document_id)
            continue
        table_links = [
            *cells_in_prose(cells, prose),
            *cells_of_levels(cells, prose),
            *cells_of_totals(cells, totals),
            *cells_of_frames(cells, prose),
        ]
        same = [*repeats([*totals, *prose]), *(link for link in table_links if link.relation == "same")]
        judged += [_judge(link, decided, groups) for link in _surest_first(same)]
        part_links += [*parts(prose, groups), *(link for link in table_links if link.relation == "part_of")]
    by_id = {figure.figure_id: figure for figure in figures}
    amounts_of_wholes: dict[str, set[Decimal]] = defaultdict(set)
    for part in part_links:
        amounts_of_wholes[part.figure_id].add(by_id[part.of_figure_id].amount)
    by_figure_id = sorted(figures, key=lambda figure: figure.figure_id)
    part_links += years_of_levels(by_figure_id)
    found = list(across(by_figure_id))
    by_hand = {link: decided(link) for link in found if decided(link) is not None}
    accepted = [link for link, holds in by_hand.items() if holds]
    judged += [_judge(link, decided, groups) for link in _surest_first(accepted)]
    open_links = [link for link in found if link not in by_hand]
    holding = set(join_across(groups, open_links, amounts_of_wholes))
    for link in found:
        if link in by_hand:
            judged += [] if by_hand[link] else [JudgedLink(link, "rejected")]
        elif link in holding:
            judged.append(JudgedLink(link, "applied"))
        elif link.confidence < APPLIED_FROM and groups.of(link.figure_id) != groups.of(link.of_figure_id):
            judged.append(JudgedLink(link, "doubtful"))
        else:
            judged.append(JudgedLink(link, "overruled"))
    wholes = _choose_wholes(part_links, groups, by_id)
    judged += [JudgedLink(link, "applied" if _holds(link, wholes, groups) else "overruled") for link in part_links]
    return Hierarchy(groups, wholes, _alternatives(wholes, groups, by_id), tuple(judged), tuple(untied))


def _surest_first(links: Sequence[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (-link.confidence, link.figure_id, link.of_figure_id))


def _judge(link: Link, decided: Callable[[Link], Decision], groups: Groups) -> JudgedLink:
    holds = decided(link)
    if holds is False:
        return JudgedLink(link, "rejected")
    if holds or link.confidence >= APPLIED_FROM:
        groups.join(link)
        return JudgedLink(link, "applied")
    joined = groups.of(link.figure_id) == groups.of(link.of_figure_id)
    return JudgedLink(link, "overruled" if joined else "doubtful")


def _holds(link: Link, wholes: dict[str, Link], groups: Groups) -> bool:
    placed = wholes.get(groups.of(link.figure_id))
    return placed is not None and groups.of(placed.of_figure_id) == groups.of(link.of_figure_id)


def _choose_wholes(links: Sequence[Link], groups: Groups, figures: dict[str, StatedFigure]) -> dict[str, Link]:
    """Choose one whole for each group: the surest, then the smallest; never one that is part of it in turn."""
    wholes: dict[str, Link] = {}
    for link in sorted(
        links, key=lambda each: (-each.confidence, figures[each.of_figure_id].amount, each.figure_id, each.of_figure_id)
    ):
        part, whole = groups.of(link.figure_id), groups.of(link.of_figure_id)
        if part in wholes or link.confidence < APPLIED_FROM or part in _upwards(whole, wholes, groups):
            continue
        wholes[part] = link
    return wholes


def _upwards(group: str, wholes: dict[str, Link], groups: Groups) -> set[str]:
    """Give a group and every group that it is part of."""
    above = {group}
    while (link := wholes.get(group)) is not None:
        group = groups.of(link.of_figure_id)
        above.add(group)
    return above


def _alternatives(wholes: dict[str, Link], groups: Groups, figures: dict[str, StatedFigure]) -> frozenset[str]:
    """Find groups that split a whole once more: by year in one document, by recipient in another.

    Of all splits of a whole those that tell most of it are counted, as long as they fit in it together.
    """
    splits: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for part, link in wholes.items():
        split = (figures[link.figure_id].document_id, f"{link.rule} {figures[link.of_figure_id].column_no}")
        splits[groups.of(link.of_figure_id)][split].append(part)
    alternatives: set[str] = set()
    for whole, by_split in splits.items():
        standard = figures[whole]
        sums = {
            split: sum((whole_amount(figures[part], standard) for part in found), Decimal(0))
            for split, found in by_split.items()
        }
        left = standard.amount * _ROUNDING
        sure = {split: max(wholes[part].confidence for part in found) for split, found in by_split.items()}
        ordered = sorted(sums.items(), key=lambda each: (-each[1], -sure[each[0]], each[0]))
        for number, (split, total) in enumerate(ordered):
            # The first is counted even where it is more than the whole: a misprint is told elsewhere.
            if number and total > left:
                alternatives.update(by_split[split])
            else:
                left -= total
    return frozenset(alternatives)
