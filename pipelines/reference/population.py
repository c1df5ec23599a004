"""How many people live where, from a file that the user supplies.

Belongs here: the form of that file, checked line by line, and what to tell of a line that does not fit. Finding and
opening the file belongs to `pipelines.sources.population`.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.reference.geography import Geography, all_geographies

COLUMNS = ("code", "year", "inhabitants", "source")
"""Columns of the file, in any order."""
MOST_PROBLEMS = 20
"""Lines that are told of; a file with more is wrong throughout."""

_MEND = "Mend the line; nothing of the file is used until then."
_HEADER_REMEDY = f"Let the first line be {','.join(COLUMNS)}, and separate values by commas."
_SHOWN_CHARACTERS = 60  # of a wrong value, in a message
_YEAR = re.compile(r"[12][0-9]{3}")
# No place has a billion inhabitants: what is longer is no count of them.
_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_DIGITS = re.compile(r"[0-9]+")
_KINDS = frozenset({"nation", "county", "municipality"})


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """A row of core.dim_population.

    Attributes:
        geography_id: the place: the nation, a county or a municipality.
        year: calendar year.
        inhabitants: people who live there, as the file counts them.
        source: who says so, in the file's words.
    """

    geography_id: str
    year: int
    inhabitants: int
    source: str


@dataclass(frozen=True, slots=True)
class PopulationProblem:
    """A line that does not fit.

    Attributes:
        line: its number, from 1.
        problem: what is wrong with it.
        remedy: what the owner of the file can do.
    """

    line: int
    problem: str
    remedy: str = _MEND


@dataclass(frozen=True, slots=True)
class PopulationTable:
    """What a file holds: rows, or the reasons why it is not used.

    Attributes:
        rows: by place and year; none where anything is wrong.
        problems: in the order of lines, `MOST_PROBLEMS` at most.
    """

    rows: tuple[PopulationRow, ...]
    problems: tuple[PopulationProblem, ...]


def read_population(text: str) -> PopulationTable:
    """Read the text of a population file: CSV with the columns `COLUMNS` and a header.

    Args:
        text: the file's text, without byte order mark.
    """
    rows: dict[tuple[str, int], PopulationRow] = {}
    first_lines: dict[tuple[str, int], int] = {}
    problems: list[PopulationProblem] = []
    for line, read in _lines(text):
        if isinstance(read, PopulationRow):
            key = (read.geography_id, read.year)
            if key in first_lines:
                told = f"Line {first_lines[key]} has the same code and year."
                problems.append(PopulationProblem(line, told, "Keep one of the lines."))
            first_lines.setdefault(key, line)
            rows.setdefault(key, read)
        else:
            problems.append(read)
        if len(problems) == MOST_PROBLEMS:
            break
    return PopulationTable(() if problems else tuple(rows[key] for key in sorted(rows)), tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, PopulationRow | PopulationProblem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for values in reader:
            line = reader.line_num
            if not any(value.strip() for value in values):
                continue
            if header is None:
                header = [value.strip() for value in values]
                if sorted(header) != sorted(COLUMNS):
                    told = f"The columns are {_shown(', '.join(header))}, not {', '.join(COLUMNS)}."
                    yield line, PopulationProblem(line, told, _HEADER_REMEDY)
                    return
            elif len(values) != len(COLUMNS):
                yield line, PopulationProblem(line, f"The line has {len(values)} values, not {len(COLUMNS)}.")
            else:
                named = dict(zip(header, (value.strip() for value in values), strict=True))
                yield line, _row(line, **named)
    except csv.Error as error:
        yield reader.line_num, PopulationProblem(reader.line_num, f"The line is no CSV: {error}.")
        return
    if header is None:
        yield 1, PopulationProblem(1, "The file is empty.", _HEADER_REMEDY)


def _row(line: int, code: str, year: str, inhabitants: str, source: str) -> PopulationRow | PopulationProblem:
    place = _places().get(code)
    if place is None:
        return PopulationProblem(line, _unknown(code))
    if not _YEAR.fullmatch(year):
        return PopulationProblem(line, f"“{_shown(year)}” is no year.")
    if not _COUNT.fullmatch(inhabitants):
        told = f"“{_shown(inhabitants)}” is no count of inhabitants: a whole number above 0, without spaces."
        return PopulationProblem(line, told)
    if not source:
        return PopulationProblem(line, "The line does not say its source.")
    return PopulationRow(place.geography_id, int(year), int(inhabitants), source)


def _unknown(code: str) -> str:
    longer = f"0{code}"
    if _DIGITS.fullmatch(code) and longer in _places():
        return f"The code “{code}” has lost its leading zero: {longer} is {_places()[longer].name_sv}."
    return f"“{_shown(code)}” is no code of Statistics Sweden: SE the nation, 2 digits a county, 4 a municipality."


def _shown(value: str) -> str:
    printable = "".join(char if char.isprintable() else "\ufffd" for char in value)
    return printable if len(printable) <= _SHOWN_CHARACTERS else f"{printable[:_SHOWN_CHARACTERS]}…"


@cache
def _places() -> dict[str, Geography]:
    return {place.geography_code: place for place in all_geographies() if place.geography_code and place.kind in _KINDS}
