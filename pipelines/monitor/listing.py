"""Long lists a page at a time: how they are sorted, and which part is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

PAGE_ROWS = 50
"""Rows of a list that a page shows."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a sorted list.

    Attributes:
        total: rows of the whole list.
        page: the page shown, from 1.
        sort: the column that the list is sorted by.
        descending: whether from the greatest.
    """

    total: int
    page: int
    sort: str
    descending: bool

    @property
    def page_count(self) -> int:
        """How many pages the list has, at least one."""
        return max(1, ceil(self.total / PAGE_ROWS))

    @property
    def offset(self) -> int:
        """How many rows stand before the page."""
        return (self.page - 1) * PAGE_ROWS

    def order(self, columns: Mapping[str, str], tie: str) -> str:
        """Give the end of the question that lists the page: order, limit and offset.

        Args:
            columns: for each column that the list can be sorted by, the expression in SQL; ours, never a reader's.
            tie: expression that decides between equal rows.
        """
        direction = "DESC" if self.descending else "ASC"
        return f"ORDER BY {columns[self.sort]} {direction} NULLS LAST, {tie} LIMIT {PAGE_ROWS} OFFSET {self.offset}"


def listing(
    total: int, columns: Mapping[str, str], *, sort: str, order: str, page: int, default: str | None = None
) -> Listing:
    """Make sense of what a reader asked for: an unknown column is the default one, a page too far the last.

    Args:
        total: rows of the whole list.
        columns: what it can be sorted by.
        sort: the column asked for.
        order: asc | desc.
        page: the page asked for, from 1.
        default: the column it is sorted by where none is asked for; the first of `columns` if not given.
    """
    chosen = sort if sort in columns else default or next(iter(columns))
    last = max(1, ceil(total / PAGE_ROWS))
    return Listing(total, min(max(page, 1), last), chosen, order == "desc")
