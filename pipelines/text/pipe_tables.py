"""Tables of Markdown: rows of cells between pipes.

Belongs here: splitting pipe rows into cells and telling captions and headers from data by their form. What headers and
cells say belongs to `headers` and `cells`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipelines.text.blocks import Block
from pipelines.text.cells import looks_like_amount
from pipelines.text.headers import read_header, without_emphasis
from pipelines.text.spans import Span, split_lines
from pipelines.text.tables import Grid, Problem

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-{2,}:?\s*\Z")
# A year, with its unit perhaps, and no other number: "2026", "2026 (mnkr)", "2026–2028".
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?!\d)(?:\s?[–-]\s?(?:19|20)?\d\d)?(?P<unit>\s*[^\d\s][^\d]*)?\Z")


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
        cells
        for line in split_lines(span.of(text))
        if (cells := row_cells(text, Span(span.start + line.span.start, span.start + line.span.end)))
    ]
    rule = next((at for at, row in enumerate(rows) if all(_RULE.match(cell.of(text)) for cell in row) and row), None)
    leading = rows[: rule or 0]
    body = rows[rule + 1 :] if rule is not None else rows
    if not body:
        return None
    # The usual length, the longer of two: a row with a cell too many makes no column.
    width = max(Counter(map(len, rows)).items(), key=lambda item: (item[1], item[0]))[0]
    caption: Span | None = None
    headers: list[tuple[Span, ...]] = []
    for row in leading:
        filled = [cell for cell in row if cell.of(text)]
        if len(filled) == 1 and width > 1 and row[0].of(text):
            caption = filled[0]
        elif filled:
            headers.append(row)
    first = 0
    while first + 1 < len(body) and _is_header(text, body[first], above=headers):
        headers.append(body[first])
        first += 1
    body = body[first:]
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
        headers=_columns(text, headers, width),
        rows=tuple(body),
        caption=caption,
        problems=problems,
    )


def _columns(text: str, headers: Sequence[tuple[Span, ...]], width: int) -> tuple[tuple[Span, ...], ...]:
    """Give the header cells of each column; a cell over several columns, empty but in the first, is each one's."""
    columns: list[list[Span]] = [[] for _ in range(width)]
    for level, row in enumerate(headers):
        spanning: Span | None = None
        for number, cell in enumerate(row[:width]):
            if cell.of(text):
                spanning = cell if number else None
                columns[number].append(cell)
            elif spanning and any(number < len(lower) and lower[number].of(text) for lower in headers[level + 1 :]):
                columns[number].append(spanning)
    return tuple(tuple(column) for column in columns)


def _is_header(text: str, row: tuple[Span, ...], *, above: Sequence[tuple[Span, ...]]) -> bool:
    """Tell a header row printed as a data row: nothing in it but words and years, and bold or needed as a header.

    Needed is one where there is none above, or where the one above leaves columns without a name.
    """
    printed = [cell.of(text) for cell in row]
    others = [without_emphasis(cell) for cell in printed[1:] if cell]
    if not others:
        return False
    are_years = _ascend(others)
    amounts = [cell for cell in others if looks_like_amount(cell) and not (are_years and _YEAR.match(cell))]
    bold = all(cell.startswith("**") for cell in printed[1:] if cell)
    if amounts or bold or not above:
        return not amounts
    unnamed = any(not cell.of(text) for cell in above[-1])
    read = read_header(text, row[1:])
    return unnamed and (bool(read.years) or read.is_money or read.is_count)


def _ascend(cells: Sequence[str]) -> bool:
    """Tell whether cells that open with a year are a header's: bare years in order, or years that follow each other.

    "2 025 mnkr" printed "2025 mnkr" is an amount; beside "2026 mnkr" and "2027 mnkr" it is a year.
    """
    matches = [match for cell in cells if (match := _YEAR.match(cell))]
    years = [int(match["year"]) for match in matches]
    if any(match["unit"] and not match["unit"].lstrip().startswith(("(", "*", ",")) for match in matches):
        return len(years) > 1 and all(later - earlier == 1 for earlier, later in pairwise(years))
    return bool(years) and years == sorted(years)
