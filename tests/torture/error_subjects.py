"""A table that errors are put into, and a text that one was put into.

Belongs here: the types, and what there is in a table to tell an error by. The kinds of errors stand in `error_kinds`.
"""

from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.staged import TableCellRow, TableColumnRow
from pipelines.model.staged_tables import StagedTable
from pipelines.model.totals import TotalRow
from torture.error_judging import Judged, Values

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
