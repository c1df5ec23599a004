"""What was read of a document, as one plain record: for exchange, for scoring, for people who want no warehouse.

Belongs here: the form of that record (lines, plain numbers, a status of four). Reading belongs to `reading`.
"""

import re
from typing import Any

from pipelines.reference.geography import resolve_places
from pipelines.text.mentions import Mention
from pipelines.text.reading import read_money
from pipelines.text.spans import LineIndex
from pipelines.text.tables import Status, Table

# Pages of regeringen.se stand in a folder of their year and month.
_YEAR_IN_PATH = re.compile(r"(?:^|/)((?:19|20)\d\d)/\d\d/")

# Indications are proposals not made yet; an announcement that says nothing of its firmness tells of a decision.
_FOUR_STATUSES: dict[Status | None, str] = {
    "indicative": "proposed",
    "calculation_example": "proposed",
    "proposed": "proposed",
    "decided": "decided",
    "paid": "paid",
    None: "decided",
}


def year_of(path: str) -> int | None:
    """Give the year that a document was published, told by a year and a month in its path; None where there is none."""
    dated = _YEAR_IN_PATH.search(path)
    return int(dated[1]) if dated else None


def extract(path: str, text: str) -> dict[str, Any]:
    """Read a document into one record.

    Args:
        path: names the document; a year and month in it date it.
        text: plain text or Markdown.

    Returns:
        `path`, `mentions` (amounts outside table rows) and `cells` (money in tables). Lines count from 1, columns from
        0; `start` and `end` are characters of the text; amounts are in whole currency units.
    """
    reading = read_money(text, published_year=year_of(path))
    if reading is None or not (reading.mentions or reading.tables):
        return {"path": path, "mentions": [], "cells": []}
    lines = LineIndex(text)
    return {
        "path": path,
        "mentions": [_mention(text, lines, mention) for mention in reading.mentions],
        "cells": [cell for table in reading.tables for cell in _cells(text, lines, table)],
    }


def _mention(text: str, lines: LineIndex, mention: Mention) -> dict[str, Any]:
    amount, timing = mention.amount, mention.timing
    return {
        "line": lines.line_of(amount.span.start),
        "start": amount.span.start,
        "end": amount.span.end,
        "quote": amount.span.of(text),
        "value": float(amount.low),
        "value_high": float(amount.high) if amount.high is not None else None,
        "currency": amount.currency,
        "modifier": amount.modifier,
        "years": list(timing.years),
        "per_year": timing.per_year,
        "open_ended": timing.open_ended,
        "per": mention.per,
        "kind": mention.kind,
        "status": _FOUR_STATUSES[mention.status] if mention.kind == "funding" else None,
        "recipient": mention.recipient.of(text) if mention.recipient else None,
    }


def _cells(text: str, lines: LineIndex, table: Table) -> list[dict[str, Any]]:
    places = resolve_places([row.label for row in table.rows])
    return [
        {
            "line": lines.line_of(cell.span.start),
            "col": number,
            "label": row.label,
            "text": cell.span.of(text),
            "value": float(cell.amount),
            "currency": column.currency,
            "years": list(column.years),
            "is_total": row.kind == "total",
            "geography_code": place.geography_code if place else None,
        }
        for row, place in zip(table.rows, places, strict=True)
        for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=False))
        if column.role == "amount" and cell.kind == "amount" and cell.amount is not None
    ]
