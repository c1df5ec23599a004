"""Errors that are put into copies of tables: slips of the hand, of the eye, of a script that pastes.

Belongs here: each kind of error as a function that draws where it strikes and gives the edited text. The slips in a
number stand in `error_misprints`, the tables in `error_tables`; what the pipeline makes of it is told in
`error_judging`.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.model.staged import TableCellRow
from torture import error_misprints as slips
from torture.error_subjects import Harm, Subject

_NUMBER = re.compile(r"\d[\d \u00a0.,]*\d|\d")

Edit = tuple[int, int, str]
Kind = Callable[[Subject, random.Random], Harm | None]


def _edited(text: str, edits: list[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _misprint(change: Callable[[str, random.Random], str | None]) -> Kind:
    """Make a kind of error of a function that changes a printed number."""

    def harm(subject: Subject, chance: random.Random) -> Harm | None:
        cells = subject.cells()
        chance.shuffle(cells)
        for cell in cells:
            number = _NUMBER.search(cell.cell_text)
            if number is None:
                continue
            printed = number.group()
            changed = change(printed, chance)
            if changed is None or changed == printed:
                continue
            start = cell.char_start + number.start()
            return Harm(
                _edited(subject.text, [(start, start + len(printed), changed)]),
                frozenset({cell.row_label}),
                cell.column_no,
                f"“{cell.row_label}”: {printed} printed as {changed}",
            )
        return None

    return harm


def _minus_lost(subject: Subject, chance: random.Random) -> Harm | None:
    negative = [cell for cell in subject.cells() if subject.truth[cell.row_label, cell.column_no] < 0]
    if not negative:
        return None
    cell = chance.choice(negative)
    without = cell.cell_text.lstrip("*\\").lstrip("-−–").lstrip()
    return Harm(
        _edited(subject.text, [(cell.char_start, cell.char_end, without)]),
        frozenset({cell.row_label}),
        cell.column_no,
        f"“{cell.row_label}”: {cell.cell_text} printed as {without}",
    )


def _amounts_swapped(subject: Subject, chance: random.Random) -> Harm | None:
    column = chance.choice(subject.table.amount_columns)
    cells = [cell for cell in subject.cells() if cell.column_no == column.column_no]
    chance.shuffle(cells)
    for first in cells[:1]:
        for second in cells[1:]:
            if first.amount != second.amount and first.amount and second.amount:
                edits = [(first.char_start, first.char_end, second.cell_text)]
                edits.append((second.char_start, second.char_end, first.cell_text))
                return Harm(
                    _edited(subject.text, edits),
                    frozenset({first.row_label, second.row_label}),
                    column.column_no,
                    f"“{first.row_label}” and “{second.row_label}” have each other's amounts",
                )
    return None


def _names_swapped(subject: Subject, chance: random.Random) -> Harm | None:
    rows = subject.rows()
    if len(rows) < 2:
        return None
    first, second = (next(cell for cell in row if cell.cell_kind == "label") for row in chance.sample(rows, 2))
    edits = [
        (first.char_start, first.char_end, second.cell_text),
        (second.char_start, second.char_end, first.cell_text),
    ]
    names = frozenset({first.row_label, second.row_label})
    done = f"“{first.row_label}” and “{second.row_label}” have changed places"
    return Harm(_edited(subject.text, edits), names, None, done, are_renamed=True)


def _unit_of_value(subject: Subject, chance: random.Random) -> Harm | None:
    cells = [cell for cell in subject.cells() if cell.cell_kind == "amount"]
    chance.shuffle(cells)
    for cell in cells:
        number = _NUMBER.search(cell.cell_text)
        changed = number and slips.in_another_unit(number.group(), subject.column(cell).multiplier or 1)
        if number and changed:
            start = cell.char_start + number.start()
            return Harm(
                _edited(subject.text, [(start, start + len(number.group()), changed)]),
                frozenset({cell.row_label}),
                cell.column_no,
                f"“{cell.row_label}”: {number.group()} printed as {changed}",
            )
    return None


def _unit_of_column(subject: Subject, chance: random.Random) -> Harm | None:
    column = chance.choice(subject.table.amount_columns)
    edits: list[Edit] = []
    with_total = chance.random() < 0.5
    for cells in subject.table.rows.values():
        cell = cells.get(column.column_no)
        if cell is None or cell.cell_kind != "amount" or (cell.row_kind != "data" and not with_total):
            continue
        number = _NUMBER.search(cell.cell_text)
        changed = number and slips.in_another_unit(number.group(), column.multiplier or 1)
        if not number or not changed:
            return None
        start = cell.char_start + number.start()
        edits.append((start, start + len(number.group()), changed))
    labels = frozenset(cell.row_label for cell in subject.cells() if cell.column_no == column.column_no)
    return Harm(
        _edited(subject.text, edits), labels, column.column_no, f"column {column.column_no + 1} in another unit"
    )


def _row_span(subject: Subject, row: list[TableCellRow]) -> tuple[int, int]:
    """Give a row's characters, with what parts it from the next one."""
    text, start, end = subject.text, row[0].char_start, max(cell.char_end for cell in row)
    if subject.table.table.shape == "markdown":
        newline = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, newline + 1 if newline >= 0 else len(text)
    rest = text[end:]
    return start, end + len(rest) - len(rest.lstrip("\n\r"))


