"""Explaining one figure: what it says, where it says so, what was done to it, what is doubtful about it.

Belongs here: printing. The looking up stands in `figures`.
"""

import json
from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.console import figures
from pipelines.console.figures import Figure
from pipelines.console.terminal import amount, plain, share

_ROWS_AROUND = 2
_MARKED = "black on yellow"


def print_explanation(con: duckdb.DuckDBPyConnection, wanted: str, console: Console) -> None:
    """Print all that is known of a figure.

    Args:
        con: a connection to the published warehouse.
        wanted: its identifier or the first characters of it.
        console: where to print; the figure's characters are set off by colour, or by »« where there is none.

    Raises:
        FigureNotFoundError: there is no such figure, or more than one.
    """
    figure = figures.find_figure(con, wanted)
    _what(figure, console)
    _where(con, figure, console)
    if repair := figures.repair_of(con, figure):
        _repair(repair, console)
    _totals(con, figure, console)
    _findings(con, figure, console)


def _what(figure: Figure, console: Console) -> None:
    fields = figure.fields
    value = fields.get("amount", fields.get("amount_low"))
    currency = fields.get("currency")
    printed = fields.get("amount_text")
    title = Text(f"{amount(value, currency)}", style="bold")
    if fields.get("amount_high") is not None:
        title.append(f" to {amount(fields['amount_high'], currency)}")
    if printed is not None:
        title.append_text(plain(f"   printed “{printed}”", "dim"))
    console.print(title)
    grid = Table.grid(padding=(0, 2))
    for name, text in _facts(figure):
        if text:
            grid.add_row(Text(name, style="dim"), plain(text))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _facts(figure: Figure) -> list[tuple[str, str | None]]:
    fields, document = figure.fields, figure.document
    place = fields.get("core.dim_geography") or {}
    recipient = fields.get("recipient_text")
    if recipient and place.get("geography_code"):
        recipient += f" ({place['kind']} {place['geography_code']}, {place['county_name_sv']})"
    organisation = fields.get("core.dim_organisation")
    programme = fields.get("core.dim_programme")
    quality = fields.get("quality")
    return [
        ("figure", f"{figure.id}  in {figure.table}"),
        ("recipient", recipient),
        ("organisation", organisation if fields.get("organisation_id") != "unknown" else None),
        ("period", fields.get("core.dim_period")),
        ("status", fields.get("status") or "not stated"),
        ("programme", programme if fields.get("programme_id") != "unknown" else None),
        ("scope", fields.get("scope")),
        ("quality", quality),
        ("document", document["title"]),
        ("published", _published(document)),
        ("address", document["url"]),
        ("file", f"{document['path']}:{figure.line}  characters {figure.start}–{figure.end}"),
        ("sha256", document["sha256"]),
    ]


def _published(document: dict[str, Any]) -> str | None:
    if document["published_on"] is None:
        return None
    length = {"year": 4, "month": 7, "day": 10}[document["published_precision"]]
    publisher = f", {document['publisher']}" if document["publisher"] else ""
    return f"{document['published_on'].isoformat()[:length]}{publisher}"


def _where(con: duckdb.DuckDBPyConnection, figure: Figure, console: Console) -> None:
    console.print(Text("\nIn the source", style="bold"))
    if figure.fields.get("row_no") is not None:
        _table_rows(con, figure, console)
    else:
        start, end = figures.block_around(con, figure)
        passage = plain(figure.text[start : figure.start])
        passage.append_text(_marked(figure.text[figure.start : figure.end], console))
        passage.append_text(plain(figure.text[figure.end : end]))
        console.print(Padding(passage, (0, 0, 0, 2)))
    if footnote := figure.fields.get("footnote"):
        console.print(Padding(plain(f"Footnote of the column: {footnote}", "dim"), (1, 0, 0, 2)))


def _table_rows(con: duckdb.DuckDBPyConnection, figure: Figure, console: Console) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, header in enumerate(figures.headers(con, figure)):
        table.add_column(plain(header), justify="left" if number == 0 else "right")
    for row in figures.neighbours(con, figure, _ROWS_AROUND):
        table.add_row(
            *(
                _marked(cell["cell_text"], console) if cell["char_start"] == figure.start else plain(cell["cell_text"])
                for cell in row[: len(table.columns)]
            )
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _marked(printed: str, console: Console) -> Text:
    if console.is_terminal and not console.no_color:
        return plain(printed, _MARKED)
    return plain(f"»{printed}«")


def _repair(repair: dict[str, Any], console: Console) -> None:
    evidence = json.loads(repair["evidence"])
    console.print(Text("\nHow it was read", style="bold"))
    outcome = (
        f"Repaired by the rule {repair['rule']}, confidence {repair['confidence']:.2f}"
        if repair["outcome"] == "repaired"
        else "Quarantined: it has no value"
    )
    console.print(Padding(plain(f"{outcome}; {evidence['reason']}. The cell {evidence['problem']}."), (0, 0, 0, 2)))
    for column in evidence["columns"]:
        told = (
            f"In {column['rows']} other rows the amount is {column['least_ratio']:.2f} to "
            f"{column['greatest_ratio']:.2f} times “{column['header']}” (usually {column['usual_ratio']:.2f})."
        )
        console.print(Padding(plain(told), (0, 0, 0, 2)))
    if evidence["rounding_step"]:
        step = f"{evidence['rounding_step']:,}".replace(",", "\u00a0")
        console.print(Padding(plain(f"Every other amount of the column is a multiple of {step}."), (0, 0, 0, 2)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("reading", justify="right", no_wrap=True)
    table.add_column("assumes")
    table.add_column("ratios")
    table.add_column("speaks against it")
    for reading in evidence["readings"]:
        against = [name.replace("_", " ") for name, fits in reading["verdict"].items() if fits is False]
        ratios = ", ".join(f"{ratio:.2f}" for ratio in reading["ratios"].values())
        value = f"{int(float(reading['amount'])):,}".replace(",", "\u00a0")
        verdict = Text("nothing", "green") if reading["survives"] else plain(", ".join(against) or "the stated total")
        table.add_row(value, plain(reading["rule"]), ratios, verdict)
    console.print(Padding(table, (0, 0, 0, 2)))
    if (more := evidence["reading_count"] - len(evidence["readings"])) > 0:
        console.print(Padding(plain(f"… and {more} more readings that fail alike.", "dim"), (0, 0, 0, 2)))


def _totals(con: duckdb.DuckDBPyConnection, figure: Figure, console: Console) -> None:
    for row in figures.reconciliation_of(con, figure):
        verdict = "reconciled" if row["is_reconciled"] else "NOT reconciled"
        console.print(Text("\nIts column", style="bold"))
        told = (
            f"{row['figure_count']} figures add up to {amount(row['summed_amount'], row['currency'])}; stated are "
            f"{amount(row['stated_amount'], row['currency'])}; {amount(row['residual_amount'])} is left "
            f"({share(row['residual_share'])}): {verdict}."
        )
        console.print(Padding(plain(told), (0, 0, 0, 2)))


def _findings(con: duckdb.DuckDBPyConnection, figure: Figure, console: Console) -> None:
    rows = figures.findings_of(con, figure)
    if rows:
        console.print(Text("\nFindings", style="bold"))
    for row in rows:
        console.print(Padding(plain(f"{row['severity']} {row['kind']}: {row['message']}"), (0, 0, 0, 2)))
        console.print(Padding(plain(f"→ {row['remedy']}", "dim"), (0, 0, 0, 4)))
