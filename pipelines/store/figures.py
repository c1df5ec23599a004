"""Looking a figure up in the published warehouse, with all that is known of it.

Belongs here: the queries behind `anslag explain` and the monitor's page of a figure. Showing belongs to those.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

_CANDIDATES_TOLD = 8
_CHARACTERS_TOLD = 50

# BY NAME: what a fact table does not have is NULL.
_ALL_FIGURES = """
    SELECT 'core.fact_allocation' AS fact, figure_id AS id, * FROM core.fact_allocation
    UNION ALL BY NAME
    SELECT 'core.fact_funding' AS fact, figure_id AS id, amount_low AS amount, * FROM core.fact_funding
    UNION ALL BY NAME
    SELECT 'core.fact_total' AS fact, total_id AS id, * FROM core.fact_total
"""
_OPENING_WITH = f"""
WITH figure AS ({_ALL_FIGURES})
SELECT id, fact, coalesce(recipient_text, left(purpose_sv, {_CHARACTERS_TOLD}), scope, ''), coalesce(amount_text, '')
FROM figure WHERE starts_with(id, ?) ORDER BY id
"""  # noqa: S608 - put together from the constant above
_FIGURE = f"""
WITH figure AS ({_ALL_FIGURES})
SELECT figure.id, figure.fact, figure.document_id,
    figure.amount, figure.amount_high, figure.currency, figure.modifier, figure.per, figure.amount_text,
    figure.status, figure.quality, figure.scope, figure.recipient_text AS recipient, figure.kind AS money_kind,
    organisation.name_sv AS organisation, programme.name_sv AS programme, period.label AS period,
    geography.kind AS place_kind, geography.geography_code AS place_code, geography.county_name_sv AS county,
    coalesce(figure.table_id, total.table_id) AS table_id, coalesce(figure.column_no, total.column_no) AS column_no,
    cell.row_no, table_column.header_text AS column_header, table_column.footnote_text AS footnote,
    figure.char_start, figure.char_end,
    document.title, document.url, document.publisher, document.published_on, document.published_precision,
    document.source, document.path, document.sha256, document.is_current, raw_document.text
FROM figure
JOIN core.dim_document AS document ON document.document_id = figure.document_id
JOIN raw.document AS raw_document ON raw_document.document_id = figure.document_id
JOIN core.dim_period AS period ON period.period_id = figure.period_id
LEFT JOIN core.dim_geography AS geography
    ON geography.geography_id = figure.geography_id AND geography.kind <> 'unknown'
LEFT JOIN core.dim_organisation AS organisation
    ON organisation.organisation_id = figure.organisation_id AND organisation.organisation_id <> 'unknown'
LEFT JOIN core.dim_programme AS programme
    ON programme.programme_id = figure.programme_id AND programme.programme_id <> 'unknown'
LEFT JOIN core.fact_total AS total ON total.total_id = figure.total_id
LEFT JOIN staging.table_cell AS cell
    ON cell.table_id = figure.table_id AND cell.char_start = figure.char_start AND cell.char_end = figure.char_end
LEFT JOIN staging.table_column AS table_column
    ON table_column.table_id = figure.table_id AND table_column.column_no = figure.column_no
WHERE figure.id = ?
"""  # noqa: S608 - put together from the constant above


class FigureNotFoundError(Exception):
    """No figure, or more than one, has an identifier that opens like that.

    Attributes:
        wanted: what was asked for.
        candidates: the identifiers that open like that.
    """

    def __init__(self, wanted: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            told = [f"{len(rows)} figures have an id that opens with “{wanted}”; give more of it:"]
            told += [
                f"  {row[0]}  {row[1]}  {' '.join(row[2].split())[:_CHARACTERS_TOLD]}  {row[3]}"
                for row in rows[:_CANDIDATES_TOLD]
            ]
            told += ["  …"] if len(rows) > _CANDIDATES_TOLD else []
        else:
            told = [
                f"No figure has the id “{wanted}”. Every figure's id is in the column figure_id (totals: total_id):",
                '  anslag sql "SELECT figure_id, recipient_text, amount_text FROM core.fact_allocation"',
                '  anslag sql "SELECT figure_id, amount_text, purpose_sv FROM core.fact_funding"',
                '  anslag sql "SELECT total_id, scope, amount_text FROM core.fact_total"',
                "Ids belong to a version of a document: one that has changed since has new ones.",
            ]
        super().__init__("\n".join(told))
        self.wanted = wanted
        self.candidates = [str(row[0]) for row in rows]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its dimension members and its document; None where the fact table or the text does not say.

    Attributes:
        fact: the fact table that holds it; `id` is its figure_id or total_id there.
        amount: value in whole currency units, the low end of a range.
        money_kind: funding | other; None for tables and totals.
        table_id: its table; for a sentence that states a table's total, that table.
        row_no: its row; None unless it stands in a cell.
        text: the document's text, which `char_start` and `char_end` count.
    """

    id: str
    fact: str
    document_id: str
    amount: Decimal | None
    amount_high: Decimal | None
    currency: str | None
    modifier: str | None
    per: str | None
    amount_text: str | None
    status: str | None
    quality: str | None
    scope: str | None
    recipient: str | None
    money_kind: str | None
    organisation: str | None
    programme: str | None
    period: str
    place_kind: str | None
    place_code: str | None
    county: str | None
    table_id: str | None
    column_no: int | None
    row_no: int | None
    column_header: str | None
    footnote: str | None
    char_start: int
    char_end: int
    title: str
    url: str | None
    publisher: str | None
    published_on: date | None
    published_precision: str | None
    source: str
    path: str
    sha256: str
    is_current: bool
    text: str

    @property
    def line(self) -> int:
        """Line of the document, from 1."""
        return self.text.count("\n", 0, self.char_start) + 1


