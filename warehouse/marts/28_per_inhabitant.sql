-- Money by inhabitant, for places of different size. Grain: municipality × year × status × programme. Needs
-- raw/population.csv, which the user supplies; without it there are no rows.
CREATE VIEW mart.allocation_per_inhabitant AS
WITH allocated AS (
    SELECT
        geography.geography_id,
        allocation.municipality_code,
        allocation.municipality,
        allocation.county,
        allocation.year,
        allocation.status,
        allocation.programme,
        sum(allocation.amount_sek)::DECIMAL(24, 2) AS amount_sek,
        count(*) FILTER (allocation.quality NOT IN ('ok', 'reviewed')) AS doubted_count
    FROM mart.allocation_by_municipality_year AS allocation
    JOIN core.dim_geography AS geography
        ON geography.kind = 'municipality' AND geography.geography_code = allocation.municipality_code
    WHERE allocation.year IS NOT NULL
    GROUP BY ALL
)
SELECT
    allocated.municipality_code,
    allocated.municipality,
    allocated.county,
    allocated.year,
    allocated.status,
    allocated.programme,
    allocated.amount_sek,
    population.inhabitants,
    population.year AS population_year,
    -- Decimals would be divided as floating point: öre are whole numbers, and half of one is rounded away from zero.
    ((sign(amount_sek) * ((2 * (abs(amount_sek) * 100)::HUGEINT + inhabitants) // (2 * inhabitants)))::DECIMAL(20, 0)
        * 0.01)::DECIMAL(18, 2) AS amount_sek_per_inhabitant,
    allocated.doubted_count
FROM allocated
ASOF JOIN core.dim_population AS population
    ON population.geography_id = allocated.geography_id AND allocated.year >= population.year;
COMMENT ON VIEW mart.allocation_per_inhabitant IS 'Grain: municipality × year × status × programme. Money to a municipality by its inhabitants; no row where the user has supplied no count of them for the year or an earlier one. Not additive: neither amount_sek_per_inhabitant (divide sums instead) nor amount_sek over status, nor over programmes that restate one another; mart.commitment_by_year counts each crown once';
COMMENT ON COLUMN mart.allocation_per_inhabitant.municipality_code IS 'SCB code, 4 digits';
COMMENT ON COLUMN mart.allocation_per_inhabitant.municipality IS 'Official name of the municipality';
COMMENT ON COLUMN mart.allocation_per_inhabitant.county IS 'Name of its county';
COMMENT ON COLUMN mart.allocation_per_inhabitant.year IS 'Calendar year that the money is for';
COMMENT ON COLUMN mart.allocation_per_inhabitant.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN mart.allocation_per_inhabitant.programme IS 'Programme that the money is announced under';
COMMENT ON COLUMN mart.allocation_per_inhabitant.amount_sek IS 'Sum in kronor; quarantined figures are not in it; NULL where all are';
COMMENT ON COLUMN mart.allocation_per_inhabitant.inhabitants IS 'Inhabitants of the municipality in population_year, from the file that the user supplies';
COMMENT ON COLUMN mart.allocation_per_inhabitant.population_year IS 'Year that the inhabitants are of: the year itself, or the latest before it that is known';
COMMENT ON COLUMN mart.allocation_per_inhabitant.amount_sek_per_inhabitant IS 'Kronor by inhabitant, rounded to öre: amount_sek / inhabitants';
COMMENT ON COLUMN mart.allocation_per_inhabitant.doubted_count IS 'Figures of the sum that are repaired, suspect or quarantined';
