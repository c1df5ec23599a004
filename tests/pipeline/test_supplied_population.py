"""The file of inhabitants from run to run: none, a wrong one, the same mended, as it was, gone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pipeline_runs import build

from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_DOCUMENT = """# Bänkar till torget

Regeringen beslutar om bidrag till bänkar.

| Kommun | 2024 (miljoner kronor) |
| --- | --- |
| Lund | 12 |
| Umeå | 13 |
"""
_HEADER = "code,year,inhabitants,source\n"


@dataclass(frozen=True)
class Told:
    """What a run published, and what it tells of inhabitants."""

    is_new: bool
    published: Path
    population: list[tuple[Any, ...]]
    per_inhabitant: list[tuple[Any, ...]]
    findings: list[tuple[Any, ...]]


def run(home: Home, population: str | None) -> Told:
    if population is None:
        home.population.unlink(missing_ok=True)
    else:
        home.population.write_text(population, encoding="utf-8")
    report = build(home)
    with open_for_questions(home) as con:
        return Told(
            report.is_new,
            report.published.resolve(),
            con.execute("SELECT geography_id, year, inhabitants FROM core.dim_population ORDER BY ALL").fetchall(),
            con.execute(
                "SELECT municipality, inhabitants, amount_sek_per_inhabitant::DOUBLE "
                "FROM mart.allocation_per_inhabitant ORDER BY ALL"
            ).fetchall(),
            con.execute(
                "SELECT kind, source, path, severity, state, message, remedy FROM quality.finding "
                "WHERE document_id IS NULL ORDER BY path"
            ).fetchall(),
        )


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    home = Home(tmp_path_factory.mktemp("population"))
    home.raw_dir.mkdir()
    (home.raw_dir / "torget.md").write_text(_DOCUMENT, encoding="utf-8")
    good = f"{_HEADER}1281,2023,125000,påhittad\n2480,2023,130000,påhittad\n"
    return {
        "none": run(home, None),
        "wrong": run(home, good.replace(",130000", ",minst 130000") + "180,2023,980000,påhittad\n"),
        "mended": run(home, good),
        "as it was": run(home, good),
        "gone": run(home, None),
    }


@pytest.mark.parametrize("when", ["none", "gone"])
def test_without_the_file_there_are_no_inhabitants_and_nothing_is_wrong(runs: dict[str, Told], when: str) -> None:
    told = runs[when]
    assert (told.is_new, told.population, told.per_inhabitant, told.findings) == (True, [], [], [])


def test_a_wrong_file_stops_no_run_leaves_the_table_empty_and_is_told_line_by_line(runs: dict[str, Told]) -> None:
    told = runs["wrong"]
    assert (told.is_new, told.population, told.per_inhabitant) == (True, [], [])
    assert [finding[:5] for finding in told.findings] == [
        ("population_file", "population", "population.csv:3", "error", "open"),
        ("population_file", "population", "population.csv:4", "error", "open"),
    ]
    assert "minst 130000" in told.findings[0][5]
    assert "leading zero" in told.findings[1][5]
    assert all("nothing of the file is used" in finding[6] for finding in told.findings)


def test_a_changed_file_is_reason_enough_for_a_run_and_the_findings_of_the_one_before_go(
    runs: dict[str, Told],
) -> None:
    told = runs["mended"]
    assert told.is_new
    assert told.population == [("municipality:1281", 2023, 125_000), ("municipality:2480", 2023, 130_000)]
    assert told.per_inhabitant == [("Lund", 125_000, 96.0), ("Umeå", 130_000, 100.0)]
    assert told.findings == []


def test_the_same_file_is_no_reason_for_a_run(runs: dict[str, Told]) -> None:
    assert not runs["as it was"].is_new
    assert runs["as it was"].published == runs["mended"].published
