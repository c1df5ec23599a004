"""Staged tables put back together: a table with its columns and cells, for the functions that judge whole tables.

Belongs here: grouping and looking up. What the figures are worth is judged in `pipelines.quality`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model.staged import TableCellRow, TableColumnRow, TextTableRow

_LEAST_STEP = Decimal("0.01")
# With fewer amounts one that is rounded otherwise is as likely no misprint.
_FEW = 5


@dataclass(frozen=True, slots=True)
class StagedTable:
    """A table of a document with everything that was read of it.

    Attributes:
        table: the table itself.
        columns: its columns by number.
        rows: its cells, one dict (by column number) for each row number.
    """

    table: TextTableRow
    columns: dict[int, TableColumnRow]
    rows: dict[int, dict[int, TableCellRow]]

    @property
    def amount_columns(self) -> list[TableColumnRow]:
        """The columns that hold money, in order."""
        return [column for _, column in sorted(self.columns.items()) if column.role == "amount"]

    def figures(self, column_no: int) -> Iterator[TableCellRow]:
        """Give the cells of a column that state one recipient's amount, well formed or not; totals are left out."""
        for _, cells in sorted(self.rows.items()):
            cell = cells.get(column_no)
            if cell and cell.row_kind == "data" and cell.cell_kind in {"amount", "malformed"}:
                yield cell

    def values(self) -> Iterator[TableCellRow]:
        """Give the well-formed figures of every amount column, column by column."""
        for column in self.amount_columns:
            yield from (cell for cell in self.figures(column.column_no) if cell.amount is not None)

    def printed_step(self, column_no: int) -> Decimal:
        """Give what the last digit of a column's amounts counts in currency units, by the most decimals printed."""
        decimals = max((printed_decimals(cell.cell_text) for cell in self.figures(column_no)), default=0)
        return Decimal(self.columns[column_no].multiplier or 1).scaleb(-decimals)

    def usual_step(self, column_no: int) -> Decimal:
        """Give the power of ten that the amounts of a column are rounded to, in currency units, but for one in ten.

        Of few amounts it is what all of them are rounded to; of more, a misprint or two do not hide it.
        """
        amounts = [cell.amount for cell in self.figures(column_no) if cell.amount]
        step = max(self.printed_step(column_no), _LEAST_STEP)
        allowed = max(1, len(amounts) // 10) if len(amounts) >= _FEW else 0
        while amounts and sum(amount % (step * 10) != 0 for amount in amounts) <= allowed:
            step *= 10
        return step

    def amount(self, row_no: int, column_no: int) -> Decimal | None:
        """Give the value of a well-formed cell, None for any other."""
        cell = self.rows.get(row_no, {}).get(column_no)
        return cell.amount if cell else None


def printed_decimals(printed: str) -> int:
    """Give how many decimals a number is printed with."""
    _, comma, rest = printed.partition(",")
    return len(rest) - len(rest.lstrip("0123456789")) if comma else 0


def group_tables(
    tables: Iterable[TextTableRow], columns: Iterable[TableColumnRow], cells: Iterable[TableCellRow]
) -> list[StagedTable]:
    """Put staged tables, columns and cells together, in the order of the tables."""
    columns_of: dict[str, dict[int, TableColumnRow]] = defaultdict(dict)
    for column in columns:
        columns_of[column.table_id][column.column_no] = column
    rows_of: dict[str, dict[int, dict[int, TableCellRow]]] = defaultdict(lambda: defaultdict(dict))
    for cell in cells:
        rows_of[cell.table_id][cell.row_no][cell.column_no] = cell
    return [StagedTable(table, columns_of[table.table_id], dict(rows_of[table.table_id])) for table in tables]
