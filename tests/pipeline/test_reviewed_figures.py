"""Decisions of people, from the log to the figures: what holds, what comes up again, and what a rebuild gives."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.quality.deciding import decide, figure_as_it_stands, finding_as_it_stands, pending
from pipelines.settings import Home
from pipelines.store.compare import compare
from pipelines.store.query import open_for_questions
from pipelines.store.reviews import Decision
from pipelines.store.versions import versions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_STOCKHOLM = "SELECT figure_id FROM core.fact_allocation WHERE recipient_text = 'Stockholm' AND period_id = '2019'"
_GRANT = """# Stöd till skolan

{before}Skolverket får {amount} miljoner kronor 2023 till läromedel.

Här står 7 x 13 x 5.
"""
_SKOLVERKET = "SELECT figure_id FROM core.fact_funding WHERE purpose_sv LIKE 'Skolverket%'"
_TABLE = """# Summan stämmer inte

Kronor per kommun.

| Kommun | Belopp 2021 | Belopp 2022 |
|---|---|---|
| Lund | 10 000 000 | 20 000 000 |
| Umeå | 11 000 000 | 22 000 000 |
| Falun | 12 000 000 | 24 000 000 |
| Totalt | 33 000 000 | 68 000 000 |
"""


class Installation:
    """An installation whose figures are decided about and built anew."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._now = NOW

    def write(self, name: str, text: str) -> None:
        (self.home.raw_dir / name).write_text(text, encoding="utf-8")

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with open_for_questions(self.home) as con:
            return con.execute(question).fetchall()

    def decide(self, question: str, decision: Decision, value: str | None = None, reason: str = "Så står det.") -> None:
        self._now += timedelta(minutes=1)
        with open_for_questions(self.home) as con:
            [(found,)] = con.execute(question).fetchall()
            is_finding = "quality.finding" in question
            standing = finding_as_it_stands(con, found) if is_finding else figure_as_it_stands(con, found)
        amount = Decimal(value) if value else None
        decide(self.home, standing, decision, value=amount, reason=reason, reviewer="Åsa", now=self._now)

    def pending(self) -> int:
        with open_for_questions(self.home) as con:
            return len(pending(con, self.home))

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give every row of every table that runs may change, but for the runs themselves."""
        with open_for_questions(self.home) as con:
            tables = con.execute(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE table_name NOT IN "
                "('run', 'expectation_result', 'unexpected_row')"
            ).fetchall()
            return {table: sorted(con.execute(f"FROM {table}").fetchall(), key=repr) for (table,) in tables}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Every kind of decision, made one after another and built in one increment."""
    installation = Installation(home_with_the_document(tmp_path_factory.mktemp("reviewed")))
    installation.write("skolan.md", _GRANT.format(before="", amount=40))
    installation.write("summan.md", _TABLE)
    build(installation.home)
    installation.decide(_STOCKHOLM, "accept")
    installation.decide(_STOCKHOLM.replace("Stockholm", "Göteborg"), "reject")
    installation.decide(
        "SELECT figure_id FROM core.fact_funding WHERE purpose_sv LIKE 'Skolverket%'", "correct", "44e6"
    )
    installation.decide(
        "SELECT figure_id FROM core.fact_allocation WHERE recipient_text = 'Falun' AND period_id = '2022'"
        " AND amount = 24000000",
        "correct",
        "26000000",
    )
    installation.decide("SELECT finding_id FROM quality.finding WHERE kind = 'unaccounted_number'", "accept")
    assert installation.pending() == 5
    build(installation.home)
    return installation


def test_an_accepted_repair_keeps_its_value_and_is_reviewed(story: Installation) -> None:
    rows = story.ask(
        "SELECT fact.amount, fact.amount_text, fact.quality, review.reviewer FROM core.fact_allocation AS fact "
        "JOIN quality.review AS review USING (review_id) WHERE fact.recipient_text = 'Stockholm'"
    )
    assert rows == [(Decimal(164_000_000), "164 000 00", "reviewed", "Åsa")]


def test_a_rejected_figure_has_no_value_and_is_quarantined(story: Installation) -> None:
    figure = "FROM core.fact_allocation WHERE recipient_text = 'Göteborg' AND period_id = '2019'"
    assert story.ask(f"SELECT amount, amount_sek, amount_text, quality {figure}") == [
        (None, None, "106 000 00", "quarantined")
    ]


def test_a_corrected_figure_has_the_value_and_keeps_what_is_printed(story: Installation) -> None:
    figure = "FROM core.fact_funding WHERE purpose_sv LIKE 'Skolverket%'"
    assert story.ask(f"SELECT amount_low, amount_low_sek, amount_text, quality {figure}") == [
        (Decimal(44_000_000), Decimal(44_000_000), "40 miljoner kronor", "reviewed")
    ]
    # The audit trail: what it was, and who says why it is otherwise.
    trail = "SELECT amount, value, reason, reviewer FROM quality.review WHERE decision = 'correct' AND value = 44e6"
    assert story.ask(trail) == [(Decimal(40_000_000), Decimal(44_000_000), "Så står det.", "Åsa")]


def test_sums_are_made_with_what_people_decided(story: Installation) -> None:
    sums = "SELECT stated_amount, summed_amount, is_reconciled FROM quality.reconciliation JOIN core.dim_document"
    assert story.ask(f"{sums} USING (document_id) WHERE path = 'summan.md' ORDER BY 1") == [
        (Decimal(33_000_000), Decimal(33_000_000), True),
        (Decimal(68_000_000), Decimal(68_000_000), True),
    ]


