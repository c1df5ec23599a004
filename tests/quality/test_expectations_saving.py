from collections.abc import Iterator
from dataclasses import fields, replace

import duckdb
import pytest

from pipelines.quality.gx_results import ExpectationOutcome, UnexpectedRow, save_outcomes
from pipelines.settings import SCHEMA_DIR

FAILED = ExpectationOutcome(
    expectation_id="fact_allocation_amount_plausible",
    table_name="core.fact_allocation",
    expectation_type="expect_column_values_to_be_between",
    column_name="amount",
    severity="warning",
    outcome="failed",
    row_count=96,
    unexpected_count=1,
    observed_value=None,
    kwargs='{"column": "amount", "max_value": 1e12}',
    reason="No municipality gets a thousand billion.",
    error_text=None,
    unexpected_rows=(UnexpectedRow("fact_allocation_amount_plausible", "f0", "164000000000000.00"),),
)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute((SCHEMA_DIR / "50_quality.sql").read_text(encoding="utf-8"))
        yield con


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("expectation_result", ["run_id", *(field.name for field in fields(ExpectationOutcome))][:-1]),
        ("unexpected_row", ["run_id", *(field.name for field in fields(UnexpectedRow))]),
    ],
)
def test_outcomes_have_the_columns_of_their_tables_but_for_the_run(
    con: duckdb.DuckDBPyConnection, table: str, names: list[str]
) -> None:
    assert [row[0] for row in con.execute(f"DESCRIBE quality.{table}").fetchall()] == names


def test_an_outcome_is_kept_with_the_rows_that_broke_the_rule(con: duckdb.DuckDBPyConnection) -> None:
    save_outcomes(con, "run-1", [FAILED])

    assert con.execute(
        "SELECT run_id, outcome, unexpected_count, kwargs->>'column' FROM quality.expectation_result"
    ).fetchall() == [("run-1", "failed", 1, "amount")]
    assert con.execute("FROM quality.unexpected_row").fetchall() == [
        ("run-1", "fact_allocation_amount_plausible", "f0", "164000000000000.00")
    ]


def test_an_outcome_takes_the_place_of_the_earlier_one_of_its_run_and_expectation_only(
    con: duckdb.DuckDBPyConnection,
) -> None:
    other = UnexpectedRow("other", "f9", None)
    save_outcomes(con, "run-1", [FAILED])
    save_outcomes(con, "run-2", [FAILED, replace(FAILED, expectation_id="other", unexpected_rows=(other,))])

    save_outcomes(con, "run-2", [replace(FAILED, outcome="passed", unexpected_rows=())])

    kept = "SELECT run_id, expectation_id, outcome FROM quality.expectation_result ORDER BY ALL"
    assert con.execute(kept).fetchall() == [
        ("run-1", "fact_allocation_amount_plausible", "failed"),
        ("run-2", "fact_allocation_amount_plausible", "passed"),
        ("run-2", "other", "failed"),
    ]
    rows = "SELECT run_id, expectation_id FROM quality.unexpected_row ORDER BY ALL"
    assert con.execute(rows).fetchall() == [("run-1", "fact_allocation_amount_plausible"), ("run-2", "other")]


def test_outcomes_are_kept_all_or_none(con: duckdb.DuckDBPyConnection) -> None:
    twice = replace(FAILED, expectation_id="twice", unexpected_rows=(UnexpectedRow("twice", "f0", None),) * 2)

    with pytest.raises(duckdb.ConstraintException):
        save_outcomes(con, "run-1", [FAILED, twice])

    assert con.execute("SELECT count(*) FROM quality.expectation_result").fetchone() == (0,)
