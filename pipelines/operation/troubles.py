"""What goes wrong in an installation, and what its operator is told of it.

Belongs here: the values that alerts are made of, and when two troubles are the same. Keeping them is the matter of
`alert_book`, carrying them of the channels.
"""

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

# What differs from one run to the next though the cause is the same: identifiers, numbers, times.
_IDENTIFIER = re.compile(r"\b(?=[0-9a-f-]*\d)[0-9a-f]{6,}(?:-[0-9a-f]{4,})*\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


class TroubleKind(StrEnum):
    """What kind of trouble."""

    run_failed = "run_failed"
    publish_blocked = "publish_blocked"
    data_stale = "data_stale"
    data_damaged = "data_damaged"


class Phase(StrEnum):
    """Where in its course a trouble is when the operator is told."""

    began = "began"
    continues = "continues"
    solved = "solved"
    test = "test"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the operator should hear of.

    Attributes:
        kind: what kind of trouble.
        subject: what it befell: a job, or the published warehouse.
        title: what happened, in a few words without anything that a document says.
        message: what happened, in full.
        remedy: what to do about it; empty where the message says it.
        cause: what tells this trouble from another of its kind and subject.
        occurrence: which time it is: a run's identifier. The same occurrence counts once.
    """

    kind: TroubleKind
    subject: str
    title: str
    message: str
    remedy: str
    cause: str
    occurrence: str

    @property
    def fingerprint(self) -> str:
        """A digest of the cause that stays the same when only identifiers, numbers and times in it differ."""
        steady = _NUMBER.sub("#", _IDENTIFIER.sub("#", self.cause))
        return hashlib.sha256(steady.encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Alert:
    """What the operator is told once, over every channel.

    Attributes:
        alert_id: identifier of this telling; a receiver that sees it twice may drop the second.
        phase: whether the trouble began, continues or is solved; `test` for none at all.
        kind: what kind of trouble.
        subject: what it befell.
        fingerprint: digest of the cause.
        title: what happened, in a few words.
        message: what happened, in full.
        remedy: what to do about it.
        count: how often it has happened since it began.
        began_at: when it was first seen, in UTC.
        raised_at: when the operator was to be told, in UTC.
        installation: host and folder that it comes from.
    """

    alert_id: str
    phase: Phase
    kind: str
    subject: str
    fingerprint: str
    title: str
    message: str
    remedy: str
    count: int
    began_at: datetime
    raised_at: datetime
    installation: str

    @property
    def headline(self) -> str:
        """The alert in one line, fit for a subject line."""
        words = {Phase.solved: "Solved: ", Phase.continues: "Still: ", Phase.test: "Test: "}.get(self.phase, "")
        times = f" ({self.count} times)" if self.count > 1 else ""
        return " ".join(f"Anslag: {words}{self.title}{times}".split())

    @property
    def text(self) -> str:
        """The alert in full, for people."""
        told = [self.headline, ""]
        if self.phase is Phase.solved:
            told += ["This is over. It was:", ""]
        told.append(self.message)
        if self.remedy and self.phase is not Phase.solved:
            told += ["", self.remedy]
        told += ["", f"First seen {_spoken(self.began_at)}; told {_spoken(self.raised_at)}.", self.installation]
        return "\n".join(told)

    def as_json(self) -> dict[str, Any]:
        """Give the alert as JSON values; `text` holds all of it for people, as chat programs take it."""
        values = asdict(self)
        values["phase"] = self.phase.value
        values["began_at"] = self.began_at.isoformat()
        values["raised_at"] = self.raised_at.isoformat()
        return {**values, "text": self.text}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Alert":
        """Give the alert back that `as_json` laid out."""
        kept = {name: value for name, value in values.items() if name != "text"}
        kept["phase"] = Phase(kept["phase"])
        kept["began_at"] = datetime.fromisoformat(kept["began_at"])
        kept["raised_at"] = datetime.fromisoformat(kept["raised_at"])
        return cls(**kept)


def _spoken(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