def _row_missing(subject: Subject, chance: random.Random) -> Harm | None:
    rows = subject.rows()
    if len(rows) < 2:
        return None
    row = chance.choice(rows)
    start, end = _row_span(subject, row)
    label = row[0].row_label
    return Harm(_edited(subject.text, [(start, end, "")]), frozenset({label}), None, f"“{label}” is missing")


def _row_doubled(subject: Subject, chance: random.Random) -> Harm | None:
    rows = subject.rows()
    if len(rows) < 2:
        return None
    row, behind = chance.choice(rows[:-1]), chance.choice(rows[:-1])
    start, end = _row_span(subject, row)
    at = _row_span(subject, behind)[1]
    label = row[0].row_label
    return Harm(
        _edited(subject.text, [(at, at, subject.text[start:end])]), frozenset({label}), None, f"“{label}” stands twice"
    )


def _cell_missing(subject: Subject, chance: random.Random) -> Harm | None:
    cell = chance.choice(subject.cells())
    start, end = cell.char_start, cell.char_end
    if subject.table.table.shape == "markdown":
        start = subject.text.rfind("|", 0, start)
        end = subject.text.find("|", end)
    else:
        end += len(subject.text[end:]) - len(subject.text[end:].lstrip("\n\r"))
    return Harm(
        _edited(subject.text, [(start, end, "")]),
        frozenset({cell.row_label}),
        cell.column_no,
        f"“{cell.row_label}” lacks the cell {cell.cell_text}",
    )


def _cells_shifted(subject: Subject, chance: random.Random) -> Harm | None:
    if len(subject.table.amount_columns) < 2:
        return None
    row = chance.choice(subject.rows())
    cells = [cell for cell in row if subject.column(cell).role == "amount"]
    if len(cells) < 2 or len({cell.cell_text for cell in cells}) < 2:
        return None
    edits = [
        (cell.char_start, cell.char_end, cells[number - 1].cell_text if number else "–")
        for number, cell in enumerate(cells)
    ]
    label = row[0].row_label
    return Harm(_edited(subject.text, edits), frozenset({label}), None, f"“{label}”: its cells are moved by a column")


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """A kind of error.

    Attributes:
        name: what is told of it.
        harm: draws one in a table; None where the table has no place for it.
        shows_in: what can show it: total | sibling; nothing for what only the order of the rows can show.
    """

    name: str
    harm: Kind
    shows_in: frozenset[str] = frozenset({"total", "sibling"})


KINDS = (
    ErrorKind("digit lost", _misprint(slips.digit_lost)),
    ErrorKind("digit doubled", _misprint(slips.digit_doubled)),
    ErrorKind("two digits swapped", _misprint(slips.digits_swapped)),
    ErrorKind("zero too many", _misprint(slips.zero_too_many)),
    ErrorKind("zero lost", _misprint(slips.zero_lost)),
    ErrorKind("groups broken", _misprint(slips.groups_broken)),
    ErrorKind("decimal comma lost", _misprint(slips.comma_lost)),
    ErrorKind("letter for digit", _misprint(slips.letter_for_digit)),
    ErrorKind("minus lost", _minus_lost),
    ErrorKind("two amounts swapped", _amounts_swapped, frozenset({"sibling"})),
    ErrorKind("two names swapped", _names_swapped, frozenset()),
    ErrorKind("a value in another unit", _unit_of_value),
    ErrorKind("a column in another unit", _unit_of_column),
    ErrorKind("row missing", _row_missing, frozenset({"total"})),
    ErrorKind("row doubled", _row_doubled),
    ErrorKind("cell missing", _cell_missing),
    ErrorKind("cells moved by a column", _cells_shifted),
)
"""The kinds of errors."""
