import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dagster import (
    AssetCheckEvaluation,
    AssetCheckSeverity,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    ConfigurableResource,
    Definitions,
    ExecuteInProcessResult,
    asset,
    materialize,
)

from pipelines.assets.checks import asset_key, build_expectation_checks
from pipelines.quality.expectations import Expectation, Suite, load_suites
from pipelines.settings import EXPECTATIONS_DIR, SCHEMA_DIR

Row = tuple[str, str | None, str]
MUNICIPALITIES: list[Row] = [("municipality:0127", "0127", "Botkyrka"), ("municipality:1280", "1280", "Malmö")]


class Build(ConfigurableResource[None]):
    path: str
    is_increment: bool = False

    @property
    def base(self) -> object | None:
        """What the real one gives: the version that the run adds to, here any object."""
        return self if self.is_increment else None

    @contextmanager
    def connect(self, run_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
        assert run_id
        with duckdb.connect(self.path) as con:
            yield con


def geography(rows: list[Row]) -> AssetsDefinition:
    @asset(key=AssetKey(["core", "dim_geography"]), required_resource_keys={"build"})
    def dim_geography(context: AssetExecutionContext) -> None:
        with context.resources.build.connect(context.run.run_id) as con:
            for path in sorted(SCHEMA_DIR.glob("*.sql")):
                con.execute(path.read_text(encoding="utf-8"))
            for geography_id, code, name in rows:
                con.execute(
                    "INSERT INTO core.dim_geography VALUES (?, ?, ?, 'municipality', NULL, NULL, NULL, [])",
                    [geography_id, code, name],
                )

    return dim_geography


@asset(deps=[AssetKey(["core", "dim_geography"])])
def published() -> None: ...


def code_form(**changes: Any) -> Expectation:
    rule = Expectation(
        id="municipality_code_form",
        type="expect_column_values_to_match_regex",
        kwargs={"column": "geography_code", "regex": r"^\d{4}$", "mostly": 1.0},
        severity="critical",
        reason="SCB's codes have 4 digits.",
    )
    return replace(rule, **changes)


NAMED = Expectation(
    "municipality_named", "expect_column_values_to_not_be_null", {"column": "name_sv"}, "warning", "Names are read."
)


def run(
    tmp_path: Path,
    *rules: Expectation,
    rows: list[Row] = MUNICIPALITIES,
    is_increment: bool = False,
    **suite: Any,
) -> ExecuteInProcessResult:
    checks = build_expectation_checks(
        [Suite("core.dim_geography", "core.dim_geography", ("geography_id",), rules, **suite)]
    )
    return materialize(
        [geography(rows), published, *checks],
        resources={"build": Build(path=str(tmp_path / "build.duckdb"), is_increment=is_increment)},
        raise_on_error=False,
    )


def evaluations(result: ExecuteInProcessResult) -> dict[str, AssetCheckEvaluation]:
    return {each.check_name: each for each in result.get_asset_check_evaluations()}


def is_published(result: ExecuteInProcessResult) -> bool:
    return any(event.asset_key == published.key for event in result.get_asset_materialization_events())


def stored(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(tmp_path / "build.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()


def test_good_rows_are_published_and_the_outcome_of_every_rule_is_kept(tmp_path: Path) -> None:
    result = run(tmp_path, code_form(), NAMED)

    assert result.success
    assert is_published(result)
    assert {name: each.passed for name, each in evaluations(result).items()} == {
        "municipality_code_form": True,
        "municipality_named": True,
    }
    kept = "SELECT run_id, expectation_id, outcome, row_count FROM quality.expectation_result ORDER BY 2"
    assert stored(tmp_path, kept) == [
        (result.run_id, "municipality_code_form", "passed", 2),
        (result.run_id, "municipality_named", "passed", 2),
    ]


def test_a_critical_failure_keeps_the_warehouse_from_being_published(tmp_path: Path) -> None:
    result = run(tmp_path, code_form(), NAMED, rows=[*MUNICIPALITIES, ("municipality:180", "180", "Stockholm")])

    failed = evaluations(result)["municipality_code_form"]
    assert not is_published(result)
    assert not result.success
    assert (failed.passed, failed.severity, failed.blocking) == (False, AssetCheckSeverity.ERROR, True)
    told = {name: value.value for name, value in failed.metadata.items()}
    assert told == {
        "outcome": "failed",
        "row_count": 3,
        "unexpected_count": 1,
        "sample_keys": ["municipality:180"],
        "threshold": {"mostly": 1.0},
        "reason": "SCB's codes have 4 digits.",
    }
    assert evaluations(result)["municipality_named"].passed
    assert stored(tmp_path, "FROM quality.unexpected_row") == [
        (result.run_id, "municipality_code_form", "municipality:180", "180")
    ]


def test_a_warning_is_told_and_the_warehouse_published(tmp_path: Path) -> None:
    rows = [*MUNICIPALITIES, ("municipality:180", "180", "Stockholm")]
    result = run(tmp_path, code_form(severity="warning"), rows=rows)

    failed = evaluations(result)["municipality_code_form"]
    assert is_published(result)
    assert (failed.passed, failed.severity) == (False, AssetCheckSeverity.WARN)


def test_a_rule_about_a_single_value_tells_what_was_seen(tmp_path: Path) -> None:
    kwargs = {"min_value": 290, "max_value": 290}
    result = run(tmp_path, code_form(type="expect_table_row_count_to_be_between", kwargs=kwargs, severity="warning"))

    assert evaluations(result)["municipality_code_form"].metadata["observed_value"].value == 2


def test_an_empty_table_is_an_error_and_not_published(tmp_path: Path) -> None:
    result = run(tmp_path, code_form(), rows=[])

    failed = evaluations(result)["municipality_code_form"]
    assert not is_published(result)
    assert not failed.passed
    assert "core.dim_geography is empty" in (failed.description or "")
    assert stored(tmp_path, "SELECT outcome FROM quality.expectation_result") == [("error",)]


def test_an_increment_may_add_no_row_to_a_table_but_no_wrong_one(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    nothing = run(tmp_path / "nothing", code_form(), rows=[], is_increment=True)
    wrong = run(tmp_path, code_form(), rows=[("municipality:180", "180", "Stockholm")], is_increment=True)

    assert is_published(nothing)
    kept = stored(tmp_path / "nothing", "SELECT outcome, row_count FROM quality.expectation_result")
    assert kept == [("passed", 0)]
    assert not is_published(wrong)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (code_form(kwargs={"column": "scb_code", "regex": "^.$"}), "no column scb_code"),
        (code_form(type="expect_moon_to_be_full"), "expect_moon_to_be_full"),
        (code_form(kwargs={"column": "geography_code", "regex": "("}), "subpattern"),
    ],
    ids=["missing column", "unknown type", "raises"],
)
def test_a_rule_that_cannot_be_judged_blocks_and_the_others_are_still_judged(
    tmp_path: Path, broken: Expectation, told: str
) -> None:
    result = run(tmp_path, broken, NAMED)

    failed = evaluations(result)["municipality_code_form"]
    assert not is_published(result)
    assert not failed.passed
    assert told in (failed.description or "")
    assert failed.metadata["outcome"].value == "error"
    assert evaluations(result)["municipality_named"].passed


def test_a_query_that_the_warehouse_refuses_is_an_error_of_every_rule(tmp_path: Path) -> None:
    result = run(tmp_path, code_form(), NAMED, query="SELECT * FROM core.dim_place")

    assert not is_published(result)
    assert {name: each.passed for name, each in evaluations(result).items()} == {
        "municipality_code_form": False,
        "municipality_named": False,
    }


def test_checks_wait_for_every_table_that_their_frame_is_made_of() -> None:
    suite = Suite(
        "quality.repair",
        "quality.repair",
        ("figure_id",),
        (code_form(),),
        query="SELECT * FROM quality.repair JOIN core.fact_allocation USING (figure_id)",
    )
    (checks,) = build_expectation_checks([suite])

    (spec,) = checks.check_specs
    assert spec.asset_key == AssetKey(["quality", "repair"])
    assert [dep.asset_key for dep in spec.additional_deps] == [AssetKey(["core", "fact_allocation"])]


def test_every_rule_of_every_suite_is_a_check_and_blocks_when_it_is_critical() -> None:
    suites = load_suites(EXPECTATIONS_DIR)
    checks = build_expectation_checks(suites)

    rules = {each.id: (asset_key(suite.table), each.severity) for suite in suites for each in suite.expectations}
    specs = [spec for check in checks for spec in check.check_specs]
    assert {spec.name: (spec.asset_key, spec.blocking) for spec in specs} == {
        name: (key, severity == "critical") for name, (key, severity) in rules.items()
    }
    Definitions(asset_checks=checks, resources={"build": Build(path="unused.duckdb")}).get_repository_def()


def test_defining_the_checks_does_not_import_great_expectations() -> None:
    program = (
        "import sys; from pathlib import Path; from pipelines.assets.checks import build_expectation_checks;"
        " from pipelines.quality.expectations import load_suites;"
        f" assert build_expectation_checks(load_suites(Path({str(EXPECTATIONS_DIR)!r})));"
        " print('great_expectations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
