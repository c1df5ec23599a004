"""The suites in `expectations/`: good rows pass them, and each rule fails alone when its own fault is in the data."""

from collections.abc import Iterator

import duckdb
import pytest
from steward_faults import COMPANIONS, FAULTS
from steward_rows import steward_warehouse, without_constraints

from pipelines.quality.expectations import Suite, load_suites
from pipelines.quality.gx_judge import judge_table
from pipelines.settings import EXPECTATIONS_DIR

SUITES = load_suites(EXPECTATIONS_DIR)
SUITE_OF = {expectation.id: suite for suite in SUITES for expectation in suite.expectations}

RAW = "raw.document"


def suite_named(name: str) -> Suite:
    (suite,) = (suite for suite in SUITES if suite.name == name)
    return suite


@pytest.fixture(scope="module")
def good() -> Iterator[duckdb.DuckDBPyConnection]:
    with steward_warehouse() as con, without_constraints(con) as loose:
        yield loose


@pytest.fixture
def warehouse(good: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    good.begin()
    yield good
    good.rollback()


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_good_rows_pass_every_expectation(suite: Suite, good: duckdb.DuckDBPyConnection) -> None:
    outcomes = judge_table(good, suite)

    assert [(each.expectation_id, each.error_text) for each in outcomes if each.outcome != "passed"] == []
    assert all(each.row_count > 0 for each in outcomes)


def test_every_expectation_has_a_fault_that_it_finds() -> None:
    assert set(FAULTS) == set(SUITE_OF)


@pytest.mark.parametrize("expectation_id", FAULTS)
def test_a_fault_fails_the_one_expectation_that_is_about_it(
    expectation_id: str, warehouse: duckdb.DuckDBPyConnection
) -> None:
    warehouse.execute(FAULTS[expectation_id])

    outcomes = judge_table(warehouse, SUITE_OF[expectation_id])

    expected = {expectation_id} | COMPANIONS.get(expectation_id, set())
    assert {each.expectation_id: each.outcome for each in outcomes if each.outcome != "passed"} == dict.fromkeys(
        expected, "failed"
    )


def test_a_document_that_has_vanished_has_no_current_version_and_that_is_no_fault(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    gone = "SET is_current = false, valid_to = valid_from + INTERVAL 1 DAY"
    warehouse.execute(f"UPDATE core.dim_document {gone}; UPDATE raw.document_version {gone}")

    outcomes = [*judge_table(warehouse, suite_named("core.dim_document")), *judge_table(warehouse, suite_named(RAW))]

    assert {each.expectation_id for each in outcomes if each.outcome != "passed"} == set()


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_a_suite_names_only_columns_of_its_frame(suite: Suite, good: duckdb.DuckDBPyConnection) -> None:
    source = f"({suite.query})" if suite.query else suite.table
    columns = {row[0] for row in good.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    columns |= {"source_text"} if suite.with_source_text else set()

    assert set(suite.key_columns) <= columns
    assert {name for each in suite.expectations for name in each.columns} <= columns
