"""The dictionary says what the schema says, no more and no less, and is found by its words."""

import re

import duckdb
import pytest

from pipelines.settings import CODE_ROOT, MARTS_DIR, SCHEMA_DIR
from pipelines.store.dictionary import Words, markdown, search
from pipelines.store.integrity import Reference, references
from pipelines.store.schema import ColumnInfo, TableInfo, list_tables

DICTIONARY = CODE_ROOT / "docs" / "dictionary.md"
COLUMN_ROW = re.compile(r"^\| `(?P<name>\w+)` \|")

GRANT = TableInfo(
    "core",
    "fact_grant",
    is_view=False,
    comment="Grain: grant. See *terms* and [notes]",
    row_count=0,
    columns=(
        ColumnInfo("grant_id", "VARCHAR", "Identifier; `anslag explain a|b` takes it", is_nullable=False),
        ColumnInfo("place_id", "VARCHAR", "Place that receives", is_nullable=False),
        ColumnInfo("amount_sek", "DECIMAL(18,2)", "Kronor | NULL <unless> decided", is_nullable=True),
    ),
    primary_key=("grant_id",),
)
PLACE = TableInfo(
    "core",
    "dim_place",
    is_view=False,
    comment="One row a place",
    row_count=0,
    columns=(ColumnInfo("place_id", "VARCHAR", "Identifier", is_nullable=False),),
    primary_key=("place_id",),
)
YEARLY = TableInfo(
    "mart",
    "yearly",
    is_view=True,
    comment="Grain: year",
    row_count=None,
    columns=(ColumnInfo("amount_sek", "DECIMAL(38,2)", "Sum in kronor", is_nullable=True),),
    primary_key=(),
)
REFERENCE = Reference("core.fact_grant", "place_id", "core.dim_place", "place_id")


def test_the_written_dictionary_is_what_the_sql_gives(warehouse: duckdb.DuckDBPyConnection) -> None:
    given = markdown(list_tables(warehouse), references())
    assert DICTIONARY.read_text("utf-8") == given, "run `anslag dictionary --write docs`"


def test_the_dictionary_has_each_table_and_column_once_and_no_other(warehouse: duckdb.DuckDBPyConnection) -> None:
    told: dict[str, list[str]] = {}
    for line in DICTIONARY.read_text("utf-8").splitlines():
        if line.startswith("### "):
            assert line[4:] not in told
            told[line[4:]] = []
        elif match := COLUMN_ROW.match(line):
            told[list(told)[-1]].append(match["name"])
    made = warehouse.execute(
        "SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE NOT internal GROUP BY ALL"
    ).fetchall()
    assert told == dict(made)


def test_every_comment_of_the_sql_is_in_the_catalogue(warehouse: duckdb.DuckDBPyConnection) -> None:
    sql = "".join(file.read_text("utf-8") for folder in (SCHEMA_DIR, MARTS_DIR) for file in folder.glob("*.sql"))
    written = re.findall(r"^COMMENT ON (?:TABLE|VIEW|COLUMN) ([\w.]+) IS", sql, re.MULTILINE)
    tables = list_tables(warehouse)
    held = [table.qualified for table in tables]
    held += [f"{table.qualified}.{column.name}" for table in tables for column in table.columns]
    assert sorted(written) == sorted(held)


def test_a_column_tells_type_nullability_keys_and_meaning() -> None:
    lines = markdown([GRANT, PLACE], [REFERENCE]).splitlines()
    assert "| `grant_id` | VARCHAR | NOT NULL | PK | Identifier; `anslag explain a\\|b` takes it |" in lines
    assert (
        "| `place_id` | VARCHAR | NOT NULL | → [core.dim_place](#coredim_place).place_id | Place that receives |"
    ) in lines
    assert "| `amount_sek` | DECIMAL(18,2) | nullable |  | Kronor \\| NULL \\<unless\\> decided |" in lines
    assert "Grain: grant. See \\*terms\\* and \\[notes\\]." in lines


def test_a_view_declares_neither_keys_nor_null() -> None:
    lines = markdown([YEARLY], [REFERENCE]).splitlines()
    assert "View. Grain: year." in lines
    assert "| `amount_sek` | DECIMAL(38,2) |  |  | Sum in kronor |" in lines


def test_every_link_of_the_dictionary_leads_to_a_heading() -> None:
    text = DICTIONARY.read_text("utf-8")
    headings = {re.sub(r"[^\w-]", "", line.lstrip("# ").lower()) for line in text.splitlines() if line[:1] == "#"}
    links = set(re.findall(r"\]\(#([^)]*)\)", text))
    assert links
    assert links <= headings


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("KRONOR", {"core.fact_grant": ["amount_sek"], "mart.yearly": ["amount_sek"]}),
        ("kron decid", {"core.fact_grant": ["amount_sek"]}),
        ("grant kronor", {"core.fact_grant": ["amount_sek"]}),
        ("dim_place", {"core.dim_place": []}),
        ("receives place", {"core.fact_grant": ["place_id"]}),
        ("kronor place", {}),
        (".*", {}),
        ("a|b", {"core.fact_grant": ["grant_id"]}),
    ],
)
def test_all_words_are_looked_for_in_names_and_meanings(query: str, found: dict[str, list[str]]) -> None:
    hits = search([GRANT, PLACE, YEARLY], Words(query))
    assert {hit.table.qualified: [column.name for column in hit.columns] for hit in hits} == found


def test_a_table_is_told_apart_from_its_columns() -> None:
    [grant, place, _] = search([GRANT, PLACE, YEARLY], Words(""))
    assert (grant.is_named, len(grant.columns)) == (True, 3)
    assert (place.is_named, len(place.columns)) == (True, 1)
    [only_a_column] = search([GRANT, PLACE, YEARLY], Words("decided"))
    assert not only_a_column.is_named


def test_words_are_cut_out_of_a_text_as_they_stand_in_it() -> None:
    assert Words("å SUM").pieces("Summa på år") == [
        ("Sum", True),
        ("ma p", False),
        ("å", True),
        (" ", False),
        ("å", True),
        ("r", False),
    ]
    assert Words("amount amount_sek").pieces("amount_sek") == [("amount_sek", True)]
    assert Words("").pieces("as it is") == [("as it is", False)]


def test_a_query_written_with_combining_marks_finds_letters() -> None:
    assert Words("a\N{COMBINING RING ABOVE}r").all_in("per år")
