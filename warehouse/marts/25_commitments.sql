-- Promised money, each crown once. Grain: commitment (mart.commitment), commitment × year (mart.commitment_by_year), and
-- sums of the latter. Use these to add money up: counted_sek may be added over anything but what a comment names.
-- Never add them to marts of figures (allocation_…, announced_funding): those state the same money again.
CREATE VIEW mart.commitment AS
SELECT
    commitment.commitment_id,
    commitment.name_sv AS commitment,
    CASE
        WHEN organisation.organisation_id <> 'unknown' THEN organisation.name_sv
        WHEN geography.geography_id <> 'unknown' THEN geography.name_sv
        ELSE commitment.recipient_text
    END AS recipient,
    CASE
        WHEN organisation.organisation_id <> 'unknown' THEN organisation.kind
        WHEN geography.geography_id <> 'unknown' THEN geography.kind
        WHEN commitment.recipient_text IS NOT NULL THEN 'as printed'
        ELSE 'not stated'
    END AS recipient_kind,
    geography.geography_code,
    programme.name_sv AS programme,
    period.label AS period,
    period.start_year,
    period.end_year,
    commitment.status,
    commitment.first_status,
    commitment.amount_sek::DECIMAL(18, 2) AS amount_sek,
    commitment.whole_sek::DECIMAL(18, 2) AS whole_sek,
    commitment.counted_sek::DECIMAL(18, 2) AS counted_sek,
    commitment.count_basis,
    commitment.modifier,
    commitment.level,
    commitment.parent_commitment_id,
    commitment.root_commitment_id,
    commitment.is_alternative_split,
    document.title AS first_document,
    document.path AS first_path,
    commitment.first_document_id,
    commitment.first_announced_on,
    commitment.last_told_on,
    commitment.document_count,
    commitment.figure_count,
    commitment.confidence,
    commitment.figure_id
FROM core.dim_commitment AS commitment
JOIN core.dim_organisation AS organisation USING (organisation_id)
JOIN core.dim_geography AS geography USING (geography_id)
JOIN core.dim_programme AS programme USING (programme_id)
JOIN core.dim_period AS period USING (period_id)
JOIN core.dim_document AS document ON document.document_id = commitment.first_document_id;
COMMENT ON VIEW mart.commitment IS 'Grain: commitment. What is promised, to whom, for which years, and how far it has come. Additive: counted_sek alone; amount_sek and whole_sek of a whole contain those of its parts';
COMMENT ON COLUMN mart.commitment.commitment_id IS 'Identifier';
COMMENT ON COLUMN mart.commitment.commitment IS 'What it is for: the sentence or table row that tells of it first';
COMMENT ON COLUMN mart.commitment.recipient IS 'Who receives: official name where known, else as printed; NULL where no document says';
COMMENT ON COLUMN mart.commitment.recipient_kind IS 'agency, university … | municipality | county | region | nation | as printed (no register has it) | not stated';
COMMENT ON COLUMN mart.commitment.geography_code IS 'SCB code of the place that receives, as text; NULL where it is no known place';
COMMENT ON COLUMN mart.commitment.programme IS 'Programme that it belongs to; "not stated" where no document names one';
COMMENT ON COLUMN mart.commitment.period IS 'Years that it is for, as a label';
COMMENT ON COLUMN mart.commitment.start_year IS 'First year; NULL where not stated';
COMMENT ON COLUMN mart.commitment.end_year IS 'Last year; NULL where not stated or open-ended';
COMMENT ON COLUMN mart.commitment.status IS 'The furthest that any document tells: paid | decided | proposed | indicative | calculation_example; NULL where none says';
COMMENT ON COLUMN mart.commitment.first_status IS 'Status when it was first told of; NULL where no document says';
COMMENT ON COLUMN mart.commitment.amount_sek IS 'Kronor as stated, for each year where the period is annual; the low end of a range; NULL in another currency';
COMMENT ON COLUMN mart.commitment.whole_sek IS 'Kronor over all its years (see count_basis); NULL in another currency';
COMMENT ON COLUMN mart.commitment.counted_sek IS 'Kronor of it that none of its counted parts states: add these; NULL in another currency';
COMMENT ON COLUMN mart.commitment.count_basis IS 'once | all_years (a sum per year, times its years) | one_year (a sum per year without stated years or an end: one year of it)';
COMMENT ON COLUMN mart.commitment.modifier IS 'exact | about | over | under | at_most | at_least | range';
COMMENT ON COLUMN mart.commitment.level IS '0 for a whole, 1 for a part of it, 2 for a part of that';
COMMENT ON COLUMN mart.commitment.parent_commitment_id IS 'The commitment that it is part of; NULL where it is part of none';
COMMENT ON COLUMN mart.commitment.root_commitment_id IS 'The commitment at the top of its tree';
COMMENT ON COLUMN mart.commitment.is_alternative_split IS 'True where its whole is counted by other parts already; then counted_sek is 0';
COMMENT ON COLUMN mart.commitment.first_document IS 'Title of the document that tells of it first';
COMMENT ON COLUMN mart.commitment.first_path IS 'Path of that document within its source';
COMMENT ON COLUMN mart.commitment.first_document_id IS 'Version of that document';
COMMENT ON COLUMN mart.commitment.first_announced_on IS 'Publication date of that document; NULL where not known';
COMMENT ON COLUMN mart.commitment.last_told_on IS 'Publication date of the last document that tells of it; NULL where not known';
COMMENT ON COLUMN mart.commitment.document_count IS 'Documents that tell of it';
COMMENT ON COLUMN mart.commitment.figure_count IS 'Figures that state it';
COMMENT ON COLUMN mart.commitment.confidence IS 'How sure it is that its figures state the same money, from 0 to 1';
COMMENT ON COLUMN mart.commitment.figure_id IS 'The figure that describes it; `anslag explain` takes it';

