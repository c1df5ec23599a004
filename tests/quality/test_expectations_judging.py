import json
import socket
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines.quality.expectations import Expectation, Suite
from pipelines.quality.gx_frames import read_frame
from pipelines.quality.gx_judge import judge, judge_table

BETWEEN = "expect_column_values_to_be_between"


def rule(
    type_: str = BETWEEN, *, id_: str = "amount_not_negative", fine: str | None = None, **kwargs: Any
) -> Expectation:
    return Expectation(id_, type_, kwargs, "critical", "Money is positive.", vacuous_is_fine=fine)


def suite_of(*rules: Expectation, **fields: Any) -> Suite:
    defaults: dict[str, Any] = {"name": "core.fact_allocation", "table": "core.fact_allocation"}
    return Suite(**(defaults | {"key_columns": ("municipality", "year")} | fields), expectations=rules)


def grants(*amounts: str | None) -> pd.DataFrame:
    names = ["Botkyrka", "Malmö", "Göteborg", "Örebro"][: len(amounts)]
    values = [None if amount is None else Decimal(amount) for amount in amounts]
    return pd.DataFrame(
        {"municipality": names, "year": [2018] * len(names), "amount": pd.Series(values, dtype=object)},
    )


def where(column: str, operator: str, parameter: str) -> dict[str, Any]:
    return {"type": "comparison", "column": {"name": column}, "operator": operator, "parameter": parameter}


KIRUNA = where("municipality", "==", "Kiruna")
NOT_NEGATIVE = rule(column="amount", min_value=0)


def test_a_failed_rule_gives_the_keys_and_the_exact_values_of_its_rows() -> None:
    (outcome,) = judge(suite_of(NOT_NEGATIVE), grants("9000000.00", "-0.01", None, "-12345678901234.56"))

    assert (outcome.outcome, outcome.row_count, outcome.unexpected_count) == ("failed", 4, 2)
    assert [(row.row_key, row.value_text) for row in outcome.unexpected_rows] == [
        ("Malmö|2018", "-0.01"),
        ("Örebro|2018", "-12345678901234.56"),
    ]
    assert json.loads(outcome.kwargs) == {"column": "amount", "min_value": 0}
    assert outcome.column_name == "amount"
    assert outcome.reason == "Money is positive."


def test_an_amount_a_hundredth_over_a_bound_that_no_float_can_tell_fails() -> None:
    bounded = rule(column="amount", max_value=90071992547409)
    (outcome,) = judge(suite_of(bounded), grants("90071992547409.00", "90071992547409.01"))

    assert [row.row_key for row in outcome.unexpected_rows] == ["Malmö|2018"]


def test_rows_within_a_rule_s_tolerance_are_kept_though_it_passes() -> None:
    known = rule("expect_column_values_to_not_be_null", column="amount", mostly=0.5)
    (outcome,) = judge(suite_of(known), grants("1.00", None))

    assert (outcome.outcome, outcome.unexpected_count) == ("passed", 1)
    assert [(row.row_key, row.value_text) for row in outcome.unexpected_rows] == [("Malmö|2018", None)]


def test_a_rule_about_a_single_value_gives_what_was_seen_as_json() -> None:
    largest = rule("expect_column_max_to_be_between", column="amount", max_value=9)
    latest = rule("expect_column_max_to_be_between", id_="latest", column="year", max_value=2017)

    outcomes = judge(suite_of(largest, latest), grants("9.50", "1.00"))

    assert [(each.outcome, each.observed_value) for each in outcomes] == [("failed", '"9.50"'), ("failed", "2018")]
    assert [each.unexpected_rows for each in outcomes] == [(), ()]


def test_at_most_two_hundred_rows_are_kept_of_those_that_broke_a_rule() -> None:
    frame = pd.DataFrame({"municipality": range(500), "year": 2018, "amount": -1})
    (outcome,) = judge(suite_of(NOT_NEGATIVE), frame)

    assert outcome.unexpected_count == 500
    assert [row.row_key for row in outcome.unexpected_rows] == [f"{number}|2018" for number in range(200)]


