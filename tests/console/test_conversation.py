"""What the prompt answers, entry by entry, as it stands on the screen."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from anslag_command import Installation
from rich.console import Console

from pipelines.console.prompt.conversation import Conversation
from pipelines.settings import Home
from pipelines.store.versions import current_version, switch


class Screen:
    """A conversation on a terminal of 90 columns, and what it shows."""

    def __init__(self, home: Home) -> None:
        self._file = StringIO()
        screen = Console(file=self._file, width=90, force_terminal=True, color_system=None, highlight=False)
        self.conversation = Conversation(home, screen, self._file.write)

    def type(self, entry: str) -> list[str]:
        """Give the lines that answer an entry."""
        return self.after(lambda: self.conversation.answer(entry))

    def after(self, doing: Callable[[], object]) -> list[str]:
        """Give the lines that something adds."""
        shown = self._file.tell()
        doing()
        return [line.rstrip() for line in self._file.getvalue()[shown:].splitlines()]


@pytest.fixture
def screen(installation: Installation) -> Iterator[Screen]:
    shown = Screen(Home(installation.root))
    yield shown
    shown.conversation.close()


def test_it_begins_with_what_there_is_to_ask_and_how(screen: Screen) -> None:
    first, *others = screen.after(screen.conversation.greet)
    assert first.startswith("Warehouse of 20")
    assert "mart" in " ".join([first, *others])
    assert r"\d lists them, \? helps, Tab completes" in " ".join(others)


def test_every_statement_of_an_entry_is_answered(screen: Screen) -> None:
    assert screen.type("SELECT 1 AS a; SELECT 'å' AS b;") == ["a", "1", "(1 row)", "b", "å", "(1 row)"]


def test_an_error_is_told_after_the_answers_before_it_and_says_where_to_look(screen: Screen) -> None:
    assert screen.type("SELECT 1 AS a; FROM fact_totl;") == [
        "a",
        "1",
        "(1 row)",
        r"There is no table fact_totl. Did you mean core.fact_total, core.fact_allocation? \d lists",
        "the tables.",
    ]
    assert screen.type("SELECT zzzqqq FROM fact_total;")[-1].endswith("columns.")


def test_a_place_in_a_question_is_marked_below_it(screen: Screen) -> None:
    *_, line, mark = screen.type("SELECT name FORM x;")
    assert line[mark.index("^")] == "x"


def test_tables_are_listed_all_or_of_one_schema(screen: Screen) -> None:
    everything, of_mart = screen.type(r"\d"), screen.type(r"\dt mart")
    assert any(line.startswith("core.fact_total ") for line in everything)
    assert {line.split(".")[0] for line in of_mart if line.split(" ")[0].count(".") == 1} == {"mart"}
    assert r"\d TABLE lists columns" in of_mart[-1]
    assert screen.type(r"\dt nowhere") == ["There is no schema nowhere, only core, mart, quality, staging, raw."]


def test_a_table_is_described_with_types_meanings_and_keys(screen: Screen) -> None:
    text = " ".join(" ".join(screen.type(r"\d fact_total")).split())
    assert "total_id VARCHAR primary key. Identifier" in text
    assert "period_id VARCHAR Years that the total is for → core.dim_period.period_id" in text
    assert "amount_sek DECIMAL(18,2) Kronor" in text
    assert "Did you mean core.fact_total" in " ".join(screen.type(r"\d fact_totl"))


def test_a_plan_is_a_drawing_and_runs_nothing(screen: Screen) -> None:
    for entry in (r"\explain SELECT error('run') FROM dim_period", "EXPLAIN SELECT error('run') FROM dim_period;"):
        lines = screen.type(entry)
        assert lines[0].startswith("┌─")
        assert any("dim_period" in line for line in lines)


def test_the_form_of_answers_can_be_set(screen: Screen) -> None:
    assert screen.type(r"\format csv") == ["Answers are shown as csv."]
    assert screen.type("SELECT 1 AS a, NULL AS b;") == ["a,b", "1,"]
    screen.type(r"\format json")
    assert json.loads("".join(screen.type("SELECT 'å' AS a;"))) == [{"a": "å"}]
    assert screen.type("EXPLAIN SELECT 1;")[0].startswith("┌─")
    assert screen.type(r"\format xml") == [r"\format takes table or csv or json, not xml."]
    assert screen.type(r"\format") == ["Answers are shown as json."]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_nothing_in_an_answer_acts_on_the_terminal(screen: Screen, form: str) -> None:
    screen.type(rf"\format {form}")
    shown = "".join(screen.type("SELECT 'a' || chr(27) || '[31m' || chr(8238) AS text;"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_rows_are_shown_to_a_number_that_can_be_set(screen: Screen) -> None:
    assert screen.type("FROM range(2500);")[-1] == r"(1 000 of 2 500 rows; \rows 0 shows all)"
    assert screen.type(r"\rows 2") == ["2 rows at most are shown."]
    assert len(screen.type("FROM range(2500);")) == 4
    assert screen.type(r"\rows 0") == ["All rows at most are shown."]
    assert len(screen.type("FROM range(2500);")) == 2502
    assert screen.type(r"\rows many") == [r"\rows takes a number, not many."]


def test_one_value_a_line_is_a_switch(screen: Screen) -> None:
    assert screen.type(r"\x") == ["One value a line."]
    assert screen.type("SELECT 1 AS a, 'Åre' AS who;") == ["— row 1 —", "a    1", "who  Åre", "(1 row)"]
    assert screen.type(r"\x off") == ["One row a line where it fits."]
    assert screen.type("SELECT 1 AS a, 'Åre' AS who;")[0] == "a  who"


def test_the_time_of_an_answer_is_told_when_it_is_asked_for(screen: Screen) -> None:
    assert len(screen.type("SELECT 1;")) == 3
    assert screen.type(r"\timing on") == ["How long an answer took is told."]
    assert screen.type("SELECT 1;")[-1].startswith("Answered in 0.")


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet", "txt"])
def test_the_next_answer_goes_to_a_file_and_the_one_after_to_the_screen(
    screen: Screen, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"svar på frågan.{suffix}"
    screen.type(rf"\o {file}")
    told = screen.type("SELECT range AS a FROM range(1500);")
    assert "1 500 rows written to" in told[0]
    if suffix == "parquet":
        assert pq.read_table(file).num_rows == 1500
    else:
        text = file.read_text(encoding="utf-8")
        numbers = [line for line in text.splitlines() if any(mark.isdigit() for mark in line) and "rows" not in line]
        assert len(numbers) == 1500
    assert screen.type("SELECT 1 AS a;") == ["a", "1", "(1 row)"]


def test_a_file_that_cannot_be_written_is_told(screen: Screen, tmp_path: Path) -> None:
    screen.type(rf"\o {tmp_path / 'nowhere' / 'a.csv'}")
    assert "The answer cannot be written" in screen.type("SELECT 1;")[0]
    screen.type(rf"\o {tmp_path / 'a.csv'}")
    assert screen.type(r"\o") == ["Answers are shown here."]
    assert screen.type("SELECT 1 AS a;") == ["a", "1", "(1 row)"]


def test_help_tells_of_every_command(screen: Screen) -> None:
    text = " ".join(screen.type(r"\?"))
    for command in (r"\d [TABLE]", r"\dt", r"\explain QUESTION", r"\format", r"\o [FILE]", r"\timing", r"\x", r"\q"):
        assert command in text
    assert screen.type("help") == screen.type(r"\h")


def test_a_wrong_command_changes_nothing_and_the_conversation_goes_on(screen: Screen) -> None:
    assert screen.type(r"\tming") == [r"There is no command \tming. Did you mean \timing? \? lists the commands."]
    assert screen.conversation.answer("SELECT 1;")
    assert not screen.conversation.answer(r"\q")
    assert not screen.conversation.answer("exit")


def test_an_interrupted_question_is_told_and_the_next_one_answered(screen: Screen) -> None:
    stopping = threading.Timer(0.5, screen.conversation.con.interrupt)
    stopping.start()
    told = screen.type("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 9;")
    stopping.join()
    assert told == ["", "The question was interrupted."]
    assert screen.type("SELECT 1 AS a;") == ["a", "1", "(1 row)"]


def test_what_is_published_meanwhile_is_told_once_and_opened_when_asked(
    installation: Installation, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    shutil.copytree(installation.root / "warehouse", home.warehouse_dir, symlinks=True)
    screen = Screen(home)
    assert screen.after(screen.conversation.tell_news) == []
    former = current_version(home)
    assert former is not None
    later = former.with_name("20990102T030405.000000Z-abcdef01.duckdb")
    shutil.copy(former, later)
    switch(home, later)
    assert screen.after(screen.conversation.tell_news) == [
        r"A newer version is published, of 2099-01-02 03:04 UTC: \c opens it."
    ]
    assert screen.after(screen.conversation.tell_news) == []
    asked = "SELECT path[-33:-1] AS version FROM duckdb_databases() WHERE database_name = current_database();"
    assert former.name[-10:] in screen.type(asked)[1]
    assert "Warehouse of 2099-01-02" in screen.type(r"\c")[0]
    assert later.name[-10:] in screen.type(asked)[1]
    screen.conversation.close()
