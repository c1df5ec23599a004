-- What was checked, doubted, repaired and accounted for in the run that built this warehouse.
CREATE SCHEMA quality;

CREATE TABLE quality.run (
    run_id           VARCHAR PRIMARY KEY,
    kind             VARCHAR NOT NULL CHECK (kind IN ('rebuild', 'increment')),
    started_at       TIMESTAMPTZ NOT NULL,
    finished_at      TIMESTAMPTZ NOT NULL,
    code_version     VARCHAR NOT NULL,
    rules_version    VARCHAR NOT NULL,
    archive_id       VARCHAR NOT NULL,
    archive_last_no  BIGINT NOT NULL,
    archive_refused  VARCHAR NOT NULL,
    reviews_digest   VARCHAR NOT NULL,
    read_count       BIGINT NOT NULL,
    failed_count     BIGINT NOT NULL,
    document_count   BIGINT NOT NULL,
    CHECK (started_at <= finished_at)
);
COMMENT ON TABLE quality.run IS 'One row a run that published, the one that built this warehouse last; runs that found nothing new leave none';
COMMENT ON COLUMN quality.run.run_id IS 'Dagster''s run identifier';
COMMENT ON COLUMN quality.run.kind IS 'rebuild (all documents were read) | increment (new and changed ones, added to the version before)';
COMMENT ON COLUMN quality.run.started_at IS 'When building began';
COMMENT ON COLUMN quality.run.finished_at IS 'When the file was sealed for publishing';
COMMENT ON COLUMN quality.run.code_version IS 'Version of the package that read the documents';
COMMENT ON COLUMN quality.run.rules_version IS 'Version of the rules that read them: 12 hex digits of a hash of the rules themselves';
COMMENT ON COLUMN quality.run.archive_id IS 'The archive that was read';
COMMENT ON COLUMN quality.run.archive_last_no IS 'Number of the archive''s last observation that is in this warehouse';
COMMENT ON COLUMN quality.run.archive_refused IS 'Digest of the files that could not be taken';
COMMENT ON COLUMN quality.run.reviews_digest IS 'Digest of the log of reviews that was replayed';
COMMENT ON COLUMN quality.run.read_count IS 'Document versions that the run read';
COMMENT ON COLUMN quality.run.failed_count IS 'Of these, versions that the reader failed on; they are read again when they or the rules change';
COMMENT ON COLUMN quality.run.document_count IS 'Documents that were there at the end, in whatever version';

CREATE TABLE quality.number_token (
    document_id VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    token_no    INTEGER NOT NULL,
    token_text  VARCHAR NOT NULL,
    role        VARCHAR NOT NULL CHECK (role IN (
        'figure', 'table_value', 'year', 'date', 'time', 'duration', 'age', 'percent', 'count',
        'measure', 'ordinal', 'document_number', 'designation', 'reference', 'list_number',
        'footnote_mark', 'telephone', 'address', 'account_number', 'url', 'encoded_data',
        'unaccounted'
    )),
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (document_id, token_no)
);
COMMENT ON TABLE quality.number_token IS 'The ledger: one row a number in a text, digits or words, and what it was understood to be';
COMMENT ON COLUMN quality.number_token.document_id IS 'Document version';
COMMENT ON COLUMN quality.number_token.token_no IS 'Position in the document, from 0';
COMMENT ON COLUMN quality.number_token.token_text IS 'The characters';
COMMENT ON COLUMN quality.number_token.role IS 'What the number is: figure (an amount of money), year, count, percent, document_number …; unaccounted where nobody knows';
COMMENT ON COLUMN quality.number_token.char_start IS 'First character';
COMMENT ON COLUMN quality.number_token.char_end IS 'Character after the last';

