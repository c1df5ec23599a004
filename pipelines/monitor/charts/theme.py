"""How charts look: the colours and sizes of the page, as Vega's config names them.

Belongs here: what all charts share. Colours are the variables of `static/monitor.css`, which the page resolves for
light and dark; Vega only passes them on, so they serve marks and ordinal and threshold scales, never one that blends
colours.
"""

from typing import Any

CATEGORY_COLOURS = tuple(f"var(--chart-{number})" for number in range(1, 6))
"""Colours of things of different kinds, to be used in this order; the last is for what is left over."""
STEP_COLOURS = tuple(f"var(--step-{number})" for number in range(6))
"""Colours of less and more; the first is for nothing."""

_SOFT, _LINE, _INK = "var(--ink-soft)", "var(--line)", "var(--ink)"


def config() -> dict[str, Any]:
    """Give Vega-Lite's config."""
    return {
        "background": None,
        "padding": {"left": 2, "right": 6, "top": 4, "bottom": 2},
        "view": {"stroke": None},
        "axis": {
            "domainColor": _LINE,
            "gridColor": _LINE,
            "gridOpacity": 0.7,
            "tickColor": _LINE,
            "labelColor": _SOFT,
            "labelFontSize": 12,
            "labelPadding": 5,
            "titleColor": _SOFT,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "axisX": {"grid": False, "labelAngle": 0, "labelOverlap": True},
        "axisY": {"domain": False, "ticks": False},
        "legend": {
            "labelColor": _INK,
            "labelFontSize": 12,
            "labelLimit": 240,
            "orient": "top",
            "symbolType": "square",
            "titleColor": _SOFT,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "header": {"labelColor": _INK, "labelFontSize": 12, "titleColor": _SOFT, "titleFontSize": 12},
        "title": {"color": _INK, "fontSize": 13},
        "range": {"category": list(CATEGORY_COLOURS), "ordinal": list(STEP_COLOURS)},
        "mark": {"color": CATEGORY_COLOURS[0]},
        "line": {"strokeWidth": 2},
        "point": {"filled": True, "size": 40},
        "rule": {"color": _SOFT},
        "text": {"color": _INK, "fontSize": 12},
        "numberFormat": ",.12~g",
    }
