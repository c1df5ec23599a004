"""Long texts a part at a time: every character in exactly one part, every part of a size that a page can carry."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.monitor.parts_of_text import Part, part_at, whole_words

_TEXTS = st.text(st.sampled_from("ab å\n\r\t"), max_size=120)


def _parts(text: str, size: int) -> list[Part]:
    parts = [part_at(text, 0, size)]
    while parts[-1].after is not None:
        parts.append(part_at(text, parts[-1].after, size))
    return parts


@given(_TEXTS, st.integers(1, 40))
def test_every_character_is_in_exactly_one_part(text: str, size: int) -> None:
    parts = _parts(text, size)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= size for part in parts)
    assert [part.before for part in parts] == [None, *(part.start for part in parts[:-1])]


@given(_TEXTS, st.integers(1, 40), st.integers(0, 200))
def test_the_part_asked_for_holds_the_character(text: str, size: int, at: int) -> None:
    part = part_at(text, at, size)
    assert part in _parts(text, size)
    assert part.start <= max(0, min(at, len(text) - 1)) < max(part.end, 1)


@given(_TEXTS, st.integers(1, 40))
def test_the_lines_of_all_parts_are_the_lines_of_the_text(text: str, size: int) -> None:
    shown: dict[int, str] = {}
    for part in _parts(text, size):
        for line in part.lines:
            shown[line.number] = shown.get(line.number, "") + text[line.start : line.end]
    expected = {number: line for number, line in enumerate(text.split("\n"), start=1) if line}
    assert {number: line for number, line in shown.items() if line} == expected


def test_a_line_too_long_for_the_screen_is_shown_in_pieces_and_numbered_once_a_part() -> None:
    text = "a" * 150_000 + "\nslut"
    part = part_at(text, 100_000)
    assert part.start > 0
    assert {line.number for line in part.lines} == {1}
    assert [line.is_first for line in part.lines] == [True] + [False] * (len(part.lines) - 1)
    assert not any(line.is_begun for line in part.lines)
    assert max(line.end - line.start for line in part.lines) <= 5_000


def test_a_text_of_nothing_but_short_lines_has_no_part_of_endless_lines() -> None:
    text = "1\n" * 100_000
    parts = _parts(text, 60_000)
    assert max(len(part.lines) for part in parts) == 2_000
    assert sum(len(part.lines) for part in parts) == 100_000


@given(_TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_a_passage_never_loses_what_it_is_about(passage: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(passage)), min(other, len(passage))))
    first, last = whole_words(passage, start, end)
    assert 0 <= first <= start <= end <= last <= len(passage)


def test_a_passage_begins_and_ends_with_whole_lines_or_words() -> None:
    assert whole_words("000 |\n| Totalt | 5 |\n| Lun", 17, 18) == (6, 20)
    assert whole_words("ering av 5 kronor till komm", 9, 10) == (6, 22)
    assert whole_words("5", 0, 1) == (0, 1)