def test_rows_of_one_key_are_kept_once() -> None:
    once = rule("expect_compound_columns_to_be_unique", column_list=["municipality", "year"])
    (outcome,) = judge(suite_of(once), pd.concat([grants("1.00")] * 2, ignore_index=True))

    assert outcome.unexpected_count == 2
    assert [(row.row_key, row.value_text) for row in outcome.unexpected_rows] == [("Botkyrka|2018", None)]


def test_an_empty_frame_is_an_error_of_every_rule() -> None:
    counted = rule("expect_table_row_count_to_be_between", id_="counted", max_value=5)
    outcomes = judge(suite_of(NOT_NEGATIVE, counted), grants())

    assert [each.outcome for each in outcomes] == ["error", "error"]
    assert all("core.fact_allocation is empty" in (each.error_text or "") for each in outcomes)


def test_an_empty_frame_that_may_be_empty_passes_but_its_rows_are_still_counted() -> None:
    counted = rule("expect_table_row_count_to_be_between", id_="counted", min_value=1)
    outcomes = judge(suite_of(NOT_NEGATIVE, counted, empty_is_fine="Prose alone."), grants())

    assert [(each.outcome, each.row_count) for each in outcomes] == [("passed", 0), ("failed", 0)]


@pytest.mark.parametrize("missing", ["amount", "municipality"], ids=["the rule's", "the key's"])
@pytest.mark.parametrize("empty_is_fine", [None, "Prose alone."])
def test_a_missing_column_is_an_error_that_names_it(missing: str, empty_is_fine: str | None) -> None:
    frame = grants() if empty_is_fine else grants("1.00")
    (outcome,) = judge(suite_of(NOT_NEGATIVE, empty_is_fine=empty_is_fine), frame.drop(columns=missing))

    assert outcome.outcome == "error"
    assert f"no column {missing}" in (outcome.error_text or "")


@pytest.mark.parametrize(
    "vacuous",
    [
        rule(column="amount", min_value=0),
        rule(column="year", max_value=2000, row_condition=KIRUNA),
        rule("expect_column_sum_to_be_between", column="amount", max_value=10),
        rule(
            "expect_column_sum_to_be_between",
            column="year",
            max_value=10,
            row_condition=KIRUNA,
        ),
        rule(
            "expect_column_values_to_not_be_null",
            column="year",
            row_condition=KIRUNA,
        ),
    ],
    ids=["all null", "no such row", "sum of nulls", "sum of no row", "nulls of no row"],
)
def test_a_rule_about_values_that_finds_none_is_an_error_unless_it_says_why_not(vacuous: Expectation) -> None:
    frame = grants(None, None)
    excused = Expectation(**(vars(vacuous) | {"id": "excused", "vacuous_is_fine": "Seldom stated."}))

    outcomes = judge(suite_of(vacuous, excused), frame)

    assert [each.outcome for each in outcomes] == ["error", "passed"]
    assert "No value to judge" in (outcomes[0].error_text or "")


def test_a_rule_about_nulls_judges_a_column_of_nulls() -> None:
    known = rule("expect_column_values_to_not_be_null", column="amount")
    unknown = rule("expect_column_values_to_be_null", id_="unknown", column="amount")
    share = rule(
        "expect_column_proportion_of_non_null_values_to_be_between", id_="share", column="amount", min_value=0.5
    )

    outcomes = judge(suite_of(known, unknown, share), grants(None, None))

    assert [each.outcome for each in outcomes] == ["failed", "passed", "failed"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (rule("expect_moon_to_be_full", id_="broken"), "expect_moon_to_be_full"),
        (rule(id_="broken", column="amount", minimum=0), "minimum"),
        (rule(id_="broken", column="amount", min_value=0, mostly=7), "mostly"),
        (rule(id_="broken", column="municipality", min_value=0), "of the same type"),
        (rule(id_="broken", column="amount", min_value=0, row_condition=where("yeer", "==", "x")), "yeer"),
        (rule(id_="broken", column="amount", min_value=0, row_condition=where("year", "~", "x")), "operator"),
        (rule("expect_column_values_to_match_regex", id_="broken", column="municipality", regex="("), "subpattern"),
    ],
    ids=["type", "parameter", "value", "values of another type", "condition's column", "condition's form", "regex"],
)
def test_a_rule_that_raises_is_an_error_and_the_others_are_still_judged(broken: Expectation, told: str) -> None:
    after = rule("expect_column_values_to_be_unique", id_="after", column="municipality")

    outcomes = judge(suite_of(NOT_NEGATIVE, broken, after), grants("-1.00", "1.00"))

    assert [each.outcome for each in outcomes] == ["failed", "error", "passed"]
    assert told in (outcomes[1].error_text or "")


