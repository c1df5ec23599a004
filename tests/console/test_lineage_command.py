"""`anslag lineage` shows the way of a column, and the rules on it."""

import re

from typer.testing import CliRunner

from pipelines.cli import app


def answer(column: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["lineage", column])
    return result.exit_code, re.sub(r"\s+", " ", result.output)


def test_the_way_leads_from_a_mart_to_the_characters_with_the_rules_on_it() -> None:
    code, told = answer("mart.allocation_by_municipality_year.amount_sek")
    assert code == 0
    places = [
        told.index(name)
        for name in (
            "mart.allocation_by_municipality_year.amount_sek",
            "core.fact_allocation.amount_sek",
            "staging.table_cell.amount",
            "raw.document.text",
            "@archive",
            "Rules on the way",
            "pipelines.model.allocation",
        )
    ]
    assert places == sorted(places)
    assert "pipelines.quality.repair Repair of malformed amounts" in told


def test_a_table_instead_of_a_column_is_answered_with_its_columns() -> None:
    code, told = answer("core.dim_programme")
    assert code == 2
    assert "core.dim_programme has programme_id, name_sv" in told


def test_an_unknown_column_is_answered_with_how_to_find_one() -> None:
    code, told = answer("nothing")
    assert code == 2
    assert "anslag dictionary WORDS" in told
