"""Reading hostile documents, each in a process of its own: what was lost, how long it took, how much memory.

Belongs here: reading, and judging what was read. As a script it reads a share of all the documents and prints a line
of JSON for each; documents are read in forks, so that what one does costs no other, and its memory can be told.
"""

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain, pairwise

from pipelines.model.staged import StagedRows, stage
from pipelines.sources.confined import close_reader
from pipelines.sources.reading import document_from_bytes
from pipelines.sources.types import RefusedFile
from pipelines.text.reading import Reading, read_document
from pipelines.text.spans import Span
from torture import hostile_drawn, hostile_formats, hostile_texts
from torture.hostile_document import Hostile

# The densest text, an amount every four characters, takes 60 seconds and 650 MB a megabyte; a page of the government's
# takes one second. A process that parses HTML or PDF has 20 seconds and 1 GB (`confined`), and may be started twice.
MOST_SECONDS = 5
MOST_SECONDS_PER_MEGABYTE = 90
MOST_MEGABYTES = 200
MOST_MEGABYTES_PER_MEGABYTE = 1_000
PARSER_SECONDS = 45
PARSER_MEGABYTES = 1_200
# Beyond any of these: a backstop for the machine, not a measure.
_BACKSTOP_SECONDS = 120
_BACKSTOP_BYTES = 6_000_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document.

    Attributes:
        family: what kind of harm it is made for.
        name: name of its file.
        size_bytes: of the file.
        seconds: processor time, that of a parser's process included.
        megabytes: most memory that the process had at once, or a parser's process.
        is_refused: whether it was refused.
        lost: what went wrong.
    """

    family: str
    name: str
    size_bytes: int
    seconds: float
    megabytes: float
    is_refused: bool
    lost: tuple[str, ...]


def all_documents(share: float) -> list[Hostile]:
    """Give every document, or so large a share of them, spread evenly."""
    documents = [*hostile_texts.documents(), *hostile_formats.documents(), *hostile_drawn.documents()]
    return [document for number, document in enumerate(documents) if int(number * share) != int((number - 1) * share)]


def read_all(share: float) -> Iterator[Outcome]:
    """Read a share of the documents in a process that does nothing else."""
    with subprocess.Popen(
        [sys.executable, __file__, str(share)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as reader:
        assert reader.stdout is not None
        for line in reader.stdout:
            yield Outcome(**json.loads(line))
    if reader.returncode:
        raise RuntimeError(f"The process that reads hostile documents ended with {reader.returncode}.")


def losses(document: Hostile, data: bytes) -> tuple[bool, list[str]]:
    """Read a document; give whether it was refused, and what must not be."""
    found = document_from_bytes("folder", document.name, data)
    if isinstance(found, RefusedFile):
        lost = ["it was refused: " + found.problem] if document.is_refused is False else []
        is_told = found.path == document.name and found.problem.endswith(".") and found.remedy.endswith(".")
        return True, lost + [f"its refusal says too little: {found}"] * (not is_told)
    lost = ["it was read, and should be refused"] if document.is_refused else []
    reading = read_document(found.text, published_year=2025)
    lost += _wrong_amounts(document, reading)
    lost += _wrong_spans(found.text, reading)
    lost += _wrong_ledger(found.text, reading)
    stage(found.document_id, found.text, reading, StagedRows())
    if len(found.text) < 50_000 and read_document(found.text, published_year=2025) != reading:
        lost.append("it reads otherwise the second time")
    return False, lost


def _wrong_amounts(document: Hostile, reading: Reading) -> Iterator[str]:
    stated = [amount for mention in reading.mentions for amount in (mention.amount.low, mention.amount.high)]
    cells = (cell for table in reading.tables for row in table.rows for cell in row.cells)
    read = Counter(amount for amount in (*stated, *(cell.amount for cell in cells)) if amount is not None)
    if missing := Counter(document.must) - read:
        yield f"amounts not read: {dict(missing)}"
    if document.may is not None and (strange := set(read - Counter(document.must)) - document.may):
        yield f"amounts read that nobody stated: {strange}"


def _wrong_spans(text: str, reading: Reading) -> Iterator[str]:
    figures = [span for mention in reading.mentions for span in mention.amount.number_spans]
    figures += [
        cell.span for table in reading.tables for row in table.rows for cell in row.cells if cell.kind == "amount"
    ]
    others = [block.span for block in reading.blocks] + [table.span for table in reading.tables]
    others += [mention.span for mention in reading.mentions]
    for span in chain(figures, others):
        if not 0 <= span.start < span.end <= len(text):
            yield f"a span lies outside the text: {span}"
    for span in figures:
        printed = span.of(text)
        if not any(character.isdecimal() for character in printed) and not _is_words(printed):
            yield f"a figure has neither digits nor words: {printed[:40]!a}"
    for first, second in pairwise(mention.span for mention in reading.mentions):
        if second.start < first.end:
            yield f"two mentions overlap: {first}, {second}"


def _is_words(printed: str) -> bool:
    return sum(character.isalpha() for character in printed) >= 2


def _wrong_ledger(text: str, reading: Reading) -> Iterator[str]:
    held = bytearray(len(text))
    for token in reading.tokens:
        if any(held[token.span.start : token.span.end]):
            yield f"two tokens hold the same characters: {token}"
        held[token.span.start : token.span.end] = b"\1" * (token.span.end - token.span.start)
    left = [at for at, character in enumerate(text) if character.isdecimal() and not held[at]]
    if left:
        yield f"{len(left)} digits are in no token, the first at {left[0]}"
    known = {token.span for token in reading.tokens if token.role == "figure"}
    for mention in reading.mentions:
        if strange := [span for span in mention.amount.number_spans if not _is_held(span, known)]:
            yield f"numbers of an amount are no figures in the ledger: {strange}"


def _is_held(span: Span, known: set[Span]) -> bool:
    return span in known or any(each.holds(span) for each in known)


def _read_in_fork(document: Hostile) -> Outcome:
    answer, answers = os.pipe()
    child = os.fork()
    if not child:
        os.close(answer)
        with os.fdopen(answers, "w") as told:
            json.dump(_read_here(document), told)
        os._exit(0)
    os.close(answers)
    with os.fdopen(answer) as told:
        said = told.read()
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    size_bytes, is_refused, lost = json.loads(said) if not code else (0, False, [f"its reader ended with {code}"])
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000
    is_parsed = document.family in {"HTML", "PDF"}
    most_seconds = MOST_SECONDS + MOST_SECONDS_PER_MEGABYTE * size_bytes / 1e6 + PARSER_SECONDS * is_parsed
    if seconds > most_seconds:
        lost.append(f"it took {seconds:.1f} s, more than {most_seconds:.1f}")
    most = MOST_MEGABYTES + MOST_MEGABYTES_PER_MEGABYTE * size_bytes / 1e6 + PARSER_MEGABYTES * is_parsed
    if megabytes > most:
        lost.append(f"it took {megabytes:.0f} MB, more than {most:.0f}")
    return Outcome(document.family, document.name, size_bytes, seconds, megabytes, is_refused, tuple(lost))


def _read_here(document: Hostile) -> tuple[int, bool, list[str]]:
    data = document.make()
    resource.setrlimit(resource.RLIMIT_CPU, (_BACKSTOP_SECONDS, _BACKSTOP_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BACKSTOP_BYTES, _BACKSTOP_BYTES))
    try:
        is_refused, lost = losses(document, data)
    except Exception as error:
        is_refused, lost = False, [f"{type(error).__name__}: {error}"[:300]]
    close_reader()
    return len(data), is_refused, lost


def main() -> None:
    """Read a share of the documents; tell what became of each."""
    for document in all_documents(float(sys.argv[1])):
        sys.stdout.write(json.dumps(asdict(_read_in_fork(document))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
