"""What `anslag doctor` prints: every check, what it saw, and what to do about it."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.terminal import count, plain
from pipelines.operation.checkup import CheckResult, State

_STYLES = {State.ok: "green", State.note: "yellow", State.wrong: "bold red"}


def print_examination(results: Sequence[CheckResult], screen: Console) -> None:
    """Print the outcomes of the checks as a table, and what they come to."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("check", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("what there is", overflow="fold", ratio=1)
    table.add_column("remedy", overflow="fold", ratio=1)
    for result in results:
        state = Text(result.state.value, style=_STYLES[result.state])
        table.add_row(plain(result.check), state, plain(result.seen), plain(result.remedy))
    screen.print(table)
    wrong = sum(result.state is State.wrong for result in results)
    screen.print(plain(f"{count(wrong, 'thing')} wrong" if wrong else "Nothing is wrong.", "" if wrong else "green"))
