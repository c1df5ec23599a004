"""One figure: its value, its characters in the source, what was understood, the evidence, and a decision about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from pipelines.monitor.evidence import evidence_of
from pipelines.monitor.language import Speaker
from pipelines.monitor.marking import Mark, Piece, mark
from pipelines.monitor.parts_of_text import whole_words
from pipelines.monitor.published import Reading
from pipelines.monitor.queries import figure as queries
from pipelines.monitor.queries.findings import details
from pipelines.monitor.rendering import LED_ON, Read, Speak, render
from pipelines.monitor.understanding import Understood, understood_in_prose
from pipelines.quality.deciding import pending
from pipelines.store import figures
from pipelines.store.figures import Figure
from pipelines.store.reviews import Review

router = APIRouter()
_ROWS_AROUND = 4
_CHARACTERS_AROUND = 600
# Beside the table itself, the characters around a cell say little.
_CHARACTERS_AROUND_CELL = 60


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the source's table as the page shows it: each cell with whether it is the figure's."""

    row_no: int
    is_here: bool
    cells: tuple[queries.Cell | None, ...]


@router.get("/figures/{figure_id}", responses=LED_ON)
def show(request: Request, reading: Read, speaker: Speak, figure_id: str) -> Response:
    """Show a figure; enough of its first characters lead to it."""
    figure = figures.find_figure(reading.con, figure_id)
    if figure.id != figure_id:
        return RedirectResponse(f"/figures/{figure.id}", 303)
    return page(request, reading, speaker, figure)


def page(
    request: Request,
    reading: Reading,
    speaker: Speaker,
    figure: Figure,
    *,
    problem: str | None = None,
    given: dict[str, str] | None = None,
    status_code: int = 200,
) -> Response:
    """Give the page of a figure.

    Args:
        request: the request.
        reading: the published version.
        speaker: says it.
        figure: the figure.
        problem: why a decision that was sent could not be taken; None where none was.
        given: what was sent, to be mended.
        status_code: of the answer.
    """
    con = reading.con
    cells = queries.cells(con, figure.table_id) if figure.table_id and figure.row_no is not None else []
    columns = queries.columns(con, figure.table_id) if cells and figure.table_id else {}
    places = _places(figure, cells, columns)
    repair = figures.repair_of(con, figure)
    keys = queries.keys(con, figure.id)
    findings = figures.findings_of(con, figure)
    return render(
        request,
        "figure.html",
        status_code=status_code,
        version=reading.version,
        figure=figure,
        keys=keys,
        columns=columns,
        rows=_rows_around(figure, cells, columns),
        row_total=len({cell.row_no for cell in cells}),
        source=_source(figure, places, figures.block_around(con, figure), speaker),
        places={each.what for each in places},
        evidence=evidence_of(repair, cells, speaker) if repair else None,
        findings=findings,
        details=details(con, [finding["finding_id"] for finding in findings]),
        totals=figures.reconciliations_of(con, figure),
        versions=queries.versions(con, keys.figure_key),
        decisions=queries.decisions(con, keys.figure_key),
        pending=_pending(reading, keys.figure_key),
        may_decide=figure.fact != "core.fact_total" and figure.is_current,
        problem=problem,
        given=given or {},
    )


def _pending(reading: Reading, figure_key: str) -> list[Review]:
    return [
        review
        for review in pending(reading.con, reading.home)
        if review.subject == "figure" and review.subject_key == figure_key
    ]


def _places(figure: Figure, cells: Sequence[queries.Cell], columns: dict[int, queries.Column]) -> list[Understood]:
    """Tell where each thing that was understood stands in the text."""
    if not cells:
        year = figure.published_on.year if figure.published_on else None
        return understood_in_prose(figure.text, figure.char_start, figure.char_end, year)
    found = [Understood("number", figure.char_start, figure.char_end)]
    row = {cell.column_no: cell for cell in cells if cell.row_no == figure.row_no}
    label = next((row[number] for number, column in columns.items() if column.role == "label" and number in row), None)
    if label:
        found.append(Understood("recipient", label.char_start, label.char_end))
    if figure.column_no is not None and (column := columns.get(figure.column_no)):
        found.append(Understood("column", column.char_start, column.char_end))
        if column.footnote_char_start is not None and column.footnote_char_end is not None:
            found.append(Understood("footnote", column.footnote_char_start, column.footnote_char_end))
    return found


def _source(figure: Figure, places: Sequence[Understood], block: tuple[int, int], speaker: Speaker) -> list[Piece]:
    around = _CHARACTERS_AROUND if figure.row_no is None else _CHARACTERS_AROUND_CELL
    start = max(block[0], figure.char_start - around)
    end = min(block[1], figure.char_end + around)
    if figure.row_no is not None:
        cut = figure.text[start:end]
        first, last = whole_words(cut, figure.char_start - start, figure.char_end - start)
        start, end = start + first, start + last
    marks = [
        Mark(
            place.start,
            place.end,
            "about" if place.what == "sentence" else "understood",
            title=speaker.t(f"figure.places.{place.what}"),
        )
        for place in places
    ]
    marks.append(Mark(figure.char_start, figure.char_end, "figure", title=speaker.t("figure.here")))
    return mark(figure.text, marks, start=start, end=end)


def _rows_around(figure: Figure, cells: Sequence[queries.Cell], columns: dict[int, queries.Column]) -> list[TableRow]:
    if figure.row_no is None:
        return []
    by_place = {(cell.row_no, cell.column_no): cell for cell in cells}
    numbers = sorted({cell.row_no for cell in cells})
    at = numbers.index(figure.row_no)
    shown = numbers[max(0, at - _ROWS_AROUND) : at + _ROWS_AROUND + 1]
    return [
        TableRow(row_no, row_no == figure.row_no, tuple(by_place.get((row_no, number)) for number in columns))
        for row_no in shown
    ]
