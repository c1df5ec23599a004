"""What a doubt is: of one figure, or of a row, a column or a whole table.

Only the types belong here. What raises doubts stands in `suspicion` and the modules that it asks, and in
`table_doubts`.
"""

from dataclasses import dataclass

from pipelines.model.staged import TableCellRow


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A doubt about one well-formed figure, which keeps its value and is flagged `suspect`.

    Attributes:
        kind: what kind of doubt, as in quality.finding.
        cell: the figure's cell.
        message: what is odd.
        remedy: what a person can do.
    """

    kind: str
    cell: TableCellRow
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TableDoubt:
    """A doubt about a row, a column or a whole table; no figure is flagged for it.

    Attributes:
        kind: what kind of doubt, as in quality.finding.
        span: the characters that it is about.
        message: what is odd.
        remedy: what a person can do.
    """

    kind: str
    span: tuple[int, int]
    message: str
    remedy: str
