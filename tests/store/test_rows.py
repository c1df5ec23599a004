from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model.dimensions import MinisterRow, TermRow
from pipelines.model.periods import PeriodRow
from pipelines.model.staged import BlockRow, TableCellRow, TextTableRow
from pipelines.quality.repair import RepairRow
from pipelines.store import rows
from pipelines.store.row_types import RowError, SchemaDriftError
from pipelines.store.rows import append_rows, iterate_rows, load_rows, read_rows
from pipelines.store.schema import list_tables

EVERY_TYPE = """
    CREATE TABLE core.every_type (
        name VARCHAR PRIMARY KEY, evidence JSON, line INTEGER, size_bytes BIGINT, share DOUBLE, per_year BOOLEAN,
        published_on DATE, started_at TIMESTAMPTZ, name_forms VARCHAR[], amount DECIMAL(18, 2),
        rate DECIMAL(24, 6), price_index DECIMAL(9, 2)
    )
"""


@dataclass(frozen=True)
class EveryType:
    name: str
    evidence: str | None
    line: int | None
    size_bytes: int | None
    share: float | None
    per_year: bool | None
    published_on: date | None
    started_at: datetime | None
    name_forms: tuple[str, ...] | list[str] | None
    amount: Decimal | None
    rate: Decimal | None
    price_index: Decimal | None


BOTKYRKA = EveryType(
    name="Botkyrka – för åren 2018–2027 “långsiktigt” 𝔎",
    evidence='{"kandidater": ["14000000.00", "1400000.00"], "kvot": 1.5}',
    line=2_147_483_647,
    size_bytes=9_007_199_254_740_993,
    share=0.1,
    per_year=True,
    published_on=date(2018, 6, 25),
    started_at=datetime(2018, 6, 25, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2))),
    name_forms=["Botkyrka", "Botkyrka kommun", "with 'quotes', commas"],
    amount=Decimal("14000000.07"),
    rate=Decimal("0.098750"),
    price_index=Decimal("403.70"),
)
NOTHING_STATED = EveryType("Härryda", None, None, None, None, None, None, None, None, None, None, None)

MINISTER = MinisterRow("ylva-larsson", "Ylva Larsson")
OTHER_MINISTER = MinisterRow("ardalan-ek", "Ardalan Ek")
TABLE = TextTableRow("d.0", "d", 0, "flattened", "Medel per kommun", "Kommun", 32, 4, 0, 90)
CELL = TableCellRow("d.0", 0, 0, "data", "Botkyrka", "Botkyrka", "label", None, None, 10, 18)
ALREADY_THERE = RepairRow(
    figure_id="f0",
    document_id="d",
    table_id="d.0",
    row_no=0,
    column_no=1,
    amount_text="14 00 000",
    outcome="repaired",
    amount=Decimal("14000000.00"),
    rule="lost_zero",
    confidence=0.97,
    evidence="{}",
)


