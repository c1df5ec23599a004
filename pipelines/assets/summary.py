"""What a published version holds, in Markdown, as Dagster shows it on the published asset.

Belongs here: the few figures that tell whether a run went well, over the current versions of all documents. The
terminal's report stands in `pipelines.console`.
"""

import duckdb
from dagster import MarkdownMetadataValue, MetadataValue

_COUNTS = """
WITH current AS MATERIALIZED (SELECT document_id FROM core.dim_document WHERE is_current),
    allocation AS (SELECT quality FROM core.fact_allocation SEMI JOIN current USING (document_id)),
    funding AS (SELECT amount_low FROM core.fact_funding SEMI JOIN current USING (document_id))
SELECT 'documents', count(*) FROM current
UNION ALL SELECT 'document versions', count(*) FROM core.dim_document
UNION ALL SELECT 'files refused', count(*) FROM raw.refused_file
UNION ALL SELECT 'allocations', count(*) FROM allocation
UNION ALL SELECT 'allocations repaired', count(*) FROM allocation WHERE quality = 'repaired'
UNION ALL SELECT 'allocations quarantined', count(*) FROM allocation WHERE quality = 'quarantined'
UNION ALL SELECT 'amounts in prose', count(*) FROM funding WHERE amount_low IS NOT NULL
UNION ALL SELECT 'measures without an amount', count(*) FROM funding WHERE amount_low IS NULL
UNION ALL SELECT 'numbers unaccounted for', count(*) FROM quality.number_token SEMI JOIN current USING (document_id)
    WHERE role = 'unaccounted'
UNION ALL SELECT 'findings: ' || severity, count(*) FROM mart.open_finding GROUP BY severity
UNION ALL SELECT 'expectations ' || outcome, count(*) FROM mart.expectation GROUP BY outcome
"""
_TOTALS = """
SELECT column_header, period, stated_amount, summed_amount, residual_amount, is_reconciled
FROM mart.table_reconciliation ORDER BY document, period LIMIT 50
"""


def summary_markdown(con: duckdb.DuckDBPyConnection) -> MarkdownMetadataValue:
    """Summarise the warehouse that is about to be published: counts, and totals against what the rows add up to."""
    lines = ["| what | how many |", "| --- | ---: |"]
    lines += [f"| {what} | {count} |" for what, count in con.execute(_COUNTS).fetchall()]
    lines += [
        "",
        "| column | period | stated | summed | left | reconciled |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    for header, period, stated, summed, left, reconciled in con.execute(_TOTALS).fetchall():
        cells = [_cell(header), period, *(f"{amount:,.0f}".replace(",", " ") for amount in (stated, summed, left))]
        lines.append(f"| {' | '.join(cells)} | {'yes' if reconciled else 'no'} |")
    return MetadataValue.md("\n".join(lines))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ")
