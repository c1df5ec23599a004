import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.periods import Period, find_per_year, find_periods
from pipelines.text.spans import Span


def read(text: str, published_year: int | None = None) -> list[Period]:
    return find_periods(text, Span(0, len(text)), published_year=published_year)


@pytest.mark.parametrize(
    ("text", "quote", "years"),
    [
        ("under 2018", "2018", [2018]),
        ("under åren 2018–2020", "2018–2020", [2018, 2019, 2020]),
        ("2018-2020", "2018-2020", [2018, 2019, 2020]),
        ("2018 — 2020", "2018 — 2020", [2018, 2019, 2020]),
        ("2018–20", "2018–20", [2018, 2019, 2020]),
        ("2018 till 2020", "2018 till 2020", [2018, 2019, 2020]),
        ("2018 till och med 2020", "2018 till och med 2020", [2018, 2019, 2020]),
        ("2018 t.o.m. 2020", "2018 t.o.m. 2020", [2018, 2019, 2020]),
        ("från 2018 till 2020", "från 2018 till 2020", [2018, 2019, 2020]),
        ("2018 och 2020", "2018 och 2020", [2018, 2020]),
        ("2018, 2019 och 2021", "2018, 2019 och 2021", [2018, 2019, 2021]),
        ("2026 respektive 2027", "2026 respektive 2027", [2026, 2027]),
        ("mellan 2018 och 2020", "2018 och 2020", [2018, 2019, 2020]),
        ("mellan åren 2018 och 2021", "2018 och 2021", [2018, 2019, 2020, 2021]),
        ("i juni 2018-06", "2018", [2018]),
        ("2018 års budget", "2018", [2018]),
    ],
)
def test_years_ranges_and_lists_are_read_in_full(text: str, quote: str, years: list[int]) -> None:
    (period,) = read(text)
    assert (period.span.of(text), list(period.years), period.open_ended, period.kind) == (quote, years, False, "stated")
    assert (period.start_year, period.end_year) == (years[0], years[-1])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("från och med 2027", "från och med 2027"),
        ("Fr.o.m. 2027", "Fr.o.m. 2027"),
        ("från och med den 1 januari 2027", "från och med den 1 januari 2027"),
        ("med start 2027", "med start 2027"),
        ("2027 och framåt", "2027 och framåt"),
        ("2027 och tills vidare", "2027 och tills vidare"),
        ("2027 och årligen därefter", "2027 och årligen därefter"),
    ],
)
def test_a_period_without_an_end_is_open_ended(text: str, quote: str) -> None:
    (period,) = read(f"Stödet ges {text}.")
    assert period.span.of(f"Stödet ges {text}.") == quote
    assert (period.years, period.open_ended, period.end_year) == ((2027,), True, None)


def test_from_a_year_alone_is_that_year_and_no_open_end() -> None:
    (period,) = read("en rapport från 2018")
    assert (period.years, period.open_ended) == ((2018,), False)


@pytest.mark.parametrize("bill", ["budgetpropositionen för", "budgetpropositionen", "vårändringsbudgeten för", "BP"])
def test_the_year_of_a_budget_bill_is_told_from_a_stated_year(bill: str) -> None:
    (period,) = read(f"i {bill} 2018")
    assert (period.years, period.kind) == ((2018,), "budget")


@pytest.mark.parametrize(
    ("words", "year"),
    [("i år", 2018), ("innevarande år", 2018), ("nästa år", 2019), ("förra året", 2017), ("i fjol", 2017)],
)
def test_a_year_told_from_the_publication_needs_its_year(words: str, year: int) -> None:
    text = f"Stödet ökar {words}."
    assert [(period.years, period.kind) for period in read(text, 2018)] == [((year,), "relative")]
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "SFS 2018:218",
        "prop. 2017/18:1",
        "läsåret 2020/21",
        "den 2018-06-21",
        "12 018 kronor",
        "2018,5",
        "år 1850",
        "12018",
        "08-2018",
        "i 20 2018",
        "i åren",
    ],
)
def test_numbers_that_only_look_like_years_are_none(text: str) -> None:
    assert read(text, 2018) == []


def test_a_range_backwards_or_too_long_is_only_its_first_year() -> None:
    for text in ("2018–2016", "2018–2018", "2018–2090"):
        assert read(text)[0].years == (2018,)


@given(st.integers(1950, 2040), st.integers(1, 20), st.sampled_from(["–", "-", " – ", " till ", " till och med "]))
def test_any_range_reads_back_with_every_year_of_it(first: int, length: int, joint: str) -> None:
    last = first + length
    (period,) = read(f"under {first}{joint}{last}")
    assert period.years == tuple(range(first, last + 1))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("20 miljoner kronor årligen", 1),
        ("per år", 1),
        ("per kalenderår", 1),
        ("varje år", 1),
        ("en årlig satsning", 1),
        ("5 000 kr/år", 1),
        ("årligen, det vill säga varje år", 2),
        ("om ett år", 0),
        ("flerårig", 0),
        ("tioårigt", 0),
    ],
)
def test_words_for_each_year_are_found(text: str, count: int) -> None:
    assert len(find_per_year(text, Span(0, len(text)))) == count


@given(
    st.text(max_size=100)
    | st.lists(st.sampled_from(["2018", "–", "19", " och ", ",", " till ", "från ", "budget "]), max_size=30).map(
        "".join
    )
)
def test_periods_of_any_text_lie_within_it_in_order(text: str) -> None:
    periods = read(text, 2018)
    assert periods == sorted(periods, key=lambda period: period.span)
    for period in periods:
        assert 0 <= period.span.start < period.span.end <= len(text)
        assert period.years == tuple(sorted(set(period.years)))
