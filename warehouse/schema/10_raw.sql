-- Documents as received. Nothing here is interpreted; everything else in the warehouse points back to these characters.
CREATE SCHEMA raw;

CREATE TABLE raw.document_version (
    document_id  VARCHAR PRIMARY KEY,
    document_key VARCHAR NOT NULL,
    source       VARCHAR NOT NULL,
    path         VARCHAR NOT NULL,
    sha256       VARCHAR NOT NULL CHECK (length(sha256) = 64),
    version_no   INTEGER NOT NULL CHECK (version_no > 0),
    valid_from   TIMESTAMPTZ NOT NULL,
    valid_to     TIMESTAMPTZ,
    is_current   BOOLEAN NOT NULL,
    address      VARCHAR,
    sidecar      JSON,
    CHECK (is_current = (valid_to IS NULL)),
    CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE raw.document_version IS 'The manifest: one row a version of a document in the archive, readable or not, and when it was there';
COMMENT ON COLUMN raw.document_version.document_id IS 'Identifier of this version: 16 hex digits from document_key, the hash of the bytes and, for bytes that came back, how often';
COMMENT ON COLUMN raw.document_version.document_key IS 'Identifier that all versions of one document share: source and path';
COMMENT ON COLUMN raw.document_version.source IS 'Where the document came from';
COMMENT ON COLUMN raw.document_version.path IS 'Path within the source, with forward slashes';
COMMENT ON COLUMN raw.document_version.sha256 IS 'SHA-256 of the bytes as received, 64 hex digits; the archive gives the bytes for it';
COMMENT ON COLUMN raw.document_version.version_no IS '1 for the first version of the document, 2 for the next';
COMMENT ON COLUMN raw.document_version.valid_from IS 'When this version was first seen';
COMMENT ON COLUMN raw.document_version.valid_to IS 'When another version, or none, was seen in its place; NULL while it is there';
COMMENT ON COLUMN raw.document_version.is_current IS 'True while it is there';
COMMENT ON COLUMN raw.document_version.address IS 'Address that it was fetched from; NULL for files';
COMMENT ON COLUMN raw.document_version.sidecar IS 'What was last known of it beside its text: title, dates, publisher …; NULL where nothing is';

CREATE TABLE raw.document (
    document_id  VARCHAR PRIMARY KEY, -- REFERENCES raw.document_version (document_id)
    document_key VARCHAR NOT NULL,
    source       VARCHAR NOT NULL,
    path         VARCHAR NOT NULL,
    sha256       VARCHAR NOT NULL CHECK (length(sha256) = 64),
    size_bytes   BIGINT  NOT NULL CHECK (size_bytes >= 0),
    encoding     VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,
    address      VARCHAR,
    sidecar      JSON
);
COMMENT ON TABLE raw.document IS 'One row a document version that could be decoded: its text and the hash of the bytes it was decoded from';
COMMENT ON COLUMN raw.document.document_id IS 'Identifier of this version';
COMMENT ON COLUMN raw.document.document_key IS 'Identifier that all versions of one document share: source and path';
COMMENT ON COLUMN raw.document.source IS 'Where the document came from: folder (raw/), given (a path named on the command line), corpus, or a site';
COMMENT ON COLUMN raw.document.path IS 'Path within the source, with forward slashes';
COMMENT ON COLUMN raw.document.sha256 IS 'SHA-256 of the bytes as received, 64 hex digits';
COMMENT ON COLUMN raw.document.size_bytes IS 'Size of the file as received, bytes';
COMMENT ON COLUMN raw.document.encoding IS 'Character encoding that the bytes were decoded with';
COMMENT ON COLUMN raw.document.text IS 'The decoded text; char_start and char_end everywhere count its characters (code points) from 0';
COMMENT ON COLUMN raw.document.address IS 'Address that it was fetched from; NULL for files';
COMMENT ON COLUMN raw.document.sidecar IS 'What is known of it beside its text, from NAME.meta.json or the site; NULL where nothing is';

CREATE TABLE raw.supplied_file (
    path   VARCHAR PRIMARY KEY,
    sha256 VARCHAR CHECK (length(sha256) = 64),
    text   VARCHAR
);
COMMENT ON TABLE raw.supplied_file IS 'One row a file of data that the user keeps in raw/ beside the documents: population.csv';
COMMENT ON COLUMN raw.supplied_file.path IS 'Path in raw/';
COMMENT ON COLUMN raw.supplied_file.sha256 IS 'SHA-256 of the bytes, 64 hex digits; NULL where the file could not be opened';
COMMENT ON COLUMN raw.supplied_file.text IS 'What it says; NULL where that could not be read';

CREATE TABLE raw.refused_file (
    source     VARCHAR NOT NULL,
    path       VARCHAR NOT NULL,
    size_bytes BIGINT,
    sha256     VARCHAR,
    problem    VARCHAR NOT NULL,
    remedy     VARCHAR NOT NULL,
    PRIMARY KEY (source, path)
);
COMMENT ON TABLE raw.refused_file IS 'One row a file that was offered but could not be read as a document; each is a finding as well';
COMMENT ON COLUMN raw.refused_file.source IS 'Where the file came from';
COMMENT ON COLUMN raw.refused_file.path IS 'Path within the source';
COMMENT ON COLUMN raw.refused_file.size_bytes IS 'Size in bytes; NULL where the file could not be opened';
COMMENT ON COLUMN raw.refused_file.sha256 IS 'SHA-256 of the bytes; NULL where the file was not read';
COMMENT ON COLUMN raw.refused_file.problem IS 'What is wrong with the file';
COMMENT ON COLUMN raw.refused_file.remedy IS 'What to do about it';
