-- Documents as received. Nothing here is interpreted; everything else in the warehouse points back to these characters.
CREATE SCHEMA raw;

CREATE TABLE raw.document (
    document_id  VARCHAR PRIMARY KEY,
    document_key VARCHAR NOT NULL,
    source       VARCHAR NOT NULL,
    path         VARCHAR NOT NULL,
    sha256       VARCHAR NOT NULL CHECK (length(sha256) = 64),
    size_bytes   BIGINT  NOT NULL CHECK (size_bytes >= 0),
    encoding     VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,
    sidecar      JSON
);
COMMENT ON TABLE raw.document IS 'One row a document version: the decoded text and the hash of the bytes it was decoded from';
COMMENT ON COLUMN raw.document.document_id IS 'Identifier of this version: first 16 hex digits of sha256(document_key, sha256 of the bytes)';
COMMENT ON COLUMN raw.document.document_key IS 'Identifier that all versions of one document share: source and path';
COMMENT ON COLUMN raw.document.source IS 'Where the document came from: folder (raw/) or given (a path named on the command line)';
COMMENT ON COLUMN raw.document.path IS 'Path within the source, with forward slashes';
COMMENT ON COLUMN raw.document.sha256 IS 'SHA-256 of the bytes as received, 64 hex digits';
COMMENT ON COLUMN raw.document.size_bytes IS 'Size of the file as received, bytes';
COMMENT ON COLUMN raw.document.encoding IS 'Character encoding that the bytes were decoded with';
COMMENT ON COLUMN raw.document.text IS 'The decoded text; char_start and char_end everywhere count its characters (code points) from 0';
COMMENT ON COLUMN raw.document.sidecar IS 'What the file NAME.meta.json beside the document says of it; NULL where there is none';

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
