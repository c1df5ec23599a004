"""Promises about runs as a whole: the same again, another document, an older version kept."""

import os
from pathlib import Path

import duckdb
from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home
from pipelines.store.schema import list_tables
from pipelines.store.versions import current_version, open_published, versions

# What belongs to the run and not to the documents: when it was, and when it saw them.
_OF_THE_RUN = {"quality.run", "quality.expectation_result", "quality.unexpected_row"}
_TIMES = "COLUMNS(name -> name NOT IN ('valid_from', 'first_seen_at'))"
_WITH_TIMES = {"raw.document_version", "core.dim_document"}
# Views that tell of versions which are there no more, and of the rows that were judged.
_OF_HISTORY = {"mart.figure", "mart.restatement", "mart.expectation"}

_FIRST = "regeringens-langsiktiga-insatser-mot-segregation.txt"
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
    """Give the rows of every table."""
    with open_published(home) as con:
        return {
            name: con.execute(f"SELECT {_TIMES if name in _WITH_TIMES else '*'} FROM {name} ORDER BY ALL").fetchall()
            for name in [info.qualified for info in list_tables(con) if not info.is_view]
            if name not in _OF_THE_RUN
        }


def _shown(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Give what every view shows of the documents that are there."""
    with open_published(home) as con:
        return {
            name: con.execute(f"FROM {name} ORDER BY ALL").fetchall()
            for name in [info.qualified for info in list_tables(con) if info.is_view]
            if name not in _OF_HISTORY
        }


def test_the_same_documents_give_the_same_rows_wherever_and_whenever_they_are_read(
    built_home: Home, tmp_path: Path
) -> None:
    home = home_with_the_document(tmp_path / "elsewhere")
    os.utime(home.raw_dir / _FIRST, (0, 0))
    build(home)
    assert _contents(home) == _contents(built_home)
    build(home, rebuild=True)
    assert len(versions(home)) == 2
    assert _contents(home) == _contents(built_home)


def test_another_document_adds_to_the_rows_and_taken_away_again_leaves_what_is_shown_as_it_was(
    built_home: Home, tmp_path: Path
) -> None:
    home = home_with_the_document(tmp_path)
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
    build(home)
    shown = _shown(home)
    assert shown == _shown(built_home)
    assert any(shown.values())
    with open_published(home) as con:
        ended = con.execute("SELECT path, valid_to IS NOT NULL FROM core.dim_document WHERE NOT is_current").fetchall()
        assert con.execute("SELECT count(*) FROM core.fact_allocation").fetchone() == (99,)
    assert ended == [("a.md", True)]

    assert len(versions(home)) == 2
    with duckdb.connect(versions(home)[0], read_only=True) as older:
        assert older.execute("SELECT count(*) FROM core.dim_document WHERE is_current").fetchone() == (2,)
    assert current_version(home) == versions(home)[-1]
