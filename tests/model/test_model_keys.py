from hypothesis import given
from hypothesis import strategies as st

from pipelines.model.keys import KeyCounter, digest, figure_id, normal, table_id, total_id


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_keys_differ_where_descriptions_differ(first: list[str], second: list[str]) -> None:
    assert (digest(*first) == digest(*second)) == ("\x1f".join(first) == "\x1f".join(second))
    assert KeyCounter().key(*first) == KeyCounter().key(*first)


def test_the_second_of_equal_things_gets_another_key_and_stays_the_second() -> None:
    keys, again = KeyCounter(), KeyCounter()
    first, second = keys.key("a", "b"), keys.key("a", "b")
    assert first != second
    assert [again.key("c"), again.key("a", "b"), again.key("a", "b")][1:] == [first, second]


def test_places_make_identifiers() -> None:
    assert table_id("doc", 2) == "doc.2"
    assert figure_id("doc", 1, 5) != figure_id("doc", 1, 6)
    assert total_id("doc", "doc.0", 1, 9) != total_id("doc", "doc.0", 2, 9)


def test_white_space_and_case_make_no_difference_to_a_name() -> None:
    assert normal(" Upplands\u00a0 Väsby\n") == normal("upplands väsby")
