"""Reading what is new gives the warehouse that reading everything would have given."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from invented_pages import edited, invented_page
from pipeline_runs import build

from pipelines.runner import RunReport
from pipelines.settings import Home
from pipelines.store.schema import list_tables
from pipelines.store.versions import open_published, versions

PAGES = 500
# What a run says of itself differs from run to run.
OF_THE_RUN = {"quality.run", "quality.expectation_result", "quality.unexpected_row"}


def put(home: Home, name: str, text: str) -> None:
    path = home.raw_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rows_of(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    with open_published(home) as con:
        return {
            table.qualified: sorted(con.execute(f"FROM {table.qualified}").fetchall(), key=repr)
            for table in list_tables(con)
            if not table.is_view and table.qualified not in OF_THE_RUN
        }


def rebuilt(home: Home, root: Path) -> Home:
    """Another installation with the same archive, which has read everything in one run."""
    shutil.copytree(home.raw_dir, root / "raw")
    other = Home(root)
    assert build(other).is_new
    return other


def ask(home: Home, sql: str) -> list[tuple[Any, ...]]:
    with open_published(home) as con:
        return con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, list[RunReport]]]:
    """An installation of 500 pages after three rounds of random edits, additions, deletions and returns."""
    home = Home(tmp_path_factory.mktemp("lived"))
    rng = random.Random(20261123)
    texts = {f"{number % 7}/sida-{number}.md": invented_page(rng) for number in range(PAGES)}
    for name, text in texts.items():
        put(home, name, text)
    put(home, "trasig.txt", "Lund får 5 miljoner\0\0 kronor")
    gone: dict[str, str] = {}
    reports = [build(home)]
    for round_no in range(3):
        for name in rng.sample(sorted(texts), 20):
            texts[name] = edited(texts[name], rng)
            put(home, name, texts[name])
        for number in range(10):
            name = f"ny/{round_no}-{number}.md"
            texts[name] = invented_page(rng)
            put(home, name, texts[name])
        for name in rng.sample(sorted(texts), 10):
            gone[name] = texts.pop(name)
            (home.raw_dir / name).unlink()
        for name in rng.sample(sorted(gone), 4):
            texts[name] = gone.pop(name)
            put(home, name, texts[name])
        described = rng.choice(sorted(texts))
        put(home, described.removesuffix(".md") + ".meta.json", f'{{"title": "Omdöpt", "published": "202{round_no}"}}')
        reports.append(build(home))
    yield home, reports


def test_an_increment_equals_a_rebuild_row_for_row(lived: tuple[Home, list[RunReport]], tmp_path: Path) -> None:
    home, reports = lived
    assert all(report.is_new for report in reports)
    kinds = ask(home, "SELECT kind, read_count FROM quality.run ORDER BY finished_at")
    assert kinds[0] == ("rebuild", PAGES)
    assert all(kind == "increment" and 30 <= read < 45 for kind, read in kinds[1:])
    lived_rows, rebuilt_rows = rows_of(home), rows_of(rebuilt(home, tmp_path / "rebuilt"))
    assert {table: len(rows) for table, rows in lived_rows.items()} == {
        table: len(rows) for table, rows in rebuilt_rows.items()
    }
    for table, rows in lived_rows.items():
        assert rows == rebuilt_rows[table], table


def test_every_reference_holds_and_every_kind_of_row_was_merged(lived: tuple[Home, list[RunReport]]) -> None:
    home, _ = lived
    filled = {table for table, rows in rows_of(home).items() if rows}
    assert filled >= {
        "core.fact_allocation",
        "core.fact_funding",
        "core.fact_total",
        "core.dim_measure",
        "core.dim_strategy",
        "quality.reconciliation",
        "quality.finding",
        "quality.number_token",
        "raw.refused_file",
    }


def test_with_nothing_new_nothing_is_read_and_no_version_published(lived: tuple[Home, list[RunReport]]) -> None:
    home, _ = lived
    before = versions(home)
    report = build(home)
    assert not report.is_new
    assert versions(home) == before
    assert report.published == before[-1]


def test_old_figures_stay_as_of_their_time_and_current_views_show_the_latest(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put(home, "a.txt", "# Skolor\n\nLunds kommun får 5 miljoner kronor 2025.\n")
    build(home)
    [(first_seen,)] = ask(home, "SELECT valid_from FROM core.dim_document")
    put(home, "a.txt", "# Skolor\n\nLunds kommun får 7 miljoner kronor 2025.\n")
    build(home)
    amounts = "SELECT amount_low_sek::INTEGER FROM core.fact_funding JOIN core.dim_document USING (document_id) "
    assert ask(home, f"{amounts} WHERE is_current") == [(7_000_000,)]
    as_of = f"{amounts} WHERE valid_from <= '{first_seen}' AND (valid_to IS NULL OR valid_to > '{first_seen}')"
    assert ask(home, as_of) == [(5_000_000,)]
    assert ask(home, "SELECT amount_sek::INTEGER FROM mart.announced_funding") == [(7_000_000,)]
    [key] = {row[0] for row in ask(home, "SELECT figure_key FROM core.fact_funding")}
    assert key


def test_a_document_that_vanishes_is_closed_and_not_deleted(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put(home, "a.txt", "Lunds kommun får 5 miljoner kronor 2025.\n")
    put(home, "b.txt", "Umeå kommun får 6 miljoner kronor 2025.\n")
    build(home)
    (home.raw_dir / "a.txt").unlink()
    build(home)
    seen = ask(home, "SELECT path, is_current, valid_to IS NULL FROM core.dim_document ORDER BY path")
    assert seen == [("a.txt", False, False), ("b.txt", True, True)]
    assert ask(home, "SELECT count(*) FROM core.fact_funding") == [(2,)]
    assert ask(home, "SELECT amount_sek::INTEGER FROM mart.announced_funding") == [(6_000_000,)]


def test_a_file_that_turns_unreadable_closes_its_version_and_is_told_until_mended(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put(home, "a.txt", "Lunds kommun får 5 miljoner kronor 2025.\n")
    put(home, "b.txt", "Umeå kommun får 6 miljoner kronor 2025.\n")
    build(home)
    (home.raw_dir / "a.txt").write_bytes(b"Lund f\xe5r\0 5 miljoner")
    build(home)
    put(home, "b.txt", "Umeå kommun får 8 miljoner kronor 2025.\n")
    build(home)
    refused = ask(home, "SELECT path FROM raw.refused_file")
    assert refused == [("a.txt",)]
    assert ask(home, "SELECT count(*) FROM quality.finding WHERE path = 'a.txt' AND severity = 'error'") == [(1,)]
    put(home, "a.txt", "Lunds kommun får 9 miljoner kronor 2025.\n")
    build(home)
    assert ask(home, "SELECT count(*) FROM raw.refused_file") == [(0,)]
    assert ask(home, "SELECT count(*) FROM quality.finding WHERE path = 'a.txt'") == [(0,)]


def test_runs_and_their_outcomes_are_kept_through_increments_and_rebuilds(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put(home, "a.txt", "Lunds kommun får 5 miljoner kronor 2025.\n")
    build(home)
    put(home, "b.txt", "Umeå kommun får 6 miljoner kronor 2025.\n")
    build(home)
    build(home, rebuild=True)
    assert ask(home, "SELECT kind, read_count, document_count FROM quality.run ORDER BY finished_at") == [
        ("rebuild", 1, 1),
        ("increment", 1, 2),
        ("rebuild", 2, 2),
    ]
    outcomes = ask(home, "SELECT count(DISTINCT run_id), count(*) / 3 FROM quality.expectation_result")
    rules = ask(home, "SELECT count(DISTINCT expectation_id) FROM quality.expectation_result")
    assert outcomes == [(3, rules[0][0])]
    judged = ask(home, "SELECT row_count FROM mart.expectation WHERE expectation_id = 'raw_document_id_once'")
    assert all(row == (2,) for row in judged)


def test_a_version_published_under_other_rules_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    put(home, "a.txt", "Lunds kommun får 5 miljoner kronor 2025.\n")
    build(home)
    for module in ("pipelines.store.base", "pipelines.assets.publish", "pipelines.assets.core"):
        monkeypatch.setattr(f"{module}.rules_version", lambda: "another rule")
    assert build(home).is_new
    assert ask(home, "SELECT rules_version FROM core.dim_document") == [("another rule",)]
    assert ask(home, "SELECT kind FROM quality.run ORDER BY finished_at") == [("rebuild",), ("rebuild",)]


def test_a_published_version_that_cannot_be_read_is_replaced_by_a_rebuild(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put(home, "a.txt", "Lunds kommun får 5 miljoner kronor 2025.\n")
    report = build(home)
    report.published.chmod(0o644)
    report.published.write_bytes(b"no warehouse")
    assert build(home).is_new
    with duckdb.connect(str(versions(home)[-1]), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM core.fact_funding").fetchone() == (1,)
