"""Reading what is new gives the warehouse that reading everything would have given."""

import random
import shutil
from dataclasses import dataclass
from datetime import datetime
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
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[RunReport]]:
    """An installation of 500 pages after three rounds of random edits, additions, deletions and returns."""
    home = Home(tmp_path_factory.mktemp("lived"))
    rng = random.Random(20261123)  # noqa: S311 - no secret
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
    return home, reports


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


AMOUNTS = "SELECT amount_low_sek::INTEGER FROM core.fact_funding JOIN core.dim_document USING (document_id)"


@dataclass(frozen=True)
class Story:
    """An installation through three runs, and what it told after the second, before the third read all anew."""

    home: Home
    first_seen: datetime
    refused_then: list[tuple[Any, ...]]
    findings_then: list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """a.txt changes, b.txt vanishes, c.txt turns unreadable and is mended; the last run is a rebuild."""
    home = Home(tmp_path_factory.mktemp("story"))
    put(home, "a.txt", "# Skolor\n\nLunds kommun får 5 miljoner kronor 2025.\n")
    put(home, "b.txt", "Umeå kommun får 6 miljoner kronor 2025.\n")
    put(home, "c.txt", "Kiruna kommun får 3 miljoner kronor 2025.\n")
    build(home)
    [(first_seen,)] = ask(home, "SELECT DISTINCT valid_from FROM core.dim_document")
    put(home, "a.txt", "# Skolor\n\nLunds kommun får 7 miljoner kronor 2025.\n")
    (home.raw_dir / "b.txt").unlink()
    (home.raw_dir / "c.txt").write_bytes(b"Kiruna f\xe5r\0 4 miljoner")
    build(home)
    refused = ask(home, "SELECT path FROM raw.refused_file")
    findings = ask(home, "SELECT severity FROM quality.finding WHERE path = 'c.txt'")
    put(home, "c.txt", "Kiruna kommun får 4 miljoner kronor 2025.\n")
    build(home, rebuild=True)
    return Story(home, first_seen, refused, findings)


def test_current_views_show_the_latest(story: Story) -> None:
    assert ask(story.home, f"{AMOUNTS} WHERE is_current ORDER BY 1") == [(4_000_000,), (7_000_000,)]
    shown = "SELECT amount_sek::INTEGER FROM mart.announced_funding ORDER BY 1"
    assert ask(story.home, shown) == [(4_000_000,), (7_000_000,)]


def test_old_figures_stay_as_of_their_time(story: Story) -> None:
    as_of = f"valid_from <= '{story.first_seen}' AND (valid_to IS NULL OR valid_to > '{story.first_seen}')"
    assert ask(story.home, f"{AMOUNTS} WHERE {as_of} ORDER BY 1") == [(3_000_000,), (5_000_000,), (6_000_000,)]


def test_a_figure_keeps_its_key_when_its_amount_changes(story: Story) -> None:
    of_schools = "SELECT figure_key FROM core.fact_funding WHERE recipient_text = 'Lunds kommun'"
    keys = ask(story.home, of_schools)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_document_that_vanishes_is_closed_and_not_deleted(story: Story) -> None:
    seen = ask(story.home, "SELECT is_current, valid_to IS NULL FROM core.dim_document WHERE path = 'b.txt'")
    assert seen == [(False, False)]
    assert ask(story.home, f"{AMOUNTS} WHERE path = 'b.txt'") == [(6_000_000,)]


def test_a_file_that_turns_unreadable_is_told_until_it_is_mended(story: Story) -> None:
    assert story.refused_then == [("c.txt",)]
    assert story.findings_then == [("error",)]
    assert ask(story.home, "SELECT count(*) FROM raw.refused_file") == [(0,)]
    assert ask(story.home, "SELECT count(*) FROM quality.finding WHERE path = 'c.txt'") == [(0,)]
    versions_of_c = "SELECT version_no, is_current FROM core.dim_document WHERE path = 'c.txt' ORDER BY 1"
    assert ask(story.home, versions_of_c) == [(1, False), (3, True)]


def test_runs_and_their_outcomes_are_kept_through_increments_and_rebuilds(story: Story) -> None:
    assert ask(story.home, "SELECT kind, read_count, document_count FROM quality.run ORDER BY finished_at") == [
        ("rebuild", 3, 3),
        ("increment", 1, 2),
        ("rebuild", 5, 2),
    ]
    outcomes = ask(story.home, "SELECT count(DISTINCT run_id), count(*) // 3 FROM quality.expectation_result")
    rules = ask(story.home, "SELECT count(DISTINCT expectation_id) FROM quality.expectation_result")
    assert outcomes == [(3, rules[0][0])]


def test_what_a_rule_judged_is_counted_since_the_last_rebuild(story: Story) -> None:
    judged = "SELECT row_count, outcome FROM mart.expectation WHERE expectation_id = 'raw_document_version_once'"
    assert ask(story.home, judged) == [(5, "passed")]


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
