import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.units import UNIT, UNIT_OPENING, Unit, unit_of


@pytest.mark.parametrize(
    ("printed", "factor", "currency"),
    [
        ("miljoner kronor", 10**6, "SEK"),
        ("miljonerna", 10**6, None),
        ("miljarderna kronor", 10**9, "SEK"),
        ("biljonerna", 10**12, None),
        ("MSEK", 10**6, "SEK"),
        ("mnkr", 10**6, "SEK"),
        ("mdkr", 10**9, "SEK"),
        ("tkr", 10**3, "SEK"),
        ("miljoner US-dollar", 10**6, "USD"),
        ("miljarder norska kronor", 10**9, "NOK"),
        ("miljoner euro", 10**6, "EUR"),
        ("öre", Decimal("0.01"), "SEK"),
    ],
)
def test_a_unit_stands_for_so_much_of_a_currency(printed: str, factor: Decimal | int, currency: str | None) -> None:
    assert unit_of(printed) == Unit(Decimal(factor), currency or "SEK", names_currency=currency is not None)


@given(st.from_regex(UNIT, fullmatch=True))
def test_whatever_is_found_as_a_unit_has_a_meaning(printed: str) -> None:
    assert unit_of(printed).factor > 0


@given(st.from_regex(UNIT, fullmatch=True))
def test_the_quick_test_for_units_passes_every_unit(printed: str) -> None:
    assert re.match(UNIT_OPENING, printed, re.IGNORECASE)


@given(st.text(alphabet="miljoneradskkr \n", max_size=30))
def test_every_unit_in_a_text_has_a_meaning(text: str) -> None:
    for match in UNIT.finditer(text):
        assert unit_of(match.group()).factor > 0


def test_what_is_no_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="'människor' is not a unit of money"):
        unit_of("människor")
