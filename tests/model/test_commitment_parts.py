"""Parts and wholes that words, shares, tables and sums per year tell; every text is made up for its test."""

from decimal import Decimal

import pytest
from stated_figures import commitments, figures_of, link, told

from pipelines.model.commitments.linking import Hierarchy

M = Decimal(1_000_000)


def _rules(hierarchy: Hierarchy) -> set[str]:
    return {judged.link.rule for judged in hierarchy.judged if judged.outcome == "applied"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Folkhälsomyndigheten får använda totalt 80 miljoner kronor, inklusive 5 miljoner kronor för egna kostnader.",
        "Sverige bidrar till fonden med totalt 80 miljoner kronor (ett tillskott med 5 miljoner kronor i år).",
        "Tillskottet om 5 miljoner kronor innebär att stödet till fonden uppgår till 80 miljoner kronor.",
    ],
)
def test_what_a_sum_includes_is_part_of_it(sentence: str) -> None:
    rows = commitments(figures_of(f"# Stöd till fonden\n\n{sentence}\n"))
    assert told(rows) == [(80 * M, 0, 1, 75 * M), (5 * M, 1, 1, 5 * M)]


def test_one_payment_of_several_is_part_of_what_was_set_aside() -> None:
    text = (
        "# Stöd till museet\n\nRegeringen har för 2025 anslagit 40 miljoner kronor till museet. "
        "Dagens beslut avser en första utbetalning om 15 miljoner kronor.\n"
    )
    figures = figures_of(text)
    assert told(commitments(figures)) == [(40 * M, 0, 1, 25 * M), (15 * M, 1, 1, 15 * M)]
    assert _rules(link(figures)) == {"instalment"}


def test_an_addition_is_part_of_the_level_that_the_next_sentence_tells() -> None:
    text = (
        "# Kustbevakningen stärks\n\nKustbevakningen får 15 miljoner kronor till nya båtar. "
        "Sammanlagt har myndigheten i och med denna förstärkning 35 miljoner kronor till båtar.\n"
    )
    assert told(commitments(figures_of(text))) == [(35 * M, 0, 1, 20 * M), (15 * M, 1, 1, 15 * M)]


def test_equal_parts_are_found_by_their_number() -> None:
    text = (
        "# Vägar\n\nRegeringen betalar nu ut 130 miljoner kronor till vägar.\n\n"
        "Totalt har 390 miljoner kronor avsatts, som delas upp i tre lika stora utbetalningar.\n"
    )
    assert told(commitments(figures_of(text))) == [(390 * M, 0, 1, 260 * M), (130 * M, 1, 1, 130 * M)]


def test_of_these_goes_back_to_a_sum_of_the_same_year() -> None:
    text = (
        "# Uppdrag\n\nSGU får använda högst 21 miljoner kronor 2025 för mätningar. "
        "För 2026 beräknas 22 miljoner kronor för mätningar.\n\n"
        "Av de medel som finns ska 4 miljoner kronor gå till Naturvårdsverket under 2025.\n"
    )
    rows = commitments(figures_of(text))
    by_amount = {row.amount: row for row in rows}
    assert by_amount[4 * M].parent_commitment_id == by_amount[21 * M].commitment_id
    assert by_amount[22 * M].counted_sek == 22 * M


_COUNTIES = ("Blekinge län", "Kalmar län", "Hallands län", "Skåne län", "Uppsala län", "Örebro län")


def _table(*amounts: str) -> str:
    rows = "".join(f"| {county} | {amount} |\n" for county, amount in zip(_COUNTIES, amounts, strict=True))
    return f"| Län | Belopp (kronor) |\n| --- | --- |\n{rows}"


def test_a_table_that_splits_nearly_all_of_a_sum_is_part_of_it() -> None:
    text = f"# Bidrag\n\n95 miljoner kronor fördelas till länen.\n\n{_table(*['15 000 000'] * 6)}"
    rows = commitments(figures_of(text))
    assert (rows[0].amount, rows[0].counted_sek) == (95 * M, 5 * M)
    assert [row.part_rule for row in rows[1:]] == ["table_of_sum"] * 6


