"""Explaining one figure: what it says, where it says so, what was done to it, what is doubtful about it.

Belongs here: printing. The looking up stands in `figures`, the evidence of a repair in `evidence`.
"""

import duckdb
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.console.evidence import print_repair, spoken_scope
from pipelines.console.terminal import amount, count, plain, sets_off, severity_style, share, visible
from pipelines.store import figures
from pipelines.store.figures import Figure

_ROWS_AROUND = 2
_COLUMNS_SHOWN = 5
_CHARACTERS_AROUND = 600
_SHA256_SHOWN = 12
_MODIFIERS = {
    "about": "about ",
    "over": "over ",
    "under": "under ",
    "at_most": "at most ",
    "at_least": "at least ",
}


def print_explanation(con: duckdb.DuckDBPyConnection, wanted: str, screen: Console) -> None:
    """Print all that is known of a figure.

    Args:
        con: a connection to the published warehouse.
        wanted: its identifier or the first characters of it.
        screen: where to print; the figure's characters are set off by reverse video, or by »« where that is not seen.

    Raises:
        FigureNotFoundError: there is no such figure, or more than one.
    """
    figure = figures.find_figure(con, wanted)
    _what(figure, screen)
    _where(con, figure, screen)
    if repair := figures.repair_of(con, figure):
        _heading("How it was read", screen)
        print_repair(repair, screen)
    _totals(con, figure, screen)
    _findings(con, figure, screen)
    _decisions(con, figure, screen)


def _heading(title: str, screen: Console) -> None:
    screen.print(Text(f"\n{title}", "bold cyan"))


def _what(figure: Figure, screen: Console) -> None:
    if figure.amount is None:
        value = "quarantined: no value" if figure.quality == "quarantined" else "no amount stated"
    else:
        value = _MODIFIERS.get(figure.modifier or "", "") + amount(figure.amount, figure.currency)
        value += f" to {amount(figure.amount_high, figure.currency)}" if figure.amount_high is not None else ""
    title = Text.assemble((visible(value), "bold"))
    if figure.per:
        title.append_text(plain(f" per {figure.per}"))
    if figure.amount_text:
        title.append_text(plain(f"   printed “{figure.amount_text}”", "dim"))
    screen.print(title, soft_wrap=True)
    _facts(
        [
            ("recipient", _recipient(figure)),
            ("period", figure.period),
            ("status", None if figure.fact == "core.fact_total" else figure.status or "not stated"),
            ("programme", figure.programme),
            ("stated in", spoken_scope(figure.scope) if figure.scope else None),
            ("kind", "money, but not public funding" if figure.money_kind == "other" else None),
            ("quality", figure.quality),
            ("figure", f"{figure.id} in {figure.fact}"),
        ],
        screen,
    )
    _heading("Document", screen)
    folder = "raw/" if figure.source == "folder" else ""
    _facts(
        [
            ("title", figure.title if figure.is_current else f"{figure.title} (an older version)"),
            ("published", _published(figure)),
            ("address", figure.url),
            ("file", f"{folder}{figure.path}:{figure.line}"),
            ("characters", f"{figure.char_start} to {figure.char_end}"),
            ("sha256", f"{figure.sha256[:_SHA256_SHOWN]}…"),
        ],
        screen,
    )


def _facts(facts: list[tuple[str, str | None]], screen: Console) -> None:
    for name, value in facts:
        if value:
            # Lines may wrap by themselves: an address or path cut by us could not be copied.
            screen.print(Text.assemble((f"  {name:<11}", "dim"), plain(value)), soft_wrap=True)


def _recipient(figure: Figure) -> str | None:
    known = []
    if figure.place_kind and figure.place_code:
        known.append(f"{figure.place_kind} {figure.place_code}")
        known += [figure.county] if figure.county and figure.place_kind == "municipality" else []
    if figure.organisation and figure.organisation != figure.recipient:
        known.append(figure.organisation)
    return f"{figure.recipient} ({', '.join(known)})" if figure.recipient and known else figure.recipient


def _published(figure: Figure) -> str | None:
    if figure.published_on is None:
        return figure.publisher
    length = {"year": 4, "month": 7}.get(figure.published_precision or "", 10)
    publisher = f", {figure.publisher}" if figure.publisher else ""
    return f"{figure.published_on.isoformat()[:length]}{publisher}"


