"""The commands of whoever looks after an installation: `anslag status` and `anslag doctor`.

Belongs here: arguments and exit codes. What is shown stands in `status` and `doctor`; libraries that take long to
import are imported by the commands that need them.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for DuckDB

import os
from datetime import UTC, datetime
from typing import Annotated

import typer

from pipelines.settings import current_home


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Write everything as JSON.")] = False,
) -> None:
    """Say what is published, what runs, what is stale and what waits for review."""
    from pipelines.console.status import print_status, status_json
    from pipelines.console.terminal import console
    from pipelines.operation.overview import overview

    now = datetime.now(UTC)
    seen = overview(current_home(), os.environ, now=now)
    if as_json:
        typer.echo(status_json(seen, now))
    else:
        print_status(seen, now, console())


def doctor(
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Send a test alert by every channel that is set.")
    ] = False,
) -> None:
    """Check the installation, and say what is wrong and how to mend it.

    Ends with 0 when nothing is wrong, 1 when something is.
    """
    from pipelines.console.doctor import print_examination
    from pipelines.console.terminal import console
    from pipelines.operation.checkup import State
    from pipelines.operation.checkup.examination import examine

    results = examine(current_home(), os.environ, now=datetime.now(UTC), send_test=send_test)
    print_examination(results, console())
    if any(result.state is State.wrong for result in results):
        raise typer.Exit(1)
