"""What the warehouse holds of the first real document, asked as an analyst would."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_every_municipality_has_three_amounts_with_its_official_code_and_county(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(warehouse, "SELECT count(*), count(DISTINCT geography_id) FROM fact_allocation") == [(96, 32)]
    assert rows(
        warehouse,
        """SELECT municipality, municipality_code, county, sum(amount_sek), count(*)
           FROM allocation_by_municipality_year
           WHERE municipality IN ('Järfälla', 'Göteborg', 'Sandviken') GROUP BY ALL ORDER BY municipality_code""",
    ) == [
        ("Järfälla", "0123", "Stockholms län", Decimal(9_979_000 + 32_000_000 + 8 * 53_000_000), 10),
        ("Göteborg", "1480", "Västra Götalands län", Decimal(32_729_000 + 106_000_000 + 8 * 173_000_000), 10),
        ("Sandviken", "2181", "Gävleborgs län", Decimal(8_244_000 + 27_000_000 + 8 * 44_000_000), 10),
    ]


def test_each_column_has_its_years_its_firmness_and_its_footnote(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        warehouse,
        """SELECT DISTINCT column_no, period_id, status, left(footnote, 25) FROM fact_allocation ORDER BY column_no""",
    ) == [
        (1, "2018", "indicative", "Totalt 425 miljoner kr (i"),
        (2, "2019", "calculation_example", "Totalt 1,35 miljarder kr "),
        (3, "2020-2027/year", "calculation_example", "Totalt 2,2 miljarder kr ("),
    ]


def test_the_two_misprints_are_repaired_flagged_and_kept_as_printed(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        warehouse,
        """SELECT recipient_text, allocation.amount_text, amount_sek, quality, rule, confidence > 0.8,
                  json_array_length(evidence->'$.readings') > 1
           FROM fact_allocation AS allocation JOIN quality.repair USING (figure_id) ORDER BY recipient_text""",
    ) == [
        ("Göteborg", "106 000 00", Decimal(106_000_000), "repaired", "lost_zero", True, True),
        ("Stockholm", "164 000 00", Decimal(164_000_000), "repaired", "lost_zero", True, True),
    ]
    assert rows(warehouse, "SELECT DISTINCT quality FROM fact_allocation ORDER BY 1") == [("ok",), ("repaired",)]


def test_the_columns_reconcile_with_their_stated_frames(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        warehouse,
        """SELECT period, stated_amount, summed_amount, residual_amount, includes_admin_costs, is_reconciled
           FROM table_reconciliation ORDER BY period""",
    ) == [
        ("2018", Decimal(425_000_000), Decimal(410_396_000), Decimal(14_604_000), True, True),
        ("2019", Decimal(1_350_000_000), Decimal(1_324_000_000), Decimal(26_000_000), True, True),
        ("per year 2020–2027", Decimal(2_200_000_000), Decimal(2_175_000_000), Decimal(25_000_000), True, True),
    ]


def test_the_bullet_list_gives_eight_measures_with_and_without_an_amount(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        warehouse,
        """SELECT measure.item_no, funding.amount_low_sek, funding.period_id, funding.per_year, funding.recipient_text
           FROM fact_funding AS funding JOIN dim_measure AS measure USING (measure_id)
           ORDER BY funding.char_start""",
    ) == [
        (0, Decimal(7_100_000_000), "2018-2020", False, "Polismyndigheten"),
        (1, Decimal(20_000_000), "2018", False, None),
        (1, Decimal(35_000_000), "2019", False, None),
        (2, Decimal(500_000_000), "unknown", False, None),
        (3, None, "unknown", False, None),
        (4, Decimal(1_000_000_000), "unknown/year", True, None),
        (5, None, "unknown", False, None),
        (6, Decimal(85_100_000), "2018-2019", False, None),
        (7, None, "unknown", False, "civilsamhällesorganisationer"),
    ]


def test_the_strategy_its_terms_agencies_and_ministers_are_kept(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(warehouse, "SELECT period_id, goal_sv FROM dim_strategy") == [
        (
            "2018-2028",
            "minskad segregation, jämlika uppväxt- och levnadsvillkor och goda livschanser för alla",
        )
    ]
    listed = dict(
        rows(
            warehouse,
            """SELECT kind, list(name_sv ORDER BY position) FROM bridge_document_term JOIN dim_term USING (term_id)
               GROUP BY kind""",
        )
    )
    assert listed == {
        "priority_area": ["boende", "utbildning", "arbetsmarknad", "demokrati och civilsamhälle", "brottslighet"],
        "actor": ["staten", "kommunen", "landstinget", "civilsamhället", "näringslivet", "forskare"],
        "need_indicator": ["lågt valdeltagande", "hög arbetslöshet", "låg utbildningsnivå", "låg sysselsättningsgrad"],
    }
    agencies = {
        name
        for (name,) in rows(
            warehouse,
            "SELECT DISTINCT name_sv FROM bridge_document_organisation JOIN dim_organisation USING (organisation_id)",
        )
    }
    assert agencies == {"Tillväxtverket", "Polismyndigheten", "Delegationen mot segregation", "Regeringskansliet"}
    ministers = rows(
        warehouse,
        """SELECT name, portfolio_sv FROM bridge_document_minister JOIN dim_minister USING (minister_id)
           ORDER BY position""",
    )
    assert len(ministers) == 10
    assert ministers[0] == ("Ibrahim Baylan", "samordnings- och energiminister")
    assert ministers[4] == ("Heléne Fritzon", "migrationsminister och biträdande justitieminister")


def test_no_number_of_the_text_is_unaccounted(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(warehouse, "SELECT count(*) FROM quality.number_token WHERE role = 'unaccounted'") == [(0,)]
    digits_outside = rows(
        warehouse,
        """SELECT count(*) FROM raw.document, range(length(text)) AS character(place)
           WHERE regexp_matches(text[place + 1], '[0-9]') AND NOT EXISTS (
               FROM quality.number_token AS token WHERE place >= token.char_start AND place < token.char_end)""",
    )
    assert digits_outside == [(0,)]


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        ("core.fact_allocation", "amount_text"),
        ("core.fact_total", "amount_text"),
        ("staging.mention", "quote"),
        ("staging.table_cell", "cell_text"),
        ("staging.profile_item", "item_text"),
        ("quality.number_token", "token_text"),
    ],
)
def test_every_row_points_to_the_characters_that_it_was_read_from(
    warehouse: duckdb.DuckDBPyConnection, table: str, printed: str
) -> None:
    join = "JOIN staging.text_table USING (table_id)" if table == "staging.table_cell" else ""
    wrong = rows(
        warehouse,
        f"""SELECT row.{printed} FROM {table} AS row {join} JOIN raw.document AS document USING (document_id)
            WHERE NOT starts_with(document.text[row.char_start + 1 : row.char_end], row.{printed})""",
    )
    assert wrong == []
    assert rows(warehouse, f"SELECT count(*) > 0 FROM {table}") == [(True,)]


def test_every_expectation_was_judged_and_passed(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert rows(warehouse, "SELECT DISTINCT outcome FROM quality.expectation_result") == [("passed",)]
    assert rows(warehouse, "SELECT count(*) > 100 FROM quality.expectation_result") == [(True,)]
