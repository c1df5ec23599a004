"""What feeds each column is told in full, agrees with the schema, the SQL and the rows, and leads back to what was
received."""

import importlib.util
from pathlib import Path

import duckdb
import pytest

from pipelines.store.lineage import ORIGINS, LineageError, Sources, StatedLineage, rule_in_words, stated_lineage, trace
from pipelines.store.schema import ColumnInfo, TableInfo, list_tables
from pipelines.store.view_lineage import view_lineage


def a_table(name: str, *columns: str, is_view: bool = False) -> TableInfo:
    infos = tuple(ColumnInfo(column, "INTEGER", "", is_nullable=False) for column in columns)
    return TableInfo("core", name, is_view=is_view, comment="", row_count=0, columns=infos, primary_key=())


SALE, SUM = a_table("sale", "sale_id", "amount"), a_table("sum", "amount", "whole")
STATED = """
["core.sale"]
rules = ["pipelines.model.periods"]
"sale_id amount" = ["@archive"]
["core.sum"]
rules = []
"amount" = ["core.sale.*"]
"whole" = [".amount", "@register"]
"""


@pytest.fixture
def tables(warehouse: duckdb.DuckDBPyConnection) -> list[TableInfo]:
    return list_tables(warehouse)


@pytest.fixture
def stated(tables: list[TableInfo]) -> StatedLineage:
    return stated_lineage(tables)


@pytest.fixture
def sources(tables: list[TableInfo], stated: StatedLineage) -> Sources:
    return {**stated.sources, **view_lineage(tables)}


def test_every_column_of_every_table_and_view_has_its_sources_and_leads_to_an_origin(
    tables: list[TableInfo], sources: Sources
) -> None:
    assert sources.keys() == {f"{table.qualified}.{column.name}" for table in tables for column in table.columns}
    for column in sources:
        way = list(trace(column, sources))
        assert {each.name for each in way} & ORIGINS.keys(), column
        assert all(each.name in ORIGINS or sources[each.name] for each in way)


def test_money_in_a_mart_comes_from_characters_repairs_and_decisions(sources: Sources) -> None:
    on_the_way = {each.name for each in trace("mart.promise_by_recipient_year.counted_sek", sources)}
    assert {
        "mart.commitment_by_year.counted_sek",
        "core.fact_commitment_year.counted_sek",
        "core.fact_allocation.amount_sek",
        "core.fact_funding.amount_low_sek",
        "quality.repair.amount",
        "quality.review.value",
        "staging.table_cell.amount",
        "staging.mention.amount_low",
        "raw.document.text",
        "@archive",
        "@reviews",
    } <= on_the_way


@pytest.mark.parametrize(
    ("column", "fed_by"),
    [
        ("mart.commitment.counted_sek", {"core.dim_commitment.counted_sek"}),
        (
            "mart.commitment.recipient",
            {
                "core.dim_organisation.name_sv",
                "core.dim_organisation.organisation_id",
                "core.dim_geography.name_sv",
                "core.dim_geography.geography_id",
                "core.dim_commitment.recipient_text",
            },
        ),
        (
            "mart.allocation_by_municipality_year.year",
            {"core.dim_period.start_year", "core.dim_period.end_year", "core.dim_period.is_annual"},
        ),
        (
            "mart.announced_decided_paid.paid_sek",
            {"mart.commitment_by_year.counted_sek", "mart.commitment_by_year.status"},
        ),
        ("mart.announced_decided_paid.commitment_count", {"@sql"}),
        ("mart.restatement.difference", {"mart.figure.amount"}),
    ],
)
def test_what_feeds_a_column_of_a_mart_is_what_its_sql_takes(sources: Sources, column: str, fed_by: set[str]) -> None:
    assert set(sources[column]) == fed_by


