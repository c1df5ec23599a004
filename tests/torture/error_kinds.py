"""Errors that are put into copies of tables: slips of the hand, of the eye, of a script that pastes.

Belongs here: each kind of error as a function that draws where it strikes and gives the edited text. What the pipeline
makes of it is told in `error_judging`, the tables stand in `error_tables`.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipelines.model.staged import TableCellRow, TableColumnRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from torture.error_judging import Judged, Values

_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d \u00a0.,]*\d|\d")
_LETTERS = {"0": "O", "1": "l"}
_GROUP = 3
_LEAST_ROWS = 7
_GREATEST_SPREAD = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Subject:
    """A table that errors are put into.

    Attributes:
        name: names it in the report.
        judged: what the pipeline says of its document, untouched.
        table: the table.
        truth: what it states truly.
        published_year: as the document was read with.
    """

    name: str
    judged: Judged
    table: StagedTable
    truth: Values
    published_year: int | None

    @property
    def text(self) -> str:
        """The untouched document."""
        return self.judged.text

    def cells(self) -> list[TableCellRow]:
        """Give the figures whose true value is known, those of rows whose name stands once in the table."""
        return [
            cell
            for column in self.table.amount_columns
            for cell in self.table.figures(column.column_no)
            if (cell.row_label, cell.column_no) in self.truth
        ]

    def rows(self) -> list[list[TableCellRow]]:
        """Give the rows that have such figures, each with all its cells in order."""
        wanted = sorted({cell.row_no for cell in self.cells()})
        return [[cell for _, cell in sorted(self.table.rows[row].items())] for row in wanted]

    def column(self, cell: TableCellRow) -> TableColumnRow:
        """Give a cell's column."""
        return self.table.columns[cell.column_no]

    def evidence(self, column_no: int | None) -> frozenset[str]:
        """Tell what there is to hold a column, or any, against: a total to the last digit, a sibling in proportion.

        A frame that leaves some percent open, and years of a budget that change as they please, are neither.
        """
        found = set()
        for column in self.table.amount_columns if column_no is None else [self.table.columns[column_no]]:
            summed = sum((value for (_, number), value in self.truth.items() if number == column.column_no), Decimal(0))
            if any(total.amount == summed for total in self._totals(column.column_no)):
                found.add("total")
            if any(self._moves_with(column.column_no, other.column_no) for other in self.table.amount_columns):
                found.add("sibling")
        return frozenset(found)

    def _totals(self, column_no: int) -> list[TotalRow]:
        table_id = self.table.table.table_id
        return [each for each in self.judged.totals if each.table_id == table_id and each.column_no == column_no]

    def _moves_with(self, column_no: int, other_no: int) -> bool:
        ratios = [
            value / base
            for (name, number), value in self.truth.items()
            if number == column_no and value > 0 and (base := self.truth.get((name, other_no), Decimal(0))) > 0
        ]
        return (
            column_no != other_no
            and len(ratios) >= _LEAST_ROWS
            and max(ratios) <= min(ratios) * _GREATEST_SPREAD
            and ratios.count(Decimal(1)) * 5 <= len(ratios)
        )


@dataclass(frozen=True, slots=True)
class Harm:
    """A text with an error in a table.

    Attributes:
        text: the document, harmed.
        rows: the names of the rows that the error is in.
        column_no: the column that it is in; None for whole rows.
        done: what was done.
        are_renamed: the rows have each other's names.
    """

    text: str
    rows: frozenset[str]
    column_no: int | None
    done: str
    are_renamed: bool = False


Edit = tuple[int, int, str]
Kind = Callable[[Subject, random.Random], Harm | None]


