"""A whole document read: blocks, tables, mentions, profile, ledger. The one door to this package.

Belongs here: the order of reading and what one reading tells the next (a footnote's amount is for its column's years).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipelines.text.blocks import Block, split_blocks
from pipelines.text.cells import FIGURE_OPENING
from pipelines.text.context import Timing
from pipelines.text.flat_tables import find_flat_tables
from pipelines.text.invisible import Visible
from pipelines.text.ledger import Token, account
from pipelines.text.mentions import Mention, find_mentions
from pipelines.text.numerals import DIGITS
from pipelines.text.pipe_tables import find_pipe_tables
from pipelines.text.profile import Profile, read_profile
from pipelines.text.quantities import may_hold_quantity
from pipelines.text.spans import Span, split_lines
from pipelines.text.stated_amounts import StatedAmounts
from pipelines.text.table_reading import read_table
from pipelines.text.tables import Column, Grid, Table

# A flattened table has at least two lines that stand for amounts: they open with a digit or are a dash or dots.
_FIGURE_LINE = re.compile(rf"[\n\r](?:{FIGURE_OPENING}|[^\S\n\r]*+[-–—−.])", re.IGNORECASE)
_LEAST_FIGURE_LINES = 2
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(DIGITS)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """The money that a document states.

    Attributes:
        blocks: in order; the lines of a flattened table are one block of kind table.
        tables: in order, those without money among them.
        mentions: amounts outside table cells, in order.
    """

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Reading(MoneyReading):
    """Everything that the reader saw in a document.

    Attributes:
        profile: strategy, terms and ministers that the document lists.
        tokens: every number with its role, in order.
    """

    profile: Profile
    tokens: tuple[Token, ...]


def read_document(text: str, *, published_year: int | None = None) -> Reading:
    """Read a document of plain text or Markdown.

    Args:
        text: the document.
        published_year: year of publication, which "i år" and "nästa år" count from; None leaves those unread.
    """
    visible = Visible(text)
    money = _read_money(visible.text, published_year)
    profile = read_profile(visible.text, money.blocks, published_year=published_year)
    tokens = tuple(account(visible.text, _known_tokens(visible.text, money.tables, money.mentions)))
    return visible.in_print(Reading(money.blocks, money.tables, money.mentions, profile, tokens))


def read_money(text: str, *, published_year: int | None = None) -> MoneyReading | None:
    """Read only the money of a document; None, and quickly, where it can hold none.

    Args:
        text: the document.
        published_year: year of publication, which "i år" and "nästa år" count from; None leaves those unread.
    """
    visible = Visible(text)
    if not (
        may_hold_quantity(visible.text) or _may_hold_pipe_table(visible.text) or _may_hold_flat_table(visible.text)
    ):
        return None
    return visible.in_print(_read_money(visible.text, published_year))


def _may_hold_pipe_table(text: str) -> bool:
    return "|" in text and _DIGIT.search(text) is not None


def _may_hold_flat_table(text: str) -> bool:
    found = sum(1 for _ in islice(_FIGURE_LINE.finditer(text), _LEAST_FIGURE_LINES))
    return found == _LEAST_FIGURE_LINES


def _read_money(text: str, published_year: int | None) -> MoneyReading:
    lines = split_lines(text)
    blocks = split_blocks(text, lines)
    flat: list[Grid] = []
    if _may_hold_flat_table(text):
        flat = find_flat_tables(text, lines)
    grids = sorted([*flat, *find_pipe_tables(text, blocks)], key=lambda grid: grid.span)
    if flat:
        blocks = _with_tables(blocks, [grid.span for grid in flat])
    mentions = find_mentions(text, enumerate(blocks), published_year=published_year)
    stated = StatedAmounts(mentions if grids else ())
    tables = tuple(read_table(text, grid, blocks, stated=stated, published_year=published_year) for grid in grids)
    return MoneyReading(tuple(blocks), tables, tuple(_with_column(mention, tables) for mention in mentions))


def _with_tables(blocks: Sequence[Block], tables: Sequence[Span]) -> list[Block]:
    """Put one block in the place of the blocks that a flattened table looked like."""
    outside = [block for block in blocks if not any(table.holds(block.span) for table in tables)]
    return sorted([*outside, *(Block("table", table) for table in tables)], key=lambda block: block.span)


def column_of_footnote(span: Span, tables: Sequence[Table]) -> tuple[Table, int] | None:
    """Give the table and the column whose footnote holds a span, None where none does."""
    for table in tables:
        for number, column in enumerate(table.columns):
            if column.footnote and column.footnote.span.holds(span):
                return table, number
    return None


def _with_column(mention: Mention, tables: Sequence[Table]) -> Mention:
    """Give an amount in a footnote the years and status of the column that the footnote is about."""
    bound = column_of_footnote(mention.span, tables)
    if bound is None:
        return mention
    column: Column = bound[0].columns[bound[1]]
    timing = Timing(column.years, column.per_year, column.open_ended, mention.timing.spans)
    return replace(mention, kind="funding", status=column.status, timing=timing)


def _known_tokens(text: str, tables: Sequence[Table], mentions: Sequence[Mention]) -> Iterator[Token]:
    for table in tables:
        for row in table.rows:
            for number, cell in enumerate(row.cells):
                if cell.kind in {"amount", "malformed"}:
                    yield Token(cell.span, "figure")
                elif number != table.label_column and cell.kind == "other" and not _LETTER.search(text, *cell.span):
                    numbers = _NUMBER.finditer(text, *cell.span)
                    yield from (Token(Span(*found.span()), "table_value") for found in numbers)
    for mention in mentions:
        yield from (Token(span, "figure") for span in mention.amount.number_spans)
