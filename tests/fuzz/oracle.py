"""What must hold of whatever is read of any text; more than that nothing breaks.

Belongs here: the rules that fuzzers hold a reading against, and the bytes of a fuzzer as text. What is fuzzed stands in
the modules beside this one.
"""

import time
from itertools import pairwise

from pipelines.text.reading import Reading, read_document
from pipelines.text.spans import Span

_PUBLISHED = 2025
# Ten times what the densest text takes on a slow machine: what exceeds it grows faster than the text does.
_SECONDS = 1.0
_SECONDS_PER_CHARACTER = 0.002
_ALPHABET = (
    *(
        "0",
        "1",
        "2",
        "5",
        "9",
        "00",
        "000",
        " ",
        "\u00a0",
        ",",
        ".",
        "-",
        "–",
        "(",
        ")",
        "|",
        "\n",
        "\n\n",
        "\r\n",
        ":",
    ),
    *(
        "kr",
        "kronor",
        "miljoner",
        "miljard",
        "tkr",
        "mnkr",
        "SEK ",
        "€",
        "öre",
        "två",
        "en halv",
        "hundra",
        "och",
        "till",
    ),
    *(
        "Lund",
        "Umeå",
        "Belopp 2025",
        "Kommun",
        "Totalt",
        "2025",
        "2020–2027",
        "per år",
        "från och med ",
        "mellan ",
        "*",
    ),
    *("| --- |", "# ", "* ", "1) ", "%", "/", "'", "_", "\u202e", "\u200b", "\u00ad", "\u0336", "\u030a", "\x01", "О"),
    *(
        "l",
        "O",
        "٣",
        "１",
        "²",
        "½",
        "€",
        "[",
        "](",
        "@",
        "§",
        "kap. ",
        "juni ",
        "a",
        "A",
        "+",
        "^",
        "\t",
        "\u2028",
        "+46 ",
    ),
)


def text_of(data: bytes) -> str:
    """Give the text that a fuzzer's bytes stand for: each a piece of what documents are made of."""
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in data)


def check(text: str) -> Reading:
    """Read a text and hold the reading against every rule.

    Raises:
        AssertionError: one of them is broken; the message says which.
    """
    started = time.process_time()
    reading = read_document(text, published_year=_PUBLISHED)
    seconds = time.process_time() - started
    assert seconds < _SECONDS + _SECONDS_PER_CHARACTER * len(text), f"{seconds:.1f} s for {len(text)} characters"
    assert reading == read_document(text, published_year=_PUBLISHED), "it reads otherwise the second time"
    _check_ledger(text, reading)
    _check_figures(text, reading)
    return reading


def _check_ledger(text: str, reading: Reading) -> None:
    held: set[int] = set()
    for token in reading.tokens:
        places = set(range(*token.span))
        assert places, f"an empty token: {token}"
        assert not places & held, f"two tokens hold the same characters: {token}"
        held |= places
    lost = {at for at, character in enumerate(text) if character.isdecimal()} - held
    assert not lost, f"digits in no token: {sorted(lost)}"
    spans = [token.span for token in reading.tokens]
    assert spans == sorted(spans), "tokens are out of order"


def _check_figures(text: str, reading: Reading) -> None:
    figures = [token.span for token in reading.tokens if token.role == "figure"]
    for mention in reading.mentions:
        amount = mention.amount
        assert 0 <= amount.span.start < amount.span.end <= len(text), f"a mention outside the text: {amount.span}"
        assert amount.high is None or amount.low < amount.high, f"a range that is none: {amount}"
        assert amount.number_spans, f"an amount of no number: {amount}"
        for span in amount.number_spans:
            assert amount.span.holds(span) or span.end <= amount.span.end, f"a number outside its amount: {amount}"
            _check_number(text, span)
            assert any(figure.holds(span) for figure in figures), f"the ledger does not know the figure {span}"
    for first, second in pairwise(mention.span for mention in reading.mentions):
        assert first.end <= second.start, f"two mentions overlap: {first} {second}"
    for table in reading.tables:
        for row in table.rows:
            for cell in row.cells:
                assert 0 <= cell.span.start <= cell.span.end <= len(text), f"a cell outside the text: {cell}"
                assert (cell.amount is None) == (cell.kind != "amount"), f"an amount of another kind: {cell}"
                assert (cell.problem is None) == (cell.kind != "malformed"), f"a problem of another kind: {cell}"
                if cell.amount is not None:
                    _check_number(text, cell.span)


def _check_number(text: str, span: Span) -> None:
    printed = span.of(text)
    assert any(each.isdecimal() or each.isalpha() for each in printed), f"a value without digits or words: {printed!a}"
    assert {each for each in printed if each in "\n\r\u202e\x01\u0336"} == set() or not any(
        map(str.isdecimal, printed)
    ), f"a number that goes over lines, or holds what is not seen: {printed!a}"