CREATE TABLE quality.repair (
    figure_id   VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    table_id    VARCHAR NOT NULL, -- REFERENCES staging.text_table (table_id)
    row_no      INTEGER NOT NULL,
    column_no   INTEGER NOT NULL,
    amount_text VARCHAR NOT NULL,
    outcome     VARCHAR NOT NULL CHECK (outcome IN ('repaired', 'quarantined')),
    amount      DECIMAL(18, 2),
    rule        VARCHAR,
    confidence  DOUBLE CHECK (confidence BETWEEN 0 AND 1),
    evidence    JSON NOT NULL,
    CHECK ((outcome = 'repaired') = (amount IS NOT NULL))
);
COMMENT ON TABLE quality.repair IS 'One row a malformed figure: what was tried, what the evidence says, what became of it';
COMMENT ON COLUMN quality.repair.figure_id IS 'The figure in core.fact_allocation';
COMMENT ON COLUMN quality.repair.document_id IS 'Document version';
COMMENT ON COLUMN quality.repair.table_id IS 'Table';
COMMENT ON COLUMN quality.repair.row_no IS 'Data row, from 0';
COMMENT ON COLUMN quality.repair.column_no IS 'Column, from 0';
COMMENT ON COLUMN quality.repair.amount_text IS 'The characters as printed';
COMMENT ON COLUMN quality.repair.outcome IS 'repaired (exactly one reading survived all the evidence) | quarantined';
COMMENT ON COLUMN quality.repair.amount IS 'The accepted value in whole currency units; NULL when quarantined';
COMMENT ON COLUMN quality.repair.rule IS 'The misprint that the accepted reading assumes: lost_zero | lost_digit | extra_digit | letter_for_digit | grouping_ignored; NULL when quarantined';
COMMENT ON COLUMN quality.repair.confidence IS 'Share from 0 to 1: how near the accepted reading is to the usual ratio of the other rows, lowered where rows or a stated total are missing; NULL when quarantined';
COMMENT ON COLUMN quality.repair.evidence IS 'Every candidate reading with its ratio to the row''s other columns, the column''s usual ratios, the stated frame, and the verdicts';

CREATE TABLE quality.reconciliation (
    total_id             VARCHAR PRIMARY KEY, -- REFERENCES core.fact_total (total_id)
    document_id          VARCHAR NOT NULL, -- REFERENCES core.dim_document (document_id)
    table_id             VARCHAR NOT NULL, -- REFERENCES staging.text_table (table_id)
    column_no            INTEGER NOT NULL,
    period_id            VARCHAR NOT NULL, -- REFERENCES core.dim_period (period_id)
    currency             VARCHAR NOT NULL,
    stated_amount        DECIMAL(18, 2) NOT NULL,
    summed_amount        DECIMAL(18, 2) NOT NULL,
    residual_amount      DECIMAL(18, 2) NOT NULL,
    residual_share       DOUBLE,
    tolerance_low_share  DOUBLE NOT NULL,
    tolerance_high_share DOUBLE NOT NULL,
    figure_count         INTEGER NOT NULL,
    repaired_count       INTEGER NOT NULL,
    quarantined_count    INTEGER NOT NULL,
    is_reconciled        BOOLEAN NOT NULL
);
COMMENT ON TABLE quality.reconciliation IS 'One row a stated total of a table column: what its rows add up to';
COMMENT ON COLUMN quality.reconciliation.total_id IS 'The stated total';
COMMENT ON COLUMN quality.reconciliation.document_id IS 'Document version';
COMMENT ON COLUMN quality.reconciliation.table_id IS 'Table';
COMMENT ON COLUMN quality.reconciliation.column_no IS 'Column of the table, from 0';
COMMENT ON COLUMN quality.reconciliation.period_id IS 'Years that the total is for';
COMMENT ON COLUMN quality.reconciliation.currency IS 'ISO 4217 code of the amounts';
COMMENT ON COLUMN quality.reconciliation.stated_amount IS 'The total as stated, whole units of currency';
COMMENT ON COLUMN quality.reconciliation.summed_amount IS 'Sum of the column''s figures in whole units of currency, repairs applied, quarantined left out';
COMMENT ON COLUMN quality.reconciliation.residual_amount IS 'Stated less summed, whole units of currency';
COMMENT ON COLUMN quality.reconciliation.residual_share IS 'Residual as a share of the stated total: 1 is all of it, negative where the rows add up to more; NULL where the total is 0';
COMMENT ON COLUMN quality.reconciliation.tolerance_low_share IS 'Least residual_share that counts as reconciled, a share of the stated total: 1 is all of it';
COMMENT ON COLUMN quality.reconciliation.tolerance_high_share IS 'Greatest residual_share that counts as reconciled, a share of the stated total: 1 is all of it';
COMMENT ON COLUMN quality.reconciliation.figure_count IS 'Figures in the column';
COMMENT ON COLUMN quality.reconciliation.repaired_count IS 'Repaired ones among them';
COMMENT ON COLUMN quality.reconciliation.quarantined_count IS 'Quarantined ones among them';
COMMENT ON COLUMN quality.reconciliation.is_reconciled IS 'True where the residual is within the tolerance and nothing is quarantined';

