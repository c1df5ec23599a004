"""Marts on documents whose rows somebody worked out by hand: nothing counted twice, nothing lost."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home
from pipelines.store.query import open_for_questions
from pipelines.store.schema import create_schema

M = Decimal(1_000_000)
# Two municipalities, one sum per year for two years, one sum for a single year; the text repeats the frame and Lund.
_BRIDGES = """# 60 miljoner kronor till gångbroar 2024

Regeringen beslutar om 60 miljoner kronor 2024 till gångbroar. Lund får 24,5 miljoner kronor 2024.

| Kommun | 2024 (miljoner kronor) | per år 2025–2026 (miljoner kronor) |
| --- | --- | --- |
| Lund | 24,5 | 10 |
| Umeå | 35,5 | 15 |
| Totalt | 60 | 25 |
"""
# A sum for several years, of which one year is named; and the same promise again, paid.
_LIGHTHOUSES = """# Fyrar rustas

Regeringen föreslår 90 miljoner kronor 2024–2026 till fyrar, varav 30 miljoner kronor 2024.
"""
_LIGHTHOUSES_PAID = """# Fyrarna har fått sina pengar

Sjöfartsverket har betalat ut 30 miljoner kronor 2024 till fyrar.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    found = home_with_the_document(tmp_path_factory.mktemp("marts"))
    for file in found.raw_dir.glob("*.*"):
        file.unlink()
    dates = {"broar": "2024-02-01", "fyrar": "2024-03-01", "fyrar-utbetalt": "2024-11-01"}
    texts = {"broar": _BRIDGES, "fyrar": _LIGHTHOUSES, "fyrar-utbetalt": _LIGHTHOUSES_PAID}
    for name, text in texts.items():
        (found.raw_dir / f"{name}.md").write_text(text, encoding="utf-8")
        (found.raw_dir / f"{name}.meta.json").write_text(f'{{"published": "{dates[name]}"}}', encoding="utf-8")
    build(found)
    return found


def ask(home: Home, question: str) -> list[tuple[Any, ...]]:
    with open_for_questions(home) as con:
        return con.execute(question).fetchall()


def test_allocations_stand_in_each_year_of_an_annual_sum_and_totals_in_none(home: Home) -> None:
    question = "SELECT municipality, year, amount_sek FROM mart.allocation_by_municipality_year ORDER BY ALL"
    assert ask(home, question) == [
        ("Lund", 2024, Decimal(24_500_000)),
        ("Lund", 2025, 10 * M),
        ("Lund", 2026, 10 * M),
        ("Umeå", 2024, Decimal(35_500_000)),
        ("Umeå", 2025, 15 * M),
        ("Umeå", 2026, 15 * M),
    ]


def test_counties_and_programmes_are_sums_of_these(home: Home) -> None:
    by_county = "SELECT county, year, amount_sek, municipality_count FROM mart.allocation_by_county_year ORDER BY ALL"
    assert ask(home, by_county)[:3] == [
        ("Skåne län", 2024, Decimal(24_500_000), 1),
        ("Skåne län", 2025, 10 * M, 1),
        ("Skåne län", 2026, 10 * M, 1),
    ]
    by_programme = "SELECT year, amount_sek, recipient_count FROM mart.allocation_by_programme_year ORDER BY ALL"
    assert ask(home, by_programme) == [(2024, 60 * M, 2), (2025, 25 * M, 2), (2026, 25 * M, 2)]


def test_each_crown_counts_once_whatever_it_is_added_over(home: Home) -> None:
    # 60 (2024) and 2 × 25 for the bridges, 90 for the lighthouses.
    for mart in ("commitment", "commitment_by_year", "promise_by_recipient_year"):
        assert ask(home, f"SELECT sum(counted_sek) FROM mart.{mart}") == [(200 * M,)], mart
    assert ask(home, "SELECT sum(announced_sek) FROM mart.announced_decided_paid") == [(200 * M,)]


def test_years_hold_what_is_stated_for_them_and_the_rest_of_several_years_has_none(home: Home) -> None:
    question = "SELECT year, sum(counted_sek) FROM mart.commitment_by_year GROUP BY year ORDER BY year NULLS LAST"
    assert ask(home, question) == [(2024, 90 * M), (2025, 25 * M), (2026, 25 * M), (None, 60 * M)]


def test_who_was_promised_what_for_a_year(home: Home) -> None:
    # Sjöfartsverket pays; who receives is not said.
    question = """
    SELECT recipient, geography_code, sum(counted_sek) FROM mart.promise_by_recipient_year
    WHERE year = 2024 AND counted_sek > 0 GROUP BY ALL ORDER BY 3
    """
    assert ask(home, question) == [
        ("Lund", "1281", Decimal(24_500_000)),
        (None, None, 30 * M),
        ("Umeå", "2480", Decimal(35_500_000)),
    ]


