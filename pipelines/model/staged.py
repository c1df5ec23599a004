"""Rows of the staging schema and of the ledger: a document's reading, one row a thing that was seen.

Belongs here: laying a `Reading` out in rows. No meaning is added; that is for the core modules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from pipelines.model.keys import table_id
from pipelines.reference.names import find_names
from pipelines.text.profile import Profile
from pipelines.text.reading import Reading
from pipelines.text.spans import LineIndex
from pipelines.text.tables import Cell, Problem, Table


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row of staging.block."""

    document_id: str
    block_no: int
    kind: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class TextTableRow:
    """A row of staging.text_table."""

    table_id: str
    document_id: str
    table_no: int
    shape: str
    title: str | None
    label_header: str | None
    row_count: int
    column_count: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class TableColumnRow:
    """A row of staging.table_column."""

    table_id: str
    column_no: int
    header_text: str
    role: str
    multiplier: int | None
    currency: str | None
    start_year: int | None
    end_year: int | None
    per_year: bool
    open_ended: bool
    status: str | None
    footnote_mark: str | None
    footnote_text: str | None
    footnote_char_start: int | None
    footnote_char_end: int | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class TableCellRow:
    """A row of staging.table_cell."""

    table_id: str
    row_no: int
    column_no: int
    row_kind: str
    row_label: str
    cell_text: str
    cell_kind: str
    amount: Decimal | None
    problem: str | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row of staging.mention."""

    mention_id: str
    document_id: str
    block_no: int
    line: int
    quote: str
    amount_low: Decimal
    amount_high: Decimal | None
    currency: str
    modifier: str
    start_year: int | None
    end_year: int | None
    per_year: bool
    open_ended: bool
    per: str | None
    kind: str
    status: str | None
    recipient: str | None
    purpose: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class ProfileItemRow:
    """A row of staging.profile_item."""

    document_id: str
    kind: str
    position: int
    item_text: str
    detail: str | None
    start_year: int | None
    end_year: int | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A row of staging.problem."""

    document_id: str
    problem_no: int
    table_id: str | None
    column_no: int | None
    kind: str
    message: str
    remedy: str
    trace: str | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class NumberTokenRow:
    """A row of quality.number_token."""

    document_id: str
    token_no: int
    token_text: str
    role: str
    char_start: int
    char_end: int


@dataclass(slots=True)
class StagedRows:
    """The rows of one or more documents, by table."""

    blocks: list[BlockRow] = field(default_factory=list)
    tables: list[TextTableRow] = field(default_factory=list)
    columns: list[TableColumnRow] = field(default_factory=list)
    cells: list[TableCellRow] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    profile_items: list[ProfileItemRow] = field(default_factory=list)
    problems: list[ProblemRow] = field(default_factory=list)
    tokens: list[NumberTokenRow] = field(default_factory=list)

    def extend(self, others: "StagedRows") -> None:
        """Add the rows of other documents."""
        for table in fields(self):
            getattr(self, table.name).extend(getattr(others, table.name))


def stage(document_id: str, text: str, reading: Reading, into: StagedRows) -> None:
    """Add the rows of one document's reading.

    Args:
        document_id: the document version.
        text: its text.
        reading: what the reader saw in it.
        into: receives the rows.
    """
    into.blocks.extend(
        BlockRow(document_id, number, block.kind, *block.span) for number, block in enumerate(reading.blocks)
    )
    problems: list[tuple[str | None, Problem]] = []
    for number, table in enumerate(reading.tables):
        _stage_table(document_id, text, number, table, into)
        problems.extend((table_id(document_id, number), problem) for problem in table.problems)
    into.problems.extend(
        ProblemRow(
            document_id,
            number,
            table,
            problem.column_no,
            problem.kind,
            problem.message,
            problem.remedy,
            None,
            *problem.span,
        )
        for number, (table, problem) in enumerate(problems)
    )
    into.mentions.extend(_mentions(document_id, text, reading))
    into.profile_items.extend(_profile_items(document_id, text, reading.profile))
    into.tokens.extend(
        NumberTokenRow(document_id, number, token.span.of(text), token.role, *token.span)
        for number, token in enumerate(reading.tokens)
    )


