"""Each crown once within one document; every text is made up for its test."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated_figures import commitments, figures_of, link, told

M = Decimal(1_000_000)


def test_a_heading_its_lead_and_a_quotation_state_one_commitment() -> None:
    text = (
        "# 120 miljoner kronor till cykelvägar\n\n"
        "Regeringen avsätter 120 miljoner kronor 2025 till cykelvägar på landsbygden.\n\n"
        "– De 120 miljoner kronorna gör att fler vågar cykla, säger ministern.\n"
    )
    (row,) = commitments(figures_of(text))
    assert (row.amount_sek, row.figure_count, row.period_id, row.counted_sek) == (120 * M, 3, "2025", 120 * M)


def test_equal_sums_to_different_recipients_or_years_stay_apart() -> None:
    text = (
        "# Stöd till forskning\n\n"
        "Skolverket får 3 miljoner kronor 2025 för sitt arbete. "
        "Boverket får 3 miljoner kronor 2025 för sitt arbete.\n\n"
        "Trafikverket får använda 3 miljoner kronor under 2026 och 3 miljoner kronor under 2027.\n"
    )
    rows = commitments(figures_of(text))
    assert [row.figure_count for row in rows] == [1, 1, 1, 1]
    assert sum(row.counted_sek or 0 for row in rows) == 12 * M


def test_what_comes_on_top_is_no_repetition() -> None:
    text = (
        "# Stöd till museer\n\nMuseerna får 40 miljoner kronor till nya lokaler.\n\n"
        "Därefter får museerna ytterligare 40 miljoner kronor till nya lokaler.\n"
    )
    assert [row.figure_count for row in commitments(figures_of(text))] == [1, 1]


def test_varav_makes_parts_and_the_rest_is_what_the_whole_counts() -> None:
    text = (
        "# Strategi\n\nStrategin omfattar sammantaget 900 miljoner kronor 2021–2025, varav 700 miljoner kronor avser "
        "Sida och 150 miljoner kronor avser Folke Bernadotteakademin.\n"
    )
    assert told(commitments(figures_of(text))) == [
        (900 * M, 0, 1, 50 * M),
        (700 * M, 1, 1, 700 * M),
        (150 * M, 1, 1, 150 * M),
    ]


def test_a_new_level_holds_the_old_one_and_the_addition() -> None:
    text = "# Bidrag\n\nVi föreslår att bidraget höjs med 33 miljoner, från dagens 70 till 103 miljoner kronor.\n"
    rows = commitments(figures_of(text))
    assert told(rows) == [(103 * M, 0, 1, 0), (70 * M, 1, 1, 70 * M), (33 * M, 1, 1, 33 * M)]
    assert {row.part_rule for row in rows if row.level} == {"former_level", "addition_to_level"}


def test_an_addition_and_the_level_that_it_leads_to_count_once() -> None:
    text = "# Kultur\n\nSatsningen ökas med 50 miljoner kronor och uppgår till 150 miljoner kronor 2026.\n"
    assert told(commitments(figures_of(text))) == [(150 * M, 0, 1, 100 * M), (50 * M, 1, 1, 50 * M)]


def test_sums_that_add_up_to_the_headings_sum_are_its_parts() -> None:
    text = (
        "# 46 miljoner kronor till hälsa\n\n- 11 miljoner kronor till provtagning\n- 15 miljoner kronor till vård\n"
        "- 20 miljoner kronor till forskning\n"
    )
    rows = commitments(figures_of(text))
    assert [row.level for row in rows] == [0, 1, 1, 1]
    assert rows[0].counted_sek == 0


def test_round_sums_far_from_one_another_do_not_add_up_by_chance() -> None:
    text = (
        "# Satsningar\n\n- 110 miljoner kronor till livsmedel\n- 83 miljoner kronor till skogen\n"
        "- 27 miljoner kronor till en forskarskola\n"
    )
    assert {row.level for row in commitments(figures_of(text))} == {0}


def test_equal_shares_and_percentages_are_parts() -> None:
    text = (
        "# Utbetalning\n\nRegeringen betalar 266 miljoner kronor 2025 till Röda Korset, uppdelat på 133 miljoner "
        "kronor vid varje tillfälle.\n\n"
        "Regionerna kunde få 500 miljoner kronor för fler operationer. Utfallet visar att "
        "240 miljoner kronor betalades ut, motsvarande 48 procent av det möjliga beloppet.\n"
    )
    rules = {int(row.amount): row.part_rule for row in commitments(figures_of(text))}
    assert rules == {266 * M: None, 133 * M: "equal_shares", 500 * M: None, 240 * M: "percent_of"}


def test_one_sum_in_two_currencies_is_counted_in_kronor() -> None:
    text = "# Stöd\n\nSverige ger 2 miljoner euro (ca 20 miljoner kronor) till fonden 2025.\n"
    (row,) = commitments(figures_of(text))
    assert (row.currency, row.amount_sek, row.figure_count) == ("SEK", 20 * M, 2)


TABLE = (
    "# Statsbidrag till kommuner\n\n{prose}\n\n| Kommun | 2025 (kronor) | 2026 (kronor) |\n| --- | --- | --- |\n"
    "| Lund | 1 250 000 | 1 300 000 |\n| Umeå | 2 750 000 | 2 700 000 |\n| Falun | 6 000 000 | 6 000 000 |\n"
    "| Totalt | 10 000 000 | 10 000 000 |\n"
)


def test_cells_are_parts_of_their_columns_total_and_the_total_counts_nothing() -> None:
    rows = commitments(figures_of(TABLE.format(prose="Kommunerna får stöd.")))
    assert [(row.level, int(row.counted_sek or 0)) for row in rows if row.level == 0] == [(0, 0), (0, 0)]
    assert sum(row.counted_sek or 0 for row in rows) == 20 * M
    assert {row.part_rule for row in rows if row.level} == {"column_total"}


def test_a_cell_that_the_text_states_too_is_counted_once() -> None:
    rows = commitments(figures_of(TABLE.format(prose="Lund får 1 250 000 kronor 2025 för sina skolor.")))
    assert sum(row.counted_sek or 0 for row in rows) == 20 * M
    (lund,) = [row for row in rows if row.amount == 1_250_000]
    assert lund.figure_count == 2


def test_the_sum_column_of_a_table_contains_the_other_columns() -> None:
    text = (
        "# EU-medel 2025\n\n| Program | EU-medel (mnkr) | Medfinansiering (mnkr) | Totalt (mnkr) |\n"
        "| --- | --- | --- | --- |\n"
        "| Övre Norrland | 310 | 205 | 515 |\n| Västsverige | 420 | 333 | 753 |\n| Sydsverige | 128 | 99 | 227 |\n"
    )
    rows = commitments(figures_of(text))
    assert sum(row.counted_sek or 0 for row in rows) == (515 + 753 + 227) * M


def test_a_sum_for_each_year_counts_once_a_year_and_without_an_end_one_year() -> None:
    text = (
        "# Idrott\n\nRegeringen avsätter 10 miljoner kronor per år 2025–2027 till simhallar.\n\n"
        "Riksidrottsförbundet tillförs 7 miljoner kronor per år från och med 2028.\n"
    )
    rows = {int(row.amount): (row.counted_sek, row.count_basis) for row in commitments(figures_of(text))}
    assert rows == {10 * M: (30 * M, "all_years"), 7 * M: (7 * M, "one_year")}


def test_the_announcement_of_2018_promises_19_375_million_once(segregation_text: str) -> None:
    rows = commitments(figures_of(segregation_text, published="2018-06-01"))
    wholes = {row.parent_commitment_id for row in rows}
    tables = [row for row in rows if row.commitment_id in wholes]
    assert sorted(int(row.whole_sek or 0) for row in tables) == [425 * M, 1350 * M, 8 * 2200 * M]
    assert sum(1 for row in rows if row.part_rule == "column_total") == 94


def test_a_split_by_year_and_one_by_recipient_count_one_of_them() -> None:
    text = (
        "# 600 miljoner kronor till vården\n\nRegionerna får 600 miljoner kronor, varav 250 miljoner kronor till "
        "barn och 350 miljoner kronor till äldre.\n\n"
        "Stödet fördelas med 200 miljoner kronor 2025 och 400 miljoner kronor 2026.\n"
    )
    rows = commitments(figures_of(text))
    assert sum(row.counted_sek or 0 for row in rows) == 600 * M
    assert sorted(int(row.amount) for row in rows if row.is_alternative_split) == [200 * M, 400 * M]


@given(st.lists(st.integers(min_value=2, max_value=900), min_size=2, max_size=6, unique=True), st.integers(0, 40))
def test_what_counts_is_never_more_than_the_whole_and_its_parts_say(amounts: list[int], rest: int) -> None:
    whole = sum(amounts) + rest
    parts = ", ".join(
        f"{amount} miljoner kronor till åtgärd {name}" for amount, name in zip(amounts, "ABCDEF", strict=False)
    )
    rows = commitments(figures_of(f"# Stöd\n\nRegeringen avsätter {whole} miljoner kronor, varav {parts}.\n"))
    assert sum(row.counted_sek or 0 for row in rows) == whole * M
    assert all(0 <= (row.counted_sek or Decimal(0)) <= (row.whole_sek or 0) for row in rows)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_in_which_figures_come_changes_nothing(segregation_text: str, order: int) -> None:
    figures = figures_of(segregation_text, published="2018-06-01")
    other = figures_of(
        "# 35 miljoner kronor till snabbspår\n\nSnabbspåren får 35 miljoner kronor 2019.\n", "b", "2018-09-01"
    )
    assert link(figures, other).wholes == link([*other, *figures][::order]).wholes
