"""Two published warehouses compared, for a person to review what a change of rules does.

Belongs here: printing a comparison. What is compared stands in `pipelines.store.compare`.
"""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines.console.sheet import print_sheet
from pipelines.console.sql import write
from pipelines.console.terminal import count, plain
from pipelines.store.compare import Comparison

_CAUSES = {
    "rules": "the same document, read otherwise",
    "document": "another version of the document, or none",
    "decision": "somebody decided about the figure",
}
_SHOWN = ("change", "path", "former_text", "later_text", "former_amount", "later_amount", "later_figure_id")


def print_comparison(comparison: Comparison, screen: Console, most_rows: int) -> None:
    """Print how many figures differ and why, and the first of them.

    Args:
        comparison: what differs.
        screen: where to.
        most_rows: figures to print; 0 prints all.
    """
    screen.print(plain(f"former  {comparison.former.name}"), soft_wrap=True)
    screen.print(plain(f"later   {comparison.later.name}"), soft_wrap=True)
    if not comparison.counts:
        screen.print(plain("No figure differs.", "green"))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("because of", "added", "gone", "changed"):
        table.add_column(name, justify="left" if name == "because of" else "right")
    for cause, told in _CAUSES.items():
        numbers = [comparison.counts.get((cause, change), 0) for change in ("added", "gone", "changed")]
        if any(numbers):
            table.add_row(told, *(count(number) for number in numbers))
    screen.print(table)
    print_sheet(comparison.differences.select(_SHOWN), screen, most_rows)


def write_comparison(comparison: Comparison, output: Path) -> None:
    """Write every figure that differs, as CSV, JSON or Parquet by the file's suffix.

    Raises:
        OSError: the file cannot be written.
    """
    suffix = output.suffix.lower().lstrip(".")
    write(comparison.differences, suffix if suffix in {"json", "parquet"} else "csv", output, None)
