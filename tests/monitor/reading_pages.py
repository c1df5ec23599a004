"""What a reader sees on a page: its words without its markup, and where its links lead."""

from html.parser import HTMLParser

import duckdb
from httpx import Response

from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_APART = frozenset({"td", "th", "li", "dt", "dd", "option", "p", "h1", "h2", "h3", "a", "label"})
_SILENT = frozenset({"script", "style", "head"})


class Reader(HTMLParser):
    """Takes a page apart.

    Attributes:
        words: its text, piece by piece.
        tags: its elements.
        attributes: names and values of theirs.
        links: where its links lead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.links: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag in _APART:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def read(page: Response) -> Reader:
    """Read a page that was found."""
    assert page.status_code == 200, page.text
    reader = Reader()
    reader.feed(page.text)
    return reader


def words(page: Response) -> str:
    """Give the words of a page with single spaces."""
    return " ".join("".join(read(page).words).split())


def links(page: Response, beginning: str) -> list[str]:
    """Give where the links of a page lead that begin so."""
    return [each for each in read(page).links if each.startswith(beginning)]


def one(home: Home, question: str, *values: object) -> str:
    """Ask the warehouse of an installation for one value."""
    with open_for_questions(home) as con:
        return _one(con, question, *values)


def _one(con: duckdb.DuckDBPyConnection, question: str, *values: object) -> str:
    row = con.execute(question, list(values)).fetchone()
    assert row is not None, question
    return str(row[0])


def document_of(home: Home, path: str, version_no: int = 1) -> str:
    """Give the identifier of a document version by the beginning of its path."""
    question = "SELECT document_id FROM core.dim_document WHERE starts_with(path, ?) AND version_no = ?"
    return one(home, question, path, version_no)
