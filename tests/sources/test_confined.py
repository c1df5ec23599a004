"""What a stranger's file makes a parser do costs the file: a process of its own reads it, within limits."""

import os
import signal
import zlib

import pytest
from printed_pdf import pdf, pdf_of_stream

from pipelines.sources import confined
from pipelines.sources.confined import read_confined
from pipelines.sources.decoding import UndecodableError

PAGE = "<!doctype html><p>Malmö får 5 kr.".encode()


def inflating_to(size_bytes: int) -> bytes:
    """Make a PDF whose only page is so many spaces, deflated twice."""
    packer = zlib.compressobj(9)
    spaces = b" " * 1_000_000
    once = b"".join(packer.compress(spaces) for _ in range(size_bytes // len(spaces))) + packer.flush()
    return pdf_of_stream(zlib.compress(once, 9), filters="[/FlateDecode /FlateDecode]")


def test_pages_and_pdfs_are_read_as_they_are_without_limits() -> None:
    assert read_confined("html", PAGE).text == "Malmö får 5 kr.\n"
    assert read_confined("pdf", pdf(["Malmö får 5 kr."])).text == "Malmö får 5 kr.\n"


def test_a_small_pdf_that_inflates_to_gigabytes_is_refused_and_the_next_is_read() -> None:
    bomb = inflating_to(3_000_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(UndecodableError, match=r"use more than 20 seconds or 1\.0 gigabytes") as refused:
        read_confined("pdf", bomb)
    assert "plain text" in refused.value.remedy
    assert read_confined("html", PAGE).text == "Malmö får 5 kr.\n"


def test_a_page_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "_ask", lambda *_: (True, None))
    with pytest.raises(UndecodableError, match="more than 22 seconds"):
        read_confined("html", PAGE.ljust(1_000_000))


def test_processor_time_is_limited() -> None:
    child = os.fork()
    if child == 0:
        confined._SECONDS = 0
        confined._confine(0)
        while True:
            pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGXCPU


def test_a_reader_that_was_lost_is_replaced() -> None:
    read_confined("html", PAGE)
    confined._readers[0].process.kill()
    confined._readers[0].process.wait()
    assert read_confined("html", PAGE).text == "Malmö får 5 kr.\n"


def test_a_forked_process_asks_a_reader_of_its_own() -> None:
    read_confined("html", PAGE)
    reader = confined._readers[0].process
    child = os.fork()
    if child == 0:
        read = read_confined("html", PAGE.replace(b"5", b"6")).text
        confined.close_reader()
        os._exit(0 if read == "Malmö får 6 kr.\n" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert reader.poll() is None
    assert read_confined("html", PAGE).text == "Malmö får 5 kr.\n"