def _edited(text: str, edits: list[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _grouped(digits: str, space: str) -> str:
    """Print digits in groups of three, as whoever types a number anew does."""
    first = len(digits) % _GROUP or _GROUP
    return space.join([digits[:first], *(digits[at : at + _GROUP] for at in range(first, len(digits), _GROUP))])


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


def _retyped(printed: str, changed: str, chance: random.Random) -> str:
    """Leave the groups broken, or group the digits anew: a slip in the typing, or before the number was set."""
    whole, comma, decimals = changed.partition(",")
    space = next((each for each in printed if each in " \u00a0."), None)
    if chance.random() < 0.5 or space is None:
        return changed
    return _grouped("".join(_DIGITS.findall(whole)), space) + comma + decimals


def _digit_positions(printed: str) -> list[int]:
    return [match.start() for match in _DIGITS.finditer(printed)]


def _digit_lost(printed: str, chance: random.Random) -> str | None:
    places = _digit_positions(printed)
    if len(places) < 2:
        return None
    at = chance.choice(places)
    return _retyped(printed, (printed[:at] + printed[at + 1 :]).strip(" \u00a0.,"), chance)


def _digit_doubled(printed: str, chance: random.Random) -> str:
    at = chance.choice(_digit_positions(printed))
    return _retyped(printed, printed[:at] + printed[at] + printed[at:], chance)


def _digits_swapped(printed: str, chance: random.Random) -> str | None:
    places = _digit_positions(printed)
    pairs = [
        (a, b) for a, b in pairwise(places) if printed[a] != printed[b] and not (a == places[0] and printed[b] == "0")
    ]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return printed[:a] + printed[b] + printed[a + 1 : b] + printed[a] + printed[b + 1 :]


def _zero_too_many(printed: str, chance: random.Random) -> str:
    whole, comma, decimals = printed.partition(",")
    return _retyped(printed, whole + "0" + comma + decimals, chance)


def _zero_lost(printed: str, chance: random.Random) -> str | None:
    zeros = [at for at in _digit_positions(printed.partition(",")[0]) if printed[at] == "0" and at]
    if not zeros:
        return None
    at = chance.choice(zeros)
    return _retyped(printed, printed[:at] + printed[at + 1 :], chance)


def _groups_broken(printed: str, chance: random.Random) -> str | None:
    spaces = [at for at, each in enumerate(printed) if each in " \u00a0"]
    if not spaces:
        return None
    at = chance.choice(spaces)
    # The space is typed one digit too early or too late.
    if chance.random() < 0.5 and at >= 2:
        return printed[: at - 1] + printed[at] + printed[at - 1] + printed[at + 1 :]
    return printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]


def _comma_lost(printed: str, _chance: random.Random) -> str | None:
    return printed.replace(",", "") if "," in printed else None


def _letter_for_digit(printed: str, chance: random.Random) -> str | None:
    places = [at for at in _digit_positions(printed) if printed[at] in _LETTERS]
    if not places:
        return None
    at = chance.choice(places)
    return printed[:at] + _LETTERS[printed[at]] + printed[at + 1 :]


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


def _in_another_unit(printed: str, multiplier: int) -> str | None:
    """Print a number of crowns in thousands, or one of thousands in crowns; None where that changes its value."""
    digits = "".join(_DIGITS.findall(printed))
    if "," in printed or not digits:
        return None
    space = next((each for each in printed if each in " \u00a0."), " ")
    if multiplier == 1:
        return _grouped(digits[:-_GROUP], space) if len(digits) > _GROUP + 1 else None
    return _grouped(digits + "000", space)


def _unit_of_value(subject: Subject, chance: random.Random) -> Harm | None:
    cells = [cell for cell in subject.cells() if cell.cell_kind == "amount"]
    chance.shuffle(cells)
    for cell in cells:
        number = _NUMBER.search(cell.cell_text)
        changed = number and _in_another_unit(number.group(), subject.column(cell).multiplier or 1)
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
        changed = number and _in_another_unit(number.group(), column.multiplier or 1)
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
    ErrorKind("digit lost", _misprint(_digit_lost)),
    ErrorKind("digit doubled", _misprint(_digit_doubled)),
    ErrorKind("two digits swapped", _misprint(_digits_swapped)),
    ErrorKind("zero too many", _misprint(_zero_too_many)),
    ErrorKind("zero lost", _misprint(_zero_lost)),
    ErrorKind("groups broken", _misprint(_groups_broken)),
    ErrorKind("decimal comma lost", _misprint(_comma_lost)),
    ErrorKind("letter for digit", _misprint(_letter_for_digit)),
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
