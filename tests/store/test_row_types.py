"""Whether the row types of the project and the tables of the schema are one and the same, seen from both sides."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from inspect import getmembers, isclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import duckdb
import pytest

from pipelines.model import allocation, classifications, dimensions, funding, periods, reviewed, staged, totals
from pipelines.model.commitments import rows
from pipelines.quality import findings, reconciliation, repair
from pipelines.reference import geography, ministries, organisations, place_names, population, prices
from pipelines.sources import history, types
from pipelines.sources.population import SuppliedFile
from pipelines.store.rows import load_rows, read_rows
from pipelines.store.schema import list_tables

ROW_TYPES: dict[str, type] = {
    "raw.document_version": history.DocumentVersion,
    "raw.document": types.RawDocument,
    "raw.refused_file": types.RefusedFile,
    "raw.supplied_file": SuppliedFile,
    "staging.block": staged.BlockRow,
    "staging.text_table": staged.TextTableRow,
    "staging.table_column": staged.TableColumnRow,
    "staging.table_cell": staged.TableCellRow,
    "staging.mention": staged.MentionRow,
    "staging.profile_item": staged.ProfileItemRow,
    "staging.problem": staged.ProblemRow,
    "core.dim_document": dimensions.DocumentRow,
    "core.dim_geography": geography.Geography,
    "core.dim_geography_name": place_names.PlaceName,
    "core.dim_organisation": organisations.Organisation,
    "core.dim_population": population.PopulationRow,
    "core.dim_ministry": ministries.MinistryPeriod,
    "core.dim_price_index": prices.PriceIndexRow,
    "core.dim_programme": allocation.ProgrammeRow,
    "core.dim_period": periods.PeriodRow,
    "core.dim_minister": dimensions.MinisterRow,
    "core.dim_term": dimensions.TermRow,
    "core.dim_strategy": dimensions.StrategyRow,
    "core.dim_measure": funding.MeasureRow,
    "core.dim_classification": classifications.ClassificationRow,
    "core.bridge_document_classification": classifications.DocumentClassificationRow,
    "core.bridge_document_term": dimensions.DocumentTermRow,
    "core.bridge_document_minister": dimensions.DocumentMinisterRow,
    "core.bridge_document_organisation": dimensions.DocumentOrganisationRow,
    "core.dim_commitment": rows.CommitmentRow,
    "core.fact_commitment_year": rows.CommitmentYearRow,
    "core.bridge_commitment_figure": rows.CommitmentFigureRow,
    "quality.commitment_link": rows.CommitmentLinkRow,
    "core.fact_allocation": allocation.AllocationRow,
    "core.fact_total": totals.TotalRow,
    "core.fact_funding": funding.FundingRow,
    "quality.number_token": staged.NumberTokenRow,
    "quality.repair": repair.RepairRow,
    "quality.review": reviewed.ReviewRow,
    "quality.reconciliation": reconciliation.ReconciliationRow,
    "quality.finding": findings.FindingRow,
}
WITHOUT_ROW_TYPE = {
    "quality.run": "one row, written by publishing itself",
    "quality.expectation_result": "its row type carries the rows that broke the rule as well, and no run",
    "quality.unexpected_row": "its row type names no run: that is known where rows are kept",
}
PYTHON_TYPES: dict[str, type] = {
    "VARCHAR": str,
    "JSON": str,
    "INTEGER": int,
    "BIGINT": int,
    "DOUBLE": float,
    "BOOLEAN": bool,
    "DATE": date,
    "TIMESTAMP WITH TIME ZONE": datetime,
    "VARCHAR[]": tuple,
    "DECIMAL(18,2)": Decimal,
    "DECIMAL(9,2)": Decimal,
    "DECIMAL(24,6)": Decimal,
}


def tables(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    return (table.qualified for table in list_tables(con) if not table.is_view)


def plain(hint: Any) -> type:
    """Give the class of a type hint's values."""
    if get_origin(hint) is Literal:
        (kind,) = {type(value) for value in get_args(hint)}
    else:
        kind = get_origin(hint) or hint
    return kind


def stated(row_type: type) -> dict[str, tuple[type, bool]]:
    """Give each field's type and whether it may be None."""
    hints = get_type_hints(row_type)
    shape = {}
    for field in fields(row_type):
        alternatives = get_args(hints[field.name]) if NoneType in get_args(hints[field.name]) else (hints[field.name],)
        (kind,) = {plain(each) for each in alternatives} - {NoneType}
        shape[field.name] = (kind, NoneType in alternatives)
    return shape


def wanted(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, tuple[type, bool]]:
    """Give each column's Python type and whether it may be NULL."""
    described = con.execute(f"DESCRIBE {table}").fetchall()
    return {name: (PYTHON_TYPES[kind], nullable == "YES") for name, kind, nullable, *_ in described}


def test_every_table_has_a_row_type_or_a_reason_for_none(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ROW_TYPES.keys() & WITHOUT_ROW_TYPE.keys() == set()
    assert sorted(tables(warehouse)) == sorted([*ROW_TYPES, *WITHOUT_ROW_TYPE])


@pytest.mark.parametrize("table", ROW_TYPES)
def test_a_row_type_has_the_columns_of_its_table_and_their_types(
    warehouse: duckdb.DuckDBPyConnection, table: str
) -> None:
    fields_of_rows = {name: kind for name, (kind, _) in stated(ROW_TYPES[table]).items()}
    assert fields_of_rows == {name: kind for name, (kind, _) in wanted(warehouse, table).items()}


@pytest.mark.parametrize("table", ROW_TYPES)
def test_what_a_row_type_may_lack_its_table_may_lack(warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    lacking = {name for name, (_, optional) in stated(ROW_TYPES[table]).items() if optional}
    assert lacking <= {name for name, (_, nullable) in wanted(warehouse, table).items() if nullable}


@pytest.mark.parametrize("table", ROW_TYPES)
def test_a_row_type_can_be_read_from_its_table(warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    assert read_rows(warehouse, table, ROW_TYPES[table], "1") == []


@pytest.mark.parametrize(
    "module", ["staged", "dimensions", "allocation", "funding", "totals", "periods"], ids=lambda name: f"model.{name}"
)
def test_no_row_type_of_the_model_is_without_a_table(module: str) -> None:
    named = f"pipelines.model.{module}"
    row_types = {
        member
        for name, member in getmembers(import_module(named), isclass)
        if is_dataclass(member) and member.__module__ == named and name.endswith("Row")
    }
    assert row_types
    assert row_types <= set(ROW_TYPES.values())


def test_the_registers_fill_their_tables(warehouse: duckdb.DuckDBPyConnection) -> None:
    places, named = geography.all_geographies(), organisations.all_organisations()
    assert load_rows(warehouse, "core.dim_geography", places) == len(places)
    assert load_rows(warehouse, "core.dim_organisation", named) == len(named)
    read = read_rows(warehouse, "core.dim_geography", geography.Geography, "geography_id")
    assert read == sorted(places, key=lambda each: each.geography_id)
