"""Tables of Markdown: rows of cells between pipes.

Belongs here: splitting pipe rows into cells and telling captions and headers from data by their form. What headers and
cells say belongs to `headers` and `cells`.
"""

import re
from itertools import pairwise

from pipelines.text.blocks import Block
from pipelines.text.cells import looks_like_amount
from pipelines.text.headers import without_emphasis
from pipelines.text.spans import Span, split_lines
from pipelines.text.tables import Grid, Problem

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-{2,}:?\s*\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def find_pipe_tables(text: str, blocks: list[Block]) -> list[Grid]:
    """Read every block of pipe rows as a grid; blocks without a data row give none."""
    return [grid for block in blocks if block.kind == "table" and (grid := _grid(text, block.span)) is not None]


def row_cells(text: str, row: Span) -> tuple[Span, ...]:
    """Give the cells of one pipe row, without surrounding spaces; an empty cell has an empty span."""
    borders = [match.start() for match in _PIPE.finditer(text, row.start, row.end)]
    if not borders or borders[-1] != row.end - 1:
        borders.append(row.end)
    if borders[0] != row.start:
        borders.insert(0, row.start - 1)
    cells = []
    for left, right in pairwise(borders):
        printed = text[left + 1 : right]
        start = left + 1 + len(printed) - len(printed.lstrip())
        cells.append(Span(start, start + len(printed.strip())))
    return tuple(cells)


def _grid(text: str, span: Span) -> Grid | None:
    rows = [
        row_cells(text, Span(span.start + line.span.start, span.start + line.span.end))
        for line in split_lines(span.of(text))
        if line.text
    ]
    rule = next((at for at, row in enumerate(rows) if all(_RULE.match(cell.of(text)) for cell in row) and row), None)
    leading = rows[: rule or 0]
    body = rows[rule + 1 :] if rule is not None else rows
    if not body:
        return None
    width = max(len(row) for row in (*leading, *body))
    caption: Span | None = None
    headers: list[tuple[Span, ...]] = []
    for row in leading:
        filled = [cell for cell in row if cell.of(text)]
        if len(filled) == 1 and width > 1 and row[0].of(text):
            caption = filled[0]
        elif filled:
            headers.append(row)
    while len(body) > 1 and _is_header(text, body[0], has_header=bool(headers)):
        headers.append(body.pop(0))
    problems = tuple(
        Problem(
            "odd_row_length",
            Span(row[0].start, row[-1].end),
            f"The row “{row[0].of(text)}” has {len(row)} cells, the table {width}.",
            "Look the row up in the source and enter its amounts by a review; until then they have no value.",
        )
        for row in body
        if len(row) != width
    )
    return Grid(
        shape="markdown",
        span=span,
        headers=tuple(
            tuple(row[number] for row in headers if number < len(row) and row[number].of(text))
            for number in range(width)
        ),
        rows=tuple(body),
        caption=caption,
        problems=problems,
    )


def _is_header(text: str, row: tuple[Span, ...], *, has_header: bool) -> bool:
    """Tell a header row printed as a data row: nothing in it but words and years, and bold or the first of its kind."""
    printed = [cell.of(text) for cell in row]
    others = [without_emphasis(cell) for cell in printed[1:] if cell]
    if not others:
        return False
    amounts = [cell for cell in others if looks_like_amount(cell) and not _YEAR.match(cell)]
    bold = all(cell.startswith("**") for cell in printed[1:] if cell)
    return not amounts and (bold or not has_header)
