"""Marts that hold promised money against reference data, on documents whose rows somebody worked out by hand."""

import json
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

Statsråd som svarar för hamnarna:

- Siv Ekman, hamnminister
- Bo Almgren, finansminister
"""
_LIGHTHOUSES = """# Fyrar rustas upp

Regeringen föreslår 90 miljoner kronor 2019–2021 till fyrar. Regeringen föreslår 4 miljoner kronor 2003 till bojar.

Statsråd som svarar för fyrarna:

- Siv Ekman, hamnminister
- Bo Almgren, statsminister
"""
_UNDATED = """# Om statsråden

- Siv Ekman, hamnminister
- Maj Roslund, vattenminister
"""
_PUBLISHED = {"hamnar": "2018-02-01", "fyrar": "2019-05-17"}

_POPULATION = """code,year,inhabitants,source
1281,2016,100000,påhittad
1281,2017,120000,påhittad
1281,2022,128000,påhittad
2480,2022,130000,påhittad
24,2017,260000,påhittad
SE,2017,10000000,påhittad
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    found = home_with_the_document(tmp_path_factory.mktemp("reference_marts"))
    for file in found.raw_dir.glob("*.*"):
        file.unlink()
    for name, text in {"hamnar": _HARBOURS, "fyrar": _LIGHTHOUSES, "odaterat": _UNDATED}.items():
        (found.raw_dir / f"{name}.md").write_text(text, encoding="utf-8")
    for name, day in _PUBLISHED.items():
        (found.raw_dir / f"{name}.meta.json").write_text(json.dumps({"published": day}), encoding="utf-8")
    (found.raw_dir / "population.csv").write_text(_POPULATION, encoding="utf-8")
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
    assert ask(home, question) == [(2003, 4 * M, None, "beyond_index"), (None, 90 * M, None, "no_year")]


def test_fixed_prices_have_the_rows_of_commitments_by_year_and_no_others(home: Home) -> None:
    rows = "SELECT commitment_id, year, counted_sek FROM mart.{} ORDER BY ALL"
    assert ask(home, rows.format("commitment_by_year_fixed_prices")) == ask(home, rows.format("commitment_by_year"))


def test_money_by_inhabitant_takes_the_latest_count_that_was_known_in_its_year(home: Home) -> None:
    question = """
    SELECT municipality, year, status, amount_sek, inhabitants, population_year, amount_sek_per_inhabitant
    FROM mart.allocation_per_inhabitant ORDER BY municipality, year
    """
    # 10 million / 120,000; 7 and 3 million / 128,000; 500,000 and 1 million / 130,000. Nobody counted Umeå by 2018.
    assert ask(home, question) == [
        ("Lund", 2018, "decided", 10 * M, 120_000, 2017, Decimal("83.33")),
        ("Lund", 2022, "decided", 7 * M, 128_000, 2022, Decimal("54.69")),
        ("Lund", 2023, "decided", 3 * M, 128_000, 2022, Decimal("23.44")),
        ("Lund", 2024, "decided", 3 * M, 128_000, 2022, Decimal("23.44")),
        ("Umeå", 2022, "decided", Decimal(500_000), 130_000, 2022, Decimal("3.85")),
        ("Umeå", 2023, "decided", 1 * M, 130_000, 2022, Decimal("7.69")),
        ("Umeå", 2024, "decided", 1 * M, 130_000, 2022, Decimal("7.69")),
    ]


def test_ministers_stand_with_each_title_and_the_first_and_last_date_of_documents_that_say_so(home: Home) -> None:
    question = """
    SELECT minister, portfolio_sv, first_listed_on::VARCHAR, last_listed_on::VARCHAR, document_count
    FROM mart.minister_portfolio ORDER BY minister, portfolio_sv
    """
    assert ask(home, question) == [
        ("Bo Almgren", "finansminister", "2018-02-01", "2018-02-01", 1),
        ("Bo Almgren", "statsminister", "2019-05-17", "2019-05-17", 1),
        ("Maj Roslund", "vattenminister", None, None, 1),
        ("Siv Ekman", "hamnminister", "2018-02-01", "2019-05-17", 3),
    ]
