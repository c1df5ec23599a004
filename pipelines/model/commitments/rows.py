"""core.dim_commitment, core.fact_commitment_year, core.bridge_commitment_figure and quality.commitment_link.

Belongs here: rows of commitments that `linking` has found: who is told first, which of their figures describes them
best, and how much of each is counted once all parts are counted on their own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipelines.model.allocation import UNKNOWN
from pipelines.model.commitments.counting import Years, basis_of, by_year, left_by_year
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
class CommitmentYearRow:
    """A row of core.fact_commitment_year."""

    commitment_year_id: str
    commitment_id: str
    year: int | None
    counted_sek: Decimal


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
class CommitmentRows:
    """The rows of commitments, table by table."""

    commitments: list[CommitmentRow]
    years: list[CommitmentYearRow]
    figures: list[CommitmentFigureRow]
    links: list[CommitmentLinkRow]


@dataclass(frozen=True, slots=True)
class _Commitment:
    """A group of figures, the one that describes it first."""

    leader: str
    figures: tuple[StatedFigure, ...]

    @property
    def best(self) -> StatedFigure:
        return self.figures[0]

    @property
    def period(self) -> StatedFigure:
        return next((figure for figure in self.figures if figure.start_year is not None), self.best)

    @property
    def commitment_id(self) -> str:
        return digest("commitment", self.best.figure_key, length=16)

    @property
    def years(self) -> Years:
        return by_year(self.best, self.period)


class _Trees:
    """Commitments with what they are part of."""

    def __init__(self, hierarchy: Hierarchy) -> None:
        self._hierarchy = hierarchy
        groups = (_in_order(members) for members in hierarchy.groups.all())
        self.all = [_Commitment(hierarchy.groups.of(group[0].figure_id), tuple(group)) for group in groups]
        self._by_leader = {commitment.leader: commitment for commitment in self.all}
        self._parts: dict[str, list[_Commitment]] = defaultdict(list)
        for part, link in hierarchy.wholes.items():
            self._parts[hierarchy.groups.of(link.of_figure_id)].append(self._by_leader[part])

    def above(self, commitment: _Commitment) -> list[_Commitment]:
        """Give the commitments that one is part of, the nearest first."""
        above: list[_Commitment] = []
        while link := self._hierarchy.wholes.get((above[-1] if above else commitment).leader):
            above.append(self._by_leader[self._hierarchy.groups.of(link.of_figure_id)])
        return above

    def is_alternative(self, commitment: _Commitment) -> bool:
        """Tell whether other parts of its whole, or of what that is part of, are counted in its place."""
        return any(each.leader in self._hierarchy.alternatives for each in (commitment, *self.above(commitment)))

    def counted(self, commitment: _Commitment) -> Years:
        """Give what a commitment counts by year beside its parts; nothing in another currency."""
        if commitment.best.currency != "SEK" or self.is_alternative(commitment):
            return []
        parts = self._parts[commitment.leader]
        counted = [part.years for part in parts if part.leader not in self._hierarchy.alternatives]
        return left_by_year(commitment.years, counted)


def commitment_rows(hierarchy: Hierarchy) -> CommitmentRows:
    """Give the commitments, what they count in each year, and which figure states which of them.

    `counted_sek` is what is left of a commitment once its parts are counted on their own: added over any set of
    commitments that holds parts along with their wholes, each crown counts once.
    """
    trees = _Trees(hierarchy)
    certain = _certainty(hierarchy)
    return CommitmentRows(
        commitments=sorted(
            (_row(commitment, trees, hierarchy, certain) for commitment in trees.all), key=lambda row: row.commitment_id
        ),
        years=[
            CommitmentYearRow(
                digest("commitment_year", commitment.commitment_id, year), commitment.commitment_id, year, amount
            )
            for commitment in sorted(trees.all, key=lambda each: each.commitment_id)
            for year, amount in trees.counted(commitment)
        ],
        figures=sorted(_figure_rows(trees, certain), key=lambda row: row.figure_id),
        links=_link_rows(hierarchy),
    )


def _figure_rows(trees: _Trees, certain: dict[str, float]) -> Iterator[CommitmentFigureRow]:
    for commitment in trees.all:
        for figure in commitment.figures:
            yield CommitmentFigureRow(
                figure.figure_id,
                commitment.commitment_id,
                figure.document_id,
                figure.kind,
                figure is commitment.best,
                certain.get(figure.figure_id, 1.0),
            )


def _link_rows(hierarchy: Hierarchy) -> list[CommitmentLinkRow]:
    rows: dict[str, CommitmentLinkRow] = {}
    for judged in hierarchy.judged:
        link = judged.link
        link_id = digest("link", link.relation, link.rule, link.figure_id, link.of_figure_id)
        rows[link_id] = CommitmentLinkRow(
            link_id,
            link.figure_id,
            link.of_figure_id,
            link.relation,
            link.rule,
            link.confidence,
            link.evidence,
            judged.outcome,
        )
    return sorted(rows.values(), key=lambda row: row.link_id)


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


def _row(commitment: _Commitment, trees: _Trees, hierarchy: Hierarchy, certain: dict[str, float]) -> CommitmentRow:
    best, figures, period = commitment.best, commitment.figures, commitment.period
    link = hierarchy.wholes.get(commitment.leader)
    above = trees.above(commitment)
    recipient = next((figure for figure in figures if figure.recipient_text is not None), best)
    dates = [figure.published_on for figure in figures if figure.published_on]
    is_sek = best.currency == "SEK"
    return CommitmentRow(
        commitment_id=commitment.commitment_id,
        parent_commitment_id=above[0].commitment_id if above else None,
        root_commitment_id=(above[-1] if above else commitment).commitment_id,
        level=len(above),
        part_rule=link.rule if link else None,
        part_confidence=link.confidence if link else None,
        is_alternative_split=trees.is_alternative(commitment),
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
        amount_sek=best.amount if is_sek else None,
        whole_sek=_sum(commitment.years) if is_sek else None,
        counted_sek=_sum(trees.counted(commitment)) if is_sek else None,
        count_basis=basis_of(best, period),
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


def _sum(years: Years) -> Decimal:
    return sum((amount for _, amount in years), Decimal(0))


def _known(identifiers: Sequence[str]) -> str:
    return next((each for each in identifiers if each != UNKNOWN), UNKNOWN)


def _stated_period(figures: Sequence[StatedFigure]) -> str:
    return next((figure.period_id for figure in figures if figure.is_annual), UNKNOWN_PERIOD.period_id)


def _furthest(figures: Sequence[StatedFigure]) -> str | None:
    stated = {figure.status for figure in figures}
    return next((status for status in _FURTHEST_FIRST if status in stated), None)
