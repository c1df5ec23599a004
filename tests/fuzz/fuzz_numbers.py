"""Fuzzes the grammar of numbers and amounts.

    .venv/bin/pip install atheris
    PYTHONPATH=tests .venv/bin/python -m fuzz.fuzz_numbers -max_total_time=300 -max_len=200

It ends with a traceback, and the text that did it, where a rule of `oracle` is broken, or where a plain number is read
as another than the one that is put together here, apart from the reader.
"""

import importlib
from decimal import Decimal
from typing import Any

from fuzz.running import fuzz

_SPACES = (" ", "\u00a0", "\u2009", "\u202f")
_UNITS = (("kronor", 1), ("tkr", 1_000), ("miljoner kronor", 10**6), ("mnkr", 10**6), ("miljarder kronor", 10**9))


def harness(data: bytes) -> None:
    """Read a text made of the bytes; then a number put together from the first few, among the rest as noise."""
    oracle: Any = importlib.import_module("fuzz.oracle")
    oracle.check(oracle.text_of(data))
    if len(data) < 6:
        return
    whole = int.from_bytes(data[:3], "big") % 99_000 + 2_100
    space = _SPACES[data[3] % len(_SPACES)]
    unit, factor = _UNITS[data[4] % len(_UNITS)]
    digits = f"{whole // 1000}{space}{whole % 1000:03d}" if data[5] % 2 else str(whole)
    noise = oracle.text_of(data[6:])
    text = f"{noise}\n\n# Rubrik\n\nUmeå kommun får {digits} {unit} till skolor.\n"
    reading = oracle.check(text)
    start = text.index(f"{digits} {unit}", len(noise))
    found = [mention.amount.low for mention in reading.mentions if mention.amount.span.start == start]
    assert found == [Decimal(whole * factor)], f"{digits} {unit} is read as {found} behind {noise!a}"


if __name__ == "__main__":
    fuzz(harness, ("pipelines.text",))
