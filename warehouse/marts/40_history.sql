-- Figures of all kinds side by side, and how they were restated. Grain of mart.figure: figure × document version; of
-- mart.restatement: figure × change of its document. Use them to follow and compare figures. Never sum them: a total, its
-- parts and the sentence that repeats it all stand in mart.figure.
CREATE VIEW mart.figure AS
SELECT
    figure.*,
    document.document_key,
    document.path,
    document.title AS document,
    document.version_no,
    document.valid_from,
    document.valid_to,
    document.is_current,
    document.rules_version
FROM (
    SELECT
        figure_id, figure_key, document_id, 'allocation' AS kind, amount, NULL AS amount_high, currency, amount_text,
        recipient_text, period_id, status, quality, review_id, char_start, char_end
    FROM core.fact_allocation
    UNION ALL
    SELECT
        total_id, figure_key, document_id, 'total', amount, NULL, currency, amount_text,
        NULL, period_id, NULL, 'ok', NULL, char_start, char_end
    FROM core.fact_total
    UNION ALL
    SELECT
        figure_id, figure_key, document_id, 'funding', amount_low, amount_high, currency, amount_text,
        recipient_text, period_id, status, quality, review_id, char_start, char_end
    FROM core.fact_funding
) AS figure
JOIN core.dim_document AS document USING (document_id);
COMMENT ON VIEW mart.figure IS 'Grain: figure × document version. Every figure with its document and the version of the rules that made it. Never sum: totals, parts and repetitions stand side by side';
COMMENT ON COLUMN mart.figure.figure_id IS 'Identifier of the figure in this document version; `anslag explain` takes it';
COMMENT ON COLUMN mart.figure.figure_key IS 'Identifier of the figure through versions of its document';
COMMENT ON COLUMN mart.figure.document_id IS 'Document version';
COMMENT ON COLUMN mart.figure.kind IS 'allocation (table cell) | total (stated total) | funding (prose, or listed measure)';
COMMENT ON COLUMN mart.figure.amount IS 'Whole units of currency; the low end of a range; NULL where quarantined or not stated';
COMMENT ON COLUMN mart.figure.amount_high IS 'The high end of a range in whole units of currency, else NULL';
COMMENT ON COLUMN mart.figure.currency IS 'ISO 4217 code; NULL without an amount';
COMMENT ON COLUMN mart.figure.amount_text IS 'The characters as printed; NULL without an amount';
COMMENT ON COLUMN mart.figure.recipient_text IS 'Who receives the money, as printed; NULL where not stated';
COMMENT ON COLUMN mart.figure.period_id IS 'Years that it is for; unknown where not stated';
COMMENT ON COLUMN mart.figure.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN mart.figure.quality IS 'ok | repaired | suspect | quarantined | reviewed';
COMMENT ON COLUMN mart.figure.review_id IS 'The decision of a person that was applied to it; NULL where none was';
COMMENT ON COLUMN mart.figure.char_start IS 'First character';
COMMENT ON COLUMN mart.figure.char_end IS 'Character after the last';
COMMENT ON COLUMN mart.figure.document_key IS 'Identifier that all versions of the document share';
COMMENT ON COLUMN mart.figure.path IS 'Path of the document within its source';
COMMENT ON COLUMN mart.figure.document IS 'Title of the document';
COMMENT ON COLUMN mart.figure.version_no IS '1 for the first version of the document';
COMMENT ON COLUMN mart.figure.valid_from IS 'When this version was first seen';
COMMENT ON COLUMN mart.figure.valid_to IS 'When it was replaced or gone; NULL while it is there';
COMMENT ON COLUMN mart.figure.is_current IS 'True for the version that is there now';
COMMENT ON COLUMN mart.figure.rules_version IS 'Version of the rules that made the figure';