def test_judging_opens_no_connection_and_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    (outcome,) = judge(suite_of(NOT_NEGATIVE), grants("1.00"))

    assert outcome.outcome == "passed"
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("""
        CREATE SCHEMA core;
        CREATE SCHEMA raw;
        CREATE TABLE raw.document (document_id VARCHAR, text VARCHAR);
        INSERT INTO raw.document VALUES ('d', 'Malmö får 9 000 kronor');
        CREATE TABLE core.fact_allocation (municipality VARCHAR, year INTEGER, end_year INTEGER, amount DECIMAL(18, 2),
            document_id VARCHAR, char_start INTEGER, char_end INTEGER, footnote VARCHAR);
        INSERT INTO core.fact_allocation VALUES
            ('Malmö', 2018, NULL, 9000, 'd', 10, 15, 'x'),
            ('Botkyrka', 2018, 2020, 12345678901234.56, 'gone', 0, 3, 'x');
    """)
    return con


def test_a_frame_holds_the_named_columns_exactly_as_stored_in_the_order_of_the_key(
    con: duckdb.DuckDBPyConnection,
) -> None:
    suite = suite_of(NOT_NEGATIVE, rule(id_="end", column="end_year", min_value=1990))

    frame = read_frame(con, suite)

    assert frame.to_dict("records") == [
        {"municipality": "Botkyrka", "year": 2018, "end_year": 2020, "amount": Decimal("12345678901234.56")},
        {"municipality": "Malmö", "year": 2018, "end_year": None, "amount": Decimal("9000.00")},
    ]
    assert isinstance(frame["end_year"][0], int)


def test_a_frame_with_source_text_holds_the_characters_of_each_span(con: duckdb.DuckDBPyConnection) -> None:
    frame = read_frame(con, suite_of(NOT_NEGATIVE, with_source_text=True))

    assert list(frame["source_text"]) == [None, "9 000"]


def test_a_frame_that_cannot_be_read_is_an_error_of_every_rule(con: duckdb.DuckDBPyConnection) -> None:
    (outcome,) = judge_table(con, suite_of(NOT_NEGATIVE, query="SELECT * FROM core.fact_alocation"))

    assert outcome.outcome == "error"
    assert "fact_alocation" in (outcome.error_text or "")


def test_a_frame_without_rows_passes_where_it_is_an_increment_and_only_there(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE core.nothing AS SELECT 'Lund' AS municipality, 1 AS amount WHERE false")
    suite = suite_of(rule(column="amount", min_value=0), table="core.nothing", key_columns=("municipality",))
    assert [outcome.outcome for outcome in judge_table(con, suite, is_increment=True)] == ["passed"]
    assert [outcome.outcome for outcome in judge_table(con, suite)] == ["error"]


def test_an_increment_with_rows_is_judged(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE core.something AS SELECT 'Lund' AS municipality, -1 AS amount")
    suite = suite_of(rule(column="amount", min_value=0), table="core.something", key_columns=("municipality",))
    assert [outcome.outcome for outcome in judge_table(con, suite, is_increment=True)] == ["failed"]


def test_truth_values_and_letters_are_kept_as_sql_and_people_write_them() -> None:
    frame = pd.DataFrame({"municipality": ["Lund", "Åre"], "year": [2018, 2018], "is_new": [True, False]})
    wanted = rule("expect_column_values_to_be_in_set", column="is_new", value_set=["Åre"])
    (outcome,) = judge(suite_of(wanted), frame)
    assert [row.value_text for row in outcome.unexpected_rows] == ["true", "false"]
    assert json.loads(outcome.kwargs) == {"column": "is_new", "value_set": ["Åre"]}
    assert "Åre" in outcome.kwargs


def test_a_column_that_must_be_null_may_be_all_null() -> None:
    (outcome,) = judge(suite_of(rule("expect_column_values_to_be_null", column="amount")), grants(None, None))
    assert outcome.outcome == "passed"