@pytest.fixture
def every_type(warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    warehouse.execute(EVERY_TYPE)
    return warehouse


def test_every_column_type_comes_back_exactly(every_type: duckdb.DuckDBPyConnection) -> None:
    assert load_rows(every_type, "core.every_type", [BOTKYRKA, NOTHING_STATED]) == 2
    read = read_rows(every_type, "core.every_type", EveryType, "name")
    assert read == [replace(BOTKYRKA, name_forms=tuple(BOTKYRKA.name_forms or ())), NOTHING_STATED]


def test_lists_and_tuples_come_back_as_tuples(every_type: duckdb.DuckDBPyConnection) -> None:
    forms: list[tuple[str, ...] | list[str]] = [("Botkyrka", "Botkyrka kommun"), ["Härryda"], ()]
    load_rows(
        every_type,
        "core.every_type",
        [replace(NOTHING_STATED, name=str(number), name_forms=form) for number, form in enumerate(forms)],
    )
    read = [each.name_forms for each in read_rows(every_type, "core.every_type", EveryType, "name")]
    assert read == [("Botkyrka", "Botkyrka kommun"), ("Härryda",), ()]


def test_values_come_back_as_the_types_they_went_in_as(every_type: duckdb.DuckDBPyConnection) -> None:
    load_rows(every_type, "core.every_type", [BOTKYRKA])
    (read,) = read_rows(every_type, "core.every_type", EveryType, "name")
    assert (type(read.amount), str(read.amount)) == (Decimal, "14000000.07")
    assert type(read.published_on) is date
    assert read.started_at is not None
    assert read.started_at.astimezone(UTC) == datetime(2018, 6, 25, 7, 30, 15, 123456, tzinfo=UTC)
    assert type(read.per_year) is bool


def test_the_types_proven_here_are_all_that_the_schema_uses(every_type: duckdb.DuckDBPyConnection) -> None:
    proven = {row[1] for row in every_type.execute("DESCRIBE core.every_type").fetchall()}
    used = {column.type for table in list_tables(every_type) if not table.is_view for column in table.columns}
    assert used == proven


@given(st.decimals(min_value="-9999999999999999.99", max_value="9999999999999999.99", places=2))
def test_any_amount_that_the_column_holds_comes_back_exactly(amount: Decimal) -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA core")
        con.execute(EVERY_TYPE)
        load_rows(con, "core.every_type", [replace(NOTHING_STATED, amount=amount)])
        assert con.execute("SELECT amount FROM core.every_type").fetchall() == [(amount,)]


@given(st.text())
def test_any_text_comes_back_exactly(text: str) -> None:
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA core")
        con.execute(EVERY_TYPE)
        load_rows(con, "core.every_type", [replace(NOTHING_STATED, name=text)])
        assert read_rows(con, "core.every_type", EveryType, "name")[0].name == text


def test_loading_replaces_what_the_table_held(warehouse: duckdb.DuckDBPyConnection) -> None:
    load_rows(warehouse, "core.dim_minister", [MINISTER])
    assert load_rows(warehouse, "core.dim_minister", [OTHER_MINISTER]) == 1
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == [OTHER_MINISTER]


def test_loading_the_same_rows_again_changes_nothing(warehouse: duckdb.DuckDBPyConnection) -> None:
    for _ in range(2):
        load_rows(warehouse, "core.dim_minister", [MINISTER, OTHER_MINISTER])
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == [OTHER_MINISTER, MINISTER]


def test_appending_adds_to_what_the_table_held(warehouse: duckdb.DuckDBPyConnection) -> None:
    load_rows(warehouse, "core.dim_minister", [MINISTER])
    assert append_rows(warehouse, "core.dim_minister", [OTHER_MINISTER]) == 1
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == [OTHER_MINISTER, MINISTER]


def test_loading_no_rows_empties_the_table_and_appending_none_leaves_it(warehouse: duckdb.DuckDBPyConnection) -> None:
    load_rows(warehouse, "core.dim_minister", [MINISTER])
    assert append_rows(warehouse, "core.dim_minister", []) == 0
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == [MINISTER]
    assert load_rows(warehouse, "core.dim_minister", iter(())) == 0
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == []


def test_rows_of_several_chunks_all_arrive_and_come_back_in_order(
    warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_CHUNK_ROWS", 3)
    blocks = [BlockRow("d", number, "paragraph", number, number + 1) for number in range(10)]
    assert load_rows(warehouse, "staging.block", reversed(blocks)) == 10
    assert list(iterate_rows(warehouse, "staging.block", BlockRow, "document_id, block_no")) == blocks


def test_a_table_can_be_filled_while_it_is_fed_by_reading_another(
    warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_CHUNK_ROWS", 2)
    load_rows(warehouse, "core.dim_minister", [MinisterRow(f"m{number}", f"Namn {number}") for number in range(7)])
    terms = (
        TermRow(each.minister_id, "actor", each.name)
        for each in iterate_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id")
    )
    assert load_rows(warehouse, "core.dim_term", terms) == 7
    names = [each.name_sv for each in read_rows(warehouse, "core.dim_term", TermRow, "term_id")]
    assert names == [f"Namn {number}" for number in range(7)]


def test_some_of_the_columns_can_be_read_in_any_order(warehouse: duckdb.DuckDBPyConnection) -> None:
    @dataclass(frozen=True)
    class Span:
        char_end: int
        char_start: int

    load_rows(warehouse, "staging.block", [BlockRow("d", 0, "heading", 4, 9)])
    assert read_rows(warehouse, "staging.block", Span, "block_no") == [Span(char_end=9, char_start=4)]


def test_a_row_type_that_lacks_columns_and_has_others_is_refused_by_name(warehouse: duckdb.DuckDBPyConnection) -> None:
    @dataclass(frozen=True)
    class Minister:
        minister_id: str
        full_name: str

    with pytest.raises(SchemaDriftError, match=r"core\.dim_minister.*lacks name.*has full_name") as caught:
        load_rows(warehouse, "core.dim_minister", [Minister("ylva-larsson", "Ylva Larsson")])
    assert (caught.value.table, caught.value.missing, caught.value.unknown) == (
        "core.dim_minister",
        ["name"],
        ["full_name"],
    )


def test_a_column_that_the_row_type_lacks_is_drift_even_where_it_may_be_null(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute("ALTER TABLE core.dim_minister ADD COLUMN party VARCHAR")
    with pytest.raises(SchemaDriftError) as caught:
        append_rows(warehouse, "core.dim_minister", [MINISTER])
    assert (caught.value.missing, caught.value.unknown) == (["party"], [])


def test_a_field_that_the_table_lacks_is_drift(warehouse: duckdb.DuckDBPyConnection) -> None:
    @dataclass(frozen=True)
    class Minister:
        minister_id: str
        name: str
        party: str

    with pytest.raises(SchemaDriftError) as caught:
        append_rows(warehouse, "core.dim_minister", [Minister("ylva-larsson", "Ylva Larsson", "S")])
    assert (caught.value.missing, caught.value.unknown) == ([], ["party"])


def test_drift_leaves_the_table_as_it_was(warehouse: duckdb.DuckDBPyConnection) -> None:
    load_rows(warehouse, "core.dim_minister", [MINISTER])
    with pytest.raises(SchemaDriftError):
        load_rows(warehouse, "core.dim_minister", [TermRow("polisen", "actor", "polisen")])
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == [MINISTER]


BAD_VALUES = {
    "an amount with more digits than the column": ("amount", Decimal("10000000000000000.00")),
    "an amount with more decimals than the column": ("amount", Decimal("14000000.005")),
    "an amount in floating point": ("amount", 14000000.07),
    "an amount that is no number": ("amount", Decimal("NaN")),
    "text for a number": ("row_no", "tolv"),
    "a fraction for a whole number": ("row_no", 1.5),
    "a number beyond the column": ("row_no", 2_147_483_648),
    "a number for text": ("amount_text", 14_000_000),
    "bytes for text": ("amount_text", b"14 000 000"),
    "a decimal for a whole number": ("row_no", Decimal(3)),
    "true for a number": ("row_no", True),
    "half of a character": ("amount_text", "14 \ud835 mnkr"),
}
BROKEN_CONSTRAINTS = {
    "NULL where a value is needed": ("amount_text", None),
    "a value outside its list": ("outcome", "guessed"),
    "a share above 1": ("confidence", 1.5),
    "a key that is taken": ("figure_id", "f0"),
    "what is not JSON": ("evidence", "{kvot: "),
}


STRANGE_VALUES: list[tuple[str, Any]] = [
    ("published_on", 2018),
    ("published_on", datetime(2018, 6, 25, 9, 30, tzinfo=UTC)),
    ("started_at", 1_529_911_815),
    ("name_forms", "Botkyrka"),
    ("name_forms", ["Botkyrka", 127]),
    ("per_year", "ja"),
    ("share", "0,5"),
    ("size_bytes", 2.5),
]


def with_value(row: RepairRow, column: str, value: Any) -> RepairRow:
    return replace(row, **{column: value})


@pytest.mark.parametrize("case", BAD_VALUES)
def test_a_value_that_its_column_cannot_hold_is_refused_with_its_place_and_row(
    warehouse: duckdb.DuckDBPyConnection, case: str
) -> None:
    column, value = BAD_VALUES[case]
    bad = with_value(replace(ALREADY_THERE, figure_id="f2"), column, value)
    with pytest.raises(RowError, match=rf"quality\.repair\.{column}") as caught:
        append_rows(warehouse, "quality.repair", [replace(ALREADY_THERE, figure_id="f1"), bad])
    assert (caught.value.table, caught.value.column, caught.value.row) == ("quality.repair", column, bad)


@pytest.mark.parametrize(("column", "value"), STRANGE_VALUES)
def test_a_value_that_would_have_to_be_guessed_into_its_column_is_refused(
    every_type: duckdb.DuckDBPyConnection, column: str, value: Any
) -> None:
    changes = {column: value}
    with pytest.raises(RowError, match=rf"core\.every_type\.{column}"):
        load_rows(every_type, "core.every_type", [replace(BOTKYRKA, **changes)])
    assert read_rows(every_type, "core.every_type", EveryType, "name") == []


@pytest.mark.parametrize("case", BROKEN_CONSTRAINTS)
def test_a_value_that_breaks_a_rule_of_the_table_is_refused_with_the_table(
    warehouse: duckdb.DuckDBPyConnection, case: str
) -> None:
    column, value = BROKEN_CONSTRAINTS[case]
    append_rows(warehouse, "quality.repair", [ALREADY_THERE])
    with pytest.raises(RowError, match=r"quality\.repair") as caught:
        append_rows(warehouse, "quality.repair", [with_value(replace(ALREADY_THERE, figure_id="f1"), column, value)])
    assert caught.value.table == "quality.repair"


@pytest.mark.parametrize("column", ["figure_id", "amount_text", "outcome"])
def test_null_where_a_value_is_needed_is_refused_with_its_place_and_row(
    warehouse: duckdb.DuckDBPyConnection, column: str
) -> None:
    bad = with_value(replace(ALREADY_THERE, figure_id="f1"), column, None)
    with pytest.raises(RowError, match=rf"quality\.repair\.{column}") as caught:
        append_rows(warehouse, "quality.repair", [ALREADY_THERE, bad])
    assert (caught.value.table, caught.value.column, caught.value.row) == ("quality.repair", column, bad)


def test_a_row_of_another_type_among_the_rows_is_drift(warehouse: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(SchemaDriftError) as caught:
        load_rows(warehouse, "core.dim_minister", [MINISTER, TermRow("polisen", "actor", "polisen")])
    assert (caught.value.missing, caught.value.unknown) == (["minister_id", "name"], ["kind", "name_sv", "term_id"])
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == []


def test_two_rows_with_one_key_are_refused(warehouse: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(RowError, match=r"core\.dim_minister.*ylva-larsson"):
        load_rows(warehouse, "core.dim_minister", [MINISTER, replace(MINISTER, name="Ylva L.")])
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == []


def test_a_row_that_refers_to_nothing_is_refused(warehouse: duckdb.DuckDBPyConnection) -> None:
    append_rows(warehouse, "staging.text_table", [TABLE])
    with pytest.raises(RowError, match=r"staging\.table_cell"):
        append_rows(warehouse, "staging.table_cell", [replace(CELL, table_id="d.1")])


def test_rows_that_others_refer_to_are_replaced_only_once_those_are_gone(warehouse: duckdb.DuckDBPyConnection) -> None:
    append_rows(warehouse, "staging.text_table", [TABLE])
    append_rows(warehouse, "staging.table_cell", [CELL])
    retitled = replace(TABLE, title="Medel per kommun och år")
    with pytest.raises(RowError, match=r"staging\.text_table.*empty those tables first"):
        load_rows(warehouse, "staging.text_table", [retitled])
    assert read_rows(warehouse, "staging.text_table", TextTableRow, "table_id") == [TABLE]
    load_rows(warehouse, "staging.table_cell", [])
    load_rows(warehouse, "staging.text_table", [retitled])
    assert read_rows(warehouse, "staging.text_table", TextTableRow, "table_id") == [retitled]


@pytest.mark.parametrize("write", [load_rows, append_rows])
@pytest.mark.parametrize("case", [*BAD_VALUES, *BROKEN_CONSTRAINTS])
def test_a_bad_row_in_a_later_chunk_leaves_the_table_as_it_was(
    warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, case: str, write: Any
) -> None:
    monkeypatch.setattr(rows, "_CHUNK_ROWS", 2)
    append_rows(warehouse, "quality.repair", [ALREADY_THERE])
    column, value = (BAD_VALUES | BROKEN_CONSTRAINTS)[case]
    good = [
        replace(ALREADY_THERE, figure_id=f"f{number}") for number in (range(3) if write is load_rows else (1, 2, 3))
    ]
    with pytest.raises(RowError):
        write(warehouse, "quality.repair", [*good, with_value(replace(ALREADY_THERE, figure_id="f9"), column, value)])
    assert read_rows(warehouse, "quality.repair", RepairRow, "figure_id") == [ALREADY_THERE]


def test_rows_that_fail_while_they_are_made_leave_the_table_as_it_was(
    warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> Iterator[MinisterRow]:
        yield OTHER_MINISTER
        raise ZeroDivisionError

    monkeypatch.setattr(rows, "_CHUNK_ROWS", 1)
    load_rows(warehouse, "core.dim_minister", [MINISTER])
    with pytest.raises(ZeroDivisionError):
        load_rows(warehouse, "core.dim_minister", made())
    assert read_rows(warehouse, "core.dim_minister", MinisterRow, "minister_id") == [MINISTER]


def test_the_connection_takes_rows_again_after_a_refusal(warehouse: duckdb.DuckDBPyConnection) -> None:
    period = PeriodRow("2018", 2018, 2018, is_annual=False, open_ended=False, label="2018")
    with pytest.raises(RowError):
        load_rows(warehouse, "core.dim_period", [replace(period, end_year=2017)])
    assert load_rows(warehouse, "core.dim_period", [period]) == 1
