"""The command that takes a document back: `anslag withdraw`.

Belongs here: arguments and exit codes. A document of a folder is taken back by removing the file; one that was named on
the command line, delivered in a corpus or fetched has no file that could be missing.
"""
# ruff: noqa: PLC0415 - `anslag --help` must not wait for SQLite and the sources

from datetime import UTC, datetime
from typing import Annotated

import typer

from pipelines.console.ending import fail
from pipelines.settings import current_home


def withdraw(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT_KEY", help="Source and path, as document_key in core.dim_document.")
    ],
) -> None:
    """Take a document back that was named, delivered in a corpus or fetched: the next run closes it, and keeps it.

    \b
    anslag withdraw given:utkast.txt
    """  # noqa: D301 - \b is for Typer: keep these lines as they are
    from pipelines.console.terminal import console, plain
    from pipelines.sources.archive import Archive
    from pipelines.sources.archive_types import ArchiveError

    source, _, path = document.partition(":")
    if source == "folder":
        fail(f"{path} lies in raw/: remove the file there, and the next run closes the document.", code=2)
    home = current_home()
    try:
        with Archive(home.archive) as archive:
            closed = archive.vanish(source, [path], seen_at=datetime.now(UTC))
    except ArchiveError as error:
        fail(str(error))
    if not closed:
        which = "SELECT document_key FROM dim_document WHERE is_current"
        fail(f'There is no document {document}. `anslag sql "{which}"` lists those that are there.')
    console().print(plain(f"{document} is closed at the next run; its figures stay as of their time."), soft_wrap=True)
