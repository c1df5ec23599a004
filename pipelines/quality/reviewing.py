"""Decisions of people as findings see them: what they settle, and which of them must be made again.

Belongs here: holding decisions against findings and figures. What a decision makes of a figure stands in
`pipelines.model.reviewed`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.model.reviewed import ReviewRow, Rulings
from pipelines.quality.findings import FindingRow, Place, finding


@dataclass(frozen=True, slots=True)
class DecidedFigure:
    """A figure of a document that somebody has decided about, as it stands now.

    Attributes:
        review_id: the decision that was applied to it; None where its source has changed since.
        source_text: what a decision about it rests on.
    """

    figure_id: str
    review_id: str | None
    source_text: str
    char_start: int
    char_end: int


def of_rulings(
    place: Place, rulings: Iterable[ReviewRow], figures: Mapping[str, DecidedFigure]
) -> Iterator[FindingRow]:
    """Tell each decision about a document's figures that was not applied, so that somebody decides again.

    Args:
        place: the document version that is there now.
        rulings: the decisions in force about its figures.
        figures: its figures by their stable key.
    """
    for ruling in rulings:
        figure = figures.get(ruling.subject_key)
        if figure and figure.review_id == ruling.review_id:
            continue
        decided = (
            f"{ruling.reviewer} decided on {ruling.decided_at:%Y-%m-%d} to {ruling.decision} “{ruling.source_text}”"
        )
        evidence = json.dumps({"review_id": ruling.review_id})
        if figure:
            yield finding(
                place,
                "warning",
                "stale_review",
                (figure.char_start, figure.char_end),
                message=f"{decided}; the source now says “{figure.source_text}”. The decision was not applied.",
                remedy="Look at the figure as it stands now and decide again.",
                figure=figure.figure_id,
                evidence=evidence,
            )
        else:
            yield finding(
                place,
                "info",
                "orphaned_review",
                (0, 0),
                message=f"{decided}; no figure of the document is that one any more.",
                remedy="If it stands under another name or column now, decide there, and reopen this decision.",
                evidence=evidence,
            )


def settled(found: FindingRow, rulings: Rulings, reviewed: Mapping[str, str]) -> FindingRow:
    """Settle a finding that somebody decided about, itself or its figure.

    Args:
        found: the finding.
        rulings: the decisions in force.
        reviewed: for each figure with a decision that was applied, the decision.
    """
    by_figure = reviewed.get(found.figure_id) if found.figure_id else None
    itself = rulings.of_finding(found.finding_key)
    review_id = by_figure or (itself.review_id if itself else None)
    return replace(found, state="settled", review_id=review_id) if review_id else found
