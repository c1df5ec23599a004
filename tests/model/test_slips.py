from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model.slips import slip_between


@pytest.mark.parametrize(
    ("meant", "printed", "slip"),
    [
        ("50725000", "5725000", "lost_digit"),
        ("50725000", "507725000", "doubled_digit"),
        ("50725000", "57025000", "swapped_digits"),
        ("412.5", "4125", "shifted_comma"),
        ("412.5", "412", "lost_digit"),
        ("12.7", "12.77", "doubled_digit"),
        ("655", "6550", "extra_zero"),
        ("655", "65.5", "lost_zero"),
        ("1402", "1402000", "other_unit"),
        ("1402000", "1402", "other_unit"),
        ("1402731", "1402", "other_unit"),
        ("-38.7", "38.7", "lost_sign"),
    ],
)
def test_a_slip_is_named(meant: str, printed: str, slip: str) -> None:
    assert slip_between(Decimal(meant), Decimal(printed)) == slip


@pytest.mark.parametrize(
    ("meant", "printed"),
    [("412", "412"), ("412", "0"), ("0", "412"), ("412", "473"), ("412", "-42"), ("412", "9412"), ("1234", "1432")],
)
def test_what_no_single_slip_explains_has_no_name(meant: str, printed: str) -> None:
    assert slip_between(Decimal(meant), Decimal(printed)) is None


@given(st.integers(1_000, 10**9), st.data())
def test_a_digit_that_is_lost_or_doubled_is_always_a_slip(meant: int, data: st.DataObject) -> None:
    digits = str(meant)
    at = data.draw(st.integers(1, len(digits) - 1))
    for printed in (digits[:at] + digits[at + 1 :], digits[:at] + digits[at - 1] + digits[at:]):
        assert slip_between(Decimal(meant), Decimal(printed)) is not None
