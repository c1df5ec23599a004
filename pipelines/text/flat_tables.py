"""Flattened tables: what is left of a table when a page is pasted as plain text, one cell a line.

Belongs here: recognising such a table by its shape alone: a run of short lines (the header), then records of equal
length whose first line is a name and whose other lines are amounts. No word of any document is looked for.
"""

import re
from collections import Counter
from dataclasses import dataclass

from pipelines.text.blocks import footnote_mark
from pipelines.text.cells import looks_like_amount
from pipelines.text.headers import read_header
from pipelines.text.spans import Line, Span
from pipelines.text.tables import Grid, Problem

_LONGEST_CELL = 100
_BULLETS = ("•", "▪", "◦", "‣", "●", "|", "#", "* ", "- ", "– ", ">")
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ",")
_NO_AMOUNT = frozenset({"-", "–", "—", "−", ".."})
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class _Record:
    """Positions (in the list of lines) of a name and its cells."""

    name: int
    cells: tuple[int, ...]


def find_flat_tables(text: str, lines: list[Line]) -> list[Grid]:
    """Find every flattened table.

    Args:
        text: the document.
        lines: all its lines; blank ones are passed over.

    Returns:
        Grids in order. A record with too few or too many cells is kept and told in the grid's problems.
    """
    printed = [line for line in lines if line.text]
    amounts = [line.text in _NO_AMOUNT or looks_like_amount(line.text) for line in printed]
    names = [not amount and _could_be_cell(line.text) for line, amount in zip(printed, amounts, strict=True)]
    grids: list[Grid] = []
    index = 0
    while index + 1 < len(printed):
        if not (names[index] and amounts[index + 1]):
            index += 1
            continue
        floor = index
        while floor > 0 and names[floor - 1]:
            floor -= 1
        first = _past_years(text, printed, amounts, floor, index)
        end = first
        while end < len(printed) and (names[end] or amounts[end]):
            if _opens_another(text, printed, amounts, first, end):
                break
            end += 1
        while not amounts[end - 1]:
            end -= 1
        grid = _grid(text, printed, amounts, (floor, first, end))
        if grid:
            grids.append(grid)
        index = end
    return grids


def _past_years(text: str, lines: list[Line], amounts: list[bool], floor: int, first: int) -> int:
    """Give the position of the first record: past a row of ascending years, which is a header printed like amounts."""
    years: list[str] = []
    while first + 1 + len(years) < len(lines) and _PLAIN_YEAR.match(lines[first + 1 + len(years)].text):
        years.append(lines[first + 1 + len(years)].text)
    size = len(years) + 1
    following = first + size
    if (
        not years
        or sorted(set(years)) != years
        or following + 1 >= len(lines)
        or amounts[following]
        or not _could_be_cell(lines[following].text)
        or not amounts[following + 1]
        or _PLAIN_YEAR.match(lines[following + 1].text)
    ):
        return first
    # Under a header that states years itself, and in a single column under any header, numbers like years are amounts.
    above = lines[max(floor, first - size) : first]
    is_second = len(above) == size and (
        len(years) == 1 or any(read_header(text, (line.span,)).years for line in above[1:])
    )
    return first if is_second else following


def _opens_another(text: str, lines: list[Line], amounts: list[bool], first: int, at: int) -> bool:
    """Tell whether a run of words within a table is the header of another one: reads as one and is not its own."""
    if at == first or not amounts[at - 1]:
        return False
    stop = at
    while stop < len(lines) and not amounts[stop]:
        stop += 1
    size = stop - 1 - at
    if not all(_could_be_cell(line.text) for line in lines[at:stop]):
        return False
    own = [line.text for line in lines[max(0, first - size) : first]]
    header = lines[at : stop - 1]
    return [line.text for line in header] != own and any(_reads_as_header(text, line) for line in header[1:])


def _could_be_cell(line: str) -> bool:
    return (
        len(line) <= _LONGEST_CELL
        and not line.startswith(_BULLETS)
        and not line.endswith(_SENTENCE_ENDS)
        and footnote_mark(line) is None
    )


def _grid(text: str, lines: list[Line], amounts: list[bool], region: tuple[int, int, int]) -> Grid | None:
    """Read the region [first record, end) as a grid, its header among the lines from floor on; None if it is none."""
    floor, first, end = region
    has_header = first - floor > 1 and _reads_as_header(text, lines[first - 1])
    width = _usual_width(amounts, first, end, has_header=has_header)
    if width is None:
        return None
    first = _first_record(text, lines, floor, first, width)
    header_rows, problems = _headers(text, lines, floor, first, width)
    repeated = {tuple(lines[position].text for position in row) for row in header_rows}
    records: list[_Record] = []
    at = first
    while at < end:
        following = tuple(lines[position].text for position in range(at, min(at + width + 1, end)))
        if following in repeated:
            problems.append(_repeated_header(lines[at].span))
            at += width + 1
        else:
            record = _record(amounts, at, end, width)
            records.append(record)
            at = record.cells[-1] + 1 if record.cells else at + 1
    problems.extend(_odd_lengths(lines, records, width))
    headers = tuple(
        tuple(lines[row[column]].span for row in header_rows if row[column] is not None) for column in range(width + 1)
    )
    start = min((row[0] for row in header_rows), default=first)
    return Grid(
        shape="flattened",
        span=Span(lines[start].span.start, lines[end - 1].span.end),
        headers=headers,
        rows=tuple(
            (lines[record.name].span, *(lines[position].span for position in record.cells)) for record in records
        ),
        caption=None,
        problems=tuple(problems),
    )


