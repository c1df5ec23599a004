"""What a check comes to."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether all is well."""

    ok = "ok"
    note = "note"
    wrong = "wrong"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of a check.

    Attributes:
        check: what was looked at.
        state: ok; note: nothing is broken but somebody should know; wrong: something is broken.
        seen: what there was to see.
        remedy: what to do about it; empty where all is well.
    """

    check: str
    state: State
    seen: str
    remedy: str = ""


def ok(check: str, seen: str) -> CheckResult:
    """Say that all is well."""
    return CheckResult(check, State.ok, seen)


def note(check: str, seen: str, remedy: str) -> CheckResult:
    """Say something that somebody should know."""
    return CheckResult(check, State.note, seen, remedy)


def wrong(check: str, seen: str, remedy: str) -> CheckResult:
    """Say that something is broken."""
    return CheckResult(check, State.wrong, seen, remedy)
