import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reference.forms import read_register
from pipelines.reference.geography import (
    UNKNOWN_PLACE,
    Geography,
    Kind,
    all_geographies,
    closest_places,
    resolve_place,
    resolve_places,
)


def _ids(*labels: str, expected: Kind | None = None) -> list[str | None]:
    return [place.geography_id if place else None for place in resolve_places(labels, expected=expected)]


def test_the_register_holds_every_official_place_once() -> None:
    kinds = [place.kind for place in all_geographies()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "nation": 1,
        "county": 21,
        "region": 21,
        "municipality": 290,
        "unknown": 1,
    }
    assert len({place.geography_id for place in all_geographies()}) == len(kinds)
    assert UNKNOWN_PLACE in all_geographies()


def test_a_code_tells_the_county_that_a_place_lies_in() -> None:
    counties = {row["county_code"]: row["name_sv"] for row in read_register("counties")}
    for place in all_geographies():
        if place.geography_code and place.kind != "nation":
            assert place.geography_code[:2] == place.county_code
            assert place.county_code in counties
            assert place.county_name_sv == counties[place.county_code]
            assert len(place.geography_code) == (4 if place.kind == "municipality" else 2)


def test_each_county_has_its_own_european_code() -> None:
    codes = [place.nuts3_code for place in all_geographies() if place.kind == "county"]
    assert len(codes) == len(set(codes)) == 21
    assert all(re.fullmatch(r"SE[123][123]\d", code or "") for code in codes)


def test_a_municipality_has_the_european_code_of_its_county() -> None:
    counties = {place.county_code: place.nuts3_code for place in all_geographies() if place.kind == "county"}
    for place in all_geographies():
        if place.kind == "municipality":
            assert place.nuts3_code == counties[place.county_code]
        elif place.kind != "county":
            assert place.nuts3_code is None


@pytest.mark.parametrize(
    ("geography_id", "nuts3_code"),
    [("county:01", "SE110"), ("municipality:1880", "SE124"), ("municipality:1280", "SE224"), ("county:25", "SE332")],
)
def test_european_codes_are_those_of_eurostat(geography_id: str, nuts3_code: str) -> None:
    (place,) = (place for place in all_geographies() if place.geography_id == geography_id)
    assert place.nuts3_code == nuts3_code


def test_names_and_codes_are_those_of_statistics_sweden() -> None:
    by_code = {place.geography_id: place.name_sv for place in all_geographies()}
    assert by_code["municipality:0180"] == "Stockholm"
    assert by_code["municipality:0980"] == "Gotland"
    assert by_code["municipality:2584"] == "Kiruna"
    assert by_code["county:23"] == "Jämtlands län"
    assert by_code["region:14"] == "Västra Götalandsregionen"


@pytest.mark.parametrize(
    "place", [place for place in all_geographies() if place.kind != "unknown"], ids=lambda place: place.geography_id
)
def test_every_form_of_a_name_means_its_place(place: Geography) -> None:
    for form in place.name_forms:
        assert resolve_place(form, expected=place.kind) == place


def test_no_form_means_two_places_of_one_kind() -> None:
    claimed: dict[tuple[str, str], str] = {}
    for place in all_geographies():
        for form in place.name_forms:
            assert claimed.setdefault((place.kind, form.casefold()), place.geography_id) == place.geography_id


@pytest.mark.parametrize(
    ("printed", "geography_id"),
    [
        ("Järfälla", "municipality:0123"),
        ("Malmö stad", "municipality:1280"),
        ("Malmö kommun", "municipality:1280"),
        ("Stockholms kommun", "municipality:0180"),
        ("Stockholms stad", "municipality:0180"),
        ("GÖTEBORGS STAD", "municipality:1480"),
        ("göteborgs", "municipality:1480"),
        ("Borås", "municipality:1490"),
        ("Mönsterås kommun", "municipality:0861"),
        ("Kristianstad kommun", "municipality:1290"),
        ("Falu kommun", "municipality:2080"),
        ("Upplands Bro", "municipality:0139"),
        ("Malung", "municipality:2023"),
        ("Håbo", "municipality:0305"),
        ("Habo", "municipality:0643"),
        ("Heby kommun", "municipality:0331"),
        ("Region Sörmland", "region:04"),
        ("Region Södermanland", "region:04"),
        ("Landstinget Sörmland", "region:04"),
        ("Stockholms läns landsting", "region:01"),
        ("Landstinget i Östergötland", "region:05"),
        ("Västra Götalandsregionen", "region:14"),
        ("Västra Götaland", "region:14"),
        ("Jämtland Härjedalen", "region:23"),
        ("Region Jämtland-Härjedalen", "region:23"),
        ("Region Jämtland/Härjedalen", "region:23"),
        ("Region Kalmar", "region:08"),
        ("Region Kalmar län", "region:08"),
        ("Region Gotland", "region:09"),
        ("Södermanlands  län", "county:04"),
        ("Skåne\u00a0län", "county:12"),
        ("Jönköping län", "county:06"),
        ("Riket", "nation:SE"),
        ("0180 Stockholm", "municipality:0180"),
        ("03 Uppsala län", "county:03"),
    ],
)
def test_a_name_standing_alone_means_its_place(printed: str, geography_id: str) -> None:
    for form in (printed, unicodedata.normalize("NFD", printed)):
        place = resolve_place(form)
        assert place is not None
        assert place.geography_id == geography_id