CREATE TABLE quality.review (
    review_id      VARCHAR PRIMARY KEY,
    review_no      INTEGER NOT NULL,
    subject        VARCHAR NOT NULL CHECK (subject IN ('figure', 'finding')),
    subject_key    VARCHAR NOT NULL,
    decision       VARCHAR NOT NULL CHECK (decision IN ('accept', 'correct', 'reject', 'reopen')),
    value          DECIMAL(24, 6),
    reason         VARCHAR NOT NULL,
    reviewer       VARCHAR NOT NULL,
    decided_at     TIMESTAMPTZ NOT NULL,
    document_key   VARCHAR NOT NULL,
    path           VARCHAR NOT NULL,
    sha256         VARCHAR NOT NULL,
    figure_id      VARCHAR,
    amount_text    VARCHAR,
    amount         DECIMAL(24, 6),
    currency       VARCHAR,
    recipient_text VARCHAR,
    quality        VARCHAR,
    source_text    VARCHAR NOT NULL,
    source_digest  VARCHAR NOT NULL,
    is_in_force    BOOLEAN NOT NULL,
    CHECK ((decision = 'correct') = (value IS NOT NULL))
);
COMMENT ON TABLE quality.review IS 'The replayed log: one row a decision that somebody made about a figure or a finding, with the figure as it stood';
COMMENT ON COLUMN quality.review.review_id IS 'Identifier: hash of the decision';
COMMENT ON COLUMN quality.review.review_no IS 'Position in the log, from 1';
COMMENT ON COLUMN quality.review.subject IS 'figure | finding';
COMMENT ON COLUMN quality.review.subject_key IS 'figure_key or finding_key, the same through versions of the document';
COMMENT ON COLUMN quality.review.decision IS 'accept | correct | reject | reopen (the decision before is taken back)';
COMMENT ON COLUMN quality.review.value IS 'What is right, in whole units of currency; NULL unless a correction';
COMMENT ON COLUMN quality.review.reason IS 'Why; empty where none was given';
COMMENT ON COLUMN quality.review.reviewer IS 'Who decided';
COMMENT ON COLUMN quality.review.decided_at IS 'When';
COMMENT ON COLUMN quality.review.document_key IS 'Identifier that the versions of the document share';
COMMENT ON COLUMN quality.review.path IS 'Path of the document within its source';
COMMENT ON COLUMN quality.review.sha256 IS 'SHA-256 of the bytes of the version that the reviewer saw';
COMMENT ON COLUMN quality.review.figure_id IS 'The figure in that version; NULL for a finding';
COMMENT ON COLUMN quality.review.amount_text IS 'Its characters as printed in that version; NULL where none are printed';
COMMENT ON COLUMN quality.review.amount IS 'Its value as it stood, whole units of currency; NULL where it had none';
COMMENT ON COLUMN quality.review.currency IS 'ISO 4217 code; NULL without an amount';
COMMENT ON COLUMN quality.review.recipient_text IS 'Who receives, as printed; NULL where not stated';
COMMENT ON COLUMN quality.review.quality IS 'Its quality as it stood; NULL for a finding';
COMMENT ON COLUMN quality.review.source_text IS 'What the decision rests on: the cell with its row and column, the sentence, or the finding';
COMMENT ON COLUMN quality.review.source_digest IS 'Hash of that; where the source says something else today the decision is not applied';
COMMENT ON COLUMN quality.review.is_in_force IS 'True for the last decision about its subject, unless that took one back';

