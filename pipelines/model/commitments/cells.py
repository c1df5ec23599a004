"""Money of tables: cells that are part of their column's total, and cells that the text around the table states too.

Belongs here: links from and between figures of a document's tables.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.model.allocation import UNKNOWN
from pipelines.model.commitments.links import Link
from pipelines.model.commitments.stated import StatedFigure, is_same_sum, is_within_period, is_year_of, periods_agree
from pipelines.model.commitments.wording import ON_TOP, overlap

_NAMED = 0.5
_ROWS_THAT_ADD_UP = 0.8
_FEWEST_ROWS = 3
_TELLING_DIGITS = 2
_FEWEST_ROWS_OF_A_FRAME = 5
_TOLD_OF_A_FRAME = Decimal("0.8")


def cells_in_prose(cells: Sequence[StatedFigure], prose: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find cells that a sentence of the document states too.

    Args:
        cells: figures of the document's tables.
        prose: its amounts in prose.
    """
    for figure in prose:
        found = [
            cell
            for cell in cells
            if is_same_sum(cell, figure)
            and (is_year_of(cell, figure) or periods_agree(cell, figure))
            and (_names_row(figure, cell) or _is_only_one(figure, cell, cells))
        ]
        in_row = Counter((cell.table_id, cell.row_no) for cell in found)
        for cell in found:
            evidence = f"“{figure.amount_text}” in the text is the table's {cell.amount_text} for {cell.recipient_text}"
            # A sum that stands in several years of a row is one for each year, whether or not the sentence says so.
            if is_year_of(cell, figure) or in_row[cell.table_id, cell.row_no] > 1:
                yield Link(cell.figure_id, figure.figure_id, "part_of", "year_of_annual_sum", 0.9, evidence)
            else:
                yield Link(cell.figure_id, figure.figure_id, "same", "stated_in_table", 0.9, evidence)


def cells_of_levels(cells: Sequence[StatedFigure], prose: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find sums for each year that stand in every one of their years, in one row of the document's tables alone.

    The row and the sentence need share but one word, for no other row has these years' sums.

    Args:
        cells: figures of the document's tables.
        prose: its amounts in prose.
    """
    rows: dict[tuple[str | None, int | None], list[StatedFigure]] = defaultdict(list)
    for cell in cells:
        rows[cell.table_id, cell.row_no].append(cell)
    for figure in prose:
        of_years = ([cell for cell in row if is_year_of(cell, figure)] for row in rows.values())
        alike = [row for row in of_years if len(row) > 1 and all(is_same_sum(cell, figure) for cell in row)]
        if len(alike) == 1 and alike[0][0].words & figure.words:
            for cell in alike[0]:
                evidence = f"no other row has {figure.amount_text} in each of the years"
                yield Link(cell.figure_id, figure.figure_id, "part_of", "year_of_annual_sum", 0.85, evidence)


def cells_of_frames(cells: Sequence[StatedFigure], prose: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find the sum before a table that its only column of money splits, where the rows tell nearly all of it.

    Args:
        cells: figures of the document's tables.
        prose: its amounts in prose.
    """
    tables: dict[str | None, list[StatedFigure]] = defaultdict(list)
    for cell in cells:
        tables[cell.table_id].append(cell)
    for rows in tables.values():
        if len({cell.column_no for cell in rows}) > 1 or len(rows) < _FEWEST_ROWS_OF_A_FRAME:
            continue
        total = sum((cell.amount for cell in rows), Decimal(0))
        before = [figure for figure in prose if figure.char_start < rows[0].char_start and not figure.is_heading]
        for whole in reversed(before):
            if whole.currency != rows[0].currency or not is_within_period(rows[0], whole):
                continue
            if ON_TOP.search(whole.purpose):
                continue
            if _TOLD_OF_A_FRAME * whole.amount <= total <= whole.amount:
                evidence = f"the rows of the table tell {total / whole.amount:.0%} of {whole.amount_text}"
                for cell in rows:
                    yield Link(cell.figure_id, whole.figure_id, "part_of", "table_of_sum", 0.75, evidence)
                break


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


def _is_only_one(figure: StatedFigure, cell: StatedFigure, cells: Sequence[StatedFigure]) -> bool:
    """Tell whether no other cell has a sentence's sum for its year, and the row has a word of the sentence."""
    if figure.start_year is None or figure.period_id != cell.period_id or figure.digits < _TELLING_DIGITS:
        return False
    alike = [other for other in cells if other.period_id == cell.period_id and is_same_sum(other, figure)]
    return alike == [cell] and not figure.is_heading


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
