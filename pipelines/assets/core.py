"""Core assets: dimensions, bridges and facts, one function a table.

Belongs here: which staged rows each table is made of. How a row is made stands in `pipelines.model`; who is who, in
`pipelines.reference`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from pipelines.assets.metadata import table_asset
from pipelines.assets.staged_input import read_rulings, repairs_by_table, staged_documents, staged_tables
from pipelines.model.allocation import (
    UNKNOWN_PROGRAMME,
    AllocationRow,
    ProgrammeRow,
    allocate,
    column_period,
    programme_of,
)
from pipelines.model.dimensions import (
    TERM_KINDS,
    DescribedText,
    DocumentMinisterRow,
    DocumentOrganisationRow,
    DocumentRow,
    DocumentTermRow,
    MinisterRow,
    StrategyRow,
    TermRow,
    describe,
    document_ministers,
    document_organisations,
    document_terms,
    minister_rows,
    strategy_period,
    strategy_row,
    term_rows,
)
from pipelines.model.funding import FundingRow, MeasureRow, find_measures, fund, mention_period
from pipelines.model.keys import KeyCounter
from pipelines.model.periods import UNKNOWN_PERIOD, PeriodRow
from pipelines.model.staged import BlockRow, ProfileItemRow
from pipelines.model.totals import TotalRow, find_totals
from pipelines.quality.suspicion import suspect_figures
from pipelines.reference.geography import Geography, all_geographies
from pipelines.reference.organisations import Organisation, all_organisations
from pipelines.store.rows import iterate_rows, read_rows
from pipelines.store.rules import rules_version

_TABLES = ["staging.text_table", "staging.table_column", "staging.table_cell"]
_DOCUMENT_FACTS = ["raw.document", "staging.mention", *_TABLES]
_ITEMS = "staging.profile_item"
# Texts stay where they are: what a dimension needs of them is asked for.
_DESCRIBED = """
(SELECT document.* EXCLUDE (text), version_no, first_seen_at, valid_from, valid_to, is_current,
    (length(text) - length(replace(text, chr(10), '')) + 1)::INTEGER AS line_count,
    length(text)::INTEGER AS char_count,
    substring(text, heading.char_start + 1, heading.char_end - heading.char_start) AS first_heading
FROM raw.document AS document
JOIN raw.document_version AS version USING (document_id)
JOIN (
    SELECT document_key, min(valid_from) AS first_seen_at FROM raw.document_version GROUP BY document_key
) AS first ON first.document_key = document.document_key
LEFT JOIN (
    SELECT document_id, arg_min(char_start, block_no) AS char_start, arg_min(char_end, block_no) AS char_end
    FROM staging.block WHERE kind = 'heading' GROUP BY document_id
) AS heading USING (document_id))
"""
_FUNDED = """
(SELECT * FROM {table} SEMI JOIN (
    SELECT document_id FROM staging.mention JOIN staging.block AS block USING (document_id, block_no)
    WHERE block.kind = 'list_item' AND mention.kind = 'funding'
) USING (document_id))
"""


@table_asset(
    "core.dim_document",
    deps=["raw.document_version", "raw.document", "staging.block"],
)
def dim_document(con: duckdb.DuckDBPyConnection) -> Iterator[DocumentRow]:
    """Describe each document version."""
    for raw in iterate_rows(con, _DESCRIBED, DescribedText, order_by="document_id"):
        yield describe(raw, rules_version())


@table_asset("core.dim_geography", deps=[])
def dim_geography(_con: duckdb.DuckDBPyConnection) -> Iterable[Geography]:
    """Give every place of the register."""
    return all_geographies()


@table_asset("core.dim_organisation", deps=[])
def dim_organisation(_con: duckdb.DuckDBPyConnection) -> Iterable[Organisation]:
    """Give every organisation of the register."""
    return all_organisations()


@table_asset("core.dim_programme", deps=_TABLES)
def dim_programme(con: duckdb.DuckDBPyConnection) -> Iterable[ProgrammeRow]:
    """Give each programme once."""
    found = {UNKNOWN_PROGRAMME, *(programme_of(table) for table in staged_tables(con))}
    # Of spellings that differ in case the first by alphabet, in whatever order documents came.
    spellings = sorted(found, key=lambda row: (row.programme_id, row.name_sv), reverse=True)
    programmes = {row.programme_id: row for row in spellings}
    return sorted(programmes.values(), key=lambda row: row.programme_id)


@table_asset(
    "core.dim_period",
    deps=["staging.table_column", "staging.mention", _ITEMS, *_TABLES],
)
def dim_period(con: duckdb.DuckDBPyConnection) -> Iterable[PeriodRow]:
    """Give each period that an amount or a strategy is for once."""
    periods = {UNKNOWN_PERIOD.period_id: UNKNOWN_PERIOD}
    for document in staged_documents(con):
        found = [column_period(column) for table in document.tables for column in table.amount_columns]
        found += [mention_period(mention) for mention in document.mentions]
        periods.update((period.period_id, period) for period in found)
    for items in _items(con, "strategy_period").values():
        period = strategy_period(items)
        periods[period.period_id] = period
    return sorted(periods.values(), key=lambda row: row.period_id)


@table_asset("core.dim_minister", deps=[_ITEMS])
def dim_minister(con: duckdb.DuckDBPyConnection) -> list[MinisterRow]:
    """Give each listed minister once."""
    return minister_rows(_all_items(con, "minister"))


@table_asset("core.dim_term", deps=[_ITEMS])
def dim_term(con: duckdb.DuckDBPyConnection) -> list[TermRow]:
    """Give each listed term once."""
    return term_rows(_all_items(con, *TERM_KINDS))


@table_asset(
    "core.dim_strategy",
    deps=["core.dim_document", "core.dim_period", _ITEMS],
)
def dim_strategy(con: duckdb.DuckDBPyConnection) -> Iterator[StrategyRow]:
    """Give the strategy of each document that presents one."""
    items = _items(con, "strategy_period", "goal")
    presenting = _items_of("strategy_period", "goal")
    documents = f"(SELECT * FROM core.dim_document SEMI JOIN {presenting} USING (document_id))"  # noqa: S608 - our own names
    for document in iterate_rows(con, documents, DocumentRow, order_by="document_id"):
        if strategy := strategy_row(document, items.get(document.document_id, [])):
            yield strategy


@table_asset(
    "core.dim_measure",
    deps=["core.dim_document", "staging.block", *_DOCUMENT_FACTS],
)
def dim_measure(con: duckdb.DuckDBPyConnection) -> Iterator[MeasureRow]:
    """Give the measures of each document's bullet lists."""
    blocks: dict[str, list[BlockRow]] = defaultdict(list)
    for block in iterate_rows(con, _FUNDED.format(table="staging.block"), BlockRow, order_by="document_id, block_no"):
        blocks[block.document_id].append(block)
    texts = {
        text.document_id: text.text
        for text in iterate_rows(con, _FUNDED.format(table="raw.document"), _Text, order_by="document_id")
    }
    for document in staged_documents(con):
        if document.document_id in texts:
            yield from find_measures(texts[document.document_id], blocks[document.document_id], document.mentions)


