"""core.dim_commitment, core.bridge_commitment_figure and quality.commitment_link.

Belongs here: rows of commitments that `linking` has found: who is told first, which of their figures describes them
best, and how much of each is counted once all parts are counted on their own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipelines.model.allocation import UNKNOWN
from pipelines.model.commitments.linking import Hierarchy
from pipelines.model.commitments.stated import StatedFigure
from pipelines.model.keys import digest
from pipelines.model.periods import UNKNOWN_PERIOD

_FURTHEST_FIRST = ("paid", "decided", "proposed", "indicative", "calculation_example")


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A row of core.dim_commitment."""

    commitment_id: str
    parent_commitment_id: str | None
    root_commitment_id: str
    level: int
    part_rule: str | None
    part_confidence: float | None
    is_alternative_split: bool
    name_sv: str
    recipient_text: str | None
    organisation_id: str
    geography_id: str
    programme_id: str
    period_id: str
    currency: str
    modifier: str
    amount: Decimal
    amount_high: Decimal | None
    amount_sek: Decimal | None
    whole_sek: Decimal | None
    counted_sek: Decimal | None
    count_basis: str
    status: str | None
    first_status: str | None
    first_document_id: str
    first_announced_on: date | None
    last_told_on: date | None
    document_count: int
    figure_count: int
    confidence: float
    figure_id: str


@dataclass(frozen=True, slots=True)
class CommitmentFigureRow:
    """A row of core.bridge_commitment_figure."""

    figure_id: str
    commitment_id: str
    document_id: str
    figure_kind: str
    is_first: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class CommitmentLinkRow:
    """A row of quality.commitment_link."""

    link_id: str
    figure_id: str
    of_figure_id: str
    relation: str
    rule: str
    confidence: float
    evidence: str
    outcome: str


@dataclass(frozen=True, slots=True)
class _Commitment:
    """A group of figures, the one that describes it first."""

    leader: str
    figures: tuple[StatedFigure, ...]

    @property
    def best(self) -> StatedFigure:
        return self.figures[0]

    @property
    def commitment_id(self) -> str:
        return digest("commitment", self.best.figure_key, length=16)


def link_rows(hierarchy: Hierarchy) -> list[CommitmentLinkRow]:
    """Give every link that a rule found, with what became of it."""
    rows = {
        (link_id := digest("link", link.relation, link.rule, link.figure_id, link.of_figure_id)): CommitmentLinkRow(
            link_id,
            link.figure_id,
            link.of_figure_id,
            link.relation,
            link.rule,
            link.confidence,
            link.evidence,
            outcome,
        )
        for link, outcome in ((judged.link, judged.outcome) for judged in hierarchy.judged)
    }
    return sorted(rows.values(), key=lambda row: row.link_id)


def commitment_rows(hierarchy: Hierarchy) -> tuple[list[CommitmentRow], list[CommitmentFigureRow]]:
    """Give the commitments, and which figure states which of them.

    `counted_sek` is what is left of a commitment once its parts are counted on their own: added over any set of
    commitments that holds parts along with their wholes, each crown counts once.
    """
    commitments = {group[0].figure_id: group for group in (_in_order(members) for members in hierarchy.groups.all())}
    found = {
        hierarchy.groups.of(first): _Commitment(hierarchy.groups.of(first), tuple(members))
        for first, members in commitments.items()
    }
    certain = _certainty(hierarchy)
    parts: dict[str, list[_Commitment]] = defaultdict(list)
    for part, link in hierarchy.wholes.items():
        parts[hierarchy.groups.of(link.of_figure_id)].append(found[part])
    rows = [_row(commitment, hierarchy, found, parts, certain) for commitment in found.values()]
    figures = [
        CommitmentFigureRow(
            figure.figure_id,
            commitment.commitment_id,
            figure.document_id,
            figure.kind,
            figure is commitment.best,
            certain.get(figure.figure_id, 1.0),
        )
        for commitment in found.values()
        for figure in commitment.figures
    ]
    return sorted(rows, key=lambda row: row.commitment_id), sorted(figures, key=lambda row: row.figure_id)


