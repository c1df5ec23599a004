"""Promises about runs as a whole: the same again, another document, an older version kept."""

import os
from pathlib import Path

import duckdb
from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home
from pipelines.store.schema import list_tables
from pipelines.store.versions import current_version, open_published, versions

# What belongs to the run and not to the documents.
_OF_THE_RUN = {"quality.run"}

_SECOND = """# Stöd till kulturskolor

Regeringen fördelar 30 miljoner kronor 2024 till kulturskolor.

| Kommun | Belopp 2024 (kronor) |
| --- | --- |
| Lund | 12 000 000 |
| Umeå | 10 000 000 |
| Falun | 8 000 000 |
| Totalt | 30 000 000 |
"""


def _contents(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with open_published(home) as con:
        return {
            info.qualified: con.execute(f"SELECT * FROM {info.qualified} ORDER BY ALL").fetchall()
            for info in list_tables(con)
            if not info.is_view and info.qualified not in _OF_THE_RUN
        }


def test_the_same_documents_give_the_same_rows_and_another_one_adds_to_them(built_home: Home, tmp_path: Path) -> None:
    home = home_with_the_document(tmp_path)
    # Another time, another folder, another order of files in it: nothing that the rows may depend on.
    (home.raw_dir / "a.md").write_text(_SECOND, encoding="utf-8")
    build(home)
    with open_published(home) as con:
        first = con.execute("SELECT count(*) FROM core.fact_allocation").fetchone()
        added = con.execute(
            """SELECT municipality, year, amount_sek FROM mart.allocation_by_municipality_year
               WHERE municipality IN ('Lund', 'Umeå', 'Falun') ORDER BY municipality"""
        ).fetchall()
        reconciled = con.execute(
            "SELECT stated_amount, summed_amount, is_reconciled FROM mart.table_reconciliation WHERE period = '2024'"
        ).fetchall()
    assert first == (99,)
    assert [(name, year, int(amount)) for name, year, amount in added] == [
        ("Falun", 2024, 8_000_000),
        ("Lund", 2024, 12_000_000),
        ("Umeå", 2024, 10_000_000),
    ]
    assert [(int(stated), int(summed), ok) for stated, summed, ok in reconciled] == [(30_000_000, 30_000_000, True)]

    (home.raw_dir / "a.md").unlink()
    os.utime(home.raw_dir / "regeringens-langsiktiga-insatser-mot-segregation.txt", (0, 0))
    build(home)
    assert _contents(home) == _contents(built_home)

    assert len(versions(home)) == 2
    with duckdb.connect(versions(home)[0], read_only=True) as older:
        assert older.execute("SELECT count(*) FROM core.fact_allocation").fetchone() == (99,)
    assert current_version(home) == versions(home)[-1]
