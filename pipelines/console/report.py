"""The short report at the end of a run: what is there, repaired and doubted, and whether it adds up.

Belongs here: choosing the few figures that matter and printing them. They come from the published warehouse, all of it,
whatever the last run added; of a document with several versions, the current one counts.
"""

from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.console.evidence import spoken_misprint
from pipelines.console.terminal import amount, count, plain, severity_style, share, typed
from pipelines.settings import Home
from pipelines.store.versions import current_version

_FINDINGS_SHOWN = 6
_REPAIRS_SHOWN = 8
_TOTALS_SHOWN = 12
_KINDS_SHOWN = 4
_SEVERITIES = ("error", "warning", "info")

_COUNTS = """
WITH current AS MATERIALIZED (SELECT document_id, source FROM core.dim_document WHERE is_current),
    allocation AS (SELECT quality FROM core.fact_allocation SEMI JOIN current USING (document_id)),
    funding AS (SELECT amount_low FROM core.fact_funding SEMI JOIN current USING (document_id)),
    token AS (SELECT role FROM quality.number_token SEMI JOIN current USING (document_id))
SELECT *,
    (SELECT count(*) FROM core.dim_document) AS versions,
    (SELECT count(*) FROM raw.refused_file) AS refused
FROM (SELECT count(*) AS documents, count(*) FILTER (source = 'given') AS given FROM current),
    (SELECT count(*) AS allocations,
        count(*) FILTER (quality = 'repaired') AS repaired,
        count(*) FILTER (quality = 'quarantined') AS quarantined,
        count(*) FILTER (quality = 'suspect') AS suspect
    FROM allocation),
    (SELECT count(amount_low) AS amounts_in_prose, count(*) - count(amount_low) AS measures_without_amount
    FROM funding),
    (SELECT count(*) AS numbers, count(*) FILTER (role = 'unaccounted') AS unaccounted FROM token),
    (SELECT count(*) AS checks, count(*) FILTER (outcome = 'passed') AS passed FROM mart.expectation)
"""
# The best example is the figure with the most to tell.
_EXAMPLE = """
SELECT figure_id FROM core.fact_allocation JOIN core.dim_document USING (document_id) WHERE is_current
ORDER BY list_position(['repaired', 'quarantined', 'suspect', 'ok'], quality), document_id, char_start LIMIT 1
"""
# Documents with a total that fails come first.
_TOTALS = """
SELECT document, column_header, period, currency, stated_amount, summed_amount, residual_amount, residual_share,
    is_reconciled
FROM mart.table_reconciliation
JOIN (SELECT document, bool_and(is_reconciled) AS all_are FROM mart.table_reconciliation GROUP BY document)
    USING (document)
ORDER BY all_are, document, is_reconciled, period, total_id
"""
_EXAMPLE_IN_PROSE = """
SELECT figure_id FROM core.fact_funding JOIN core.dim_document USING (document_id) WHERE is_current
ORDER BY document_id, char_start LIMIT 1
"""
_REPAIRS = "FROM quality.repair JOIN core.dim_document USING (document_id) WHERE is_current"


def print_report(con: duckdb.DuckDBPyConnection, home: Home, screen: Console) -> None:
    """Print the report of a published warehouse.

    Args:
        con: a connection to it.
        home: the installation that it belongs to.
        screen: where to print.
    """
    _counts(con, screen)
    _malformed(con, screen)
    _totals(con, screen)
    _findings(con, screen)
    _what_next(con, home, screen)


def _heading(title: str, screen: Console) -> None:
    screen.print(Text(f"\n{title}", "bold cyan"))


