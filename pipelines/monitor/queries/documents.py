"""Lists of documents and what is known of one: its versions, numbers, figures, findings and tables."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.monitor.listing import PAGE_ROWS, Listing, listing
from pipelines.monitor.queries.rows import scalar, select

SORTS = {
    "published": "published_on",
    "title": "lower_title",
    "figures": "figures",
    "findings": "findings",
    "accounted": "accounted_share",
}
"""What the list can be sorted by."""
MOST_FINDINGS = 100
"""Findings that the page of a document names; it counts the others."""
_COUNTED = """
SELECT document.document_id, document.path, document.source, document.title, document.section, document.publisher,
    document.published_on, document.published_precision, document.version_no,
    coalesce(allocated.figures, 0) + coalesce(funded.figures, 0) AS figures,
    coalesce(doubted.findings, 0) AS findings, coalesce(held.tables, 0) AS tables, ledger.accounted_share,
    year(published_on) AS year, lower(title) AS lower_title, lower(path) AS lower_path
FROM core.dim_document AS document
LEFT JOIN (SELECT document_id, count(*) AS figures FROM core.fact_allocation GROUP BY ALL) AS allocated
    USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS figures FROM core.fact_funding WHERE amount_low IS NOT NULL GROUP BY ALL
) AS funded USING (document_id)
LEFT JOIN (SELECT document_id, count(*) AS findings FROM quality.finding GROUP BY ALL) AS doubted USING (document_id)
LEFT JOIN (SELECT document_id, count(*) AS tables FROM staging.text_table GROUP BY ALL) AS held USING (document_id)
LEFT JOIN (
    SELECT document_id, 1 - count(*) FILTER (role = 'unaccounted') / count(*) AS accounted_share
    FROM quality.number_token GROUP BY ALL
) AS ledger USING (document_id)
WHERE document.is_current ORDER BY document.document_id
"""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A current document in the list; the share is that of its numbers that were understood, None without numbers."""

    document_id: str
    path: str
    source: str
    title: str
    section: str | None
    publisher: str | None
    published_on: date | None
    published_precision: str | None
    version_no: int
    figures: int
    findings: int
    tables: int
    accounted_share: float | None


_LINE = [field.name for field in fields(DocumentLine)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants of the list.

    Attributes:
        search: characters of the title or path; empty for any.
        source: where it came from; empty for any.
        section: a section of the source; empty for any.
        year: of publication; None for any.
        state: findings | figures | tables: only documents that have some; empty for any.
    """

    search: str = ""
    source: str = ""
    section: str = ""
    year: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose among: sources and sections, those with most documents first; years, the newest first."""

    sources: list[str]
    sections: list[str]
    years: list[int]


@dataclass(frozen=True, slots=True)
class Document:
    """A document version with its text."""

    document_id: str
    document_key: str
    source: str
    path: str
    url: str | None
    sha256: str
    title: str
    section: str | None
    publisher: str | None
    published_on: date | None
    published_precision: str | None
    version_no: int
    first_seen_at: datetime
    valid_from: datetime
    valid_to: datetime | None
    is_current: bool
    rules_version: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document that can be shown."""

    document_id: str
    version_no: int
    valid_from: datetime
    valid_to: datetime | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A number of the text and what it is."""

    role: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure of the document and where it stands."""

    figure_id: str
    kind: str
    amount: Decimal | None
    currency: str | None
    quality: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """An open finding of the document."""

    finding_id: str
    severity: str
    kind: str
    line: int | None
    char_start: int | None
    figure_id: str | None


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of the document; the total_id of one of its reconciled columns, None where there is none."""

    table_id: str
    table_no: int
    title: str | None
    row_count: int
    column_count: int
    char_start: int
    total_id: str | None


@dataclass(frozen=True, slots=True)
class Filed:
    """What a publisher files the document under."""

    scheme: str
    name: str


def choices(con: duckdb.DuckDBPyConnection) -> Choices:
    """Give what the list can be narrowed to."""
    by_count = "FROM core.dim_document WHERE is_current AND {0} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    return Choices(
        sources=_column(con, f"SELECT source {by_count.format('source')}"),
        sections=_column(con, f"SELECT section {by_count.format('section')}"),
        years=_column(
            con,
            "SELECT DISTINCT year(published_on) AS year FROM core.dim_document "
            "WHERE is_current AND published_on IS NOT NULL ORDER BY year DESC",
        ),
    )


def _column(con: duckdb.DuckDBPyConnection, question: str) -> list[Any]:
    return [row[0] for row in con.execute(question).fetchall()]


