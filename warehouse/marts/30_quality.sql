-- What a steward looks at first: what is doubtful, and whether tables add up.
CREATE VIEW mart.open_finding AS
SELECT
    finding.finding_id,
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
WHERE document.is_current IS NOT false AND finding.state = 'open';
COMMENT ON VIEW mart.open_finding IS 'Grain: finding about a current document or a file that could not be read. Errors: money is missing or wrong; warnings: doubtful; info: handled and flagged';
COMMENT ON COLUMN mart.open_finding.finding_id IS 'The finding; `anslag review accept` takes it';
COMMENT ON COLUMN mart.open_finding.severity IS 'error | warning | info';
COMMENT ON COLUMN mart.open_finding.kind IS 'What kind of problem';
COMMENT ON COLUMN mart.open_finding.path IS 'File';
COMMENT ON COLUMN mart.open_finding.line IS 'Line of the file, from 1; NULL where it is about the whole file';
COMMENT ON COLUMN mart.open_finding.message IS 'What is wrong, with the figures';
COMMENT ON COLUMN mart.open_finding.remedy IS 'What a person can do about it';
COMMENT ON COLUMN mart.open_finding.figure_id IS 'The figure; NULL where it is about no single figure';
COMMENT ON COLUMN mart.open_finding.document IS 'Title of the document; NULL where the file could not be read';

CREATE VIEW mart.table_reconciliation AS
SELECT
    document.title AS document,
    table_column.header_text AS column_header,
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
JOIN staging.table_column AS table_column
    ON table_column.table_id = reconciliation.table_id AND table_column.column_no = reconciliation.column_no
WHERE document.is_current;
COMMENT ON VIEW mart.table_reconciliation IS 'Grain: stated total of a table column. Stated less summed is the residual; is_reconciled tells whether it is within its tolerance';
COMMENT ON COLUMN mart.table_reconciliation.document IS 'Title of the document';
COMMENT ON COLUMN mart.table_reconciliation.column_header IS 'Header of the column as printed';
COMMENT ON COLUMN mart.table_reconciliation.period IS 'Years that the column is for, as a label';
COMMENT ON COLUMN mart.table_reconciliation.currency IS 'ISO 4217 code of the amounts';
COMMENT ON COLUMN mart.table_reconciliation.stated_amount IS 'The total as stated, whole units of currency';
COMMENT ON COLUMN mart.table_reconciliation.summed_amount IS 'Sum of the figures in whole units of currency, repairs applied, quarantined left out';
COMMENT ON COLUMN mart.table_reconciliation.residual_amount IS 'Stated less summed, whole units of currency';
COMMENT ON COLUMN mart.table_reconciliation.residual_share IS 'Residual as a share of the stated total: 1 is all of it, negative where the rows add up to more; NULL where the total is 0';
COMMENT ON COLUMN mart.table_reconciliation.includes_admin_costs IS 'True where the text says that the total includes administrative costs';
COMMENT ON COLUMN mart.table_reconciliation.figure_count IS 'Figures in the column';
COMMENT ON COLUMN mart.table_reconciliation.repaired_count IS 'Repaired ones among them';
COMMENT ON COLUMN mart.table_reconciliation.quarantined_count IS 'Quarantined ones among them';
COMMENT ON COLUMN mart.table_reconciliation.is_reconciled IS 'True where the residual is within its tolerance and nothing is quarantined';
COMMENT ON COLUMN mart.table_reconciliation.total_id IS 'The stated total; `anslag explain` takes it';

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
COMMENT ON COLUMN mart.number_coverage.document IS 'Title of the document';
COMMENT ON COLUMN mart.number_coverage.path IS 'File';
COMMENT ON COLUMN mart.number_coverage.number_count IS 'Numbers in the text, digits and words';
COMMENT ON COLUMN mart.number_coverage.figure_count IS 'Numbers among them that are money';
COMMENT ON COLUMN mart.number_coverage.unaccounted_count IS 'Numbers among them that nobody understood';
COMMENT ON COLUMN mart.number_coverage.accounted_share IS 'Share of the numbers that were understood, from 0 to 1';

CREATE VIEW mart.expectation AS
SELECT
    expectation_id,
    any_value(table_name) AS table_name,
    any_value(severity) AS severity,
    CASE
        WHEN bool_or(outcome = 'error') THEN 'error'
        WHEN bool_or(outcome = 'failed') THEN 'failed'
        ELSE 'passed'
    END AS outcome,
    sum(row_count)::BIGINT AS row_count,
    sum(unexpected_count)::BIGINT AS unexpected_count,
    any_value(reason) AS reason,
    max(error_text) AS error_text
FROM quality.expectation_result
JOIN quality.run AS run USING (run_id)
WHERE run.finished_at >= (SELECT max(finished_at) FROM quality.run WHERE kind = 'rebuild')
GROUP BY expectation_id;
COMMENT ON VIEW mart.expectation IS 'Grain: expectation. The worst of its outcomes over the rows of this warehouse: each run judges the rows that it adds';
COMMENT ON COLUMN mart.expectation.expectation_id IS 'Stable identifier of the rule';
COMMENT ON COLUMN mart.expectation.table_name IS 'Table that it is about, with its schema';
COMMENT ON COLUMN mart.expectation.severity IS 'critical (blocks publishing) | warning | info';
COMMENT ON COLUMN mart.expectation.outcome IS 'passed | failed | error (it could not be judged)';
COMMENT ON COLUMN mart.expectation.reason IS 'Why the rule is there';
COMMENT ON COLUMN mart.expectation.error_text IS 'Why it could not be judged; NULL otherwise';
COMMENT ON COLUMN mart.expectation.row_count IS 'Rows judged since the last rebuild';
COMMENT ON COLUMN mart.expectation.unexpected_count IS 'Rows that broke the rule; NULL where it does not count rows';
