import gzip
import hashlib
import io
import zipfile

import pytest

from pipelines.sources.signatures import binary_format, control_share


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\nplain ascii only", "PDF"),
        (b"{\\rtf1\\ansi Hej}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
        (_zip(), "zip"),
        (gzip.compress(b"Hej" * 50, mtime=0), "gzip"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(100), "Windows program"),
        (b"PAR1\x15\x04\x15\x10\x15\x14" + bytes(100), "Parquet"),
    ],
)
def test_a_known_binary_format_is_named(data: bytes, name: str) -> None:
    assert name in (binary_format(data) or "")


@pytest.mark.parametrize("text", ["MZ är en förkortning", "RIFF och RAFF", "PAR1 är ett parkeringshus", "ID3", "BZh"])
def test_a_text_that_begins_like_a_binary_format_is_not_taken_for_one(text: str) -> None:
    assert binary_format(text.encode()) is None


def test_layout_characters_are_not_counted_as_control_characters() -> None:
    assert control_share(b"Rubrik\r\n\tcell\fny sida\v") == 0
    assert control_share(b"\x00\x01ab") == 0.5
    assert control_share(b"") == 0


def test_noise_lies_far_above_the_share_that_a_text_may_have() -> None:
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200))
    assert control_share(noise) > 0.08
