"""The command `anslag export`: the published warehouse as files to publish.

Belongs here: arguments and exit codes. What is written stands in `pipelines.export`; libraries that take long to import
are imported by the command.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for DuckDB and RDF

import re
from pathlib import Path
from typing import Annotated

import typer

from pipelines.console.ending import fail
from pipelines.export.publication import Publication, Publisher, PublisherType
from pipelines.settings import current_home

# What may stand in an address without being written otherwise; no user name or password, no question or fragment.
_ADDRESS = re.compile(r"https?://[\w\-.]+(:\d+)?(/[\w\-.~!$&'()*+,;=:@%/]*)?", re.ASCII)
_UNNAMED = Publisher()


def export(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="A folder that is new, empty or an earlier export, which is then replaced as a whole.",
            show_default=False,
        ),
    ],
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Where the folder will be published: https://…. It stands in the addresses of the catalogue.",
            show_default="addresses relative to the catalogue",
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who publishes it.", show_default=_UNNAMED.name),
    ] = None,
    publisher_uri: Annotated[
        str | None,
        typer.Option(metavar="URI", help="An address that stands for the publisher: https://….", show_default="none"),
    ] = None,
    publisher_type: Annotated[
        PublisherType, typer.Option(help="What kind of publisher it is, in the words of ADMS.")
    ] = _UNNAMED.type,
) -> None:
    """Write every table of core and mart as CSV and Parquet, with what data portals ask for.

    A Frictionless Data Package, a DCAT-AP-SE catalogue, an Excel workbook of the marts, licence and sums lie beside.
    The same warehouse gives the same bytes.

    \b
    anslag export anslag-data
    anslag export anslag-data --base-url https://data.example.se/anslag
    """  # noqa: D301 - \b is for Typer: keep these lines as they are
    from pipelines.console.terminal import console, count, plain
    from pipelines.export.folder import ExportFolderError
    from pipelines.export.warehouse import export_warehouse
    from pipelines.store.versions import NoWarehouseError

    if publisher_uri and not publisher:
        fail("--publisher-uri stands for a publisher: name it with --publisher.", code=2)
    if publisher is not None and not publisher.strip():
        fail("--publisher is empty: name who publishes the export.", code=2)
    for option, address in (("--base-url", base_url), ("--publisher-uri", publisher_uri)):
        if address is not None and not _ADDRESS.fullmatch(address):
            fail(f"{option} {address} is no address of the form https://host/path.", code=2)
    publication = Publication(
        Publisher(publisher.strip() if publisher else _UNNAMED.name, publisher_uri, publisher_type),
        None if base_url is None else base_url.rstrip("/") + "/",
    )
    screen = console(stderr=True)
    try:
        with screen.status("exporting") as status:
            report = export_warehouse(
                current_home(), folder, publication, lambda what: status.update(plain(f"writing {what}"))
            )
    except (ExportFolderError, NoWarehouseError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"The export cannot be written: {error}")
    told = (
        f"{count(report.tables, 'table')} with {count(report.rows, 'row')} in {count(report.files, 'file')}, "
        f"{report.byte_count / 1e6:.1f} MB: {report.folder}"
    )
    console().print(plain(told), soft_wrap=True)
