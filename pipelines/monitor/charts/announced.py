"""Promises over time, stacked by group."""

from collections.abc import Sequence

import altair
from markupsafe import Markup

from pipelines.monitor.charts.svg import svg
from pipelines.monitor.charts.theme import CATEGORY_COLOURS

_WIDTH, _HEIGHT, _YEAR_WIDTH = 760, 240, 70


def announced_chart(
    rows: Sequence[tuple[int, str, int]], groups: Sequence[str], *, title: str, description: str, language: str
) -> Markup:
    """Draw how many promises were first announced each year.

    Args:
        rows: year, group and how many.
        groups: the groups in the order in which they are stacked; at most as many as there are colours.
        title: name of the chart.
        description: what it shows.
        language: sv | en.
    """
    values = [{"year": str(year), "group": group, "count": count} for year, group, count in rows]
    chart = (
        altair.Chart(altair.InlineData(values=values))
        .mark_bar()
        .encode(
            x=altair.X("year:O", title=None),
            y=altair.Y("sum(count):Q", title=None),
            color=altair.Color(
                "group:N",
                title=None,
                sort=list(groups),
                scale=altair.Scale(domain=list(groups), range=list(CATEGORY_COLOURS[: len(groups)])),
            ),
        )
        .properties(width=min(_WIDTH, _YEAR_WIDTH * len({year for year, _, _ in rows}) + _YEAR_WIDTH), height=_HEIGHT)
    )
    return svg(chart, title=title, description=description, language=language)
