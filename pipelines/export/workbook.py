"""The marts as one workbook for Excel: what there is, what the columns mean, and a sheet a mart.

Belongs here: sheets and how a cell is written. A text is always written as a text, so that no document can make Excel
calculate or open anything.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.export.tables import WrittenTable

EXCEL_ROWS = 1_048_576
"""Rows that a sheet of Excel has, the header's included."""

_CONTENTS, _COLUMNS = "Contents", "Columns"
_NAME_LENGTH = 31
_CELL_CHARACTERS = 32_767
# Excel calculates with 15 digits.
_DIGITS = 15
# Excel knows no day before its first.
_FIRST_DAY = date(1900, 3, 1)
# A workbook says when it was made: the same for all, so that the same rows make the same file.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel's times have no zone
_WIDTHS = {"DATE": 11, "BOOLEAN": 9, "TIMESTAMP WITH TIME ZONE": 20}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, or one of the sheets that a mart with many rows is split into.

    Attributes:
        name: its name, as Excel allows them.
        written: the mart.
        row_count: rows of the mart in it.
    """

    name: str
    written: WrittenTable
    row_count: int


def plan_sheets(marts: Sequence[WrittenTable], most_rows: int = EXCEL_ROWS) -> list[Sheet]:
    """Give the sheets of marts in order, split where a mart has more rows than a sheet with its header.

    Args:
        marts: the marts.
        most_rows: rows of a sheet, the header's included; at least 2.
    """
    sheets: list[Sheet] = []
    taken = {_CONTENTS.lower(), _COLUMNS.lower()}
    for mart in marts:
        left = mart.row_count
        while left > 0 or not (sheets and sheets[-1].written is mart):
            name = _free_name(mart.table.info.name, taken)
            taken.add(name.lower())
            sheets.append(Sheet(name, mart, min(left, most_rows - 1)))
            left -= most_rows - 1
    return sheets


def write_workbook(
    to: Path,
    sheets: Sequence[Sheet],
    rows_of: Callable[[WrittenTable], Iterable[tuple[object, ...]]],
    *,
    temporary: Path,
) -> None:
    """Write a workbook.

    Args:
        to: its file.
        sheets: from `plan_sheets`.
        rows_of: gives a mart's rows in order.
        temporary: a folder that is there, for a sheet's rows until the workbook is closed.

    Raises:
        OSError: the file cannot be written.
    """
    workbook = Workbook(str(to), {"constant_memory": True, "tmpdir": str(temporary)})
    workbook.set_properties({"title": "Anslag", "created": _CREATED})
    formats = _Formats.of(workbook)
    _list_sheets(workbook.add_worksheet(_CONTENTS), sheets, formats)
    _list_columns(workbook.add_worksheet(_COLUMNS), sheets, formats)
    rows: Iterator[tuple[object, ...]] = iter(())
    former: WrittenTable | None = None
    for sheet in sheets:
        if sheet.written is not former:
            former, rows = sheet.written, iter(rows_of(sheet.written))
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, islice(rows, sheet.row_count), formats)
    try:
        workbook.close()
    except FileCreateError as error:
        raise OSError(f"{to} cannot be written: {error}") from error


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells are shown."""

    header: Format
    wrapped: Format
    amount: Format
    day: Format
    moment: Format

    @classmethod
    def of(cls, workbook: Workbook) -> "_Formats":
        return cls(
            header=workbook.add_format({"bold": True, "bottom": 1}),
            wrapped=workbook.add_format({"text_wrap": True, "valign": "top"}),
            amount=workbook.add_format({"num_format": "#,##0.00"}),
            day=workbook.add_format({"num_format": "yyyy-mm-dd"}),
            moment=workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )


def _list_sheets(page: Worksheet, sheets: Sequence[Sheet], formats: _Formats) -> None:
    _header(page, {"sheet": 33, "mart": 40, "rows": 12, "what it holds": 110}, formats)
    for number, sheet in enumerate(sheets, start=1):
        info = sheet.written.table.info
        page.write_string(number, 0, sheet.name, formats.wrapped)
        page.write_string(number, 1, info.qualified, formats.wrapped)
        page.write_number(number, 2, sheet.row_count, formats.wrapped)
        page.write_string(number, 3, _cut(info.comment), formats.wrapped)
    notes = (
        "Amounts of different status, and a total and its parts, must not be added together: read what a mart holds.",
        f"Numbers of more than {_DIGITS} digits are texts here. Times are UTC.",
        f"Texts of more than {_CELL_CHARACTERS} characters end in … here; the CSV and Parquet files have them in full.",
    )
    for number, note in enumerate(notes, start=len(sheets) + 2):
        page.write_string(number, 0, note)


def _list_columns(page: Worksheet, sheets: Sequence[Sheet], formats: _Formats) -> None:
    _header(page, {"mart": 40, "column": 28, "type": 24, "meaning": 110}, formats)
    marts = dict.fromkeys(sheet.written.table.info for sheet in sheets)
    described = ((mart.qualified, column) for mart in marts for column in mart.columns)
    for number, (mart, column) in enumerate(described, start=1):
        for place, text in enumerate((mart, column.name, column.type, column.comment)):
            page.write_string(number, place, _cut(text), formats.wrapped)


def _write_sheet(page: Worksheet, sheet: Sheet, rows: Iterable[tuple[object, ...]], formats: _Formats) -> None:
    columns = sheet.written.table.info.columns
    widths = {column.name: max(_WIDTHS.get(column.type, 18), len(column.name) + 2) for column in columns}
    _header(page, widths, formats)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(page, number, place, value, formats)
    page.autofilter(0, 0, sheet.row_count, max(len(columns) - 1, 0))


def _header(page: Worksheet, widths: dict[str, int], formats: _Formats) -> None:
    for place, (name, width) in enumerate(widths.items()):
        page.set_column(place, place, width)
        page.write_string(0, place, name, formats.header)
    page.freeze_panes(1, 0)


def _write(page: Worksheet, row: int, column: int, value: object, formats: _Formats) -> None:
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value)
        case Decimal() if _fits(value):
            whole = value.as_tuple().exponent == 0
            page.write_number(row, column, float(value), None if whole else formats.amount)
        case int() if abs(value) < 10**_DIGITS:
            page.write_number(row, column, value)
        case float() if math.isfinite(value):
            page.write_number(row, column, value)
        case datetime():
            moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
            _write_day(page, row, column, moment, formats.moment)
        case date():
            _write_day(page, row, column, value, formats.day)
        case list() | dict():
            text = json.dumps(value, ensure_ascii=False, default=str)
            page.write_string(row, column, _cut(text))
        case _:
            page.write_string(row, column, _cut(str(value)))


def _write_day(page: Worksheet, row: int, column: int, day: date, shown: Format) -> None:
    if (day.date() if isinstance(day, datetime) else day) < _FIRST_DAY:
        page.write_string(row, column, day.isoformat())
    else:
        page.write_datetime(row, column, day, shown)


def _fits(value: Decimal) -> bool:
    return value.is_finite() and len(value.normalize().as_tuple().digits) <= _DIGITS


def _cut(text: str) -> str:
    return text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"


def _free_name(mart: str, taken: set[str]) -> str:
    for number in range(1, EXCEL_ROWS):
        suffix = f" {number}" if number > 1 else ""
        name = mart[: _NAME_LENGTH - len(suffix)] + suffix
        if name.lower() not in taken:
            return name
    raise ValueError(f"no sheet can be named after {mart}")
