import pytest

from pipelines.model.periods import UNKNOWN_PERIOD, PeriodRow, period_of


@pytest.mark.parametrize(
    ("start", "end", "per_year", "open_ended", "period_id", "label"),
    [
        (2018, 2018, False, False, "2018", "2018"),
        (2018, None, False, False, "2018", "2018"),
        (2018, 2020, False, False, "2018-2020", "2018–2020"),
        (2020, 2027, True, False, "2020-2027/year", "per year 2020–2027"),
        (2018, 2018, True, False, "2018/year", "per year 2018"),
        (2027, None, False, True, "2027-", "from 2027"),
        (2027, None, True, True, "2027-/year", "per year from 2027"),
        (None, None, True, False, "unknown/year", "per year, years not stated"),
    ],
)
def test_a_period_has_an_identifier_and_a_label_for_people(
    *, start: int | None, end: int | None, per_year: bool, open_ended: bool, period_id: str, label: str
) -> None:
    period = period_of(start, end, per_year=per_year, open_ended=open_ended)
    assert (period.period_id, period.label) == (period_id, label)
    assert (period.is_annual, period.open_ended, period.start_year) == (per_year, open_ended, start)


def test_a_single_year_ends_where_it_starts() -> None:
    assert period_of(2018, None, per_year=False, open_ended=False) == PeriodRow(
        "2018", 2018, 2018, False, False, "2018"
    )


def test_no_stated_year_is_the_unknown_period() -> None:
    assert period_of(None, None, per_year=False, open_ended=False) == UNKNOWN_PERIOD
