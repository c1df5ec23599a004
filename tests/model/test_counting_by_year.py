from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from stated_figures import figures_of

from pipelines.model.commitments.counting import basis_of, by_year, left_by_year

(FIGURE,) = figures_of("# Stöd\n\nRegeringen avsätter 10 miljoner kronor till simhallar.\n")
TEN = Decimal(10_000_000)

Parts = list[list[tuple[int | None, Decimal]]]


def test_a_sum_per_year_stands_in_each_year_and_a_sum_for_several_years_in_none() -> None:
    annual = replace(FIGURE, start_year=2025, end_year=2027, is_annual=True)
    assert (basis_of(annual, annual), by_year(annual, annual)) == ("all_years", [(2025, TEN), (2026, TEN), (2027, TEN)])
    together = replace(annual, is_annual=False)
    assert (basis_of(together, together), by_year(together, together)) == ("once", [(None, TEN)])


def test_without_an_end_the_first_year_counts_and_without_years_one_year() -> None:
    open_ended = replace(FIGURE, start_year=2026, is_annual=True, open_ended=True)
    assert (basis_of(open_ended, open_ended), by_year(open_ended, open_ended)) == ("one_year", [(2026, TEN)])
    unknown = replace(FIGURE, is_annual=True)
    assert (basis_of(unknown, unknown), by_year(unknown, unknown)) == ("one_year", [(None, TEN)])


def test_a_part_is_taken_from_its_own_year() -> None:
    own: list[tuple[int | None, Decimal]] = [(2025, TEN), (2026, TEN)]
    assert left_by_year(own, [[(2026, Decimal(4_000_000))]]) == [(2025, TEN), (2026, Decimal(6_000_000))]


def test_a_part_without_a_year_is_taken_from_where_most_is_left() -> None:
    own: list[tuple[int | None, Decimal]] = [(2025, TEN), (2026, TEN)]
    parts: Parts = [[(2025, Decimal(4_000_000))], [(None, Decimal(12_000_000))]]
    assert left_by_year(own, parts) == [(2025, Decimal(4_000_000)), (2026, Decimal(0))]


def test_years_of_a_sum_for_several_years_are_its_parts() -> None:
    assert left_by_year([(None, 3 * TEN)], [[(2025, TEN)], [(2026, TEN)]]) == [(None, TEN)]


def test_parts_of_a_rounded_sum_leave_nothing_and_never_less() -> None:
    assert left_by_year([(2025, TEN)], [[(2025, Decimal(10_400_000))]]) == [(2025, Decimal(0))]


_AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
_YEARS = st.sampled_from([None, 2024, 2025, 2026, 2027])


@given(
    st.dictionaries(_YEARS, _AMOUNTS, min_size=1).map(lambda own: sorted(own.items(), key=str)),
    st.lists(st.lists(st.tuples(_YEARS, _AMOUNTS), max_size=3), max_size=4),
)
def test_what_is_left_is_between_nothing_and_all_and_parts_that_fit_are_taken_whole(
    own: list[tuple[int | None, Decimal]], parts: Parts
) -> None:
    left = left_by_year(own, parts)
    assert [year for year, _ in left] == [year for year, _ in own]
    assert all(0 <= rest <= amount for (_, rest), (_, amount) in zip(left, own, strict=True))
    told = sum((amount for part in parts for _, amount in part), Decimal(0))
    whole = sum((amount for _, amount in own), Decimal(0))
    assert sum((rest for _, rest in left), Decimal(0)) >= whole - told
