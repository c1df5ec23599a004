import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.export.catalogue import exported_tables, opened_for_export
from pipelines.export.tables import read_rows, write_table
from pipelines.settings import Home


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_is_rfc_4180_with_a_header(invented: Path) -> None:
    assert (invented / "csv" / "core.dim_place.csv").read_bytes() == (
        "country,code,name_sv\r\nSE,01,=1+1\r\nSE,02,Åby\r\n".encode()
    )


def test_csv_keeps_quotes_commas_and_line_ends_of_texts(invented: Path) -> None:
    assert _rows(invented / "csv" / "core.fact_thing.csv")[0]["note"] == '=HYPERLINK("http://evil.example")\r\nÅ,"x"'


def test_csv_states_every_value_exactly(invented: Path) -> None:
    row = _rows(invented / "csv" / "core.fact_thing.csv")[1]
    assert row == {
        "thing_id": "2",
        "country": "SE",
        "code": "01",
        "kind": "c'd",
        "note": "",
        "amount": "12345678901234567890123456789012.123456",
        "count_all": "10141183460469231731687303715884105727",
        "share": "0.1",
        "seen_at": "2024-02-29T23:30:00.000001Z",
        "local_at": "2024-02-29T23:30:00.000000",
        "day": "1789-07-14",
        "forms": '["å","a\\"b,c",null]',
        "evidence": '{"k": [1, null]}',
        "record": '{"a":1,"b":"x"}',
        "is_sure": "true",
    }


def test_null_is_an_empty_field_and_an_empty_text_is_quoted(invented: Path) -> None:
    lines = (invented / "csv" / "core.fact_thing.csv").read_bytes().split(b"\r\n")
    assert lines[2].endswith(b',""x"""' + b"," * 10)
    assert lines[1].startswith(b'1,,,a b,"=HYPERLINK')
    assert lines[3].startswith(b'2,SE,01,c\'d,"",1234')


def test_a_view_without_rows_has_a_header_and_types(invented: Path) -> None:
    assert (invented / "csv" / "mart.nothing.csv").read_bytes().startswith(b"thing_id,country")
    table = pq.read_table(invented / "parquet" / "mart.nothing.parquet")
    assert (table.num_rows, table.schema.field("amount").type) == (0, pa.decimal128(38, 6))


def test_parquet_amounts_are_decimals_with_all_their_digits(exported: Path, invented: Path) -> None:
    schema = pq.read_schema(exported / "parquet" / "core.fact_allocation.parquet")
    assert schema.field("amount_sek").type == pa.decimal128(18, 2)
    amounts = pq.read_table(invented / "parquet" / "core.fact_thing.parquet")["amount"].to_pylist()
    assert amounts == [None, Decimal("12345678901234567890123456789012.123456")]


def test_every_table_of_the_warehouse_is_there_with_all_its_rows(
    exported: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    names = [
        f"{schema}.{name}"
        for schema, name in warehouse.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema IN ('core', 'mart')"
        ).fetchall()
    ]
    assert len(names) > 30
    assert {path.stem for path in (exported / "csv").iterdir()} == set(names)
    assert {path.stem for path in (exported / "parquet").iterdir()} == set(names)
    for name in names:
        counted = warehouse.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert counted == (pq.read_metadata(exported / "parquet" / f"{name}.parquet").num_rows,)
        assert counted == (len(_rows(exported / "csv" / f"{name}.csv")),)


def test_rows_stand_in_the_order_of_their_columns(exported: Path) -> None:
    rows = pq.read_table(exported / "parquet" / "core.bridge_document_term.parquet").to_pylist()
    keys = [tuple(row.values()) for row in rows]
    assert len(keys) > 2
    assert keys == sorted(keys)


def test_columns_whose_texts_may_be_taken_for_null_are_told(invented_home: Home, tmp_path: Path) -> None:
    with opened_for_export(invented_home, tmp_path / "scratch") as con:
        written = {table.name: write_table(con, table, tmp_path) for table in exported_tables(con)}
        times = [row[8] for row in read_rows(con, written["core.fact_thing"].parquet)]
    assert written["core.fact_thing"].empty_texts == {"note"}
    assert written["core.dim_place"].empty_texts == frozenset()
    assert written["core.fact_thing"].row_count == 2
    assert times == [None, datetime(2024, 2, 29, 23, 30, 0, 1, tzinfo=UTC)]


def test_a_file_that_cannot_be_written_is_named(invented_home: Home, tmp_path: Path) -> None:
    (tmp_path / "parquet" / "core.dim_place.parquet").mkdir(parents=True)
    with (
        opened_for_export(invented_home, tmp_path / "scratch") as con,
        pytest.raises(OSError, match=r"core\.dim_place\.parquet cannot be written"),
    ):
        write_table(con, exported_tables(con)[0], tmp_path)
