"""Files made by hand to do harm that are no plain text, or not in the encoding that they seem: HTML, PDF, archives.

Belongs here: bytes. What a text may say stands in `hostile_texts`.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal

from printed_pdf import pdf, pdf_of_stream

from torture.hostile_document import SOUND, SOUND_AMOUNT, Hostile

_SOUND_HTML = "<h1>Rubrik</h1><p>Lunds kommun får 7 miljoner kronor till skolor 2025.</p>".encode()
_DOCTYPE = b"<!doctype html>"
_SAID = "Malmö får 5 miljoner kronor 2025 till åtgärder för äldre på Öland."
_GIGABYTE = 1_000_000_000


def documents() -> Iterator[Hostile]:
    """Give them all."""
    sound = (SOUND_AMOUNT,)
    for name, body in _READ_PAGES.items():
        yield Hostile("HTML", f"{name}.html", _page_of(body), sound)
    for name, page in _PAGES.items():
        yield Hostile("HTML", f"{name}.html", page, is_refused=None)
    for name, file in _PDFS.items():
        yield Hostile("PDF", f"{name}.pdf", file, is_refused=True)
    for name, file in _ODD_PDFS.items():
        yield Hostile("PDF", f"{name}.pdf", file, is_refused=None)
    for name, file in _ARCHIVES.items():
        yield Hostile("archives and binaries", name, file, is_refused=True)
    for name, (said, codec, is_refused) in _ENCODED.items():
        must = () if is_refused else (Decimal(5_000_000), SOUND_AMOUNT)
        # An older encoding that is not told from another may be refused, but never read as other amounts.
        yield Hostile("encodings", f"{name}.txt", _encoded(said, codec), must, frozenset(must), is_refused)
    for name, data in _MIXED.items():
        yield Hostile(
            "encodings", f"{name}.txt", data, may=frozenset({Decimal(5_000_000), SOUND_AMOUNT}), is_refused=None
        )


def _page_of(body: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: _DOCTYPE + body() + _SOUND_HTML


def _encoded(said: str, codec: str) -> Callable[[], bytes]:
    return lambda: (said + SOUND).encode(codec)


def _bomb(unit: bytes, size_bytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = unit * (1_000_000 // len(unit))
    return b"".join(packer.compress(block) for _ in range(size_bytes // len(block))) + packer.flush()


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../a.txt", b"0" * 100_000_000)
    return file.getvalue()


def _bare_pdf(objects: str, trailer: str = "<< /Root 1 0 R >>") -> bytes:
    return f"%PDF-1.4\n{objects}\ntrailer\n{trailer}\n%%EOF".encode()


_CATALOG = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
_LINES = ["Lunds kommun får 7 miljoner kronor till skolor 2025."]

_READ_PAGES: dict[str, Callable[[], bytes]] = {
    "entities": lambda: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><p>&a;&a; ' + b"&amp;" * 200_000,
    "attribute-of-5-megabytes": lambda: b"<p title='" + b"x" * 5_000_000 + b"'>a</p>",
    "scripts": lambda: b"<script>" + b"var a='5 kr';" * 200_000 + b"</script><style>" + b"p{}" * 300_000 + b"</style>",
    "paragraphs-10000": lambda: b"<p>5 kr</p>" * 10_000,
    "tables-5000": lambda: b"<table><tr><td>a</td><td>5 kr</td></tr></table>" * 5_000,
    "cells-100000": lambda: b"<table>" + b"<tr><td>Lund<td>5 000</tr>" * 50_000 + b"</table>",
    "spans": lambda: b"<table><tr>" + b"<td colspan=100 rowspan=100>1</td>" * 19 + b"</tr></table>",
    "unclosed": lambda: b"<p><i>a</i>" * 3_000,
    "strange-charset": lambda: b"<meta charset=punycode>",
    "no-charset": lambda: b"<meta charset=unicode_escape><p>\\u0035 kr</p>",
}
_PAGES: dict[str, Callable[[], bytes]] = {
    "nested-30000": lambda: _DOCTYPE + b"<div>" * 30_000 + b"5 kr",
    "nested-inline-100000": lambda: _DOCTYPE + b"<b>" * 100_000 + b"5 kr",
    "nested-tables": lambda: _DOCTYPE + b"<table><tr><td>" * 3_000 + b"5 kr",
    "attributes-160000": lambda: _DOCTYPE + b"<p " + b" ".join(b"a%d=1" % n for n in range(160_000)) + b">5 kr",
    "spans-without-end": lambda: _DOCTYPE + b"<table>" + b"<tr><td rowspan=99999 colspan=99999>1" * 10_000,
    "comments": lambda: b"<!-- -->" * 500 + b"<" * 4_000,
    "comment-without-end": lambda: _DOCTYPE + b"<p>5 kr<!--" + b"-" * 1_000_000,
    "utf-7": lambda: _DOCTYPE + b"<meta charset=utf-7><p>+ADw-script+AD4-5 kr</p>",
    "nul": lambda: _DOCTYPE + b"<p>\0a</p>" + b"<p>Regeringen</p>" * 50,
    "only-scripts": lambda: _DOCTYPE + b"<script>5 kr</script>",
}
_PDFS: dict[str, Callable[[], bytes]] = {
    "inflates-to-1-gigabyte": lambda: pdf_of_stream(_bomb(b" ", _GIGABYTE)),
    "inflates-twice-to-3-gigabytes": lambda: pdf_of_stream(
        zlib.compress(_bomb(b" ", 3 * _GIGABYTE), 9), filters="[/FlateDecode /FlateDecode]"
    ),
    "cut-short": lambda: pdf(_LINES)[:300],
    "locked": lambda: pdf(_LINES, locked=True),
    "no-body": lambda: b"%PDF-1.7 och inget mer",
    "pages-in-pages": lambda: _bare_pdf(_CATALOG + "2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 5 >>\nendobj"),
    "two-billion-pages": lambda: _bare_pdf(_CATALOG + "2 0 obj\n<< /Type /Pages /Kids [] /Count 2147483647 >>\nendobj"),
    "nested-dictionaries": lambda: _bare_pdf("1 0 obj\n" + "<</A" * 200_000 + "\nendobj"),
    "nested-arrays": lambda: _bare_pdf("1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + "[" * 500_000 + ">>\nendobj"),
    "cross-references-in-a-circle": lambda: (
        b"%PDF-1.4\nxref\n0 0\ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    ),
    "draws-itself": lambda: pdf_of_stream(zlib.compress(b"/X Do"), resources="/XObject << /X 5 0 R >>"),
    "only-a-picture": lambda: pdf([]),
}
_ODD_PDFS: dict[str, Callable[[], bytes]] = {
    "broken-cross-references": lambda: pdf(_LINES).replace(b"0000000", b"9999999"),
    "no-end": lambda: pdf(_LINES)[:-40],
    "garbage-behind": lambda: pdf(_LINES) + b"\xff" * 100_000,
    "operators-50-megabytes": lambda: pdf_of_stream(_bomb(b"q Q ", 50_000_000)),
    "text-10-megabytes": lambda: pdf_of_stream(_bomb(b"BT /F1 11 Tf 50 780 Td (Lund) Tj ET ", 10_000_000)),
    "pages-300": lambda: pdf(*[_LINES] * 300),
}
_ARCHIVES: dict[str, Callable[[], bytes]] = {
    "zip.txt": _zip,
    "zip.pdf": _zip,
    "zip.html": _zip,
    "gzip.txt": lambda: gzip.compress(b"0" * 50_000_000, mtime=0),
    "gzip.md": lambda: gzip.compress(SOUND.encode(), mtime=0),
    "empty.txt": lambda: b"",
    "empty.pdf": lambda: b"",
    "empty.html": lambda: b"",
    "blank.txt": lambda: b" \n\t\r\n" * 1_000,
    "nul.txt": f"Lund får 5\0 miljoner kronor.{SOUND}".encode,
    "controls.txt": lambda: bytes(range(1, 32)) * 1_000,
    "program.txt": lambda: b"\x7fELF" + bytes(4_000),
    "random.txt": lambda: zlib.compress(SOUND.encode() * 1_000, 9) * 10,
}
_ENCODED = {
    "cp1252": (_SAID + " – 5", "cp1252", False),
    "latin-1": (_SAID, "latin-1", False),
    "mac-roman": (_SAID, "mac_roman", False),
    "utf-8-marked": (_SAID, "utf-8-sig", False),
    "utf-16": (_SAID, "utf-16", False),
    "utf-16-le-unmarked": (_SAID, "utf-16-le", False),
    "utf-16-be-unmarked": (_SAID, "utf-16-be", False),
    "utf-32": (_SAID, "utf-32", False),
    "ebcdic": (_SAID, "cp037", True),
    "utf-7": (_SAID.encode("utf-7").decode(), "utf-8", False),
}
_MIXED: dict[str, Callable[[], bytes]] = {
    "latin-1-in-utf-8": lambda: _SAID.encode() + b"\n" + _SAID.encode("latin-1") + SOUND.encode(),
    "utf-8-cut-short": lambda: (SOUND + _SAID + "å").encode()[:-1],
    "utf-16-cut-short": lambda: (_SAID + SOUND).encode("utf-16")[:-1],
    "utf-16-in-utf-8": lambda: _SAID.encode() + _SAID.encode("utf-16") + SOUND.encode(),
    "surrogates": lambda: (_SAID + "\ud800" + SOUND).encode("utf-8", "surrogatepass"),
    "overlong": lambda: _SAID.encode() + b"\xc0\xb5\xe0\x80\xb5" + SOUND.encode(),
    "utf-8-twice": lambda: (_SAID + SOUND).encode().decode("cp1252", "replace").encode(),
}
