"""Commitments over several documents: counted once, as an increment and as a rebuild, and decided about by people."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.quality.deciding import decide, finding_as_it_stands
from pipelines.settings import Home
from pipelines.store.query import open_for_questions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
M = Decimal(1_000_000)
_ANNOUNCED = """# 61,7 miljoner kronor till skyddsrum

Regeringen föreslår 61,7 miljoner kronor 2026 för upprustning av skyddsrum i kommunerna.
"""
_PAID = """# Utbetalning för skyddsrum

Myndigheten har betalat ut 61,7 miljoner kronor 2026 för upprustning av skyddsrum i kommunerna.
"""
_HARBOURS = "# Norrland\n\nRegeringen satsar 40 miljoner kronor på hamnar och kajer i Norrland.\n"
_SHIPPING = "# Sjöfart\n\nTill muddring av farleder, slussar och hamnar går 40 miljoner kronor.\n"
_TABLES = ("core.dim_commitment", "core.bridge_commitment_figure", "quality.commitment_link", "quality.finding")
_DOUBT = "SELECT finding_id FROM quality.finding WHERE kind = 'doubtful_commitment'"
_HARBOUR_MONEY = """
SELECT sum(counted_sek), count(*) FROM core.dim_commitment WHERE amount = 40e6
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The first document, then a proposal and two unsure documents, then the payment of what was proposed."""
    found = home_with_the_document(tmp_path_factory.mktemp("commitments"))
    build(found)
    documents = {"skyddsrum.md": _ANNOUNCED, "hamnar.md": _HARBOURS, "sjofart.md": _SHIPPING}
    for name, text in documents.items():
        (found.raw_dir / name).write_text(text, encoding="utf-8")
    build(found)
    (found.raw_dir / "utbetalning.md").write_text(_PAID, encoding="utf-8")
    build(found)
    return found


def ask(home: Home, question: str) -> list[tuple[Any, ...]]:
    with open_for_questions(home) as con:
        return con.execute(question).fetchall()


def decide_doubt(home: Home, decision: Any) -> None:
    with open_for_questions(home) as con:
        [(finding_id,)] = con.execute(_DOUBT).fetchall()
        standing = finding_as_it_stands(con, finding_id)
    decide(home, standing, decision, value=None, reason="Jag har läst båda.", reviewer="Ada", now=NOW)
    build(home)


def test_a_document_that_comes_later_joins_the_commitment_that_an_earlier_run_made(home: Home) -> None:
    question = "SELECT document_count, figure_count, status, counted_sek FROM core.dim_commitment WHERE amount = 61.7e6"
    assert ask(home, question) == [(2, 3, "paid", Decimal(61_700_000))]


def test_increments_give_what_a_rebuild_gives(home: Home) -> None:
    before = {table: sorted(map(str, ask(home, f"FROM {table}"))) for table in _TABLES}
    build(home, rebuild=True)
    assert {table: sorted(map(str, ask(home, f"FROM {table}"))) for table in _TABLES} == before


def test_every_figure_with_a_sum_states_one_commitment_and_no_other_figure_does(home: Home) -> None:
    eligible = """
    SELECT figure_id FROM core.fact_allocation WHERE amount IS NOT NULL
    UNION ALL SELECT total_id FROM core.fact_total
    UNION ALL SELECT figure_id FROM core.fact_funding WHERE kind = 'funding' AND amount_low IS NOT NULL AND per IS NULL
    """
    assert ask(home, f"({eligible}) EXCEPT SELECT figure_id FROM core.bridge_commitment_figure") == []
    assert ask(home, f"SELECT figure_id FROM core.bridge_commitment_figure EXCEPT ({eligible})") == []
    firsts = "SELECT commitment_id, figure_id FROM core.bridge_commitment_figure WHERE is_first"
    assert ask(home, f"SELECT commitment_id, figure_id FROM core.dim_commitment EXCEPT {firsts}") == []


def test_the_frames_of_2018_are_counted_once_with_their_municipalities(home: Home) -> None:
    trees = """
    SELECT whole.whole_sek, count(part.commitment_id), sum(part.counted_sek), whole.counted_sek
    FROM core.dim_commitment AS whole
    JOIN core.dim_commitment AS part ON part.parent_commitment_id = whole.commitment_id
    GROUP BY ALL ORDER BY whole.whole_sek
    """
    assert ask(home, trees) == [
        (425 * M, 32, Decimal(410_396_000), Decimal(14_604_000)),
        (1350 * M, 32, 1324 * M, 26 * M),
        (17_600 * M, 32, 8 * 2175 * M, 8 * 25 * M),
    ]


def test_a_doubtful_pair_is_a_finding_and_counts_twice_until_somebody_decides(home: Home) -> None:
    assert ask(home, _HARBOUR_MONEY) == [(80 * M, 2)]
    [(state, message)] = ask(home, f"SELECT state, message FROM quality.finding WHERE finding_id IN ({_DOUBT})")
    assert state == "open"
    assert "hamnar" in message
    assert "As long as nobody decides, both are counted." in message


def test_accepting_a_doubt_counts_the_money_once_and_rejecting_it_twice_and_both_settle_it(home: Home) -> None:
    decide_doubt(home, "accept")
    assert ask(home, _HARBOUR_MONEY) == [(40 * M, 1)]
    assert ask(home, "SELECT state FROM quality.finding WHERE kind = 'doubtful_commitment'") == [("settled",)]
    decide_doubt(home, "reject")
    assert ask(home, _HARBOUR_MONEY) == [(80 * M, 2)]
    assert ask(home, "SELECT outcome FROM quality.commitment_link WHERE evidence LIKE '%40 miljoner%'") == [
        ("rejected",)
    ]
    assert ask(home, "SELECT outcome FROM mart.review ORDER BY decided_at, outcome") == [("applied",), ("superseded",)]


def test_a_document_that_vanishes_takes_its_part_of_a_commitment_with_it(home: Home) -> None:
    (home.raw_dir / "skyddsrum.md").unlink()
    build(home)
    question = "SELECT document_count, figure_count, first_status FROM core.dim_commitment WHERE amount = 61.7e6"
    assert ask(home, question) == [(1, 1, "paid")]
    with duckdb.connect(str(home.warehouse_dir / "anslag.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM core.dim_document WHERE NOT is_current").fetchone() == (1,)
