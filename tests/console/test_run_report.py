"""The report at the end of `anslag run`, and the same again from `anslag report`."""

import io

import pytest
from anslag_command import HOSTILE_SHOWN, Installation
from rich.console import Console

from pipelines.console.report import print_report
from pipelines.settings import Home
from pipelines.store.versions import open_published


def line_with(text: str, *words: str) -> str:
    [line] = [line for line in text.splitlines() if all(word in line for word in words)]
    return " ".join(line.split())


@pytest.fixture(scope="module")
def report(installation: Installation) -> str:
    answer = installation.ask("report", columns=120)
    assert answer.exit_code == 0
    return answer.stdout


def test_documents_figures_and_numbers_are_counted(report: str) -> None:
    assert line_with(report, "Documents") == "Documents 2 current, 1 of them named on the command line, 0 refused"
    assert line_with(report, "Figures").startswith("Figures 138 allocations in tables, 13 amounts in prose, 3 measures")
    assert "3 repaired, 1 quarantined, 0 suspect" in report
    assert line_with(report, "Numbers").startswith("Numbers 196 in the texts, 98.9 % accounted for, 2 unaccounted")


def test_each_misprint_is_told_with_what_became_of_it(report: str, installation: Installation) -> None:
    stockholm = installation.value("SELECT figure_id FROM core.fact_allocation WHERE amount_text = '164 000 00'")
    assert line_with(report, "Stockholm", stockholm) == (
        f"Stockholm Belopp 2019** 164 000 00 164 000 000 a lost zero 0.92 {stockholm}"
    )
    assert "106 000 00 106 000 000" in line_with(report, "Göteborg", "a lost zero")
    assert "quarantined" in line_with(report, "99 99", "no reading")


def test_each_stated_total_is_told_with_its_residual(report: str) -> None:
    assert line_with(report, "425 000 000").endswith("2018 425 000 000 410 396 000 14 604 000 3.4% ✓")
    assert line_with(report, "1 350 000 000").endswith("2019 1 350 000 000 1 324 000 000 26 000 000 1.9% ✓")
    assert line_with(report, "2 200 000 000").endswith("2020–2027 2 200 000 000 2 175 000 000 25 000 000 1.1% ✓")
    assert line_with(report, "90 000 000", "✗").endswith("2026 90 000 000 46 000 000 44 000 000 48.9% ✗")


def test_findings_are_counted_by_severity_and_the_worst_told_with_their_place(report: str) -> None:
    assert "1 error" in line_with(report, "Findings")
    assert line_with(report, "quarantined_amount 1") == "error quarantined_amount 1"
    assert line_with(report, "repaired_amount 3") == "info repaired_amount 3"
    assert line_with(report, "error", "kulturskolor.md") == "error kulturskolor.md:12"
    assert report.index("kulturskolor.md:12") < report.index("kulturskolor.md:11")


def test_the_commands_it_suggests_work(report: str, installation: Installation) -> None:
    suggested = [line.split("   #")[0].strip() for line in report.split("Next")[1].splitlines() if "anslag" in line]
    arguments = [line.partition("anslag ")[2] for line in suggested]
    assert [each.split()[0] for each in arguments] == ["sql", "sql", "explain", "dev"]
    question = arguments[1].removeprefix("sql ").strip('"')
    assert installation.ask("sql", question).exit_code == 0
    assert installation.ask("explain", arguments[2].split()[1]).exit_code == 0


def test_the_warehouse_is_told_where_it_is(report: str, installation: Installation) -> None:
    assert str(installation.root / "warehouse" / "anslag.duckdb") in report


@pytest.mark.parametrize("columns", [80, 120])
def test_only_paths_and_commands_are_wider_than_the_terminal(installation: Installation, columns: int) -> None:
    lines = installation.ask("report", columns=columns).stdout.splitlines()
    wide = [line for line in lines if len(line) > columns]
    assert all("anslag" in line or ".txt:" in line or ".duckdb" in line for line in wide), wide


def test_amounts_are_never_cut_or_broken_at_eighty_columns(installation: Installation) -> None:
    report = installation.ask("report", columns=80).stdout
    for amount in ("2 200 000 000", "2 175 000 000", "25 000 000", "164 000 000", "106 000 000"):
        assert amount in report


def test_a_pipe_gets_no_escape_sequences_and_no_trailing_spaces(report: str) -> None:
    assert "\x1b" not in report
    assert [line for line in report.splitlines() if line != line.rstrip()] == []


def test_a_hostile_name_is_shown_as_symbols_on_a_terminal_too(installation: Installation) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=160, color_system="truecolor")
    with open_published(Home(installation.root)) as con:
        print_report(con, Home(installation.root), screen)
    assert isinstance(screen.file, io.StringIO)
    printed = screen.file.getvalue()
    assert HOSTILE_SHOWN in printed
    for sequence in ("\x1b[31mKiruna", "\x1b]0;", "\x07", "\u202e"):
        assert sequence not in printed


def test_without_a_warehouse_it_says_how_to_build_one(installation: Installation) -> None:
    empty = Installation(installation.root / "elsewhere", installation.run)
    answer = empty.ask("report")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "anslag run" in answer.stderr