def _usual_width(amounts: list[bool], first: int, end: int, *, has_header: bool) -> int | None:
    """Give the number of amounts that most names are followed by; None where no length recurs often enough."""
    runs: list[int] = []
    length = 0
    for position in range(first, end):
        if amounts[position]:
            length += 1
        elif length:
            runs.append(length)
            length = 0
    if length:
        runs.append(length)
    width, times = Counter(runs).most_common(1)[0]
    # A name and one number alternate in many lists that are no tables; wider records, or a header, are no chance.
    if times < (3 if width == 1 and not has_header else 2) or times * 2 < len(runs):
        return None
    return width


def _first_record(text: str, lines: list[Line], floor: int, first: int, width: int) -> int:
    """Give the position of the first record: further up where words stand between the header and the first amounts.

    The header tells: "Kommun, Belopp 2018, Belopp 2019, Skåne län, Lund" ends before "Skåne län", or every column would
    be read under the header of the one before it.
    """
    size = width + 1
    if first == floor or _reads_as_header(text, lines[first - 1]):
        return first
    for start in range(first - 1, max(floor + size, first - size) - 1, -1):
        if all(_reads_as_header(text, line) for line in lines[start - width : start]):
            return start
    return first


def _record(amounts: list[bool], at: int, end: int, width: int) -> _Record:
    """Read the record that opens at `at`; it may lack cells, have too many, or hold words where an amount belongs."""
    stop = at + 1
    while stop < end and amounts[stop]:
        stop += 1
    count = stop - at - 1
    if count >= width:
        return _Record(at, tuple(range(at + 1, stop)))
    # A line of words comes too early: it is the next name if a full record follows it, else a cell in words.
    opens_record = all(position < end and amounts[position] for position in range(stop + 1, stop + 1 + width))
    whole = at + width + 1
    next_is_name = whole >= end or (not amounts[whole] and whole + 1 < end and amounts[whole + 1])
    if not opens_record and whole <= end and next_is_name and any(amounts[at + 1 : whole]):
        return _Record(at, tuple(range(at + 1, whole)))
    return _Record(at, tuple(range(at + 1, stop)))


def _headers(text: str, lines: list[Line], floor: int, first: int, width: int) -> tuple[list[list[int]], list[Problem]]:
    """Find the header rows among the lines before the first record."""
    size = width + 1
    available = first - floor
    at = Span(lines[first].span.start, lines[first].span.start)
    if available < size:
        return [], [
            Problem(
                "table_without_header",
                at,
                f"The table has {size} columns, but only {available} short lines stand before its first row.",
                "Check what the columns mean; without years and unit its amounts cannot be placed in time.",
            )
        ]
    rows = [list(range(first - size, first))]
    if available >= 2 * size:
        upper = list(range(first - 2 * size, first - size))
        if [lines[position].text for position in upper] == [lines[position].text for position in rows[0]]:
            return [upper], [_repeated_header(lines[rows[0][0]].span)]
        if any(_reads_as_header(text, lines[position]) for position in upper[1:]):
            rows.insert(0, upper)
            return rows, [
                Problem(
                    "two_header_rows",
                    Span(lines[upper[0]].span.start, lines[rows[1][-1]].span.end),
                    "The table has two header rows; each column is read under both.",
                    "Check that the years and units of the columns are right.",
                )
            ]
    return rows, []


def _reads_as_header(text: str, line: Line) -> bool:
    header = read_header(text, (line.span,))
    return bool(header.years) or header.is_money or header.is_count or header.mark is not None


def _repeated_header(span: Span) -> Problem:
    return Problem(
        "repeated_header",
        span,
        "The header of the table is printed again among its rows; it is not read as a row.",
        "Nothing to do unless the columns changed their meaning there.",
    )


def _odd_lengths(lines: list[Line], records: list[_Record], width: int) -> list[Problem]:
    problems = []
    for record in records:
        count = len(record.cells)
        if count == width:
            continue
        last = record.cells[-1] if record.cells else record.name
        kind, what = ("missing_cell", "too few") if count < width else ("extra_cell", "too many")
        problems.append(
            Problem(
                kind,
                Span(lines[record.name].span.start, lines[last].span.end),
                f"The row “{lines[record.name].text}” has {count} of {width} amounts, {what} to tell which column each "
                "belongs to.",
                "Look the row up in the source and enter its amounts by a review; until then they have no value.",
            )
        )
    return problems
