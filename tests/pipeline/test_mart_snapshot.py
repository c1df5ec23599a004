"""All rows of all marts from `raw/`, held against a snapshot that people review when it changes.

After a wanted change, `PYTHONPATH=tests .venv/bin/python tests/pipeline/test_mart_snapshot.py` writes the snapshot
anew; read its difference.
"""

import csv
import io
import tempfile
from pathlib import Path

import duckdb
import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.store.query import open_for_questions
from pipelines.store.schema import list_tables

SNAPSHOT = Path(__file__).with_name("mart_snapshot")
# What differs from run to run, and from one version of the rules to the next.
_VOLATILE = frozenset({"rules_version", "valid_from", "valid_to", "restated_at", "row_count", "run_id"})
_NOT_OF_DOCUMENTS = frozenset({"mart.expectation"})


def marts(con: duckdb.DuckDBPyConnection) -> list[str]:
    found = [info.qualified for info in list_tables(con) if info.schema == "mart"]
    return [name for name in found if name not in _NOT_OF_DOCUMENTS]


def as_csv(con: duckdb.DuckDBPyConnection, mart: str) -> str:
    kept = [row[0] for row in con.execute(f"DESCRIBE {mart}").fetchall() if row[0] not in _VOLATILE]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(kept)
    writer.writerows(con.execute(f"SELECT {', '.join(kept)} FROM {mart} ORDER BY ALL").fetchall())
    return text.getvalue()


def names() -> list[str]:
    return sorted(path.stem for path in SNAPSHOT.glob("*.csv"))


def test_every_mart_has_a_snapshot(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert names() == sorted(marts(warehouse))


@pytest.mark.parametrize("mart", names())
def test_the_rows_of_a_mart_are_those_that_somebody_reviewed(warehouse: duckdb.DuckDBPyConnection, mart: str) -> None:
    assert as_csv(warehouse, mart) == (SNAPSHOT / f"{mart}.csv").read_text(encoding="utf-8")


def write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = home_with_the_document(Path(folder))
        build(home)
        with open_for_questions(home) as con:
            SNAPSHOT.mkdir(exist_ok=True)
            for mart in marts(con):
                (SNAPSHOT / f"{mart}.csv").write_text(as_csv(con, mart), encoding="utf-8")


if __name__ == "__main__":
    write()
