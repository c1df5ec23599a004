-- Reference data that no document states: each row says where it comes from.
CREATE TABLE core.dim_price_index (
    year     INTEGER PRIMARY KEY,
    cpi_1980 DECIMAL(9, 2) NOT NULL CHECK (cpi_1980 > 0),
    source   VARCHAR NOT NULL
);
COMMENT ON TABLE core.dim_price_index IS 'One row a year whose consumer price index is known. A year without a row is not known: nothing is guessed for it';
COMMENT ON COLUMN core.dim_price_index.year IS 'Calendar year';
COMMENT ON COLUMN core.dim_price_index.cpi_1980 IS 'Mean of the year''s twelve consumer price indices (KPI), 1980 = 100; final once published';
COMMENT ON COLUMN core.dim_price_index.source IS 'Who publishes the figure, and which series it is of';
