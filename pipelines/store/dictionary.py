"""The data dictionary: what every table and column means, as Markdown, and a search over it.

Belongs here: saying in Markdown what the catalogue says, and finding words in it. Pure: what the tables are is read by
`schema` and `integrity`, the picture of the keys is drawn by `star`. No table or column is named here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.store.integrity import Reference
from pipelines.store.schema import ColumnInfo, TableInfo

_INTRODUCTION = """\
# Data dictionary

Every schema, table, view and column of the warehouse: type, whether it may be NULL, keys and meaning. Written by
`anslag dictionary --write docs` from the comments and keys of the SQL in `warehouse/`: change it there, not here.
`anslag dictionary WORDS` searches the same descriptions in the published warehouse.

PK marks a column of the primary key; → the column that a value must be found in. A view declares neither keys nor NOT
NULL: where a value may be missing, its meaning says so.

![The tables of schema core, their keys, and which column refers to which](images/star.svg)
"""
_SPECIAL = re.compile(r"[\\|*<>\[\]]")


@dataclass(frozen=True, slots=True)
class Found:
    """A table that a search found.

    Attributes:
        table: the table or view.
        is_named: True where its own name and comment hold all the words.
        columns: the columns that hold them.
    """

    table: TableInfo
    is_named: bool
    columns: tuple[ColumnInfo, ...]


class Words:
    """The words of a search: all must occur, anywhere in a word, whatever the case."""

    def __init__(self, query: str) -> None:
        """Take the words of a query apart at its spaces; a query without words finds everything."""
        words = unicodedata.normalize("NFC", query).split()
        self._each = [re.compile(re.escape(word), re.IGNORECASE) for word in dict.fromkeys(words)]
        # The longest first, so that no word is marked only as far as a shorter one reaches.
        longest_first = sorted(map(re.escape, words), key=len, reverse=True)
        self._any = re.compile("|".join(longest_first), re.IGNORECASE) if words else None

    def all_in(self, *texts: str) -> bool:
        """Tell whether each word occurs in some of the texts."""
        return all(any(word.search(text) for text in texts) for word in self._each)

    def any_in(self, *texts: str) -> bool:
        """Tell whether some word occurs in some of the texts, or there is no word."""
        return self._any is None or any(self._any.search(text) for text in texts)

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """Cut a text where the words begin and end: pieces that joined are the text, each with whether it is a word."""
        cut: list[tuple[str, bool]] = []
        at = 0
        for match in self._any.finditer(text) if self._any else ():
            cut += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
        return [(piece, is_word) for piece, is_word in (*cut, (text[at:], False)) if piece]


def search(tables: Iterable[TableInfo], words: Words) -> list[Found]:
    """Find the tables and columns whose names and comments hold all the words.

    A word of a column may also stand in the name of its table ("allocation amount"), but not all of them.
    """
    found = []
    for table in tables:
        columns = tuple(
            column
            for column in table.columns
            if words.any_in(column.name, column.comment) and words.all_in(table.qualified, column.name, column.comment)
        )
        is_named = words.all_in(table.qualified, table.comment)
        if is_named or columns:
            found.append(Found(table, is_named, columns))
    return found


def keys_of(table: TableInfo, references: Iterable[Reference]) -> dict[str, list[Reference]]:
    """Give the references of a table by column."""
    by_column: dict[str, list[Reference]] = {}
    for at in references:
        if at.table == table.qualified:
            by_column.setdefault(at.column, []).append(at)
    return by_column


def markdown(tables: Sequence[TableInfo], references: Sequence[Reference]) -> str:
    """Write the dictionary.

    Args:
        tables: every table and view, those of a schema side by side.
        references: every reference between them.
    """
    by_schema = [(schema, list(each)) for schema, each in groupby(tables, key=lambda table: table.schema)]
    lines = [_INTRODUCTION]
    for schema, held in by_schema:
        lines += [f"- [{schema}](#{schema}): {', '.join(_link(table) for table in held)}"]
    for schema, held in by_schema:
        lines += ["", f"## {schema}"]
        for table in held:
            lines += ["", *_section(table, keys_of(table, references))]
    return "\n".join(lines) + "\n"


def _section(table: TableInfo, references: dict[str, list[Reference]]) -> Iterator[str]:
    yield f"### {table.qualified}"
    yield ""
    yield f"{'View. ' if table.is_view else ''}{_escape(table.comment)}."
    yield ""
    yield "| column | type | NULL | key | meaning |"
    yield "| --- | --- | --- | --- | --- |"
    for column in table.columns:
        key = ["PK"] if column.name in table.primary_key else []
        key += [f"→ [{at.target}](#{_anchor(at.target)}).{at.key}" for at in references.get(column.name, ())]
        null = "" if table.is_view else "nullable" if column.is_nullable else "NOT NULL"
        yield f"| `{column.name}` | {_escape(column.type)} | {null} | {', '.join(key)} | {_escape(column.comment)} |"


def _link(table: TableInfo) -> str:
    return f"[{table.name}](#{_anchor(table.qualified)})"


def _anchor(heading: str) -> str:
    # As GitHub names a heading: lower case, without what is neither letter, digit, _ nor -.
    return re.sub(r"[^\w-]", "", heading.lower())


def _escape(text: str) -> str:
    parts = " ".join(text.split()).split("`")
    # What stands between ` is code, in which only the bar of the table is special.
    return "`".join(
        part.replace("|", "\\|") if number % 2 else _SPECIAL.sub(r"\\\g<0>", part) for number, part in enumerate(parts)
    )
