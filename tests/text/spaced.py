"""Texts with other white space between their words."""

import re

# What opens a list item or a heading, and the space that groups digits, stay as they are.
_BETWEEN_WORDS = re.compile(r"(?<=[^\s*#\d–•+.)]) (?=\S)|(?<=\d) (?=[^\d\s])")


def doubled(text: str) -> str:
    """Give a text with two spaces between its words."""
    return _BETWEEN_WORDS.sub("  ", text)


def single(printed: str) -> str:
    """Give what was read with one space between its words."""
    return " ".join(printed.split())
