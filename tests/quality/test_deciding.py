"""Making decisions about what the published warehouse shows."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quality.deciding import (
    DecisionError,
    decide,
    figure_as_it_stands,
    finding_as_it_stands,
    parse_value,
    pending,
)
from pipelines.settings import Home
from pipelines.store.query import open_for_questions
from pipelines.store.reviews import Decision, read

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1640000", "1640000"),
        ("1 640 000", "1640000"),
        ("1\u00a0640\u00a0000", "1640000"),
        ("1\u202f640\u202f000,50", "1640000.50"),
        (" 12,5 ", "12.5"),
        ("-3", "-3"),
        ("0.25", "0.25"),
    ],
)
def test_sums_are_read_as_people_write_them(written: str, value: str) -> None:
    assert parse_value(written) == Decimal(value)


@pytest.mark.parametrize(
    "written", ["", "1,640,000", "1.640.000", "16 40 000", "164 miljoner", "1e6", "12,", "١٢", "--1", "0x10", "NaN"]
)
def test_nothing_is_guessed(written: str) -> None:
    with pytest.raises(DecisionError, match="is no sum"):
        parse_value(written)


@given(st.from_regex(r"[0-9 .,\u00a0-]{0,12}", fullmatch=True))
def test_what_is_read_is_written_the_same_but_for_spaces_and_comma(written: str) -> None:
    try:
        value = parse_value(written)
    except DecisionError:
        return
    assert Decimal("".join(written.split()).replace(",", ".")) == value


def one(con: duckdb.DuckDBPyConnection, question: str) -> str:
    row = con.execute(question).fetchone()
    assert row is not None
    return str(row[0])


STOCKHOLM = "SELECT figure_id FROM core.fact_allocation WHERE amount_text = '164 000 00'"


def test_a_figure_of_a_table_rests_on_its_row_its_column_and_its_characters(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    standing = figure_as_it_stands(warehouse, one(warehouse, STOCKHOLM))
    assert standing.source_text == "Stockholm | Belopp 2019** | 164 000 00"
    assert (standing.amount, standing.quality, standing.recipient) == (Decimal(164_000_000), "repaired", "Stockholm")


def test_an_amount_in_prose_rests_on_its_sentence(warehouse: duckdb.DuckDBPyConnection) -> None:
    prose = "SELECT figure_id FROM core.fact_funding WHERE amount_text LIKE '7,1 miljarder%'"
    standing = figure_as_it_stands(warehouse, one(warehouse, prose))
    assert standing.source_text.startswith("Polismyndigheten")
    assert standing.source_text.endswith(f"| {standing.amount_text}")


def test_a_finding_with_a_figure_is_a_decision_about_the_figure(warehouse: duckdb.DuckDBPyConnection) -> None:
    question = f"SELECT finding_id FROM quality.finding WHERE figure_id = ({STOCKHOLM})"
    assert finding_as_it_stands(warehouse, one(warehouse, question)) == figure_as_it_stands(
        warehouse, one(warehouse, STOCKHOLM)
    )


def test_a_total_is_no_figure_to_decide_about(warehouse: duckdb.DuckDBPyConnection) -> None:
    total = one(warehouse, "SELECT total_id FROM core.fact_total")
    with pytest.raises(DecisionError, match="decided about by its finding"):
        figure_as_it_stands(warehouse, total)


@pytest.mark.parametrize(
    ("problem", "decision", "value", "reason"),
    [
        ("value_missing", "correct", None, "Fel."),
        ("reason_missing", "correct", Decimal(5), " "),
        ("reason_missing", "reject", None, ""),
        ("not_fit", "reopen", None, ""),
        ("not_fit", "accept", Decimal(5), ""),
        ("not_fit", "reject", None, "a\u0007"),
    ],
)
def test_what_a_decision_lacks_is_told_and_nothing_is_written(  # noqa: PLR0917 - one parameter a column
    built_home: Home, tmp_path: Path, problem: str, decision: Decision, value: Decimal | None, reason: str
) -> None:
    home = Home(tmp_path)
    with open_for_questions(built_home) as con:
        standing = figure_as_it_stands(con, one(con, STOCKHOLM))
    with pytest.raises(DecisionError) as caught:
        decide(home, standing, decision, value=value, reason=reason, reviewer="Åsa", now=NOW)
    assert caught.value.problem == problem
    assert not home.reviews.exists()


def test_a_decision_is_pending_until_a_run_has_replayed_it(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    standing = figure_as_it_stands(warehouse, one(warehouse, STOCKHOLM))
    review = decide(home, standing, "accept", reviewer="Åsa", now=NOW)
    assert pending(warehouse, home) == [review] == list(read(home).reviews)
