"""PDFs made for tests: pages of lines, as small as the format allows."""

import zlib
from collections.abc import Sequence


def pdf(*pages: Sequence[str], locked: bool = False) -> bytes:
    """Make a PDF whose pages hold lines of text in WinAnsi."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        content = zlib.compress(b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET")
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        place = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page {place} {resources} >>".encode())
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>".encode()
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
