-- Facts. A figure_id names one figure of one document version; a figure_key names the same figure through all versions.
CREATE TABLE core.fact_allocation (
    figure_id            VARCHAR PRIMARY KEY,
    figure_key           VARCHAR NOT NULL,
    document_id          VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    table_id             VARCHAR NOT NULL, -- REFERENCES staging.text_table (table_id)
    row_no               INTEGER NOT NULL,
    column_no            INTEGER NOT NULL,
    recipient_text       VARCHAR NOT NULL,
    geography_id         VARCHAR NOT NULL REFERENCES core.dim_geography (geography_id),
    organisation_id      VARCHAR NOT NULL REFERENCES core.dim_organisation (organisation_id),
    programme_id         VARCHAR NOT NULL REFERENCES core.dim_programme (programme_id),
    period_id            VARCHAR NOT NULL REFERENCES core.dim_period (period_id),
    amount_sek           DECIMAL(18, 2),
    amount               DECIMAL(18, 2),
    currency             VARCHAR NOT NULL,
    amount_text          VARCHAR NOT NULL,
    status               VARCHAR CHECK (status IN ('indicative', 'calculation_example', 'proposed', 'decided', 'paid')),
    includes_admin_costs BOOLEAN NOT NULL,
    footnote             VARCHAR,
    quality              VARCHAR NOT NULL CHECK (quality IN ('ok', 'repaired', 'suspect', 'quarantined', 'reviewed')),
    review_id            VARCHAR, -- REFERENCES quality.review (review_id)
    char_start           INTEGER NOT NULL,
    char_end             INTEGER NOT NULL,
    UNIQUE (table_id, row_no, column_no),
    CHECK (char_start < char_end),
    CHECK (quality = 'quarantined' OR amount IS NOT NULL),
    CHECK (quality <> 'quarantined' OR amount IS NULL),
    CHECK (quality <> 'reviewed' OR review_id IS NOT NULL)
);
COMMENT ON TABLE core.fact_allocation IS 'Grain: document version × table row × amount column. One recipient''s money as a table states it; total rows stand in fact_total';
COMMENT ON COLUMN core.fact_allocation.figure_id IS 'Identifier of the figure in this document version; `anslag explain` takes it';
COMMENT ON COLUMN core.fact_allocation.figure_key IS 'Identifier of the figure through versions of its document: table, row name, column header';
COMMENT ON COLUMN core.fact_allocation.document_id IS 'Document version';
COMMENT ON COLUMN core.fact_allocation.table_id IS 'Table that it stands in';
COMMENT ON COLUMN core.fact_allocation.row_no IS 'Data row of the table, from 0';
COMMENT ON COLUMN core.fact_allocation.column_no IS 'Column of the table, from 0';
COMMENT ON COLUMN core.fact_allocation.recipient_text IS 'The row''s name as printed';
COMMENT ON COLUMN core.fact_allocation.geography_id IS 'Place that receives; unknown where the row names none';
COMMENT ON COLUMN core.fact_allocation.organisation_id IS 'Organisation that receives; unknown where the row names none';
COMMENT ON COLUMN core.fact_allocation.programme_id IS 'Programme; unknown where the text names none';
COMMENT ON COLUMN core.fact_allocation.period_id IS 'Years that the amount is for; unknown where not stated';
COMMENT ON COLUMN core.fact_allocation.amount_sek IS 'Kronor, a repair applied; NULL while quarantined or in another currency';
COMMENT ON COLUMN core.fact_allocation.amount IS 'Whole units of currency, a repair applied; NULL while quarantined';
COMMENT ON COLUMN core.fact_allocation.currency IS 'ISO 4217 code';
COMMENT ON COLUMN core.fact_allocation.amount_text IS 'The characters as printed, never changed';
COMMENT ON COLUMN core.fact_allocation.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN core.fact_allocation.includes_admin_costs IS 'True where the text says that this figure itself includes administrative costs (see fact_total for frames that do)';
COMMENT ON COLUMN core.fact_allocation.footnote IS 'The footnote bound to the column; NULL where there is none';
COMMENT ON COLUMN core.fact_allocation.quality IS 'ok | repaired (see quality.repair) | suspect (printed value kept, a finding says why) | quarantined (no value until someone decides) | reviewed (somebody confirmed or corrected it)';
COMMENT ON COLUMN core.fact_allocation.review_id IS 'The decision of a person that was applied to it; NULL where none was';
COMMENT ON COLUMN core.fact_allocation.char_start IS 'First character of the printed amount';
COMMENT ON COLUMN core.fact_allocation.char_end IS 'Character after the last';