CREATE TABLE quality.commitment_link (
    link_id      VARCHAR PRIMARY KEY,
    figure_id    VARCHAR NOT NULL, -- REFERENCES core.bridge_commitment_figure (figure_id)
    of_figure_id VARCHAR NOT NULL, -- REFERENCES core.bridge_commitment_figure (figure_id)
    relation     VARCHAR NOT NULL CHECK (relation IN ('same', 'part_of')),
    rule         VARCHAR NOT NULL,
    confidence   DOUBLE NOT NULL,
    evidence     VARCHAR NOT NULL,
    outcome      VARCHAR NOT NULL CHECK (outcome IN ('applied', 'doubtful', 'rejected', 'overruled'))
);
COMMENT ON TABLE quality.commitment_link IS 'One row two figures that a rule takes for the same money, or one for a part of the other. Made anew from all current documents by each run';
COMMENT ON COLUMN quality.commitment_link.link_id IS 'Identifier: hash of relation, rule and figures';
COMMENT ON COLUMN quality.commitment_link.figure_id IS 'The later figure; the part';
COMMENT ON COLUMN quality.commitment_link.of_figure_id IS 'The figure that it repeats; the whole';
COMMENT ON COLUMN quality.commitment_link.relation IS 'same | part_of';
COMMENT ON COLUMN quality.commitment_link.rule IS 'Rule that found it (heading_repeated, of_which, announced_again …)';
COMMENT ON COLUMN quality.commitment_link.confidence IS 'How sure it is, from 0 to 1; links below 0.7 wait for a person';
COMMENT ON COLUMN quality.commitment_link.evidence IS 'What the rule saw';
COMMENT ON COLUMN quality.commitment_link.outcome IS 'applied | doubtful (a finding asks a person) | rejected (by a person) | overruled (by what else is known of its figures)';

CREATE TABLE quality.finding (
    finding_id  VARCHAR PRIMARY KEY,
    finding_key VARCHAR NOT NULL,
    state       VARCHAR NOT NULL CHECK (state IN ('open', 'settled')),
    review_id   VARCHAR, -- REFERENCES quality.review (review_id)
    severity    VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    kind        VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    path        VARCHAR NOT NULL,
    line        INTEGER,
    document_id VARCHAR, -- REFERENCES raw.document (document_id)
    table_id    VARCHAR,
    figure_id   VARCHAR,
    char_start  INTEGER,
    char_end    INTEGER,
    message     VARCHAR NOT NULL,
    remedy      VARCHAR NOT NULL,
    evidence    JSON
);
COMMENT ON TABLE quality.finding IS 'One row a problem of one file, table or figure, for a person to look at';
COMMENT ON COLUMN quality.finding.finding_id IS 'Identifier: hash of kind and place';
COMMENT ON COLUMN quality.finding.finding_key IS 'Identifier of the same problem through versions of the document';
COMMENT ON COLUMN quality.finding.state IS 'open (somebody should look) | settled (somebody has decided)';
COMMENT ON COLUMN quality.finding.review_id IS 'The decision that settles it; NULL while open';
COMMENT ON COLUMN quality.finding.severity IS 'error (money is missing or wrong) | warning (doubtful) | info (handled, stays flagged)';
COMMENT ON COLUMN quality.finding.kind IS 'What kind of problem (repaired_amount, quarantined_amount, unreconciled_total, unreadable_file …)';
COMMENT ON COLUMN quality.finding.source IS 'Where the document came from';
COMMENT ON COLUMN quality.finding.path IS 'File';
COMMENT ON COLUMN quality.finding.line IS 'Line of the file, from 1; NULL where it is about the whole file';
COMMENT ON COLUMN quality.finding.document_id IS 'Document version; NULL where the file could not be read';
COMMENT ON COLUMN quality.finding.table_id IS 'Table; NULL outside tables';
COMMENT ON COLUMN quality.finding.figure_id IS 'Figure; NULL where it is about no single figure';
COMMENT ON COLUMN quality.finding.char_start IS 'First character; NULL where it is about the whole file';
COMMENT ON COLUMN quality.finding.char_end IS 'Character after the last; NULL where it is about the whole file';
COMMENT ON COLUMN quality.finding.message IS 'What is wrong, with the figures';
COMMENT ON COLUMN quality.finding.remedy IS 'What a person can do about it';
COMMENT ON COLUMN quality.finding.evidence IS 'Details for the kind; NULL where the message says it all';

