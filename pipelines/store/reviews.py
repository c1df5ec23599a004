"""The log of reviews: what people decided about figures and findings, one JSON object a line, never changed.

Belongs here: appending to `raw/reviews.jsonl` and reading it. `latest` tells which decisions are in force; what they do
to figures stands in `pipelines.model.reviewed`.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from pipelines.settings import Home

Decision = Literal["accept", "correct", "reject", "reopen"]
Subject = Literal["figure", "finding"]
MOST_REASON_CHARACTERS = 2_000
_MOST_NAME_CHARACTERS = 200
_HEX = r"^[0-9a-f]+$"
Key = Annotated[str, StringConstraints(pattern=_HEX, max_length=64)]


class Review(BaseModel):
    """A decision, and the figure as it stood when somebody made it.

    Attributes:
        review_id: identifier: a hash of the rest.
        subject: figure | finding.
        subject_key: its stable key, through versions of the document.
        decision: accept | correct | reject | reopen (take the decision before back).
        value: what is right, in whole units of currency; only for a correction.
        reason: why; needed for a correction and a rejection.
        reviewer: who decided.
        decided_at: when.
        document_key: identifier that the versions of the document share.
        path: path of the document.
        sha256: hash of the version that the reviewer saw.
        figure_id: the figure in that version; None for a finding.
        amount_text: its characters as printed.
        amount: its value as it stood; None where it had none.
        currency: ISO 4217 code.
        recipient: who receives, as printed.
        quality: its quality as it stood.
        source_text: what the decision rests on: the printed cell with its row and column, the sentence, the finding.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    review_id: str = ""
    subject: Subject
    subject_key: Key
    decision: Decision
    value: Decimal | None = Field(None, max_digits=24, decimal_places=6, allow_inf_nan=False)
    reason: str = Field("", max_length=MOST_REASON_CHARACTERS)
    reviewer: str = Field(min_length=1, max_length=_MOST_NAME_CHARACTERS)
    decided_at: datetime
    document_key: str = Field(min_length=1)
    path: str
    sha256: Key
    figure_id: Key | None = None
    amount_text: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    recipient: str | None = None
    quality: str | None = None
    source_text: str

    @field_validator("reviewer")
    @classmethod
    def _is_printable(cls, value: str) -> str:
        if not value.strip() or not value.isprintable():
            raise ValueError("must have characters that can be printed")
        return value

    @field_validator("reason")
    @classmethod
    def _has_no_controls(cls, value: str) -> str:
        if any(not character.isprintable() and character not in "\n\t" for character in value):
            raise ValueError("must not hold control characters")
        return value.strip()

    @field_validator("decided_at")
    @classmethod
    def _has_zone(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("must say its time zone")
        return value.astimezone(UTC)

    @model_validator(mode="after")
    def _is_whole(self) -> "Review":
        if (self.decision == "correct") != (self.value is not None):
            raise ValueError("a correction, and nothing else, has a value")
        if self.subject == "figure" and self.decision in {"correct", "reject"} and not self.reason:
            raise ValueError("a correction or rejection needs a reason")
        if self.subject == "finding" and self.decision == "correct":
            raise ValueError("a finding has no value to correct; correct its figure")
        return self

    @property
    def source_digest(self) -> str:
        """What the decision rests on, as a hash: a decision holds for as long as it stays the same."""
        return source_digest(self.source_text)

    def signed(self) -> "Review":
        """Give the review with its identifier."""
        return self.model_copy(update={"review_id": self.identifier()})

    def identifier(self) -> str:
        """Give the identifier that its contents call for."""
        told = self.model_dump_json(exclude={"review_id"})
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class LogProblem:
    """A line of the log that is no review.

    Attributes:
        line: its number, from 1.
        problem: what is wrong with it.
        remedy: what to do.
    """

    line: int
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ReviewLog:
    """What the log holds.

    Attributes:
        reviews: in the order in which they were made.
        problems: lines that could not be taken; none of them stops the others.
    """

    reviews: tuple[Review, ...]
    problems: tuple[LogProblem, ...]

    def digest(self) -> str:
        """Give 16 hex digits that change with anything that a run would do otherwise."""
        taken = hashlib.sha256()
        for review in self.reviews:
            taken.update(f"{review.review_id}\n".encode())
        for problem in self.problems:
            taken.update(f"{problem.line} {problem.problem}\n".encode())
        return taken.hexdigest()[:16]


def source_digest(source_text: str) -> str:
    """Give the hash of what a decision rests on; white space counts as one space."""
    return hashlib.sha256(" ".join(source_text.split()).encode()).hexdigest()[:16]


def append(home: Home, review: Review) -> Review:
    """Write a review to the end of the log, and wait until it is on disk.

    Two writers at once wait for one another. A line that a crash left torn is ended first, so that it spoils no other.

    Returns:
        The review with its identifier.
    """
    signed = review.signed()
    line = signed.model_dump_json() + "\n"
    home.raw_dir.mkdir(parents=True, exist_ok=True)
    is_new = not home.reviews.exists()
    handle = os.open(home.reviews, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        is_torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        _write_all(handle, (("\n" if is_torn else "") + line).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        _sync_folder(home)
    return signed


def read(home: Home) -> ReviewLog:
    """Read the log; an installation without one has no reviews."""
    try:
        content = home.reviews.read_bytes()
    except FileNotFoundError:
        return ReviewLog((), ())
    reviews: list[Review] = []
    problems: list[LogProblem] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            review = Review.model_validate_json(line)
        except ValidationError as error:
            problems.append(LogProblem(number, _told(error), _REMEDY))
            continue
        if review.review_id != review.identifier():
            told = f"its identifier is {review.review_id or 'empty'}, its contents call for {review.identifier()}"
            problems.append(LogProblem(number, f"The line was changed: {told}.", _REMEDY))
        else:
            reviews.append(review)
    return ReviewLog(tuple(reviews), tuple(problems))


_REMEDY = (
    "The log is only ever added to: restore the line from a backup, or decide anew with `anslag review`; "
    "then remove this line."
)


def latest(reviews: Iterable[Review]) -> dict[tuple[Subject, str], Review]:
    """Give the last decision about each subject; what was reopened has none."""
    last: dict[tuple[Subject, str], Review] = {}
    for review in reviews:
        last[review.subject, review.subject_key] = review
    return {subject: review for subject, review in last.items() if review.decision != "reopen"}


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"The line is no review: {f'{place}: ' if place else ''}{first['msg']}."


def _write_all(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]


def _sync_folder(home: Home) -> None:
    handle = os.open(home.raw_dir, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
