-- Who gets how much, year by year. Grain: allocation figure × year. Use it for questions about one place or one year.
-- An annual sum is repeated for each of its years; a sum for several years together has no year and stands once.
CREATE SCHEMA mart;

CREATE VIEW mart.allocation_by_municipality_year AS
SELECT
    geography.geography_code AS municipality_code,
    geography.name_sv AS municipality,
    geography.county_code,
    geography.county_name_sv AS county,
    year_of.year,
    allocation.amount_sek,
    allocation.status,
    allocation.quality,
    programme.name_sv AS programme,
    period.label AS period,
    document.title AS document,
    document.published_on,
    allocation.figure_id
FROM core.fact_allocation AS allocation
JOIN core.dim_geography AS geography USING (geography_id)
JOIN core.dim_period AS period USING (period_id)
JOIN core.dim_programme AS programme USING (programme_id)
JOIN core.dim_document AS document USING (document_id)
LEFT JOIN LATERAL (
    SELECT unnest(range(period.start_year, period.end_year + 1))::INTEGER AS year
    WHERE period.is_annual OR period.start_year = period.end_year
) AS year_of ON true
WHERE geography.kind = 'municipality' AND document.is_current;
COMMENT ON VIEW mart.allocation_by_municipality_year IS 'Grain: allocation figure × year. Money to municipalities, annual sums repeated for each year; sums over several years together have no year. Do not add rows of different status';
COMMENT ON COLUMN mart.allocation_by_municipality_year.municipality_code IS 'SCB code, 4 digits';
COMMENT ON COLUMN mart.allocation_by_municipality_year.municipality IS 'Official name of the municipality';
COMMENT ON COLUMN mart.allocation_by_municipality_year.county_code IS 'SCB code of its county, 2 digits';
COMMENT ON COLUMN mart.allocation_by_municipality_year.county IS 'Name of its county';
COMMENT ON COLUMN mart.allocation_by_municipality_year.year IS 'Calendar year that the amount is for; NULL for a sum over several years together or where no year is stated';
COMMENT ON COLUMN mart.allocation_by_municipality_year.amount_sek IS 'Kronor for that year, a repair applied; NULL while the figure is quarantined';
COMMENT ON COLUMN mart.allocation_by_municipality_year.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN mart.allocation_by_municipality_year.quality IS 'ok | repaired | suspect | quarantined | reviewed';
COMMENT ON COLUMN mart.allocation_by_municipality_year.programme IS 'Programme that the money is announced under';
COMMENT ON COLUMN mart.allocation_by_municipality_year.period IS 'Period as a label, before it was split into years';
COMMENT ON COLUMN mart.allocation_by_municipality_year.document IS 'Title of the document';
COMMENT ON COLUMN mart.allocation_by_municipality_year.published_on IS 'Publication date of the document, as far as known';
COMMENT ON COLUMN mart.allocation_by_municipality_year.figure_id IS 'The figure; `anslag explain` takes it';

CREATE VIEW mart.allocation_by_county_year AS
SELECT
    county_code,
    county,
    year,
    status,
    programme,
    sum(amount_sek) AS amount_sek,
    count(*) AS municipality_count,
    count(*) FILTER (quality NOT IN ('ok', 'reviewed')) AS doubted_count
FROM mart.allocation_by_municipality_year
WHERE year IS NOT NULL
GROUP BY ALL;
COMMENT ON VIEW mart.allocation_by_county_year IS 'Grain: county × year × status × programme. Sum of what its municipalities get; quarantined figures are not in the sum';
COMMENT ON COLUMN mart.allocation_by_county_year.county_code IS 'SCB code, 2 digits';
COMMENT ON COLUMN mart.allocation_by_county_year.county IS 'Name of the county';
COMMENT ON COLUMN mart.allocation_by_county_year.year IS 'Calendar year';
COMMENT ON COLUMN mart.allocation_by_county_year.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN mart.allocation_by_county_year.programme IS 'Programme that the money is announced under';
COMMENT ON COLUMN mart.allocation_by_county_year.amount_sek IS 'Sum in kronor over the municipalities of the county; quarantined figures are not in it';
COMMENT ON COLUMN mart.allocation_by_county_year.municipality_count IS 'Figures that the sum is made of';
COMMENT ON COLUMN mart.allocation_by_county_year.doubted_count IS 'Figures among them that are repaired, suspect or quarantined';
