"""Decisions about findings: what they rest on, and which answers fit them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.quality.deciding import DecisionError, Standing, decide, finding_as_it_stands, pending
from pipelines.settings import Home
from pipelines.store.reviews import Decision, read

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
STANDING = Standing("finding", "f" * 16, "folder:a.txt", "a.txt", "a" * 64, "Two rows have one name.")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("""
            CREATE SCHEMA core;
            CREATE SCHEMA quality;
            CREATE TABLE core.dim_document (document_id VARCHAR, document_key VARCHAR, sha256 VARCHAR);
            CREATE TABLE quality.finding (finding_id VARCHAR, finding_key VARCHAR, source VARCHAR, path VARCHAR,
                message VARCHAR, figure_id VARCHAR, document_id VARCHAR, kind VARCHAR);
            INSERT INTO core.dim_document VALUES ('d1', 'folder:known', 'aa');
            INSERT INTO quality.finding VALUES
                ('x1', 'k1', 'folder', 'a.txt', 'Two rows.', NULL, 'd1', 'duplicate_row'),
                ('x2', 'k2', 'folder', 'scan.pdf', 'No text.', NULL, NULL, 'unreadable_file'),
                ('x3', 'k3', 'folder', 'a.txt', 'The same money?', NULL, 'd1', 'doubtful_commitment');
        """)
        yield con


def test_a_finding_without_a_figure_stands_for_itself(con: duckdb.DuckDBPyConnection) -> None:
    standing = finding_as_it_stands(con, "x1")
    assert standing == Standing("finding", "k1", "folder:known", "a.txt", "aa", "Two rows.")


def test_a_file_that_could_not_be_read_has_a_key_of_its_path_and_no_hash(con: duckdb.DuckDBPyConnection) -> None:
    standing = finding_as_it_stands(con, "x2")
    assert (standing.path, standing.sha256, standing.source_text) == ("scan.pdf", "0" * 64, "No text.")
    assert standing.document_key not in {"", "folder:known"}


def test_a_question_is_known_as_one(con: duckdb.DuckDBPyConnection) -> None:
    assert [finding_as_it_stands(con, each).is_question for each in ("x1", "x2", "x3")] == [False, False, True]


def test_what_is_no_finding_is_told(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(DecisionError, match="x9 is no finding") as caught:
        finding_as_it_stands(con, "x9")
    assert caught.value.problem == "unknown_finding"
    assert str(caught.value) == "x9 is no finding of the published warehouse."


@pytest.mark.parametrize(("decision", "is_question"), [("accept", False), ("accept", True), ("reject", True)])
def test_a_finding_is_accepted_and_a_question_is_answered_either_way_without_a_reason(
    tmp_path: Path, decision: Decision, is_question: bool
) -> None:
    standing = Standing("finding", "f" * 16, "folder:a.txt", "a.txt", "a" * 64, "Why?", is_question=is_question)
    review = decide(Home(tmp_path), standing, decision, reviewer="Åsa", now=NOW)
    assert (review.decision, review.reason, review.value, review.reviewer) == (decision, "", None, "Åsa")
    assert list(read(Home(tmp_path)).reviews) == [review]


@pytest.mark.parametrize(("decision", "value"), [("reject", None), ("correct", Decimal(5))])
def test_a_finding_without_a_figure_has_nothing_to_correct_or_reject(
    tmp_path: Path, decision: Decision, value: Decimal | None
) -> None:
    with pytest.raises(DecisionError) as caught:
        decide(Home(tmp_path), STANDING, decision, value=value, reason="Fel.", reviewer="Åsa", now=NOW)
    assert caught.value.problem == "not_a_figure"


def test_a_decision_is_taken_back_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    decide(home, STANDING, "accept", reviewer="Åsa", now=NOW)
    assert decide(home, STANDING, "reopen", reviewer="Åsa", now=NOW).decision == "reopen"


def test_all_that_does_not_fit_the_log_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match=r"reviewer: .*; .*reason: |reason: .*; .*reviewer: ") as caught:
        decide(Home(tmp_path), STANDING, "accept", reason="x" * 100_000, reviewer="", now=NOW)
    assert caught.value.problem == "not_fit"


def test_what_a_run_has_replayed_is_pending_no_more(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    home = Home(tmp_path)
    con.execute("CREATE TABLE quality.review (review_id VARCHAR)")
    first = decide(home, STANDING, "accept", reviewer="Åsa", now=NOW)
    second = decide(home, STANDING, "reopen", reviewer="Åsa", now=NOW)
    assert pending(con, home) == [first, second]
    con.execute("INSERT INTO quality.review VALUES (?)", [first.review_id])
    assert pending(con, home) == [second]