def counted(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """Give all current documents with what is counted of each: what `document_list` chooses from.

    Counting all of them takes longer than anything else a page does, and a version never changes: count once.
    """
    return con.execute(_COUNTED).to_arrow_table()


def document_list(
    documents: pa.Table, asked: Asked, *, sort: str, order: str, page: int
) -> tuple[Listing, list[DocumentLine]]:
    """Give a page of the documents that a reader wants.

    Args:
        documents: all current documents, from `counted`.
        asked: what is wanted.
        sort: one of `SORTS`.
        order: asc | desc.
        page: which page, from 1.
    """
    rows = pc.indices_nonzero(_is_wanted(documents, asked))
    shown = listing(len(rows), SORTS, sort=sort, order=order, page=page)
    # The sort is stable: between equals the order of `counted` decides.
    keys = documents.column(SORTS[shown.sort]).take(rows).combine_chunks()
    direction: Literal["descending", "ascending"] = "descending" if shown.descending else "ascending"
    placed = pc.array_sort_indices(keys, order=direction, null_placement="at_end")
    lines = documents.take(rows.take(placed.slice(shown.offset, PAGE_ROWS)))
    return shown, [DocumentLine(**line) for line in lines.select(_LINE).to_pylist()]


def _is_wanted(documents: pa.Table, asked: Asked) -> pa.BooleanArray:
    found = pc.is_valid(documents.column("document_id"))
    if asked.search:
        wanted = asked.search.lower()
        in_title = pc.match_substring(documents.column("lower_title"), wanted)
        found = pc.and_(found, pc.or_(in_title, pc.match_substring(documents.column("lower_path"), wanted)))
    for name, value in (("source", asked.source), ("section", asked.section), ("year", asked.year)):
        if value not in {"", None}:
            found = pc.and_(found, pc.equal(documents.column(name), pa.scalar(value)))
    if asked.state:
        found = pc.and_(found, pc.greater(documents.column(asked.state), pa.scalar(0)))
    return found


def find_document(con: duckdb.DuckDBPyConnection, document_id: str) -> Document | None:
    """Give a document version; None where there is none."""
    found = select(
        con,
        Document,
        """SELECT document_id, document.document_key, document.source, document.path, url, document.sha256, title,
            section, publisher, published_on, published_precision, version_no, first_seen_at, valid_from, valid_to,
            is_current, rules_version, raw_document.text
        FROM core.dim_document AS document JOIN raw.document AS raw_document USING (document_id)
        WHERE document_id = ?""",
        document_id,
    )
    return found[0] if found else None


def versions(con: duckdb.DuckDBPyConnection, document_key: str) -> list[Version]:
    """Give the versions of a document, the newest first."""
    return select(
        con,
        Version,
        """SELECT document_id, version_no, valid_from, valid_to, is_current FROM core.dim_document
        WHERE document_key = ? ORDER BY version_no DESC""",
        document_key,
    )


def tokens(con: duckdb.DuckDBPyConnection, document_id: str, start: int, end: int) -> list[Token]:
    """Give the numbers of a part of the text."""
    return select(
        con,
        Token,
        """SELECT role, char_start, char_end FROM quality.number_token
        WHERE document_id = ? AND char_end > ? AND char_start < ? ORDER BY char_start""",
        document_id,
        start,
        end,
    )


def role_counts(con: duckdb.DuckDBPyConnection, document_id: str) -> dict[str, int]:
    """Count the numbers of a document by what they are, the most frequent first."""
    question = "SELECT role, count(*) FROM quality.number_token WHERE document_id = ? GROUP BY role ORDER BY 2 DESC, 1"
    return dict(con.execute(question, [document_id]).fetchall())


def figures(con: duckdb.DuckDBPyConnection, document_id: str, start: int, end: int) -> list[PlacedFigure]:
    """Give the figures of a part of the text."""
    return select(
        con,
        PlacedFigure,
        """SELECT figure_id, kind, amount, currency, quality, char_start, char_end FROM mart.figure
        WHERE document_id = ? AND char_end > ? AND char_start < ? AND amount_text IS NOT NULL
        ORDER BY char_start, kind, figure_id""",
        document_id,
        start,
        end,
    )


def findings(con: duckdb.DuckDBPyConnection, document_id: str) -> list[PlacedFinding]:
    """Give the gravest findings of a document."""
    return select(
        con,
        PlacedFinding,
        """SELECT finding_id, severity, kind, line, char_start, figure_id FROM quality.finding WHERE document_id = ?
        ORDER BY list_position(['error', 'warning', 'info'], severity), line, finding_id LIMIT ?""",
        document_id,
        MOST_FINDINGS,
    )


def finding_count(con: duckdb.DuckDBPyConnection, document_id: str) -> int:
    """Count the findings of a document."""
    return scalar(con, "SELECT count(*) FROM quality.finding WHERE document_id = ?", document_id)


def tables(con: duckdb.DuckDBPyConnection, document_id: str) -> list[DocumentTable]:
    """Give the tables of a document in their order."""
    return select(
        con,
        DocumentTable,
        """SELECT table_id, table_no, title, row_count, column_count, char_start,
            (SELECT min(total_id) FROM quality.reconciliation AS held WHERE held.table_id = found.table_id) AS total_id
        FROM staging.text_table AS found WHERE document_id = ? ORDER BY table_no""",
        document_id,
    )


def filed_under(con: duckdb.DuckDBPyConnection, document_id: str) -> list[Filed]:
    """Give what the publisher files the document under."""
    return select(
        con,
        Filed,
        """SELECT scheme, coalesce(name_sv, code) AS name FROM core.bridge_document_classification
        JOIN core.dim_classification USING (classification_id)
        WHERE document_id = ? ORDER BY scheme, name""",
        document_id,
    )


def figure_count(con: duckdb.DuckDBPyConnection, document_id: str) -> int:
    """Count the amounts of a document."""
    question = "SELECT count(*) FROM mart.figure WHERE document_id = ? AND amount_text IS NOT NULL AND kind <> 'total'"
    return scalar(con, question, document_id)
