import unicodedata
from itertools import pairwise

import pytest
from growth import grows_linearly
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.reference.forms import read_register
from pipelines.reference.name_tree import PIECE, known_forms
from pipelines.reference.names import find_names
from pipelines.reference.organisations import all_organisations

SOME_FORMS = sorted(known_forms())[::7]
PROSE = st.lists(
    st.one_of(
        st.sampled_from(SOME_FORMS),
        st.sampled_from(
            [" ", " och ", "s ", ":s ", "-", "\n", ". ", " (", ")", "\u00a0", "\u00ad", "/", "får ", "a\u030a"]
        ),
        st.text(max_size=3),
    ),
    max_size=12,
).map("".join)


def _found(text: str) -> list[tuple[str, str]]:
    return [(name.text, name.kind) for name in find_names(text)]


def _ids(text: str) -> list[tuple[str, ...]]:
    return [name.candidates for name in find_names(text)]


def test_names_of_each_kind_are_found_in_prose() -> None:
    assert _found("Socialstyrelsen ger Järfälla, Ukraina och länsstyrelserna stöd.") == [
        ("Socialstyrelsen", "organisation"),
        ("Järfälla", "geography"),
        ("Ukraina", "country"),
        ("länsstyrelserna", "collective"),
    ]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Till Göteborgs universitet går mer.", [("goteborgs-universitet",)]),
        ("Till Göteborgs stad går mer.", [("municipality:1480",)]),
        ("Myndigheten för yrkeshögskolan får mer.", [("myndigheten-for-yrkeshogskolan",)]),
        ("Till Region Jämtland Härjedalen går mer.", [("region:23",)]),
        ("i Guinea-Bissau och i Guinea", [("GW",), ("GN",)]),
        ("Länsstyrelsen i Skåne län får", [("lansstyrelsen-i-skane-lan",)]),
    ],
)
def test_of_names_that_overlap_the_longer_is_found(text: str, candidates: list[tuple[str, ...]]) -> None:
    assert _ids(text) == candidates


def test_a_name_of_several_places_gives_them_all_the_municipality_first() -> None:
    assert _ids("stöd till Uppsala i år") == [("municipality:0380", "region:03", "county:03")]
    assert _ids("stöd till Kongo i år") == [("CD", "CG")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Skolverkets uppdrag", "Skolverket"),
        ("SCB:s statistik", "SCB"),
        ("Region Skånes beslut", "Region Skåne"),
        ("kommunernas arbete", "kommunerna"),
        ("i Borås", "Borås"),
    ],
)
def test_a_genitive_ends_before_its_s(text: str, name: str) -> None:
    assert [found for found, _ in _found(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "EU-direktivet",
        "Sida-finansierade projekt",
        "Väst-Sverige",
        "Stockholmare",
        "Markus",
        "Sidan",
        "Moldavienkonferensen",
        "Stockholmsområdet",
        "superkommuner",
        "skolverket.se",
        "https://www.regeringen.se/kommuner/",
        "[sidan](/kommuner/regioner)",
        "registrator@Skolverket",
        "Ku2013/1293/KO",
        "sida 12",
        "do re mi",
    ],
)
def test_part_of_a_compound_an_address_or_a_number_is_no_name(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["Vara eller inte vara", "Slut. Vara trygg", "## Kil och spade", "Ett ord: Formas av"])
def test_a_common_word_that_opens_a_sentence_is_no_name(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["Anders Lund, Eva Berg och Nora Mark", "på mark och i kil"])
def test_peoples_names_and_common_nouns_are_no_municipalities(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("Vara kommun får", "Vara kommun"), ("konserthuset i Vara", "Vara"), ("i Lunds kommun", "Lunds kommun")],
)
def test_a_municipality_with_a_common_name_is_found_where_it_is_meant(text: str, name: str) -> None:
    assert _found(text) == [(name, "geography")]


@pytest.mark.parametrize(
    "text",
    [
        "kommuner",
        "kommunerna",
        "Kommunerna",
        "regionerna",
        "länsstyrelserna",
        "landstingen",
        "civilsamhällesorganisationer",
        "kommuner och regioner",
        "Kommunerna och regionerna",
        "regioner eller kommuner",
        "universitet och högskolor",
    ],
)
def test_kinds_of_recipients_are_found_in_every_form_and_together(text: str) -> None:
    assert _found(text) == [(text, "collective")]


