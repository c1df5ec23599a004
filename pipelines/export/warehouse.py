"""A whole export: every table of the published warehouse, the workbook, and the descriptions, into one folder.

Belongs here: what is written in which order. How each is written stands in the modules beside.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from pipelines.export.catalogue import exported_tables, opened_for_export
from pipelines.export.datapackage import descriptor
from pipelines.export.dcat import DescribedDataset, catalogue_graph, json_ld, turtle
from pipelines.export.folder import DESCRIPTOR_NAME, replaced
from pipelines.export.publication import DESCRIPTION, TITLE, Publication
from pipelines.export.statement import STATEMENT_NAME, statement
from pipelines.export.sums import MeasuredFile, measured, write_sums
from pipelines.export.tables import WrittenTable, read_rows, write_table
from pipelines.export.workbook import plan_sheets, write_workbook
from pipelines.settings import Home

WORKBOOK_NAME = "anslag-marts.xlsx"

_SCRATCH = ".scratch"
_DATED = "core.dim_document", "published_on"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported.

    Attributes:
        folder: where it lies.
        tables: tables and views.
        rows: rows of all of them.
        files: files.
        byte_count: size of all of them.
    """

    folder: Path
    tables: int
    rows: int
    files: int
    byte_count: int


def export_warehouse(home: Home, folder: Path, publication: Publication, tell: Callable[[str], None]) -> ExportReport:
    """Export the published warehouse to a folder, in the place of an earlier export where there is one.

    Args:
        home: the installation.
        folder: where to: new, empty, or an earlier export as it was written.
        publication: who publishes it and where.
        tell: is given what is being written.

    Raises:
        ExportFolderError: the folder holds something else.
        NoWarehouseError: nothing is published.
        OSError: a file cannot be written.
    """
    with replaced(folder) as to:
        scratch = to / _SCRATCH
        scratch.mkdir()
        with opened_for_export(home, scratch) as con:
            tables = []
            for table in exported_tables(con):
                tell(table.name)
                tables.append(write_table(con, table, to))
            covered = _days_covered(con, tables)
            tell(WORKBOOK_NAME)
            sheets = plan_sheets([written for written in tables if written.table.is_mart])
            write_workbook(to / WORKBOOK_NAME, sheets, lambda mart: read_rows(con, mart.parquet), temporary=scratch)
        shutil.rmtree(scratch)
        tell("descriptions")
        described = _describe(to, tables, covered, publication)
        sums = write_sums(to, described)
        size = sum(file.byte_count for file in described) + sums.stat().st_size
    rows = sum(written.row_count for written in tables)
    return ExportReport(folder, len(tables), rows, len(described) + 1, size)


def _days_covered(con: duckdb.DuckDBPyConnection, tables: Sequence[WrittenTable]) -> tuple[date, date] | None:
    """Give the first and last day on which a document was published, as far as documents tell."""
    name, column = _DATED
    for written in tables:
        if written.table.name == name and column in {each.name for each in written.table.info.columns}:
            row = con.execute(f"SELECT min({column}), max({column}) FROM {name}").fetchone()  # noqa: S608 - constants
            return (row[0], row[1]) if row and row[0] else None
    return None


def _describe(
    to: Path, tables: Sequence[WrittenTable], covered: tuple[date, date] | None, publication: Publication
) -> list[MeasuredFile]:
    """Write what describes the tables' files, and give every file with its sum."""
    files = {path: measured(to, path) for written in tables for path in (written.csv, written.parquet)}
    files[to / WORKBOOK_NAME] = measured(to, to / WORKBOOK_NAME)
    package = descriptor(tables, {written.table.name: files[written.csv] for written in tables}, publication)
    datasets = [_dataset(written, (files[written.csv], files[written.parquet])) for written in tables]
    datasets.append(_workbook_dataset(files[to / WORKBOOK_NAME]))
    graph = catalogue_graph(datasets, (STATEMENT_NAME, DESCRIPTOR_NAME), covered, publication)
    texts = {
        DESCRIPTOR_NAME: (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8"),
        "catalog.ttl": turtle(graph),
        "catalog.jsonld": json_ld(graph),
        STATEMENT_NAME: statement(tables, WORKBOOK_NAME, publication).encode("utf-8"),
    }
    for name, content in texts.items():
        (to / name).write_bytes(content)
        files[to / name] = measured(to, to / name)
    return list(files.values())


def _dataset(written: WrittenTable, files: tuple[MeasuredFile, ...]) -> DescribedDataset:
    name, comment = written.table.name, written.table.info.comment
    kind = "En vy för läsare" if written.table.is_mart else "En tabell i stjärnschemat"
    swedish = (
        f"{kind} i Anslag: belopp ur regeringens tillkännagivanden, var och en spårbar till sin källa. "
        f"{written.row_count} rader. Vad kolumnerna betyder står på engelska i {DESCRIPTOR_NAME}."
    )
    return DescribedDataset(
        name=name,
        title=dict.fromkeys(TITLE, f"Anslag: {name}"),
        description={"sv": swedish, "en": f"{comment}. {written.row_count} rows. {DESCRIPTION['en']}"},
        files=files,
    )


def _workbook_dataset(file: MeasuredFile) -> DescribedDataset:
    return DescribedDataset(
        name="workbook",
        title={"sv": "Anslag: alla vyer i en arbetsbok", "en": "Anslag: all marts in one workbook"},
        description=DESCRIPTION,
        files=(file,),
    )
