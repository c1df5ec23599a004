-- Who held which office, as far as documents say. Grain: minister × portfolio. Use it to read announcements in their
-- time; it is no register of governments: a day without a document says nothing.
CREATE VIEW mart.minister_portfolio AS
SELECT
    minister.name AS minister,
    bridge.portfolio_sv,
    min(document.published_on) AS first_listed_on,
    max(document.published_on) AS last_listed_on,
    count(DISTINCT document.document_id) AS document_count
FROM core.bridge_document_minister AS bridge
JOIN core.dim_minister AS minister USING (minister_id)
JOIN core.dim_document AS document USING (document_id)
WHERE document.is_current
GROUP BY ALL;
COMMENT ON VIEW mart.minister_portfolio IS 'Grain: minister × portfolio. Who is listed with which title, and between which dates of documents that list them. Nothing here can be added up: a document lists several ministers, and a minister may have several portfolios';
COMMENT ON COLUMN mart.minister_portfolio.minister IS 'Name as printed';
COMMENT ON COLUMN mart.minister_portfolio.portfolio_sv IS 'Title as printed ("miljöminister")';
COMMENT ON COLUMN mart.minister_portfolio.first_listed_on IS 'Publication date of the first document that lists the two together; first day of the month or year where only that is known; NULL where no such document has a date';
COMMENT ON COLUMN mart.minister_portfolio.last_listed_on IS 'Publication date of the last such document, likewise';
COMMENT ON COLUMN mart.minister_portfolio.document_count IS 'Current documents that list the two together, with and without a date';
