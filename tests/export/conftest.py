"""Exports to look at: of the first document's warehouse, and of one of our own with hostile texts and all types."""

from pathlib import Path

import duckdb
import pytest
from published_run import FINISHED

from pipelines.export.publication import Publication
from pipelines.export.warehouse import export_warehouse
from pipelines.settings import Home
from pipelines.store.versions import publish, start_build

_SCHEMA = """
CREATE SCHEMA core;
CREATE SCHEMA mart;
CREATE SCHEMA quality;
CREATE SCHEMA staging;
CREATE SCHEMA raw;
CREATE TABLE raw.secret (text VARCHAR);
CREATE TABLE core.dim_place (
    country VARCHAR, code VARCHAR, name_sv VARCHAR NOT NULL, PRIMARY KEY (country, code)
);
CREATE TABLE core.fact_thing (
    thing_id INTEGER PRIMARY KEY,
    country VARCHAR,
    code VARCHAR,
    kind VARCHAR NOT NULL CHECK (kind IN ('a b', 'c''d')),
    note VARCHAR NOT NULL,
    amount DECIMAL(38, 6),
    count_all HUGEINT,
    share DOUBLE,
    seen_at TIMESTAMPTZ,
    local_at TIMESTAMP,
    day DATE,
    forms VARCHAR[],
    evidence JSON,
    record STRUCT(a INTEGER, b VARCHAR),
    is_sure BOOLEAN,
    CHECK (amount > 0 OR amount IS NULL),
    FOREIGN KEY (country, code) REFERENCES core.dim_place (country, code)
);
COMMENT ON TABLE core.fact_thing IS 'One row a thing | with <marks>';
COMMENT ON COLUMN core.fact_thing.amount IS 'Kronor';
INSERT INTO core.dim_place VALUES ('SE', '02', 'Åby'), ('SE', '01', '=1+1');
INSERT INTO core.fact_thing VALUES
    (2, 'SE', '01', 'c''d', '', 12345678901234567890123456789012.123456, 10141183460469231731687303715884105727, 0.1,
     '2024-02-29 23:30:00.000001+00', '2024-02-29 23:30:00', '1789-07-14', ['å', 'a"b,c', NULL], '{"k": [1, null]}',
     {'a': 1, 'b': 'x'}, true),
    (1, NULL, NULL, 'a b', E'=HYPERLINK("http://evil.example")\r\nÅ,"x"', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, NULL);
CREATE VIEW mart.thing AS SELECT * FROM core.fact_thing;
COMMENT ON VIEW mart.thing IS 'Things, for people';
CREATE VIEW mart.nothing AS SELECT * FROM core.fact_thing WHERE thing_id < 0;
"""


@pytest.fixture(scope="session")
def exported(built_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the first document as it is exported without options; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("exported") / "anslag"
    export_warehouse(built_home, folder, Publication(), lambda _: None)
    return folder


@pytest.fixture(scope="session")
def invented_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with a warehouse of tables of our own; tests read it and leave it as it is."""
    home = Home(tmp_path_factory.mktemp("invented"))
    build = start_build(home, "0a1b2c3d")
    with duckdb.connect(build) as con:
        con.execute(_SCHEMA)
    publish(home, build, built_at=FINISHED)
    return home


@pytest.fixture(scope="session")
def invented(invented_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That warehouse exported; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("exported") / "things"
    export_warehouse(invented_home, folder, Publication(), lambda _: None)
    return folder
