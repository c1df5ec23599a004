from io import StringIO

import pytest
from rich.console import Console

from pipelines.console.progress import ProgressDisplay, spoken


def follow(display: ProgressDisplay) -> None:
    with display:
        display.plan(["raw_documents", "core__fact_total"])
        display.start("raw_documents")
        display.tell("raw_documents", "1200 of 44000 files read \x1b[31m[red]")
        display.done("raw_documents", ok=True)
        display.start("core__fact_total")
        display.done("core__fact_total", ok=False)


def test_off_a_terminal_each_step_that_ends_is_a_plain_line() -> None:
    out = StringIO()
    follow(ProgressDisplay(Console(file=out)))
    assert out.getvalue() == "done   read sources\nFAILED core.fact_total\n"


def test_on_a_terminal_the_step_its_count_and_the_share_done_are_drawn_and_then_cleared() -> None:
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=120)
    display = ProgressDisplay(console)
    with display:
        display.plan(["raw_documents", "core__fact_total"])
        display.start("raw_documents")
        display.tell("raw_documents", "1200 of 44000 files read \x1b[31m[red]")
        display.done("raw_documents", ok=True)
        display._bar.refresh()
        drawn = out.getvalue()
    assert "read sources: 1200 of 44000 files read ␛[31m[red]" in drawn
    assert "1/2" in drawn
    assert "done " not in out.getvalue()
    assert out.getvalue().endswith("\x1b[2K")


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("raw_documents", "read sources"),
        ("reading", "read documents"),
        ("core__fact_total", "core.fact_total"),
        ("expectations_core_dim_geography", "check core.dim_geography"),
        ("published__warehouse", "published.warehouse"),
    ],
)
def test_steps_are_named_for_people(step: str, told: str) -> None:
    assert spoken(step) == told
