"""Each crown once across documents: announced, proposed, decided and paid; every text is made up for its test."""

from stated_figures import commitments, figures_of, link

PROPOSED = figures_of(
    "# Budgeten: 75 miljoner kronor till skyddsrum\n\n"
    "Regeringen föreslår 75 miljoner kronor 2026 för upprustning av skyddsrum i kommunerna.\n",
    "proposed",
    "2025-09-20",
)
PAID = figures_of(
    "# Utbetalning för upprustning av skyddsrum\n\n"
    "Myndigheten har betalat ut 75 miljoner kronor 2026 för upprustning av skyddsrum i kommunerna.\n",
    "paid",
    "2026-05-10",
)
FOREST = figures_of(
    "# Skogsbruket får stöd\n\nSkogsstyrelsen får 75 miljoner kronor 2026 för rådgivning till skogsägare.\n",
    "forest",
    "2025-10-01",
)


def test_a_proposal_and_its_payment_are_one_commitment_with_the_furthest_status() -> None:
    (row,) = commitments(PROPOSED, PAID)
    assert (row.document_count, row.first_status, row.status) == (2, "proposed", "paid")
    assert row.counted_sek == 75_000_000
    assert (str(row.first_announced_on), str(row.last_told_on)) == ("2025-09-20", "2026-05-10")


def test_the_same_sum_for_something_else_stays_apart() -> None:
    assert sorted(row.document_count for row in commitments(PROPOSED, FOREST)) == [1, 1]


def test_last_years_grant_is_not_this_years() -> None:
    text = "# Stöd till hembygdsföreningar\n\nRegeringen ger 18 miljoner kronor till hembygdsföreningar för slöjd.\n"
    rows = commitments(figures_of(text, "old", "2022-03-01"), figures_of(text, "new", "2025-03-01"))
    assert [row.document_count for row in rows] == [1, 1]


def test_stated_years_that_differ_keep_equal_wording_apart() -> None:
    text = "# Stöd till slöjd\n\nRegeringen avsätter 18 miljoner kronor {year} till slöjd i hembygdsföreningar.\n"
    rows = commitments(figures_of(text.format(year=2025), "a"), figures_of(text.format(year=2026), "b"))
    assert {row.period_id: row.document_count for row in rows} == {"2025": 1, "2026": 1}


def test_a_link_that_is_not_sure_waits_for_a_person_and_both_count() -> None:
    one = figures_of("# Norrland\n\nRegeringen satsar 40 miljoner kronor på hamnar och kajer i Norrland.\n", "a")
    other = figures_of("# Sjöfart\n\nTill muddring av farleder, slussar och hamnar går 40 miljoner kronor.\n", "b")
    noise = [
        figures_of(f"# Tal nummer {word}\n\nRegeringen ger 40 miljoner kronor till {word}.\n", word)
        for word in ("orkestrar", "rennäring", "bibliotek", "energilager", "fängelser", "tandvård", "vindkraft")
    ]
    found = link(one, other, *noise)
    pair = {one[0].figure_id, other[0].figure_id}
    outcomes = [each.outcome for each in found.judged if {each.link.figure_id, each.link.of_figure_id} == pair]
    assert outcomes == ["doubtful"]
    assert found.groups.of(one[0].figure_id) != found.groups.of(other[0].figure_id)
