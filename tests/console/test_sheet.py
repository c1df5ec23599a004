"""An answer as a table for people, on screens of any width and in files."""

import io
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from pipelines.console.sheet import print_sheet
from pipelines.console.sql import write
from pipelines.store.query import QueryResult, run_query

_LONG = "Statsbidrag till civilsamhällesorganisationer i deras arbete mot segregation på lokal nivå"


def _answer(sql: str) -> QueryResult:
    with duckdb.connect() as con:
        return run_query(con, sql)


def _printed(result: QueryResult, *, width: int | None = None, rows: int | None = None, color: bool = False) -> str:
    screen = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=width is not None,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
    )
    print_sheet(result, screen, rows)
    written = screen.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def test_numbers_stand_to_the_right_and_text_to_the_left() -> None:
    result = _answer("SELECT * FROM (VALUES ('Lund', 5.00), ('Göteborg', 106000000.00)) AS t (who, amount_sek)")
    assert _printed(result).splitlines() == [
        "who         amount_sek",
        "Lund              5.00",
        "Göteborg  106000000.00",
        "(2 rows)",
    ]


def test_wide_characters_do_not_push_the_columns_apart() -> None:
    result = _answer("SELECT * FROM (VALUES ('東京', 1), ('Lund', 2)) AS t (who, number)")
    assert _printed(result).splitlines()[1:3] == ["東京       1", "Lund       2"]


def test_null_is_seen_and_told_apart_from_the_word() -> None:
    printed = _printed(_answer("SELECT NULL AS missing, 'NULL' AS word"), width=80, color=True)
    assert "\x1b[2mNULL\x1b[0m" in printed
    assert printed.splitlines()[1].endswith(" NULL")


def test_a_file_gets_every_row_in_lines_as_long_as_they_need_to_be() -> None:
    lines = _printed(_answer(f"SELECT '{_LONG}' AS a, '{_LONG}' AS b, range AS c FROM range(250)")).splitlines()
    assert lines[1] == f"{_LONG}  {_LONG}    0"
    assert len(lines) == 252
    assert lines[-1] == "(250 rows)"


def test_a_terminal_gets_a_hundred_rows_and_is_told_of_the_rest() -> None:
    lines = _printed(_answer("FROM range(12345)"), width=80).splitlines()
    assert len(lines) == 102
    assert lines[-1] == "(100 of 12 345 rows; --rows 0 shows all)"


@pytest.mark.parametrize(("rows", "shown"), [(3, 3), (0, 150), (200, 150)])
def test_the_number_of_rows_can_be_chosen(rows: int, shown: int) -> None:
    for width in (None, 80):
        assert len(_printed(_answer("FROM range(150)"), width=width, rows=rows).splitlines()) == shown + 2


def test_on_a_narrow_terminal_text_wraps_and_numbers_do_not() -> None:
    printed = _printed(_answer(f"SELECT '{_LONG}' AS purpose, 7100000000.00 AS amount_sek"), width=60)
    lines = printed.splitlines()
    assert len(lines) > 3
    assert all(len(line) <= 60 for line in lines)
    assert lines[1].rstrip().endswith("7100000000.00")
    assert " ".join(line[:45].strip() for line in lines[1:-1]).split() == _LONG.split()


def test_what_does_not_fit_side_by_side_is_printed_a_record_at_a_time() -> None:
    columns = ", ".join(f"'value_{number}' AS column_{number}" for number in range(12))
    lines = _printed(_answer(f"SELECT {columns} FROM range(2)"), width=80).splitlines()
    assert lines[0] == "— row 1 —"
    assert lines[1].split() == ["column_0", "value_0"]
    assert lines[13] == "— row 2 —"
    assert lines[-1] == "(2 rows)"


def test_a_long_text_is_cut_and_said_to_be() -> None:
    line, told = _printed(_answer("SELECT repeat('å', 5000) AS text")).splitlines()[1:]
    assert line == "å" * 300 + "…"
    assert told == "(1 row; texts ending in … are cut, --format csv or json gives them whole)"


def test_an_answer_without_rows_still_shows_its_columns() -> None:
    assert _printed(_answer("SELECT 1 AS a, 2 AS b WHERE false")).splitlines() == ["a  b", "(0 rows)"]


@pytest.mark.parametrize("width", [None, 80, 20])
def test_what_a_document_says_neither_acts_nor_breaks_the_line(width: int | None) -> None:
    result = _answer("SELECT 'a' || chr(27) || '[31m' || chr(10) || '[red]b[/red]' || chr(8238) AS \"[b]x\"")
    printed = _printed(result, width=width)
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "[b]x" in printed
    assert "a␛[31m␊[red]b[/red]⟨U+202E⟩" in "".join(printed.split())


def test_a_file_gets_no_styles_even_where_colour_is_forced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    file = tmp_path / "answer.txt"
    write(_answer("SELECT NULL::VARCHAR AS nothing FROM range(120)"), "table", file, None)
    assert file.read_text(encoding="utf-8").splitlines() == ["nothing", *["NULL"] * 120, "(120 rows)"]
