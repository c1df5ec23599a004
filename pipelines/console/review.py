"""`anslag review`: see what waits for a decision, and decide.

Belongs here: arguments and what is printed. What a decision is stands in `pipelines.quality.deciding`; libraries that
take long to import are imported when they are needed.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for DuckDB

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.console.ending import fail
from pipelines.settings import current_home

if TYPE_CHECKING:
    import duckdb

    from pipelines.quality.deciding import Standing
    from pipelines.store.reviews import Decision

app = typer.Typer(
    help="Settle doubts: accept, correct or reject figures. The next run replays the decisions.", no_args_is_help=True
)
_Subject = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="A figure_id or finding_id, or enough of its first characters; see `anslag review list`."
    ),
]
_Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept with the decision.", show_default="none")]
_Reviewer = Annotated[
    str, typer.Option(help="In whose name.", default_factory=getpass.getuser, show_default="who is logged in")
]
_FINDINGS = """
SELECT finding.finding_id, finding.severity, finding.kind, finding.path, finding.line, finding.message,
    finding.figure_id
FROM mart.open_finding AS finding
ORDER BY list_position(['error', 'warning', 'info'], severity), path, line, finding_id LIMIT ?
"""
_SHOWN = 40


@app.command("list")
def list_waiting(
    everything: Annotated[bool, typer.Option("--all", help="All of them, and every decision made so far.")] = False,
) -> None:
    """Show the findings that wait, the gravest first, and the decisions that the next run will replay."""
    from rich.padding import Padding
    from rich.text import Text

    from pipelines.console.terminal import console, count, plain, severity_style
    from pipelines.quality.deciding import pending

    screen = console()
    with _published() as con:
        waiting = con.execute(_FINDINGS, [10**9 if everything else _SHOWN]).fetchall()
        (total,) = con.execute("SELECT count(*) FROM mart.open_finding").fetchone() or (0,)
        decided = con.execute(
            "SELECT outcome, decision, recipient, amount_text, value, reviewer, decided_at, path FROM mart.review "
            "WHERE outcome <> 'superseded' ORDER BY decided_at"
        ).fetchall()
        undone = pending(con, current_home())
    screen.print(Text(f"{count(total, 'open finding')}", "bold"))
    for finding_id, severity, kind, path, line, message, figure_id in waiting:
        head = Text.assemble(
            (f"{severity} ", severity_style(severity)), plain(kind, "bold"), f"  {figure_id or finding_id}"
        )
        screen.print(head)
        where = f"{path}:{line}" if line else path
        screen.print(Padding(plain(f"{where}\n{message}"), (0, 0, 0, 2)))
    if total > len(waiting):
        screen.print(Text(f"… and {total - len(waiting)} more: --all", "dim"))
    if undone:
        screen.print(Text(f"\n{count(len(undone), 'decision')} pending next run (`anslag run`)", "bold"))
    for review in undone:
        value = f" → {review.value}" if review.value is not None else ""
        line = plain(
            f"{review.decision}  {review.recipient or ''} {review.amount_text or ''}{value}  by {review.reviewer}"
        )
        screen.print(Padding(line, (0, 0, 0, 2)), soft_wrap=True)
    if everything and decided:
        screen.print(Text("\nDecisions replayed", "bold"))
        for outcome, decision, recipient, printed, value, reviewer, decided_at, path in decided:
            corrected = f" → {value}" if value is not None else ""
            made = f"by {reviewer}, {decided_at:%Y-%m-%d}"
            line = plain(f"{outcome}  {decision}  {recipient or path} {printed or ''}{corrected}  {made}")
            screen.print(Padding(line, (0, 0, 0, 2)), soft_wrap=True)


@app.command()
def accept(subject: _Subject, reviewer: _Reviewer, reason: _Reason = "") -> None:
    """Accept a figure as it stands, or a finding as seen."""
    _decide(subject, "accept", None, reason, reviewer)


@app.command()
def correct(
    subject: _Subject,
    value: Annotated[str, typer.Argument(help="The right value in whole units of currency: 1640000 or '1 640 000'.")],
    reviewer: _Reviewer,
    reason: _Reason = "",
) -> None:
    """Replace a figure's value; what is printed in the source stays beside it."""
    _decide(subject, "correct", value, reason, reviewer)


@app.command()
def reject(subject: _Subject, reviewer: _Reviewer, reason: _Reason = "") -> None:
    """Take a figure out: it is quarantined and has no value."""
    _decide(subject, "reject", None, reason, reviewer)


@app.command()
def reopen(subject: _Subject, reviewer: _Reviewer, reason: _Reason = "") -> None:
    """Take the last decision about a figure or finding back."""
    _decide(subject, "reopen", None, reason, reviewer)


def _decide(subject: str, decision: "Decision", value: str | None, reason: str, reviewer: str) -> None:
    from pipelines.quality.deciding import DecisionError, decide, parse_value

    home = current_home()
    with _published() as con:
        try:
            standing = _standing(con, subject)
            amount = parse_value(value) if value is not None else None
            review = decide(
                home, standing, decision, value=amount, reason=reason, reviewer=reviewer, now=datetime.now(UTC)
            )
        except DecisionError as error:
            fail(str(error))
    what = f"{standing.recipient or ''} “{standing.amount_text}”" if standing.figure_id else f"“{standing.source_text}”"
    understood = f" as {amount:,} {standing.currency or 'SEK'}".replace(",", " ") if amount is not None else ""
    typer.echo(f"{review.decision}: {what.strip()}{understood}, by {reviewer}. Pending the next run: `anslag run`.")


def _standing(con: "duckdb.DuckDBPyConnection", subject: str) -> "Standing":
    from pipelines.quality.deciding import figure_as_it_stands, finding_as_it_stands
    from pipelines.store.figures import FigureNotFoundError, find_figure

    opening = subject.strip().lower()
    findings = con.execute(
        "SELECT finding_id FROM quality.finding WHERE starts_with(finding_id, ?) LIMIT 2", [opening]
    ).fetchall()
    if opening and len(findings) == 1:
        return finding_as_it_stands(con, findings[0][0])
    try:
        return figure_as_it_stands(con, find_figure(con, subject).id)
    except FigureNotFoundError as error:
        fail(str(error))


@contextmanager
def _published() -> "Iterator[duckdb.DuckDBPyConnection]":
    from pipelines.store.versions import NoWarehouseError, open_published

    try:
        con = open_published(current_home())
    except NoWarehouseError as error:
        fail(str(error))
    with con:
        yield con
