"""Marks over a source text: nothing of the text is lost, doubled or turned around."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.monitor.marking import Mark, Piece, mark, mark_each

_TEXTS = st.text(st.sampled_from("ab 1\n\r\t<>&\"'\u202e\u200b\u00ad\u0000\ufeffå"), max_size=40)
_SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=8)


@given(_TEXTS, _SPANS, st.integers(0, 40), st.integers(0, 40))
def test_the_pieces_are_the_text_to_the_character(
    text: str, spans: list[tuple[int, int]], start: int, end: int
) -> None:
    marks = [Mark(begin, stop, f"m{number}") for number, (begin, stop) in enumerate(spans)]
    assert "".join(piece.text for piece in mark(text, marks, start=start, end=end)) == text[start:end]


@given(_TEXTS, _SPANS)
def test_each_character_is_under_the_marks_that_span_it(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(begin, stop, f"m{number}") for number, (begin, stop) in enumerate(spans)]
    at = 0
    for piece in mark(text, marks):
        for place in range(at, at + len(piece.text)):
            assert set(piece.marks) == {each for each in marks if each.start <= place < each.end}
        at += len(piece.text)


@given(_TEXTS)
def test_no_piece_that_is_shown_as_it_is_holds_an_unseen_character(text: str) -> None:
    for piece in mark(text, []):
        if piece.unseen is None:
            assert not set(piece.text) & set("\u202e\u200b\u00ad\u0000\ufeff")
        else:
            assert len(piece.text) == 1


@given(_TEXTS, _SPANS, st.lists(st.integers(0, 40), max_size=6))
def test_many_parts_are_cut_as_each_is_alone(text: str, spans: list[tuple[int, int]], cuts: list[int]) -> None:
    marks = [Mark(begin, stop, f"m{number}") for number, (begin, stop) in enumerate(spans)]
    ordered = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    parts = list(pairwise(ordered))
    alone = [mark(text, marks, start=start, end=end) for start, end in parts]
    assert [_plain(pieces) for pieces in mark_each(text, marks, parts)] == [_plain(pieces) for pieces in alone]


def _plain(pieces: list[Piece]) -> list[tuple[str, set[Mark], set[Mark]]]:
    return [(piece.text, set(piece.marks), set(piece.opens)) for piece in pieces]


def test_letters_that_a_font_leaves_blank_are_shown_as_well() -> None:
    assert [piece.unseen is not None for piece in mark("a\u3164\ufe0fb\u2800", [])] == [False, True, True, False, True]


def test_an_unseen_character_is_named() -> None:
    [_, piece, _] = mark("a\u202eb", [])
    assert piece.unseen is not None
    assert (piece.unseen.code, piece.unseen.name) == ("U+202E", "RIGHT-TO-LEFT OVERRIDE")


def test_the_narrowest_link_is_followed_and_all_that_is_said_is_told() -> None:
    text = "Lund får 5 miljoner kronor."
    wide = Mark(0, 27, "sentence", href="/wide", title="the sentence", anchor="L1")
    narrow = Mark(9, 26, "figure", href="/narrow", title="an amount")
    first, amount, rest = mark(text, [narrow, wide])
    assert (first.text, first.href, first.anchor) == ("Lund får ", "/wide", "L1")
    assert (amount.text, amount.href, amount.title) == ("5 miljoner kronor", "/narrow", "the sentence · an amount")
    assert amount.classes == "sentence figure"
    assert (rest.text, rest.anchor) == (".", None)