def _where(con: duckdb.DuckDBPyConnection, figure: Figure, screen: Console) -> None:
    _heading("In the source", screen)
    if figure.row_no is not None:
        _table_rows(con, figure, screen)
    else:
        screen.print(Padding(_passage(con, figure, screen), (0, 0, 0, 2)))
    if figure.footnote:
        screen.print(Padding(plain(f"Footnote of the column: {figure.footnote}"), (0, 0, 0, 2)))


def _passage(con: duckdb.DuckDBPyConnection, figure: Figure, screen: Console) -> Text:
    block_start, block_end = figures.block_around(con, figure)
    start = max(block_start, figure.char_start - _CHARACTERS_AROUND)
    end = min(block_end, figure.char_end + _CHARACTERS_AROUND)
    passage = plain(("…" if start > block_start else "") + figure.text[start : figure.char_start])
    passage.append_text(_marked(figure.text[figure.char_start : figure.char_end], screen))
    return passage.append_text(plain(figure.text[figure.char_end : end] + ("…" if end < block_end else "")))


def _table_rows(con: duckdb.DuckDBPyConnection, figure: Figure, screen: Console) -> None:
    names, rows = figures.headers(con, figure), figures.nearby_cells(con, figure, _ROWS_AROUND)
    shown = _nearest_columns(list(names), figure.column_no or 0)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column_no in shown:
        table.add_column(plain(names[column_no]), justify="left" if column_no == 0 else "right", overflow="fold")
    for row_no, cells in rows.items():
        printed = {column_no: plain(cells.get(column_no, "")) for column_no in shown}
        if row_no == figure.row_no and figure.column_no is not None:
            printed[figure.column_no] = _marked(cells[figure.column_no], screen)
        table.add_row(*printed.values())
    screen.print(Padding(table, (0, 0, 0, 2)))
    if len(shown) < len(names):
        screen.print(Text(f"  {len(shown)} of {len(names)} columns, the nearest ones", "dim"))


def _nearest_columns(columns: list[int], column_no: int) -> list[int]:
    """Give the first column, which names the rows, and those nearest to a column, in order."""
    nearest = sorted(columns[1:], key=lambda each: abs(each - column_no))[: _COLUMNS_SHOWN - 1]
    return sorted({*columns[:1], *nearest})


def _marked(printed: str, screen: Console) -> Text:
    # As a part of the text, not its base style, which would mark the spaces that fill a cell as well.
    return Text.assemble((visible(printed), "bold reverse")) if sets_off(screen) else plain(f"»{printed}«")


def _totals(con: duckdb.DuckDBPyConnection, figure: Figure, screen: Console) -> None:
    for row in figures.reconciliations_of(con, figure):
        _heading("Its column", screen)
        verdict = "reconciled" if row["is_reconciled"] else "NOT reconciled"
        bounds = f"expected {share(row['tolerance_low_share'])} to {share(row['tolerance_high_share'])}"
        doubted = [
            count(row[f"{quality}_count"]) + f" {quality}"
            for quality in ("repaired", "quarantined")
            if row[f"{quality}_count"]
        ]
        _facts(
            [
                ("stated", f"{amount(row['stated_amount'], row['currency'])} in {spoken_scope(row['scope'])}"),
                (
                    "summed",
                    f"{amount(row['summed_amount'], row['currency'])} in {count(row['figure_count'], 'figure')}",
                ),
                ("of them", ", ".join(doubted)),
                (
                    "left",
                    f"{amount(row['residual_amount'], row['currency'])}, {share(row['residual_share'])} ({bounds})",
                ),
                ("verdict", verdict),
            ],
            screen,
        )


def _decisions(con: duckdb.DuckDBPyConnection, figure: Figure, screen: Console) -> None:
    made = figures.decisions_of(con, figure)
    if made:
        _heading("Decisions", screen)
    for decided_at, reviewer, decision, value, reason, outcome in made:
        corrected = f" to {amount(value, figure.currency)}" if value is not None else ""
        told = plain(f"{decided_at:%Y-%m-%d} {reviewer}: {decision}{corrected} ({outcome})")
        told.append_text(plain(f"\n{reason}", "dim") if reason else plain(""))
        screen.print(Padding(told, (0, 0, 0, 2)))


def _findings(con: duckdb.DuckDBPyConnection, figure: Figure, screen: Console) -> None:
    rows = figures.findings_of(con, figure)
    if rows:
        _heading("Findings", screen)
    for row in rows:
        told = Text.assemble((f"{row['severity']} ", severity_style(row["severity"])), plain(row["kind"], "bold"))
        told.append_text(plain(f"\n{row['message']}\n")).append_text(plain(f"→ {row['remedy']}", "dim"))
        screen.print(Padding(told, (0, 0, 0, 2)))
