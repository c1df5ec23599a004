"""Two versions of a text side by side: nothing that differs is left out, and no text takes long."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.monitor.comparing import Row, Side, compare_lines, sides

_LINES = st.lists(
    st.sampled_from(["", "  ", "Lund 10", "Lund 20", "Umeå 5", "Falun får 3 kronor", "\u202e"]), max_size=14
)


def _text(side: Side | None) -> str:
    assert side is not None
    return "".join(piece.text for piece in side.pieces)


def _marked(side: Side | None) -> str:
    assert side is not None
    return "|".join(piece.text for piece in side.pieces if piece.marks)


@given(_LINES, _LINES)
def test_every_line_of_both_texts_has_its_place_or_is_counted_as_left_out(old: list[str], new: list[str]) -> None:
    was = now = 0
    for row in compare_lines(old, new):
        if row.kind == "skipped":
            assert old[was : was + row.skipped] == new[now : now + row.skipped]
            was, now = was + row.skipped, now + row.skipped
        if row.former is not None:
            was += 1
            assert row.former == was
        if row.later is not None:
            now += 1
            assert row.later == now
    assert (was, now) == (len(old), len(new))


@given(_LINES, _LINES)
def test_a_row_shows_its_lines_to_the_character_and_says_equal_only_of_equal_lines(
    old: list[str], new: list[str]
) -> None:
    for row in compare_lines(old, new):
        former, later = sides(row, old, new)
        if row.former is not None:
            assert _text(former) == old[row.former - 1]
        if row.later is not None:
            assert _text(later) == new[row.later - 1]
        if row.kind == "equal":
            assert _text(former) == _text(later)
            assert _marked(former) == ""


@given(st.text("ab 1å", max_size=20), st.text("ab 1å", max_size=20))
def test_what_is_not_marked_is_the_same_in_both_lines(was: str, now: str) -> None:
    former, later = sides(Row("changed", 1, 1), [was], [now])
    assert former is not None
    assert later is not None
    kept = ["".join(piece.text for piece in side.pieces if not piece.marks) for side in (former, later)]
    assert kept[0] == kept[1]


def test_a_number_that_changed_is_marked_as_a_whole() -> None:
    [row] = compare_lines(["Skolverket får 45 miljoner kronor."], ["Skolverket får 55 miljoner kronor."])
    former, later = sides(row, ["Skolverket får 45 miljoner kronor."], ["Skolverket får 55 miljoner kronor."])
    assert (_marked(former), _marked(later)) == ("45", "55")


def test_an_inserted_line_moves_nothing_else() -> None:
    old = ["", "Lund 1", "", "Umeå 2", ""]
    rows = compare_lines(old, ["", "Lund 1", "", "Falun 3", "", "Umeå 2", ""])
    assert [row.kind for row in rows if row.kind not in {"equal", "skipped"}] == ["added", "added"]


def test_equal_lines_far_from_any_difference_are_left_out_and_counted() -> None:
    old = [f"rad {number}" for number in range(100)]
    new = [*old[:50], "en annan rad", *old[51:]]
    kinds = [(row.kind, row.skipped) for row in compare_lines(old, new) if row.kind != "equal"]
    assert kinds == [("skipped", 47), ("changed", 0), ("skipped", 46)]


def test_two_texts_without_a_difference_are_one_line_that_says_so() -> None:
    assert compare_lines(["a", "b"], ["a", "b"]) == [Row("skipped", skipped=2)]


def test_a_long_line_is_shown_where_it_differs_and_says_what_is_left_out() -> None:
    was = "Bidrag beslutas. " * 60_000 + "Lund får 5 kronor. " + "Slut. " * 1000
    now = was.replace("5 kronor", "6 kronor")
    former, later = sides(Row("changed", 1, 1), [was], [now])
    assert former is not None
    assert later is not None
    assert (_marked(former), _marked(later)) == ("5", "6")
    assert former.hidden_before + len(_text(former)) + former.hidden_after == len(was)
    assert len(_text(former)) < 2_000


def test_lines_and_words_that_repeat_without_end_are_told_in_less_detail() -> None:
    old = ["samma rad", "en annan"] * 2_400
    new = ["samma rad", "en tredje"] * 2_400
    rows = compare_lines(old, new)
    assert {row.kind for row in rows} <= {"equal", "changed", "gone", "added", "skipped"}
    former, _ = sides(Row("changed", 1, 1), ["x " + "ja nej " * 5_000 + "y"], ["z " + "nej ja " * 5_000 + "q"])
    assert former is not None
    assert len([piece for piece in former.pieces if piece.marks]) == 1


def test_more_lines_than_are_held_against_each_other_are_all_shown_as_changed() -> None:
    old = [f"rad {number}" for number in range(6_000)]
    rows = compare_lines(["början", *old, "slut"], ["början", *old[::-1], "slut"])
    assert sum(row.kind == "changed" for row in rows) == 6_000


def test_texts_that_differ_without_end_are_cut_and_the_rest_is_counted() -> None:
    rows = compare_lines(["a"] * 1_000_000, ["b"] * 900_000)
    assert [row.kind for row in rows[-2:]] == ["changed", "cut"]
    assert len(rows) - 1 + rows[-1].skipped == 1_000_000


def test_a_long_text_with_one_difference_shows_its_surroundings_alone() -> None:
    old = ["a"] * 1_000_000
    rows = compare_lines(old, [*old[:500_000], "b", *old[500_001:]])
    assert len(rows) == 1 + 3 + 1 + 3 + 1
