"""The evidence behind a repair, drawn: how the row compares with the others, and the sum against its frame.

Belongs here: drawing. The evidence is made by `pipelines.quality.repair`; the page says the same in words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_WIDTH, _LEFT, _RIGHT = 640, 8, 8
_STRIP_HEIGHT, _BAR_HEIGHT = 92, 22
_SVG = Markup('<svg class="evidence" viewBox="0 0 {width} {height}" role="img"><title>{title}</title>{drawn}</svg>')
_BAND = Markup('<rect class="band" x="{x:.1f}" y="24" width="{width:.1f}" height="36"/>')
_DOT = Markup('<circle class="row" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>')
_READING = Markup(
    '<g class="{classes}"><line x1="{x:.1f}" x2="{x:.1f}" y1="16" y2="68"/>'
    '<text x="{x:.1f}" y="{y}" text-anchor="{anchor}">{label}</text></g>'
)
_TICK = Markup('<text class="tick" x="{x:.1f}" y="88" text-anchor="middle">{label}</text>')
_BAR = Markup(
    '<g class="{classes}"><rect x="0" y="{y}" width="{width:.1f}" height="14"/>'
    '<text x="4" y="{text_y}">{label}</text></g>'
)
_FRAME = Markup('<line class="frame" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height}"/>')


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the figure.

    Attributes:
        value: where it falls: a ratio, or a sum.
        label: how it is written.
        survives: whether it is the reading that was accepted.
    """

    value: float
    label: str
    survives: bool


def ratio_strip(
    rows: Sequence[float], band: tuple[float, float], readings: Sequence[Reading], *, title: str, ticks: Sequence[str]
) -> Markup:
    """Draw the ratios of all rows between two columns, the usual band, and where readings of this row would fall.

    The scale is logarithmic: a lost digit is ten times too little, as far from the band as ten times too much.

    Args:
        rows: ratio of each other row; above 0.
        band: least and greatest usual ratio.
        readings: readings of this row.
        title: what it shows, for those who do not see it.
        ticks: how least and greatest of the band are written.
    """
    values = [value for value in [*rows, *band, *(reading.value for reading in readings)] if value > 0]
    low, high = math.log10(min(values)), math.log10(max(values))
    margin = max((high - low) * 0.08, 0.02)
    low, high = low - margin, high + margin

    def x(value: float) -> float:
        return _LEFT + (math.log10(value) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    drawn = [_BAND.format(x=x(band[0]), width=max(2.0, x(band[1]) - x(band[0])))]
    # Dots that would hide one another stand at different heights.
    drawn += [_DOT.format(x=x(value), y=30 + number % 4 * 8) for number, value in enumerate(sorted(rows)) if value > 0]
    for reading in sorted(readings, key=lambda each: each.survives):
        if reading.value <= 0:
            continue
        place = x(reading.value)
        anchor = "start" if place < _WIDTH * 0.15 else "end" if place > _WIDTH * 0.85 else "middle"
        drawn.append(
            _READING.format(
                classes="reading survives" if reading.survives else "reading",
                x=place,
                y=11 if reading.survives else 78,
                anchor=anchor,
                label=reading.label if reading.survives or len(readings) <= 3 else "",
            )
        )
    drawn += [_TICK.format(x=x(value), label=label) for value, label in zip(band, ticks, strict=True)]
    return _SVG.format(width=_WIDTH, height=_STRIP_HEIGHT, title=title, drawn=Markup("").join(drawn))


def sum_bars(readings: Sequence[Reading], frame: float, *, title: str) -> Markup:
    """Draw what the column adds up to with each reading, against the total that the text states.

    Args:
        readings: the column's sum with each reading of the figure.
        frame: the stated total.
        title: what it shows, for those who do not see it.
    """
    greatest = max([frame, *(reading.value for reading in readings)]) * 1.05 or 1.0
    height = _BAR_HEIGHT * len(readings)
    drawn = [
        _BAR.format(
            classes="bar survives" if reading.survives else "bar",
            y=number * _BAR_HEIGHT + 4,
            width=max(0.0, reading.value / greatest * _WIDTH),
            text_y=number * _BAR_HEIGHT + 15,
            label=reading.label,
        )
        for number, reading in enumerate(readings)
    ]
    drawn.append(_FRAME.format(x=frame / greatest * _WIDTH, height=height))
    return _SVG.format(width=_WIDTH, height=height, title=title, drawn=Markup("").join(drawn))
