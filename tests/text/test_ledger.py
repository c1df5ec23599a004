import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.ledger import Token, account
from pipelines.text.spans import Span


def told(text: str) -> list[tuple[str, str]]:
    return [(token.span.of(text), token.role) for token in account(text, [])]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Det är 5 procent av eleverna.", "percent"),
        ("Räntan är 2,5 % nu.", "percent"),
        ("Mellan 2 och 3 procent.", "percent"),
        ("Det var den 21 juni.", "date"),
        ("Det gäller 1–3 juni 2018.", "date"),
        ("Publicerad 2018-06-21.", "date"),
        ("Den 5/6 firas flaggan.", "date"),
        ("Enligt förordningen (SFS 2018:218).", "document_number"),
        ("I prop. 2017/18:1 står det.", "document_number"),
        ("SOU 2018:5 och Ds 2014:11", "document_number"),
        ("Diarienummer: S2018/01234/FS", "document_number"),
        ("Förordning (EU) 2016/679", "document_number"),
        ("Mötet i G20 under covid-19.", "designation"),
        ("Ring 08-405 10 00.", "telephone"),
        ("Mobil 0701-23 45 67", "telephone"),
        ("Växel +46 8 405 10 00", "telephone"),
        ("103 33 Stockholm", "address"),
        ("Läs https://example.se/a/12?b=3 om det.", "url"),
        ("Skriv till a12@example.se.", "url"),
        ("Kl. 10.30 börjar det.", "time"),
        ("Öppet 10.00–12.00.", "time"),
        ("För 18 år och äldre.", "age"),
        ("Alla 7-åringar läser.", "age"),
        ("Banan är 20 kilometer lång.", "measure"),
        ("Det blev 3,5 hektar och 5 ton.", "measure"),
        ("Stödet når 500 elever.", "count"),
        ("Det bor 25 000 personer där.", "count"),
        ("Där bor 5 miljoner människor.", "count"),
        ("Mellan 5 och 7 skolor.", "count"),
        ("Ett 100-tal kom.", "count"),
        ("Enligt 2 kap. 3 § skollagen.", "reference"),
        ("Se utgiftsområde 13 och anslag 1:2.", "reference"),
        ("Det var på 1990-talet.", "year"),
        ("Så var det på 90-talet.", "year"),
        ("Utgiftsområde 9 och bilaga 2", "reference"),
        ("Den 5:e kom sist.", "ordinal"),
        ("1. Första punkten\n2. Andra", "list_number"),
        ("Se vidare [1].", "footnote_mark"),
    ],
)
def test_form_and_neighbours_tell_what_a_number_is(text: str, role: str) -> None:
    assert {found for _, found in told(text)} == {role}


@pytest.mark.parametrize(
    "text",
    ["Det var 42.", "100 000", "x = 4,5", "3x4", "164 000 00 kronor", "1 000 000 000 000 000 kronor", "kr 5"],
)
def test_a_number_that_no_rule_knows_is_unaccounted(text: str) -> None:
    assert {role for _, role in told(text)} == {"unaccounted"}


def test_number_words_are_counted_and_the_article_is_not() -> None:
    assert told("Tre skolor och en kommun fick tjugofem platser.") == [("Tre", "count"), ("tjugofem", "count")]


def test_what_readers_know_goes_before_the_rules_and_the_first_of_two_counts() -> None:
    text = "Det blev 5 procent."
    known = [Token(Span(9, 10), "figure"), Token(Span(9, 18), "year")]
    assert account(text, known) == [Token(Span(9, 10), "figure")]


def test_the_rest_of_a_number_beside_a_known_part_is_told_too() -> None:
    text = "1 000 000"
    assert account(text, [Token(Span(2, 5), "year")]) == [
        Token(Span(0, 1), "unaccounted"),
        Token(Span(2, 5), "year"),
        Token(Span(6, 9), "unaccounted"),
    ]


_PIECES = st.lists(
    st.sampled_from(
        ["12", " ", "1 000", ",", ".", "/", "-", "–", ":", "kr", "§", "juni", "2018", "%", "a", "\n", "٣", "tre"]
    ),
    max_size=40,
).map("".join)


@given(st.text(max_size=150) | _PIECES, st.data())
def test_every_digit_of_any_text_is_in_exactly_one_token(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=4))
    known = [Token(Span(min(pair), max(pair)), "figure") for pair in pairs]
    tokens = account(text, known)
    held = [position for token in tokens for position in range(*token.span)]
    assert held == sorted(set(held))
    digits = {match.start() for match in re.finditer(r"\d", text)}
    assert digits <= set(held)