def _counts(con: duckdb.DuckDBPyConnection, screen: Console) -> None:
    of = _one(con, _COUNTS)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    documents = Text(f"{count(of['documents'])} current")
    documents.append(f" ({count(of['versions'])} versions)" if of["versions"] > of["documents"] else "")
    documents.append(f", {count(of['given'])} of them named on the command line" if of["given"] else "")
    documents.append(", ").append(f"{count(of['refused'])} refused", "bold red" if of["refused"] else "")
    grid.add_row("Documents", documents)
    grid.add_row(
        "Figures",
        f"{count(of['allocations'], 'allocation')} in tables, {count(of['amounts_in_prose'], 'amount')} in prose, "
        f"{count(of['measures_without_amount'], 'measure')} without an amount",
    )
    quality = [
        Text(f"{count(of[name])} {name}", style if of[name] else "")
        for name, style in (("repaired", "yellow"), ("quarantined", "bold red"), ("suspect", "yellow"))
    ]
    grid.add_row("Quality", Text(", ").join(quality))
    grid.add_row("Numbers", _coverage(of["numbers"], of["unaccounted"]))
    checks = f"{count(of['passed'])} of {count(of['checks'])} passed"
    grid.add_row("Checks", Text(checks, "" if of["passed"] == of["checks"] else "yellow"))
    screen.print(grid)
    if of["passed"] < of["checks"]:
        _more_at("FROM mart.expectation WHERE outcome <> 'passed'", "the others", screen)


def _coverage(numbers: int, unaccounted: int) -> Text:
    if not unaccounted:
        return Text(f"{count(numbers)} in the texts, all accounted for (100 %)" if numbers else "none in the texts")
    # Rounded down: only the whole is 100 %.
    percent = 1000 * (numbers - unaccounted) // numbers / 10
    return Text(
        f"{count(numbers)} in the texts, {percent} % accounted for, {count(unaccounted)} unaccounted", style="yellow"
    )


def _malformed(con: duckdb.DuckDBPyConnection, screen: Console) -> None:
    rows = con.execute(
        """SELECT allocation.recipient_text, table_column.header_text, repair.amount_text, allocation.amount,
                  repair.rule, repair.confidence, repair.figure_id
           FROM quality.repair AS repair
           JOIN core.fact_allocation AS allocation USING (figure_id)
           JOIN staging.table_column AS table_column
               ON table_column.table_id = repair.table_id AND table_column.column_no = repair.column_no
           JOIN core.dim_document AS document ON document.document_id = repair.document_id
           WHERE document.is_current
           ORDER BY repair.outcome <> 'quarantined', allocation.document_id, allocation.char_start"""
    ).fetchall()
    if not rows:
        return
    _heading(f"Misprinted amounts ({count(len(rows))})", screen)
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("who", overflow="fold")
    table.add_column("column", overflow="fold")
    table.add_column("printed", justify="right", no_wrap=True)
    table.add_column("→ value", justify="right", no_wrap=True)
    table.add_column("assumes")
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("figure", no_wrap=True)
    for who, header, printed, value, rule, confidence, figure in rows[:_REPAIRS_SHOWN]:
        read_as = Text(amount(value)) if value is not None else Text("quarantined", "bold red")
        sure = "" if confidence is None else f"{confidence:.2f}"
        assumed = spoken_misprint(rule) or "no reading"
        table.add_row(plain(who), plain(header), plain(printed), read_as, assumed, sure, Text(figure, "cyan"))
    screen.print(table)
    _more(len(rows), _REPAIRS_SHOWN, _REPAIRS, screen)


def _totals(con: duckdb.DuckDBPyConnection, screen: Console) -> None:
    rows = con.execute(_TOTALS).fetchall()
    if not rows:
        return
    failing = sum(not row[-1] for row in rows)
    _heading(f"Stated totals and what the rows add up to ({count(len(rows))}, {failing} not reconciled)", screen)
    several = len({row[0] for row in rows}) > 1
    # A table for each document: its title fits in no column.
    for title, of_document in groupby(rows[:_TOTALS_SHOWN], key=itemgetter(0)):
        if several:
            screen.print(plain(title, "italic"))
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("column", overflow="fold")
        table.add_column("period", overflow="fold")
        for name in ("stated", "summed", "left", "share"):
            table.add_column(name, justify="right", no_wrap=True)
        table.add_column("")
        for _, header, period, currency, *amounts, left_share, reconciled in of_document:
            unit = None if currency == "SEK" else currency
            verdict = Text("✓", "green") if reconciled else Text("✗", "bold red")
            printed = (amount(each, unit) for each in amounts)
            table.add_row(plain(header), plain(period), *printed, share(left_share), verdict)
        screen.print(table)
    _more(len(rows), _TOTALS_SHOWN, "FROM mart.table_reconciliation", screen)


