-- Commitments: each crown once, however often it is announced. Made anew from all facts of current documents by each run.
CREATE TABLE core.dim_commitment (
    commitment_id        VARCHAR PRIMARY KEY,
    parent_commitment_id VARCHAR, -- REFERENCES core.dim_commitment (commitment_id)
    root_commitment_id   VARCHAR NOT NULL, -- REFERENCES core.dim_commitment (commitment_id)
    level                INTEGER NOT NULL,
    part_rule            VARCHAR,
    part_confidence      DOUBLE,
    is_alternative_split BOOLEAN NOT NULL,
    name_sv              VARCHAR NOT NULL,
    recipient_text       VARCHAR,
    organisation_id      VARCHAR NOT NULL REFERENCES core.dim_organisation (organisation_id),
    geography_id         VARCHAR NOT NULL REFERENCES core.dim_geography (geography_id),
    programme_id         VARCHAR NOT NULL REFERENCES core.dim_programme (programme_id),
    period_id            VARCHAR NOT NULL REFERENCES core.dim_period (period_id),
    currency             VARCHAR NOT NULL,
    modifier             VARCHAR NOT NULL,
    amount               DECIMAL(24, 6) NOT NULL,
    amount_high          DECIMAL(24, 6),
    amount_sek           DECIMAL(24, 6),
    whole_sek            DECIMAL(24, 6),
    counted_sek          DECIMAL(24, 6),
    count_basis          VARCHAR NOT NULL CHECK (count_basis IN ('once', 'all_years', 'one_year')),
    status               VARCHAR CHECK (status IN ('indicative', 'calculation_example', 'proposed', 'decided', 'paid')),
    first_status         VARCHAR CHECK (first_status IN ('indicative', 'calculation_example', 'proposed', 'decided', 'paid')),
    first_document_id    VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    first_announced_on   DATE,
    last_told_on         DATE,
    document_count       INTEGER NOT NULL,
    figure_count         INTEGER NOT NULL,
    confidence           DOUBLE NOT NULL,
    figure_id            VARCHAR NOT NULL,
    CHECK ((parent_commitment_id IS NULL) = (level = 0)),
    CHECK (counted_sek BETWEEN least(0, whole_sek) AND greatest(0, whole_sek))
);
COMMENT ON TABLE core.dim_commitment IS 'One row a promise of money, however often it is announced: what, by which document first, to whom, for which years. To add money up, add counted_sek';
COMMENT ON COLUMN core.dim_commitment.commitment_id IS 'Identifier: hash of the figure_key that tells of it first';
COMMENT ON COLUMN core.dim_commitment.parent_commitment_id IS 'The commitment that this one is part of; NULL where it is part of none';
COMMENT ON COLUMN core.dim_commitment.root_commitment_id IS 'The commitment at the top of its tree; its own identifier where it is part of none';
COMMENT ON COLUMN core.dim_commitment.level IS '0 at the top of its tree, 1 for a part, 2 for a part of a part';
COMMENT ON COLUMN core.dim_commitment.part_rule IS 'Rule that found what it is part of (of_which, adds_up, column_total …); NULL where it is part of none';
COMMENT ON COLUMN core.dim_commitment.part_confidence IS 'How sure that is, from 0 to 1; NULL where it is part of none';
COMMENT ON COLUMN core.dim_commitment.is_alternative_split IS 'True where its whole is counted by other parts already: split by year in one document, by recipient in another';
COMMENT ON COLUMN core.dim_commitment.name_sv IS 'What it is for: the sentence or table row that tells of it first';
COMMENT ON COLUMN core.dim_commitment.recipient_text IS 'Who receives the money, as printed; NULL where no document says';
COMMENT ON COLUMN core.dim_commitment.organisation_id IS 'Organisation that receives; unknown where no document names one';
COMMENT ON COLUMN core.dim_commitment.geography_id IS 'Place that receives; unknown where no document names one';
COMMENT ON COLUMN core.dim_commitment.programme_id IS 'Programme; unknown where no document names one';
COMMENT ON COLUMN core.dim_commitment.period_id IS 'Years that it is for; unknown where no document says';
COMMENT ON COLUMN core.dim_commitment.currency IS 'ISO 4217 code';
COMMENT ON COLUMN core.dim_commitment.modifier IS 'exact | about | over | under | at_most | at_least | range';
COMMENT ON COLUMN core.dim_commitment.amount IS 'Whole units of currency as first stated, for each year where the period is annual; the low end of a range';
COMMENT ON COLUMN core.dim_commitment.amount_high IS 'The high end of a range in whole units of currency, else NULL';
COMMENT ON COLUMN core.dim_commitment.amount_sek IS 'Kronor as first stated, for each year where the period is annual; NULL in another currency';
COMMENT ON COLUMN core.dim_commitment.whole_sek IS 'Kronor over all its years (see count_basis); NULL in another currency. Never add: parts stand beside their wholes';
COMMENT ON COLUMN core.dim_commitment.counted_sek IS 'Kronor of whole_sek that none of its counted parts states: add these, and each crown counts once; NULL in another currency';
COMMENT ON COLUMN core.dim_commitment.count_basis IS 'once (a sum) | all_years (a sum per year, times its years) | one_year (a sum per year whose years are not stated or have no end: one year of it)';
COMMENT ON COLUMN core.dim_commitment.status IS 'The furthest that any document tells: paid, else decided, proposed, indicative, calculation_example; NULL where none says';
COMMENT ON COLUMN core.dim_commitment.first_status IS 'Status when it was first told of; NULL where no document says';
COMMENT ON COLUMN core.dim_commitment.first_document_id IS 'Document version that tells of it first';
COMMENT ON COLUMN core.dim_commitment.first_announced_on IS 'Publication date of the first document that tells of it; NULL where not known';
COMMENT ON COLUMN core.dim_commitment.last_told_on IS 'Publication date of the last one; NULL where not known';
COMMENT ON COLUMN core.dim_commitment.document_count IS 'Documents that tell of it';
COMMENT ON COLUMN core.dim_commitment.figure_count IS 'Figures that state it';
COMMENT ON COLUMN core.dim_commitment.confidence IS 'How sure it is that all its figures state the same money, from 0 to 1; 1 for a single figure';
COMMENT ON COLUMN core.dim_commitment.figure_id IS 'The figure that describes it: `anslag explain` takes it';

