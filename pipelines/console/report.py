"""The short report at the end of a run: what was read, repaired and doubted, and whether it adds up.

Belongs here: choosing the few figures that matter and printing them. They come from the published warehouse.
"""

from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.terminal import amount, plain, share

_FINDINGS_SHOWN = 6
_REPAIRS_SHOWN = 8
_TOTALS_SHOWN = 12
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def print_report(con: duckdb.DuckDBPyConnection, version: Path, console: Console) -> None:
    """Print the report of a published warehouse.

    Args:
        con: a connection to it.
        version: its file.
        console: where to print.
    """
    _counts(con, console)
    _repairs(con, console)
    _totals(con, console)
    _findings(con, console)
    _what_next(con, version, console)


def _counts(con: duckdb.DuckDBPyConnection, console: Console) -> None:
    documents, refused, allocations, quarantined, prose, measures, numbers, unaccounted, failed, checks = _one(
        con,
        """SELECT (SELECT count(*) FROM core.dim_document),
                  (SELECT count(*) FROM raw.refused_file),
                  (SELECT count(*) FROM core.fact_allocation),
                  (SELECT count(*) FROM core.fact_allocation WHERE quality = 'quarantined'),
                  (SELECT count(*) FROM core.fact_funding WHERE amount_low IS NOT NULL),
                  (SELECT count(*) FROM core.fact_funding WHERE amount_low IS NULL),
                  (SELECT count(*) FROM quality.number_token),
                  (SELECT count(*) FROM quality.number_token WHERE role = 'unaccounted'),
                  (SELECT count(*) FROM quality.expectation_result WHERE outcome <> 'passed'),
                  (SELECT count(*) FROM quality.expectation_result)""",
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_row(Text("Documents", "bold"), f"{documents} read, {refused} refused")
    grid.add_row(
        Text("Figures", "bold"),
        f"{allocations} in tables ({quarantined} quarantined), {prose} in prose, {measures} measures without an amount",
    )
    accounted = share(1 - unaccounted / numbers) if numbers else "–"
    grid.add_row(Text("Numbers", "bold"), f"{numbers} in the texts, {accounted} accounted for")
    grid.add_row(Text("Checks", "bold"), f"{checks - failed} of {checks} passed")
    console.print(grid)


def _repairs(con: duckdb.DuckDBPyConnection, console: Console) -> None:
    rows = con.execute(
        """SELECT allocation.recipient_text, period.label, repair.amount_text, allocation.amount,
                  repair.rule, repair.confidence, repair.figure_id
           FROM quality.repair AS repair
           JOIN core.fact_allocation AS allocation USING (figure_id)
           JOIN core.dim_period AS period USING (period_id)
           ORDER BY repair.outcome DESC, repair.figure_id"""
    ).fetchall()
    if not rows:
        return
    console.print(Text(f"\nMalformed amounts ({len(rows)})", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("who")
    table.add_column("period")
    table.add_column("printed", justify="right", no_wrap=True)
    table.add_column("read as", justify="right", no_wrap=True)
    table.add_column("rule", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("figure", no_wrap=True)
    for who, period, printed, value, rule, confidence, figure in rows[:_REPAIRS_SHOWN]:
        read_as = Text(amount(value)) if value is not None else Text("quarantined", style="red")
        told = "" if confidence is None else f"{confidence:.2f}"
        table.add_row(plain(who), plain(period), plain(printed), read_as, rule or "", told, Text(figure, style="cyan"))
    console.print(table)
    _more(len(rows), _REPAIRS_SHOWN, "SELECT * FROM quality.repair", console)


def _totals(con: duckdb.DuckDBPyConnection, console: Console) -> None:
    rows = con.execute(
        """SELECT document, period, stated_amount, summed_amount, residual_amount, residual_share, is_reconciled
           FROM mart.table_reconciliation ORDER BY is_reconciled, document, period"""
    ).fetchall()
    if not rows:
        return
    console.print(Text(f"\nStated totals against what their rows add up to ({len(rows)})", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("period")
    for name in ("stated", "summed", "left", "share"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("")
    for _document, period, stated, summed, left, left_share, reconciled in rows[:_TOTALS_SHOWN]:
        verdict = Text("✓", style="green") if reconciled else Text("✗", style="bold red")
        table.add_row(plain(period), amount(stated), amount(summed), amount(left), share(left_share), verdict)
    console.print(table)
    _more(len(rows), _TOTALS_SHOWN, "SELECT * FROM mart.table_reconciliation", console)


def _findings(con: duckdb.DuckDBPyConnection, console: Console) -> None:
    rows = con.execute(
        """SELECT severity, path, line, message FROM mart.open_finding
           ORDER BY list_position(['error', 'warning', 'info'], severity), path, line NULLS FIRST, message"""
    ).fetchall()
    counts = ", ".join(
        f"{sum(row[0] == severity for row in rows)} {severity}" for severity in ("error", "warning", "info")
    )
    console.print(Text("\nFindings", style="bold"), Text(f" {counts}"), sep="")
    for severity, path, line, message in rows[:_FINDINGS_SHOWN]:
        place = f"{path}:{line}" if line else path
        console.print(Text(f"  {severity} ", _STYLES[severity]), plain(f"{place} "), plain(message), sep="")
    _more(len(rows), _FINDINGS_SHOWN, "SELECT * FROM mart.open_finding", console)


def _what_next(con: duckdb.DuckDBPyConnection, version: Path, console: Console) -> None:
    figure = (
        con.execute(
            """SELECT figure_id FROM core.fact_allocation
           ORDER BY quality <> 'repaired', quality <> 'quarantined', figure_id LIMIT 1"""
        ).fetchone()
        or con.execute("SELECT figure_id FROM core.fact_funding ORDER BY figure_id LIMIT 1").fetchone()
    )
    console.print(Text("\nWarehouse", style="bold"), plain(f" {version}"), sep="", soft_wrap=True)
    console.print(Text("Next", style="bold"))
    commands = ["anslag sql                       lists the tables"]
    if figure:
        commands.append(f"anslag explain {figure[0]:<18}shows a figure in its source")
    commands.append('anslag sql "FROM mart.allocation_by_county_year LIMIT 5"')
    for command in commands:
        console.print(Text(f"  .venv/bin/{command}", style="cyan"), soft_wrap=True)


def _more(count: int, shown: int, question: str, console: Console) -> None:
    if count > shown:
        console.print(Text(f'  … and {count - shown} more: anslag sql "{question}"', style="dim"))


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    return row or ()
