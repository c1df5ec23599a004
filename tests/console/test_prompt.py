"""`anslag sql` on a terminal, typed at as people do, in a process of its own."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from anslag_command import ANSLAG, Installation

_PATIENCE = 30

Open = Callable[..., "Terminal"]


class Terminal:
    """A terminal of 30 lines with a command in it."""

    def __init__(self, command: str, arguments: list[str], environment: dict[str, str]) -> None:
        # A terminal that only pretends answers no question about where its cursor is.
        environment |= {"TERM": "xterm", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1", "NO_COLOR": "1"}
        self.process = pexpect.spawn(
            command,
            arguments,
            env=environment,
            encoding="utf-8",
            dimensions=(30, 100),
            timeout=_PATIENCE,
        )

    def type(self, keys: str) -> None:
        self.process.send(keys)

    def until(self, shown: str) -> None:
        """Wait until something is shown."""
        self.process.expect(shown)

    def prompted(self) -> None:
        """Wait until the prompt is drawn and the cursor stands behind it."""
        self.until(r"anslag>[^\n]*\x1b\[\?25h")

    def ended(self) -> int | None:
        """Wait for the command's end, and give its exit status."""
        self.process.expect(pexpect.EOF)
        self.process.close()
        status: int | None = self.process.exitstatus
        return status


@pytest.fixture
def open_prompt(installation: Installation, tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def open_one(**environment: str) -> Terminal:
        kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ANSLAG_HOME": str(installation.root)}
        terminal = Terminal(str(ANSLAG), ["sql"], kept | environment)
        opened.append(terminal)
        terminal.prompted()
        return terminal

    yield open_one
    for terminal in opened:
        terminal.process.close(force=True)


def test_a_question_over_several_lines_is_answered_and_ctrl_d_leaves(open_prompt: Open) -> None:
    terminal = open_prompt()
    terminal.type("SELECT municipality, amount_sek\r")
    terminal.until(r"\.\.\.>")
    terminal.type("FROM mart.allocation_by_municipality_year\r")
    terminal.until(r"\.\.\.>")
    terminal.type("WHERE municipality = 'Malmö' AND year = 2019;\r")
    terminal.until(r"71000000\.00")
    terminal.until(r"\(1 row\)")
    terminal.prompted()
    terminal.type("\x04")
    assert terminal.ended() == 0


def test_an_empty_line_ends_a_question(open_prompt: Open) -> None:
    terminal = open_prompt()
    terminal.type("SELECT 6 * 7 AS svar\r")
    terminal.until(r"\.\.\.>")
    terminal.type("\r")
    terminal.until("svar")
    terminal.until("42")


def test_tab_completes_tables_and_columns(open_prompt: Open) -> None:
    terminal = open_prompt()
    terminal.type("SELECT count(p.) AS antal FROM dim_per\t")
    terminal.until("core.dim_period")
    # Back to the column, now that its table is named.
    terminal.type(" p;\x01" + "\x1b[C" * len("SELECT count(p.") + "is_an\t")
    terminal.until("is_annual|nual")
    terminal.type("\x05\r")
    terminal.until("antal")
    terminal.until(r"\(1 row\)")


def test_a_table_is_described_and_a_wrong_command_explained(open_prompt: Open) -> None:
    terminal = open_prompt()
    terminal.type("\\d fact_total\r")
    terminal.until("primary key")
    terminal.until("→ core.dim_period.period_id")
    terminal.type("\\tming\r")
    terminal.until(r"Did you mean \\timing")
    terminal.type("\\q\r")
    assert terminal.ended() == 0


def test_questions_are_remembered_by_the_next_prompt(open_prompt: Open, tmp_path: Path) -> None:
    first = open_prompt(XDG_STATE_HOME=str(tmp_path / "state"))
    first.type("SELECT 'första' AS minne;\r")
    first.until(r"\(1 row\)")
    first.prompted()
    first.type("\x04")
    first.ended()
    file = tmp_path / "state" / "anslag" / "sql_history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    second = open_prompt(XDG_STATE_HOME=str(tmp_path / "state"))
    second.type("\x1b[A")
    second.until("första")
    second.type("\r")
    second.until("minne")
    second.until(r"\(1 row\)")


def test_without_a_place_for_history_the_prompt_works(open_prompt: Open, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way of the folder")
    terminal = open_prompt(XDG_STATE_HOME=str(tmp_path / "state"))
    terminal.type("SELECT 6 * 7;\r")
    terminal.until("42")


def test_ctrl_c_gives_up_a_line_and_interrupts_a_question(open_prompt: Open) -> None:
    terminal = open_prompt()
    terminal.type("SELECT nonsense FROM")
    terminal.until("nonsense")
    terminal.type("\x03")
    terminal.prompted()
    endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 9"
    terminal.type(f"SELECT 6 * 7 AS first; {endless};\r")
    terminal.until(r"42\s+\S*\(1 row\)")
    # It is short, the time between the two questions.
    terminal.process.expect(pexpect.TIMEOUT, timeout=0.5)
    terminal.type("\x03")
    terminal.until("The question was interrupted")
    terminal.prompted()
    terminal.type("SELECT 6 * 7;\r")
    terminal.until("42")


def test_what_is_longer_than_the_screen_is_paged(open_prompt: Open, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nwc -l | sed 's/^/paged lines: /'\n")
    pager.chmod(0o755)
    terminal = open_prompt(PAGER=str(pager))
    terminal.type("FROM range(20);\r")
    terminal.until(r"\(20 rows\)")
    terminal.type("FROM range(50);\r")
    terminal.until("paged lines: +52")
    terminal.prompted()


def test_what_is_not_typed_on_a_terminal_opens_no_prompt(installation: Installation, tmp_path: Path) -> None:
    """Output that goes elsewhere gets the list of tables, as a pipe of both does."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ANSLAG_HOME": str(installation.root)}
    terminal = Terminal("/bin/sh", ["-c", f"'{ANSLAG}' sql | grep -c '^core.fact_total '"], kept)
    terminal.until("1\r\n")
    assert terminal.ended() == 0


def test_a_prompt_without_a_warehouse_says_how_to_build_one(tmp_path: Path) -> None:
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ANSLAG_HOME": str(tmp_path)}
    terminal = Terminal(str(ANSLAG), ["sql"], kept)
    terminal.until("anslag run")
    assert terminal.ended() == 1
