"""The commands that read documents without a warehouse: `anslag extract`, `anslag coverage` and `anslag eval`.

Belongs here: arguments and exit codes. What is done stands in `documents`, `extract`, `coverage` and `evaluate`;
libraries that take long to import are imported by the commands that need them.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for the reader's patterns and Parquet

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.console.ending import fail

if TYPE_CHECKING:
    from pipelines.console.documents import Documents

_Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders to read.", show_default="none")
]
_Corpus = Annotated[
    Path | None, typer.Option(help="A Parquet file with path and text, in place of PATH.", show_default="none")
]
_Only = Annotated[
    Path | None, typer.Option(help="Read only the paths of the corpus that this file lists.", show_default="all")
]


def extract(
    paths: _Paths = None,
    corpus: _Corpus = None,
    only: _Only = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The JSON Lines file to write.")] = Path(
        "extract.jsonl"
    ),
) -> None:
    """Read documents to JSON Lines, a record a document, without a warehouse.

    Ends with 1 when the reader failed on a document; the others are in the file all the same.
    """
    from pipelines.console.extract import extract_all
    from pipelines.console.terminal import console, count, plain

    screen = console(stderr=True)
    failed: list[str] = []
    with _documents(paths, corpus, only) as documents:
        try:
            with output.open("w", encoding="utf-8") as file:
                written = extract_all(documents, file, failed, screen)
        except OSError as error:
            fail(f"{output} cannot be written: {error}", code=2)
    screen.print(plain(f"{count(written, 'document')} read to {output}"), soft_wrap=True)
    _end_if_failed(failed)


def coverage(
    paths: _Paths = None,
    corpus: _Corpus = None,
    only: _Only = None,
    worst: Annotated[int, typer.Option(min=0, help="Most documents to name, the least understood first.")] = 10,
) -> None:
    """Count what the numbers in documents are, and show those that nobody knows, without a warehouse.

    Ends with 1 when the reader failed on a document, whose numbers are then not counted.
    """
    from pipelines.console.coverage import Coverage, cover, print_coverage
    from pipelines.console.documents import read_each
    from pipelines.console.terminal import console

    counted = Coverage(worst)
    failed: list[str] = []
    with _documents(paths, corpus, only) as documents:
        for page in read_each(documents, cover, failed, console(stderr=True)):
            counted.add(page)
    print_coverage(counted, console())
    _end_if_failed(failed)


@contextmanager
def _documents(paths: list[Path] | None, corpus: Path | None, only: Path | None) -> Iterator["Documents"]:
    """Give the documents that a command's arguments name, end with 2 where they cannot be had, tell those refused."""
    from pipelines.console.documents import DocumentsError, choose_documents
    from pipelines.console.terminal import console, plain
    from pipelines.sources.files import PathNotFoundError

    if bool(paths) == bool(corpus) or (only and not corpus):
        fail("Name files and folders, or a corpus (and with it --only, if not all of it).", code=2)
    try:
        documents = choose_documents(paths or [], corpus, only)
        yield documents
    except PathNotFoundError as error:
        fail(f"{error.path}: there is no file or folder here. {error.remedy}", code=2)
    except DocumentsError as error:
        fail(str(error), code=2)
    for line in documents.refused:
        console(stderr=True).print(plain(f"refused {line}", "yellow"), soft_wrap=True)


def evaluate(
    gold: Annotated[Path, typer.Option(help="The labelled pages: JSON Lines, a page a line.", show_default=False)],
    corpus: Annotated[
        Path | None, typer.Option(help="Read these pages of a Parquet file with path and text.", show_default="none")
    ] = None,
    predicted: Annotated[
        Path | None, typer.Option(help="Take the output of anslag extract instead.", show_default="none")
    ] = None,
    misses: Annotated[int, typer.Option(min=0, help="Most misses to print.")] = 20,
    field: Annotated[
        str | None, typer.Option(help="Print the misses of this field only.", show_default="all fields")
    ] = None,
) -> None:
    """Measure the reader against pages labelled by people: figures, and where it is wrong.

    Ends with 1 when the reader failed on a page, which counts as read without amounts.
    """
    from pipelines.console.documents import DocumentsError
    from pipelines.console.evaluate import EvaluationError, print_misses, print_score, read_corpus, read_pages
    from pipelines.console.terminal import console, count, plain
    from pipelines.evaluation.scoring import MISS_FIELDS, score

    if field is not None and field not in MISS_FIELDS:
        fail(f"{field} is no field that can be missed. Name one of {', '.join(MISS_FIELDS)}.", code=2)
    screen = console(stderr=True)
    failed: list[str] = []
    try:
        labelled = read_pages(gold)
        if corpus is not None and predicted is None:
            read = read_corpus(corpus, labelled, gold, failed, screen)
        elif predicted is not None and corpus is None:
            read = read_pages(predicted)
        else:
            fail("Give one of --corpus (read the pages now) and --predicted (the output of anslag extract).", code=2)
    except (DocumentsError, EvaluationError) as error:
        fail(str(error), code=2)
    if predicted and (absent := [path for path in labelled if path not in read]):
        lacking = f"{predicted} lacks {count(len(absent), 'labelled page')}, e.g. {absent[0]}"
        screen.print(plain(f"{lacking}: counted as read without amounts", "yellow"), soft_wrap=True)
    result = score(labelled, read)
    print_score(result, console())
    print_misses([miss for miss in result.misses if field in {None, miss.field}], misses, console())
    _end_if_failed(failed)


def evaluate_commitments(
    labels: Annotated[
        Path, typer.Argument(help="Labels: JSON Lines, a document or a group of documents a line.", show_default=False)
    ],
    split: Annotated[str | None, typer.Option(help="Only labels of this split.", show_default="all")] = None,
    misses: Annotated[int, typer.Option(min=0, help="Most errors to print.")] = 20,
) -> None:
    """Measure which figures of the published warehouse count as the same money, against labels by people."""
    from pipelines.console.evaluate import EvaluationError
    from pipelines.console.evaluate_commitments import print_pairs, read_labels, score_labels
    from pipelines.console.terminal import console
    from pipelines.settings import current_home
    from pipelines.store.versions import NoWarehouseError, open_published

    try:
        chosen = [label for label in read_labels(labels) if split in {None, label.split}]
        if not chosen:
            raise EvaluationError(f"{labels} holds no label of the split {split}.")
        with open_published(current_home()) as con:
            print_pairs(score_labels(con, chosen), misses, console())
    except (EvaluationError, NoWarehouseError) as error:
        fail(str(error), code=2)


def _end_if_failed(failed: list[str]) -> None:
    """Name the documents that the reader failed on, and end with 1 if there are any."""
    from pipelines.console.terminal import console, count, plain

    if not failed:
        return
    screen = console(stderr=True)
    for line in failed:
        screen.print(plain(f"failed {line}", "bold red"), soft_wrap=True)
    fail(f"The reader failed on {count(len(failed), 'document')}.")
