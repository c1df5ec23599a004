"""The plain record of a document: its year from its path, lines, plain numbers, a status of four."""

import pytest

from pipelines.text.extraction import extract, year_of


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("pressmeddelanden/2021/05/nytt-stod.md", 2021),
        ("2021/05/nytt-stod.md", 2021),
        ("arkiv/1998/12/nytt-stod.md", 1998),
        ("pressmeddelanden/2021/nytt-stod.md", None),
        ("pressmeddelanden/dnr-2021/05/nytt-stod.md", None),
        ("pressmeddelanden/20x1/05/nytt-stod.md", None),
        ("2021/v5/nytt-stod.md", None),
        ("nytt-stod.md", None),
    ],
)
def test_a_folder_of_a_year_and_a_month_dates_a_document(path: str, year: int | None) -> None:
    assert year_of(path) == year


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Stödet planeras till 5 miljoner kronor.", "proposed"),
        ("Ett räkneexempel ger kommunen ett bidrag på 5 miljoner kronor.", "proposed"),
        ("Regeringen föreslår ett stöd på 5 miljoner kronor.", "proposed"),
        ("Regeringen har beslutat om ett stöd på 5 miljoner kronor.", "decided"),
        ("Stödet på 5 miljoner kronor har betalats ut.", "paid"),
        ("Ett stöd på 5 miljoner kronor.", "decided"),
        ("Avgiften är 5 miljoner kronor.", None),
    ],
)
def test_a_record_knows_four_statuses_of_funding_and_none_of_other_money(sentence: str, status: str | None) -> None:
    (mention,) = extract("stod.md", sentence)["mentions"]
    assert mention["status"] == status


def test_a_mention_is_told_in_plain_numbers_with_its_place() -> None:
    text = "Nytt stöd\n\nRegeringen ger Boverket 5–7,5 miljoner kronor i år."
    assert extract("2025/03/stod.md", text) == {
        "path": "2025/03/stod.md",
        "mentions": [
            {
                "line": 3,
                "start": 35,
                "end": 56,
                "quote": "5–7,5 miljoner kronor",
                "value": 5000000.0,
                "value_high": 7500000.0,
                "currency": "SEK",
                "modifier": "range",
                "years": [2025],
                "per_year": False,
                "open_ended": False,
                "per": None,
                "kind": "funding",
                "status": "decided",
                "recipient": "Boverket",
            }
        ],
        "cells": [],
    }


def test_cells_are_told_by_line_and_column_and_rows_by_their_codes() -> None:
    text = "| Kommun | Belopp 2026, tkr |\n| --- | --- |\n| Lund | 250 |\n| Umeå | x |\n| Summa | 250 |\n"
    assert extract("stod.md", text)["cells"] == [
        {
            "line": 3,
            "col": 1,
            "label": "Lund",
            "text": "250",
            "value": 250000.0,
            "currency": "SEK",
            "years": [2026],
            "is_total": False,
            "geography_code": "1281",
        },
        {
            "line": 5,
            "col": 1,
            "label": "Summa",
            "text": "250",
            "value": 250000.0,
            "currency": "SEK",
            "years": [2026],
            "is_total": True,
            "geography_code": None,
        },
    ]


def test_a_document_without_money_gives_an_empty_record() -> None:
    assert extract("stod.md", "Regeringen bjuder in till möte.") == {"path": "stod.md", "mentions": [], "cells": []}
