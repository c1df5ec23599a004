-- Promised money at the prices of one year, so that years can be compared. Grain: commitment × year, the rows of
-- mart.commitment_by_year. Amounts of years that the price index does not know have no fixed price: read price_basis.
CREATE VIEW mart.commitment_by_year_fixed_prices AS
WITH indexed AS (
    SELECT
        this.year,
        -- Decimals would be divided as floating point, so hundredths of an index are whole numbers.
        (this.cpi_1980 * 100)::HUGEINT AS index_of_year,
        (latest.cpi_1980 * 100)::HUGEINT AS index_of_price_year
    FROM core.dim_price_index AS this
    JOIN core.dim_price_index AS latest ON latest.year = (SELECT max(year) FROM core.dim_price_index)
)
SELECT
    commitment_year.year,
    commitment_year.counted_sek,
    (SELECT max(year) FROM core.dim_price_index) AS price_year,
    -- In öre, twice the amount: half an öre is rounded away from zero.
    (
        (
            sign(commitment_year.counted_sek) * (
                (
                    2 * (abs(commitment_year.counted_sek)::DECIMAL(24, 2) * 100)::HUGEINT * indexed.index_of_price_year
                    + indexed.index_of_year
                ) // (2 * indexed.index_of_year)
            )
        )::DECIMAL(20, 0) * 0.01
    )::DECIMAL(18, 2) AS counted_sek_fixed,
    CASE
        WHEN commitment_year.year IS NULL THEN 'no_year'
        WHEN indexed.year IS NULL THEN 'beyond_index'
        ELSE 'index'
    END AS price_basis,
    commitment_year.commitment,
    commitment_year.recipient,
    commitment_year.recipient_kind,
    commitment_year.geography_code,
    commitment_year.programme,
    commitment_year.period,
    commitment_year.status,
    commitment_year.count_basis,
    commitment_year.first_document,
    commitment_year.first_announced_on,
    commitment_year.commitment_id,
    commitment_year.figure_id
FROM mart.commitment_by_year AS commitment_year
LEFT JOIN indexed ON indexed.year = commitment_year.year;
COMMENT ON VIEW mart.commitment_by_year_fixed_prices IS 'Grain: commitment × year. Promised money at the prices of price_year, by the consumer price index. Additive: counted_sek_fixed over rows of price_basis ''index''; the other rows are in no sum of it, so say how much counted_sek they hold; never add counted_sek to counted_sek_fixed';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.year IS 'Calendar year; NULL for a sum for several years together, or where no year is stated';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.counted_sek IS 'Kronor in that year, at the prices in which they were promised; NULL in another currency';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.price_year IS 'Year at whose prices counted_sek_fixed is: the latest of core.dim_price_index, the same in all rows';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.counted_sek_fixed IS 'Kronor at the prices of price_year: counted_sek × index of price_year / index of year, rounded to öre; NULL unless price_basis is index, and in another currency';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.price_basis IS 'index (the index of the year is known) | beyond_index (the year is later or earlier than the index: nothing is guessed) | no_year';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.commitment IS 'What it is for: the sentence or table row that tells of it first';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.recipient IS 'Who receives: official name where known, else as printed; NULL where no document says';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.recipient_kind IS 'agency, university … | municipality | county | region | nation | as printed | not stated';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.geography_code IS 'SCB code of the place that receives, as text; NULL where it is no known place';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.programme IS 'Programme; "not stated" where no document names one';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.period IS 'Period as a label, before it was split into years';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.status IS 'The furthest that any document tells: paid | decided | proposed | indicative | calculation_example; NULL where none says';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.count_basis IS 'once | all_years | one_year (years not stated, or no end: counted in its first year alone)';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.first_document IS 'Title of the document that tells of it first';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.first_announced_on IS 'Publication date of that document; NULL where not known';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.commitment_id IS 'Commitment';
COMMENT ON COLUMN mart.commitment_by_year_fixed_prices.figure_id IS 'The figure that describes it; `anslag explain` takes it';
