from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest

from pipelines.model.dimensions import MinisterRow
from pipelines.model.periods import PeriodRow
from pipelines.quality.repair import RepairRow
from pipelines.settings import Home
from pipelines.store.query import answers, described, open_for_questions, plan, run_query
from pipelines.store.refusals import QueryError
from pipelines.store.rows import append_rows
from pipelines.store.schema import create_schema
from pipelines.store.versions import NoWarehouseError, publish, start_build

AMOUNTS = [Decimal("9999999999999999.99"), Decimal("0.10"), Decimal("14000000.00")]


@pytest.fixture(scope="module")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("anslag"))
    build = start_build(home, "6204340d")
    with duckdb.connect(build) as con:
        create_schema(con)
        years = PeriodRow("2020-2027/year", 2020, 2027, is_annual=True, open_ended=False, label="per year 2020–2027")
        append_rows(con, "core.dim_period", [years])
        append_rows(con, "core.dim_minister", [MinisterRow("ylva-larsson", "Ylva Larsson")])
        repairs = [
            RepairRow(f"f{number}", "d", "d.0", number, 1, str(amount), "repaired", amount, "lost_zero", 1.0, "{}")
            for number, amount in enumerate(AMOUNTS)
        ]
        append_rows(con, "quality.repair", repairs)
    publish(home, build, built_at=datetime.now(UTC))
    return home


