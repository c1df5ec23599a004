"""A share of the known errors that `make torture PARTS=errors` puts into tables: the marks hold for it too."""

from torture.error_tables import own_subjects
from torture.errors import inject, told_of, untouched

_LEAST_NOTICED = 0.95


def test_injected_errors_are_noticed_and_none_is_repaired_to_another_value() -> None:
    injected = list(inject(list(own_subjects()), times=1))
    assert len(injected) > 100, told_of(injected)
    assert [each.outcome.wrong for each in injected if each.outcome.wrong] == []
    shown = [each for each in injected if each.shows and each.outcome.name != "harmless"]
    noticed = sum(each.outcome.name != "silent" for each in shown)
    assert noticed >= _LEAST_NOTICED * len(shown), told_of(injected)
    assert sum(each.outcome.name == "repaired" for each in injected) > 10


def test_tables_without_errors_raise_no_doubt() -> None:
    assert untouched(list(own_subjects()), "as they are").lost == ()
