"""Files that readers take away: names that lead nowhere, tables that no spreadsheet runs.

Belongs here: how an answer becomes a file. What is in it belongs to the pages.
"""

import io
import re
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from starlette.responses import Response

CSV = "text/csv; charset=utf-8; header=present"
PARQUET = "application/vnd.apache.parquet"
_UNSAFE = re.compile(r"[^\w.\- ]+")
# What a spreadsheet takes for the beginning of a formula; a number may begin with a sign.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d ]*[.,]?\d+")


def file_of(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """Give how the description of the monitor's addresses tells that one of them answers with a file."""
    return {200: {"description": "A file.", "content": {each: {} for each in media_types}}}


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """Give bytes as a file to keep; a browser never shows it as a page of ours."""
    safe = _UNSAFE.sub("_", name).strip(" .") or "file"
    plain = safe.encode("ascii", "replace").decode("ascii").replace("?", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def neutral(value: object) -> object:
    """Give a cell of a CSV file so that no spreadsheet takes it for a formula; numbers stay numbers."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def csv_file(table: pa.Table, name: str) -> Response:
    """Give a table as CSV in UTF-8, with a header, decimals in full and nothing that a spreadsheet would run."""
    columns = {
        field.name: pa.array([_written(value) for value in column.to_pylist()], pa.string())
        for field, column in zip(table.schema, table.columns, strict=True)
    }
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(pa.table(columns), buffer)
    return attachment(buffer.getvalue(), f"{name}.csv", CSV)


def parquet_file(table: pa.Table, name: str) -> Response:
    """Give a table as Parquet, its types as in the warehouse."""
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression="zstd")
    return attachment(buffer.getvalue(), f"{name}.parquet", PARQUET)


def _written(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(neutral(value))
