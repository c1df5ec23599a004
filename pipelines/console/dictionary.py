"""`anslag dictionary`: what tables and columns mean, found by words or written down.

Belongs here: arguments, how what was found is printed, and which files are written. The dictionary itself is
`pipelines.store.dictionary`.
"""
# ruff: noqa: PLC0415 - `anslag --help` must not wait for DuckDB

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.console.ending import fail
from pipelines.settings import current_home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from pipelines.store.dictionary import Found, Words


def dictionary(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS", help="What names and descriptions must hold, every word of it.", show_default="everything"
        ),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write dictionary.md there instead, from the SQL that new warehouses are made of.",
            show_default="none",
        ),
    ] = None,
) -> None:
    """Find tables and columns of the published warehouse by what they mean.

    \b
    anslag dictionary amount kronor
    anslag dictionary --write docs
    """  # noqa: D301 - \b is for Typer: keep these lines as they are
    from pipelines.console.terminal import console
    from pipelines.store.dictionary import Words, search
    from pipelines.store.query import open_for_questions
    from pipelines.store.schema import list_tables
    from pipelines.store.versions import NoWarehouseError

    if write is not None:
        if words:
            fail("Give WORDS or --write FOLDER, not both.", code=2)
        try:
            write_files(write)
        except OSError as error:
            fail(f"The dictionary cannot be written: {error}")
        return
    query = " ".join(words or [])
    wanted = Words(query)
    try:
        with open_for_questions(current_home()) as con:
            found = search(list_tables(con), wanted)
    except NoWarehouseError as error:
        fail(str(error))
    if not found:
        fail(f"No table or column has “{query}” in its name or description: try fewer words, or parts of words.")
    print_found(found, wanted, console())


def write_files(folder: Path) -> None:
    """Write the dictionary of the schema's SQL: dictionary.md and images/star.svg, the diagram of its keys.

    Args:
        folder: where they go; it is made if it is not there.

    Raises:
        OSError: a file cannot be written.
    """
    import duckdb

    from pipelines.store.dictionary import markdown
    from pipelines.store.integrity import references
    from pipelines.store.schema import create_schema, list_tables
    from pipelines.store.star import star_of

    with duckdb.connect() as con:
        create_schema(con)
        tables = list_tables(con)
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    (folder / "dictionary.md").write_text(markdown(tables, references()), encoding="utf-8", newline="\n")
    (images / "star.svg").write_text(star_of(tables, references()), encoding="utf-8", newline="\n")


def print_found(found: "Sequence[Found]", words: "Words", screen: "Console") -> None:
    """List the tables found with those of their columns that were found, the words in bold."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from pipelines.console.terminal import plain

    def told(text: str, style: str = "") -> Text:
        pieces = (plain(piece, "bold yellow" if is_word else style) for piece, is_word in words.pieces(text))
        return Text().join(pieces)

    for each in found:
        screen.print(told(each.table.qualified, "bold cyan"), told(each.table.comment))
        if each.columns:
            listing = Table.grid(padding=(0, 2))
            listing.add_column(no_wrap=True)
            listing.add_column(no_wrap=True)
            listing.add_column(overflow="fold")
            for column in each.columns:
                listing.add_row(told(column.name, "cyan"), plain(column.type, "dim"), told(column.comment))
            screen.print(Padding(listing, (0, 0, 0, 2)))
