"""Making a decision: the figure or finding as it stands in the published warehouse, put into the log of reviews.

Belongs here: what the shell and the monitor share. What a decision does is told in `pipelines.model.reviewed`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import duckdb
from pydantic import ValidationError

from pipelines.model.reviewed import cell_source, prose_source
from pipelines.quality.commitment_doubts import DOUBTFUL
from pipelines.settings import Home
from pipelines.sources.types import document_key
from pipelines.store.reviews import Decision, Review, Subject, append, latest, read

_CELL = """
SELECT fact.figure_id, figure_key, document_key, document.path, document.sha256, amount_text, amount,
    fact.currency, recipient_text, quality, header_text, NULL AS purpose_sv
FROM core.fact_allocation AS fact
JOIN core.dim_document AS document USING (document_id)
JOIN staging.table_column AS table_column USING (table_id, column_no)
WHERE figure_id = $id
UNION ALL
SELECT fact.figure_id, figure_key, document_key, document.path, document.sha256, amount_text, amount_low,
    fact.currency, recipient_text, quality, NULL, purpose_sv
FROM core.fact_funding AS fact JOIN core.dim_document AS document USING (document_id)
WHERE figure_id = $id
"""
_FINDING = """
SELECT finding_key, finding.source, finding.path, finding.message, finding.figure_id,
    document.document_key, document.sha256, finding.kind
FROM quality.finding AS finding LEFT JOIN core.dim_document AS document USING (document_id) WHERE finding_id = ?
"""
QUESTIONS = frozenset({DOUBTFUL})
"""Kinds of findings that are answered by yes or no: accepted or rejected."""
# A file that could not be read has no bytes that anybody knows.
_NO_HASH = "0" * 64
_SPACES = re.compile("[ \u00a0\u202f]")
_GROUPED = re.compile(r"-?[0-9]{1,3}( [0-9]{3})+([.,][0-9]{1,6})?|-?[0-9]+([.,][0-9]{1,6})?")


class DecisionError(Exception):
    """A decision that cannot be made.

    Attributes:
        problem: what is wrong: unknown_figure | unknown_finding | value | value_missing | reason_missing |
            not_a_figure | not_fit.
    """

    def __init__(self, problem: str, message: str) -> None:
        super().__init__(message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure or finding as it stands in the published warehouse; fields as in a review.

    Attributes:
        is_question: True for a finding that is answered by yes (accept) or no (reject).
    """

    subject: Subject
    subject_key: str
    document_key: str
    path: str
    sha256: str
    source_text: str
    figure_id: str | None = None
    amount_text: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    recipient: str | None = None
    quality: str | None = None
    is_question: bool = False


def parse_value(written: str) -> Decimal:
    """Read a sum as people write it: 1640000, 1 640 000, 1640000,50. A point or comma stands before decimals alone.

    Raises:
        DecisionError: it is no such number; nothing is guessed.
    """
    text = _SPACES.sub(" ", written.strip())
    if not _GROUPED.fullmatch(text):
        problem = f"“{written}” is no sum in whole kronor: write 1640000 or 1 640 000, decimals behind a comma."
        raise DecisionError("value", problem)
    return Decimal(text.replace(" ", "").replace(",", "."))


def figure_as_it_stands(con: duckdb.DuckDBPyConnection, figure_id: str) -> Standing:
    """Give a figure of the published warehouse.

    Raises:
        DecisionError: there is none with this identifier that decisions are made about.
    """
    row = con.execute(_CELL, {"id": figure_id}).fetchone()
    if row is None:
        problem = f"{figure_id} is no figure of a table or sentence; a stated total is decided about by its finding."
        raise DecisionError("unknown_figure", problem)
    found, key, of_document, path, sha256, printed, amount, currency, recipient, quality, header, purpose = row
    source = prose_source(purpose, printed) if header is None else cell_source(recipient, header, printed)
    return Standing(
        "figure",
        key,
        of_document,
        path,
        sha256,
        source,
        figure_id=found,
        amount_text=printed,
        amount=amount,
        currency=currency,
        recipient=recipient,
        quality=quality,
    )


def finding_as_it_stands(con: duckdb.DuckDBPyConnection, finding_id: str) -> Standing:
    """Give what a finding is about: its figure where it has one, else the finding itself.

    Raises:
        DecisionError: there is no such finding.
    """
    row = con.execute(_FINDING, [finding_id]).fetchone()
    if row is None:
        raise DecisionError("unknown_finding", f"{finding_id} is no finding of the published warehouse.")
    key, source, path, message, figure_id, known_key, sha256, kind = row
    if figure_id is not None:
        return figure_as_it_stands(con, figure_id)
    of_document = known_key or document_key(source, path)
    return Standing("finding", key, of_document, path, sha256 or _NO_HASH, message, is_question=kind in QUESTIONS)


def decide(
    home: Home,
    standing: Standing,
    decision: Decision,
    *,
    value: Decimal | None = None,
    reason: str = "",
    reviewer: str,
    now: datetime,
) -> Review:
    """Put a decision into the log; the next run replays it.

    Args:
        home: the installation.
        standing: what it is about.
        decision: accept | correct | reject | reopen.
        value: what is right, in whole units of currency; for a correction alone.
        reason: why; needed for a correction and a rejection.
        reviewer: who decides.
        now: when.

    Raises:
        DecisionError: it lacks a value or a reason, or does not fit what it is about.
    """
    if decision == "correct" and value is None:
        raise DecisionError("value_missing", "A correction needs the right value.")
    if decision in {"correct", "reject"} and not reason.strip() and not standing.is_question:
        raise DecisionError("reason_missing", "A correction or a rejection needs a reason.")
    answers = {"accept", "reopen", "reject"} if standing.is_question else {"accept", "reopen"}
    if standing.subject == "finding" and decision not in answers:
        problem = "A finding without a figure can be accepted or reopened; there is no value to correct."
        raise DecisionError("not_a_figure", problem)
    if decision == "reopen" and (standing.subject, standing.subject_key) not in latest(read(home).reviews):
        raise DecisionError("not_fit", "Nobody has decided about it: there is nothing to take back.")
    try:
        review = Review(
            subject=standing.subject,
            subject_key=standing.subject_key,
            decision=decision,
            value=value,
            reason=reason,
            reviewer=reviewer,
            decided_at=now,
            document_key=standing.document_key,
            path=standing.path,
            sha256=standing.sha256,
            figure_id=standing.figure_id,
            amount_text=standing.amount_text,
            amount=standing.amount,
            currency=standing.currency,
            recipient=standing.recipient,
            quality=standing.quality,
            source_text=standing.source_text,
        )
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise DecisionError("not_fit", f"The decision is not fit for the log: {told}.") from error
    return append(home, review)


def pending(con: duckdb.DuckDBPyConnection, home: Home) -> list[Review]:
    """Give the decisions that the published version has not replayed yet, in the order of the log."""
    replayed = {row[0] for row in con.execute("SELECT review_id FROM quality.review").fetchall()}
    return [review for review in read(home).reviews if review.review_id not in replayed]
