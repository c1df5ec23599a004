"""Units of tables that print none: from equal amounts of the text, from a misspelt unit, from the years of a budget."""

from decimal import Decimal

import pytest

from pipelines.text.blocks import split_blocks
from pipelines.text.implied_units import misspelt_unit, unit_of_budget_table, unit_of_equals
from pipelines.text.mentions import find_mentions
from pipelines.text.stated_amounts import StatedAmounts


def stated(text: str) -> StatedAmounts:
    return StatedAmounts(find_mentions(text, enumerate(split_blocks(text))))


def figures(*printed: str) -> list[Decimal]:
    return [Decimal(each) for each in printed]


@pytest.mark.parametrize(
    ("text", "printed", "factor"),
    [
        ("Det blir 40 miljoner kronor 2026 och 65 miljoner kronor 2027.", ("40", "65"), 10**6),
        ("Det blir 1,5 miljarder kronor 2026 och 2 miljarder kronor 2027.", ("1.5", "2"), 10**9),
        ("Det blir 1,5 miljarder kronor 2026 och 2 miljarder kronor 2027.", ("1500", "2000"), 10**6),
        ("Satsningen är 250 miljoner kronor per år.", ("250000", "250000"), 10**3),
        ("Skolan får 125 000 kronor och biblioteket 80 000 kronor.", ("125000", "80000"), 1),
        ("Det blir 40 miljoner kronor och 65 miljoner kronor.", ("40", "65", "7", "8", "9"), 10**6),
        ("Det blir 40 miljoner kronor och 65 miljoner kronor.", ("40", "65", "7", "8", "9", "10"), 10**6),
        ("Det blir 40, 50 och 60 tusen kronor av 40 och 50 miljoner kronor.", ("40", "50", "60"), 10**3),
        ("Det blir 40, 50 och 60 miljoner kronor, 40 och 50 tusen om året.", ("40", "50", "60"), 10**6),
    ],
)
def test_figures_that_the_text_states_tell_their_unit(text: str, printed: tuple[str, ...], factor: int) -> None:
    inferred = unit_of_equals(figures(*printed), stated(text))
    assert inferred is not None
    assert inferred.unit.factor == factor
    assert f"{factor:,}" in inferred.reason


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Det blir 40 miljoner kronor.", ("40", "65")),
        ("Det blir 40 miljoner kronor och 65 miljoner kronor.", ("40", "65", "7", "8", "9", "10", "11")),
        ("Det blir 40 miljoner euro och 65 miljoner euro.", ("40", "65")),
        ("Det blir 40 miljoner kronor eller 40 miljarder kronor.", ("40", "40")),
        ("Här står inget belopp.", ("40", "65")),
        ("Det blir 40 miljoner kronor.", ()),
        ("Det blir 0 kronor.", ("0", "0")),
    ],
)
def test_too_few_equals_or_two_units_tell_nothing(text: str, printed: tuple[str, ...]) -> None:
    assert unit_of_equals(figures(*printed), stated(text)) is None


@pytest.mark.parametrize(
    ("printed", "factor"),
    [
        ("Satsningar på skolan (mnr)", 10**6),
        ("Satsningar på skolan (mknr)", 10**6),
        ("Satsningar (mnnkr)", 10**6),
        ("Bidrag (tkkr)", 10**3),
        ("Bidrag (MSKE)", 10**6),
    ],
)
def test_a_word_in_brackets_one_letter_from_a_unit_is_that_unit(printed: str, factor: int) -> None:
    inferred = misspelt_unit(printed)
    assert inferred is not None
    assert inferred.unit.factor == factor


@pytest.mark.parametrize(
    "printed", ["Satsningar (mnkr)", "Satsningar (SiS)", "Satsningar mnr", "Bidrag (ökr)", "(SKR)"]
)
def test_other_words_in_brackets_are_no_misspelt_units(printed: str) -> None:
    assert misspelt_unit(printed) is None


def test_columns_of_coming_years_are_in_millions() -> None:
    inferred = unit_of_budget_table([(2026,), (2027,), (2028,)], figures("20", "-3.5", "1200"), 2025)
    assert inferred is not None
    assert inferred.unit.factor == 10**6


@pytest.mark.parametrize(
    ("years", "printed", "published"),
    [
        ([(2026,)], ("20",), 2025),
        ([(2023,), (2024,), (2025,)], ("20",), 2025),
        ([(2026,), (2028,)], ("20",), 2025),
        ([(2026,), ()], ("20",), 2025),
        ([(2026, 2027), (2028,)], ("20",), 2025),
        ([(2026,), (2027,)], ("250000",), 2025),
        ([(2026,), (2027,)], (), 2025),
        ([(2026,), (2027,)], ("20",), None),
    ],
)
def test_other_columns_tell_no_unit(
    years: list[tuple[int, ...]], printed: tuple[str, ...], published: int | None
) -> None:
    assert unit_of_budget_table(years, figures(*printed), published) is None


@pytest.mark.parametrize(
    ("printed", "factor"),
    [
        ("(mnk)", 10**6),
        ("(nmkr)", 10**6),
        ("(mnkrr)", 10**6),
        ("(mdk)", 10**9),
        ("(mdrk)", 10**9),
        ("(tkkr)", 10**3),
        ("(tk)", None),
        ("(rkt)", None),
        ("(tkrabc)", None),
        ("(mkrn)", 10**6),
        ("(mn kr)", None),
        ("(krm)", None),
        ("(mnxx)", None),
    ],
)
def test_a_misspelt_unit_is_one_letter_or_one_exchange_away(printed: str, factor: int | None) -> None:
    inferred = misspelt_unit(f"Stöd {printed}")
    assert (inferred and inferred.unit.factor) == factor
    assert inferred is None or inferred.reason == f"“{printed[1:-1]}” is one letter away from a unit"


@pytest.mark.parametrize(
    ("years", "figures", "published", "told"),
    [
        ([(2025,), (2026,)], ["5"], 2025, True),
        ([(2024,), (2025,)], ["5"], 2025, False),
        ([(2026,)], ["5"], 2025, False),
        ([(2026,), (2027,), ()], ["5"], 2025, False),
        ([(2027,), (2026,)], ["5"], 2025, False),
        ([(2026,), (2028,)], ["5"], 2025, False),
        ([(2026,), (2027,)], [], 2025, False),
        ([(2026,), (2027,)], ["5"], None, False),
        ([(2026,), (2027,)], ["99999"], 2025, True),
        ([(2026,), (2027,)], ["100000"], 2025, False),
        ([(2026,), (2027,)], ["-100000"], 2025, False),
    ],
)
def test_a_table_of_coming_years_is_in_millions(
    years: list[tuple[int, ...]], figures: list[str], published: int | None, *, told: bool
) -> None:
    inferred = unit_of_budget_table(years, list(map(Decimal, figures)), published)
    assert (inferred is not None) is told
    assert inferred is None or (inferred.unit.factor, inferred.unit.currency) == (Decimal(10**6), "SEK")
