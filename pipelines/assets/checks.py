"""Dagster asset checks of the expectations: one a rule, so that each has its own history and its own alert.

Belongs here: what Dagster is told of an outcome. What the rules are stands in `expectations/`; how they are judged, in
`pipelines.quality`. The checks of a critical rule block: nothing downstream of the table, publishing above all, runs
when one fails or cannot be judged.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MetadataValue,
    multi_asset_check,
)

from pipelines.quality.expectations import Expectation, Suite
from pipelines.quality.gx_results import ExpectationOutcome, save_outcomes

_SAMPLE_KEYS = 10
"""Keys of unexpected rows shown in Dagster; quality.unexpected_row has more of them."""


def build_expectation_checks(suites: Iterable[Suite]) -> list[AssetChecksDefinition]:
    """Make the asset checks of all suites: one a rule, one op a suite.

    The ops need a resource `build` whose `connect(run_id)` gives, as a context manager, a connection to the warehouse
    being built. Outcomes are kept in quality.expectation_result and quality.unexpected_row.
    """
    return [_checks_of(suite) for suite in suites]


def asset_key(table: str) -> AssetKey:
    """Give the key of the asset that fills a table: core.fact_allocation -> core/fact_allocation."""
    return AssetKey(table.split("."))


def _checks_of(suite: Suite) -> AssetChecksDefinition:
    @multi_asset_check(
        name=f"expectations_{suite.name.replace('.', '_')}",
        specs=[_spec(suite, expectation) for expectation in suite.expectations],
        required_resource_keys={"build"},
        compute_kind="great_expectations",
    )
    def judge_suite(context: AssetCheckExecutionContext) -> Iterator[AssetCheckResult]:
        from pipelines.quality.gx_judge import judge_table  # noqa: PLC0415 - brings pandas, not needed to define checks

        with context.resources.build.connect(context.run.run_id) as con:
            outcomes = judge_table(con, suite, is_increment=context.resources.build.base is not None)
            save_outcomes(con, context.run.run_id, outcomes)
        for expectation, outcome in zip(suite.expectations, outcomes, strict=True):
            yield _result(expectation, outcome)

    return judge_suite


def _spec(suite: Suite, expectation: Expectation) -> AssetCheckSpec:
    return AssetCheckSpec(
        expectation.id,
        asset=asset_key(suite.table),
        description=expectation.full_reason,
        additional_deps=[asset_key(table) for table in sorted(suite.tables_read - {suite.table})],
        blocking=expectation.severity == "critical",
        metadata={"severity": expectation.severity, "type": expectation.type},
    )


def _result(expectation: Expectation, outcome: ExpectationOutcome) -> AssetCheckResult:
    critical = outcome.severity == "critical"
    return AssetCheckResult(
        asset_key=asset_key(outcome.table_name),
        check_name=outcome.expectation_id,
        passed=outcome.outcome == "passed",
        severity=AssetCheckSeverity.ERROR if critical else AssetCheckSeverity.WARN,
        description=outcome.error_text,
        metadata=_metadata(expectation, outcome),
    )


def _metadata(expectation: Expectation, outcome: ExpectationOutcome) -> Mapping[str, Any]:
    keys = [row.row_key for row in outcome.unexpected_rows[:_SAMPLE_KEYS]]
    told = {
        "outcome": outcome.outcome,
        "error": outcome.error_text,
        "row_count": outcome.row_count,
        "unexpected_count": outcome.unexpected_count,
        "observed_value": json.loads(outcome.observed_value) if outcome.observed_value else None,
        "sample_keys": MetadataValue.json(keys) if keys else None,
        "threshold": MetadataValue.json(expectation.thresholds) if expectation.thresholds else None,
        "reason": outcome.reason,
    }
    return {name: value for name, value in told.items() if value is not None}