CREATE TABLE core.fact_total (
    total_id             VARCHAR PRIMARY KEY,
    figure_key           VARCHAR NOT NULL,
    document_id          VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    table_id             VARCHAR, -- REFERENCES staging.text_table (table_id)
    column_no            INTEGER,
    scope                VARCHAR NOT NULL CHECK (scope IN ('table_row', 'footnote', 'prose')),
    period_id            VARCHAR NOT NULL REFERENCES core.dim_period (period_id),
    amount_sek           DECIMAL(18, 2),
    amount               DECIMAL(18, 2) NOT NULL,
    currency             VARCHAR NOT NULL,
    amount_text          VARCHAR NOT NULL,
    includes_admin_costs BOOLEAN NOT NULL,
    char_start           INTEGER NOT NULL,
    char_end             INTEGER NOT NULL
);
COMMENT ON TABLE core.fact_total IS 'Grain: one stated total of one table column: the table''s own sum row, its footnote, or a national frame in prose. Never add to fact_allocation';
COMMENT ON COLUMN core.fact_total.total_id IS 'Identifier; `anslag explain` takes it';
COMMENT ON COLUMN core.fact_total.figure_key IS 'Identifier of the figure through versions of its document';
COMMENT ON COLUMN core.fact_total.document_id IS 'Document version';
COMMENT ON COLUMN core.fact_total.table_id IS 'Table that the total is of; NULL where it is of none';
COMMENT ON COLUMN core.fact_total.column_no IS 'Column that the total is of, from 0; NULL where it is of none';
COMMENT ON COLUMN core.fact_total.scope IS 'table_row | footnote | prose: where it is stated';
COMMENT ON COLUMN core.fact_total.period_id IS 'Years that the total is for';
COMMENT ON COLUMN core.fact_total.amount_sek IS 'Kronor; NULL in another currency';
COMMENT ON COLUMN core.fact_total.amount IS 'Whole units of currency';
COMMENT ON COLUMN core.fact_total.currency IS 'ISO 4217 code';
COMMENT ON COLUMN core.fact_total.amount_text IS 'The characters as printed';
COMMENT ON COLUMN core.fact_total.includes_admin_costs IS 'True where the text says that the total includes administrative costs, so that the parts may add up to less';
COMMENT ON COLUMN core.fact_total.char_start IS 'First character';
COMMENT ON COLUMN core.fact_total.char_end IS 'Character after the last';