CREATE TABLE quality.expectation_result (
    run_id           VARCHAR NOT NULL, -- REFERENCES quality.run (run_id)
    expectation_id   VARCHAR NOT NULL,
    table_name       VARCHAR NOT NULL,
    expectation_type VARCHAR NOT NULL,
    column_name      VARCHAR,
    severity         VARCHAR NOT NULL CHECK (severity IN ('critical', 'warning', 'info')),
    outcome          VARCHAR NOT NULL CHECK (outcome IN ('passed', 'failed', 'error')),
    row_count        BIGINT NOT NULL,
    unexpected_count BIGINT,
    observed_value   JSON,
    kwargs           JSON NOT NULL,
    reason           VARCHAR NOT NULL,
    error_text       VARCHAR,
    PRIMARY KEY (run_id, expectation_id)
);
COMMENT ON TABLE quality.expectation_result IS 'One row a run and Great Expectations expectation: its outcome over the rows that the run made';
COMMENT ON COLUMN quality.expectation_result.run_id IS 'Run that judged';
COMMENT ON COLUMN quality.expectation_result.expectation_id IS 'Stable identifier, also the name of the Dagster asset check';
COMMENT ON COLUMN quality.expectation_result.table_name IS 'Table that it is about, with its schema';
COMMENT ON COLUMN quality.expectation_result.expectation_type IS 'Great Expectations type (expect_column_values_to_not_be_null …)';
COMMENT ON COLUMN quality.expectation_result.column_name IS 'Column that it is about; NULL where it is about the table or several columns';
COMMENT ON COLUMN quality.expectation_result.severity IS 'critical (blocks publishing) | warning | info';
COMMENT ON COLUMN quality.expectation_result.outcome IS 'passed | failed | error (could not be judged: empty table, missing column, an exception)';
COMMENT ON COLUMN quality.expectation_result.row_count IS 'Rows that were judged: the table''s, or those that the suite''s query selects';
COMMENT ON COLUMN quality.expectation_result.unexpected_count IS 'Rows that broke the rule; NULL where it does not count rows';
COMMENT ON COLUMN quality.expectation_result.observed_value IS 'What was seen, where the rule is about a single value; NULL otherwise';
COMMENT ON COLUMN quality.expectation_result.kwargs IS 'The rule''s parameters, thresholds among them';
COMMENT ON COLUMN quality.expectation_result.reason IS 'Why the rule is there and, for a threshold, since when and why';
COMMENT ON COLUMN quality.expectation_result.error_text IS 'Why it could not be judged; NULL otherwise';

CREATE TABLE quality.unexpected_row (
    run_id         VARCHAR NOT NULL, -- REFERENCES quality.run (run_id)
    expectation_id VARCHAR NOT NULL,
    row_key        VARCHAR NOT NULL,
    value_text     VARCHAR,
    PRIMARY KEY (run_id, expectation_id, row_key)
);
COMMENT ON TABLE quality.unexpected_row IS 'One row a row that broke an expectation, at most 200 a run and expectation';
COMMENT ON COLUMN quality.unexpected_row.run_id IS 'Run that judged';
COMMENT ON COLUMN quality.unexpected_row.expectation_id IS 'Expectation';
COMMENT ON COLUMN quality.unexpected_row.row_key IS 'Key of the row in its table: primary key values joined with |';
COMMENT ON COLUMN quality.unexpected_row.value_text IS 'The value that broke the rule; NULL where it was NULL or the rule is about several columns';