@pytest.mark.parametrize(
    "sentence",
    [
        "195 miljoner kronor fördelas till länen.",
        "Utöver medlen till länen avsätts 95 miljoner kronor till kommunerna.",
    ],
)
def test_a_table_is_no_part_of_a_sum_that_is_far_larger_or_comes_on_top(sentence: str) -> None:
    rows = commitments(figures_of(f"# Bidrag\n\n{sentence}\n\n{_table(*['15 000 000'] * 6)}"))
    assert {row.level for row in rows} == {0}


def test_a_sum_per_year_is_the_only_row_that_has_it_in_each_of_its_years() -> None:
    text = (
        "# Nya satsningar\n\nFör åren 2027–2028 avsätts 10 miljoner kronor per år för kvinnojourer.\n\n"
        "| Satsning (miljoner kronor) | 2026 | 2027 | 2028 |\n| --- | --- | --- | --- |\n"
        "| Kvinnojourer, tjejjourer och skyddade boenden | 17 | 10 | 10 |\n| Stöd till regioner | 30 | 30 | 40 |\n"
    )
    rows = commitments(figures_of(text))
    whole = next(row for row in rows if row.whole_sek == 20 * M)
    parts = [row for row in rows if row.parent_commitment_id == whole.commitment_id]
    assert [(row.amount, row.period_id) for row in sorted(parts, key=lambda row: row.period_id)] == [
        (10 * M, "2027"),
        (10 * M, "2028"),
    ]
    assert whole.counted_sek == 0


def test_a_decision_about_one_year_is_part_of_the_sum_per_year_that_was_announced() -> None:
    announced = figures_of(
        "# Fler operationer i sjukvården\n\n"
        "Till fler operationer i sjukvården avsätts 735 miljoner kronor per år 2026–2027.\n",
        "a",
        "2025-09-20",
    )
    decided = figures_of(
        "# Medel till fler operationer i sjukvården\n\n"
        "Socialstyrelsen ska under 2026 fördela 735 miljoner kronor till fler operationer i sjukvården.\n",
        "b",
        "2026-01-15",
    )
    rows = commitments(announced, decided)
    assert [(row.part_rule, row.counted_sek) for row in rows] == [
        (None, 735 * M),
        ("year_of_level_announced", 735 * M),
    ]


def test_the_only_sum_near_a_round_one_of_the_heading_is_the_same() -> None:
    text = "# Över två miljarder kronor till järnvägen\n\nTrafikverket får 2,128 miljarder kronor till järnvägen.\n"
    (row,) = commitments(figures_of(text))
    assert (row.figure_count, row.counted_sek) == (2, 2_128 * M)


@pytest.mark.parametrize(
    "text",
    [
        "# Över två miljarder kronor till järnvägen\n\nTrafikverket får 1,95 miljarder kronor till järnvägen.\n",
        "# Två miljarder kronor till vägar\n\nNorr får 2,03 miljarder kronor. Söder får 1,98 miljarder kronor.\n",
    ],
)
def test_a_round_heading_is_no_sum_that_it_rules_out_and_not_one_of_two(text: str) -> None:
    assert all(row.figure_count == 1 for row in commitments(figures_of(text)))


def test_a_formula_that_each_measure_has_is_not_one_promise() -> None:
    text = (
        "# Landsbygden\n\n## Vilt\n\nFör 2021–2025 beräknas 1 miljon kronor årligen för åtgärden.\n\n"
        "## Vatten\n\nFör 2021–2025 beräknas 1 miljon kronor årligen för åtgärden.\n"
    )
    hierarchy = link(figures_of(text))
    assert [(judged.link.rule, judged.outcome) for judged in hierarchy.judged] == [("sentence_repeated", "doubtful")]


def test_other_documents_do_not_bring_together_what_one_sentence_tells_apart() -> None:
    one = figures_of(
        "# Barnpsykiatrin\n\nRegeringen avsätter 330 miljoner kronor, varav 57 miljoner kronor till köer i "
        "barnpsykiatrin och 57 miljoner kronor till övergången från barnpsykiatrin.\n",
        "a",
    )
    other = figures_of(
        "# 57 miljoner till barnpsykiatrin\n\nRegeringen avsätter 57 miljoner kronor till köer i barnpsykiatrin.\n",
        "b",
        "2025-03-20",
    )
    rows = commitments(one, other)
    assert sorted(row.figure_count for row in rows) == [1, 1, 3]


