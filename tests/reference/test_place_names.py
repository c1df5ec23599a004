from datetime import date
from itertools import pairwise

import pytest

from pipelines.reference.geography import all_geographies, resolve_place
from pipelines.reference.place_names import PlaceName, all_place_names

PLACES = {place.geography_id: place for place in all_geographies()}


def names_of(geography_id: str) -> list[PlaceName]:
    return [name for name in all_place_names() if name.geography_id == geography_id]


def name_on(geography_id: str, day: date) -> str | None:
    """Give the name in use on a day, as a question in SQL would."""
    found = [
        name.name_sv
        for name in names_of(geography_id)
        if (name.valid_from or date.min) <= day <= (name.valid_to or date.max)
    ]
    return found[0] if found else None


def test_every_region_is_told_of_and_goes_by_its_official_name_now() -> None:
    regions = {place.geography_id for place in PLACES.values() if place.kind == "region"}
    assert {name.geography_id for name in all_place_names()} == regions
    for region in regions:
        assert names_of(region)[-1].valid_to is None
        assert names_of(region)[-1].name_sv == PLACES[region].name_sv
        assert names_of(region)[-1].kind == "region"


def test_the_names_of_a_place_follow_one_another_without_overlap_or_gap() -> None:
    for geography_id in {name.geography_id for name in all_place_names()}:
        for before, after in pairwise(names_of(geography_id)):
            assert before.valid_to is not None
            assert after.valid_from is not None
            assert (after.valid_from - before.valid_to).days == 1, geography_id


def test_county_councils_are_none_from_2019_on() -> None:
    councils = [name for name in all_place_names() if name.kind == "landsting"]
    assert len(councils) == 18
    assert all(name.valid_to is not None and name.valid_to < date(2019, 1, 1) for name in councils)


@pytest.mark.parametrize(
    ("geography_id", "day", "name"),
    [
        ("region:01", date(2018, 12, 31), "Stockholms läns landsting"),
        ("region:01", date(2019, 1, 1), "Region Stockholm"),
        ("region:22", date(2018, 1, 31), "Landstinget Västernorrland"),
        ("region:22", date(2018, 2, 1), "Region Västernorrland"),
        ("region:06", date(2015, 1, 1), "Region Jönköpings län"),
        ("region:09", date(2010, 12, 31), "Gotlands kommun"),
        ("region:12", date(2018, 6, 1), "Region Skåne"),
        ("region:12", date(1998, 12, 31), None),
    ],
)
def test_a_day_has_the_name_of_its_time(geography_id: str, day: date, name: str | None) -> None:
    assert name_on(geography_id, day) == name


@pytest.mark.parametrize("name", all_place_names(), ids=lambda name: name.name_sv)
def test_the_reader_knows_every_name_of_a_region(name: PlaceName) -> None:
    if name.kind == "kommun":
        assert name.name_sv in PLACES[name.geography_id].name_forms
    else:
        assert resolve_place(name.name_sv) == PLACES[name.geography_id]


@pytest.mark.parametrize(
    ("printed", "geography_id"),
    [("Landstinget Kalmar län", "region:08"), ("Landstinget Uppsala län", "region:03")],
)
def test_the_reader_knows_a_council_by_the_name_of_its_county(printed: str, geography_id: str) -> None:
    assert resolve_place(printed) == PLACES[geography_id]


def test_every_name_says_where_it_is_known_from() -> None:
    assert all(address.startswith("http") for name in all_place_names() for address in name.source.split(" "))
