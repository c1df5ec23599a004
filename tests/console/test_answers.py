"""`anslag sql`: the forms of an answer, and what is said when there is none."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from anslag_command import HOSTILE_LABEL, HOSTILE_SHOWN, Installation, environment

from pipelines.store import query

STOCKHOLM = """SELECT recipient_text, amount_sek, footnote IS NULL AS bare, NULL::VARCHAR AS nothing,
                      DATE '2018-06-01' AS day
               FROM fact_allocation WHERE recipient_text = 'Stockholm' ORDER BY column_no"""


def test_a_table_aligns_numbers_to_the_right_and_counts_its_rows(installation: Installation) -> None:
    answer = installation.ask("sql", STOCKHOLM)
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "recipient_text    amount_sek  bare   nothing  day",
        "Stockholm        50725000.00  false  NULL     2018-06-01",
        "Stockholm       164000000.00  false  NULL     2018-06-01",
        "Stockholm       269000000.00  false  NULL     2018-06-01",
        "(3 rows)",
    ]


def test_a_table_that_is_cut_says_of_how_many_rows(installation: Installation) -> None:
    lines = installation.ask("sql", "FROM range(150)", "--rows", "3").stdout.splitlines()
    assert [line.strip() for line in lines[:4]] == ["range", "0", "1", "2"]
    assert "3 of 150 rows" in lines[4]
    assert len(lines) == 5


def test_zero_rows_means_all_of_them(installation: Installation) -> None:
    lines = installation.ask("sql", "FROM range(150)", "--rows", "0").stdout.splitlines()
    assert lines[-2].strip() == "149"
    assert lines[-1] == "(150 rows)"


def test_an_answer_without_rows_keeps_its_header(installation: Installation) -> None:
    answer = installation.ask("sql", "SELECT amount_sek FROM fact_allocation WHERE false")
    assert answer.stdout.splitlines() == ["amount_sek", "(0 rows)"]


def test_csv_has_a_header_quotes_what_must_be_and_leaves_null_empty(installation: Installation) -> None:
    question = """SELECT 'a,"b"' || chr(10) || 'c' AS text, NULL AS nothing, 1.50::DECIMAL(18,2) AS sum"""
    answer = installation.ask("sql", question, "--format", "csv")
    assert answer.stdout_bytes == b'text,nothing,sum\r\n"a,""b""\nc",,1.50\r\n'


def test_csv_holds_the_characters_of_the_source_unchanged(installation: Installation) -> None:
    question = "SELECT DISTINCT recipient_text FROM fact_allocation WHERE contains(recipient_text, 'Kiruna')"
    [_, [label]] = csv.reader(io.StringIO(installation.ask("sql", question, "--format", "csv").stdout))
    assert label == HOSTILE_LABEL.strip()


def test_a_table_shows_hostile_characters_as_symbols(installation: Installation) -> None:
    question = "SELECT DISTINCT recipient_text FROM fact_allocation WHERE contains(recipient_text, 'Kiruna')"
    answer = installation.ask("sql", question).stdout
    assert HOSTILE_SHOWN in answer
    assert "\x1b" not in answer
    assert "\u202e" not in answer


def test_json_is_an_array_of_objects_with_every_digit(installation: Installation) -> None:
    question = """SELECT 12345678901234567.89::DECIMAL(38,2) AS amount, 'å "x"' AS text, NULL AS nothing, true AS yes,
                  DATE '2018-06-01' AS day, [1.10::DECIMAL(5,2)] AS parts, {'a': 1} AS whole, 'NaN'::DOUBLE AS odd"""
    answer = installation.ask("sql", question, "--format", "json")
    assert json.loads(answer.stdout, parse_float=Decimal) == [
        {
            "amount": Decimal("12345678901234567.89"),
            "text": 'å "x"',
            "nothing": None,
            "yes": True,
            "day": "2018-06-01",
            "parts": [Decimal("1.10")],
            "whole": {"a": 1},
            "odd": None,
        }
    ]


def test_json_without_rows_is_an_empty_array(installation: Installation) -> None:
    assert json.loads(installation.ask("sql", "FROM range(0)", "--format", "json").stdout) == []


def test_two_columns_of_one_name_are_both_kept_in_json(installation: Installation) -> None:
    answer = installation.ask("sql", "SELECT 1 AS a, 2 AS a", "--format", "json")
    [row] = json.loads(answer.stdout, object_pairs_hook=list)
    assert [value for _, value in row] == [1, 2]
    assert len({name for name, _ in row}) == 2


def test_parquet_is_written_to_a_file_with_exact_amounts(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "answer.parquet"
    assert installation.ask("sql", STOCKHOLM, "--format", "parquet", "-o", str(file)).exit_code == 0
    table = pq.read_table(file)
    assert table.column("amount_sek").to_pylist() == [Decimal(50_725_000), Decimal(164_000_000), Decimal(269_000_000)]
    assert str(table.schema.field("amount_sek").type) == "decimal128(18, 2)"


def test_parquet_without_a_file_is_a_usage_error(installation: Installation) -> None:
    answer = installation.ask("sql", STOCKHOLM, "--format", "parquet")
    assert answer.exit_code == 2
    assert "--output" in answer.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_an_answer_in_a_file_is_what_would_have_been_printed(
    installation: Installation, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "answer"
    answer = installation.ask("sql", STOCKHOLM, "--format", form, "--output", str(file))
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert [line.rstrip() for line in file.read_text(encoding="utf-8").splitlines()] == [
        line.rstrip() for line in installation.ask("sql", STOCKHOLM, "--format", form).stdout.splitlines()
    ]


def test_a_file_that_cannot_be_written_is_told_by_name(installation: Installation, tmp_path: Path) -> None:
    answer = installation.ask("sql", STOCKHOLM, "--format", "csv", "-o", str(tmp_path / "nowhere" / "answer.csv"))
    assert answer.exit_code == 1
    assert "nowhere/answer.csv" in answer.stderr


def test_the_question_may_stand_in_a_file_or_come_from_standard_input(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "question.sql"
    file.write_text("-- how many\nSELECT count(*) AS figures\nFROM fact_allocation WHERE quality = 'repaired';\n")
    expected = ["figures", "      3", "(1 row)"]
    assert installation.ask("sql", "--file", str(file)).stdout.splitlines() == expected
    assert installation.ask("sql", "-", stdin=file.read_text()).stdout.splitlines() == expected
    assert installation.ask("sql", stdin=file.read_text()).stdout.splitlines() == expected


def test_without_a_question_the_tables_are_listed_with_counts_and_comments(installation: Installation) -> None:
    lines = installation.ask("sql", columns=160).stdout.splitlines()
    [allocations] = [line for line in lines if line.startswith("core.fact_allocation ")]
    assert allocations.split()[1] == "138"
    assert "One recipient's money" in allocations
    [view] = [line for line in lines if line.startswith("mart.table_reconciliation ")]
    assert view.split()[1] == "view"
    schemas = [line.split(".")[0] for line in lines if "." in line.split(" ")[0]]
    assert list(dict.fromkeys(schemas)) == ["core", "mart", "quality", "staging", "raw"]


@pytest.mark.parametrize("arguments", [["--tables"], ["-t"], [r"\d"], [r"\d;"]])
def test_tables_can_be_asked_for_by_name(installation: Installation, arguments: list[str]) -> None:
    assert installation.ask("sql", *arguments).stdout == installation.ask("sql").stdout


def test_a_plan_is_drawn_and_its_question_not_run(installation: Installation) -> None:
    question = "SELECT error('run') FROM core.dim_period"
    answers = [installation.ask("sql", question, "--explain"), installation.ask("sql", f"EXPLAIN {question}")]
    for answer in answers:
        assert answer.exit_code == 0
        assert answer.stdout.startswith("┌─")
        assert "dim_period" in answer.stdout
    assert installation.ask("sql", "--explain", stdin="").exit_code == 2


def test_the_time_that_an_answer_took_is_no_part_of_it(installation: Installation) -> None:
    answer = installation.ask("sql", "SELECT 1 AS a", "--format", "csv", "--timing")
    assert answer.stdout_bytes == b"a\r\n1\r\n"
    assert re.fullmatch(r"Answered in \d+\.\d{3} s\n", answer.stderr)


def test_ctrl_c_ends_a_question_with_130(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = query.run_query

    def interrupted(con: duckdb.DuckDBPyConnection, sql: str) -> query.QueryResult:
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        return asking(con, sql)

    monkeypatch.setattr(query, "run_query", interrupted)
    answer = installation.ask(
        "sql", "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range < b.range"
    )
    assert (answer.exit_code, answer.stdout) == (130, "")
    assert answer.stderr == "The question was interrupted.\n"


def test_one_question_waits_for_nothing_that_only_the_prompt_needs(installation: Installation) -> None:
    script = (
        "import sys\nsys.argv = ['anslag', 'sql', 'SELECT 1']\n"
        "from pipelines.cli import app\ntry: app()\nfinally: print([n for n in sys.modules if n == 'prompt_toolkit'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(installation.root),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.splitlines()[-1] == "[]"


def test_a_table_is_described_with_or_without_its_schema(installation: Installation) -> None:
    described = installation.ask("sql", "--describe", "fact_total").stdout
    assert described == installation.ask("sql", "--describe", "core.fact_total").stdout
    [line] = [line for line in described.splitlines() if line.startswith("amount_sek")]
    assert line.split()[:2] == ["amount_sek", "DECIMAL(18,2)"]
    assert "primary key" in described
    assert "→ core.dim_period.period_id" in described


def test_an_unknown_table_is_answered_with_those_of_like_name(installation: Installation) -> None:
    answer = installation.ask("sql", "--describe", "fact_alocation")
    assert answer.exit_code == 1
    assert "core.fact_allocation" in answer.stderr
    assert "`anslag sql --tables` lists the tables." in " ".join(answer.stderr.split())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("FROM fact_allocatoin", "core.fact_allocation"),
        ("SELECT amount_sk FROM fact_allocation", "amount_sek"),
        ("SELCT 1", "SELCT"),
        ("DELETE FROM core.fact_allocation", "read-only"),
        ("FROM read_csv('/etc/hostname')", "cannot read or write files"),
        ("COPY (SELECT 1) TO 'x.csv'", "cannot read or write files"),
        ("SET enable_external_access = true", "is no question"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_without_a_traceback(
    installation: Installation, question: str, told: str
) -> None:
    answer = installation.ask("sql", question)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stderr.strip()


@pytest.mark.parametrize("question", ["-- nothing but a remark", ";", "/* nothing */"])
def test_a_question_without_a_statement_is_no_crash(installation: Installation, question: str) -> None:
    answer = installation.ask("sql", "-", stdin=question)
    assert answer.exit_code == 1
    assert answer.stderr.strip()
    assert not isinstance(answer.exception, AttributeError)


def test_two_questions_at_once_are_a_usage_error(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "question.sql"
    file.write_text("SELECT 1")
    assert installation.ask("sql", "SELECT 2", "--file", str(file)).exit_code == 2
