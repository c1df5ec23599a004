"""Commitment assets: each crown once, over all current documents.

Belongs here: which facts commitments are made of, and making them anew for a file that an increment was added to. The
rules stand in `pipelines.model.commitments`.
"""

from collections.abc import Iterator
from typing import Any

import duckdb
from dagster import AssetExecutionContext, MaterializeResult, multi_asset

from pipelines.assets.metadata import filled, table_spec
from pipelines.assets.staged_input import read_rulings
from pipelines.model.commitments.linking import Hierarchy, link_all
from pipelines.model.commitments.rows import commitment_rows
from pipelines.model.commitments.stated import StatedFigure
from pipelines.quality.commitment_doubts import DOUBTFUL, UNTIED, DecidedLinks, of_doubtful_links, of_untied_documents
from pipelines.quality.findings import FindingRow, Place
from pipelines.quality.reviewing import settled
from pipelines.store.merge import DERIVED
from pipelines.store.rows import append_rows, iterate_rows, load_rows, read_rows

# A rate is no sum; nothing is known of a quarantined figure; what is not funding is no promise.
_STATED = """
(WITH stated AS (
    SELECT figure_id, figure_key, 'funding' AS kind, document_id, amount_low AS amount, amount_high, currency, modifier,
        amount_text, period_id, status, recipient_text, organisation_id, geography_id, 'unknown' AS programme_id,
        purpose_sv AS purpose, quality, NULL AS table_id, NULL AS row_no, NULL AS column_no, total_id,
        char_start, char_end
    FROM core.fact_funding WHERE kind = 'funding' AND amount_low IS NOT NULL AND per IS NULL
    UNION ALL
    SELECT figure_id, figure_key, 'allocation', document_id, amount, NULL, currency, 'exact',
        amount_text, period_id, status, recipient_text, organisation_id, geography_id, programme_id,
        recipient_text, quality, table_id, row_no, column_no, NULL, char_start, char_end
    FROM core.fact_allocation WHERE amount IS NOT NULL
    UNION ALL
    SELECT total_id, fact.figure_key, 'total', fact.document_id, amount, NULL, fact.currency, 'exact',
        amount_text, period_id, NULL, NULL, 'unknown', 'unknown', coalesce(programme_of.programme_id, 'unknown'),
        coalesce(text_table.title, column_of.header_text, amount_text), 'ok', fact.table_id, NULL, fact.column_no, NULL,
        fact.char_start, fact.char_end
    FROM core.fact_total AS fact
    LEFT JOIN staging.text_table AS text_table USING (table_id)
    LEFT JOIN staging.table_column AS column_of
        ON column_of.table_id = fact.table_id AND column_of.column_no = fact.column_no
    LEFT JOIN (
        SELECT table_id, min(programme_id) AS programme_id FROM core.fact_allocation GROUP BY table_id
    ) AS programme_of ON programme_of.table_id = fact.table_id
)
SELECT stated.*, document.document_key, document.published_on, document.title,
    coalesce(block.block_no, 0) AS block_no, coalesce(block.kind, 'paragraph') AS block_kind,
    period.start_year, period.end_year, period.is_annual, period.open_ended
FROM stated
JOIN core.dim_document AS document USING (document_id)
JOIN core.dim_period AS period USING (period_id)
ASOF LEFT JOIN staging.block AS block
    ON block.document_id = stated.document_id AND stated.char_start >= block.char_start
WHERE document.is_current)
"""
_PLACES = """
(SELECT * FROM raw.document SEMI JOIN (
    SELECT document_id FROM core.fact_funding UNION SELECT document_id FROM core.fact_allocation
    UNION SELECT document_id FROM core.fact_total
) USING (document_id))
"""
_FACTS = [
    "core.dim_document",
    "core.dim_period",
    "core.dim_programme",
    "core.dim_organisation",
    "core.dim_geography",
    "core.fact_funding",
    "core.fact_allocation",
    "core.fact_total",
    "staging.block",
    "staging.text_table",
    "staging.table_column",
    "quality.review",
]


@multi_asset(
    specs=[
        table_spec("quality.commitment_link", deps=_FACTS),
        *(table_spec(table, deps=[*_FACTS, "quality.commitment_link"]) for table in DERIVED[1:]),
    ],
    required_resource_keys={"build"},
)
def commitments(context: AssetExecutionContext) -> Iterator[MaterializeResult[Any]]:
    """Tell which figures state the same money, and which money is part of other money."""
    with context.resources.build.connect(context.run.run_id) as con:
        _fill(con, Commitments(con).hierarchy)
        for table in DERIVED:
            yield filled(con, table)


class Commitments:
    """The commitments of a warehouse file, from the facts that it holds."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        figures = read_rows(con, _STATED, StatedFigure, order_by="document_id, char_start, figure_id")
        self._figures = {figure.figure_id: figure for figure in figures}
        self._rulings = read_rulings(con)
        places = iterate_rows(con, _PLACES, Place, order_by="document_id")
        self._places = {place.document_id: place for place in places}
        self._decided = DecidedLinks(self._rulings, self._figures, self._places)
        self.hierarchy = link_all(figures, self._decided)

    def findings(self) -> Iterator[FindingRow]:
        """Tell the doubtful links, settled where somebody has decided."""
        for found in of_doubtful_links(self.hierarchy.judged, self._figures, self._places, self._decided):
            yield settled(found, self._rulings, {})
        for found in of_untied_documents(self.hierarchy.untied, self._places):
            yield settled(found, self._rulings, {})


def recommit(con: duckdb.DuckDBPyConnection) -> None:
    """Make commitments, and the findings about them, of a file whose documents have changed."""
    whole = Commitments(con)
    _fill(con, whole.hierarchy)
    con.execute("DELETE FROM quality.finding WHERE kind IN (?, ?)", [DOUBTFUL, UNTIED])
    append_rows(con, "quality.finding", whole.findings())


def _fill(con: duckdb.DuckDBPyConnection, hierarchy: Hierarchy) -> None:
    for table in DERIVED:
        con.execute(f"DELETE FROM {table}")  # noqa: S608 - names from our schema
    rows = commitment_rows(hierarchy)
    load_rows(con, "core.dim_commitment", rows.commitments)
    load_rows(con, "core.fact_commitment_year", rows.years)
    load_rows(con, "core.bridge_commitment_figure", rows.figures)
    load_rows(con, "quality.commitment_link", rows.links)