@pytest.mark.parametrize(
    ("printed", "geography_id"),
    [
        ("Järfälla *", "municipality:0123"),
        ("Botkyrka**", "municipality:0127"),
        ("Nacka¹", "municipality:0182"),
        ("Haninge 1)", "municipality:0136"),
        ("UPPLANDS-BRO*", "municipality:0139"),
        ("Upplands\u00a0Väsby", "municipality:0114"),
        ("Upplands\u2011Bro", "municipality:0139"),
        ("Malmö stads", "municipality:1280"),
        ("Region Skånes", "region:12"),
        ("Västra Götalandsregionens", "region:14"),
        ("Södermanlands läns", "county:04"),
        ("Sveriges", "nation:SE"),
    ],
)
def test_footnote_marks_case_spaces_hyphens_and_a_genitive_make_no_difference(printed: str, geography_id: str) -> None:
    place = resolve_place(printed)
    assert place is not None
    assert place.geography_id == geography_id


@pytest.mark.parametrize(
    "label", ["", "Summa", "Totalt", "Jarfalla", "Socialstyrelsen", "0181 Stockholm", "0180", "län"]
)
def test_what_is_no_place_is_none(label: str) -> None:
    assert resolve_place(label) is None


def test_the_expected_kind_settles_a_name_of_several() -> None:
    assert _ids("Uppsala", expected="county") == ["county:03"]
    assert _ids("Uppsala", expected="region") == ["region:03"]
    assert _ids("Uppsala") == ["municipality:0380"]


def test_an_expected_kind_does_not_bend_a_name_that_has_another() -> None:
    assert _ids("Järfälla", expected="region") == ["municipality:0123"]


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        (("Skåne", "Halland", "Stockholm", "Summa"), ["region:12", "region:13", "region:01", None]),
        (("Järfälla", "Stockholm", "Örebro"), ["municipality:0123", "municipality:0180", "municipality:1880"]),
        (("Stockholms län", "Uppsala", "Kalmar län"), ["county:01", "county:03", "county:08"]),
        (("Region Stockholm", "Uppsala", "Jönköping"), ["region:01", "region:03", "region:06"]),
        (("Järfälla", "Gotland", "Region Gotland"), ["municipality:0123", "municipality:0980", "municipality:0980"]),
        (("Region Skåne", "Region Gotland", "Gotland"), ["region:12", "region:09", "region:09"]),
        (("Blekinge län", "Gotland"), ["county:10", "county:09"]),
        (("Järfälla", "Botkyrka", "Region Skåne"), ["municipality:0123", "municipality:0127", "region:12"]),
        ((), []),
    ],
)
def test_the_names_beside_it_tell_which_kind_a_name_means(labels: tuple[str, ...], ids: list[str | None]) -> None:
    assert _ids(*labels) == ids


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("Jarfalla", "Järfälla"), ("Stokholm", "Stockholm"), ("Goteborg", "Göteborg"), ("Region Skane", "Region Skåne")],
)
def test_a_misspelt_place_has_a_suggestion(misspelt: str, meant: str) -> None:
    assert closest_places(misspelt)[0] == meant


@pytest.mark.parametrize("label", ["", "Summa", "xyz", "Socialstyrelsen"])
def test_what_looks_like_no_place_has_no_suggestion(label: str) -> None:
    assert closest_places(label) == []


@given(st.lists(st.text()))
def test_any_column_is_read_label_by_label(labels: list[str]) -> None:
    assert len(resolve_places(labels)) == len(labels)