def find_figure(con: duckdb.DuckDBPyConnection, wanted: str) -> Figure:
    """Find the figure whose identifier opens with the given characters.

    Raises:
        FigureNotFoundError: there is none, or more than one.
    """
    opening = wanted.strip().lower()
    found = con.execute(_OPENING_WITH, [opening]).fetchall() if opening else []
    if len(found) != 1:
        raise FigureNotFoundError(wanted, found)
    return Figure(**_rows(con, _FIGURE, found[0][0])[0])


def nearby_cells(con: duckdb.DuckDBPyConnection, figure: Figure, around: int) -> dict[int, dict[int, str]]:
    """Give the printed cells of the figure's row and of the rows around it, by row and column number."""
    if figure.row_no is None:
        return {}
    cells = con.execute(
        """SELECT row_no, column_no, cell_text FROM staging.table_cell
           WHERE table_id = ? AND row_no BETWEEN ? AND ? ORDER BY row_no, column_no""",
        [figure.table_id, figure.row_no - around, figure.row_no + around],
    ).fetchall()
    rows: dict[int, dict[int, str]] = {}
    for row_no, column_no, text in cells:
        rows.setdefault(row_no, {})[column_no] = text
    return rows


def headers(con: duckdb.DuckDBPyConnection, figure: Figure) -> dict[int, str]:
    """Give the headers of the figure's table as printed, by column number."""
    return dict(
        con.execute(
            "SELECT column_no, header_text FROM staging.table_column WHERE table_id = ? ORDER BY column_no",
            [figure.table_id],
        ).fetchall()
    )


def block_around(con: duckdb.DuckDBPyConnection, figure: Figure) -> tuple[int, int]:
    """Give the span of the paragraph, list item or footnote that holds the figure."""
    block = con.execute(
        """SELECT char_start, char_end FROM staging.block WHERE document_id = ? AND char_start <= ? AND char_end >= ?
           ORDER BY char_end - char_start LIMIT 1""",
        [figure.document_id, figure.char_start, figure.char_end],
    ).fetchone()
    return (int(block[0]), int(block[1])) if block else (figure.char_start, figure.char_end)


def repair_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> dict[str, Any] | None:
    """Give the figure's row of quality.repair, None where it was well formed."""
    return next(iter(_rows(con, "SELECT * FROM quality.repair WHERE figure_id = ?", figure.id)), None)


def findings_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> list[dict[str, Any]]:
    """Give the findings about the figure, and those of its document that overlap it or a total of its column."""
    return _rows(
        con,
        """SELECT finding_id, severity, kind, message, remedy FROM quality.finding
           WHERE figure_id = ?
              OR figure_id IS NULL AND document_id = ? AND (
                  char_start < ? AND char_end > ?
                  OR table_id = ? AND (char_start, char_end) IN (
                      SELECT (char_start, char_end) FROM core.fact_total WHERE table_id = ? AND column_no = ?))
           ORDER BY list_position(['error', 'warning', 'info'], severity), kind, finding_id""",
        figure.id,
        figure.document_id,
        figure.char_end,
        figure.char_start,
        figure.table_id,
        figure.table_id,
        figure.column_no,
    )


def decisions_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> list[tuple[Any, ...]]:
    """Give the decisions about the figure: when, by whom, what, the value, the reason and what became of it."""
    return con.execute(
        """SELECT decided_at, reviewer, decision, value, reason, outcome FROM mart.review
           WHERE subject = 'figure'
               AND subject_key = (SELECT figure_key FROM mart.figure WHERE figure_id = ? LIMIT 1)
           ORDER BY decided_at""",
        [figure.id],
    ).fetchall()


def reconciliations_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> list[dict[str, Any]]:
    """Give the reconciliations of the figure's column, none for prose that states no table's total."""
    return _rows(
        con,
        """SELECT reconciliation.*, total.scope FROM quality.reconciliation AS reconciliation
           JOIN core.fact_total AS total USING (total_id)
           WHERE reconciliation.table_id = ? AND reconciliation.column_no = ? ORDER BY total_id""",
        figure.table_id,
        figure.column_no,
    )


def _rows(con: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[dict[str, Any]]:
    answer = con.execute(sql, list(parameters))
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
