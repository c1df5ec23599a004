"""The `anslag` command: thin commands over `pipelines.runner`, `pipelines.store` and `pipelines.console`.

Belongs here: arguments, exit codes and which function answers. Libraries that take long to import are imported by the
commands that need them.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for Dagster and DuckDB

import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from pipelines.console.ask import ask
from pipelines.console.dictionary import dictionary
from pipelines.console.ending import errors_told, fail
from pipelines.console.export import export
from pipelines.console.fetch import app as fetch_app
from pipelines.console.lineage import lineage
from pipelines.console.monitor import monitor, reviewers_app
from pipelines.console.operate import doctor, status
from pipelines.console.read import coverage, evaluate, evaluate_commitments, extract
from pipelines.console.release import diff, publish
from pipelines.console.review import app as review_app
from pipelines.console.withdraw import withdraw
from pipelines.settings import current_home

_TOUR = """
Anslag turns what the Swedish government announces into money that can be queried: every figure in a DuckDB warehouse,
traceable to its characters in the source.

\b
[not dim][bold]1  Build it.[/bold] Read the documents in raw/, publish, report what is there:
      [cyan]anslag run[/cyan]
[bold]2  Ask it.[/bold] Without a question it opens a prompt:
      [cyan]anslag sql "FROM mart.allocation_by_county_year LIMIT 5"[/cyan]
[bold]3  Doubt it.[/bold] See any figure in the sentence or table it comes from:
      [cyan]anslag explain 95ffad[/cyan]
[bold]4  Leave it running.[/bold] Daily schedule, watch on raw/, Dagster's pages:
      [cyan]anslag dev[/cyan]
[bold]5  Look after it.[/bold] What runs, what is stale, what is broken:
      [cyan]anslag status[/cyan] and [cyan]anslag doctor[/cyan][/not dim]
"""
_BUILD, _ASK, _OPERATE = "Build", "Ask", "Operate"

app = typer.Typer(
    help=_TOUR,
    rich_markup_mode="rich",
    invoke_without_command=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(fetch_app, name="fetch", rich_help_panel=_BUILD)
app.add_typer(review_app, name="review", rich_help_panel=_ASK)
app.add_typer(reviewers_app, name="reviewers", rich_help_panel=_OPERATE)


class Delivered(StrEnum):
    """A source whose documents a Parquet file may bring."""

    corpus = "corpus"
    g0v = "g0v"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"anslag {version('anslag')}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Hold the options that come before a command; without a command, show the tour."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What a terminal's character set lacks (✓, Å) is no reason to stop.
            stream.reconfigure(errors="replace")
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(rich_help_panel=_BUILD)
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files and folders to take in besides raw/, from anywhere. What was read of them stays in the "
            "warehouse.",
            show_default="only raw/",
        ),
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE.parquet",
            help="A Parquet file of documents to take in besides, with columns path and text; may be repeated.",
            show_default="none",
        ),
    ] = None,
    corpus_source: Annotated[
        Delivered,
        typer.Option(
            help="What the corpora are: g0v for pages that `anslag fetch g0v` gets too, by their paths there."
        ),
    ] = Delivered.corpus,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read everything anew, whatever is published.")] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Leave readers with the version they have, to compare before publishing.")
    ] = False,
) -> None:
    """Read what is new in raw/, add it to the warehouse, publish it, and report what is in it.

    Ends with 0 when the warehouse is published or nothing was new, 1 when the run failed and the last good version
    stays in place.
    """
    from pipelines.console.running import NotPublishedError, conclude, run_where_new
    from pipelines.console.terminal import console
    from pipelines.sources.archive_types import ArchiveError
    from pipelines.sources.files import PathNotFoundError
    from pipelines.sources.parquet import CorpusError

    home, screen = current_home(), console()
    named, corpora = ([path.absolute() for path in given or []] for given in (paths, corpus))
    try:
        ending = run_where_new(
            home, named, corpora, corpus_source=corpus_source.value, rebuild=rebuild, hold=hold, screen=screen
        )
    except PathNotFoundError as error:
        fail(f"{error.path}: there is no file or folder here. {error.remedy}", code=2)
    except CorpusError as error:
        fail(str(error), code=2)
    except (ArchiveError, NotPublishedError) as error:
        fail(str(error))
    with errors_told():
        conclude(ending, home, screen)


@app.command(rich_help_panel=_BUILD)
def report() -> None:
    """Print the last run's report again, from the published warehouse."""
    from pipelines.console.report import print_report
    from pipelines.console.terminal import console
    from pipelines.store.versions import open_published

    home = current_home()
    with errors_told(), open_published(home) as con:
        print_report(con, home, console())


@app.command(rich_help_panel=_BUILD)
def dev(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 3000,
) -> None:
    """Serve Dagster's pages and run its daemon, with schedule and sensor on, until stopped (Ctrl-C)."""
    from pipelines.operation.server_note import AlreadyServedError
    from pipelines.runner import InstanceError, PortTakenError, dev_server

    try:
        raise typer.Exit(dev_server(current_home(), host, port))
    except (AlreadyServedError, InstanceError, PortTakenError) as error:
        fail(str(error))


@app.command(rich_help_panel=_ASK)
def explain(
    figure: Annotated[
        str, typer.Argument(metavar="FIGURE_ID", help="A figure_id or total_id, or enough of its first characters.")
    ],
) -> None:
    """Show a figure in its source, how it was read, and what is doubtful about it."""
    from pipelines.console.explain import print_explanation
    from pipelines.console.terminal import console
    from pipelines.store.versions import open_published

    with errors_told(), open_published(current_home()) as con:
        print_explanation(con, figure, console())


app.command("sql", rich_help_panel=_ASK)(ask)
app.command(rich_help_panel=_ASK)(dictionary)
app.command(rich_help_panel=_ASK)(lineage)
app.command(rich_help_panel=_ASK)(monitor)
app.command(rich_help_panel=_ASK)(extract)
app.command(rich_help_panel=_ASK)(coverage)
app.command("eval", rich_help_panel=_ASK)(evaluate)
app.command("eval-commitments", rich_help_panel=_ASK)(evaluate_commitments)
app.command(rich_help_panel=_ASK)(export)
app.command(rich_help_panel=_OPERATE)(diff)
app.command(rich_help_panel=_OPERATE)(publish)
app.command(rich_help_panel=_OPERATE)(withdraw)
app.command(rich_help_panel=_OPERATE)(status)
app.command(rich_help_panel=_OPERATE)(doctor)
