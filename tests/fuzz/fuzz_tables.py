"""Fuzzes the readers of tables: with pipes, and flattened to a cell a line.

    .venv/bin/pip install atheris
    PYTHONPATH=tests .venv/bin/python -m fuzz.fuzz_tables -max_total_time=300 -max_len=200

It ends with a traceback, and the text that did it, where a rule of `oracle` is broken, or where the cells of a sound
table are read as others than they were put together here from plain numbers.
"""

import importlib
from decimal import Decimal
from typing import Any

from fuzz.running import fuzz

_NAMES = ("Lund", "Umeå", "Falun", "Borås", "Växjö")


def harness(data: bytes) -> None:
    """Read a table whose cells are the bytes; then a sound one with the bytes as noise above it."""
    oracle: Any = importlib.import_module("fuzz.oracle")
    if len(data) < 8:
        return
    width, is_flat = data[0] % 4 + 1, data[1] % 2
    pieces = [oracle.text_of(data[at : at + 3]) for at in range(2, len(data), 3)]
    rows = [pieces[at : at + width] for at in range(0, len(pieces), width)]
    oracle.check("\n\n".join(pieces) if is_flat else "\n".join("| " + " | ".join(row) + " |" for row in rows))
    numbers = [int.from_bytes(data[at : at + 3], "big") % 9_000_000 + 1_000_000 for at in range(2, 7)]
    head = "| Kommun | Belopp 2025 (kronor) |\n| --- | --- |\n"
    printed = [f"| {name} | {number:,} |".replace(",", " ") for name, number in zip(_NAMES, numbers, strict=True)]
    text = f"{oracle.text_of(data[7:])}\n\n# Rubrik\n\nSå mycket får kommunerna.\n\n{head}{chr(10).join(printed)}\n"
    last = oracle.check(text).tables[-1]
    found = [row.cells[1].amount for row in last.rows]
    assert found == [Decimal(number) for number in numbers], f"{numbers} are read as {found}"


if __name__ == "__main__":
    fuzz(harness, ("pipelines.text",))
