"""The records that are compared: what a page states, as a person labelled it or as the reader saw it.

Belongs here: their form and reading them from JSON Lines. What counts as the same stands in `matching`.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

_Line = Annotated[int, Field(ge=1)]
# Whoever writes a record may leave a field out or write null for "nothing".
_Years = Annotated[tuple[int, ...], BeforeValidator(lambda value: () if value is None else value)]
_Truth = Annotated[bool, BeforeValidator(lambda value: False if value is None else value)]
_Currency = Annotated[str, BeforeValidator(lambda value: value or "SEK")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class MentionRecord(_Record):
    """An amount outside table rows.

    Attributes:
        line: of the document, from 1.
        quote: the amount as printed.
        value: in whole currency units; the low end of a range.
        value_high: the high end of a range.
        currency: ISO 4217.
        modifier: exact | about | over | under | at_most | at_least | range.
        years: that the amount applies to, in any order.
        per_year: whether the amount is for each year.
        kind: funding | other.
        status: of funding: proposed | decided | paid | unclear.
        recipient: who receives the money, as printed.
    """

    line: _Line
    value: float
    quote: str = ""
    value_high: float | None = None
    currency: _Currency = "SEK"
    modifier: str | None = None
    years: _Years = ()
    per_year: _Truth = False
    kind: str | None = None
    status: str | None = None
    recipient: str | None = None


class CellRecord(_Record):
    """A table cell with an amount.

    Attributes:
        line: of the document, from 1.
        col: of the table, from 0.
        value: in whole currency units.
        text: the cell as printed.
    """

    line: _Line
    col: Annotated[int, Field(ge=0)]
    value: float
    text: str = ""


class PageRecord(_Record):
    """What one page states.

    Attributes:
        path: names the page.
        mentions: amounts outside table rows.
        cells: amounts in tables.
    """

    path: str
    mentions: tuple[MentionRecord, ...]
    cells: tuple[CellRecord, ...] = ()


class RecordError(Exception):
    """A line that holds no page record, or one that the file already has.

    Attributes:
        source: the file.
        line: of that file, from 1.
        problem: what is wrong with it.
    """

    def __init__(self, source: str, line: int, problem: str) -> None:
        super().__init__(f"{source}, line {line}: {problem} Correct or remove this line.")
        self.source = source
        self.line = line
        self.problem = problem


def parse_pages(lines: Iterable[str], source: str) -> dict[str, PageRecord]:
    """Read page records from JSON Lines; empty lines are passed over.

    Args:
        lines: of the file, in order.
        source: names the file in errors.

    Returns:
        The records by path, in the order of the file.

    Raises:
        RecordError: a line is no page record, or a path comes twice.
    """
    pages: dict[str, PageRecord] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            page = PageRecord.model_validate_json(line)
        except ValidationError as error:
            raise RecordError(source, number, _problem(error)) from error
        if page.path in pages:
            raise RecordError(source, number, f"the page {page.path} comes a second time.")
        pages[page.path] = page
    return pages


def _problem(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    return f"{place}: {first['msg']}." if place else f"{first['msg']}."
