"""Why a run failed, in a person's words.

Belongs here: finding the reason among Dagster's events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dagster import AssetCheckEvaluation, DagsterEvent

_LOG = "`anslag dev` shows the log of the run."
_MEND = "They block publishing: mend the document, or the rule in expectations/, then run again."
_WRAPPERS = ("Dagster", "RetryRequested")
_STOPPED = frozenset({"KeyboardInterrupt", "DagsterExecutionInterruptedError"})


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A critical check that kept a warehouse from being published.

    Attributes:
        table: the table that it is about, with its schema.
        name: the check.
        told: what was wrong, or what the check is for.
    """

    table: str
    name: str
    told: str

    def __str__(self) -> str:
        """Say it for a person."""
        return f"{self.table}: {self.name} – {self.told}" if self.told else f"{self.table}: {self.name}"


class RunFailedError(Exception):
    """A run that published nothing; the last good version is in place.

    Attributes:
        step: the step that failed, None where the run did not get that far.
        reason: why.
        remedy: what to do about it; empty where the reason says it.
        checks: critical checks that failed.
        error_class: name of the class of what was raised; None where nothing was.
    """

    def __init__(
        self,
        step: str | None,
        reason: str,
        remedy: str = "",
        checks: Sequence[FailedCheck] = (),
        error_class: str | None = None,
    ) -> None:
        told = [f"The run failed{f' at {step}' if step else ''}: {reason}", *(f"  {check}" for check in checks)]
        if remedy:
            told.append(remedy)
        told.append("Nothing was published; the last good version, if there is one, stays in place.")
        super().__init__("\n".join(told))
        self.step = step
        self.reason = reason
        self.remedy = remedy
        self.checks = tuple(checks)
        self.error_class = error_class

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped the run."""
        return self.error_class in _STOPPED


def failure_of(events: Sequence[DagsterEvent]) -> RunFailedError:
    """Give the error that tells why a run failed, from the events of the run."""
    evaluations = [event.event_specific_data for event in events]
    checks = [
        FailedCheck(".".join(check.asset_key.path), check.check_name, _told_by(check))
        for check in evaluations
        if isinstance(check, AssetCheckEvaluation) and check.blocking and not check.passed
    ]
    for event in events:
        if event.is_step_failure:
            if checks:
                return RunFailedError(event.step_key, "critical checks failed:", _MEND, checks)
            return _explained(event.step_key, event.step_failure_data.error)
        # Resources that cannot be had, and a run that ends between two steps, fail in no step.
        error = getattr(event.event_specific_data, "error", None)
        if event.is_failure and error:
            return _explained(None, error)
    return RunFailedError(None, "Dagster gives no reason.", _LOG)


def _explained(step: str | None, error: Any) -> RunFailedError:
    # Dagster wraps what our code raises; what our code raises from another error says more than that one.
    while error.cause and (error.cls_name or "").startswith(_WRAPPERS):
        error = error.cause
    if error.cls_name in _STOPPED:
        return RunFailedError(step, "it was stopped.", error_class=error.cls_name)
    kind, _, sentence = error.message.strip().partition(": ")
    if kind.startswith("pipelines.") or error.cls_name == "Failure":
        return RunFailedError(step, sentence, error_class=error.cls_name)
    return RunFailedError(step, error.message.strip(), _LOG, error_class=error.cls_name)


def _told_by(check: AssetCheckEvaluation) -> str:
    values = {name: value.value for name, value in check.metadata.items()}
    problem = check.description or values.get("reason") or ""
    count = values.get("unexpected_count")
    return f"{problem} ({count} rows)" if count else str(problem)