CREATE VIEW mart.commitment_by_year AS
SELECT
    commitment_year.year,
    commitment_year.counted_sek::DECIMAL(18, 2) AS counted_sek,
    commitment.commitment,
    commitment.recipient,
    commitment.recipient_kind,
    commitment.geography_code,
    commitment.programme,
    commitment.period,
    commitment.status,
    commitment.count_basis,
    commitment.first_document,
    commitment.first_document_id,
    commitment.first_announced_on,
    commitment.confidence,
    commitment.commitment_id,
    commitment.figure_id
FROM core.fact_commitment_year AS commitment_year
JOIN mart.commitment AS commitment USING (commitment_id);
COMMENT ON VIEW mart.commitment_by_year IS 'Grain: commitment × year. Annual sums stand in each of their years, sums for several years together have no year. Additive: counted_sek over everything, each crown once';
COMMENT ON COLUMN mart.commitment_by_year.year IS 'Calendar year; NULL for a sum for several years together, or where no year is stated';
COMMENT ON COLUMN mart.commitment_by_year.counted_sek IS 'Kronor in that year that none of its counted parts states';
COMMENT ON COLUMN mart.commitment_by_year.commitment IS 'What it is for: the sentence or table row that tells of it first';
COMMENT ON COLUMN mart.commitment_by_year.recipient IS 'Who receives: official name where known, else as printed; NULL where no document says';
COMMENT ON COLUMN mart.commitment_by_year.recipient_kind IS 'agency, university … | municipality | county | region | nation | as printed | not stated';
COMMENT ON COLUMN mart.commitment_by_year.geography_code IS 'SCB code of the place that receives, as text; NULL where it is no known place';
COMMENT ON COLUMN mart.commitment_by_year.programme IS 'Programme; "not stated" where no document names one';
COMMENT ON COLUMN mart.commitment_by_year.period IS 'Period as a label, before it was split into years';
COMMENT ON COLUMN mart.commitment_by_year.status IS 'The furthest that any document tells: paid | decided | proposed | indicative | calculation_example; NULL where none says';
COMMENT ON COLUMN mart.commitment_by_year.count_basis IS 'once | all_years | one_year (years not stated, or no end: counted in its first year alone)';
COMMENT ON COLUMN mart.commitment_by_year.first_document IS 'Title of the document that tells of it first';
COMMENT ON COLUMN mart.commitment_by_year.first_document_id IS 'Version of that document';
COMMENT ON COLUMN mart.commitment_by_year.first_announced_on IS 'Publication date of that document; NULL where not known';
COMMENT ON COLUMN mart.commitment_by_year.confidence IS 'How sure it is that its figures state the same money, from 0 to 1';
COMMENT ON COLUMN mart.commitment_by_year.commitment_id IS 'Commitment';
COMMENT ON COLUMN mart.commitment_by_year.figure_id IS 'The figure that describes it; `anslag explain` takes it';

CREATE VIEW mart.promise_by_recipient_year AS
SELECT
    year,
    recipient,
    recipient_kind,
    geography_code,
    status,
    sum(counted_sek) AS counted_sek,
    count(*) AS commitment_count
FROM mart.commitment_by_year
GROUP BY ALL;
COMMENT ON VIEW mart.promise_by_recipient_year IS 'Grain: year × recipient × status. Who was promised what for a year: WHERE year = 2025. Additive: counted_sek over everything; what a whole says of no recipient stands under recipient NULL';
COMMENT ON COLUMN mart.promise_by_recipient_year.year IS 'Calendar year; NULL for sums for several years together, or where no year is stated';
COMMENT ON COLUMN mart.promise_by_recipient_year.recipient IS 'Who receives: official name where known, else as printed; NULL where no document says';
COMMENT ON COLUMN mart.promise_by_recipient_year.recipient_kind IS 'agency, university … | municipality | county | region | nation | as printed | not stated';
COMMENT ON COLUMN mart.promise_by_recipient_year.geography_code IS 'SCB code of the place that receives, as text; NULL where it is no known place';
COMMENT ON COLUMN mart.promise_by_recipient_year.status IS 'The furthest that any document tells; NULL where none says. A promise stands in one row, that of its status';
COMMENT ON COLUMN mart.promise_by_recipient_year.counted_sek IS 'Kronor, each once';
COMMENT ON COLUMN mart.promise_by_recipient_year.commitment_count IS 'Commitments that the sum is made of';

