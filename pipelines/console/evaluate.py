"""The reader measured against labelled pages: a table of figures, and what it got wrong.

Belongs here: files of labels and readings, and printing. What is counted stands in `pipelines.evaluation`.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.documents import corpus_documents
from pipelines.console.extract import read_records
from pipelines.console.terminal import count, one_line, plain
from pipelines.evaluation.records import PageRecord, RecordError, parse_pages
from pipelines.evaluation.scoring import Agreement, Detection, Miss, Score

_NOTHING = "nothing"


class EvaluationError(Exception):
    """Labels or readings that cannot be used; the message names the file, the place and what to do."""


def read_pages(file: Path) -> dict[str, PageRecord]:
    """Read labels, or the output of an extract.

    Args:
        file: JSON Lines, a page a line.

    Returns:
        The pages by path.

    Raises:
        EvaluationError: the file cannot be read, holds no page, or a line of it is no page record.
    """
    try:
        with file.open(encoding="utf-8-sig") as lines:
            pages = parse_pages(lines, str(file))
    except OSError as error:
        raise EvaluationError(f"{file} cannot be read: {error.strerror}. Name a JSON Lines file.") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{file} is not UTF-8 ({error.reason}). Save it as UTF-8.") from error
    except RecordError as error:
        raise EvaluationError(str(error)) from error
    if not pages:
        raise EvaluationError(f"{file} holds no page. Write a page a line, with path and mentions.")
    return pages


def read_corpus(
    corpus: Path, labelled: Collection[str], gold: Path, failed: list[str], screen: Console
) -> dict[str, PageRecord]:
    """Run the reader over labelled pages.

    Args:
        corpus: a Parquet file with the columns `path` and `text`.
        labelled: paths of the pages.
        gold: the file that names them, for errors.
        failed: receives the pages that the reader failed on, each with the reason.
        screen: shows the progress.

    Returns:
        What was read, by path, without the pages in `failed`.

    Raises:
        DocumentsError: the corpus cannot be used, or lacks a page.
    """
    records = read_records(corpus_documents(corpus, labelled, str(gold)), failed, screen)
    return {record["path"]: PageRecord.model_validate(record) for record in records}


def print_score(score: Score, screen: Console) -> None:
    """Print the figures of a score, a line each."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("")
    for head in ("P", "R", "F1", "right", "found", "extra", "missed", "of"):
        table.add_column(head, justify="right")
    share = score.documents_right / max(1, score.documents)
    table.add_row(
        "documents all right", "", "", "", f"{share:.4f}", str(score.documents_right), "", "", str(score.documents)
    )
    table.add_row("mentions", *_detection(score.mentions))
    table.add_row("cells", *_detection(score.cells))
    for name, agreement in score.fields.items():
        table.add_row(name, *_agreement(agreement))
    table.add_row("recipient", *_detection(score.recipient))
    screen.print(table)


def print_misses(misses: Sequence[Miss], most: int, screen: Console) -> None:
    """Print what was got wrong.

    Args:
        misses: in the order to print them.
        most: how many to print.
        screen: where to print. A line each where it is no terminal.
    """
    for miss in misses[:most]:
        expected, got = (_NOTHING if value is None else value for value in (miss.expected, miss.got))
        line = Text.assemble(
            (f"{one_line(miss.path)}:{miss.line}", "cyan"),
            (f"  {miss.field}", "bold"),
            f"  “{one_line(miss.quote)}”",
            f"  expected {one_line(expected)}, got {one_line(got)}",
        )
        screen.print(line, soft_wrap=True)
    if len(misses) > most:
        screen.print(
            plain(f"{count(len(misses) - most)} more: --misses {len(misses)} shows all", "dim"), soft_wrap=True
        )


def _detection(counts: Detection) -> Iterable[str]:
    shares = (counts.precision, counts.recall, counts.f1)
    sizes = (counts.found, counts.extra, counts.missed, counts.found + counts.missed)
    return (*(f"{share:.4f}" for share in shares), "", *map(str, sizes))


def _agreement(agreement: Agreement) -> Iterable[str]:
    return ("", "", "", f"{agreement.share:.4f}", str(agreement.right), "", "", str(agreement.total))