CREATE TABLE core.fact_funding (
    figure_id       VARCHAR PRIMARY KEY,
    figure_key      VARCHAR NOT NULL,
    document_id     VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    measure_id      VARCHAR REFERENCES core.dim_measure (measure_id),
    total_id        VARCHAR REFERENCES core.fact_total (total_id),
    period_id       VARCHAR NOT NULL REFERENCES core.dim_period (period_id),
    organisation_id VARCHAR NOT NULL REFERENCES core.dim_organisation (organisation_id),
    geography_id    VARCHAR NOT NULL REFERENCES core.dim_geography (geography_id),
    amount_low_sek  DECIMAL(24, 6),
    amount_low      DECIMAL(24, 6),
    amount_high     DECIMAL(24, 6),
    currency        VARCHAR,
    modifier        VARCHAR,
    per_year        BOOLEAN NOT NULL,
    per             VARCHAR,
    kind            VARCHAR NOT NULL CHECK (kind IN ('funding', 'other')),
    status          VARCHAR CHECK (status IN ('indicative', 'calculation_example', 'proposed', 'decided', 'paid')),
    recipient_text  VARCHAR,
    purpose_sv      VARCHAR NOT NULL,
    amount_text     VARCHAR,
    quality         VARCHAR NOT NULL CHECK (quality IN ('ok', 'repaired', 'suspect', 'quarantined', 'reviewed')),
    review_id       VARCHAR, -- REFERENCES quality.review (review_id)
    char_start      INTEGER NOT NULL,
    char_end        INTEGER NOT NULL,
    CHECK (char_start < char_end),
    CHECK (amount_low <= amount_high),
    CHECK (quality <> 'reviewed' OR review_id IS NOT NULL)
);
COMMENT ON TABLE core.fact_funding IS 'Grain: document version × amount in prose, and one row for each listed measure that states no amount. The same money may be announced more than once';
COMMENT ON COLUMN core.fact_funding.figure_id IS 'Identifier of the figure in this document version; `anslag explain` takes it';
COMMENT ON COLUMN core.fact_funding.figure_key IS 'Identifier of the figure through versions of its document';
COMMENT ON COLUMN core.fact_funding.document_id IS 'Document version';
COMMENT ON COLUMN core.fact_funding.measure_id IS 'The listed measure that states it; NULL outside lists';
COMMENT ON COLUMN core.fact_funding.total_id IS 'The stated total that this amount is: such an amount contains allocations, so add one or the other; NULL where it is none';
COMMENT ON COLUMN core.fact_funding.period_id IS 'Years that the amount is for; unknown where not stated';
COMMENT ON COLUMN core.fact_funding.organisation_id IS 'Organisation that receives; unknown where not stated';
COMMENT ON COLUMN core.fact_funding.geography_id IS 'Place that receives; unknown where not stated';
COMMENT ON COLUMN core.fact_funding.amount_low_sek IS 'Kronor; the low end of a range; NULL in another currency or without an amount';
COMMENT ON COLUMN core.fact_funding.amount_low IS 'Whole units of currency; the low end of a range; NULL for a measure without an amount';
COMMENT ON COLUMN core.fact_funding.amount_high IS 'The high end of a range in whole units of currency, else NULL';
COMMENT ON COLUMN core.fact_funding.currency IS 'ISO 4217 code; NULL without an amount';
COMMENT ON COLUMN core.fact_funding.modifier IS 'exact | about | over | under | at_most | at_least | range; NULL without an amount';
COMMENT ON COLUMN core.fact_funding.per_year IS 'True where the amount is a sum per year';
COMMENT ON COLUMN core.fact_funding.per IS 'Unit of a rate, as in the text; NULL where it is no rate';
COMMENT ON COLUMN core.fact_funding.kind IS 'funding | other (taxes, fees, prices, statistics)';
COMMENT ON COLUMN core.fact_funding.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN core.fact_funding.recipient_text IS 'Who receives the money, as printed; NULL where not stated';
COMMENT ON COLUMN core.fact_funding.purpose_sv IS 'What it is for: the sentence or list item that states it';
COMMENT ON COLUMN core.fact_funding.amount_text IS 'The characters as printed; NULL without an amount';
COMMENT ON COLUMN core.fact_funding.quality IS 'ok | repaired | suspect | quarantined | reviewed (somebody confirmed or corrected it)';
COMMENT ON COLUMN core.fact_funding.review_id IS 'The decision of a person that was applied to it; NULL where none was';
COMMENT ON COLUMN core.fact_funding.char_start IS 'First character of the amount, or of the measure where it states none';
COMMENT ON COLUMN core.fact_funding.char_end IS 'Character after the last';