CREATE VIEW mart.announced_decided_paid AS
SELECT
    programme,
    year,
    sum(counted_sek) AS announced_sek,
    coalesce(sum(counted_sek) FILTER (status IN ('decided', 'paid')), 0) AS decided_sek,
    coalesce(sum(counted_sek) FILTER (status = 'paid'), 0) AS paid_sek,
    count(*) AS commitment_count
FROM mart.commitment_by_year
GROUP BY ALL;
COMMENT ON VIEW mart.announced_decided_paid IS 'Grain: programme × year. How much of what is announced is decided, and how much of that is paid. Additive down each column; never add columns: paid is part of decided, decided of announced';
COMMENT ON COLUMN mart.announced_decided_paid.programme IS 'Programme; "not stated" for all money that no document names one for';
COMMENT ON COLUMN mart.announced_decided_paid.year IS 'Calendar year; NULL for sums for several years together, or where no year is stated';
COMMENT ON COLUMN mart.announced_decided_paid.announced_sek IS 'Kronor announced, whatever has become of them';
COMMENT ON COLUMN mart.announced_decided_paid.decided_sek IS 'Kronor of these that a document tells are decided or paid';
COMMENT ON COLUMN mart.announced_decided_paid.paid_sek IS 'Kronor of these that a document tells are paid';
COMMENT ON COLUMN mart.announced_decided_paid.commitment_count IS 'Commitments that the sums are made of';

CREATE VIEW mart.commitment_by_publisher_month AS
SELECT
    classification.scheme,
    classification.code,
    classification.name_sv AS name,
    date_trunc('month', commitment.first_announced_on)::DATE AS month,
    commitment.status,
    sum(commitment.counted_sek) AS counted_sek,
    count(*) AS commitment_count
FROM mart.commitment AS commitment
JOIN core.bridge_document_classification AS bridge ON bridge.document_id = commitment.first_document_id
JOIN core.dim_classification AS classification USING (classification_id)
WHERE commitment.counted_sek IS NOT NULL
GROUP BY ALL;
COMMENT ON VIEW mart.commitment_by_publisher_month IS 'Grain: ministry, sender, type or policy area × month × status. Money by who announced it first and what about: WHERE scheme = ''ministry'' or ''category''. Additive over months and status within one code; never over codes: a document is filed under several';
COMMENT ON COLUMN mart.commitment_by_publisher_month.scheme IS 'What the code says: ministry | sender (a minister, the government) | type (press release …) | category (policy area)';
COMMENT ON COLUMN mart.commitment_by_publisher_month.code IS 'The publisher''s code, as text';
COMMENT ON COLUMN mart.commitment_by_publisher_month.name IS 'Name of the code; NULL where the publisher''s key lacks it';
COMMENT ON COLUMN mart.commitment_by_publisher_month.month IS 'First day of the month in which it was first announced; NULL where not known';
COMMENT ON COLUMN mart.commitment_by_publisher_month.status IS 'The furthest that any document tells; NULL where none says';
COMMENT ON COLUMN mart.commitment_by_publisher_month.counted_sek IS 'Kronor over all years of the commitments, each once within a code';
COMMENT ON COLUMN mart.commitment_by_publisher_month.commitment_count IS 'Commitments that the sum is made of';

CREATE VIEW mart.allocation_by_programme_year AS
SELECT
    programme.name_sv AS programme,
    year_of.year,
    allocation.status,
    sum(allocation.amount_sek) AS amount_sek,
    count(DISTINCT allocation.recipient_text) AS recipient_count,
    count(*) FILTER (allocation.quality NOT IN ('ok', 'reviewed')) AS doubted_count
FROM core.fact_allocation AS allocation
JOIN core.dim_period AS period USING (period_id)
JOIN core.dim_programme AS programme USING (programme_id)
JOIN core.dim_document AS document USING (document_id)
LEFT JOIN LATERAL (
    SELECT unnest(range(period.start_year, period.end_year + 1))::INTEGER AS year
    WHERE period.is_annual OR period.start_year = period.end_year
) AS year_of ON true
WHERE document.is_current
GROUP BY ALL;
COMMENT ON VIEW mart.allocation_by_programme_year IS 'Grain: programme × year × status. Sum of a programme''s tables, all recipients. Additive over years; not over programmes that restate one another, and not over columns that a table adds up: mart.commitment_by_year counts those once';
COMMENT ON COLUMN mart.allocation_by_programme_year.programme IS 'Programme that the money is announced under';
COMMENT ON COLUMN mart.allocation_by_programme_year.year IS 'Calendar year; NULL for sums for several years together, or where no year is stated';
COMMENT ON COLUMN mart.allocation_by_programme_year.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN mart.allocation_by_programme_year.amount_sek IS 'Sum in kronor; quarantined figures are not in it';
COMMENT ON COLUMN mart.allocation_by_programme_year.recipient_count IS 'Recipients that the sum goes to';
COMMENT ON COLUMN mart.allocation_by_programme_year.doubted_count IS 'Figures among them that are repaired, suspect or quarantined';
