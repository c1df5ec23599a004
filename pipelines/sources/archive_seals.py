"""Seals: digests of the single rows of an archive that are replaced in their place, and so can have no chain.

Belongs here: reckoning them, putting them on rows of archives from before there were any, and finding rows that are not
as they were written. Observations, which are only ever added, have the chain of `archive_chain`.
"""

import sqlite3

from pipelines.sources.archive_chain import BEGINNING, link

SEALED = {
    "identity": "archive_id",
    "refusal": "source, path, size_bytes, sha256, problem, remedy",
    "receipt": "source, path, address, received_at, sha256, etag, last_modified, bytes",
}
"""The columns of each such table that its digest is reckoned from."""


def teach(con: sqlite3.Connection) -> None:
    """Give a connection the SQL function `seal`: the digest of its arguments."""
    con.create_function("seal", -1, lambda *row: link(BEGINNING, row), deterministic=True)


def are_missing(con: sqlite3.Connection) -> bool:
    """Tell whether an archive is from before there were seals."""
    return not all(_has_seals(con, table) for table in SEALED)


def put_on(con: sqlite3.Connection) -> None:
    """Seal the rows of such an archive as they are found."""
    for table, columns in SEALED.items():
        if not _has_seals(con, table):
            con.execute(f"ALTER TABLE {table} ADD COLUMN digest TEXT")
            con.execute(f"UPDATE {table} SET digest = seal({columns})")  # noqa: S608 - names from above


def first_broken(con: sqlite3.Connection) -> str | None:
    """Give the first table that has a row which is not as it was written; None where all are."""
    for table, columns in SEALED.items():
        broken = f"SELECT 1 FROM {table} WHERE digest IS NOT seal({columns}) LIMIT 1"  # noqa: S608 - names from above
        if _has_seals(con, table) and con.execute(broken).fetchone():
            return table
    return None


def _has_seals(con: sqlite3.Connection, table: str) -> bool:
    (count,) = con.execute("SELECT count(*) FROM pragma_table_info(?) WHERE name = 'digest'", [table]).fetchone()
    return bool(count)
