"""The one place that calls Great Expectations.

Belongs here: turning a suite and a frame into outcomes. Left to itself, Great Expectations passes every rule on an
empty frame, passes rules about values where there is no value, and returns an exception as one more unsuccessful
result. None of these is a judgement, so each is reported as an error, unless the suite says why it may be so.
"""

import functools
import json
import math
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import pandas as pd

from pipelines.quality.expectations import Expectation, Suite
from pipelines.quality.gx_frames import read_frame
from pipelines.quality.gx_results import MAX_UNEXPECTED_ROWS, ExpectationOutcome, UnexpectedRow

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.datasource.fluent.interfaces import Batch

_JUDGES_NULLS = frozenset(
    {
        "expect_column_values_to_not_be_null",
        "expect_column_values_to_be_null",
        "expect_column_proportion_of_non_null_values_to_be_between",
    }
)
_RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "partial_unexpected_count": 0,
    "include_unexpected_rows": False,
    "return_unexpected_index_query": False,
}


def judge_table(
    con: duckdb.DuckDBPyConnection, suite: Suite, *, is_increment: bool = False
) -> list[ExpectationOutcome]:
    """Read a suite's frame from the warehouse and judge it; a frame that cannot be read is an error of every rule.

    Args:
        con: the warehouse being built.
        suite: the rules.
        is_increment: the rows are added to those of an earlier version, so that a table may have none to add.
    """
    try:
        frame = read_frame(con, suite)
    except duckdb.Error as error:
        problem = f"The frame of the suite {suite.name} cannot be read: {error}"
        return [
            _outcome(suite, expectation, pd.DataFrame(), outcome="error", error_text=problem)
            for expectation in suite.expectations
        ]
    if is_increment and frame.empty:
        return [_outcome(suite, expectation, frame, outcome="passed") for expectation in suite.expectations]
    return judge(suite, frame)


def judge(suite: Suite, frame: pd.DataFrame) -> list[ExpectationOutcome]:
    """Judge a frame by every expectation of a suite, in the suite's order.

    An expectation that cannot be judged gets the outcome `error` and does not keep the others from being judged.

    Args:
        suite: the rules.
        frame: the rows, with the suite's key columns and a plain 0, 1, 2 … index, as `read_frame` gives them.
    """
    batch = _batch_definition().get_batch({"dataframe": frame})
    return [_judge_one(suite, expectation, frame, batch) for expectation in suite.expectations]


@functools.cache
def _batch_definition() -> "BatchDefinition[Any]":
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx  # noqa: PLC0415 - takes seconds
    from great_expectations.data_context.types.base import (  # noqa: PLC0415 - takes seconds
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        ),
    )
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")


def _judge_one(suite: Suite, expectation: Expectation, frame: pd.DataFrame, batch: "Batch") -> ExpectationOutcome:
    problem = _unjudgeable(suite, expectation, frame)
    if problem:
        return _outcome(suite, expectation, frame, outcome="error", error_text=problem)
    if frame.empty and not _is_about_table(expectation):
        return _outcome(suite, expectation, frame, outcome="passed")
    try:
        result = _validate(expectation, batch)
        problem = _raised(result) or _vacuous(expectation, batch, result.result)
    except Exception as error:  # whatever a rule raises is that rule's outcome
        return _outcome(suite, expectation, frame, outcome="error", error_text=f"{type(error).__name__}: {error}")
    if problem:
        return _outcome(suite, expectation, frame, outcome="error", error_text=problem)
    passed: Literal["passed", "failed"] = "passed" if result.success else "failed"
    return _outcome(suite, expectation, frame, outcome=passed, result=result.result)


def _validate(expectation: Expectation, batch: "Batch") -> "ExpectationValidationResult":
    from great_expectations.expectations.expectation_configuration import (  # noqa: PLC0415 - takes seconds
        ExpectationConfiguration,
    )
    from great_expectations.expectations.metadata_types import FailureSeverity  # noqa: PLC0415 - takes seconds

    # Not through an ExpectationSuite: it logs a rule that it cannot build and goes on without it.
    configuration = ExpectationConfiguration(
        type=expectation.type,
        kwargs=expectation.kwargs,
        meta={"id": expectation.id},
        severity=FailureSeverity(expectation.severity),
    )
    return batch.validate(configuration.to_domain_obj(), result_format=_RESULT_FORMAT)


