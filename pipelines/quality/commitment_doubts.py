"""Findings about commitments: figures that may state the same money, and documents whose figures nobody compared.

Belongs here: telling a doubtful link so that a person can decide, and what was decided. The rules stand in
`pipelines.model.commitments`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from pipelines.model.commitments.linking import Decision, JudgedLink
from pipelines.model.commitments.links import Link
from pipelines.model.commitments.stated import StatedFigure
from pipelines.model.reviewed import Rulings
from pipelines.quality.findings import FindingRow, Place, finding, finding_key

DOUBTFUL = "doubtful_commitment"
"""Kind of the findings about two figures."""

UNTIED = "untied_document"
"""Kind of the findings about a document of too many figures."""

_LONGEST_QUOTE = 160


class DecidedLinks:
    """What people decided about doubtful links; callable as `link_all` wants it.

    A finding that is accepted holds: the figures state the same money. One that is rejected doesn't.
    """

    def __init__(self, rulings: Rulings, figures: Mapping[str, StatedFigure], places: Mapping[str, Place]) -> None:
        self._rulings = rulings
        self._figures = figures
        self._places = places

    def __call__(self, link: Link) -> Decision:
        """Give what was decided about a link: True, False, or None for nothing."""
        figure, place = self._figures[link.figure_id], self._places[self._figures[link.figure_id].document_id]
        message = _message(figure, self._figures[link.of_figure_id], self._places)
        ruling = self._rulings.of_finding(finding_key(DOUBTFUL, place.source, place.path, message))
        return None if ruling is None else ruling.decision == "accept"


def of_doubtful_links(
    judged: tuple[JudgedLink, ...],
    figures: Mapping[str, StatedFigure],
    places: Mapping[str, Place],
    decided: DecidedLinks,
) -> Iterator[FindingRow]:
    """Tell each link that waits for a person, and each that a person has decided.

    Args:
        judged: all links.
        figures: the figures by their identifier.
        places: where their documents are, by document_id.
        decided: what people decided.
    """
    told: set[str] = set()
    for link in (each.link for each in judged if each.outcome == "doubtful" or decided(each.link) is not None):
        figure = figures[link.figure_id]
        found = finding(
            places[figure.document_id],
            "info",
            DOUBTFUL,
            (figure.char_start, figure.char_end),
            message=_message(figure, figures[link.of_figure_id], places),
            remedy="Accept if both state the same money: then it counts once. Reject if they are different money.",
            evidence=json.dumps(
                {
                    "rule": link.rule,
                    "seen": link.evidence,
                    "confidence": link.confidence,
                    "figure_id": link.figure_id,
                    "of_figure_id": link.of_figure_id,
                },
                ensure_ascii=False,
            ),
        )
        # A sentence that stands twice in the other document is one question.
        if found.finding_id not in told:
            told.add(found.finding_id)
            yield found


def of_untied_documents(untied: Iterable[str], places: Mapping[str, Place]) -> Iterator[FindingRow]:
    """Tell each document whose figures were not held against each other, so that its money may be counted twice.

    Args:
        untied: the documents, by document_id.
        places: where they are, by document_id.
    """
    for document_id in untied:
        yield finding(
            places[document_id],
            "warning",
            UNTIED,
            (0, 0),
            message="The document states too many amounts to hold each against all others: "
            "what it states twice, or as a part of other money, is counted twice.",
            remedy="Split it into the announcements that it consists of, or leave its sums out of what you add up.",
        )


def _message(figure: StatedFigure, other: StatedFigure, places: Mapping[str, Place]) -> str:
    where = "the same document" if figure.document_key == other.document_key else places[other.document_id].path
    return (
        f"“{_quote(figure)}” may be the same money as “{_quote(other)}” in {where}. "
        "As long as nobody decides, both are counted."
    )


def _quote(figure: StatedFigure) -> str:
    text = " ".join(figure.purpose.split())
    if figure.is_cell:
        text = f"{text}: {figure.amount_text}"
    at = max(0, text.find(" ".join(figure.amount_text.split())) - _LONGEST_QUOTE // 2)
    cut = text[at : at + _LONGEST_QUOTE]
    return ("…" if at else "") + cut + ("…" if at + _LONGEST_QUOTE < len(text) else "")
