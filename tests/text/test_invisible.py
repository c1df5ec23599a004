from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.invisible import Visible
from pipelines.text.reading import read_document
from pipelines.text.spans import Span


@dataclass(frozen=True)
class _Read:
    spans: tuple[Span, ...]
    name: str


def test_invisible_characters_are_taken_out_and_put_back() -> None:
    printed = "20 mil\u00adjo\u00adner kro\u00adnor"
    visible = Visible(printed)
    assert visible.text == "20 miljoner kronor"
    assert visible.in_print(Span(3, 11)).of(printed) == "mil\u00adjo\u00adner"


def test_spans_move_wherever_they_stand_in_what_was_read() -> None:
    visible = Visible("a\u00adb\u200bc")
    read = _Read((Span(0, 1), Span(1, 2), Span(2, 3), Span(3, 3)), "abc")
    assert visible.in_print(read) == _Read((Span(0, 1), Span(2, 3), Span(4, 5), Span(5, 5)), "abc")


@given(st.text(alphabet="ab \u00ad\u200b\ufeff"), st.data())
def test_a_moved_span_holds_the_same_visible_characters(printed: str, data: st.DataObject) -> None:
    visible = Visible(printed)
    start = data.draw(st.integers(0, len(visible.text)))
    end = data.draw(st.integers(start, len(visible.text)))
    moved = visible.in_print(Span(start, end))
    assert Visible(moved.of(printed)).text == visible.text[start:end]


@given(st.lists(st.integers(0, 60), max_size=8))
def test_an_amount_reads_the_same_with_invisible_characters_anywhere_in_it(positions: list[int]) -> None:
    printed = plain = "Polisen får 1 350 miljoner kronor och två miljoner euro 2026."
    for position in sorted(positions, reverse=True):
        printed = printed[:position] + "\u00ad" + printed[position:]
    expected = [(mention.amount.low, mention.span.of(plain)) for mention in read_document(plain).mentions]
    found = read_document(printed).mentions
    assert [(mention.amount.low, mention.span.of(printed).replace("\u00ad", "")) for mention in found] == expected


def test_an_accent_behind_its_letter_reads_as_the_letter_and_stays_in_the_quotation() -> None:
    text = "Umea\u030a fa\u030ar tva\u030ahundra miljoner kronor per a\u030ar, och la\u0308net fyra."
    [mention] = read_document(text).mentions
    assert mention.amount.low == 200_000_000
    assert mention.timing.per_year
    assert mention.span.of(text) == "tva\u030ahundra miljoner kronor"
    assert Visible("a\u030a").in_print(Span(0, 1)) == Span(0, 2)
    assert Visible("q\u030a").text == "q\u030a"


@given(st.text(alphabet="aeoq \u030a\u0308\u0301"))
def test_what_is_read_of_split_accents_is_what_is_read_of_whole_ones(printed: str) -> None:
    visible = Visible(printed)
    assert Visible(visible.text).text == visible.text
    whole = visible.in_print(Span(0, len(visible.text)))
    assert Visible(whole.of(printed)).text == visible.text
