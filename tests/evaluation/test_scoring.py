"""Scores of invented pages, counted by hand."""

import json
from typing import Any

import pytest

from pipelines.evaluation.records import PageRecord, parse_pages
from pipelines.evaluation.scoring import Detection, Miss, Score, score


def _mention(line: int, quote: str, value: float, **fields: Any) -> dict[str, Any]:
    labelled = {"modifier": "exact", "years": [], "per_year": False, "kind": "funding", "status": "decided"}
    return {"line": line, "quote": quote, "value": value, "currency": "SEK", **labelled, **fields}


def _pages(*pages: dict[str, Any]) -> dict[str, PageRecord]:
    return parse_pages((json.dumps(page) for page in pages), "invented.jsonl")


def _score(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> Score:
    return score(_pages({"path": "a.md", "mentions": gold}), _pages({"path": "a.md", "mentions": read}))


GOLD: list[dict[str, Any]] = [
    {
        "path": "skolor.md",
        "mentions": [
            _mention(3, "12 miljoner kronor", 12e6, years=[2026], recipient="Skolverket"),
            _mention(3, "15 miljoner kronor", 15e6, years=[2026, 2027], recipient="Lunds kommun"),
            _mention(5, "drygt 4 miljarder kronor", 4e9, modifier="over", kind="other", status=None),
            _mention(7, "mellan 2 och 3 miljoner kronor", 2e6, value_high=3e6, modifier="range", recipient="SCB"),
        ],
        "cells": [{"line": 11, "col": 1, "value": 1500}, {"line": 12, "col": 1, "value": 2500}],
    },
    {"path": "tack.md", "mentions": [], "cells": []},
    {"path": "olast.md", "mentions": [_mention(2, "1 krona", 1)], "cells": []},
]
READ: list[dict[str, Any]] = [
    {
        "path": "skolor.md",
        "mentions": [
            # All right, though the name is longer and the years stand in another order.
            _mention(3, "12 miljoner kronor", 12e6, years=[2026], recipient="Statens skolverket"),
            # Year, recurrence, firmness and recipient wrong.
            _mention(3, "15 miljoner kronor", 15e6, years=[2027], per_year=True, status="paid", recipient="Umeå"),
            # Modifier and kind wrong; a status does not count where the label is no funding.
            _mention(5, "4 miljarder kronor", 4e9, status="proposed"),
            # The high end is missing: another amount.
            _mention(7, "2 och 3 miljoner kronor", 2e6, recipient="SCB"),
        ],
        "cells": [{"line": 11, "col": 1, "value": 1500.001}, {"line": 12, "col": 2, "value": 2500}],
    },
    {"path": "tack.md", "mentions": [], "cells": []},
    {"path": "ej-markt.md", "mentions": [_mention(1, "9 kronor", 9)]},
]


def test_every_figure_is_the_one_counted_by_hand() -> None:
    result = score(_pages(*GOLD), _pages(*READ))
    assert (result.documents, result.documents_right) == (3, 1)
    assert result.mentions == Detection(found=3, extra=1, missed=2)
    assert (result.mentions.precision, result.mentions.recall) == (0.75, 0.6)
    assert result.mentions.f1 == pytest.approx(2 / 3)
    assert result.cells == Detection(found=1, extra=1, missed=1)
    assert {name: (counts.right, counts.total) for name, counts in result.fields.items()} == {
        "years": (2, 3),
        "per_year": (2, 3),
        "modifier": (2, 3),
        "kind": (2, 3),
        "status": (2, 3),
    }
    assert result.recipient == Detection(found=1, extra=1, missed=1)


def test_every_miss_names_its_place_and_both_sides() -> None:
    quote = "15 miljoner kronor"
    assert score(_pages(*GOLD), _pages(*READ)).misses == [
        Miss("skolor.md", 3, "years", quote, "2026, 2027", "2027"),
        Miss("skolor.md", 3, "per_year", quote, "once", "per year"),
        Miss("skolor.md", 3, "status", quote, "decided", "paid"),
        Miss("skolor.md", 3, "recipient", quote, "Lunds kommun", "Umeå"),
        Miss("skolor.md", 5, "modifier", "drygt 4 miljarder kronor", "over", "exact"),
        Miss("skolor.md", 5, "kind", "drygt 4 miljarder kronor", "other", "funding"),
        Miss("skolor.md", 7, "mention", "mellan 2 och 3 miljoner kronor", "2 000 000–3 000 000 SEK", None),
        Miss("skolor.md", 7, "mention", "2 och 3 miljoner kronor", None, "2 000 000 SEK"),
        Miss("skolor.md", 12, "cell", "", "column 1: 2 500", None),
        Miss("skolor.md", 12, "cell", "", None, "column 2: 2 500"),
        Miss("olast.md", 2, "mention", "1 krona", "1 SEK", None),
    ]


def test_the_same_amount_twice_on_a_line_is_paired_by_what_agrees() -> None:
    first = _mention(1, "5 kronor", 5, years=[2026], status="proposed")
    second = _mention(1, "5 kronor", 5, years=[2027], status="paid")
    result = _score([first, second], [second, first])
    assert (result.documents_right, result.misses) == (1, [])


def test_an_amount_read_twice_is_extra_once() -> None:
    result = _score([_mention(1, "5 kronor", 5)], [_mention(1, "5 kronor", 5)] * 2)
    assert (result.documents_right, result.mentions) == (0, Detection(found=1, extra=1))


@pytest.mark.parametrize(
    ("label", "reading", "found"),
    [
        ({}, {"value": 5.004}, 1),
        ({}, {"value": 5.01}, 0),
        ({}, {"line": 2}, 0),
        ({}, {"currency": "EUR"}, 0),
        ({}, {"currency": "sek"}, 1),
        ({"currency": None}, {}, 1),
        ({}, {"quote": "5"}, 1),
        ({"value_high": 7}, {"value_high": 8}, 0),
    ],
)
def test_line_value_and_currency_make_an_amount(label: dict[str, Any], reading: dict[str, Any], found: int) -> None:
    result = _score([{**_mention(1, "5 kronor", 5), **label}], [{**_mention(1, "5 kronor", 5), **reading}])
    assert result.mentions.found == found


@pytest.mark.parametrize(
    ("label", "reading", "expected"),
    [
        ("Skolverket", "skolverket", Detection(found=1)),
        ("Statens kulturråd", "kulturråd", Detection(found=1)),
        ("Region Skåne", "Region Blekinge", Detection(found=1)),
        ("Skolverket", "Polisen", Detection(extra=1, missed=1)),
        ("Skolverket", None, Detection(missed=1)),
        (None, "Skolverket", Detection(extra=1)),
        (None, None, Detection()),
        ("", None, Detection()),
    ],
)
def test_a_recipient_is_right_when_half_the_words_of_the_shorter_name_are(
    label: str | None, reading: str | None, expected: Detection
) -> None:
    gold, read = _mention(1, "5 kronor", 5, recipient=label), _mention(1, "5 kronor", 5, recipient=reading)
    assert _score([gold], [read]).recipient == expected
    assert _score([{**gold, "kind": "other"}], [read]).recipient == Detection()


def test_nothing_labelled_and_nothing_read_is_perfect() -> None:
    result = score(_pages(GOLD[1]), {})
    assert (result.documents_right, result.mentions.f1, result.cells.f1) == (1, 1.0, 1.0)


def test_nothing_found_of_something_scores_zero() -> None:
    assert Detection(extra=1, missed=1).f1 == 0.0
