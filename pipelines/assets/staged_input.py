"""What asset functions read back from the warehouse being built: one document's staged rows at a time.

Belongs here: queries and grouping that several asset modules share. No asset stands here.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from pipelines.model.reviewed import ReviewRow, Rulings
from pipelines.model.staged import MentionRow, TableCellRow, TableColumnRow, TextTableRow
from pipelines.model.staged_tables import StagedTable, group_tables
from pipelines.model.totals import TotalRow
from pipelines.quality.reconciliation import SettledFigure
from pipelines.quality.repair import RepairRow
from pipelines.store.rows import iterate_rows, read_rows


@dataclass(frozen=True, slots=True)
class StagedDocument:
    """A document version with what was read of it, as far as facts are made of it."""

    document_id: str
    document_key: str
    tables: list[StagedTable]
    mentions: list[MentionRow]
    totals: list[TotalRow]


@dataclass(frozen=True, slots=True)
class _DocumentKey:
    document_id: str
    document_key: str


# Most documents state no money, and are not worth a Python object each.
_WITH_MONEY = """
(SELECT document_id, document_key FROM raw.document SEMI JOIN (
    SELECT document_id FROM staging.text_table UNION SELECT document_id FROM staging.mention
) USING (document_id))
"""


def staged_documents(con: duckdb.DuckDBPyConnection, *, with_mentions: bool = True) -> Iterator[StagedDocument]:
    """Give every document version that has a table or an amount, in the order of its identifier.

    Args:
        con: the warehouse being built.
        with_mentions: whether amounts in prose are wanted; without them, only documents with tables are given.
    """
    tables = group_by_document(staged_tables(con))
    mentions: dict[str, list[MentionRow]] = defaultdict(list)
    if with_mentions:
        for mention in iterate_rows(con, "staging.mention", MentionRow, order_by="document_id, char_start"):
            mentions[mention.document_id].append(mention)
    totals: dict[str, list[TotalRow]] = defaultdict(list)
    for total in read_totals(con):
        totals[total.document_id].append(total)
    for document in iterate_rows(con, _WITH_MONEY, _DocumentKey, order_by="document_id"):
        if with_mentions or document.document_id in tables:
            yield StagedDocument(
                document.document_id,
                document.document_key,
                tables.get(document.document_id, []),
                mentions.pop(document.document_id, []),
                totals.get(document.document_id, []),
            )


def staged_tables(con: duckdb.DuckDBPyConnection) -> list[StagedTable]:
    """Give every table of every document with its columns and cells."""
    return group_tables(
        read_rows(con, "staging.text_table", TextTableRow, order_by="document_id, table_no"),
        read_rows(con, "staging.table_column", TableColumnRow, order_by="table_id, column_no"),
        read_rows(con, "staging.table_cell", TableCellRow, order_by="table_id, row_no, column_no"),
    )


def group_by_document(tables: list[StagedTable]) -> dict[str, list[StagedTable]]:
    """Group tables by their document version."""
    grouped: dict[str, list[StagedTable]] = defaultdict(list)
    for table in tables:
        grouped[table.table.document_id].append(table)
    return grouped


def read_totals(con: duckdb.DuckDBPyConnection) -> list[TotalRow]:
    """Give every stated total: within a column the sum row first, then the footnote, then prose."""
    order = {"table_row": 0, "footnote": 1, "prose": 2}
    rows = read_rows(con, "core.fact_total", TotalRow, order_by="document_id, table_id, column_no, char_start")
    return sorted(rows, key=lambda row: (row.document_id, row.table_id or "", row.column_no or 0, order[row.scope]))


def read_rulings(con: duckdb.DuckDBPyConnection) -> Rulings:
    """Give the decisions in force."""
    return Rulings(read_rows(con, "quality.review", ReviewRow, order_by="review_no"))


def settled_by_table(con: duckdb.DuckDBPyConnection) -> dict[str, dict[tuple[int, int], SettledFigure]]:
    """Give the figures that are not simply what is printed: for each table by row and column number."""
    grouped: dict[str, dict[tuple[int, int], SettledFigure]] = defaultdict(dict)
    rows = con.execute(
        "SELECT table_id, row_no, column_no, amount, quality FROM core.fact_allocation "
        "WHERE quality IN ('repaired', 'quarantined', 'reviewed')"
    ).fetchall()
    for table_id, row_no, column_no, amount, quality in rows:
        grouped[table_id][row_no, column_no] = SettledFigure(amount, quality)
    return grouped


def repairs_by_table(con: duckdb.DuckDBPyConnection) -> dict[str, dict[tuple[int, int], RepairRow]]:
    """Give what became of malformed cells: for each table by row and column number."""
    grouped: dict[str, dict[tuple[int, int], RepairRow]] = defaultdict(dict)
    for repair in read_rows(con, "quality.repair", RepairRow, order_by="table_id, row_no, column_no"):
        grouped[repair.table_id][repair.row_no, repair.column_no] = repair
    return grouped
