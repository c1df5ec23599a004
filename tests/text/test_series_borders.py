"""Numbers that share a role: those of a region, of a series, of numbered lines; and numbers that are words."""

import pytest

from pipelines.text.ledger import Token, account
from pipelines.text.number_words import find_number_words
from pipelines.text.spans import Span


def test_numbers_of_a_region_have_its_role_and_those_beside_it_their_own() -> None:
    text = "5 elever www.a1.se/2, 6 elever 7@b8.se, 9 elever"
    assert [(token.span.of(text), token.role) for token in account(text, [])] == [
        ("5", "count"),
        ("1", "url"),
        ("2", "url"),
        ("6", "count"),
        ("7", "url"),
        ("8", "url"),
        ("9", "count"),
    ]


def test_what_is_known_stays_and_the_rest_is_accounted_for() -> None:
    text = "12 345 kr, 2019 och tre elever"
    known = [
        Token(Span(3, 9), "figure"),
        Token(Span(4, 6), "table_value"),
        Token(Span(5, 5), "figure"),
        Token(Span(20, 23), "count"),
    ]
    assert account(text, known) == [
        Token(Span(0, 2), "unaccounted"),
        Token(Span(3, 9), "figure"),
        Token(Span(11, 15), "year"),
        Token(Span(20, 23), "count"),
    ]
    assert [token.span.of("12345 kr") for token in account("12345 kr", [Token(Span(1, 3), "figure")])] == [
        "1",
        "23",
        "45",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5 och 7 procent", "percent percent"),
        ("5, 7 procent", "percent percent"),
        ("5,  7 procent", "percent percent"),
        ("5,     7 procent", "unaccounted percent"),
        ("5, och 7 procent", "percent percent"),
        *(
            (f"5 {joint} 7 procent", "percent percent")
            for joint in ("och/eller", "eller", "samt", "respektive", "till")
        ),
        *((f"5 {joint} 7 procent", "percent percent") for joint in ("resp.", "and", "or", "mot", "-", "–", "—")),
        *((f"5 {joint} 7 procent", "percent percent") for joint in ("−", "/", "...", "(", "(-")),
        ("5 men 7 procent", "unaccounted percent"),
        ("5 av 7 procent", "count percent"),
        *(
            (f"5 och {word} 7 procent", "percent percent")
            for word in ("den", "delvis", "artikel", "även", "cirka", "ca", "maximalt", "minst", "högst")
        ),
        ("5 och alla 7 procent", "unaccounted percent"),
        ("5 (norr) och 7 (söder) procent", "unaccounted unaccounted"),
        ("5 (norr) och 7 procent", "percent percent"),
        ("5 (norr) (öst) (väst) och 7 procent", "percent percent"),
        ("5 (norr) (öst) (väst) (syd) och 7 procent", "unaccounted percent"),
        (f"5 ({'x' * 40}) och 7 procent", "percent percent"),
        (f"5 ({'x' * 41}) och 7 procent", "unaccounted percent"),
        ("**5** och **7** procent", "unaccounted unaccounted"),
        (f"5 ({'x' * 40}) ({'x' * 19}) och 7 procent", "percent percent"),
        (f"5 ({'x' * 40}) ({'x' * 20}) och 7 procent", "unaccounted percent"),
        ("**5** och 7 procent", "percent percent"),
        ("artikel 5 a och 7", "reference reference"),
        ("artikel 5 i och 7", "reference unaccounted"),
        ("steg 1, 2 och 3", "reference reference reference"),
        ("klass 1 och 2", "designation designation"),
        ("dnr 1 och 2", "document_number document_number"),
        ("konto 1 och 2", "account_number account_number"),
        ("telefon 123456 och 123457", "telephone telephone"),
        ("kl. 9 och 11", "time time"),
        ("Storgatan 1 och 2", "address address"),
        ("5 och 7 elever", "count count"),
        ("5 och 7 meter", "measure measure"),
        ("5 och 7 dagar", "duration duration"),
        ("5 och 7 §§", "reference reference"),
        ("5 och 7 juni", "date date"),
        ("5 mot 7 juni", "date date"),
        ("5 och 7:e", "ordinal ordinal"),
        ("5 och 16-åringar", "age age"),
        ("plats 3 av 9", "ordinal count"),
        ("plats 3 och 9", "ordinal ordinal"),
        ("barn under 5 och 7 år", "age age"),
        ("9 hus med barn under 5 och 7 år", "count age age"),
        ("barn under 5 och hus om 7 år", "age duration"),
    ],
)
def test_numbers_of_a_series_share_their_role(text: str, told: str) -> None:
    assert " ".join(token.role for token in account(text, [])) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 Lund\n2 Umeå\n3 Eda", "list_number list_number list_number"),
        ("1 - 2 Lund\n2 - 3 Umeå", "list_number list_number list_number list_number"),
        ("1 Lund\n3 Umeå\n5 Eda", "unaccounted unaccounted unaccounted"),
        ("1 Lund\n9 Ort\n2 Umeå", "list_number unaccounted list_number"),
        ("1 Lund\n9 Ort\n8 By\n2 Umeå", "unaccounted unaccounted unaccounted unaccounted"),
        ("9999 Lund\n9998 Umeå", "unaccounted unaccounted"),
        ("9998 Lund\n9999 Umeå", "list_number list_number"),
        ("123456 Lund\n123457 Umeå", "unaccounted unaccounted"),
        ("1,5 Lund\n2,5 Umeå", "unaccounted unaccounted"),
        ("Till 1 Lund\nTill 2 Umeå", "unaccounted unaccounted"),
    ],
)
def test_lines_that_are_numbered_one_after_the_other_are_told(text: str, told: str) -> None:
    assert " ".join(token.role for token in account(text, [])) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("två tre fyra fem sex elever sju åtta nio tio", "två tre fyra fem sex sju åtta nio tio"),
        (
            "elva tolv tretton fjorton femton sexton sjutton arton nitton",
            "elva tolv tretton fjorton femton sexton sjutton arton nitton",
        ),
        (
            "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
            "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
        ),
        (
            "hundra etthundra enhundra tjugofem tvåhundratrettiosex",
            "hundra etthundra enhundra tjugofem tvåhundratrettiosex",
        ),
        *((word, word) for word in ("elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton")),
        *((word, word) for word in ("nitton", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio")),
        *((word, word) for word in ("nittio", "hundra", "etthundra", "enhundra", "tjugofem", "tvåhundratrettiosex")),
        ("TVÅ Hundra NIO", "TVÅ Hundra NIO"),
        ("en ett tvåa treor femma elvan hundratals tolvte otta", ""),
        ("entre avtre 2tre _tre", ""),
        ("(tre) tre-årig x/tre", "tre tre tre"),
        ("sex elever", "sex"),
        ("Sex elever", "Sex"),
        ("sex  elever", "sex"),
        *(
            (f"sex {word} annat", "")
            for word in [
                "och",
                "eller",
                "till",
                "med",
                "utan",
                "mot",
                "för",
                "som",
                "i",
                "på",
                "är",
                "mellan",
                "av",
                "vid",
                "samt",
            ]
        ),
        ("sex, elever", ""),
        ("sex Elever", ""),
        ("sex é", ""),
        ("sex", ""),
    ],
)
def test_number_words_are_found_whole(text: str, words: str) -> None:
    assert " ".join(text[start:end] for start, end in find_number_words(text)) == words
