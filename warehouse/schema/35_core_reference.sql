-- Reference data that no document states: each row says where it comes from.
CREATE TABLE core.dim_geography_name (
    geography_id VARCHAR NOT NULL REFERENCES core.dim_geography (geography_id),
    name_sv      VARCHAR NOT NULL,
    kind         VARCHAR NOT NULL CHECK (kind IN ('landsting', 'region', 'kommun', 'län')),
    valid_from   DATE,
    valid_to     DATE,
    source       VARCHAR NOT NULL,
    PRIMARY KEY (geography_id, name_sv),
    CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE core.dim_geography_name IS 'One row a name of a place and the time that it was in use: county councils (landsting) became regions one by one until 2019. A place without a row is not known to have had another name; a day is in one period of a place at most';
COMMENT ON COLUMN core.dim_geography_name.geography_id IS 'The place';
COMMENT ON COLUMN core.dim_geography_name.name_sv IS 'Its name in that time, as it called itself; laws say landsting until the end of 2019';
COMMENT ON COLUMN core.dim_geography_name.kind IS 'What it called itself: landsting (county council) | region | kommun (municipality) | län (county)';
COMMENT ON COLUMN core.dim_geography_name.valid_from IS 'First day of the name; NULL where that is not known';
COMMENT ON COLUMN core.dim_geography_name.valid_to IS 'Last day of the name; NULL while it is in use';
COMMENT ON COLUMN core.dim_geography_name.source IS 'Addresses that tell of the change, separated by spaces';

CREATE TABLE core.dim_ministry (
    ministry_id  VARCHAR NOT NULL REFERENCES core.dim_organisation (organisation_id),
    period_no    INTEGER NOT NULL CHECK (period_no >= 1),
    name_sv      VARCHAR NOT NULL,
    valid_from   DATE,
    valid_to     DATE,
    is_current   BOOLEAN NOT NULL,
    succeeded_by VARCHAR[] NOT NULL,
    source       VARCHAR NOT NULL,
    PRIMARY KEY (ministry_id, period_no),
    CHECK (valid_from <= valid_to),
    CHECK (NOT (is_current AND valid_to IS NOT NULL))
);
COMMENT ON TABLE core.dim_ministry IS 'One row a time without a break in which a ministry existed under one name; those of 1997 and since, and what came just before. The periods of one ministry never overlap';
COMMENT ON COLUMN core.dim_ministry.ministry_id IS 'The ministry as an organisation; under another name it is another one';
COMMENT ON COLUMN core.dim_ministry.period_no IS 'Number of the time, from 1; 2 where the ministry was founded anew';
COMMENT ON COLUMN core.dim_ministry.name_sv IS 'Its name';
COMMENT ON COLUMN core.dim_ministry.valid_from IS 'First day; NULL where that is not known, or long before';
COMMENT ON COLUMN core.dim_ministry.valid_to IS 'Last day; NULL while it exists, and where the day is not known (see is_current)';
COMMENT ON COLUMN core.dim_ministry.is_current IS 'True while it exists';
COMMENT ON COLUMN core.dim_ministry.succeeded_by IS 'Identifiers of the ministries that it became or that took over its matters, as far as the source tells; empty while it exists or where none is told';
COMMENT ON COLUMN core.dim_ministry.source IS 'Addresses that tell of it, separated by spaces';

CREATE TABLE core.dim_price_index (
    year     INTEGER PRIMARY KEY,
    cpi_1980 DECIMAL(9, 2) NOT NULL CHECK (cpi_1980 > 0),
    source   VARCHAR NOT NULL
);
COMMENT ON TABLE core.dim_price_index IS 'One row a year whose consumer price index is known. A year without a row is not known: nothing is guessed for it';
COMMENT ON COLUMN core.dim_price_index.year IS 'Calendar year';
COMMENT ON COLUMN core.dim_price_index.cpi_1980 IS 'Consumer price index (KPI): mean of the year''s twelve months, 1980 = 100; final once published';
COMMENT ON COLUMN core.dim_price_index.source IS 'Who publishes the figure, and which series it is of';

CREATE TABLE core.dim_population (
    geography_id VARCHAR NOT NULL REFERENCES core.dim_geography (geography_id),
    year         INTEGER NOT NULL,
    inhabitants  INTEGER NOT NULL CHECK (inhabitants > 0),
    source       VARCHAR NOT NULL,
    PRIMARY KEY (geography_id, year)
);
COMMENT ON TABLE core.dim_population IS 'One row a place and year of raw/population.csv, which the user supplies; empty without that file, and while anything in it is wrong (see quality.finding, kind population_file)';
COMMENT ON COLUMN core.dim_population.geography_id IS 'The nation, a county or a municipality; do not add these to one another';
COMMENT ON COLUMN core.dim_population.year IS 'Calendar year';
COMMENT ON COLUMN core.dim_population.inhabitants IS 'People who live there, as the file counts them (Statistics Sweden counts on 31 December)';
COMMENT ON COLUMN core.dim_population.source IS 'Who says so, in the words of the file';
