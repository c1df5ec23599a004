"""Lists of documents and what is known of one: its versions, numbers, figures, findings and tables."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import duckdb

from pipelines.monitor.listing import Listing, listing
from pipelines.monitor.queries.rows import scalar, select

SORTS = {
    "published": "published_on",
    "title": "lower(title)",
    "figures": "figures",
    "findings": "findings",
    "unaccounted": "unaccounted",
}
"""What the list can be sorted by."""
# Counted once a version; a join for each page of the list would count everything again.
_COUNTED = """
SELECT document.document_id, document.path, document.source, document.title, document.section, document.publisher,
    document.published_on, document.published_precision, document.version_no,
    coalesce(allocated.figures, 0) + coalesce(funded.figures, 0) AS figures,
    coalesce(doubted.findings, 0) AS findings, coalesce(ledger.numbers, 0) AS numbers,
    coalesce(ledger.unaccounted, 0) AS unaccounted
FROM core.dim_document AS document
LEFT JOIN (SELECT document_id, count(*) AS figures FROM core.fact_allocation GROUP BY ALL) AS allocated
    USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS figures FROM core.fact_funding WHERE amount_low IS NOT NULL GROUP BY ALL
) AS funded USING (document_id)
LEFT JOIN (SELECT document_id, count(*) AS findings FROM quality.finding GROUP BY ALL) AS doubted USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS numbers, count(*) FILTER (role = 'unaccounted') AS unaccounted
    FROM quality.number_token GROUP BY ALL
) AS ledger USING (document_id)
WHERE document.is_current
"""
_SELECTED = """
WHERE ($search = '' OR contains(lower(title), lower($search)) OR contains(lower(path), lower($search)))
    AND ($section = '' OR section = $section)
    AND ($state = '' OR ($state = 'findings' AND findings > 0) OR ($state = 'figures' AND figures > 0))
"""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A current document in the list; counts are of figures, findings and numbers in its text."""

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
    numbers: int
    unaccounted: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants of the list.

    Attributes:
        search: characters of the title or path; empty for any.
        section: a section of the source; empty for any.
        state: findings | figures: only documents that have some; empty for any.
    """

    search: str = ""
    section: str = ""
    state: str = ""


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
    figure_id: str | None
    message: str


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


def all_lines(con: duckdb.DuckDBPyConnection) -> dict[str, DocumentLine]:
    """Give every current document, by its identifier."""
    return {each.document_id: each for each in select(con, DocumentLine, _COUNTED)}


def sections(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Give the sections that there are, those with most documents first."""
    rows = con.execute(
        "SELECT section FROM core.dim_document WHERE is_current AND section IS NOT NULL "
        "GROUP BY section ORDER BY count(*) DESC, section"
    ).fetchall()
    return [row[0] for row in rows]


def document_list(
    con: duckdb.DuckDBPyConnection, asked: Asked, *, sort: str, order: str, page: int
) -> tuple[Listing, list[DocumentLine]]:
    """Give a page of the documents that a reader wants."""
    parameters = {"search": asked.search, "section": asked.section, "state": asked.state}
    counted = f"FROM ({_COUNTED}) {_SELECTED}"
    row = con.execute(f"SELECT count(*) {counted}", parameters).fetchone() or (0,)
    shown = listing(row[0], SORTS, sort=sort, order=order, page=page)
    found = con.execute(f"SELECT * {counted} {shown.order(SORTS, 'document_id')}", parameters)
    return shown, [DocumentLine(*line) for line in found.fetchall()]


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
    """Give the findings of a document, the gravest first."""
    return select(
        con,
        PlacedFinding,
        """SELECT finding_id, severity, kind, line, figure_id, message FROM quality.finding WHERE document_id = ?
        ORDER BY list_position(['error', 'warning', 'info'], severity), line, finding_id""",
        document_id,
    )


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
