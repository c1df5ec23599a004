import hashlib
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.sources.decoding import Decoded, UndecodableError, decode
from pipelines.sources.signatures import binary_format

SENTENCE = "Järfälla – kommuner får 12 000 000 kronor"
NOISE = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200))
LEGACY = ["cp1252", "iso8859_15", "mac_roman", "cp850", "cp865"]
SWEDISH = [
    "Järfälla kommuner får pengar",
    "får",
    "Malmö",
    "ÅTGÄRDER FÖR ÖKAD JÄMSTÄLLDHET",
    "§ 5: Växjö får 3 ½ miljoner",
    "André Ödman och Zoë säger att det är bra på Åland",
    "Orléans",
    "Västra Götaland: för\xadändring 20\xa0000 kronor",
    "Regeringen föreslår att 20 miljoner kronor avsätts årligen.\r\n\r\n" * 200,
]

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\tåäö 0123456789"), min_size=1)


@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_text_decodes_back_to_itself(text: str, encoding: str) -> None:
    assume(not text.isspace() and not text.startswith("\ufeff"))
    data = text.encode(encoding)
    assume(binary_format(data) is None)
    assert decode(data).text == text


@given(st.binary() | st.binary(min_size=1).map(lambda data: b"Regeringen avs\xe4tter 5 kr. " * 20 + data))
def test_any_bytes_decode_or_are_refused_and_nothing_else(data: bytes) -> None:
    refused: UndecodableError | None = None
    text = ""
    try:
        text = decode(data).text
    except UndecodableError as error:
        refused = error
    if refused is None:
        assert text.strip()
        assert "\0" not in text
    else:
        assert refused.problem.endswith(".")
        assert refused.remedy.endswith(".")


@pytest.mark.parametrize("mark_endian", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark_endian: str) -> None:
    assert decode(("\ufeff" + SENTENCE).encode(mark_endian)) == Decoded(SENTENCE, mark_endian)


def test_utf8_with_mark_is_told_from_utf8_without() -> None:
    assert decode(SENTENCE.encode("utf-8-sig")) == Decoded(SENTENCE, "utf-8-sig")
    assert decode(SENTENCE.encode()) == Decoded(SENTENCE, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_recognised(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == Decoded(SENTENCE, encoding)


def test_windows_text_is_read_as_such() -> None:
    assert decode(SENTENCE.encode("cp1252")) == Decoded(SENTENCE, "cp1252")


@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize("text", SWEDISH, ids=range(len(SWEDISH)))
def test_swedish_text_in_an_older_encoding_reads_as_written(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")  # what the encoding does not have (½, §) is left out
    assert decode(data).text == data.decode(encoding)


def test_a_euro_sign_far_into_a_long_text_tells_latin_9_from_windows() -> None:
    text = "Regeringen föreslår att åtgärder görs.\n" * 50_000 + "Det kostar 100 € per år."
    assert decode(text.encode("iso8859_15")) == Decoded(text, "iso8859_15")


def test_line_ends_and_unicode_form_are_kept_as_received() -> None:
    text = "Ja\u0308rfa\u0308lla\r\nJärfälla\rsist\u2028slut\n\n"
    assert decode(text.encode()).text == text


def test_a_stray_control_character_does_not_cost_a_document() -> None:
    text = SENTENCE * 10 + "\x02" + SENTENCE
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_nul_in_good_text_is_refused_at_the_byte_where_it_stands(encoding: str) -> None:
    text = f"{SENTENCE * 5}\0{SENTENCE}"
    data = text.encode(encoding)
    with pytest.raises(UndecodableError, match="NUL character") as caught:
        decode(data)
    offset = re.search(r"Byte (\d+) ", caught.value.problem)
    assert offset is not None
    width = 2 if "16" in encoding else 1
    assert data[int(offset[1]) :].startswith(b"\0" * width + "J".encode("utf-16-le")[:width])


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\ufeff".encode(), "\ufeff \n".encode("utf-16-le"), b"\xa0\xa0"])
def test_an_empty_or_blank_file_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError, match=r"is empty|nothing but white space") as caught:
        decode(data)
    assert "Put the text in it" in caught.value.remedy


def test_a_binary_of_no_known_kind_is_refused_as_binary() -> None:
    with pytest.raises(UndecodableError, match=r"binary.*control characters"):
        decode(NOISE)
    with pytest.raises(UndecodableError, match="binary"):
        decode(bytes(100))


def test_a_binary_behind_a_byte_order_mark_is_refused() -> None:
    with pytest.raises(UndecodableError, match="binary"):
        decode(b"\xef\xbb\xbf" + bytes(range(32)) * 10)


def test_a_cut_utf16_file_is_refused_with_the_byte() -> None:
    data = ("\ufeff" + SENTENCE).encode("utf-16-le")[:-1]
    with pytest.raises(UndecodableError, match=f"UTF-16-LE, but byte {len(data) - 1} "):
        decode(data)


def test_utf8_with_one_broken_byte_is_refused_at_that_byte_rather_than_read_as_garble() -> None:
    head = SENTENCE.encode() * 20
    with pytest.raises(UndecodableError, match=f"not UTF-8 from byte {len(head)} on"):
        decode(head + b"\xe4 och " + SENTENCE.encode() * 20)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Правительство выделяет деньги муниципалитетам", "cp1251"),
        ("Η κυβέρνηση δίνει χρήματα στους δήμους", "cp1253"),
        ("政府は自治体に資金を提供します", "shift_jis"),
    ],
)
def test_text_in_an_encoding_that_swedish_is_not_saved_in_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(text.encode(encoding))
    assert "UTF-8" in caught.value.remedy
