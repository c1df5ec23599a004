"""Tables and figures as Markdown."""

from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table; columns of figures are set to the right."""
    rule = ["---:" if any(cell[:1].isdigit() for cell in cells) else "---" for cells in zip(*rows, strict=True)]
    lines = [heads, rule, *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |") for cells in lines)


def seconds(taken: float) -> str:
    """Give seconds with two decimals."""
    return f"{taken:.2f}"