@table_asset("core.bridge_document_term", deps=["core.dim_document", "core.dim_term", _ITEMS])
def bridge_document_term(con: duckdb.DuckDBPyConnection) -> list[DocumentTermRow]:
    """Give each listing of a term."""
    return document_terms(_all_items(con, *TERM_KINDS))


@table_asset(
    "core.bridge_document_minister",
    deps=["core.dim_document", "core.dim_minister", _ITEMS],
)
def bridge_document_minister(con: duckdb.DuckDBPyConnection) -> list[DocumentMinisterRow]:
    """Give each listing of a minister."""
    return document_ministers(_all_items(con, "minister"))


@table_asset("core.bridge_document_organisation", deps=["core.dim_document", "core.dim_organisation", _ITEMS])
def bridge_document_organisation(con: duckdb.DuckDBPyConnection) -> list[DocumentOrganisationRow]:
    """Give each mention of a known organisation."""
    items = iterate_rows(con, _items_of("organisation"), ProfileItemRow, order_by="document_id, position")
    return document_organisations(items)


@table_asset(
    "core.fact_total",
    deps=["core.dim_document", "core.dim_period", *_DOCUMENT_FACTS],
)
def fact_total(con: duckdb.DuckDBPyConnection) -> Iterator[TotalRow]:
    """Give the stated totals of each document's tables."""
    for document in staged_documents(con):
        yield from find_totals(document.document_key, document.tables, document.mentions)


@table_asset(
    "core.fact_allocation",
    deps=[
        "core.dim_document",
        "core.dim_geography",
        "core.dim_organisation",
        "core.dim_programme",
        "core.dim_period",
        "core.fact_total",
        "quality.repair",
        "quality.review",
        *_DOCUMENT_FACTS,
    ],
)
def fact_allocation(con: duckdb.DuckDBPyConnection) -> Iterator[AllocationRow]:
    """Give every figure of every table, with its repair where it had one."""
    repairs, rulings = repairs_by_table(con), read_rulings(con)
    for document in staged_documents(con, with_mentions=False):
        keys = KeyCounter()
        for table in document.tables:
            settled = {place: repair.amount for place, repair in repairs[table.table.table_id].items()}
            doubts = suspect_figures(table, document.totals)
            suspect = {(doubt.cell.row_no, doubt.cell.column_no) for doubt in doubts}
            yield from allocate(document.document_key, table, keys, settled=settled, suspect=suspect, rulings=rulings)


@table_asset(
    "core.fact_funding",
    deps=[
        "core.dim_document",
        "core.dim_geography",
        "core.dim_organisation",
        "core.dim_period",
        "core.dim_measure",
        "core.fact_total",
        "quality.review",
        *_DOCUMENT_FACTS,
    ],
)
def fact_funding(con: duckdb.DuckDBPyConnection) -> Iterator[FundingRow]:
    """Give every amount in prose, and every measure without one."""
    rulings = read_rulings(con)
    measures: dict[str, list[MeasureRow]] = defaultdict(list)
    for measure in read_rows(con, "core.dim_measure", MeasureRow, order_by="document_id, list_no, item_no"):
        measures[measure.document_id].append(measure)
    for document in staged_documents(con):
        yield from fund(
            document.document_key, document.mentions, measures[document.document_id], document.totals, rulings
        )


@dataclass(frozen=True, slots=True)
class _Text:
    document_id: str
    text: str


def _items_of(*kinds: str) -> str:
    named = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    return f"(SELECT * FROM {_ITEMS} WHERE kind IN ({named}))"  # noqa: S608 - our own names


def _all_items(con: duckdb.DuckDBPyConnection, *kinds: str) -> list[ProfileItemRow]:
    return read_rows(con, _items_of(*kinds), ProfileItemRow, order_by="document_id, kind, position")


def _items(con: duckdb.DuckDBPyConnection, *kinds: str) -> dict[str, list[ProfileItemRow]]:
    grouped: dict[str, list[ProfileItemRow]] = defaultdict(list)
    for item in _all_items(con, *kinds):
        grouped[item.document_id].append(item)
    return grouped
