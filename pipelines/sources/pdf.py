"""From a PDF to its text layer: pages in order, lines put back together to paragraphs where that is sure.

Belongs here: opening the file and laying its lines out. A PDF knows where characters stand, not what a paragraph or a
table is, so what is unsure stays as lines. Pictures of text are not read.
"""

import re

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no types

from pipelines.sources.decoding import Decoded, UndecodableError

PDF_SIGNATURE = b"%PDF-"

_MAX_PAGES = 5_000
_MAX_CHARACTERS = 20_000_000
_ENCODING = "pdf"
# pdfium gives one of the first two characters for a hyphen that ends a line, and no line end.
_BREAK = re.compile(r"(?P<before>\w?)(?:[\x02\ufffe]\s*|[-\u00ad]\n)(?P<after>\w*)")
# What stands between two halves of a coordination: "kultur- och fritidsliv".
_COORDINATING = frozenset({"och", "eller", "samt", "respektive"})
_ENDS_SENTENCE = re.compile(r"[.!?:;]['”\")]?$")
_ITEM = re.compile(r"^(?:[•●▪◦*–-]|\d{1,2}[.)])\s")
_HAS_FIGURE = re.compile(r"\d[\d\s\u00a0]*$")
# A line that fills the page goes on in the next; a shorter one ends its paragraph.
_FULL_LINE_SHARE = 0.75
_REMEDY = "Save its text as plain text in UTF-8, or ask the publisher for a PDF with text in it."


def pdf_text(data: bytes) -> Decoded:
    """Give the text layer of a PDF, pages apart by an empty line.

    Raises:
        UndecodableError: it is damaged, locked, too large, or holds pictures alone.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        problem = "The PDF is locked by a password." if is_locked else f"The PDF cannot be opened ({error})."
        raise UndecodableError(problem, _REMEDY) from error
    try:
        return Decoded(_text(document), _ENCODING)
    except pdfium.PdfiumError as error:
        raise UndecodableError(f"The PDF is damaged ({error}).", _REMEDY) from error
    finally:
        document.close()


def _text(document: pdfium.PdfDocument) -> str:
    if len(document) > _MAX_PAGES:
        raise UndecodableError(f"The PDF has {len(document):,} pages, and at most {_MAX_PAGES:,} are read.", _REMEDY)
    pages: list[str] = []
    characters = 0
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        characters += layer.count_chars()
        if characters > _MAX_CHARACTERS:
            problem = f"The PDF holds more than {_MAX_CHARACTERS:,} characters (page {number + 1})."
            raise UndecodableError(problem, "Split it into smaller files.")
        if text := _paragraphs(layer.get_text_bounded()):
            pages.append(text)
        layer.close()
        page.close()
    if not pages:
        problem = f"The PDF has no text layer: its {len(document)} pages are pictures, or empty."
        raise UndecodableError(problem, _REMEDY)
    return "\n\n".join(pages) + "\n"


def _paragraphs(layer: str) -> str:
    """Join the lines of a page that are sure to go on; others stay lines."""
    text = _BREAK.sub(_mended, layer.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    lines = [line.strip() for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line and not _ITEM.match(line):
            joined[-1] += " " + line
        else:
            joined.append(line)
        # Rows of tables end in figures and are left as lines.
        goes_on = (
            len(line) >= _FULL_LINE_SHARE * longest and not _ENDS_SENTENCE.search(line) and not _HAS_FIGURE.search(line)
        )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined)).strip()


def _mended(match: re.Match[str]) -> str:
    """Put a word together that a line's end divides; a hyphen of its own ("EU-medel", "kultur- och") stays."""
    before, after = match["before"], match["after"]
    if after in _COORDINATING:
        return f"{before}- {after}"
    joins = before.islower() and after[:1].islower()
    return f"{before}{'' if joins else '-'}{after}"