def _unjudgeable(suite: Suite, expectation: Expectation, frame: pd.DataFrame) -> str | None:
    missing = [column for column in (*suite.key_columns, *expectation.columns) if column not in frame.columns]
    if missing:
        return f"{suite.table} has no column {', '.join(missing)}. Correct the suite {suite.name}, or the table"
    if frame.empty and not suite.empty_is_fine:
        return (
            f"{suite.table} is empty, so there is nothing to judge. Find out why nothing was loaded;"
            f" if it may be so, say why as empty_is_fine in the suite {suite.name}"
        )
    return None


def _is_about_table(expectation: Expectation) -> bool:
    return expectation.type.startswith("expect_table_")


def _raised(result: "ExpectationValidationResult") -> str | None:
    messages = list(dict.fromkeys(_exception_messages(result.exception_info)))
    return "; ".join(messages) or None


def _exception_messages(info: Any) -> Iterator[str]:
    """Find the messages: an exception stands at the top or, one level down, under the metric that raised it."""
    if isinstance(info, dict):
        if info.get("raised_exception"):
            yield str(info.get("exception_message"))
        for value in info.values():
            yield from _exception_messages(value)


def _vacuous(expectation: Expectation, batch: "Batch", result: dict[str, Any]) -> str | None:
    """Tell why a rule about values had no value to judge; None where it had one, or may do without."""
    if expectation.vacuous_is_fine or _is_about_table(expectation):
        return None
    if "element_count" not in result:
        result = _value_counts(expectation, batch)
    if result["element_count"] - (result.get("missing_count") or 0):
        return None
    return (
        f"No value to judge in {', '.join(expectation.columns)}: all NULL, or no row fits the row_condition."
        " If it may be so, say why as vacuous_is_fine in the expectation's meta"
    )


def _value_counts(expectation: Expectation, batch: "Batch") -> dict[str, int]:
    """Count rows and NULLs of a rule that gives one value of a column; it does not tell of how many it is made."""
    same_rows: dict[str, Any] = {
        name: expectation.kwargs[name] for name in ("column", "row_condition") if name in expectation.kwargs
    }
    nulls = Expectation(expectation.id, "expect_column_values_to_not_be_null", same_rows, "info", expectation.reason)
    counts = _validate(nulls, batch).result
    missing = 0 if expectation.type in _JUDGES_NULLS else counts["unexpected_count"]
    return {"element_count": counts["element_count"], "missing_count": missing}


def _outcome(
    suite: Suite,
    expectation: Expectation,
    frame: pd.DataFrame,
    *,
    outcome: Literal["passed", "failed", "error"],
    result: dict[str, Any] | None = None,
    error_text: str | None = None,
) -> ExpectationOutcome:
    result = result or {}
    count = result.get("unexpected_count")
    return ExpectationOutcome(
        expectation_id=expectation.id,
        table_name=suite.table,
        expectation_type=expectation.type,
        column_name=expectation.kwargs.get("column"),
        severity=expectation.severity,
        outcome=outcome,
        row_count=len(frame),
        unexpected_count=None if count is None else int(count),
        observed_value=_json(result["observed_value"]) if "observed_value" in result else None,
        kwargs=_json(expectation.kwargs),
        reason=expectation.full_reason,
        error_text=error_text,
        unexpected_rows=_unexpected_rows(suite, expectation, frame, result),
    )


def _unexpected_rows(
    suite: Suite, expectation: Expectation, frame: pd.DataFrame, result: dict[str, Any]
) -> tuple[UnexpectedRow, ...]:
    column = expectation.kwargs.get("column")
    found: dict[str, UnexpectedRow] = {}
    index = list(result.get("unexpected_index_list") or [])
    for _, row in frame.loc[index[:MAX_UNEXPECTED_ROWS]].iterrows():
        key = "|".join(str(row[name]) for name in suite.key_columns)
        found.setdefault(key, UnexpectedRow(expectation.id, key, _text(row[column]) if column else None))
    return tuple(found.values())


def _text(value: Any) -> str | None:
    if pd.isna(value):
        return None
    return str(value).lower() if isinstance(_plain(value), bool) else str(value)


def _json(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    """Give what JSON can hold for a NumPy scalar, an amount (its exact text), a date or a NaN (None)."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return list(value) if isinstance(value, tuple | set) else str(value)