CREATE TABLE core.fact_commitment_year (
    commitment_year_id VARCHAR PRIMARY KEY,
    commitment_id      VARCHAR NOT NULL REFERENCES core.dim_commitment (commitment_id),
    year               INTEGER,
    counted_sek        DECIMAL(24, 6) NOT NULL,
    UNIQUE (commitment_id, year)
);
COMMENT ON TABLE core.fact_commitment_year IS 'Grain: commitment × year. What a commitment counts in each of its years, its parts counted on their own: add over anything, and each crown counts once';
COMMENT ON COLUMN core.fact_commitment_year.commitment_year_id IS 'Identifier: hash of commitment and year';
COMMENT ON COLUMN core.fact_commitment_year.commitment_id IS 'Commitment; those in other currencies, and alternative splits, have no rows';
COMMENT ON COLUMN core.fact_commitment_year.year IS 'Calendar year; NULL for a sum for several years together, or where no year is stated';
COMMENT ON COLUMN core.fact_commitment_year.counted_sek IS 'Kronor in that year that none of its counted parts states';

CREATE TABLE core.bridge_commitment_figure (
    figure_id     VARCHAR PRIMARY KEY,
    commitment_id VARCHAR NOT NULL REFERENCES core.dim_commitment (commitment_id),
    document_id   VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    figure_kind   VARCHAR NOT NULL CHECK (figure_kind IN ('funding', 'allocation', 'total')),
    is_first      BOOLEAN NOT NULL,
    confidence    DOUBLE NOT NULL
);
COMMENT ON TABLE core.bridge_commitment_figure IS 'Which figure of a current document states which commitment. Figures without a value, rates, and amounts that are no funding state none';
COMMENT ON COLUMN core.bridge_commitment_figure.figure_id IS 'figure_id of fact_allocation or fact_funding, or total_id of fact_total';
COMMENT ON COLUMN core.bridge_commitment_figure.commitment_id IS 'Commitment';
COMMENT ON COLUMN core.bridge_commitment_figure.document_id IS 'Document version';
COMMENT ON COLUMN core.bridge_commitment_figure.figure_kind IS 'allocation (table cell) | total (stated total) | funding (prose)';
COMMENT ON COLUMN core.bridge_commitment_figure.is_first IS 'True for the figure that describes the commitment';
COMMENT ON COLUMN core.bridge_commitment_figure.confidence IS 'How sure it is that the figure states this commitment, from 0 to 1';
