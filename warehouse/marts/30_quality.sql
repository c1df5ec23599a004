-- What a steward looks at first: what is doubtful, and whether tables add up.
CREATE VIEW mart.open_finding AS
SELECT
    finding.severity,
    finding.kind,
    finding.path,
    finding.line,
    finding.message,
    finding.remedy,
    finding.figure_id,
    document.title AS document
FROM quality.finding AS finding
LEFT JOIN core.dim_document AS document USING (document_id)
WHERE document.is_current IS NOT false;
COMMENT ON VIEW mart.open_finding IS 'Grain: finding about a current document or a file that could not be read. Errors: money is missing or wrong; warnings: doubtful; info: handled and flagged';

CREATE VIEW mart.table_reconciliation AS
SELECT
    document.title AS document,
    programme_column.header_text AS column_header,
    period.label AS period,
    reconciliation.currency,
    reconciliation.stated_amount,
    reconciliation.summed_amount,
    reconciliation.residual_amount,
    reconciliation.residual_share,
    total.includes_admin_costs,
    reconciliation.figure_count,
    reconciliation.repaired_count,
    reconciliation.quarantined_count,
    reconciliation.is_reconciled,
    reconciliation.total_id
FROM quality.reconciliation AS reconciliation
JOIN core.fact_total AS total USING (total_id)
JOIN core.dim_document AS document ON document.document_id = reconciliation.document_id
JOIN core.dim_period AS period ON period.period_id = reconciliation.period_id
JOIN staging.table_column AS programme_column
    ON programme_column.table_id = reconciliation.table_id AND programme_column.column_no = reconciliation.column_no
WHERE document.is_current;
COMMENT ON VIEW mart.table_reconciliation IS 'Grain: stated total of a table column. Stated less summed is the residual; is_reconciled tells whether it is within its tolerance';

CREATE VIEW mart.number_coverage AS
SELECT
    document.title AS document,
    document.path,
    count(*) AS number_count,
    count(*) FILTER (token.role = 'figure') AS figure_count,
    count(*) FILTER (token.role = 'unaccounted') AS unaccounted_count,
    1 - count(*) FILTER (token.role = 'unaccounted') / count(*) AS accounted_share
FROM quality.number_token AS token
JOIN core.dim_document AS document USING (document_id)
WHERE document.is_current
GROUP BY ALL;
COMMENT ON VIEW mart.number_coverage IS 'Grain: current document that holds numbers. Share of its numbers that the reader understood';
