"""Printing what documents say without letting it act: no markup, no escape sequences, no hidden direction changes.

Belongs here: what every command's output shares: safe text, amounts, consoles.
"""

import unicodedata
from decimal import Decimal

from rich.console import Console
from rich.text import Text

_SPOKEN = {"\t": "    ", "\n": "\n"}


def visible(text: str) -> str:
    """Give a text with every character that a terminal would act on shown as a symbol instead.

    Control characters become their control pictures (ESC as ␛), format characters such as direction marks their code.
    """
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in _SPOKEN:
        return _SPOKEN[character]
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co"} and character != "\u00ad":
        return f"⟨U+{code:04X}⟩"
    return character


def plain(text: str, style: str = "") -> Text:
    """Give a text from a document or the warehouse, safe to print and free of markup."""
    return Text(visible(text), style=style)


def amount(value: Decimal | None, currency: str | None = None) -> str:
    """Give an amount for people: groups of three with spaces, decimals only where there are any."""
    if value is None:
        return "no value"
    printed = f"{value:,.2f}".replace(",", "\u00a0").removesuffix(".00")
    return f"{printed}\u00a0{currency}" if currency else printed


def share(value: float | None) -> str:
    """Give a share as percent with one decimal."""
    return "–" if value is None else f"{value:.1%}"


def console(*, stderr: bool = False) -> Console:
    """Give a console that neither highlights nor wraps words of its own accord more than the terminal needs."""
    return Console(stderr=stderr, highlight=False)
