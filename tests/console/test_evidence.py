"""The evidence behind a repaired or quarantined amount, in words."""

import io
import json
from decimal import Decimal
from typing import Any

from rich.console import Console

from pipelines.console.evidence import print_repair

_COLUMN = {
    "column_no": 1,
    "header": "Belopp 2018*",
    "this_row": "50725000.00",
    "usual_ratio": 3.2234,
    "least_ratio": 2.8612,
    "greatest_ratio": 3.6111,
    "rows": 30,
}
_EVIDENCE = {
    "problem": "has digit groups of 3, 3, 2 digits",
    "reason": "exactly one reading survives all the evidence",
    "columns": [_COLUMN],
    "rounding_step": 1000000,
    "stated_totals": [{"scope": "footnote", "amount": "1350000000.00"}],
    "reading_count": 29,
    "readings": [
        {
            "rule": "lost_zero",
            "amount": "164000000",
            "ratios": {"1": 3.2331},
            "verdict": {"ratio_to_column_1": True, "rounding": True, "stated_total": True},
            "survives": True,
        },
        {
            "rule": "grouping_ignored",
            "amount": "16400000",
            "ratios": {"1": 0.3233},
            "verdict": {"ratio_to_column_1": False, "rounding": False},
            "survives": False,
        },
    ],
}


def _printed(evidence: dict[str, Any], **repair: Any) -> list[str]:
    row = {
        "outcome": "repaired",
        "amount": Decimal("164000000.00"),
        "rule": "lost_zero",
        "confidence": 0.918,
        "evidence": json.dumps(evidence),
    }
    file = io.StringIO()
    print_repair({**row, **repair}, Console(file=file, width=120, highlight=False))
    return [" ".join(line.split()) for line in file.getvalue().splitlines() if line.strip()]


def test_a_repair_tells_its_value_its_assumption_and_what_it_was_held_against() -> None:
    assert _printed(_EVIDENCE)[:6] == [
        "outcome repaired: read as 164 000 000, assuming a lost zero (lost_zero), confidence 0.92",
        "because exactly one reading survives all the evidence",
        "misprint the cell has digit groups of 3, 3, 2 digits",
        "usual ratio 2.86 to 3.61 × “Belopp 2018*”, mostly 3.22, in 30 other rows",
        "rounding every other amount of the column is a multiple of 1 000 000",
        "stated total 1 350 000 000 in a footnote",
    ]


def test_every_reading_tells_each_verdict() -> None:
    assert _printed(_EVIDENCE)[8:] == [
        "164 000 000 a lost zero ✓ 3.23 × “Belopp 2018*”",
        "✓ a multiple of 1 000 000",
        "✓ fits the stated total",
        "survives all of it",
        "16 400 000 wrong spaces ✗ 0.32 × “Belopp 2018*”, unlike the other rows",
        "✗ no multiple of 1 000 000",
        "… and 27 more readings failing alike",
    ]


def test_a_reading_that_misses_the_stated_total_says_so() -> None:
    reading = {**_EVIDENCE["readings"][0], "survives": False}  # type: ignore[index]  # a list, as above
    reading["verdict"] = {**reading["verdict"], "stated_total": False}
    printed = _printed({**_EVIDENCE, "readings": [reading]})
    assert "✗ does not fit the stated total" in printed
    assert "survives all of it" not in printed


def test_a_quarantined_amount_without_any_reading_has_no_value() -> None:
    nothing = {
        **_EVIDENCE,
        "columns": [],
        "readings": [],
        "reading_count": 0,
        "rounding_step": None,
        "stated_totals": [],
    }
    printed = _printed(nothing, outcome="quarantined", amount=None, rule=None, confidence=None)
    assert printed[0] == "outcome quarantined: it has no value"
    assert len(printed) == 3


def test_of_many_ratios_those_that_speak_against_a_reading_are_told_first() -> None:
    columns = [{**_COLUMN, "column_no": number, "header": f"Belopp {number}"} for number in range(1, 9)]
    reading = {
        "rule": "lost_zero",
        "amount": "164000000",
        "ratios": {str(number): float(number) for number in range(1, 9)},
        "verdict": {f"ratio_to_column_{number}": number != 8 for number in range(1, 9)},
        "survives": False,
    }
    printed = _printed({**_EVIDENCE, "columns": columns, "readings": [reading]})
    assert "✗ 8.00 × “Belopp 8”, unlike the other rows" in printed[-6]
    assert "and 4 more ratios" in printed


def test_a_header_with_escapes_or_markup_is_printed_as_characters() -> None:
    printed = "\n".join(_printed({**_EVIDENCE, "columns": [{**_COLUMN, "header": "[red]\x1b[31mB\u202e"}]}))
    assert printed.count("[red]␛[31mB⟨U+202E⟩") == 3
    assert "\x1b" not in printed