def test_what_is_paid_is_part_of_what_is_decided_and_that_of_what_is_announced(home: Home) -> None:
    question = "SELECT year, announced_sek, paid_sek FROM mart.announced_decided_paid WHERE programme = 'not stated'"
    assert ask(home, f"{question} ORDER BY year NULLS LAST") == [(2024, 30 * M, 30 * M), (None, 60 * M, 0 * M)]
    assert (
        ask(
            home,
            "FROM mart.announced_decided_paid WHERE NOT (paid_sek <= decided_sek AND decided_sek <= announced_sek)",
        )
        == []
    )


def test_the_payment_of_a_promise_is_the_same_promise_further_on(home: Home) -> None:
    question = """
    SELECT amount_sek, first_status, status, document_count, first_announced_on::VARCHAR, last_told_on::VARCHAR
    FROM mart.commitment WHERE commitment LIKE '%fyrar%' ORDER BY amount_sek
    """
    assert ask(home, question) == [
        (30 * M, "proposed", "paid", 2, "2024-03-01", "2024-11-01"),
        (90 * M, "proposed", "proposed", 1, "2024-03-01", "2024-03-01"),
    ]


def test_amounts_in_marts_are_exact_decimals_years_integers_and_codes_text(home: Home) -> None:
    with open_for_questions(home) as con:
        columns = con.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name IN ('mart', 'core')"
        ).fetchall()
    wrong = [
        (table, column, kind)
        for table, column, kind in columns
        if (
            (column.endswith("_sek") or column in {"amount", "amount_low", "amount_high"})
            and not kind.startswith("DECIMAL")
        )
        or (
            (column == "year" or column.endswith("_year"))
            and column not in {"per_year", "one_year"}
            and kind != "INTEGER"
        )
        or (column.endswith("_code") and kind != "VARCHAR")
    ]
    assert wrong == []


def test_money_by_ministry_counts_once_within_each_code_that_a_document_is_filed_under() -> None:
    with duckdb.connect() as con:
        create_schema(con)
        con.execute(
            """
            INSERT INTO core.dim_document BY NAME SELECT 'd' || i AS document_id,
                'k' || i AS document_key, 'g0v' AS source, 'p' || i AS path, '' AS sha256, 't' AS title,
                1 AS version_no, now() AS first_seen_at, now() AS valid_from, true AS is_current,
                'r' AS rules_version, 1 AS line_count, 1 AS char_count FROM range(2) AS row(i);
            INSERT INTO core.dim_organisation VALUES ('unknown', 'okänd', 'unknown', []);
            INSERT INTO core.dim_geography BY NAME
                SELECT 'unknown' AS geography_id, 'okänd' AS name_sv, 'unknown' AS kind, []::VARCHAR[] AS name_forms;
            INSERT INTO core.dim_programme VALUES ('unknown', 'not stated');
            INSERT INTO core.dim_period VALUES ('2024', 2024, 2024, false, false, '2024');
            INSERT INTO core.dim_classification VALUES ('m1', 'ministry', '1', 'Finansdepartementet'),
                ('m2', 'ministry', '2', 'Justitiedepartementet'), ('c1', 'category', '9', 'Kultur');
            INSERT INTO core.bridge_document_classification VALUES
                ('d0', 'm1'), ('d0', 'm2'), ('d0', 'c1'), ('d1', 'm1');
            INSERT INTO core.dim_commitment BY NAME SELECT 'c' || i AS commitment_id, 'c' || i AS root_commitment_id,
                0 AS level, false AS is_alternative_split, 'n' AS name_sv, 'unknown' AS organisation_id,
                'unknown' AS geography_id, 'unknown' AS programme_id, '2024' AS period_id, 'SEK' AS currency,
                'exact' AS modifier, 10 * (i + 1) AS amount, 10 * (i + 1) AS amount_sek, 10 * (i + 1) AS whole_sek,
                10 * (i + 1) AS counted_sek, 'once' AS count_basis, 'd' || i AS first_document_id,
                DATE '2024-05-17' + i::INTEGER AS first_announced_on, 1 AS document_count, 1 AS figure_count,
                1 AS confidence, 'f' AS figure_id FROM range(2) AS row(i);
            """
        )
        found = con.execute(
            "SELECT scheme, name, month::VARCHAR, counted_sek, commitment_count "
            "FROM mart.commitment_by_publisher_month ORDER BY ALL"
        ).fetchall()
    assert found == [
        ("category", "Kultur", "2024-05-01", Decimal(10), 1),
        ("ministry", "Finansdepartementet", "2024-05-01", Decimal(30), 2),
        ("ministry", "Justitiedepartementet", "2024-05-01", Decimal(10), 1),
    ]
