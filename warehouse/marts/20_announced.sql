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
