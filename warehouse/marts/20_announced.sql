-- What was announced in prose and in lists. Grain: amount in prose, or measure without one. Do not sum: the same money is
-- often announced more than once, and a stated total contains the allocations of its table.
CREATE VIEW mart.announced_funding AS
SELECT
    document.title AS document,
    document.published_on,
    funding.amount_low_sek AS amount_sek,
    funding.amount_text,
    funding.modifier,
    period.label AS period,
    funding.per_year,
    funding.status,
    funding.recipient_text AS recipient,
    organisation.name_sv AS organisation,
    funding.measure_id IS NOT NULL AS is_listed_measure,
    funding.total_id IS NOT NULL AS is_stated_total,
    funding.purpose_sv AS purpose,
    funding.figure_id
FROM core.fact_funding AS funding
JOIN core.dim_document AS document USING (document_id)
JOIN core.dim_period AS period USING (period_id)
JOIN core.dim_organisation AS organisation USING (organisation_id)
WHERE funding.kind = 'funding' AND document.is_current;
COMMENT ON VIEW mart.announced_funding IS 'Grain: amount in prose, or listed measure without an amount (NULL). Do not sum: the same money may be announced more than once';
COMMENT ON COLUMN mart.announced_funding.document IS 'Title of the document';
COMMENT ON COLUMN mart.announced_funding.published_on IS 'Publication date of the document, as far as known';
COMMENT ON COLUMN mart.announced_funding.amount_sek IS 'Kronor, the low end of a range; NULL without an amount or in another currency';
COMMENT ON COLUMN mart.announced_funding.amount_text IS 'The characters as printed; NULL for a measure without an amount';
COMMENT ON COLUMN mart.announced_funding.modifier IS 'exact | about | over | under | at_most | at_least | range';
COMMENT ON COLUMN mart.announced_funding.period IS 'Years that the amount is for, as a label';
COMMENT ON COLUMN mart.announced_funding.per_year IS 'True where the amount is a sum per year';
COMMENT ON COLUMN mart.announced_funding.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN mart.announced_funding.recipient IS 'Who receives, as printed; NULL where not stated';
COMMENT ON COLUMN mart.announced_funding.organisation IS 'The known organisation that receives; "okänd" where none is stated';
COMMENT ON COLUMN mart.announced_funding.is_listed_measure IS 'True for an item of a bullet list of measures';
COMMENT ON COLUMN mart.announced_funding.is_stated_total IS 'True where the amount is the stated total of a table: its allocations are part of it';
COMMENT ON COLUMN mart.announced_funding.purpose IS 'The sentence or list item that states it';
COMMENT ON COLUMN mart.announced_funding.figure_id IS 'The figure; `anslag explain` takes it';
