"""The `anslag` command: thin commands over `pipelines.runner`, `pipelines.store` and `pipelines.console`.

Belongs here: arguments, exit codes and which function answers. Libraries that take long to import are imported by the
commands that need them.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for Dagster and DuckDB

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipelines.settings import Home, current_home

_TOUR = """
Anslag turns what the Swedish government announces into money that can be queried: every figure in a DuckDB warehouse,
traceable to its characters.

**1** `anslag run` reads the documents in raw/ and publishes the warehouse, with a report of what is in it.

**2** `anslag sql "FROM mart.allocation_by_county_year LIMIT 5"` asks it; `anslag sql` alone lists the tables.

**3** `anslag explain FIGURE_ID` shows a figure in its source, how it was read and what is doubtful about it.

**4** `anslag dev` serves Dagster's own pages, with the daily schedule and the watch on raw/ switched on.
"""
_BUILD, _ASK = "Build", "Ask"

app = typer.Typer(
    help=_TOUR,
    rich_markup_mode="markdown",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"anslag {version('anslag')}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Hold the options that come before a command."""


@app.command(rich_help_panel=_BUILD)
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders to read besides raw/. They are in this version of the warehouse only."),
    ] = None,
) -> None:
    """Read raw/ (and PATHS), build the warehouse, publish it, and report what is in it."""
    from pipelines.console.progress import ProgressDisplay
    from pipelines.console.report import print_report
    from pipelines.console.terminal import console, plain
    from pipelines.sources.files import PathNotFoundError
    from pipelines.sources.given import given_source

    home, screen = current_home(), console()
    named = [path.absolute() for path in paths or []]
    try:
        given_source(named)
    except PathNotFoundError as error:
        _fail(str(error), code=2)
    from pipelines.runner import RunFailedError, run_pipeline
    from pipelines.store.versions import open_published

    try:
        with ProgressDisplay(screen) as progress:
            report = run_pipeline(home, named, progress=progress)
    except RunFailedError as error:
        _fail(str(error))
    with open_published(home) as con:
        print_report(con, report.published, screen)
    if report.notice:
        screen.print(plain(report.notice, "yellow"))
    if named:
        screen.print(
            plain(f"{len(named)} named paths are in this version only; copy them to {home.raw_dir} to keep them.")
        )
    screen.print(plain(f"Done in {report.seconds:.1f} s", "dim"))


@app.command(rich_help_panel=_BUILD)
def report() -> None:
    """Print the report of the published warehouse again."""
    from pipelines.console.report import print_report
    from pipelines.console.terminal import console
    from pipelines.store.versions import NoWarehouseError, current_version, open_published

    home = current_home()
    try:
        with open_published(home) as con:
            print_report(con, current_version(home) or home.link, console())
    except NoWarehouseError as error:
        _fail(str(error))


@app.command(rich_help_panel=_BUILD)
def dev(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 3000,
) -> None:
    """Serve Dagster's UI and daemon, with schedule and sensor on, until stopped (Ctrl-C)."""
    from pipelines.runner import dev_server

    raise typer.Exit(dev_server(current_home(), host, port))


@app.command(rich_help_panel=_ASK)
def sql(  # noqa: PLR0917 - one parameter an option
    question: Annotated[
        str | None, typer.Argument(metavar="SQL", help="What to ask; - reads standard input. Without it: the tables.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the question from a file.")] = None,
    describe: Annotated[str | None, typer.Option("--describe", "-d", help="List the columns of a table.")] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.table,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file (parquet needs it).")] = None,
    rows: Annotated[int, typer.Option(min=0, help="Most rows to print as a table; 0 prints all.")] = 100,
) -> None:
    """Ask the published warehouse in SQL, read-only."""
    from pipelines.console import sql as answers
    from pipelines.console.terminal import console
    from pipelines.store.query import QueryError, described, open_for_questions, run_query
    from pipelines.store.schema import list_tables
    from pipelines.store.versions import NoWarehouseError

    if output_format is Format.parquet and output is None:
        _fail("Parquet is not text: name a file with --output FILE.", code=2)
    asked = _question(question, file)
    try:
        with open_for_questions(current_home()) as con:
            if describe:
                answers.print_columns(described(con, describe), console())
            elif asked is None:
                answers.print_tables(list_tables(con), console())
            else:
                answers.write(run_query(con, asked), output_format.value, output, rows)
    except (QueryError, NoWarehouseError) as error:
        _fail(str(error))
    except BrokenPipeError:
        answers.broken_pipe()


@app.command(rich_help_panel=_ASK)
def explain(
    figure: Annotated[str, typer.Argument(metavar="FIGURE_ID", help="A figure_id or total_id, or how it opens.")],
) -> None:
    """Show a figure in its source, how it was read, and what is doubtful about it."""
    from pipelines.console.explain import print_explanation
    from pipelines.console.figures import FigureNotFoundError
    from pipelines.console.sql import broken_pipe
    from pipelines.console.terminal import console
    from pipelines.store.versions import NoWarehouseError, open_published

    home: Home = current_home()
    try:
        with open_published(home) as con:
            print_explanation(con, figure, console())
    except (FigureNotFoundError, NoWarehouseError) as error:
        _fail(str(error))
    except BrokenPipeError:
        broken_pipe()


def _question(question: str | None, file: Path | None) -> str | None:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            _fail(f"{file} cannot be read: {error}", code=2)
    if question == "-" or (question is None and not sys.stdin.isatty()):
        return sys.stdin.read().strip() or None
    return question


def _fail(message: str, *, code: int = 1) -> NoReturn:
    from pipelines.console.terminal import console, plain

    console(stderr=True).print(plain(message), soft_wrap=True)
    raise typer.Exit(code)