def test_the_items_of_a_list_are_part_of_the_sum_that_announces_it() -> None:
    text = (
        "# Stöd till kultur\n\nPaketet på totalt 13,5 miljoner kronor innehåller:\n\n"
        "* Dans för ca 5,9 miljoner kronor.\n* Musik för 7,1 miljoner kronor, mest till orkestrar.\n"
    )
    rows = commitments(figures_of(text))
    assert told(rows) == [
        (Decimal("13.5") * M, 0, 1, Decimal("0.5") * M),
        (Decimal("7.1") * M, 1, 1, Decimal("7.1") * M),
        (Decimal("5.9") * M, 1, 1, Decimal("5.9") * M),
    ]


def test_of_two_sums_that_figures_add_up_to_the_one_with_more_figures_is_their_whole() -> None:
    text = (
        "# Humanitärt stöd\n\nRegeringen fördelar 300 miljoner kronor i stöd. 150 miljoner kronor går genom en fond. "
        "30 miljoner kronor går till mat, 60 miljoner kronor till vatten, 50 miljoner kronor till vård och "
        "10 miljoner kronor till skydd.\n"
    )
    rows = commitments(figures_of(text))
    assert told(rows)[0] == (300 * M, 0, 1, Decimal(0))
    assert [row.level for row in rows[1:]] == [1] * 5


def test_sections_with_headings_of_their_own_tell_of_their_own_money() -> None:
    text = (
        "# Stöd till kvalitetsregister\n\n## Hjärtregistret får tre miljoner kronor\n\n"
        "Hjärtregistret får tre miljoner kronor för att utveckla kvalitetsregister.\n\n"
        "## Njurregistret får tre miljoner kronor\n\n"
        "Njurregistret får tre miljoner kronor för att utveckla kvalitetsregister.\n"
    )
    assert told(commitments(figures_of(text))) == [(3 * M, 0, 2, Decimal(3) * M)] * 2


def test_a_list_item_that_opens_with_its_sum_tells_it_once() -> None:
    text = (
        "# Förslag\n\n* **20 miljoner kronor till kvinnojourer.** Kvinnojourer hjälper utsatta. "
        "Därför höjer vi stödet med 20 miljoner kronor.\n* **Fler poliser.** De ska bli fler.\n"
    )
    assert told(commitments(figures_of(text))) == [(20 * M, 0, 2, 20 * M)]


def test_a_round_sum_that_is_part_of_one_sum_here_and_of_another_there_is_two() -> None:
    one = figures_of(
        "# Psykisk hälsa\n\nÖverenskommelsen om psykisk hälsa omfattar 570 miljoner kronor 2025. "
        "Av dessa medel fördelas 250 miljoner kronor till kommunerna och 320 miljoner kronor till regionerna.\n",
        "a",
    )
    other = figures_of(
        "# Äldres psykiska hälsa\n\nÖverenskommelsen om äldres psykiska hälsa omfattar 690 miljoner kronor. "
        "Av dessa medel fördelas 250 miljoner kronor till kommunerna och 440 miljoner kronor till regionerna.\n",
        "b",
        "2025-04-02",
    )
    assert {row.figure_count for row in commitments(one, other)} == {1}


def test_the_only_cell_with_a_sum_for_its_year_is_what_the_text_states() -> None:
    text = (
        "# Nya satsningar\n\nTill kustens räddningsbåtar avsätts 49 miljoner kronor 2027.\n\n"
        "| Satsning (miljoner kronor) | 2026 | 2027 |\n| --- | --- | --- |\n"
        "| Bättre räddningsbåtar och helikoptrar, nya kajer | 17 | 49 |\n| Stöd till regioner | 49 | 40 |\n"
    )
    row = next(row for row in commitments(figures_of(text)) if row.period_id == "2027" and row.amount == 49 * M)
    assert row.figure_count == 2
