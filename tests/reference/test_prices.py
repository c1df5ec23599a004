from decimal import Decimal

from pipelines.reference.prices import all_price_indices


def test_the_index_has_each_year_once_without_gaps_and_says_where_it_is_from() -> None:
    rows = all_price_indices()
    years = [row.year for row in rows]
    assert years == list(range(years[0], years[-1] + 1))
    assert len(years) > 5
    assert all("SCB" in row.source for row in rows)


def test_the_index_is_exact_and_of_1980() -> None:
    by_year = {row.year: row.cpi_1980 for row in all_price_indices()}
    assert (by_year[2006], by_year[2018], by_year[2023]) == (Decimal("284.22"), Decimal("328.40"), Decimal("403.70"))
    # Nobody has seen prices halve or double within a year since; such a step would be a digit gone wrong.
    for year, index in list(by_year.items())[1:]:
        assert Decimal("0.95") < index / by_year[year - 1] < Decimal("1.15"), year
