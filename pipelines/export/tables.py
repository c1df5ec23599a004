"""Tables as files: Parquet out of the warehouse, and CSV out of the Parquet, so that both state the same.

Belongs here: the order of rows and how a value is written. Which tables there are belongs to `catalogue`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.export.catalogue import ExportedTable
from pipelines.store.schema import ColumnInfo
from pipelines.store.versions import quoted

_ROWS_AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table that was written.

    Attributes:
        table: what the catalogue says about it.
        row_count: its rows.
        parquet: its Parquet file.
        csv: its CSV file.
        empty_texts: columns that are never NULL and have a text of no characters, which readers of CSV take for NULL.
    """

    table: ExportedTable
    row_count: int
    parquet: Path
    csv: Path
    empty_texts: frozenset[str]


def write_table(con: duckdb.DuckDBPyConnection, table: ExportedTable, folder: Path) -> WrittenTable:
    """Write a table as Parquet and CSV.

    Rows are in the order of all their columns from the left, NULL last. The CSV is RFC 4180, UTF-8, with a header: NULL
    is empty and a text of no characters is "", decimals have all their digits, lists are JSON, times are UTC.

    Args:
        con: from `opened_for_export`.
        table: what to write.
        folder: where `parquet/` and `csv/` are made.

    Raises:
        OSError: the files cannot be written.
    """
    parquet, csv = (folder / kind / f"{table.name}.{kind}" for kind in ("parquet", "csv"))
    for path in (parquet, csv):
        path.parent.mkdir(parents=True, exist_ok=True)
    source = f'"{table.info.schema}"."{table.info.name}"'
    kept = ", ".join(_parquet_value(column) for column in table.info.columns)
    ordered = f"SELECT {kept} FROM {source} ORDER BY ALL"  # noqa: S608 - names from the catalogue
    _copy(con, ordered, parquet, "FORMAT parquet, COMPRESSION zstd")
    written = ", ".join(f"{_csv_value(column)} AS {_name(column)}" for column in table.info.columns)
    _copy(con, f"SELECT {written} FROM {_rows_of(parquet)}", csv, r"FORMAT csv, HEADER, NEW_LINE '\r\n'")  # noqa: S608 - likewise, and a path that is quoted
    counted = _counted(con, table, parquet)
    return WrittenTable(table, counted[0], parquet, csv, counted[1])


def read_rows(con: duckdb.DuckDBPyConnection, parquet: Path) -> Iterator[tuple[object, ...]]:
    """Give the rows of a written table, in their order, few at a time."""
    # A cursor of its own: the connection may be asked for something else between two rows.
    with con.cursor() as cursor:
        cursor.execute("SET TimeZone = 'UTC'")
        cursor.execute(f"SELECT * FROM {_rows_of(parquet)}")  # noqa: S608 - our own file
        while rows := cursor.fetchmany(_ROWS_AT_A_TIME):
            yield from rows


def datetime_format(column: ColumnInfo) -> str | None:
    """Give how the times of a column stand in CSV, in strftime's notation; None for a column that holds no times."""
    if not column.type.startswith("TIMESTAMP"):
        return None
    return "%Y-%m-%dT%H:%M:%S.%fZ" if column.type == "TIMESTAMP WITH TIME ZONE" else "%Y-%m-%dT%H:%M:%S.%f"


def is_nested(column: ColumnInfo) -> bool:
    """Tell whether a column holds lists or records, which stand as JSON where there are only texts."""
    return column.type.endswith("]") or column.type.startswith(("STRUCT", "MAP", "UNION"))


def _copy(con: duckdb.DuckDBPyConnection, query: str, to: Path, options: str) -> None:
    try:
        con.execute(f"COPY ({query}) TO '{quoted(to)}' ({options})")
    except duckdb.IOException as error:
        raise OSError(f"{to} cannot be written: {error}") from error


def _rows_of(parquet: Path) -> str:
    return f"read_parquet('{quoted(parquet)}')"


def _name(column: ColumnInfo) -> str:
    return '"' + column.name.replace('"', '""') + '"'


def _parquet_value(column: ColumnInfo) -> str:
    name = _name(column)
    # DuckDB's widest integers, those of sums, become rounded numbers in Parquet.
    return f"{name}::DECIMAL(38, 0) AS {name}" if column.type in {"HUGEINT", "UHUGEINT"} else name


def _csv_value(column: ColumnInfo) -> str:
    name = _name(column)
    if written := datetime_format(column):
        # The session's zone is UTC.
        return f"strftime({name}::TIMESTAMP, '{written}')"
    if is_nested(column):
        return f"to_json({name})"
    return name


def _counted(con: duckdb.DuckDBPyConnection, table: ExportedTable, parquet: Path) -> tuple[int, frozenset[str]]:
    texts = [column for column in table.info.columns if column.type == "VARCHAR" and not column.is_nullable]
    empty = "".join(f", count(*) FILTER ({_name(column)} = '')" for column in texts)
    row = con.execute(f"SELECT count(*){empty} FROM {_rows_of(parquet)}").fetchone()  # noqa: S608 - our own file
    numbers = row or (0,) * (len(texts) + 1)
    return int(numbers[0]), frozenset(column.name for column, number in zip(texts, numbers[1:], strict=True) if number)
