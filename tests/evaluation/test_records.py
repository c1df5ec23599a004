import pytest

from pipelines.evaluation.records import RecordError, parse_pages

GOOD = '{"path": "a.md", "mentions": []}\n'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ('{"mentions": []}', "path"),
        ('{"path": "b.md"}', "mentions"),
        ('{"path": "b.md", "mentions": [{"line": 1, "value": 5}, {"line": 0, "value": 5}]}', "mentions[1].line"),
        ('{"path": "b.md", "mentions": [{"line": 1}]}', "mentions[0].value"),
        ('{"path": "b.md", "mentions": [{"line": 1, "value": "många"}]}', "mentions[0].value"),
        ('{"path": "b.md", "mentions": [{"line": 1, "value": NaN}]}', "mentions[0].value"),
        ('{"path": "b.md", "mentions": [], "cells": [{"line": 1, "value": 5}]}', "cells[0].col"),
        (GOOD, "a second time"),
    ],
)
def test_a_line_that_is_no_page_is_named_with_what_is_wrong(line: str, problem: str) -> None:
    with pytest.raises(RecordError) as told:
        parse_pages([GOOD, "\n", line], "labels.jsonl")
    assert (told.value.source, told.value.line) == ("labels.jsonl", 3)
    assert problem in told.value.problem
    assert str(told.value).startswith("labels.jsonl, line 3: ")


def test_empty_lines_are_passed_over_and_fields_nobody_scores_ignored() -> None:
    page = '{"path": "b.md", "mentions": [{"line": 1, "value": 5, "open_ended": true}], "tables": [{"first_line": 3}]}'
    pages = parse_pages([GOOD, "", page], "labels.jsonl")
    assert list(pages) == ["a.md", "b.md"]
    assert pages["b.md"].mentions[0].value == 5


def test_null_stands_for_nothing() -> None:
    page = '{"path": "b.md", "mentions": [{"line": 1, "value": 5, "years": null, "per_year": null, "currency": null}]}'
    mention = parse_pages([page], "labels.jsonl")["b.md"].mentions[0]
    assert (mention.years, mention.per_year, mention.currency) == ((), False, "SEK")
