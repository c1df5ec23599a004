"""What people decided about figures, and what that makes of them.

Belongs here: rows of quality.review and the rule by which a decision is applied to a figure. The log itself is kept by
`pipelines.store.reviews`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pipelines.store.reviews import ReviewLog, latest, source_digest


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of quality.review."""

    review_id: str
    review_no: int
    subject: str
    subject_key: str
    decision: str
    value: Decimal | None
    reason: str
    reviewer: str
    decided_at: datetime
    document_key: str
    path: str
    sha256: str
    figure_id: str | None
    amount_text: str | None
    amount: Decimal | None
    currency: str | None
    recipient_text: str | None
    quality: str | None
    source_text: str
    source_digest: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """A figure after the decision about it, if there is one that holds.

    Attributes:
        amount: its value; None where it has none.
        quality: ok | repaired | suspect | quarantined | reviewed.
        review_id: the decision; None where none was applied.
    """

    amount: Decimal | None
    quality: str
    review_id: str | None


class Rulings:
    """The decisions in force, by what they are about."""

    def __init__(self, reviews: Iterable[ReviewRow]) -> None:
        self._by_subject = {(row.subject, row.subject_key): row for row in reviews if row.is_in_force}

    def of_finding(self, finding_key: str) -> ReviewRow | None:
        """Give the decision about a finding."""
        return self._by_subject.get(("finding", finding_key))

    def of_document(self, document_key: str) -> list[ReviewRow]:
        """Give the decisions about figures of a document, in the order of their keys."""
        found = [row for row in self._by_subject.values() if row.document_key == document_key]
        return sorted((row for row in found if row.subject == "figure"), key=lambda row: row.subject_key)

    def documents(self) -> set[str]:
        """Give the documents that decisions about figures are in force for."""
        return {row.document_key for row in self._by_subject.values() if row.subject == "figure"}

    def apply(self, figure_key: str, source_text: str, amount: Decimal | None, quality: str) -> Ruled:
        """Apply the decision about a figure, if its source says what it said when somebody decided.

        An accepted figure keeps its value, one that has none stays quarantined; a correction replaces the value; a
        rejection takes it away.

        Args:
            figure_key: the figure's stable key.
            source_text: what a decision about it rests on, from `cell_source` or `prose_source`.
            amount: its value without a decision.
            quality: its quality without a decision.
        """
        row = self._by_subject.get(("figure", figure_key))
        if row is None or row.source_digest != source_digest(source_text):
            return Ruled(amount, quality, None)
        if row.decision == "reject":
            return Ruled(None, "quarantined", row.review_id)
        if row.decision == "correct":
            return Ruled(row.value, "reviewed", row.review_id)
        return Ruled(amount, "quarantined" if quality == "quarantined" else "reviewed", row.review_id)


def review_rows(log: ReviewLog) -> list[ReviewRow]:
    """Lay the log out in rows, in the order in which decisions were made."""
    in_force = {review.review_id for review in latest(log.reviews).values()}
    # The same decision may stand twice where a backup was restored; it is one decision.
    distinct = {review.review_id: review for review in log.reviews}
    return [
        ReviewRow(
            review_id=review.review_id,
            review_no=number,
            subject=review.subject,
            subject_key=review.subject_key,
            decision=review.decision,
            value=review.value,
            reason=review.reason,
            reviewer=review.reviewer,
            decided_at=review.decided_at,
            document_key=review.document_key,
            path=review.path,
            sha256=review.sha256,
            figure_id=review.figure_id,
            amount_text=review.amount_text,
            amount=review.amount,
            currency=review.currency,
            recipient_text=review.recipient,
            quality=review.quality,
            source_text=review.source_text,
            source_digest=review.source_digest,
            is_in_force=review.review_id in in_force,
        )
        for number, review in enumerate(distinct.values(), start=1)
    ]


def cell_source(row_label: str, column_header: str, cell_text: str) -> str:
    """Give what a decision about a figure of a table rests on: its row, its column and its characters."""
    return f"{row_label} | {column_header} | {cell_text}"


def prose_source(purpose: str, amount_text: str | None) -> str:
    """Give what a decision about an amount in prose rests on: its sentence and its characters."""
    return f"{purpose} | {amount_text or ''}"
