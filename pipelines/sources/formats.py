"""From the bytes of a document to its text, whatever it was saved as: plain text, HTML, PDF.

Belongs here: telling which it is. The same bytes under the same name always give the same text, for every span in the
warehouse points into it.
"""

from pipelines.sources.confined import read_confined
from pipelines.sources.decoding import Decoded, decode
from pipelines.sources.html import looks_like_html
from pipelines.sources.pdf import PDF_SIGNATURE

PLAIN_SUFFIXES = (".txt", ".md")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
PDF_SUFFIXES = (".pdf",)
DOCUMENT_SUFFIXES = (*PLAIN_SUFFIXES, *HTML_SUFFIXES, *PDF_SUFFIXES)


def text_of(path: str, data: bytes) -> Decoded:
    """Give the text of a document.

    A PDF is known by its first bytes and a page of HTML by its name or its first tag: a name says less than the bytes.

    Args:
        path: its name, for the suffix.
        data: its bytes.

    Raises:
        UndecodableError: there is no text in them that can be read.
    """
    if data.startswith(PDF_SIGNATURE):
        return read_confined("pdf", data)
    if path.lower().endswith(HTML_SUFFIXES) or looks_like_html(data):
        return read_confined("html", data)
    return decode(data)
