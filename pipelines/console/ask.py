"""`anslag sql`: where a question comes from, and where its answer goes.

Belongs here: options, and choosing between one question, a list and the prompt.
"""
# ruff: noqa: PLC0415 - `anslag --help` must not wait for DuckDB, nor one question for what the prompt needs

import re
import sys
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from pipelines.console.ending import errors_told, fail
from pipelines.settings import current_home

_DESCRIBE = re.compile(r"\\d\s*(?P<table>\S*?)\s*;?\s*")


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def ask(  # noqa: PLR0917 - one parameter an option
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="SQL",
            help="What to ask; - reads it from standard input, as does a pipe. \\d TABLE describes a table.",
            show_default="the prompt on a terminal, else the list of tables",
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read the question from a file.", show_default="none")
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", "-t", help="List the tables.")] = False,
    describe: Annotated[
        str | None,
        typer.Option("--describe", "-d", metavar="TABLE", help="List a table's columns.", show_default="none"),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show DuckDB's plan for the question, which is not run.")
    ] = False,
    timing: Annotated[bool, typer.Option("--timing", help="Say on standard error how long the answer took.")] = False,
    output_format: Annotated[
        Format,
        typer.Option("--format", help="How to write the answer. JSON keeps decimals as numbers with all their digits."),
    ] = Format.table,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to a file; Parquet needs one.", show_default="standard output"),
    ] = None,
    rows: Annotated[
        int | None,
        typer.Option(
            min=0, help="Most rows of a table to print; 0 prints all.", show_default="100 on a terminal, else all"
        ),
    ] = None,
) -> None:
    """Ask the published warehouse in SQL, read-only; on a terminal without a question, in conversation.

    \b
    anslag sql
    anslag sql "FROM core.fact_total"
    anslag sql --describe core.fact_total
    anslag sql --file question.sql --format csv -o answer.csv
    """  # noqa: D301 - \b is for Typer: keep these lines as they are
    from pipelines.console import sql as answers
    from pipelines.console.interrupting import interruptible
    from pipelines.console.terminal import console, plain
    from pipelines.store.integrity import references
    from pipelines.store.query import described, open_for_questions, plan, run_query
    from pipelines.store.schema import list_tables

    if sum((question is not None, file is not None, describe is not None, tables)) > 1:
        fail("Give one of SQL, --file, --tables and --describe.", code=2)
    if output_format is Format.parquet and output is None:
        fail("Parquet is not text: name a file with --output FILE.", code=2)
    asked = None if tables or describe is not None else _question(question, file)
    if asked and (command := _DESCRIBE.fullmatch(asked.strip())):
        asked, describe, tables = None, command["table"] or None, not command["table"]
    if explain and not asked:
        fail("There is no question to explain: give SQL or --file.", code=2)
    if not (asked or tables or describe) and _is_conversation():
        from pipelines.console.prompt.prompting import converse

        with errors_told():
            converse(current_home())
        return
    with errors_told(), open_for_questions(current_home()) as con:
        if describe is not None:
            answers.print_columns(described(con, describe), references(), console())
        elif asked is None:
            answers.print_tables(list_tables(con), console(), "anslag sql --describe TABLE")
        else:
            answer, sql = plan if explain else run_query, asked
            started = perf_counter()
            result = interruptible(con, lambda: answer(con, sql))
            took = perf_counter() - started
            answers.write(result, output_format.value, output, rows)
            if timing:
                console(stderr=True).print(plain(answers.time_told(took)))


def _is_conversation() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _question(question: str | None, file: Path | None) -> str | None:
    """Give the question from wherever it stands, None where there is none."""
    if file is not None:
        try:
            asked = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            fail(f"{file} cannot be read: {error}", code=2)
        if not asked.strip():
            fail(f"{file} is empty: write the question into it.", code=2)
        return asked
    if question == "-" or (question is None and not sys.stdin.isatty()):
        try:
            question = sys.stdin.read()
        except UnicodeDecodeError as error:
            fail(f"Standard input is not text: {error}", code=2)
    return question if question and question.strip() else None
