"""A value of an answer: exact, unambiguous, the same in every form."""

import json
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.console.values import UnprintableError, json_object, json_of, rows, text_of


def _value(expression: str) -> object:
    with duckdb.connect() as con:
        table = con.execute(f"SELECT {expression}").to_arrow_table()
    return next(rows(table))[0]


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("164000000.00::DECIMAL(18, 2)", "164000000.00"),
        ("0::DECIMAL(18, 10)", "0.0000000000"),
        ("9999999999999999.99::DECIMAL(18, 2)", "9999999999999999.99"),
        ("sum(1::INTEGER)", "1"),
        ("170141183460469231731687303715884105727::HUGEINT", "170141183460469231731687303715884105727"),
        ("DATE '2018-06-01'", "2018-06-01"),
        ("TIMESTAMP '2018-06-01 10:30:00'", "2018-06-01 10:30:00"),
        ("TIME '10:30:00'", "10:30:00"),
        ("INTERVAL 3 DAY + INTERVAL 1500 MILLISECOND", "P3DT1.5S"),
        ("INTERVAL 14 MONTH", "P14M"),
        ("INTERVAL 0 DAY", "PT0S"),
        ("true", "true"),
        ("'\\xCA\\xFE'::BLOB", "cafe"),
        ("[1.50::DECIMAL(4, 2), NULL]", "[1.50, null]"),
        ("{'years': [2018, 2019], 'name': 'Åmål'}", '{"years": [2018, 2019], "name": "Åmål"}'),
        ("map {'a': DATE '2018-06-01'}", '{"a": "2018-06-01"}'),
        ("NULL::INTEGER", ""),
        ("'NULL'", "NULL"),
    ],
)
def test_a_value_is_printed_in_full(expression: str, printed: str) -> None:
    assert text_of(_value(expression)) == printed


@pytest.mark.parametrize("expression", ["DATE 'infinity'", "make_date(12000, 1, 1)"])
def test_a_date_that_python_cannot_hold_is_an_error_that_tells_what_to_do(expression: str) -> None:
    with pytest.raises(UnprintableError, match="Cast it: far::VARCHAR") as caught:
        _value(f"{expression} AS far")
    assert caught.value.column == "far"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_decimals_pass_through_json_with_every_digit(value: Decimal) -> None:
    assert str(json.loads(json_of(value), parse_float=Decimal)) == f"{value:f}"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None])
def test_what_json_has_no_number_for_is_null(value: float | None) -> None:
    assert json_of([value]) == "[null]"


def test_json_reads_back_with_quotes_control_characters_and_nesting() -> None:
    value = {"name": 'Å"\x1b[31m\n', "on": [date(2018, 6, 1)], "flag": False, "share": 0.1}
    read = json.loads(json_object(value.keys(), value.values()))
    assert read == {"name": 'Å"\x1b[31m\n', "on": ["2018-06-01"], "flag": False, "share": 0.1}


def test_two_columns_of_one_name_keep_their_own_values() -> None:
    with duckdb.connect() as con:
        table = con.execute("SELECT 1 AS a, 2 AS a FROM range(3)").to_arrow_table()
    assert list(rows(table)) == [(1, 2)] * 3
