"""Looking a figure up in the published warehouse, with all that is known of it.

Belongs here: the queries behind `anslag explain`. Printing belongs to `explain`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

_FACTS = {
    "core.fact_allocation": "figure_id",
    "core.fact_funding": "figure_id",
    "core.fact_total": "total_id",
}
_CANDIDATES_SHOWN = 8


class FigureNotFoundError(Exception):
    """No figure, or more than one, has an identifier that opens like that."""

    def __init__(self, wanted: str, candidates: Sequence[str]) -> None:
        if candidates:
            told = ", ".join(candidates[:_CANDIDATES_SHOWN])
            super().__init__(f"{len(candidates)} figures have an id that opens with {wanted}: {told}. Give more of it.")
        else:
            super().__init__(
                f"No figure has the id {wanted}. Ids are in the column figure_id: "
                'anslag sql "SELECT figure_id, recipient_text, amount_text FROM fact_allocation"'
            )
        self.candidates = list(candidates)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its document.

    Attributes:
        table: the fact table that holds it.
        id: its identifier.
        fields: its row, with the names of its dimension members.
        document: row of core.dim_document.
        text: the document's text.
    """

    table: str
    id: str
    fields: dict[str, Any]
    document: dict[str, Any]
    text: str

    @property
    def start(self) -> int:
        """First character of the printed amount."""
        return int(self.fields["char_start"])

    @property
    def end(self) -> int:
        """Character after the last."""
        return int(self.fields["char_end"])

    @property
    def line(self) -> int:
        """Line of the document, from 1."""
        return self.text.count("\n", 0, self.start) + 1


def find_figure(con: duckdb.DuckDBPyConnection, wanted: str) -> Figure:
    """Find the figure whose identifier opens with the given characters.

    Raises:
        FigureNotFoundError: there is none, or more than one.
    """
    found = [
        (table, row[0])
        for table, key in _FACTS.items()
        for row in con.execute(_opening(table, key), [wanted.strip().lower()]).fetchall()
    ]
    if len(found) != 1 or not wanted.strip():
        raise FigureNotFoundError(wanted, [each for _, each in found])
    table, identifier = found[0]
    fields = _row(con, f"SELECT * FROM {table} WHERE {_FACTS[table]} = ?", identifier)  # noqa: S608 - names from above
    for dimension, key, column in (
        ("core.dim_period", "period_id", "label"),
        ("core.dim_programme", "programme_id", "name_sv"),
        ("core.dim_organisation", "organisation_id", "name_sv"),
    ):
        if fields.get(key):
            member = _row(con, f"SELECT {column} FROM {dimension} WHERE {key} = ?", fields[key])  # noqa: S608 - as above
            fields[dimension] = member[column]
    if fields.get("geography_id"):
        fields["core.dim_geography"] = _row(
            con, "SELECT * FROM core.dim_geography WHERE geography_id = ?", fields["geography_id"]
        )
    document = _row(con, "SELECT * FROM core.dim_document WHERE document_id = ?", fields["document_id"])
    text = _row(con, "SELECT text FROM raw.document WHERE document_id = ?", fields["document_id"])["text"]
    return Figure(table, identifier, fields, document, text)


def _opening(table: str, key: str) -> str:
    return f"SELECT {key} FROM {table} WHERE starts_with({key}, ?) ORDER BY {key}"  # noqa: S608 - names from above


def neighbours(con: duckdb.DuckDBPyConnection, figure: Figure, around: int) -> list[list[dict[str, Any]]]:
    """Give the rows of the figure's table near its own: cells as rows of staging.table_cell, in order."""
    cells = _rows(
        con,
        """SELECT * FROM staging.table_cell WHERE table_id = ? AND row_no BETWEEN ? AND ? ORDER BY row_no, column_no""",
        figure.fields["table_id"],
        figure.fields["row_no"] - around,
        figure.fields["row_no"] + around,
    )
    rows: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        rows.setdefault(cell["row_no"], []).append(cell)
    return list(rows.values())


def headers(con: duckdb.DuckDBPyConnection, figure: Figure) -> list[str]:
    """Give the headers of the figure's table as printed."""
    rows = _rows(
        con,
        "SELECT header_text FROM staging.table_column WHERE table_id = ? ORDER BY column_no",
        figure.fields["table_id"],
    )
    return [row["header_text"] for row in rows]


def block_around(con: duckdb.DuckDBPyConnection, figure: Figure) -> tuple[int, int]:
    """Give the characters of the paragraph, list item or footnote that holds the figure."""
    row = con.execute(
        "SELECT char_start, char_end FROM staging.block WHERE document_id = ? AND char_start <= ? AND char_end >= ?",
        [figure.fields["document_id"], figure.start, figure.end],
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (figure.start, figure.end)


def repair_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> dict[str, Any] | None:
    """Give the figure's row of quality.repair, None where it was well formed."""
    return next(iter(_rows(con, "SELECT * FROM quality.repair WHERE figure_id = ?", figure.id)), None)


def findings_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> list[dict[str, Any]]:
    """Give the findings about the figure."""
    return _rows(con, "SELECT * FROM quality.finding WHERE figure_id = ? ORDER BY kind, finding_id", figure.id)


def reconciliation_of(con: duckdb.DuckDBPyConnection, figure: Figure) -> list[dict[str, Any]]:
    """Give the reconciliation of the figure's column, nothing for prose."""
    if figure.fields.get("table_id") is None:
        return []
    return _rows(
        con,
        "SELECT * FROM quality.reconciliation WHERE table_id = ? AND column_no = ? ORDER BY total_id",
        figure.fields["table_id"],
        figure.fields["column_no"],
    )


def _row(con: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> dict[str, Any]:
    return _rows(con, sql, *parameters)[0]


def _rows(con: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[dict[str, Any]]:
    answer = con.execute(sql, list(parameters))
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