CREATE VIEW mart.restatement AS
WITH replaced AS (
    SELECT
        former.document_id AS former_id,
        arg_min(later.document_id, later.version_no) AS later_id,
        min(later.valid_from) AS restated_at
    FROM core.dim_document AS former
    JOIN core.dim_document AS later
        ON later.document_key = former.document_key AND later.version_no > former.version_no
    GROUP BY former.document_id
),
former AS (
    SELECT replaced.*, figure.* FROM replaced JOIN mart.figure AS figure ON figure.document_id = replaced.former_id
),
later AS (
    SELECT replaced.*, figure.* FROM replaced JOIN mart.figure AS figure ON figure.document_id = replaced.later_id
)
SELECT
    CASE
        WHEN former.figure_key IS NULL THEN 'added'
        WHEN later.figure_key IS NULL THEN 'gone'
        ELSE 'changed'
    END AS change,
    coalesce(later.restated_at, former.restated_at) AS restated_at,
    coalesce(later.path, former.path) AS path,
    coalesce(later.document, former.document) AS document,
    coalesce(later.kind, former.kind) AS kind,
    former.amount AS former_amount,
    later.amount AS later_amount,
    later.amount - former.amount AS difference,
    coalesce(later.currency, former.currency) AS currency,
    former.amount_text AS former_text,
    later.amount_text AS later_text,
    former.recipient_text AS former_recipient,
    later.recipient_text AS later_recipient,
    former.period_id AS former_period_id,
    later.period_id AS later_period_id,
    former.status AS former_status,
    later.status AS later_status,
    former.figure_id AS former_figure_id,
    later.figure_id AS later_figure_id,
    coalesce(later.figure_key, former.figure_key) AS figure_key
FROM former
FULL JOIN later ON later.former_id = former.former_id AND later.figure_key = former.figure_key
WHERE former.figure_key IS NULL
    OR later.figure_key IS NULL
    OR (former.amount, former.amount_high, former.currency, former.recipient_text, former.period_id, former.status)
    IS DISTINCT FROM (later.amount, later.amount_high, later.currency, later.recipient_text, later.period_id, later.status);
COMMENT ON VIEW mart.restatement IS 'Grain: figure × change of its document. Which figure changed from what to what when a document was replaced by its next version; a document that vanished restates nothing. Differences of figures that repeat one another must not be added';
COMMENT ON COLUMN mart.restatement.change IS 'changed | added | gone';
COMMENT ON COLUMN mart.restatement.restated_at IS 'When the later version was first seen';
COMMENT ON COLUMN mart.restatement.path IS 'Path of the document within its source';
COMMENT ON COLUMN mart.restatement.document IS 'Title of the document, of the later version';
COMMENT ON COLUMN mart.restatement.kind IS 'allocation (table cell) | total (stated total) | funding (prose, or listed measure)';
COMMENT ON COLUMN mart.restatement.former_amount IS 'Amount before, whole units of currency; NULL where added';
COMMENT ON COLUMN mart.restatement.later_amount IS 'Amount after, whole units of currency; NULL where gone';
COMMENT ON COLUMN mart.restatement.difference IS 'Later less former, whole units of currency; NULL where one of them is missing';
COMMENT ON COLUMN mart.restatement.currency IS 'ISO 4217 code';
COMMENT ON COLUMN mart.restatement.former_text IS 'Characters as printed before; NULL where added';
COMMENT ON COLUMN mart.restatement.later_text IS 'Characters as printed after; NULL where gone';
COMMENT ON COLUMN mart.restatement.former_recipient IS 'Recipient as printed before; NULL where added or not stated';
COMMENT ON COLUMN mart.restatement.later_recipient IS 'Recipient as printed after; NULL where gone or not stated';
COMMENT ON COLUMN mart.restatement.former_period_id IS 'Years that it was for (core.dim_period); NULL where added';
COMMENT ON COLUMN mart.restatement.later_period_id IS 'Years that it is for (core.dim_period); NULL where gone';
COMMENT ON COLUMN mart.restatement.former_status IS 'Status before; NULL where added or not stated';
COMMENT ON COLUMN mart.restatement.later_status IS 'Status after; NULL where gone or not stated';
COMMENT ON COLUMN mart.restatement.former_figure_id IS 'The figure in the former version; NULL where added';
COMMENT ON COLUMN mart.restatement.later_figure_id IS 'The figure in the later version; NULL where gone';
COMMENT ON COLUMN mart.restatement.figure_key IS 'Identifier of the figure through versions of its document';
