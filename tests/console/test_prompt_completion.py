"""What Tab offers: by the place in the question and the tables that it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.console.prompt.completion import Candidate, Catalogue, candidates
from pipelines.store.schema import ColumnInfo, TableInfo


def _table(qualified: str, *columns: str) -> TableInfo:
    schema, _, name = qualified.partition(".")
    infos = tuple(ColumnInfo(column, "VARCHAR", f"The {column}", is_nullable=True) for column in columns)
    return TableInfo(schema, name, False, f"Rows of {name}", 1, infos, ())


CATALOGUE = Catalogue(
    [
        _table("core.dim_period", "period_id", "start_year", "label"),
        _table("core.fact_allocation", "figure_id", "period_id", "amount_sek", "amount_text"),
        _table("core.fact_total", "total_id", "period_id", "amount_sek"),
        _table("mart.figure", "figure_id", "county"),
        _table("raw.document", "document_id", "text"),
    ],
    functions=("coalesce", "count", "lower", "sum"),
    keywords=("as", "from", "group", "order", "select", "where"),
)


def offered(entry: str) -> list[str]:
    """What is offered where the entry has its mark."""
    before, _, after = entry.partition("‸")
    return [candidate.text for candidate in candidates(before, after, CATALOGUE)]


@pytest.mark.parametrize(
    ("entry", "texts"),
    [
        ("SELECT * FROM fact_‸", ["core.fact_allocation", "core.fact_total"]),
        ("SELECT * FROM core.fact_a‸", ["fact_allocation"]),
        ("FROM FACT_A‸", ["core.fact_allocation"]),
        ("SELECT * FROM core.dim_period JOIN fact_t‸", ["core.fact_total"]),
        ("SELECT * FROM core.dim_period, fact_t‸", ["core.fact_total"]),
        ("SELECT * FROM core.dim_period AS p, fact_t‸ WHERE true", ["core.fact_total"]),
        ("DESCRIBE fact_t‸", ["core.fact_total"]),
        ("SUMMARIZE mart.‸", ["figure"]),
        ("SELECT (SELECT max(amount_sek) FROM fact_t‸)", ["core.fact_total"]),
        ("WITH firm AS (FROM fact_total) SELECT * FROM fi‸", ["firm", "mart.figure"]),
        ("SELECT 1; FROM fact_t‸; SELECT 2", ["core.fact_total"]),
        ("SELECT '‸", []),
        ("SELECT 1 -- FROM fact_‸", []),
        ("SELECT 12‸", []),
    ],
)
def test_a_table_is_offered_where_one_is_expected(entry: str, texts: list[str]) -> None:
    assert offered(entry) == texts


@pytest.mark.parametrize(
    ("entry", "texts"),
    [
        ("SELECT am‸ FROM fact_total", ["amount_sek"]),
        ("SELECT am‸ FROM core.fact_allocation", ["amount_sek", "amount_text"]),
        ("SELECT * FROM core.fact_allocation WHERE amount_t‸", ["amount_text"]),
        ("SELECT * FROM fact_total JOIN dim_period USING (st‸", ["start_year"]),
        ("SELECT a.am‸ FROM fact_allocation AS a JOIN dim_period p USING (period_id)", ["amount_sek", "amount_text"]),
        (
            "SELECT p.‸ FROM fact_allocation AS a JOIN dim_period p USING (period_id)",
            ["period_id", "start_year", "label"],
        ),
        ("FROM dim_period WHERE (SELECT count(*) FROM fact_total) IN (1, st‸)", ["start_year"]),
        ("SELECT fact_total.am‸ FROM fact_total", ["amount_sek"]),
        ("SELECT core.fact_total.am‸ FROM core.fact_total", ["amount_sek"]),
        ("SELECT mart.figure.‸", ["figure_id", "county"]),
        ("SELECT figure.c‸", ["county"]),
        ('SELECT x."am‸', []),
        ("SELECT nothing.‸ FROM fact_total", []),
        ("SELECT am‸; FROM fact_allocation", ["amount_sek", "amount_text"]),
        ("FROM fact_allocation; SELECT total‸ FROM fact_total", ["total_id"]),
    ],
)
def test_columns_are_those_of_the_tables_that_the_question_names(entry: str, texts: list[str]) -> None:
    assert offered(entry) == texts


def test_other_names_of_tables_are_offered_among_the_columns() -> None:
    assert "allo" in offered("SELECT al‸ FROM fact_allocation AS allo")


def test_what_follows_a_table_is_not_taken_for_its_other_name() -> None:
    assert offered("SELECT where.‸ FROM fact_total WHERE true") == []
    assert offered("SELECT o.‸ FROM fact_total o WHERE true") == ["total_id", "period_id", "amount_sek"]


def test_keywords_keep_the_case_in_which_they_were_begun_and_functions_open_a_bracket() -> None:
    assert offered("SELECT 1 gr‸") == ["group"]
    assert offered("SELECT 1 GR‸") == ["GROUP"]
    assert offered("SELECT co‸ FROM fact_total") == ["coalesce(", "count("]


def test_an_empty_prompt_offers_how_a_question_begins() -> None:
    assert offered("‸")[:2] == ["SELECT", "FROM"]
    assert offered("SELECT 1; ‸")[:2] == ["SELECT", "FROM"]
    assert offered("SELECT ‸ FROM dim_period") == ["period_id", "start_year", "label"]


@pytest.mark.parametrize(
    ("entry", "texts"),
    [
        (r"\ti‸", [r"\timing"]),
        (r"\d fact_t‸", ["core.fact_total"]),
        (r"\d core.f‸", ["core.fact_allocation", "core.fact_total"]),
        (r"\dt ‸", ["core", "mart", "raw"]),
        (r"\format c‸", ["csv"]),
        (r"\timing ‸", ["on", "off"]),
        (r"\o x‸", []),
        (r"\nothing x‸", []),
    ],
)
def test_commands_and_what_they_take_are_offered(entry: str, texts: list[str]) -> None:
    assert offered(entry) == texts


def test_what_is_offered_takes_the_place_of_the_word_and_says_what_it_is() -> None:
    assert candidates("SELECT core.fact_total.amo", "", CATALOGUE) == [
        Candidate("amount_sek", 3, "VARCHAR  The amount_sek")
    ]
    assert candidates("FROM fact_t", "", CATALOGUE) == [Candidate("core.fact_total", 6, "Rows of fact_total")]


@given(
    st.lists(st.sampled_from(["FROM", "core.", "fact_total", ",", "(", ")", "AS", "a", ";", "'", "JOIN", "\\d", "."])),
    st.text(max_size=20),
)
def test_any_text_can_be_completed(words: list[str], end: str) -> None:
    before = " ".join(words) + end
    for candidate in candidates(before, "", CATALOGUE):
        assert 0 <= candidate.replaces <= len(before)
