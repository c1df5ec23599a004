"""The commands for whoever reviews before readers see: `anslag diff` and `anslag publish`.

Belongs here: arguments and exit codes. What is compared stands in `pipelines.store.compare`.
"""
# ruff: noqa: PLC0415 - `anslag --help` must not wait for DuckDB

from pathlib import Path
from typing import Annotated

import typer

from pipelines.console.ending import fail
from pipelines.settings import current_home


def diff(
    former: Annotated[
        str | None,
        typer.Argument(
            metavar="FORMER",
            help="A version: its name, enough of its beginning, or a file.",
            show_default="the one before the current",
        ),
    ] = None,
    later: Annotated[
        str | None, typer.Argument(metavar="LATER", help="The other version.", show_default="the current one")
    ] = None,
    rows: Annotated[int, typer.Option(min=0, help="Most figures to print; 0 prints all.")] = 40,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write every figure that differs to a .csv, .json or .parquet file.",
            show_default="none",
        ),
    ] = None,
) -> None:
    """Compare two published versions figure by figure: added, gone, changed, and whether rules or documents did it.

    \b
    anslag diff                     # the current version with the one before
    anslag diff 20261101 20261102   # two versions by the beginnings of their names
    """  # noqa: D301 - \b is for Typer: keep these lines as they are
    from pipelines.console.diff import print_comparison, write_comparison
    from pipelines.console.terminal import console
    from pipelines.store.compare import ComparisonError, VersionNotFoundError, compare, find_version

    home = current_home()
    try:
        # One name alone is compared with the current version.
        comparison = compare(find_version(home, former, steps_back=1), find_version(home, later))
        print_comparison(comparison, console(), rows)
        if output:
            write_comparison(comparison, output)
    except (VersionNotFoundError, ComparisonError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{output} cannot be written: {error}")


def publish(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A version, or enough of its beginning.")],
) -> None:
    """Let readers have a version: one that `anslag run --hold` made, or an earlier one again."""
    from pipelines.console.terminal import console, plain
    from pipelines.store.compare import VersionNotFoundError, find_version
    from pipelines.store.lock import PublisherBusyError, publisher_lock
    from pipelines.store.versions import switch, versions

    home = current_home()
    try:
        chosen = find_version(home, version)
        if chosen not in versions(home):
            fail(f"{chosen} is none of the versions in {home.versions_dir}: only those can be published.")
        with publisher_lock(home):
            switch(home, chosen)
    except (VersionNotFoundError, PublisherBusyError) as error:
        fail(str(error))
    console().print(plain(f"Readers have {chosen.stem} now."), soft_wrap=True)
