"""Marts that hold promised money against reference data, on documents whose rows somebody worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home
from pipelines.store.query import open_for_questions

M = Decimal(1_000_000)
_HARBOURS = """# Småbåtshamnar rustas upp

Regeringen beslutar om bidrag till småbåtshamnar.

| Kommun | 2018 (miljoner kronor) | 2022 (miljoner kronor) | per år 2023–2024 (miljoner kronor) |
| --- | --- | --- | --- |
| Lund | 10 | 7 | 3 |
| Umeå | 20 | 0,5 | 1 |
"""
_LIGHTHOUSES = """# Fyrar rustas upp

Regeringen föreslår 90 miljoner kronor 2019–2021 till fyrar. Regeringen föreslår 4 miljoner kronor 2009 till bojar.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    found = home_with_the_document(tmp_path_factory.mktemp("reference_marts"))
    for file in found.raw_dir.glob("*.*"):
        file.unlink()
    for name, text in {"hamnar": _HARBOURS, "fyrar": _LIGHTHOUSES}.items():
        (found.raw_dir / f"{name}.md").write_text(text, encoding="utf-8")
        (found.raw_dir / f"{name}.meta.json").write_text('{"published": "2018-02-01"}', encoding="utf-8")
    build(found)
    return found


def ask(home: Home, question: str) -> list[tuple[Any, ...]]:
    with open_for_questions(home) as con:
        return con.execute(question).fetchall()


def test_promised_money_is_told_at_the_prices_of_the_latest_year_that_is_known(home: Home) -> None:
    question = """
    SELECT year, recipient, counted_sek, price_year, counted_sek_fixed, price_basis
    FROM mart.commitment_by_year_fixed_prices WHERE programme <> 'not stated' ORDER BY year, recipient
    """
    # 2018 × 403.70 / 328.40, 2022 × 403.70 / 371.91, rounded to öre; 2023 is the year of the prices.
    assert ask(home, question) == [
        (2018, "Lund", 10 * M, 2023, Decimal("12292935.44"), "index"),
        (2018, "Umeå", 20 * M, 2023, Decimal("24585870.89"), "index"),
        (2022, "Lund", 7 * M, 2023, Decimal("7598343.69"), "index"),
        (2022, "Umeå", Decimal(500_000), 2023, Decimal("542738.83"), "index"),
        (2023, "Lund", 3 * M, 2023, 3 * M, "index"),
        (2023, "Umeå", 1 * M, 2023, 1 * M, "index"),
        (2024, "Lund", 3 * M, 2023, None, "beyond_index"),
        (2024, "Umeå", 1 * M, 2023, None, "beyond_index"),
    ]


def test_years_before_the_index_and_sums_without_a_year_have_no_fixed_price(home: Home) -> None:
    question = """
    SELECT year, counted_sek, counted_sek_fixed, price_basis
    FROM mart.commitment_by_year_fixed_prices WHERE programme = 'not stated' ORDER BY year NULLS LAST
    """
    assert ask(home, question) == [(2009, 4 * M, None, "beyond_index"), (None, 90 * M, None, "no_year")]


def test_fixed_prices_have_the_rows_of_commitments_by_year_and_no_others(home: Home) -> None:
    rows = "SELECT commitment_id, year, counted_sek FROM mart.{} ORDER BY ALL"
    assert ask(home, rows.format("commitment_by_year_fixed_prices")) == ask(home, rows.format("commitment_by_year"))
