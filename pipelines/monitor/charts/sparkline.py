"""Small lines that show how a number went: a word in the size of a word."""

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT, _MARGIN = 120, 28, 3
_TEMPLATE = Markup(
    '<svg class="sparkline" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
    "<title>{title}</title>{drawn}</svg>"
)
_LINE = Markup('<polyline points="{points}"/><circle cx="{x}" cy="{y}" r="2.5"/>')
_BAR = Markup(
    '<rect class="outcome-{outcome}" x="{x}" y="{y}" width="{width}" height="{height}"><title>{title}</title></rect>'
)


def sparkline(values: Sequence[float], title: str) -> Markup:
    """Draw how a number went, the last value marked; nothing where there are fewer than two values.

    Args:
        values: from the first to the last.
        title: what it shows, for those who do not see it.
    """
    if len(values) < 2:
        return Markup("")
    least, span = min(values), (max(values) - min(values)) or 1.0
    step = (_WIDTH - 2 * _MARGIN) / (len(values) - 1)
    points = [
        (_MARGIN + number * step, _HEIGHT - _MARGIN - (value - least) / span * (_HEIGHT - 2 * _MARGIN))
        for number, value in enumerate(values)
    ]
    x, y = points[-1]
    written = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
    drawn = _LINE.format(points=written, x=f"{x:.1f}", y=f"{y:.1f}")
    return _TEMPLATE.format(width=_WIDTH, height=_HEIGHT, title=title, drawn=drawn)


def outcome_bars(outcomes: Sequence[tuple[str, str]], title: str) -> Markup:
    """Draw how a check went run by run: low where it passed, high where not, so that colour is not needed to tell.

    Args:
        outcomes: for each run its outcome (passed | failed | error) and what is said of it, the oldest first.
        title: what it shows, for those who do not see it.
    """
    step = min(8.0, _WIDTH / max(1, len(outcomes)))
    drawn = Markup("").join(
        _BAR.format(
            outcome=outcome,
            x=f"{number * step:.1f}",
            y=_HEIGHT - height,
            width=f"{max(1.0, step - 1.5):.1f}",
            height=height,
            title=said,
        )
        for number, (outcome, said) in enumerate(outcomes)
        for height in (8 if outcome == "passed" else _HEIGHT - 2,)
    )
    return _TEMPLATE.format(width=_WIDTH, height=_HEIGHT, title=title, drawn=drawn)
