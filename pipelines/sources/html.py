"""From a page of HTML to text: headings, paragraphs, list items and tables, without what only lays out or decorates.

Belongs here: what becomes of each element. Tables become Markdown, which the table reader reads; characters stay as
they are, soft hyphens and hard spaces among them.
"""

import codecs
import contextlib
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.sources.decoding import Decoded, UndecodableError, decode

# Comments are taken whole, for good: tried at every length they would take time beyond any bound.
_DOCTYPE = re.compile(rb"\s*+(?><!--.*?-->\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<name>[\w.:-]{1,40})", re.IGNORECASE)
# The encodings that a page may declare (WHATWG Encoding Standard), by Python's names; Python knows more, of which some
# are no encodings of characters.
_DECLARABLE = frozenset(
    {"utf-8", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gbk", "gb18030", "big5", "euc_jp"}
    | {"iso2022_jp", "shift_jis", "euc_kr"}
    | {f"iso8859-{part}" for part in range(1, 17) if part != 12}
    | {f"cp{page}" for page in range(1250, 1259)}
)
# Browsers look for the declaration in the first 1,024 bytes; some pages have it a little later.
_DECLARED_WITHIN_BYTES = 4_096
_LEFT_OUT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "dialog",
    }
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_HEADING = re.compile(r"h[1-6]")
# No page that people read is nested deeper; a page made to exhaust its reader is.
_DEEPEST = 400
_WIDEST_SPAN = 100
_MAX_CELLS = 200_000
_WHITE = re.compile(r"[ \t\r\n\f]+")
_REMEDY = "Save the page's text as plain text in UTF-8."


def looks_like_html(data: bytes) -> bool:
    """Tell whether bytes begin as a page of HTML does, after white space, a byte order mark and comments."""
    return _DOCTYPE.match(data[:_DECLARED_WITHIN_BYTES].removeprefix(codecs.BOM_UTF8)) is not None


def html_text(data: bytes) -> Decoded:
    """Give the text of a page.

    Raises:
        UndecodableError: it is in no encoding, nested beyond reading, or holds no text.
    """
    decoded = _decoded(data)
    root = LexborHTMLParser(decoded.text).root
    lines = _Lines()
    if root is not None:
        _write(root, lines, depth=0)
    text = lines.text()
    if not text:
        raise UndecodableError("The page holds no text.", "Save the page again after it has loaded, or remove it.")
    return Decoded(text, decoded.encoding)


class _Lines:
    """Text as it grows: paragraphs apart by an empty line, white space in them folded."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._open: list[str] = []
        self._before = ""

    def add(self, text: str) -> None:
        """Go on in the paragraph."""
        self._open.append(text)

    def begin(self, before: str = "") -> None:
        """End the paragraph; the next with text has something before it: a list mark, a heading's."""
        self.end()
        self._before = before or self._before

    def end(self, *, forget: bool = False) -> None:
        """End the paragraph, and forget what would stand before the next where it found no text."""
        # A line break that the page asks for is kept; all other white space is one space.
        lines = (_WHITE.sub(" ", line).strip(" ") for line in "".join(self._open).split("\v"))
        if paragraph := "\n".join(line for line in lines if line):
            self._paragraphs.append(self._before + paragraph)
            self._before = ""
        self._open = []
        if forget:
            self._before = ""

    def put(self, paragraph: str) -> None:
        """Add a paragraph as it is."""
        self.end()
        self._paragraphs.append(paragraph)

    def text(self) -> str:
        """Give what was written; items of a list stand on lines of their own without an empty one between."""
        self.end()
        parts: list[str] = []
        for paragraph in self._paragraphs:
            if parts:
                parts.append("\n" if paragraph.startswith("- ") and parts[-1].startswith("- ") else "\n\n")
            parts.append(paragraph)
        return "".join(parts) + ("\n" if parts else "")


def _decoded(data: bytes) -> Decoded:
    declared = _CHARSET.search(data[:_DECLARED_WITHIN_BYTES])
    has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared and not has_mark:
        name = declared["name"].decode("ascii").lower()
        # Browsers take the old name of Latin-1 for its Windows extension (WHATWG Encoding Standard).
        name = "cp1252" if name in {"iso-8859-1", "latin1", "ascii", "us-ascii"} else name
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            codec = codecs.lookup(name).name
            if codec in _DECLARABLE:
                return Decoded(data.decode(codec), codec)
    return decode(data)


def _write(node: LexborNode, lines: _Lines, depth: int) -> None:
    if depth > _DEEPEST:
        raise UndecodableError(f"The page is nested more than {_DEEPEST} elements deep.", _REMEDY)
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            lines.add(child.text_content or "")
        elif tag in _LEFT_OUT or _is_hidden(child) or (tag == "header" and child.css_first("h1, h2, h3") is None):
            # The header of an article holds its title; that of a site, a logo and a menu.
            continue
        elif tag == "br":
            lines.add("\v")
        elif tag == "table" and (rows := _grid(child, depth)):
            lines.put("\n".join(_pipes(rows)))
        elif tag in _BLOCKS:
            before = "#" * int(tag[1]) + " " if _HEADING.fullmatch(tag) else "- " if tag == "li" else ""
            lines.begin(before)
            _write(child, lines, depth + 1)
            lines.end(forget=bool(before))
        else:
            _write(child, lines, depth + 1)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def _grid(table: LexborNode, depth: int) -> list[list[str]]:
    """Lay the cells of a table out; one over several rows stands in each, one over several columns in the first.

    Empty for a table that holds another, or has a single column: it lays out a page, and is read as its text.
    """
    if any(other.mem_id != table.mem_id for other in table.css("table")):
        return []
    taken: dict[tuple[int, int], str] = {}
    row_count = column_count = 0
    for row_no, row in enumerate(table.css("tr")):
        column_no = 0
        for cell in _cells(row):
            while (row_no, column_no) in taken:
                column_no += 1
            text = _cell_text(cell, depth)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for at in range(down):
                for over in range(across):
                    taken[row_no + at, column_no + over] = "" if over else text
            column_no += across
            if len(taken) > _MAX_CELLS:
                raise UndecodableError(f"A table of the page has more than {_MAX_CELLS:,} cells.", _REMEDY)
            column_count = max(column_count, column_no)
        row_count = row_no + 1
    if column_count < 2:
        return []
    return [[taken.get((row_no, column), "") for column in range(column_count)] for row_no in range(row_count)]


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in {"td", "th"})


def _cell_text(cell: LexborNode, depth: int) -> str:
    lines = _Lines()
    _write(cell, lines, depth + 1)
    return _WHITE.sub(" ", lines.text()).strip().replace("|", "\\|")


def _span(cell: LexborNode, name: str) -> int:
    said = (cell.attributes.get(name) or "1").strip()
    return min(_WIDEST_SPAN, max(1, int(said))) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _pipes(rows: list[list[str]]) -> Iterator[str]:
    first, *others = rows
    yield f"| {' | '.join(first)} |"
    yield f"| {' | '.join('---' for _ in first)} |"
    for row in others:
        yield f"| {' | '.join(row)} |"
