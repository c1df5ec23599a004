"""Sentences about money: how long each library takes over them, and how many of their values it gets.

Belongs here: which sentences, and what each library makes of one. price-parser and quantulum3 read prices and
quantities of many languages; neither claims to read Swedish prose, so their values tell what general tools give here.
"""

import logging
import re
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.timing import Timing, time_each
from pipelines.evaluation.records import MentionRecord, PageRecord
from pipelines.text.reading import read_money
from pipelines.text.sentences import split_sentences
from pipelines.text.spans import Span, split_lines

ANSLAG = "anslag"
_MOST_SENTENCES = 2_000
_Reader = Callable[[str], list[float]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that states money.

    Attributes:
        text: the sentence.
        values: its amounts in whole currency units, both ends of a range; None where nobody labelled them.
    """

    text: str
    values: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """What a library made of the sentences.

    Attributes:
        timing: of all sentences.
        right: labelled values among those it gave, each once.
        given: values that it gave.
    """

    timing: Timing
    right: int
    given: int


def labelled_sentences(texts: Sequence[tuple[str, str]], gold: Mapping[str, PageRecord]) -> list[Sentence]:
    """Give the sentences that hold labelled amounts, with their values; a quote that is not in its line is left out."""
    found: list[Sentence] = []
    for path, text in texts:
        if path not in gold:
            continue
        values: defaultdict[Span, list[float]] = defaultdict(list)
        for line in split_lines(text):
            mentions = [mention for mention in gold[path].mentions if mention.line == line.number]
            sentences = split_sentences(text, line.span) if mentions else []
            for mention, start in _places(text, line.span, mentions):
                ends = (mention.value, mention.value_high)
                holding = [sentence for sentence in sentences if sentence.start <= start < sentence.end]
                values[holding[0]] += [end for end in ends if end is not None]
        found += [Sentence(span.of(text), tuple(stated)) for span, stated in values.items()]
    return found


def _places(text: str, line: Span, mentions: Iterable[MentionRecord]) -> Iterator[tuple[MentionRecord, int]]:
    """Find where each amount of a line stands; the same quote again stands further on."""
    after: dict[str, int] = {}
    for mention in mentions:
        start = text.find(mention.quote, after.get(mention.quote, line.start), line.end)
        if start >= 0:
            after[mention.quote] = start + len(mention.quote)
            yield mention, start


def unlabelled_sentences(texts: Sequence[tuple[str, str]]) -> list[Sentence]:
    """Give sentences in which our own reader found amounts."""
    found: list[Sentence] = []
    for _, text in texts:
        reading = read_money(text)
        spans = {mention.sentence for mention in reading.mentions} if reading else set()
        found += [Sentence(span.of(text), None) for span in sorted(spans)]
    return found


def evenly(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Give as many sentences as a slow library can be waited for, evenly from all."""
    step = max(1, -(-len(sentences) // _MOST_SENTENCES))
    return sentences[::step]


def measure_sentences(sentences: Sequence[Sentence], runs: int) -> dict[str, SentenceResult]:
    """Have each library read all sentences.

    Args:
        sentences: to be read, each by itself.
        runs: how often.
    """
    readers = {ANSLAG: _by_anslag, "price-parser": _by_price_parser(), "quantulum3": _by_quantulum3()}
    given = {name: [reader(sentence.text) for sentence in sentences] for name, reader in readers.items()}
    timings = time_each(
        {name: _read_all(reader, sentences) for name, reader in readers.items()}, runs, clock=time.process_time
    )
    return {
        name: SentenceResult(
            timings[name],
            right=sum(_right(sentence, values) for sentence, values in zip(sentences, given[name], strict=True)),
            given=sum(map(len, given[name])),
        )
        for name in readers
    }


def _read_all(reader: _Reader, sentences: Sequence[Sentence]) -> Callable[[], object]:
    return lambda: [reader(sentence.text) for sentence in sentences]


def _right(sentence: Sentence, given: Sequence[float]) -> int:
    wanted, got = (Counter(round(value, 2) for value in values) for values in (sentence.values or (), given))
    return (wanted & got).total()


def _by_anslag(sentence: str) -> list[float]:
    reading = read_money(sentence)
    amounts = [mention.amount for mention in reading.mentions] if reading else []
    return [float(end) for amount in amounts for end in (amount.low, amount.high) if end is not None]


def _by_price_parser() -> _Reader:
    from price_parser import Price  # noqa: PLC0415 - only benchmarks have it

    def read(sentence: str) -> list[float]:
        amount = Price.fromstring(sentence).amount
        return [] if amount is None else [float(amount)]

    return read


def _by_quantulum3() -> _Reader:
    with warnings.catch_warnings():
        # It warns that it tells units apart less well without its classifier; values do not depend on that.
        warnings.simplefilter("ignore")
        from quantulum3 import parser  # noqa: PLC0415 - only benchmarks have it
    logging.getLogger("quantulum3").setLevel(logging.ERROR)

    def read(sentence: str) -> list[float]:
        try:
            return [float(quantity.value) for quantity in parser.parse(sentence)]
        except (ValueError, KeyError, IndexError, AttributeError, TypeError, re.error):
            # Text that it fails on gives no value; there is no more to say about it.
            return []

    return read
