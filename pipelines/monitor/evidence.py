"""The evidence of a repair, laid out for a page: drawings, and each reading with what speaks for and against it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from pipelines.monitor.charts.evidence import Reading, ratio_strip, sum_bars
from pipelines.monitor.language import Speaker
from pipelines.monitor.queries.figure import Cell

_RATIO = "ratio_to_column_"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one piece of evidence says of a reading.

    Attributes:
        holds: whether the reading fits it.
        said: what it is, in a sentence.
    """

    holds: bool
    said: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A reading of a malformed figure, with its verdicts."""

    amount: Decimal
    rule: str
    survives: bool
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A repair as the page shows it.

    Attributes:
        drawings: for each, its caption and its picture.
        readings: the readings that were held against the evidence.
        more: how many more fail alike.
    """

    outcome: str
    rule: str | None
    confidence: float | None
    drawings: tuple[tuple[str, Markup], ...]
    readings: tuple[ReadingLine, ...]
    more: int


def evidence_of(repair: Mapping[str, Any], cells: Sequence[Cell], speaker: Speaker) -> Evidence:
    """Lay out a row of quality.repair.

    Args:
        repair: the row.
        cells: the cells of the figure's table.
        speaker: says it.
    """
    told = json.loads(repair["evidence"])
    headers = {str(column["column_no"]): column["header"] for column in told["columns"]}
    step = told["rounding_step"]
    readings = tuple(
        ReadingLine(
            Decimal(reading["amount"]),
            reading["rule"],
            reading["survives"],
            tuple(_verdicts(reading, headers, step, speaker)),
        )
        for reading in told["readings"]
    )
    drawings = [_strip(column, told["readings"], repair, cells, speaker) for column in told["columns"]]
    drawings += [_sums(total, told["readings"], repair, cells, speaker) for total in told["stated_totals"]]
    return Evidence(
        repair["outcome"],
        repair["rule"],
        repair["confidence"],
        tuple(drawing for drawing in drawings if drawing),
        readings,
        told["reading_count"] - len(readings),
    )


def _verdicts(
    reading: Mapping[str, Any], headers: Mapping[str, str], step: int | None, speaker: Speaker
) -> list[Verdict]:
    found = []
    for name, holds in reading["verdict"].items():
        if name.startswith(_RATIO):
            column_no = name.removeprefix(_RATIO)
            ratio = speaker.number(round(reading["ratios"][column_no], 2))
            said = speaker.t("evidence.ratio", ratio=ratio, header=headers[column_no])
        elif name == "rounding":
            said = speaker.t("evidence.rounding", step=speaker.number(Decimal(step or 1)))
        else:
            said = speaker.t("evidence.total" if name == "stated_total" else f"evidence.{name}")
        found.append(Verdict(holds, said))
    return sorted(found, key=lambda verdict: verdict.holds)


def _strip(
    column: Mapping[str, Any],
    readings: Sequence[Mapping[str, Any]],
    repair: Mapping[str, Any],
    cells: Sequence[Cell],
    speaker: Speaker,
) -> tuple[str, Markup] | None:
    ours = {cell.row_no: cell.amount for cell in cells if cell.column_no == repair["column_no"] and _counts(cell)}
    theirs = {cell.row_no: cell.amount for cell in cells if cell.column_no == column["column_no"] and _counts(cell)}
    rows = [
        float(amount / other)
        for row_no, amount in ours.items()
        if amount and row_no != repair["row_no"] and (other := theirs.get(row_no))
    ]
    key = str(column["column_no"])
    placed = [
        Reading(reading["ratios"][key], speaker.money(Decimal(reading["amount"])), reading["survives"])
        for reading in readings
        if key in reading["ratios"]
    ]
    if not rows or not placed:
        return None
    band = (column["least_ratio"], column["greatest_ratio"])
    ticks = [speaker.number(round(value, 2)) for value in band]
    caption = speaker.t("evidence.strip", header=column["header"], low=ticks[0], high=ticks[1], rows=len(rows))
    return caption, ratio_strip(rows, band, placed, title=caption, ticks=ticks)


def _sums(
    total: Mapping[str, Any],
    readings: Sequence[Mapping[str, Any]],
    repair: Mapping[str, Any],
    cells: Sequence[Cell],
    speaker: Speaker,
) -> tuple[str, Markup] | None:
    others = sum(
        (cell.amount or Decimal(0))
        for cell in cells
        if cell.column_no == repair["column_no"] and cell.row_no != repair["row_no"] and _counts(cell)
    )
    stated = Decimal(total["amount"])
    distinct = {Decimal(reading["amount"]): reading["survives"] for reading in readings}
    bars = [
        Reading(float(others + amount), f"{speaker.money(amount)} → {speaker.money(others + amount)}", survives)
        for amount, survives in sorted(distinct.items(), key=lambda each: not each[1])
    ]
    if not bars:
        return None
    caption = speaker.t("evidence.sums", stated=speaker.money(stated))
    return caption, sum_bars(bars, float(stated), title=caption)


def _counts(cell: Cell) -> bool:
    return cell.row_kind == "data"
