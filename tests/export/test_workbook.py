import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipelines.export.catalogue import ExportedTable
from pipelines.export.tables import WrittenTable
from pipelines.export.workbook import Sheet, plan_sheets, write_workbook
from pipelines.store.schema import ColumnInfo, TableInfo

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _mart(name: str, row_count: int, *types: str) -> WrittenTable:
    columns = tuple(ColumnInfo(f"c{number}", kind, "=1+1", True) for number, kind in enumerate(types or ("VARCHAR",)))
    info = TableInfo("mart", name, True, f"Grain: {name}", None, columns, ())
    table = ExportedTable(info, (), {})
    return WrittenTable(table, row_count, Path("none"), Path("none"), frozenset())


def _written(to: Path, sheets: list[Sheet], rows: list[tuple[object, ...]]) -> Path:
    write_workbook(to / "book.xlsx", sheets, lambda _: rows, temporary=to)
    return to / "book.xlsx"


def _sheet_names(book: Path) -> list[str]:
    with zipfile.ZipFile(book) as parts:
        workbook = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - our own file
    return [sheet.attrib["name"] for sheet in workbook.iter(f"{_MAIN}sheet")]


def _cells(book: Path, number: int) -> dict[str, tuple[str, str]]:
    """Give the cells of a sheet that have something in them: the kind and the text of each, by address."""
    with zipfile.ZipFile(book) as parts:
        content = parts.read(f"xl/worksheets/sheet{number}.xml")
    assert b"<f>" not in content
    assert b"<hyperlink" not in content
    cells = {}
    for cell in ET.fromstring(content).iter(f"{_MAIN}c"):  # noqa: S314 - our own file
        text = "".join(part.text or "" for part in cell.iter() if part.tag in {f"{_MAIN}t", f"{_MAIN}v"})
        cells[cell.attrib["r"]] = (cell.attrib.get("t", "n"), text)
    return cells


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example")',
        "{=1+1}",
        "@SUM(1)",
        "+1",
        "-2",
        "http://example.se",
        "mailto:a@b.se",
        "007",
        "å\n<b>&",
    ],
)
def test_a_text_stays_a_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    book = _written(tmp_path, plan_sheets([_mart("thing", 1)]), [(text,)])
    assert _cells(book, 3)["A2"] == ("inlineStr", text)


def test_values_keep_their_kind(tmp_path: Path) -> None:
    row = (Decimal("2200000000.50"), 2018, True, date(2018, 6, 1), datetime(2018, 6, 1, 12, tzinfo=UTC), 0.5, None)
    book = _written(tmp_path, plan_sheets([_mart("thing", 1, *["VARCHAR"] * 7)]), [row])
    cells = _cells(book, 3)
    assert [cells.get(f"{column}2") for column in "ABCDEFG"] == [
        ("n", "2200000000.5"),
        ("n", "2018"),
        ("b", "1"),
        ("n", "43252"),
        ("n", "43252.5"),
        ("n", "0.5"),
        None,
    ]


def test_what_excel_would_round_or_cannot_date_is_a_text(tmp_path: Path) -> None:
    row = (Decimal("12345678901234.56"), 10**15, date(1789, 7, 14), float("nan"), ["å", None])
    book = _written(tmp_path, plan_sheets([_mart("thing", 1, *["VARCHAR"] * 5)]), [row])
    cells = _cells(book, 3)
    assert [cells[f"{column}2"] for column in "ABCDE"] == [
        ("inlineStr", "12345678901234.56"),
        ("inlineStr", "1000000000000000"),
        ("inlineStr", "1789-07-14"),
        ("inlineStr", "nan"),
        ("inlineStr", '["å", null]'),
    ]


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    book = _written(tmp_path, plan_sheets([_mart("thing", 1)]), [("å" * 40_000,)])
    assert _cells(book, 3)["A2"] == ("inlineStr", "å" * 32_766 + "…")


def test_a_mart_with_more_rows_than_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    sheets = plan_sheets([_mart("thing", 5), _mart("other", 2)], most_rows=3)
    assert [(sheet.name, sheet.row_count) for sheet in sheets] == [
        ("thing", 2),
        ("thing 2", 2),
        ("thing 3", 1),
        ("other", 2),
    ]
    write_workbook(
        tmp_path / "book.xlsx",
        sheets,
        lambda mart: [(f"{mart.table.name} {number}",) for number in range(mart.row_count)],
        temporary=tmp_path,
    )
    told = [[text for _, text in _cells(tmp_path / "book.xlsx", number).values()] for number in (3, 4, 5, 6)]
    assert told == [
        ["c0", "mart.thing 0", "mart.thing 1"],
        ["c0", "mart.thing 2", "mart.thing 3"],
        ["c0", "mart.thing 4"],
        ["c0", "mart.other 0", "mart.other 1"],
    ]


def test_a_mart_fills_a_sheet_to_its_last_row() -> None:
    assert [sheet.row_count for sheet in plan_sheets([_mart("thing", 1_048_575)])] == [1_048_575]
    assert [sheet.row_count for sheet in plan_sheets([_mart("thing", 1_048_576)])] == [1_048_575, 1]


def test_a_mart_without_rows_has_a_sheet() -> None:
    assert [(sheet.name, sheet.row_count) for sheet in plan_sheets([_mart("nothing", 0)])] == [("nothing", 0)]


def test_names_of_sheets_are_short_and_unlike() -> None:
    long = "allocation_by_municipality_and_year_and_status"
    names = [sheet.name for sheet in plan_sheets([_mart(long, 0), _mart(long + "_2", 0), _mart("contents", 0)])]
    assert names == ["allocation_by_municipality_and_", "allocation_by_municipality_an 2", "contents 2"]


def test_the_first_sheet_lists_the_sheets_with_what_they_hold(exported: Path) -> None:
    book = exported / "anslag-marts.xlsx"
    names = _sheet_names(book)
    assert names[:2] == ["Contents", "Columns"]
    cells = _cells(book, 1)
    listed = [cells[f"A{number}"][1] for number in range(2, len(names))]
    assert listed == names[2:]
    row = 2 + listed.index("commitment_by_year")
    assert cells[f"B{row}"] == ("inlineStr", "mart.commitment_by_year")
    assert cells[f"D{row}"][1].startswith("Grain: commitment × year")


def test_columns_are_told_with_their_comments_as_texts(tmp_path: Path) -> None:
    book = _written(tmp_path, plan_sheets([_mart("thing", 1, "DATE")]), [(date(2020, 1, 1),)])
    cells = _cells(book, 2)
    assert [cells[f"{column}2"][1] for column in "ABCD"] == ["mart.thing", "c0", "DATE", "=1+1"]


def test_no_clock_is_in_a_workbook(exported: Path) -> None:
    with zipfile.ZipFile(exported / "anslag-marts.xlsx") as parts:
        core = parts.read("docProps/core.xml").decode("utf-8")
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert set(re.findall(r">([^<]*T[^<]*Z)<", core)) == {"2000-01-01T00:00:00Z"}
