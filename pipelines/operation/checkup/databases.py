"""SQLite files: whether they are whole."""

import sqlite3
from contextlib import closing
from pathlib import Path


def damage(path: Path) -> str | None:
    """Look through a database for damage.

    Returns:
        What is wrong with it; None where it is whole.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as con:
            (told,) = con.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return None if told == "ok" else str(told).strip().partition("\n")[0]
