"""The words of a question while it is typed: of text that is not finished, what DuckDB's own tokenizer leaves out.

Belongs here: cutting text into tokens, without judging it. Whether a question is right is for DuckDB to say.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<comment>--[^\n]*|/\*.*?\*/)
    | (?P<string>[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<open>(?:[eE]?'|"|/\*|\$\w*\$).*)
    | (?P<number>\d[\w.]*)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>\S)
    """,
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question.

    Attributes:
        kind: comment | string | quoted (a name in quotation marks) | open (a comment, string or name that does not end)
            | number | word | sign.
        text: its characters.
        start: where it begins.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where what follows begins."""
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        """The text in lower case: SQL does not tell cases apart."""
        return self.text.lower()


def tokens(text: str) -> list[Token]:
    """Give the tokens of a text, blanks left out."""
    return [Token(_kind(match), match[0], match.start()) for match in _TOKEN.finditer(text)]


def _kind(match: "re.Match[str]") -> str:
    return next(kind for kind in ("comment", "string", "quoted", "open", "number", "word", "sign") if match[kind])
