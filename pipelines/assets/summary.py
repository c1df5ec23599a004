"""A run's result in Markdown, as Dagster shows it on the published asset.

Belongs here: the few figures that tell whether a run went well. The terminal's report stands in `pipelines.console`.
"""

import duckdb
from dagster import MarkdownMetadataValue, MetadataValue

_COUNTS = """
SELECT 'documents', count(*) FROM core.dim_document
UNION ALL SELECT 'files refused', count(*) FROM raw.refused_file
UNION ALL SELECT 'allocations', count(*) FROM core.fact_allocation
UNION ALL SELECT 'allocations repaired', count(*) FROM core.fact_allocation WHERE quality = 'repaired'
UNION ALL SELECT 'allocations quarantined', count(*) FROM core.fact_allocation WHERE quality = 'quarantined'
UNION ALL SELECT 'amounts in prose', count(*) FROM core.fact_funding WHERE amount_low IS NOT NULL
UNION ALL SELECT 'measures without an amount', count(*) FROM core.fact_funding WHERE amount_low IS NULL
UNION ALL SELECT 'numbers unaccounted for', count(*) FROM quality.number_token WHERE role = 'unaccounted'
UNION ALL SELECT 'findings: ' || severity, count(*) FROM quality.finding GROUP BY severity
UNION ALL SELECT 'expectations ' || outcome, count(*) FROM quality.expectation_result GROUP BY outcome
"""
_TOTALS = """
SELECT column_header, period, stated_amount, summed_amount, residual_amount, is_reconciled
FROM mart.table_reconciliation ORDER BY document, period LIMIT 50
"""


def summary_markdown(con: duckdb.DuckDBPyConnection) -> MarkdownMetadataValue:
    """Summarise the warehouse being built: counts, and totals against what the rows add up to."""
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
