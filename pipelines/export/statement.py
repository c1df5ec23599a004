"""What an export says to people: licence, sources, how to check it, what must not be added together.

Belongs here: the text of its README. What catalogues are told stands in `publication`, `datapackage` and `dcat`.
"""

from collections.abc import Sequence

from pipelines.export.folder import DESCRIPTOR_NAME
from pipelines.export.publication import DESCRIPTION, LICENCE_TITLE, LICENCE_URI, SOURCE_URL, TITLE, Publication
from pipelines.export.sums import SUMS_NAME
from pipelines.export.tables import WrittenTable, datetime_format

STATEMENT_NAME = "README.md"


def statement(tables: Sequence[WrittenTable], workbook: str, publication: Publication) -> str:
    """Give the README of an export, in Markdown.

    Args:
        tables: the tables that were written.
        workbook: path of the workbook.
        publication: who publishes it and where.
    """
    publisher = publication.publisher
    published_by = f"{publisher.name}, {publisher.uri}" if publisher.uri else publisher.name
    relative = "" if publication.base_url else " Addresses are relative to where they lie."
    rows = "\n".join(_listed(written) for written in tables)
    return f"""# {_line(TITLE["en"])}

{DESCRIPTION["en"]}

*{_line(TITLE["sv"])}.* {DESCRIPTION["sv"]}

Published by: {_line(published_by)}{_at(publication)}

## Licence and sources

The compilation (every file here) is dedicated to the public domain: {LICENCE_TITLE}, <{LICENCE_URI}>.
The figures and the quoted words come from announcements that the Government and the Government Offices of Sweden
publish at <{SOURCE_URL}>. Those documents belong to their publishers; `core.dim_document` names each with its address,
as far as known, and the SHA-256 of its bytes as they were read. The figures are read by rules: a doubtful one is marked
in the column `quality`, and its source decides.

## What must not be added together

- A total and its parts: the rows of `core.fact_total` contain those of `core.fact_allocation`.
- Amounts of different `status`: an indicative sum is told again when it is proposed, decided and paid.
- The rows of `core.fact_funding` and the marts made of it: the same money may be announced more than once.

A mart that may be added up says so in its description below ("Additive: …").

## Files

- `csv/`: a file a table. RFC 4180, UTF-8, a header; NULL is an empty field, a text of no characters is `""`; decimals
  have all their digits, lists are JSON, times are UTC.
- `parquet/`: the same rows with their types; amounts are DECIMAL.
- `{workbook}`: the marts for Excel, which calculates with 15 digits. Texts are texts in it; opened as CSV, a
  spreadsheet may take a quoted text that begins with `=` for a formula.
- `{DESCRIPTOR_NAME}`: columns, types, keys and references of the CSV files (Frictionless Data Package).
- `catalog.ttl`, `catalog.jsonld`: the same catalogue twice, for data portals (DCAT-AP-SE 3.0.1).{relative}
- `{SUMS_NAME}`: check every file with `sha256sum -c {SUMS_NAME}`.

Rows are in the order of their columns from the left. The same warehouse gives the same bytes with the same software.
{_times(tables)}
| table | rows | what it holds |
| --- | ---: | --- |
{rows}
"""


def _at(publication: Publication) -> str:
    return f"  \nAddress: <{publication.base_url}>" if publication.base_url else ""


def _times(tables: Sequence[WrittenTable]) -> str:
    """Tell which columns are about the reading of the documents, not about what they say."""
    observed = [
        f"`{written.table.name}.{column.name}`"
        for written in tables
        for column in written.table.info.columns
        if datetime_format(column)
    ]
    if not observed:
        return ""
    return (
        "These columns tell when something was seen or decided here; installations that read the same differ "
        f"in them: {', '.join(observed)}.\n"
    )


def _listed(written: WrittenTable) -> str:
    comment = _line(written.table.info.comment).replace("|", r"\|")
    return f"| `{written.table.name}` | {written.row_count} | {comment} |"


def _line(text: str) -> str:
    """Give a text on one line, nothing in it taken for Markdown's own marks or HTML."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