def _stage_table(document_id: str, text: str, number: int, table: Table, into: StagedRows) -> None:
    key = table_id(document_id, number)
    label = table.columns[table.label_column].header or None
    into.tables.append(
        TextTableRow(
            key, document_id, number, table.shape, table.title, label, len(table.rows), len(table.columns), *table.span
        )
    )
    for column_no, column in enumerate(table.columns):
        note = column.footnote
        into.columns.append(
            TableColumnRow(
                table_id=key,
                column_no=column_no,
                header_text=column.header,
                role=column.role,
                multiplier=column.multiplier,
                currency=column.currency,
                start_year=column.years[0] if column.years else None,
                end_year=column.years[-1] if column.years and not column.open_ended else None,
                per_year=column.per_year,
                open_ended=column.open_ended,
                status=column.status,
                footnote_mark=column.mark,
                footnote_text=note.span.of(text) if note else None,
                footnote_char_start=note.span.start if note else None,
                footnote_char_end=note.span.end if note else None,
                char_start=column.span.start,
                char_end=column.span.end,
            )
        )
    into.cells.extend(
        TableCellRow(key, row_no, column_no, row.kind, row.label, cell.span.of(text), *_value_of(cell), *cell.span)
        for row_no, row in enumerate(table.rows)
        for column_no, cell in enumerate(row.cells)
    )


def _value_of(cell: Cell) -> tuple[str, Decimal | None, str | None]:
    """Give kind, amount and problem of a cell; an amount of less than an öre is no amount that anyone allocates."""
    if cell.amount is not None and cell.amount != round(cell.amount, 2):
        return "malformed", None, f"{cell.amount} is no whole number of öre."
    return cell.kind, cell.amount, cell.problem


def _mentions(document_id: str, text: str, reading: Reading) -> Iterator[MentionRow]:
    lines = LineIndex(text)
    for mention in reading.mentions:
        amount, timing = mention.amount, mention.timing
        block = reading.blocks[mention.block_no]
        purpose = block.span if block.kind == "list_item" else mention.sentence
        yield MentionRow(
            mention_id=f"{document_id}.{amount.span.start}",
            document_id=document_id,
            block_no=mention.block_no,
            line=lines.line_of(amount.span.start),
            quote=amount.span.of(text),
            amount_low=amount.low,
            amount_high=amount.high,
            currency=amount.currency,
            modifier=amount.modifier,
            start_year=timing.years[0] if timing.years else None,
            end_year=timing.years[-1] if timing.years and not timing.open_ended else None,
            per_year=timing.per_year,
            open_ended=timing.open_ended,
            per=mention.per,
            kind=mention.kind,
            status=mention.status,
            recipient=mention.recipient.of(text) if mention.recipient else None,
            purpose=purpose.of(text),
            char_start=amount.span.start,
            char_end=amount.span.end,
        )


def _profile_items(document_id: str, text: str, profile: Profile) -> Iterator[ProfileItemRow]:
    strategy = profile.strategy
    if strategy and strategy.period:
        period = strategy.period
        yield ProfileItemRow(
            document_id,
            "strategy_period",
            0,
            period.span.of(text),
            None,
            period.start_year,
            period.end_year,
            *period.span,
        )
    if strategy and strategy.goal:
        yield ProfileItemRow(document_id, "goal", 0, strategy.goal.of(text), None, None, None, *strategy.goal)
    for term in profile.terms:
        yield ProfileItemRow(document_id, term.kind, term.position, term.span.of(text), None, None, None, *term.span)
    for minister in profile.ministers:
        yield ProfileItemRow(
            document_id,
            "minister",
            minister.position,
            minister.name.of(text),
            minister.portfolio.of(text),
            None,
            None,
            *minister.span,
        )
    named = [name for name in find_names(text) if name.kind == "organisation"]
    for position, name in enumerate(named):
        yield ProfileItemRow(
            document_id, "organisation", position, name.text, name.candidates[0], None, None, name.start, name.end
        )