def test_a_copied_value_is_found_where_it_is_said_to_be_copied_from(
    warehouse: duckdb.DuckDBPyConnection, stated: StatedLineage
) -> None:
    assert len(stated.copies) > 50
    for column in stated.copies:
        table, _, name = column.rpartition(".")
        held = " UNION ".join(
            f"SELECT {source.rpartition('.')[2]}::VARCHAR FROM {source.rpartition('.')[0]}"
            for source in stated.sources[column]
        )
        row = warehouse.execute(
            f"SELECT count(*), min({name}::VARCHAR) FROM {table} "
            f"WHERE {name} IS NOT NULL AND {name}::VARCHAR NOT IN (SELECT * FROM ({held}) AS held(value) "
            "WHERE value IS NOT NULL)"
        ).fetchone()
        assert row
        assert row[0] == 0, f"{column} has {row[0]} values that its sources lack, such as {row[1]}"


def test_every_rule_is_a_module_that_says_what_it_is_about(stated: StatedLineage) -> None:
    modules = {module for modules in stated.rules.values() for module in modules}
    assert all(stated.rules.values())
    for module in modules:
        assert importlib.util.find_spec(module) is not None
        assert rule_in_words(module)


def test_sources_are_told_in_short_and_given_in_full() -> None:
    lineage = stated_lineage([SALE, SUM, a_table("shown", "x", is_view=True)], STATED)
    assert lineage.sources == {
        "core.sale.sale_id": ("@archive",),
        "core.sale.amount": ("@archive",),
        "core.sum.amount": ("core.sale.amount",),
        "core.sum.whole": ("core.sum.amount", "@register"),
    }
    assert lineage.copies == {"core.sum.amount"}
    assert lineage.of_table("core.sum") == {"amount": ["core.sale.amount"], "whole": ["core.sale.amount"]}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (('"whole" = [".amount", "@register"]', ""), "core.sum.whole"),
        (('"whole" = [".amount"', '"whole amount" = [".amount"'), "core.sum.amount"),
        (('["core.sale.*"]', '["core.sales.amount"]'), "core.sum.amount"),
        (('["core.sale.*"]', '["@nowhere"]'), "core.sum.amount"),
        (('"whole" =', '"hole" ='), "core.sum.hole"),
        (('["core.sum"]', '["core.summa"]'), "core.summa"),
    ],
)
def test_what_the_schema_contradicts_is_refused_by_name(change: tuple[str, str], place: str) -> None:
    text = STATED.replace(*change)
    assert text != STATED
    with pytest.raises(LineageError) as caught:
        stated_lineage([SALE, SUM], text)
    assert caught.value.place == place
    assert place in str(caught.value)


def test_a_column_is_followed_once() -> None:
    sources = {"a.a.a": ("a.a.b", "a.a.c"), "a.a.b": ("a.a.c",), "a.a.c": ("@run",)}
    assert [(each.name, each.depth, each.is_told_above) for each in trace("a.a.a", sources)] == [
        ("a.a.a", 0, False),
        ("a.a.b", 1, False),
        ("a.a.c", 2, False),
        ("@run", 3, False),
        ("a.a.c", 1, True),
    ]
    with pytest.raises(KeyError, match=r"a\.a\.z"):
        list(trace("a.a.z", sources))


def test_sql_of_a_view_is_followed_through_subqueries_unions_and_stars(tmp_path: Path) -> None:
    sql = tmp_path / "views.sql"
    sql.write_text(
        "CREATE VIEW core.v AS WITH a AS (SELECT * FROM core.sale UNION ALL SELECT sale_id + 1, 0 FROM core.sale) "
        "SELECT sum(x.amount) FILTER (x.sale_id > 1) AS total, count(*) AS n, (SELECT max(whole) FROM core.sum) AS top "
        "FROM a AS x GROUP BY ALL;"
        "COMMENT ON VIEW core.v IS 'v';",
        encoding="utf-8",
    )
    assert {column: set(fed) for column, fed in view_lineage([SALE, SUM], [sql]).items()} == {
        "core.v.total": {"core.sale.amount", "core.sale.sale_id"},
        "core.v.n": {"@sql"},
        "core.v.top": {"core.sum.whole"},
    }
