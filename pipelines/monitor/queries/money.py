"""Money by place, and promises over time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from pipelines.monitor.queries.rows import select

NO_YEAR = "together"
"""Stands for sums over several years together, which belong to no one year."""
GROUPINGS = ("status", "section", "ministry", "category")
_PROGRAMMES = """
SELECT programme AS name, count(DISTINCT municipality_code) AS municipalities, max(published_on) AS published_on
FROM mart.allocation_by_municipality_year GROUP BY programme ORDER BY municipalities DESC, published_on DESC, name
"""
_CHOICES = """
SELECT year, status, count(DISTINCT municipality_code) AS municipalities FROM mart.allocation_by_municipality_year
WHERE programme = ? GROUP BY ALL ORDER BY year NULLS LAST, status
"""
_WANTED = "programme = $programme AND year IS NOT DISTINCT FROM $year AND status IS NOT DISTINCT FROM $status"
_MUNICIPALITIES = f"""
SELECT municipality_code AS code, municipality AS name, county, sum(amount_sek) AS amount,
    count(*) AS figures, count(*) FILTER (quality = 'quarantined') AS without_value,
    min(figure_id) AS figure_id, min(quality) FILTER (quality <> 'ok') AS quality
FROM mart.allocation_by_municipality_year WHERE {_WANTED} GROUP BY ALL ORDER BY code
"""  # noqa: S608 - our own names
_COUNTIES = f"""
SELECT county_code AS code, county AS name, county, sum(amount_sek) AS amount,
    count(*) AS figures, count(*) FILTER (quality = 'quarantined') AS without_value,
    NULL::VARCHAR AS figure_id, min(quality) FILTER (quality <> 'ok') AS quality
FROM mart.allocation_by_municipality_year WHERE {_WANTED} GROUP BY ALL ORDER BY code
"""  # noqa: S608 - our own names
_SHOWN = f"""
SELECT municipality_code, municipality, county_code, county, year, amount_sek, status, quality, programme, period,
    document, published_on, figure_id
FROM mart.allocation_by_municipality_year WHERE {_WANTED} ORDER BY municipality_code, figure_id
"""  # noqa: S608 - our own names
_GROUPS = {
    "section": "SELECT document_id, section AS name FROM core.dim_document",
    "ministry": "SELECT document_id, coalesce(name_sv, code) AS name FROM core.bridge_document_classification "
    "JOIN core.dim_classification USING (classification_id) WHERE scheme = 'ministry'",
    "category": "SELECT document_id, coalesce(name_sv, code) AS name FROM core.bridge_document_classification "
    "JOIN core.dim_classification USING (classification_id) WHERE scheme = 'category'",
}
# A promise with all its parts is one: what it is made of is counted in it.
_ANNOUNCED = """
SELECT year(commitment.first_announced_on)::INTEGER AS year, {name} AS group_name, count(*) AS count,
    median(tree.counted_sek)::DECIMAL(24, 2) AS median, sum(tree.counted_sek) AS sum
FROM core.dim_commitment AS commitment
JOIN (
    SELECT root_commitment_id AS commitment_id, sum(counted_sek) AS counted_sek FROM core.dim_commitment GROUP BY ALL
) AS tree USING (commitment_id)
{join}
WHERE tree.counted_sek IS NOT NULL AND commitment.first_announced_on IS NOT NULL
GROUP BY ALL ORDER BY year, count DESC, group_name
"""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that municipalities get money under."""

    name: str
    municipalities: int
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A year and status that a programme has amounts for; None for several years together, and for no status."""

    year: int | None
    status: str | None
    municipalities: int


@dataclass(frozen=True, slots=True)
class Selected:
    """What is shown: a programme, a year (None for several together) and a status (None where none is stated)."""

    programme: str
    year: int | None
    status: str | None

    def parameters(self) -> dict[str, object]:
        """Give it as parameters of a question."""
        return {"programme": self.programme, "year": self.year, "status": self.status}


@dataclass(frozen=True, slots=True)
class PlaceAmount:
    """What a place gets; `amount` without figures that have no value, None where none has one."""

    code: str
    name: str
    county: str
    amount: Decimal | None
    figures: int
    without_value: int
    figure_id: str | None
    quality: str | None


@dataclass(frozen=True, slots=True)
class Announced:
    """Promises first announced in a year: how many, the middle one and their sum in kronor, each crown once."""

    year: int
    group_name: str | None
    count: int
    median: Decimal
    sum: Decimal


def programmes(con: duckdb.DuckDBPyConnection) -> list[Programme]:
    """Give the programmes, those for most municipalities first."""
    return select(con, Programme, _PROGRAMMES)


def choices(con: duckdb.DuckDBPyConnection, programme: str) -> list[Choice]:
    """Give the years and statuses that a programme has amounts for."""
    return select(con, Choice, _CHOICES, programme)


def places(con: duckdb.DuckDBPyConnection, level: str, selected: Selected) -> list[PlaceAmount]:
    """Give what each municipality, or each county's municipalities together, get."""
    question = _COUNTIES if level == "county" else _MUNICIPALITIES
    return [PlaceAmount(*row) for row in con.execute(question, selected.parameters()).fetchall()]


def shown(con: duckdb.DuckDBPyConnection, selected: Selected) -> pa.Table:
    """Give the rows behind the map, for those who take them away: mart.allocation_by_municipality_year's columns."""
    return con.execute(_SHOWN, selected.parameters()).to_arrow_table()


def announced(con: duckdb.DuckDBPyConnection, grouping: str) -> list[Announced]:
    """Give the promises first announced each year by group.

    Args:
        con: the warehouse.
        grouping: one of `GROUPINGS`; a document of several ministries or categories counts in each.
    """
    if grouping == "status":
        question = _ANNOUNCED.format(name="commitment.status", join="")
    else:
        join = f"JOIN ({_GROUPS[grouping]}) AS grouped ON grouped.document_id = commitment.first_document_id"
        question = _ANNOUNCED.format(name="grouped.name", join=join)
    return select(con, Announced, question)
