"""Tables written for tests of doubts: pipe tables of a few rows, staged."""

from collections.abc import Callable, Sequence

from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.model.totals import TotalRow, find_totals

Stage = Callable[[str], StagedRows]


def pipe(headers: Sequence[str], *rows: Sequence[str], lead: str = "Så fördelas stödet.") -> str:
    """Print a table under a heading and a sentence."""
    printed = [headers, ["---"] * len(headers), *rows]
    return "\n".join(["# Nytt stöd", "", lead, "", *(f"| {' | '.join(row)} |" for row in printed), ""])


def table_and_totals(rows: StagedRows) -> tuple[StagedTable, list[TotalRow]]:
    """Give the only table of a document and its stated totals."""
    (table,) = group_tables(rows.tables, rows.columns, rows.cells)
    return table, find_totals("folder:doc", [table], rows.mentions)
