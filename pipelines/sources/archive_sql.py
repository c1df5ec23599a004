"""The SQL of the archive: its tables, and the queries that are more than a line.

Belongs here: statements only; who runs them, and in which transaction, stands in `archive`.
"""

SCHEMA = """
CREATE TABLE IF NOT EXISTS content (
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS observation (
    observation_no INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT REFERENCES content,
    seen_at TEXT NOT NULL,
    address TEXT,
    description TEXT,
    digest TEXT
);
CREATE INDEX IF NOT EXISTS observation_of ON observation (source, path, observation_no);
CREATE INDEX IF NOT EXISTS observation_by ON observation (source, observation_no);
CREATE TABLE IF NOT EXISTS refusal (
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    size_bytes INTEGER,
    sha256 TEXT,
    problem TEXT NOT NULL,
    remedy TEXT NOT NULL,
    PRIMARY KEY (source, path)
);
CREATE TABLE IF NOT EXISTS receipt (
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    address TEXT NOT NULL,
    received_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    bytes BLOB,
    PRIMARY KEY (source, path)
);
CREATE TABLE IF NOT EXISTS identity (
    archive_id TEXT NOT NULL
);
INSERT INTO identity SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT * FROM identity);
"""
"""Tables of an archive, made where there are none."""

# The chain came later than the first archives: their rows are taken as they are found.
UNCHAINED = "SELECT count(*) = 0 FROM pragma_table_info('observation') WHERE name = 'digest'"
"""Whether an archive is of the time before observations had digests."""

CHAIN = """
SELECT observation_no, source, path, sha256, seen_at, address, description, digest FROM observation
ORDER BY observation_no
"""
"""Every observation with its digest."""

LAST_LINK = "SELECT observation_no, digest FROM observation ORDER BY observation_no DESC LIMIT 1"
"""Number and digest of the last observation."""

CURRENT = """
SELECT source, path, sha256, seen_at, address, description FROM observation JOIN (
    SELECT max(observation_no) AS observation_no FROM observation WHERE source = ? GROUP BY path
) USING (observation_no) WHERE sha256 IS NOT NULL ORDER BY path
"""
"""The last observation of every document that a source holds now."""

CHANGED = """
SELECT source, path, sha256, seen_at, address, description FROM observation
WHERE (source, path) IN (SELECT source, path FROM observation WHERE observation_no > ?)
ORDER BY source, path, observation_no
"""
"""All observations of documents that were observed after one."""

# From each name to the next in the index: a DISTINCT would go through all observations.
SOURCES = """
WITH RECURSIVE named (source) AS (
    SELECT min(source) FROM observation
    UNION ALL
    SELECT (SELECT min(source) FROM observation WHERE observation.source > named.source)
    FROM named WHERE named.source IS NOT NULL
)
SELECT source FROM named WHERE source IS NOT NULL
"""
"""The names of all sources that were observed."""
