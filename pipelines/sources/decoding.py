"""From bytes to text: which encoding, and whether it is text at all. Pure: no files here.

The text is kept as received (line ends, Unicode form), since every span in the warehouse counts its characters. Only a
byte order mark is taken off: it says how to read the text and is no part of it.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipelines.sources.signatures import MAX_CONTROL_SHARE, binary_format, control_share

_SAVE_AS_UTF8 = "Save it again as plain text in UTF-8."
_NOT_A_TEXT = "Extract its text and save that as plain text in UTF-8, or remove the file."

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

# Encodings that Swedish text has been saved in: Windows, Linux, Macintosh, DOS.
_LEGACY_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850", "cp865"]

# In 35,000 pages of regeringen.se 96 % of the characters outside ASCII are these six letters. The others are names'
# letters and typography that occur there or may be expected; what is in neither speaks against an encoding.
_SWEDISH = frozenset("åäöÅÄÖ")
_PLAUSIBLE = frozenset("éèêëÉáàâúüÜóôíïçñæøÆØßšžŠ–—‘’“”»«…•·§°´½¼¾±²³×€£©®™\xa0\xad")
_MAX_IMPLAUSIBLE_SHARE = 0.05  # a page may quote a name or a symbol beyond the list; a wrong encoding makes most wrong
_OCCURRENCES = (
    64  # of each byte outside ASCII: enough to rank encodings by, and keeps a 50 MB text nearly as quick as a page
)
_CONTEXT_BYTES = 40  # a few words to either side


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding its bytes were in (Python's name for it)."""

    text: str
    encoding: str


class UndecodableError(ValueError):
    """Bytes that cannot be read as text.

    Attributes:
        problem: what they are, or where they stop being text.
        remedy: what the owner of the file can do.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


def decode(data: bytes) -> Decoded:
    """Decode the bytes of one file.

    Tried in turn: a byte order mark, strict UTF-8, UTF-16 without mark, and the older encodings of Swedish text, of
    which the likeliest is taken if what comes out reads as Swedish.

    Raises:
        UndecodableError: the bytes are empty or blank, a binary format, or in no encoding that gives plausible text.
    """
    if not data:
        raise UndecodableError("The file is empty.", "Put the text in it, or remove it.")
    if (name := binary_format(data)) is not None:
        raise UndecodableError(f"The file is {name}, not plain text.", _NOT_A_TEXT)
    decoded = _by_mark(data) or _as_utf8(data) or _as_utf16_without_mark(data) or _as_legacy(data)
    if not decoded.text or decoded.text.isspace():
        raise UndecodableError("The file holds nothing but white space.", "Put the text in it, or remove it.")
    _refuse_nul(data, decoded)
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(codec)
            except UnicodeDecodeError as error:
                problem = (
                    f"The file begins with the byte order mark of {codec.upper()}, but byte {len(mark) + error.start} "
                    f"does not fit that encoding ({error.reason})."
                )
                raise UndecodableError(problem, f"The file may be cut short or damaged. {_SAVE_AS_UTF8}") from None
            if control_share(text.encode("utf-8")) > MAX_CONTROL_SHARE:
                raise _binary(data)
            return Decoded(text, name)
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8") if control_share(data) <= MAX_CONTROL_SHARE else None


def _as_utf16_without_mark(data: bytes) -> Decoded | None:
    """Recognise UTF-16 by its zero bytes: Western text has them in nearly every second place and in no other."""
    zeros_even, zeros_odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(zeros_even, zeros_odd) < len(data) / 4:
        return None
    encoding = "utf-16-le" if zeros_odd > zeros_even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if control_share(text.encode("utf-8")) > MAX_CONTROL_SHARE:
        return None
    return Decoded(text, encoding)


def _as_legacy(data: bytes) -> Decoded:
    if control_share(data) > MAX_CONTROL_SHARE:
        raise _binary(data)
    sample = _sample(data)
    # The detector's threshold for "mess" takes the soft hyphens of web pages for a wrong encoding: it proposes, in its
    # order of likelihood, and the Swedish score decides.
    matches = from_bytes(sample, cp_isolation=_LEGACY_ENCODINGS, threshold=1.0, enable_fallback=False)
    proposed = dict.fromkeys(encoding for match in matches for encoding in match.could_be_from_charset)
    for encoding in sorted(proposed, key=lambda name: -_swedish_score(sample.decode(name))):
        text = data.decode(encoding)  # cannot fail: the sample holds every byte value that the data does
        if _reads_as_swedish(text):
            return Decoded(text, encoding)
    raise _unknown_encoding(data)


def _sample(data: bytes) -> bytes:
    """Give the surroundings of the first occurrences of each byte outside ASCII: only they tell the encodings apart."""
    positions: set[int] = set()
    for byte in range(128, 256):
        position = -1
        for _ in range(_OCCURRENCES):
            position = data.find(byte, position + 1)
            if position < 0:
                break
            positions.add(position)
    stretches: list[bytes] = []
    end = 0
    for position in sorted(positions):
        if position >= end:
            start, end = max(end, position - _CONTEXT_BYTES), position + _CONTEXT_BYTES
            stretches.append(data[start:end])
    return b" ".join(stretches)


def _foreign_counts(text: str) -> tuple[int, int, int]:
    """Count the characters outside ASCII: Swedish letters, plausible others, implausible ones."""
    counts = Counter(re.findall(r"[^\x00-\x7f]", text))
    swedish = sum(n for character, n in counts.items() if character in _SWEDISH)
    plausible = sum(n for character, n in counts.items() if character in _PLAUSIBLE)
    return swedish, plausible, counts.total() - swedish - plausible


def _reads_as_swedish(text: str) -> bool:
    if re.search(r"[\x80-\x9f]", text):  # control characters that no text has: the sign of a wrong code page
        return False
    swedish, plausible, implausible = _foreign_counts(text)
    return implausible <= _MAX_IMPLAUSIBLE_SHARE * (swedish + plausible + implausible)


def _swedish_score(text: str) -> float:
    """Rate how far the characters outside ASCII are those of Swedish text; 1 is all letters of its own."""
    swedish, plausible, implausible = _foreign_counts(text)
    misplaced = len(re.findall(r"(?<=[a-zåäö])[ÅÄÖÉÜØÆŠŽ](?=[a-zåäö])", text))  # a capital inside a word: OrlÄans
    total = swedish + plausible + implausible
    return (swedish + plausible / 2 - 5 * (implausible + misplaced)) / max(1, total)


def _refuse_nul(data: bytes, decoded: Decoded) -> None:
    position = decoded.text.find("\0")
    if position < 0:
        return
    mark_bytes = next((len(mark) for mark, _, _ in _MARKS if data.startswith(mark)), 0)
    offset = mark_bytes + len(decoded.text[:position].encode(decoded.encoding.removesuffix("-sig")))
    problem = f"Byte {offset} is a NUL character: the file is damaged or not text."
    raise UndecodableError(problem, f"Remove the character or fetch the file anew. {_SAVE_AS_UTF8}")


def _binary(data: bytes) -> UndecodableError:
    share = control_share(data)
    problem = f"The file is binary, of an unknown kind: {share:.0%} of its bytes are control characters."
    return UndecodableError(problem, _NOT_A_TEXT)


def _unknown_encoding(data: bytes) -> UndecodableError:
    where = f"The file is not UTF-8 from byte {_utf8_bytes(data)} on"
    problem = f"{where}, and in no older encoding of Swedish text does it read as words."
    return UndecodableError(problem, _SAVE_AS_UTF8)


def _utf8_bytes(data: bytes) -> int:
    """Count the bytes up to the first that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
