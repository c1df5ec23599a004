import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reference.forms import read_register
from pipelines.reference.organisations import UNKNOWN_ORGANISATION, all_organisations, resolve_organisation

KINDS = {
    "agency",
    "university",
    "ministry",
    "company",
    "municipal_association",
    "civil_society",
    "international",
    "other",
    "unknown",
}


def test_organisations_have_an_identifier_each_and_a_known_kind() -> None:
    organisations = all_organisations()
    assert len({each.organisation_id for each in organisations}) == len(organisations) > 350
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", each.organisation_id) for each in organisations)
    assert {each.kind for each in organisations} == KINDS
    assert UNKNOWN_ORGANISATION in organisations


def test_every_county_has_its_administrative_board() -> None:
    boards = {each.name_sv for each in all_organisations() if each.name_sv.startswith("Länsstyrelsen")}
    assert boards == {f"Länsstyrelsen i {row['name_sv']}" for row in read_register("counties")}


def test_no_form_means_two_organisations() -> None:
    claims = Counter(
        form.casefold() for each in all_organisations() for form in {form.casefold() for form in each.name_forms}
    )
    assert [form for form, count in claims.items() if count > 1] == []


def test_every_form_of_a_name_means_its_organisation() -> None:
    for organisation in all_organisations():
        for form in organisation.name_forms:
            assert resolve_organisation(form) == organisation


def test_an_organisation_does_not_end_before_it_begins() -> None:
    for row in read_register("organisations"):
        if row["active_from"] and row["active_to"]:
            assert int(row["active_from"]) <= int(row["active_to"])
        assert all(re.fullmatch(r"(?:\d{4})?", row[column]) for column in ("active_from", "active_to"))


@pytest.mark.parametrize(
    ("printed", "organisation_id"),
    [
        ("Skolverket", "skolverket"),
        ("Statens skolverk", "skolverket"),
        ("skolverkets", "skolverket"),
        ("Sidas", "sida"),
        ("SCB:s", "statistiska-centralbyran"),
        ("Delegationen mot segregation (Delmos)", "delegationen-mot-segregation"),
        ("SKL", "sveriges-kommuner-och-regioner"),
        ("Sveriges  kommuner och regioner", "sveriges-kommuner-och-regioner"),
        ("AB Svensk Exportkredit", "svensk-exportkredit"),
        ("Jernhusen AB", "jernhusen"),
        ("E‑hälsomyndigheten", "e-halsomyndigheten"),
        ("Länsstyrelsen Örebro", "lansstyrelsen-i-orebro-lan"),
        ("polisen", "polismyndigheten"),
        ("DO", "diskrimineringsombudsmannen"),
        ("Myndigheten för delaktighet, MFD", "myndigheten-for-delaktighet"),
    ],
)
def test_a_name_means_its_organisation_in_whatever_form(printed: str, organisation_id: str) -> None:
    found = resolve_organisation(printed)
    assert found is not None
    assert found.organisation_id == organisation_id


@pytest.mark.parametrize(
    "text", ["", "do", "kris", "Summa", "Region Skåne", "okänd", "unknown", "(Delmos", "Boverket, SCB"]
)
def test_what_is_no_organisation_is_none(text: str) -> None:
    assert resolve_organisation(text) is None


@given(st.text())
def test_any_text_is_an_organisation_or_none(text: str) -> None:
    found = resolve_organisation(text)
    assert found is None or found in all_organisations()