@pytest.fixture
def con(published_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_questions(published_home) as connection:
        yield connection


def refused(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    with pytest.raises(QueryError) as caught:
        run_query(con, sql)
    return str(caught.value)


def test_a_question_is_answered_with_names_types_and_rows(con: duckdb.DuckDBPyConnection) -> None:
    answer = run_query(con, "SELECT period_id, start_year, is_annual FROM core.dim_period")
    assert answer.columns == ("period_id", "start_year", "is_annual")
    assert answer.types == ("VARCHAR", "INTEGER", "BOOLEAN")
    assert answer.table.to_pylist() == [{"period_id": "2020-2027/year", "start_year": 2020, "is_annual": True}]


@pytest.mark.parametrize("table", ["dim_period", "open_finding", "repair", "mention", "document", "Dim_Period"])
def test_tables_and_views_of_every_schema_are_known_without_their_schema(
    con: duckdb.DuckDBPyConnection, table: str
) -> None:
    assert run_query(con, f"SELECT count(*) AS rows FROM {table}").table.num_rows == 1


def test_amounts_are_exact_decimals_in_the_answer(con: duckdb.DuckDBPyConnection) -> None:
    answer = run_query(con, "SELECT amount FROM repair ORDER BY figure_id")
    assert answer.types == ("DECIMAL(18,2)",)
    assert answer.table.schema.field("amount").type == pa.decimal128(18, 2)
    assert answer.table.column("amount").to_pylist() == AMOUNTS


def test_sums_of_amounts_are_exact_decimals(con: duckdb.DuckDBPyConnection) -> None:
    answer = run_query(con, "SELECT sum(amount) AS total FROM repair")
    assert answer.table.column("total").to_pylist() == [sum(AMOUNTS)]


def test_the_answer_to_several_statements_is_that_of_the_last(con: duckdb.DuckDBPyConnection) -> None:
    assert run_query(con, "SELECT 1 AS first; SELECT 2 AS second;").table.to_pylist() == [{"second": 2}]


def test_each_of_several_statements_is_answered_until_one_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    told = answers(con, "SELECT 1 AS first; SELECT 2 AS second; SELECT 3 FROM dim_geografi")
    assert [next(told).columns, next(told).columns] == [("first",), ("second",)]
    with pytest.raises(QueryError, match="dim_geografi"):
        next(told)


def test_a_plan_names_the_tables_that_a_question_reads_and_runs_nothing_of_it(con: duckdb.DuckDBPyConnection) -> None:
    for sql in ("SELECT name FROM dim_minister WHERE error('run')", "EXPLAIN FROM dim_minister WHERE error('run')"):
        [[kind, tree]] = plan(con, f"SELECT 1; {sql};").table.to_pandas().to_numpy().tolist()
        assert kind == "physical_plan"
        assert "dim_minister" in tree


def test_a_question_that_has_no_plan_says_what_would_have_one(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="once its values are named"):
        plan(con, "PIVOT dim_period ON label USING count(*)")


def test_an_error_in_the_middle_of_the_rows_is_told_as_any_other(con: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT (CASE WHEN range > 200000 THEN 'tolv' ELSE '12' END)::INTEGER FROM range(300000)"
    assert refused(con, sql).startswith("Conversion Error: Could not convert string 'tolv' to INT32")


def test_an_answer_without_rows_still_has_columns(con: duckdb.DuckDBPyConnection) -> None:
    answer = run_query(con, "SELECT name FROM dim_minister WHERE false")
    assert (answer.columns, answer.table.num_rows) == (("name",), 0)


@pytest.mark.parametrize(
    ("sql", "meant"),
    [
        ("SELECT * FROM fact_alocation", "There is no table fact_alocation. Did you mean core.fact_allocation"),
        ("SELECT * FROM core.fact_alocation", "There is no table fact_alocation. Did you mean core.fact_allocation"),
        ("SELECT * FROM cor.dim_period", "There is no table cor.dim_period. Did you mean core.dim_period"),
        ("SELECT * FROM Dim_Perioder", "There is no table Dim_Perioder. Did you mean core.dim_period"),
        ("SELECT 1; SELECT * FROM dim_geografi", "Did you mean core.dim_geography"),
    ],
)
def test_a_misspelt_table_is_answered_with_the_one_that_is_meant(
    con: duckdb.DuckDBPyConnection, sql: str, meant: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(con, sql)
    assert meant in str(caught.value)
    assert caught.value.listing == "tables"


@pytest.mark.parametrize(
    ("sql", "meant"),
    [
        (
            "SELECT start_yeer FROM dim_period",
            "There is no column start_yeer in what the question reads. Did you mean start_year",
        ),
        (
            "SELECT g.nam_sv FROM dim_geography g",
            "There is no column nam_sv in what the question reads. Did you mean name_sv",
        ),
        ("SELECT * FROM dim_period WHERE start_yeer = 2018", "Did you mean start_year"),
        ("SELECT portfolio_sv FROM dim_minister", "It is a column of core.bridge_document_minister"),
        ("SELECT zzzqqq FROM dim_period", "There is no column zzzqqq in what the question reads."),
    ],
)
def test_a_wrong_column_is_answered_with_the_one_that_is_meant_or_with_its_table(
    con: duckdb.DuckDBPyConnection, sql: str, meant: str
) -> None:
    assert meant in refused(con, sql)


def test_a_name_like_nothing_gets_no_guess(con: duckdb.DuckDBPyConnection) -> None:
    assert "Did you mean" not in refused(con, "SELECT * FROM zzzqqq")


def test_a_syntax_error_shows_its_place(con: duckdb.DuckDBPyConnection) -> None:
    message = refused(con, "SELECT name\nFORM dim_minister")
    assert "LINE 2: FORM dim_minister" in message
    assert message.splitlines()[-1].strip() == "^"


@pytest.mark.parametrize("blank", ["", "  \n", "-- nothing", "/* nothing */", ";"])
def test_no_question_is_told_from_an_empty_answer(con: duckdb.DuckDBPyConnection, blank: str) -> None:
    assert refused(con, blank) == "There is no question: only blanks and comments."


def test_questions_go_on_after_a_refusal(con: duckdb.DuckDBPyConnection) -> None:
    for sql in ("SELECT CAST('tolv' AS INTEGER)", "DELETE FROM dim_period", "COPY dim_period TO 'out.csv'"):
        refused(con, sql)
        assert run_query(con, "SELECT name FROM dim_minister").table.to_pylist() == [{"name": "Ylva Larsson"}]


def test_two_people_can_ask_at_once_in_one_process(published_home: Home) -> None:
    with open_for_questions(published_home) as first, open_for_questions(published_home) as second:
        for con in (first, second):
            assert run_query(con, "SELECT count(*) AS rows FROM dim_period").table.to_pylist() == [{"rows": 1}]
            assert "Questions cannot read or write files" in refused(con, "SELECT * FROM read_text('secret.csv')")


def test_asking_where_nothing_is_published_says_how_to_build(home: Home) -> None:
    with pytest.raises(NoWarehouseError, match="anslag run"):
        open_for_questions(home)


def test_a_table_is_described_by_its_name(con: duckdb.DuckDBPyConnection) -> None:
    info = described(con, "dim_minister")
    assert (info.qualified, info.row_count) == ("core.dim_minister", 1)
    assert [column.name for column in info.columns] == ["minister_id", "name"]


def test_describing_a_misspelt_table_is_answered_with_the_one_that_is_meant(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match=r"There is no table dim_geografi\. Did you mean core\.dim_geography"):
        described(con, "dim_geografi")
