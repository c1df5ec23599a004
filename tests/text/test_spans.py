from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.spans import LineIndex, Span, split_lines

_TEXTS = st.lists(st.sampled_from(["a", "å ", " ", "\t", "\n", "\r\n", "\r", "\u2028", "\x0b"]), max_size=40).map(
    "".join
)


def test_lines_end_as_on_unix_windows_and_old_macs() -> None:
    assert [line.text for line in split_lines("ett\n två \r\ntre\rfyra")] == ["ett", "två", "tre", "fyra"]


@given(_TEXTS)
def test_lines_are_numbered_as_an_editor_does(text: str) -> None:
    index = LineIndex(text)
    lines = split_lines(text)
    assert [line.number for line in lines] == list(range(1, index.line_count + 1))
    for line in lines:
        assert line.span.of(text) == line.text == line.text.strip()
        if line.text:
            assert index.line_of(line.span.start) == line.number == index.line_of(line.span.end - 1)


def test_a_span_holds_itself_and_what_lies_within() -> None:
    assert Span(2, 5).holds(Span(2, 5))
    assert Span(2, 5).holds(Span(3, 4))
    assert not Span(2, 5).holds(Span(4, 6))
    assert Span(1, 3).of("abcd") == "bc"
