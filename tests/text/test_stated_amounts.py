"""Looking up what the prose of a document states."""

from decimal import Decimal

import pytest

from pipelines.text.blocks import split_blocks
from pipelines.text.mentions import find_mentions
from pipelines.text.stated_amounts import StatedAmounts


def stated(text: str) -> StatedAmounts:
    return StatedAmounts(find_mentions(text, enumerate(split_blocks(text)), published_year=2025))


def test_figures_equal_amounts_in_crowns_only() -> None:
    amounts = stated("Lund får 5 miljoner kronor och 7 miljoner euro.")
    assert amounts.equals([Decimal(5), Decimal(7), Decimal(8)], Decimal(10**6)) == {Decimal(5)}
    assert amounts.equals([Decimal(5)], Decimal(10**3)) == set()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Regeringen avsätter 5 miljoner kronor 2026.", (2026,)),
        ("Regeringen avsätter 5 miljoner kronor 2026. Lund får 2 miljoner kronor.", ()),
        ("Regeringen avsätter 5 miljoner kronor 2026. Lund får 2 miljoner kronor 2027.", ()),
        ("Regeringen avsätter 5 miljoner kronor 2026. Biljetten kostar 90 kronor.", (2026,)),
        ("Regeringen avsätter 5 miljoner kronor.", ()),
        ("", ()),
    ],
)
def test_the_years_before_a_table_are_those_of_most_funding_and_no_others(text: str, years: tuple[int, ...]) -> None:
    assert stated(text).period_before(len(text)) == (years, False)


def test_amounts_behind_a_table_do_not_date_it() -> None:
    assert stated("Regeringen avsätter 5 miljoner kronor 2026.").period_before(0) == ((), False)


def test_only_the_nearest_amounts_date_a_table() -> None:
    near = "Regeringen avsätter 5 miljoner kronor 2026.\n\n"
    assert stated("Regeringen avsätter 3 miljoner kronor 2020.\n\n" + near * 12).period_before(10**6) == (
        (2026,),
        False,
    )