def test_an_abbreviation_in_brackets_belongs_to_its_name() -> None:
    assert _found("till FN:s barnfond (Unicef), FAO (Rom) och FAO") == [
        ("FN:s barnfond (Unicef)", "organisation"),
        ("FAO", "organisation"),
        ("FAO", "organisation"),
    ]


def test_later_words_of_a_name_are_found_in_any_case() -> None:
    assert _ids("Kungl. tekniska högskolan och Rädda barnen") == [("kungl-tekniska-hogskolan",), ("radda-barnen",)]


def test_a_name_is_found_over_a_line_break_but_a_line_of_its_own_is_its_own() -> None:
    assert _found("stöd till Statens\nskolverk") == [("Statens\nskolverk", "organisation")]
    assert _found("Region\nSkåne\nHalland") == [("Skåne", "geography"), ("Halland", "geography")]
    assert _found("stöd till Region\n\nSkåne") == [("Skåne", "geography")]


def test_decomposed_accents_are_read_and_keep_their_place() -> None:
    text = unicodedata.normalize("NFD", "Både Örebro län och Malmö får.")
    names = find_names(text)
    assert [unicodedata.normalize("NFC", name.text) for name in names] == ["Örebro län", "Malmö"]
    assert all(text[name.start : name.end] == name.text for name in names)


def test_a_soft_hyphen_neither_hides_a_name_nor_makes_one() -> None:
    text = "Till Kammar\u00adkollegiets konto, i Stock\u00adholms\u00adområdet och av Social\u00adstyrelsen."
    names = find_names(text)
    assert [(name.text, name.candidates) for name in names] == [
        ("Kammar\u00adkollegiet", ("kammarkollegiet",)),
        ("Social\u00adstyrelsen", ("socialstyrelsen",)),
    ]
    assert all(text[name.start : name.end] == name.text for name in names)


@pytest.mark.parametrize("kind", ["organisation", "geography", "country", "collective"])
def test_every_known_form_is_found_in_a_sentence(kind: str) -> None:
    for form, named in known_forms().items():
        if named.kind == kind:
            text = f"Regeringen ger stöd till {form}, sade ministern."
            assert [(name.text, name.candidates) for name in find_names(text)] == [(form, named.candidates)]


def test_every_known_form_begins_and_ends_with_a_word() -> None:
    for form in known_forms():
        pieces = PIECE.findall(form)
        assert pieces[0][-1].isalnum()
        assert pieces[-1][-1].isalnum()


def test_an_organisation_and_a_place_share_no_name() -> None:
    organisations = {form for each in all_organisations() for form in each.name_forms}
    countries = {row["name_sv"] for row in read_register("countries")}
    named = known_forms()
    assert {form for form in organisations | countries if named[form].kind == "geography"} == {"Sverige"}
    assert {form for form in organisations if named[form].kind != "organisation"} == set()


def test_the_world_is_there() -> None:
    codes = [row["country_code"] for row in read_register("countries")]
    assert len(codes) == len(set(codes)) == 250
    assert {"SE", "UA", "MD", "XK", "PS"} <= set(codes)


@given(PROSE)
@example("\u030aEU")
@example("EU\u030a kommuner")
def test_spans_give_back_the_text_in_order_and_apart(text: str) -> None:
    names = find_names(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(before.end <= after.start for before, after in pairwise(names))
    assert all(name.start < name.end for name in names)


@given(st.text())
def test_any_text_is_searched(text: str) -> None:
    assert all(name.text in text for name in find_names(text))


@pytest.mark.parametrize(
    "unit",
    ["Region ", "Statens ", "kommuner och ", "FN:s ", "Sveriges\n", "EU (", "x" * 7 + "/", "a\u030a", "\u00ad", "  "],
)
def test_the_time_to_search_grows_with_the_text_alone(unit: str) -> None:
    short, long = (unit * (length // len(unit)) for length in (50_000, 400_000))
    assert grows_linearly(lambda: find_names(short), lambda: find_names(long), factor=8)