def test_findings_of_decided_figures_are_settled_and_open_ones_are_left(story: Installation) -> None:
    states = "SELECT kind, path, state, review_id IS NOT NULL FROM quality.finding ORDER BY kind, path"
    assert story.ask(states) == [
        ("repaired_amount", "regeringens-langsiktiga-insatser-mot-segregation.txt", "settled", True),
        ("repaired_amount", "regeringens-langsiktiga-insatser-mot-segregation.txt", "settled", True),
        ("unaccounted_number", "skolan.md", "settled", True),
        ("unreconciled_total", "regeringens-langsiktiga-insatser-mot-segregation.txt", "open", False),
    ]
    assert [row[0] for row in story.ask("SELECT kind FROM mart.open_finding")] == ["unreconciled_total"]


def test_every_decision_is_told_to_be_applied_and_none_is_pending(story: Installation) -> None:
    assert story.ask("SELECT DISTINCT outcome FROM mart.review") == [("applied",)]
    assert story.pending() == 0


def test_what_people_changed_is_told_apart_from_what_documents_and_rules_did(story: Installation) -> None:
    former, later = versions(story.home)[:2]
    assert compare(former, later).counts == {("decision", "changed"): 4}


def test_a_rebuild_gives_the_same_rows(story: Installation) -> None:
    before = story.rows()
    build(story.home, rebuild=True)
    assert story.rows() == before


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Documents whose one grant was corrected, and that changed afterwards in one way each."""
    installation = Installation(Home(tmp_path_factory.mktemp("later")))
    installation.home.raw_dir.mkdir()
    names = ("unrelated", "changed", "gone", "reopened")
    for name in names:
        installation.write(f"{name}.md", _GRANT.format(before="", amount=40))
    build(installation.home)
    figure = "SELECT figure_id FROM core.fact_funding JOIN core.dim_document USING (document_id) WHERE path = '{}.md'"
    for name in names:
        installation.decide(figure.format(name), "correct", "44000000")
    build(installation.home)
    assert installation.ask("SELECT DISTINCT outcome FROM mart.review") == [("applied",)]
    more = "Boverket får 3 miljoner kronor 2023.\n\nRegeringen satsar på skolan.\n\n"
    installation.write("unrelated.md", _GRANT.format(before=more, amount=40))
    installation.write("changed.md", _GRANT.format(before="", amount=50))
    installation.write("gone.md", "# Stöd till skolan\n\nRegeringen satsar på läromedel.\n")
    installation.decide(figure.format("reopened"), "reopen", reason="")
    with installation.home.reviews.open("a", encoding="utf-8") as log:
        log.write(json.dumps({"subject": "figure"})[:-4])
    build(installation.home)
    return installation


def current_figures(installation: Installation, path: str) -> list[tuple[Any, ...]]:
    """Give value and quality of what a document's present version says."""
    return installation.ask(
        "SELECT amount_low, fact.quality FROM core.fact_funding AS fact JOIN core.dim_document USING (document_id) "
        f"WHERE is_current AND path = '{path}' ORDER BY 1"
    )


def outcomes(installation: Installation, path: str) -> list[str]:
    rows = installation.ask(f"SELECT outcome FROM mart.review WHERE path = '{path}' ORDER BY decided_at")
    return [row[0] for row in rows]


def test_an_unrelated_edit_leaves_a_decision_in_force(later: Installation) -> None:
    assert current_figures(later, "unrelated.md") == [(Decimal(3_000_000), "ok"), (Decimal(44_000_000), "reviewed")]
    assert outcomes(later, "unrelated.md") == ["applied"]


def test_a_decision_about_what_the_source_says_no_more_comes_up_again(later: Installation) -> None:
    assert current_figures(later, "changed.md") == [(Decimal(50_000_000), "ok")]
    assert outcomes(later, "changed.md") == ["stale"]
    question = "SELECT path, severity, message FROM mart.open_finding WHERE kind = 'stale_review'"
    [(path, severity, message)] = later.ask(question)
    assert (path, severity) == ("changed.md", "warning")
    assert "40 miljoner kronor" in message
    assert "50 miljoner kronor" in message


def test_the_version_that_was_decided_about_keeps_its_decision(later: Installation) -> None:
    former = "SELECT amount_low, quality FROM core.fact_funding JOIN core.dim_document USING (document_id)"
    assert later.ask(f"{former} WHERE path = 'changed.md' AND NOT is_current") == [(Decimal(44_000_000), "reviewed")]


def test_a_decision_about_what_is_gone_is_told(later: Installation) -> None:
    assert outcomes(later, "gone.md") == ["orphaned"]
    told = "SELECT path, severity FROM mart.open_finding WHERE kind = 'orphaned_review'"
    assert later.ask(told) == [("gone.md", "info")]


def test_a_reopened_figure_is_what_the_reader_made_of_it(later: Installation) -> None:
    assert current_figures(later, "reopened.md") == [(Decimal(40_000_000), "ok")]
    assert outcomes(later, "reopened.md") == ["superseded", "reopened"]


def test_a_torn_line_is_told_and_stops_nothing(later: Installation) -> None:
    [(path, message)] = later.ask("SELECT path, message FROM mart.open_finding WHERE kind = 'unreadable_file'")
    assert path == "reviews.jsonl:6"
    assert "no review" in message


def test_nothing_is_built_where_nobody_decided_anything(later: Installation) -> None:
    assert not build(later.home).is_new
