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
    digest TEXT,
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
    digest TEXT,
    PRIMARY KEY (source, path)
);
CREATE TABLE IF NOT EXISTS identity (
    archive_id TEXT NOT NULL,
    digest TEXT
);
"""
"""Tables of an archive, made where there are none."""

# Unless it is materialized, SQLite draws the name once for each time that it is said.
IDENTIFY = """
WITH drawn (archive_id) AS MATERIALIZED (SELECT lower(hex(randomblob(16))))
INSERT INTO identity SELECT archive_id, seal(archive_id) FROM drawn WHERE NOT EXISTS (SELECT * FROM identity)
"""
"""Gives a new archive its name."""

# The chain came later than the first archives: their rows are taken as they are found.
UNCHAINED = "SELECT count(*) = 0 FROM pragma_table_info('observation') WHERE name = 'digest'"
"""Whether an archive is of the time before observations had digests."""

REFUSE = "INSERT OR REPLACE INTO refusal VALUES (?1, ?2, ?3, ?4, ?5, ?6, seal(?1, ?2, ?3, ?4, ?5, ?6))"
"""Keeps a file that could not be taken, in the order of its fields."""

RECEIVE = "INSERT OR REPLACE INTO receipt VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, seal(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))"
"""Keeps what a site's answer came with: source, path, address, time, sha256, ETag, Last-Modified, bytes."""

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
