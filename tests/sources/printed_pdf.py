"""PDFs made for tests: pages of lines, as small as the format allows."""

import zlib
from collections.abc import Sequence


def pdf(*pages: Sequence[str], locked: bool = False) -> bytes:
    """Make a PDF whose pages hold lines of text in WinAnsi."""
    return pdf_of_stream(*map(_deflated, pages), locked=locked)


def _deflated(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    return zlib.compress(b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET")


def pdf_of_stream(
    *streams: bytes, filters: str = "/FlateDecode", resources: str = "/Font << /F1 3 0 R >>", locked: bool = False
) -> bytes:
    """Make a PDF whose pages are streams as they are, whatever is in them.

    Args:
        streams: what draws each page, encoded.
        filters: how they are encoded.
        resources: what pages may name.
        locked: whether it asks for a password.
    """
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, content in enumerate(streams):
        place = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page {place} /Resources << {resources} >> >>".encode())
        head = f"<< /Length {len(content)} /Filter {filters} >>".encode()
        objects.append(head + b"\nstream\n" + content + b"\nendstream")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    if locked:
        key = "00" * 32
        places.append(len(out))
        objects.append(b"")
        out += f"{len(objects)} 0 obj\n<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    encrypt = f"/Encrypt {len(objects)} 0 R /ID [<00> <00>]" if locked else ""
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {encrypt} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
