"""A reader of an installation that is published to all the time; a script, for many to be processes of their own.

It opens the link as README says, and prints as JSON how often it read and what was wrong. It ends when its standard
input does.
"""

import json
import select
import sys
import time
from pathlib import Path

import duckdb

_QUESTION = """
SELECT count(*), min(name_sv), max(name_sv) FROM core.dim_term
UNION ALL SELECT count(*), min(name), max(name) FROM core.dim_minister
"""
_LOOKS_WHILE_HELD = 5
_PAUSE_SECONDS = 0.02


def main() -> None:
    """Read until told to end."""
    link, rows = Path(sys.argv[1]), int(sys.argv[2])
    read = held = last = 0
    wrong: list[str] = []
    while not select.select([sys.stdin], [], [], 0)[0]:
        try:
            with duckdb.connect(link.resolve(), read_only=True) as con:
                generation = _generation(con, rows, wrong)
                read += 1
                wrong += [f"after generation {last} came {generation}"] * (generation < last)
                last = generation
                if read % 2:
                    held += 1
                    for _ in range(_LOOKS_WHILE_HELD):
                        time.sleep(_PAUSE_SECONDS * 5)
                        seen = _generation(con, rows, wrong)
                        wrong += [f"a held connection to {generation} gave {seen}"] * (seen != generation)
        except duckdb.Error as error:
            wrong.append(f"{type(error).__name__}: {error}")
        time.sleep(_PAUSE_SECONDS)
    json.dump({"read": read, "held": held, "last": last, "wrong": wrong[:20]}, sys.stdout)


def _generation(con: duckdb.DuckDBPyConnection, row_count: int, wrong: list[str]) -> int:
    rows = con.execute(_QUESTION).fetchall()
    generation = str(rows[0][1])
    if rows != [(row_count, generation, generation)] * 2:
        wrong.append(f"a mixed answer: {rows}")
    return int(generation)


if __name__ == "__main__":
    main()
