"""The evidence behind a repaired or quarantined amount, in words.

Belongs here: printing a row of quality.repair. Its form is made by `pipelines.quality.repair`.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.console.terminal import amount, count, plain

_MISPRINTS = {
    "lost_zero": "a lost zero",
    "lost_digit": "a lost digit",
    "extra_digit": "a digit too many",
    "letter_for_digit": "a letter for a digit",
    "grouping_ignored": "wrong spaces",
}
_SCOPES = {"table_row": "the table's own sum row", "footnote": "a footnote", "prose": "a sentence"}
_RATIO = "ratio_to_column_"
_RATIOS_TOLD = 4
_INDENT = (0, 0, 0, 2)


def spoken_scope(scope: str) -> str:
    """Give where a total is stated, in words."""
    return _SCOPES.get(scope, scope)


def spoken_misprint(rule: str | None) -> str:
    """Give the misprint that a rule assumes, in words."""
    return _MISPRINTS.get(rule or "", rule or "")


def print_repair(repair: Mapping[str, Any], screen: Console) -> None:
    """Print what was tried for a malformed amount, what speaks for and against it, and what became of it.

    Args:
        repair: row of quality.repair.
        screen: where to print.
    """
    evidence = json.loads(repair["evidence"])
    if repair["outcome"] == "repaired":
        value = amount(repair["amount"])
        outcome = Text.assemble(
            ("repaired", "bold yellow"),
            f": read as {value}, assuming {spoken_misprint(repair['rule'])} ({repair['rule']}), "
            f"confidence {repair['confidence']:.2f}",
        )
    else:
        outcome = Text.assemble(("quarantined", "bold red"), ": it has no value")
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    facts.add_row("outcome", outcome)
    facts.add_row("because", plain(evidence["reason"]))
    facts.add_row("misprint", plain(f"the cell {evidence['problem']}"))
    for column in evidence["columns"]:
        band = f"{column['least_ratio']:.2f} to {column['greatest_ratio']:.2f} × “{column['header']}”"
        facts.add_row(
            "usual ratio", plain(f"{band}, mostly {column['usual_ratio']:.2f}, in {column['rows']} other rows")
        )
    if evidence["rounding_step"]:
        facts.add_row(
            "rounding", f"every other amount of the column is a multiple of {_whole(evidence['rounding_step'])}"
        )
    for total in evidence["stated_totals"]:
        facts.add_row("stated total", plain(f"{_whole(total['amount'])} in {spoken_scope(total['scope'])}"))
    screen.print(Padding(facts, _INDENT))
    if evidence["readings"]:
        screen.print(Padding(_readings(evidence), _INDENT))
    if (more := evidence["reading_count"] - len(evidence["readings"])) > 0:
        screen.print(Text(f"  … and {count(more, 'more reading')} failing alike", "dim"))


def _readings(evidence: Mapping[str, Any]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("reading", justify="right", no_wrap=True)
    table.add_column("assumes", no_wrap=True)
    table.add_column("evidence", overflow="fold")
    for reading in evidence["readings"]:
        verdicts = Text("\n").join(_verdicts(reading, evidence))
        style = "bold" if reading["survives"] else ""
        table.add_row(Text(_whole(reading["amount"]), style), plain(spoken_misprint(reading["rule"])), verdicts)
    return table


def _verdicts(reading: Mapping[str, Any], evidence: Mapping[str, Any]) -> Iterator[Text]:
    headers = {str(column["column_no"]): column["header"] for column in evidence["columns"]}
    ratios = [(name, fits) for name, fits in reading["verdict"].items() if name.startswith(_RATIO)]
    # What speaks against a reading comes first: it is what decided.
    ratios.sort(key=lambda verdict: verdict[1])
    for name, fits in ratios[:_RATIOS_TOLD]:
        column_no = name.removeprefix(_RATIO)
        usual = "" if fits else ", unlike the other rows"
        yield _verdict(fits, f"{reading['ratios'][column_no]:.2f} × “{headers[column_no]}”{usual}")
    if len(ratios) > _RATIOS_TOLD:
        yield Text(f"  and {count(len(ratios) - _RATIOS_TOLD, 'more ratio')}", "dim")
    if (round_ := reading["verdict"].get("rounding")) is not None:
        yield _verdict(round_, f"{'a' if round_ else 'no'} multiple of {_whole(evidence['rounding_step'])}")
    if (fits := reading["verdict"].get("close_ratios")) is not None:
        yield _verdict(fits, f"{'as' if fits else 'not as'} close to the columns beside it as the other rows")
    if (fits := reading["verdict"].get("row_sum")) is not None:
        yield _verdict(fits, f"{'makes' if fits else 'does not make'} the row add up, as the other rows do")
    if (fits := reading["verdict"].get("stated_total")) is not None:
        yield _verdict(fits, f"{'fits' if fits else 'does not fit'} the stated total")
    if reading["survives"]:
        yield Text("survives all of it", "bold")


def _verdict(fits: bool, told: str) -> Text:
    return Text.assemble(("✓ ", "green") if fits else ("✗ ", "red"), plain(told))


def _whole(value: object) -> str:
    return amount(Decimal(str(value)))
