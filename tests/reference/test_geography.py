import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reference.geography import (
    UNKNOWN_PLACE,
    Geography,
    all_geographies,
    closest_places,
    resolve_place,
    resolve_places,
)


def resolved(text: str) -> str | None:
    place = resolve_place(text)
    return place.geography_id if place else None


def resolved_column(*labels: str) -> list[str | None]:
    return [place.geography_id if place else None for place in resolve_places(labels)]


def test_the_register_has_every_municipality_county_and_region_and_one_nation() -> None:
    kinds = Counter(place.kind for place in all_geographies())
    assert kinds == {"municipality": 290, "county": 21, "region": 21, "nation": 1, "unknown": 1}


def test_no_two_places_share_an_identifier() -> None:
    identifiers = [place.geography_id for place in all_geographies()]
    assert len(set(identifiers)) == len(identifiers)


def test_places_come_sorted_and_the_unknown_place_is_among_them() -> None:
    identifiers = [place.geography_id for place in all_geographies()]
    assert identifiers == sorted(identifiers)
    assert UNKNOWN_PLACE in all_geographies()


def test_every_municipality_lies_in_a_county_of_the_register_by_its_code() -> None:
    counties = {place.geography_code: place.name_sv for place in all_geographies() if place.kind == "county"}
    municipalities = [place for place in all_geographies() if place.kind == "municipality"]
    assert len(counties) == 21
    for place in municipalities:
        assert place.geography_code is not None
        assert len(place.geography_code) == 4
        assert place.county_code == place.geography_code[:2]
        assert place.county_name_sv == counties[place.county_code]


def test_every_county_has_its_region() -> None:
    codes = {
        kind: {place.geography_code for place in all_geographies() if place.kind == kind}
        for kind in ("county", "region")
    }
    assert codes["county"] == codes["region"]


def test_no_two_places_of_a_kind_claim_the_same_name() -> None:
    claimed = Counter((place.kind, form.casefold()) for place in all_geographies() for form in place.name_forms)
    assert [form for form, count in claimed.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Stockholm", "0180"),
        ("Göteborg", "1480"),
        ("Malmö", "1280"),
        ("Järfälla", "0123"),
        ("Upplands-Bro", "0139"),
        ("Upplands Väsby", "0114"),
        ("Kiruna", "2584"),
        ("Gotland", "0980"),
        ("Borås", "1490"),
    ],
)
def test_a_municipality_has_its_official_code(name: str, code: str) -> None:
    place = resolve_place(name)
    assert place is not None
    assert (place.kind, place.geography_code, place.name_sv) == ("municipality", code, name)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Malmö stad", "municipality:1280"),
        ("Stockholms kommun", "municipality:0180"),
        ("Stockholms stad", "municipality:0180"),
        ("Borås stad", "municipality:1490"),
        ("Malung-Sälens kommun", "municipality:2023"),
        ("Region Sörmland", "region:04"),
        ("Västra Götaland", "region:14"),
        ("Västra Götalandsregionen", "region:14"),
        ("Jämtland Härjedalen", "region:23"),
        ("Stockholms läns landsting", "region:01"),
        ("Region Gotland", "region:09"),
        ("Södermanlands län", "county:04"),
        ("Västra Götalands län", "county:14"),
        ("Hela riket", "nation:SE"),
    ],
)
def test_the_names_that_tables_use_are_known(text: str, identifier: str) -> None:
    assert resolved(text) == identifier


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        (unicodedata.normalize("NFD", "Göteborg"), "municipality:1480"),
        (unicodedata.normalize("NFD", "Södermanlands län"), "county:04"),
        ("UPPLANDS-BRO", "municipality:0139"),
        ("REGION SÖRMLAND", "region:04"),
        ("Upplands\u00a0Väsby", "municipality:0114"),
        ("  Upplands   Väsby ", "municipality:0114"),
        ("Upplands\u2011Bro", "municipality:0139"),
        ("Järfälla *", "municipality:0123"),
        ("Botkyrka**", "municipality:0127"),
        ("Nacka¹", "municipality:0182"),
        ("Haninge 1)", "municipality:0136"),
    ],
)
def test_case_accents_spaces_hyphens_and_footnote_marks_make_no_difference(printed: str, identifier: str) -> None:
    assert resolved(printed) == identifier


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        ("Kirunas", "municipality:2584"),
        ("Malmö stads", "municipality:1280"),
        ("Region Skånes", "region:12"),
        ("Västra Götalandsregionens", "region:14"),
        ("Sveriges", "nation:SE"),
    ],
)
def test_a_genitive_means_the_place(printed: str, identifier: str) -> None:
    assert resolved(printed) == identifier


@pytest.mark.parametrize("text", ["", "s", "*", "Totalt", "Summa", "Atlantis", "Stockholm och Malmö", "kommun", "län"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert resolve_place(text) is None


def test_a_name_of_both_a_municipality_and_a_region_standing_alone_means_the_municipality() -> None:
    assert resolved("Uppsala") == "municipality:0380"
    assert resolved("Örebro") == "municipality:1880"


def test_among_municipalities_a_name_of_two_kinds_is_the_municipality() -> None:
    assert resolved_column("Uppsala", "Örebro", "Malmö", "Botkyrka") == [
        "municipality:0380",
        "municipality:1880",
        "municipality:1280",
        "municipality:0127",
    ]


def test_among_regions_a_name_of_two_kinds_is_the_region() -> None:
    assert resolved_column("Uppsala", "Örebro", "Skåne", "Västra Götaland") == [
        "region:03",
        "region:18",
        "region:12",
        "region:14",
    ]


def test_a_column_of_counties_stays_counties() -> None:
    assert resolved_column("Uppsala län", "Örebro län", "Skåne län") == ["county:03", "county:18", "county:12"]


def test_a_short_name_among_counties_is_the_county() -> None:
    assert resolved_column("Uppsala", "Skåne län", "Hallands län") == ["county:03", "county:12", "county:13"]


def test_a_plain_name_of_another_kind_keeps_its_kind() -> None:
    assert resolved_column("Malmö", "Lund", "Region Skåne", "Riket")[2:] == ["region:12", "nation:SE"]


def test_a_label_that_is_no_place_leaves_the_others_as_they_are() -> None:
    assert resolved_column("Malmö", "Totalt", "Uppsala") == ["municipality:1280", None, "municipality:0380"]


def test_a_column_without_labels_has_no_places() -> None:
    assert resolve_places([]) == []


@given(st.lists(st.text(max_size=12)))
def test_each_label_of_any_column_gets_one_answer(labels: list[str]) -> None:
    assert len(resolve_places(labels)) == len(labels)


@given(st.sampled_from([place for place in all_geographies() if place.kind == "municipality"]), st.data())
def test_every_form_of_a_municipality_means_it(place: Geography, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(place.name_forms))
    assert resolve_place(form) == place


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("Malmo", "Malmö"),
        ("Järfala kommun", "Järfälla"),
        ("Upplands Bro", "Upplands-Bro"),
        ("Landskrna stad", "Landskrona"),
        ("SÖDERTÄLGE", "Södertälje"),
    ],
)
def test_the_likest_official_name_comes_first(misspelt: str, meant: str) -> None:
    assert closest_places(misspelt)[0] == meant


def test_a_name_like_no_place_has_no_closest_places() -> None:
    assert closest_places("Kvantfysik") == []


def test_no_more_closest_places_are_given_than_asked_for() -> None:
    assert len(closest_places("Sodertälje", count=1)) == 1
