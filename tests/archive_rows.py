"""What an archive holds, row by row, read past the archive's own code and indexes."""

import sqlite3
from contextlib import closing
from pathlib import Path

_TABLES = ("content", "observation", "refusal", "receipt", "identity")


def archive_rows(path: Path) -> dict[str, list[tuple[object, ...]]] | None:
    """Give the rows of each table, in their order; None where they cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as con:
            return {table: sorted(con.execute(f"SELECT * FROM {table} NOT INDEXED"), key=repr) for table in _TABLES}
    except (sqlite3.Error, UnicodeError):
        return None
