-- What became of people's decisions. Grain: decision. Use it to see which ones hold, and which must be made again.
CREATE VIEW mart.review AS
WITH held AS (
    SELECT review_id FROM (
        SELECT review_id, document_id FROM core.fact_allocation
        UNION ALL SELECT review_id, document_id FROM core.fact_funding
        UNION ALL SELECT review_id, document_id FROM quality.finding
    ) AS reviewed
    LEFT JOIN core.dim_document AS document USING (document_id)
    WHERE review_id IS NOT NULL AND document.is_current IS NOT false
)
SELECT
    review.review_id,
    review.decided_at,
    review.reviewer,
    review.subject,
    review.decision,
    review.value,
    review.reason,
    CASE
        WHEN NOT review.is_in_force AND review.review_no < last.review_no THEN 'superseded'
        WHEN NOT review.is_in_force THEN 'reopened'
        WHEN review.review_id IN (SELECT held.review_id FROM held) THEN 'applied'
        WHEN review.subject_key IN (
            SELECT figure.figure_key FROM mart.figure AS figure WHERE figure.is_current
        ) THEN 'stale'
        ELSE 'orphaned'
    END AS outcome,
    review.path,
    review.recipient_text AS recipient,
    review.amount_text,
    review.amount AS former_amount,
    review.currency,
    review.source_text,
    review.subject_key,
    review.figure_id
FROM quality.review AS review
JOIN (
    SELECT subject, subject_key, max(review_no) AS review_no FROM quality.review GROUP BY subject, subject_key
) AS last USING (subject, subject_key);
COMMENT ON VIEW mart.review IS 'Grain: decision of a person about a figure or a finding. The outcome tells whether it holds in this version of the warehouse';
COMMENT ON COLUMN mart.review.review_id IS 'The decision';
COMMENT ON COLUMN mart.review.decided_at IS 'When it was made';
COMMENT ON COLUMN mart.review.reviewer IS 'Who made it';
COMMENT ON COLUMN mart.review.subject IS 'figure | finding';
COMMENT ON COLUMN mart.review.decision IS 'accept | correct | reject | reopen';
COMMENT ON COLUMN mart.review.value IS 'What is right, in whole units of currency; NULL unless a correction';
COMMENT ON COLUMN mart.review.reason IS 'Why; empty where none was given';
COMMENT ON COLUMN mart.review.outcome IS 'applied | stale (the source has changed: decide again) | orphaned (what it was about is gone) | superseded (by a later decision) | reopened (it took a decision back)';
COMMENT ON COLUMN mart.review.path IS 'Path of the document within its source';
COMMENT ON COLUMN mart.review.recipient IS 'Who receives, as printed; NULL where not stated';
COMMENT ON COLUMN mart.review.amount_text IS 'Characters as printed when it was made';
COMMENT ON COLUMN mart.review.former_amount IS 'Value as it stood, whole units of currency; NULL where there was none';
COMMENT ON COLUMN mart.review.currency IS 'ISO 4217 code; NULL without an amount';
COMMENT ON COLUMN mart.review.source_text IS 'What it rests on';
COMMENT ON COLUMN mart.review.subject_key IS 'figure_key or finding_key';
COMMENT ON COLUMN mart.review.figure_id IS 'The figure in the version that the reviewer saw; NULL for a finding';
