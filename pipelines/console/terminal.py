"""Printing what documents say without letting it act: no markup, no escape sequences, no hidden direction changes.

Belongs here: what every command's output shares: safe text, amounts, consoles, how this command is typed.
"""

import os
import re
import shutil
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import TextIO, cast

from rich.console import Console
from rich.text import Text

_TAB = "    "
_SOFT_HYPHEN = "\u00ad"
_TRAILING_SPACE = re.compile(r"[ \t]+(?=\n)")


def visible(text: str) -> str:
    """Give a text with every character that a terminal would act on shown as a symbol instead.

    Control characters become their control pictures (ESC as ␛), characters without a picture such as direction marks
    their code. Line ends stay, tabs become spaces.
    """
    return "".join(_visible(character) for character in text)


def one_line(text: str) -> str:
    """Give a text as `visible` does, with its line ends as symbols too."""
    return visible(text).replace("\n", "␊")


def _visible(character: str) -> str:
    if character in {"\n", _SOFT_HYPHEN}:
        return character
    if character == "\t":
        return _TAB
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return f"⟨U+{code:04X}⟩"
    return character


def plain(text: str, style: str = "") -> Text:
    """Give a text from a document or the warehouse, safe to print and free of markup."""
    return Text(visible(text), style=style)


def amount(value: Decimal | None, currency: str | None = None) -> str:
    """Give an amount for people: groups of three with spaces, decimals only where there are any."""
    if value is None:
        return "no value"
    printed = f"{value:,.2f}".replace(",", " ").removesuffix(".00")
    return f"{printed} {currency}" if currency else printed


def count(number: int, what: str = "") -> str:
    """Give a number of things: groups of three with spaces, the thing's name in the plural unless it is one."""
    printed = f"{number:,}".replace(",", " ")
    return f"{printed} {what}{'' if number == 1 else 's'}" if what else printed


def share(value: float | None) -> str:
    """Give a share as percent with one decimal."""
    # A share of less than half a tenth is none, on either side.
    return "–" if value is None else f"{value:.1%}".replace("-0.0%", "0.0%")


def severity_style(severity: str) -> str:
    """Give the style of a finding's severity: error | warning | info."""
    return {"error": "bold red", "warning": "yellow"}.get(severity, "cyan")


def console(*, stderr: bool = False) -> Console:
    """Give a console for standard output or standard error that adds no highlighting of its own."""
    stream = sys.stderr if stderr else sys.stdout
    file = stream if stream.isatty() else cast(TextIO, _Trimmed(stream))
    return _Screen(file=file, highlight=False)


def sets_off(screen: Console) -> bool:
    """Tell whether a style can be seen there: not in a file or pipe, on a dumb terminal, or under NO_COLOR."""
    return screen.is_terminal and screen.color_system is not None and not screen.no_color


def typed() -> str:
    """Give how this command is typed in the current folder."""
    installed = Path(sys.executable).with_name("anslag")
    found = shutil.which("anslag")
    if not installed.exists() or (found and Path(found) == installed):
        return "anslag"
    here = Path.cwd()
    return str(installed.relative_to(here)) if installed.is_relative_to(here) else str(installed)


class _Screen(Console):
    """A console that what the command does never depends on."""

    def on_broken_pipe(self) -> None:
        """Print nothing more once the reader has left (`| head`); a run goes on and is published."""
        self.quiet = True
        # What is still in Python's own buffer has to go somewhere when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Trimmed:
    """A text stream without the spaces that Rich fills lines with, which only a terminal needs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(_TRAILING_SPACE.sub("", text))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