def _findings(con: duckdb.DuckDBPyConnection, screen: Console) -> None:
    kinds = con.execute(
        "SELECT severity, kind, count(*) FROM mart.open_finding GROUP BY ALL ORDER BY 3 DESC, 2"
    ).fetchall()
    total = sum(row[2] for row in kinds)
    numbers = {severity: sum(row[2] for row in kinds if row[0] == severity) for severity in _SEVERITIES}
    _heading(f"Findings: {', '.join(f'{count(number)} {severity}' for severity, number in numbers.items())}", screen)
    for severity in (each for each in _SEVERITIES if numbers[each]):
        named = [f"{kind} {count(number)}" for each, kind, number in kinds if each == severity]
        others = f" and {len(named) - _KINDS_SHOWN} more kinds" if len(named) > _KINDS_SHOWN else ""
        told = f"{', '.join(named[:_KINDS_SHOWN])}{others}"
        screen.print(Text.assemble((f"{severity:<8}", severity_style(severity)), told), soft_wrap=True)
    first = con.execute(
        """SELECT severity, path, line, message FROM mart.open_finding
           ORDER BY list_position(['error', 'warning', 'info'], severity), path, line NULLS FIRST, message LIMIT ?""",
        [_FINDINGS_SHOWN],
    ).fetchall()
    for severity, path, line, message in first:
        place = f"{path}:{line}" if line else path
        screen.print(Text.assemble((f"{severity:<8}", severity_style(severity)), plain(place, "bold")), soft_wrap=True)
        screen.print(Padding(plain(message), (0, 0, 0, 8)))
    _more(total, _FINDINGS_SHOWN, "FROM mart.open_finding", screen)


def _what_next(con: duckdb.DuckDBPyConnection, home: Home, screen: Console) -> None:
    version = current_version(home)
    _heading("Warehouse", screen)
    screen.print(plain(f"  {home.link}"), soft_wrap=True)
    if version:
        screen.print(plain(f"  version {version.name}", "dim"), soft_wrap=True)
    _heading("Next", screen)
    example = con.execute(_EXAMPLE).fetchone() or con.execute(_EXAMPLE_IN_PROSE).fetchone()
    question = "FROM mart.allocation_by_county_year LIMIT 5"
    if con.execute("SELECT 1 FROM mart.allocation_by_county_year LIMIT 1").fetchone() is None:
        question = "SELECT amount_text, recipient, period FROM mart.announced_funding LIMIT 5"
    steps = [("sql", "what there is to ask")]
    steps.append((f'sql "{question}"', ""))
    steps += [(f"explain {example[0]}", "a figure in its source")] if example else []
    steps.append(("dev", "Dagster's pages and the schedule"))
    command = typed()
    for step, meaning in steps:
        line = plain(f"  {command} {step}", "cyan")
        screen.print(line.append(f"   # {meaning}", "dim") if meaning else line, soft_wrap=True)


def _more(number: int, shown: int, question: str, screen: Console) -> None:
    if number > shown:
        _more_at(question, f"… and {count(number - shown)} more", screen)


def _more_at(question: str, what: str, screen: Console) -> None:
    screen.print(Text(f'{what}: {typed()} sql "{question}"', "dim"), soft_wrap=True)


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    answer = con.execute(sql)
    names = [column[0] for column in answer.description or []]
    return dict(zip(names, answer.fetchone() or (), strict=True))
