from datetime import date
from itertools import groupby, pairwise

import pytest

from pipelines.reference.ministries import all_ministry_periods
from pipelines.reference.organisations import all_organisations

KNOWN = {organisation.organisation_id: organisation for organisation in all_organisations()}


def ministries_on(day: date) -> set[str]:
    """Give the ministries that are known to exist on a day; a beginning that is not known was before."""
    return {
        period.name_sv
        for period in all_ministry_periods()
        if (period.valid_from or date.min) <= day
        and (period.is_current or (period.valid_to is not None and day <= period.valid_to))
    }


def test_every_ministry_is_a_known_organisation_of_that_kind_and_every_known_one_has_a_time() -> None:
    periods = all_ministry_periods()
    for period in periods:
        assert KNOWN[period.ministry_id].kind == "ministry"
        assert KNOWN[period.ministry_id].name_sv == period.name_sv
    ministries = {each.organisation_id for each in KNOWN.values() if each.kind == "ministry"}
    assert ministries == {period.ministry_id for period in periods}


def test_the_times_of_one_ministry_are_numbered_and_never_overlap() -> None:
    for ministry, group in groupby(all_ministry_periods(), key=lambda period: period.ministry_id):
        periods = list(group)
        assert [period.period_no for period in periods] == list(range(1, len(periods) + 1)), ministry
        for before, after in pairwise(periods):
            assert before.valid_to is not None, ministry
            assert after.valid_from is not None, ministry
            assert before.valid_to < after.valid_from, ministry


def test_what_has_ended_is_not_current_and_what_took_over_was_there_afterwards() -> None:
    periods = all_ministry_periods()
    for period in periods:
        assert period.valid_from is None or period.valid_to is None or period.valid_from < period.valid_to
        assert not (period.is_current and (period.valid_to or period.succeeded_by))
        for successor in period.succeeded_by:
            later = [each for each in periods if each.ministry_id == successor]
            assert any(
                period.valid_to is None or each.is_current or (each.valid_to or date.min) > period.valid_to
                for each in later
            ), (period.ministry_id, successor)


def test_every_time_says_where_it_is_known_from() -> None:
    assert all(address.startswith("http") for period in all_ministry_periods() for address in period.source.split())


COMMON = {
    "Statsrådsberedningen",
    "Justitiedepartementet",
    "Utrikesdepartementet",
    "Försvarsdepartementet",
    "Socialdepartementet",
    "Finansdepartementet",
}


@pytest.mark.parametrize(
    ("day", "others"),
    [
        # The ordinance of 1982 as it stood in 1996 names thirteen.
        (
            date(1996, 9, 1),
            {
                "Kommunikationsdepartementet",
                "Utbildningsdepartementet",
                "Jordbruksdepartementet",
                "Arbetsmarknadsdepartementet",
                "Kulturdepartementet",
                "Närings- och handelsdepartementet",
                "Inrikesdepartementet",
                "Miljödepartementet",
            },
        ),
        # The ordinance of 1996 as it stood in 2017 names ten.
        (
            date(2017, 3, 1),
            {
                "Utbildningsdepartementet",
                "Miljö- och energidepartementet",
                "Näringsdepartementet",
                "Kulturdepartementet",
                "Arbetsmarknadsdepartementet",
            },
        ),
        # Ten again, by the Government Offices' own account of their new organisation.
        (
            date(2023, 1, 1),
            {
                "Utbildningsdepartementet",
                "Klimat- och näringslivsdepartementet",
                "Landsbygds- och infrastrukturdepartementet",
                "Kulturdepartementet",
                "Arbetsmarknadsdepartementet",
            },
        ),
    ],
)
def test_a_day_has_the_ministries_that_the_government_named_then(day: date, others: set[str]) -> None:
    assert ministries_on(day) == COMMON | others


def test_reforms_at_a_turn_of_the_year_change_everything_at_once() -> None:
    gone = ministries_on(date(2022, 12, 31)) - ministries_on(date(2023, 1, 1))
    assert gone == {"Näringsdepartementet", "Infrastrukturdepartementet", "Miljödepartementet"}
    assert ministries_on(date(2019, 4, 1)) - ministries_on(date(2019, 3, 31)) == {
        "Infrastrukturdepartementet",
        "Miljödepartementet",
    }
