"""Money of tables: cells that are part of their column's total, and cells that the text around the table states too.

Belongs here: links from and between figures of a document's tables.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.model.allocation import UNKNOWN
from pipelines.model.commitments.links import Link
from pipelines.model.commitments.stated import StatedFigure, is_same_sum, periods_agree
from pipelines.model.commitments.wording import overlap

_NAMED = 0.5
_ROWS_THAT_ADD_UP = 0.8
_FEWEST_ROWS = 3


def cells_in_prose(cells: Sequence[StatedFigure], prose: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find cells that a sentence of the document states too.

    Args:
        cells: figures of the document's tables.
        prose: its amounts in prose.
    """
    for cell in cells:
        for figure in prose:
            if not is_same_sum(cell, figure) or not periods_agree(cell, figure) or not _names_row(figure, cell):
                continue
            evidence = f"“{figure.amount_text}” in the text is the table's {cell.amount_text} for {cell.recipient_text}"
            if figure.is_annual and not cell.is_annual:
                yield Link(cell.figure_id, figure.figure_id, "part_of", "year_of_annual_sum", 0.9, evidence)
            else:
                yield Link(cell.figure_id, figure.figure_id, "same", "stated_in_table", 0.9, evidence)


def cells_of_totals(cells: Sequence[StatedFigure], totals: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find which stated total each cell is part of, and cells that are the total of their row.

    Args:
        cells: figures of the document's tables.
        totals: its stated totals.
    """
    rows: dict[tuple[str | None, int | None], list[StatedFigure]] = defaultdict(list)
    for cell in cells:
        rows[cell.table_id, cell.row_no].append(cell)
    across = _total_columns(rows)
    for cell in cells:
        for total in totals:
            if (total.table_id, total.column_no) == (cell.table_id, cell.column_no) and cell.currency == total.currency:
                evidence = f"a row of the column whose stated total is {total.amount_text}"
                yield Link(cell.figure_id, total.figure_id, "part_of", "column_total", 0.98, evidence)
    for (table, _), row in rows.items():
        for whole in row:
            if (table, whole.column_no) not in across:
                continue
            for cell in row:
                if cell is not whole:
                    evidence = f"the row's columns add up to its {whole.amount_text}"
                    yield Link(cell.figure_id, whole.figure_id, "part_of", "row_total", 0.99, evidence)


def _names_row(figure: StatedFigure, cell: StatedFigure) -> bool:
    """Tell whether a sentence is about a table's row: it names the row's place, or most words of its label."""
    if cell.geography_id != UNKNOWN and cell.geography_id == figure.geography_id:
        return True
    if cell.organisation_id != UNKNOWN and cell.organisation_id == figure.organisation_id:
        return True
    if not cell.words:
        return False
    named = len(cell.words & figure.words) / len(cell.words)
    return (
        named > _NAMED
        or (named == _NAMED and overlap(cell.words, figure.words) > _NAMED)
        or (figure.digits >= _FEWEST_ROWS and named > 0)
    )


def _total_columns(rows: dict[tuple[str | None, int | None], list[StatedFigure]]) -> set[tuple[str | None, int | None]]:
    """Give the columns that hold the sum of the other columns of their row, in nearly every row."""
    adding_up: dict[tuple[str | None, int | None], int] = defaultdict(int)
    seen: dict[tuple[str | None, int | None], int] = defaultdict(int)
    for (table, _), row in rows.items():
        if len(row) <= 2:
            continue
        total = sum((cell.amount for cell in row), Decimal(0))
        for cell in row:
            seen[table, cell.column_no] += 1
            adding_up[table, cell.column_no] += abs(total - 2 * cell.amount) <= cell.unit
    return {
        column
        for column, count in seen.items()
        if count >= _FEWEST_ROWS and adding_up[column] >= count * _ROWS_THAT_ADD_UP
    }
