"""The `anslag fetch` commands: a command a site, each with its own options.

Belongs here: arguments and exit codes. What is shown stands in `fetching`; libraries that take long to import are
imported by the commands that need them.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for HTTP

from datetime import datetime
from typing import Annotated

import typer

from pipelines.settings import current_home

_INTERRUPTED = 130  # what a shell gives for Ctrl-C

app = typer.Typer(help="Fetch documents from a site into the archive; a run reads them from there.")


@app.callback()
def fetch() -> None:
    """Fetch documents from a site into the archive; a run reads them from there."""


@app.command()
def g0v(  # noqa: PLR0917 - one parameter an option
    section: Annotated[
        list[str],
        typer.Option(help="Section to fetch: pressmeddelanden, regeringsuppdrag … Give it again for another."),
    ],
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Only pages published or updated on this day or later.", show_default="all"
        ),
    ] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask for every page, not only for those listed as new or updated.")
    ] = False,
    base_url: Annotated[
        str | None,
        typer.Option(envvar="ANSLAG_G0V_URL", help="The site, or another copy of it.", show_default="https://g0v.se"),
    ] = None,
    rate: Annotated[float, typer.Option(min=0.01, max=100, help="Most requests a second.")] = 2.0,
    contact: Annotated[
        str | None,
        typer.Option(
            envvar="ANSLAG_CONTACT",
            help="Mail address or page that the site is told, to reach whoever runs this.",
            show_default="none",
        ),
    ] = None,
) -> None:
    """Fetch what is new or changed on g0v.se, the open copy of regeringen.se.

    Every page goes into the archive as soon as it is received: started again, a fetch goes on where it was.

    Ends with 0 when everything was had, 1 when something failed, 130 when it was broken off.
    """
    from pipelines.console.fetching import fetch_g0v
    from pipelines.console.terminal import console, plain
    from pipelines.sources.archive_types import ArchiveError
    from pipelines.sources.g0v import BASE_URL
    from pipelines.sources.g0v_listing import is_section
    from pipelines.sources.web import Clock, Manners, WebClient, user_agent, web_root

    for name in section:
        if not is_section(name):
            raise typer.BadParameter(f"{name!r} is no section: write pressmeddelanden", param_hint="--section")
    try:
        root = web_root(base_url or BASE_URL)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--base-url") from error
    try:
        agent = user_agent(contact or None)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--contact") from error
    screen, clock = console(), Clock()
    if not contact:
        hint = "The site is not told whom to write to: set ANSLAG_CONTACT to a mail address, or give --contact."
        console(stderr=True).print(plain(hint, "yellow"), soft_wrap=True)
    try:
        with WebClient(root, agent, Manners(requests_per_second=rate), clock) as client:
            is_complete = fetch_g0v(
                current_home(),
                client,
                clock,
                list(dict.fromkeys(section)),
                since.date() if since else None,
                recheck=recheck,
                screen=screen,
            )
    except ArchiveError as error:
        console(stderr=True).print(plain(str(error)), soft_wrap=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        message = "Broken off. What was received is kept; the same command goes on from here."
        console(stderr=True).print(plain(message, "yellow"), soft_wrap=True)
        raise typer.Exit(_INTERRUPTED) from None
    raise typer.Exit(0 if is_complete else 1)