def _in_order(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Order figures so that the one that describes their commitment best stands first.

    Of the first document that tells of it, the figure with most said about it: years, recipient, kronor, a sentence
    rather than a heading, all its digits.
    """
    return sorted(
        figures,
        key=lambda figure: (
            figure.published_on or date.max,
            figure.document_key,
            figure.currency != "SEK",
            -(figure.start_year is not None) - (figure.recipient_text is not None),
            figure.is_heading or figure.kind == "total",
            -figure.digits,
            figure.char_start,
            figure.figure_id,
        ),
    )


def _certainty(hierarchy: Hierarchy) -> dict[str, float]:
    """Give, for each figure that a link brought to others, how sure the surest such link is."""
    certain: dict[str, float] = {}
    for judged in hierarchy.judged:
        if judged.outcome == "applied" and judged.link.relation == "same":
            for figure in (judged.link.figure_id, judged.link.of_figure_id):
                certain[figure] = max(certain.get(figure, 0.0), judged.link.confidence)
    return certain


def _row(
    commitment: _Commitment,
    hierarchy: Hierarchy,
    found: dict[str, _Commitment],
    parts: dict[str, list[_Commitment]],
    certain: dict[str, float],
) -> CommitmentRow:
    best, figures = commitment.best, commitment.figures
    link = hierarchy.wholes.get(commitment.leader)
    above = _above(commitment, hierarchy, found)
    period = next((figure for figure in figures if figure.start_year is not None), best)
    recipient = next((figure for figure in figures if figure.recipient_text is not None), best)
    dates = [figure.published_on for figure in figures if figure.published_on]
    whole, basis = _whole(best, period)
    counted = [part for part in parts[commitment.leader] if part.leader not in hierarchy.alternatives]
    return CommitmentRow(
        commitment_id=commitment.commitment_id,
        parent_commitment_id=above[0].commitment_id if above else None,
        root_commitment_id=(above[-1] if above else commitment).commitment_id,
        level=len(above),
        part_rule=link.rule if link else None,
        part_confidence=link.confidence if link else None,
        is_alternative_split=_is_alternative(commitment, above, hierarchy),
        name_sv=best.purpose,
        recipient_text=recipient.recipient_text,
        organisation_id=_known([figure.organisation_id for figure in figures]),
        geography_id=_known([figure.geography_id for figure in figures]),
        programme_id=_known([figure.programme_id for figure in figures]),
        period_id=period.period_id if period.start_year is not None else _stated_period(figures),
        currency=best.currency,
        modifier=best.modifier,
        amount=best.amount,
        amount_high=best.amount_high,
        amount_sek=best.amount if best.currency == "SEK" else None,
        whole_sek=whole if best.currency == "SEK" else None,
        counted_sek=_counted(commitment, whole, counted, above, hierarchy) if best.currency == "SEK" else None,
        count_basis=basis,
        status=_furthest(figures),
        first_status=next((figure.status for figure in figures if figure.status), None),
        first_document_id=best.document_id,
        first_announced_on=min(dates, default=None),
        last_told_on=max(dates, default=None),
        document_count=len({figure.document_key for figure in figures}),
        figure_count=len(figures),
        confidence=min((certain.get(figure.figure_id, 1.0) for figure in figures), default=1.0),
        figure_id=best.figure_id,
    )


def _above(commitment: _Commitment, hierarchy: Hierarchy, found: dict[str, _Commitment]) -> list[_Commitment]:
    """Give the commitments that one is part of, the nearest first."""
    above: list[_Commitment] = []
    while link := hierarchy.wholes.get((above[-1] if above else commitment).leader):
        above.append(found[hierarchy.groups.of(link.of_figure_id)])
    return above


def _is_alternative(commitment: _Commitment, above: Sequence[_Commitment], hierarchy: Hierarchy) -> bool:
    return any(each.leader in hierarchy.alternatives for each in (commitment, *above))


def _whole(best: StatedFigure, period: StatedFigure) -> tuple[Decimal, str]:
    """Give an amount over all its years, and what it is: once | all_years | one_year (years not stated, or no end)."""
    if not (best.is_annual or period.is_annual or period.open_ended):
        return best.amount, "once"
    if period.start_year is None or period.end_year is None or period.open_ended:
        return best.amount, "one_year"
    return best.amount * (period.end_year - period.start_year + 1), "all_years"


def _counted(
    commitment: _Commitment,
    whole: Decimal,
    parts: Sequence[_Commitment],
    above: Sequence[_Commitment],
    hierarchy: Hierarchy,
) -> Decimal:
    if _is_alternative(commitment, above, hierarchy):
        return Decimal(0)
    told = Decimal(0)
    for part in parts:
        period = next((figure for figure in part.figures if figure.start_year is not None), part.best)
        told += _whole(part.best, period)[0]
    # Parts of a rounded sum may be more than it; then they are what counts. A cut in a table is less than nothing.
    least, most = sorted((Decimal(0), whole))
    return min(max(least, whole - told), most)


def _known(identifiers: Sequence[str]) -> str:
    return next((each for each in identifiers if each != UNKNOWN), UNKNOWN)


def _stated_period(figures: Sequence[StatedFigure]) -> str:
    return next((figure.period_id for figure in figures if figure.is_annual), UNKNOWN_PERIOD.period_id)


def _furthest(figures: Sequence[StatedFigure]) -> str | None:
    stated = {figure.status for figure in figures}
    return next((status for status in _FURTHEST_FIRST if status in stated), None)
