import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.quality.expectations import SuiteError, load_suites
from pipelines.settings import EXPECTATIONS_DIR


def rule(**changes: Any) -> dict[str, Any]:
    meta = {"id": "dim_minister_named", "reason": "A minister has a name."} | changes.pop("meta", {})
    fields = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "name"}, "severity": "warning"}
    return fields | {"meta": meta} | changes


def write(folder: Path, *rules: dict[str, Any], name: str = "core.dim_minister", **meta: Any) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"name": name, "expectations": rules, "meta": meta}), encoding="utf-8")
    return path


def test_a_suite_gives_its_rules_and_the_table_s_primary_key(tmp_path: Path) -> None:
    write(tmp_path, rule(), name="staging.table_cell", empty_is_fine="Prose alone.")

    (suite,) = load_suites(tmp_path)

    assert suite.table == "staging.table_cell"
    assert suite.key_columns == ("table_id", "row_no", "column_no")
    assert suite.empty_is_fine == "Prose alone."
    (expectation,) = suite.expectations
    assert (expectation.id, expectation.severity, expectation.reason) == (
        "dim_minister_named",
        "warning",
        "A minister has a name.",
    )


def test_a_suite_of_another_frame_of_a_table_names_its_query_and_the_tables_it_reads(tmp_path: Path) -> None:
    lines = ["SELECT r.source, r.path", "FROM raw.refused_file r"]
    write(tmp_path, rule(), name="quality.finding.refused_files", query=lines, key=["source", "path"])

    (suite,) = load_suites(tmp_path)

    assert suite.query == "SELECT r.source, r.path\nFROM raw.refused_file r"
    assert suite.key_columns == ("source", "path")
    assert suite.tables_read == {"quality.finding", "raw.refused_file"}


def test_a_threshold_s_date_is_part_of_the_full_reason(tmp_path: Path) -> None:
    kwargs = {"column": "name", "mostly": 0.9}
    write(tmp_path, rule(kwargs=kwargs, meta={"threshold_since": "2026-11-23"}))

    (suite,) = load_suites(tmp_path)

    assert suite.expectations[0].thresholds == {"mostly": 0.9}
    assert suite.expectations[0].full_reason == "A minister has a name. (Threshold since 2026-11-23.)"


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (rule(meta={"id": "not a check name"}), "not a check name (expectations.1.meta.id)"),
        (rule(meta={"reason": " "}), "dim_minister_named (expectations.1.meta.reason)"),
        (rule(meta={"threshhold_since": "2026-11-23"}), "threshhold_since"),
        (rule(severity="fatal"), "dim_minister_named (expectations.1.severity)"),
        (rule(kwargs={"column": "name", "mostly": 0.9}), "dim_minister_named"),
        (rule(), "dim_minister_named"),
    ],
    ids=["no check name", "no reason", "unknown meta", "unknown severity", "undated threshold", "id twice"],
)
def test_a_faulty_expectation_is_named_with_its_file(tmp_path: Path, fault: dict[str, Any], named: str) -> None:
    path = write(tmp_path, rule(), fault)

    with pytest.raises(SuiteError) as caught:
        load_suites(tmp_path)

    assert caught.value.path == path
    assert named in caught.value.place
    assert str(path) in str(caught.value)
    assert caught.value.remedy


def test_an_id_used_in_two_files_names_both(tmp_path: Path) -> None:
    write(tmp_path, rule())
    write(tmp_path, rule(), name="core.dim_period")

    with pytest.raises(SuiteError, match=r"core\.dim_period\.json.*dim_minister_named.*core\.dim_minister\.json"):
        load_suites(tmp_path)


def test_a_table_that_the_warehouse_lacks_is_refused(tmp_path: Path) -> None:
    write(tmp_path, rule(), name="core.dim_monster")

    with pytest.raises(SuiteError, match=r"no table core\.dim_monster"):
        load_suites(tmp_path)


def test_a_file_named_otherwise_than_its_suite_is_refused(tmp_path: Path) -> None:
    write(tmp_path, rule()).rename(tmp_path / "core.dim_period.json")

    with pytest.raises(SuiteError, match=r"'core\.dim_minister', its file 'core\.dim_period\.json'"):
        load_suites(tmp_path)


def test_a_file_that_is_no_json_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "core.dim_minister.json").write_text("{", encoding="utf-8")

    with pytest.raises(SuiteError, match=r"core\.dim_minister\.json"):
        load_suites(tmp_path)


def test_loading_the_suites_does_not_import_great_expectations_or_pandas() -> None:
    program = (
        "import sys; from pathlib import Path; from pipelines.quality.expectations import load_suites;"
        f" assert load_suites(Path({str(EXPECTATIONS_DIR)!r}));"
        " print([name for name in ('great_expectations', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_columns_of_a_rule_are_those_of_its_parameters(tmp_path: Path) -> None:
    write(
        tmp_path,
        rule(kwargs={"column_A": "name", "column_B": "title"}),
        rule(kwargs={"column_list": ["name", "title"]}, meta={"id": "listed"}),
        rule(meta={"id": "single"}),
    )
    (suite,) = load_suites(tmp_path)
    assert [each.columns for each in suite.expectations] == [("name", "title"), ("name", "title"), ("name",)]


def test_a_threshold_without_a_day_is_told_with_what_to_add(tmp_path: Path) -> None:
    write(tmp_path, rule(kwargs={"column": "name", "mostly": 0.9}))
    with pytest.raises(SuiteError) as caught:
        load_suites(tmp_path)
    assert caught.value.problem == "the threshold {'mostly': 0.9} has no date"
    assert "threshold_since" in caught.value.remedy
    assert "dim_minister_named: the threshold" in str(caught.value)
