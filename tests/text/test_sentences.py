import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.sentences import split_sentences
from pipelines.text.spans import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


def test_sentences_end_at_stops_before_a_capital_or_a_number() -> None:
    assert sentences("Stödet ökar! Hur mycket? Med 20 mnkr. 2019 ökar det igen. Klart") == [
        "Stödet ökar!",
        "Hur mycket?",
        "Med 20 mnkr.",
        "2019 ökar det igen.",
        "Klart",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Det gäller bl.a. Malmö och t.ex. Umeå.",
        "Stödet ges fr.o.m. 2019 t.o.m. 2021.",
        "Det kostar ca. 20 mnkr.",
        "Se prop. 2017/18:1 och kap. 3.",
        "Kontakt är A. Andersson.",
        "3. Uppdraget ska redovisas.",
        "Det kostar 2.5 miljoner kronor.",
        "Läs mer på regeringen.se om detta.",
        "De får 100 milj. kronor.",
        "Det stod (se nedan).",
    ],
)
def test_abbreviations_initials_decimals_and_addresses_end_none(text: str) -> None:
    assert sentences(text) == [text]


def test_quotation_marks_and_brackets_stay_with_their_sentence() -> None:
    assert sentences("”Det är bra.” Så sa hon. (Det var allt.) Slut.") == [
        "”Det är bra.”",
        "Så sa hon.",
        "(Det var allt.)",
        "Slut.",
    ]


def test_a_blank_line_ends_a_sentence_without_a_stop() -> None:
    assert sentences("Hej.\n\nUtan punkt\n\nTill sist") == ["Hej.", "Utan punkt", "Till sist"]


def test_a_line_break_within_a_sentence_is_no_end() -> None:
    assert sentences("Stödet ökar\nnästa år. Mer\nsen.") == ["Stödet ökar\nnästa år.", "Mer\nsen."]


_PIECES = st.lists(st.sampled_from(["Ord", "ord", ".", " ", "\n", "!", "”", "2", "bl.a.", "A", "kap."]), max_size=40)


@given(st.text(max_size=200) | _PIECES.map("".join))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    found = split_sentences(text, Span(0, len(text)))
    position = 0
    for sentence in found:
        assert not text[position : sentence.start].strip()
        assert position <= sentence.start < sentence.end
        position = sentence.end
    assert not text[position:].strip()
